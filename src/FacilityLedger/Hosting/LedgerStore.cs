using FacilityLedger.Assessments;
using FacilityLedger.Disclosure;
using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Clock;
using FacilityLedger.Hosting.Decisions;
using FacilityLedger.Hosting.SignIn;
using FacilityLedger.Inspectors;
using FacilityLedger.Plans;
using FacilityLedger.Sample;
using JasperFx;
using JasperFx.Events;
using JasperFx.Events.Daemon;
using JasperFx.Events.Projections;
using JasperFx.MultiTenancy;
using Marten;
using Marten.Exceptions;
using Marten.Schema.Indexing.Unique;
using Marten.Storage;
using Npgsql;
using NpgsqlTypes;
using Polly;
using Weasel.Core;
using Weasel.Postgresql.Tables;

namespace FacilityLedger.Hosting;

/// <summary>How Marten keeps the ledger. One place for the server, the import, the sample's simulated clock and the tests.</summary>
public static class LedgerStore
{
    public static void Configure(StoreOptions options, string connectionString, string? schema, TimeProvider clock)
    {
        // The same few statements over and over cost the database half when they are prepared. Behind a pooler that cannot keep them the connection string says "Max Auto Prepare=0": the later word counts.
        // Nothing here changes a session's settings, so a connection goes back to the pool without their reset, which every command would pay for.
        // What an error is about stays out of it: it would reach a log.
        options.Connection($"Max Auto Prepare=100;No Reset On Close=true;{connectionString};Include Error Detail=false");
        // The program's role owns nothing: LedgerSchema makes the tables.
        options.AutoCreateSchemaObjects = AutoCreate.None;
        if (schema is not null)
            options.DatabaseSchemaName = schema;
        // The casing is said here too: queries and indexes name members by it.
        options.UseSystemTextJsonForSerialization(EnumStorage.AsString, Casing.CamelCase, json => LedgerJson.Apply(json));
        options.DisableNpgsqlLogging = true;
        // As Marten does it, but whoever has waited in vain is told so: three times more is longer than anybody waits.
        options.ConfigurePolly(polly => polly.AddRetry(new()
        {
            ShouldHandle = x => ValueTask.FromResult(
                x.Outcome.Exception is NpgsqlException or MartenCommandException or EventLoaderException && !HasWaited(x.Outcome.Exception)),
            MaxRetryAttempts = 3,
            Delay = TimeSpan.FromMilliseconds(50),
            BackoffType = DelayBackoffType.Exponential,
        }));

        options.Events.StreamIdentity = StreamIdentity.AsString;
        options.Events.TenancyStyle = TenancyStyle.Conjoined;
        options.Policies.AllDocumentsAreMultiTenanted();
        options.Advanced.DefaultTenantUsageEnabled = false;
        options.Events.AppendMode = EventAppendMode.QuickWithServerTimestamps;
        options.Events.TimeProvider = clock;
        options.Events.UseExclusiveLockOnConcurrentAppends = true;
        options.Events.EnableBigIntEvents = true;
        options.Events.MetadataConfig.EnableAll();
        options.Events.MetadataConfig.UserNameEnabled = true;
        foreach (var (type, name) in EventNames.All)
            options.Events.MapEventType(type, name);

        // Views look for news four times a second. A notification with each commit would cost a command half as much again.
        options.Projections.FastPollingTime = options.Projections.SlowPollingTime = TimeSpan.FromMilliseconds(250);
        options.Projections.Errors.SkipApplyErrors = false;
        options.Projections.Errors.SkipSerializationErrors = false;
        options.Projections.Errors.SkipUnknownEvents = false;
        options.Projections.Add(new FacilityProjection(), ProjectionLifecycle.Inline);
        options.Projections.Add(new CampaignProjection(), ProjectionLifecycle.Inline);
        options.Projections.Add(new PlanProjection(), ProjectionLifecycle.Inline);
        options.Projections.Add(new OfficerProjection(), ProjectionLifecycle.Inline);
        options.Projections.Add(new QualityProjection(), ProjectionLifecycle.Async);
        options.Projections.Add(new PublicFacilityProjection(), ProjectionLifecycle.Async);
        PublicTables.Add(options);
        options.Schema.For<Facility>().Index(x => x.NextDue!, index =>
        {
            index.Name = "ix_facility_due";
            index.Predicate = "(data ->> 'nextDue') is not null";
        });
        options.Schema.For<Facility>().GinIndexJsonDataMember(x => x.Agenda, index => index.Name = "ix_facility_agenda");
        // The lists of the desk. A member that is a column always has an index; those of the text and its days hold nothing: the grams find what the text then decides.
        options.Schema.For<Facility>()
            .Duplicate(x => x.Status, configure: index => index.TenancyScope = TenancyScope.PerTenant)
            .Duplicate(x => x.ListedTown, configure: index => index.TenancyScope = TenancyScope.PerTenant)
            .Duplicate(x => x.ListedAt)
            .Duplicate(x => x.ListedDue)
            .Duplicate(x => x.SearchText, configure: index => index.Predicate = "false")
            .Duplicate(x => x.SearchDays, "integer[]", NpgsqlDbType.Array | NpgsqlDbType.Integer, index => index.Predicate = "false")
            .Duplicate(x => x.SearchGrams, "integer[]", NpgsqlDbType.Array | NpgsqlDbType.Integer, index => index.Method = IndexMethod.gin);
        options.Schema.For<ClaimedName>();
        options.Schema.For<VaultEntry>();
        options.Schema.For<Answer>().Index(x => x.At);
        options.Schema.For<OfficerSession>().SingleTenanted();
        options.Schema.For<KeptPost>().SingleTenanted();
        options.Schema.For<SampleProgress>();
        options.Schema.For<ClockWord>().SingleTenanted();
    }

    private static bool HasWaited(Exception? e) => e is TimeoutException || (e is not null && HasWaited(e.InnerException));
}
