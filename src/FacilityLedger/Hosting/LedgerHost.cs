using System.Text.Json.Serialization;
using FacilityLedger.Adoption;
using FacilityLedger.Assessments;
using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Clock;
using FacilityLedger.Hosting.Decisions;
using FacilityLedger.Inspections;
using FacilityLedger.Inspectors;
using FacilityLedger.Obligations;
using FacilityLedger.Plans;
using FacilityLedger.Policies;
using FacilityLedger.Postgres;
using JasperFx;
using JasperFx.CodeGeneration;
using JasperFx.Events.Daemon;
using Marten;
using Wolverine;
using Wolverine.Http;
using Wolverine.Marten;

namespace FacilityLedger.Hosting;

/// <summary>The wiring of one server: Marten, Wolverine and the endpoints, on a given database.</summary>
public static class LedgerHost
{
    /// <summary>Adds the ledger to a builder.</summary>
    /// <param name="schema">Database schema; tests use one each.</param>
    /// <param name="owner">See <see cref="DatabaseAccess"/>.</param>
    public static void AddLedger(this WebApplicationBuilder builder, string connectionString, string? schema, string? owner = null)
    {
        var services = builder.Services;
        services.AddSingleton<TimeProvider>(_ => new LedgerClock());
        services.AddSingleton<TrustedClock>();
        services.AddSingleton(new DatabaseAccess(connectionString, owner));
        services.AddSingleton<LedgerSchema>();
        // Started first: whatever starts after it finds its tables.
        services.AddHostedService(provider => provider.GetRequiredService<LedgerSchema>());
        services.AddSingleton<Ledger>();
        services.AddSingleton<Sweeper>();
        services.AddHostedService<SweepRounds>();
        services.AddSingleton(x => ActivatorUtilities.CreateInstance<LedgerHealth>(x, connectionString));
        // Read when it is first asked for: a host may say later where its home is.
        services.AddSingleton<IEvidenceStore>(provider =>
            new EvidenceFolder(Path.Combine(Path.GetFullPath(builder.Configuration["Ledger:Home"] ?? ".data"), "evidence"), builder.Configuration.GetValue("Ledger:EvidenceMaxBytes", 20L * 1024 * 1024),
                builder.Configuration.GetValue("Ledger:EvidenceDailyBytes", 2L * 1024 * 1024 * 1024), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<UnusedUploads>(provider, builder.Configuration.GetValue("Ledger:EvidenceUnusedDays", 7)));
        services.AddHostedService<UploadRounds>();
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<SpentAnswers>(provider, builder.Configuration.GetValue("Ledger:AnswerDays", 30)));
        services.AddHostedService<SpentAnswerRounds>();
        services.AddSingleton(LedgerSecret.Random());
        services.AddSingleton<FairShare>();
        services.AddSingleton<BodyLimits>();
        ApiDocument.Add(services);
        OtherSites.Add(services);
        services.AddSingleton(_ => PublicUrl.Of(builder.Configuration));
        builder.WebHost.ConfigureKestrel(options => options.AddServerHeader = false);
        services.AddSingleton<PolicyShelf>();
        services.ConfigureHttpJsonOptions(json => LedgerJson.Apply(json.SerializerOptions).UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow);
        services.AddMarten(provider =>
        {
            var options = new StoreOptions();
            LedgerStore.Configure(options, connectionString, schema, provider.GetRequiredService<TimeProvider>());
            return options;
        }).IntegrateWithWolverine().AddAsyncDaemon(DaemonMode.Solo);
        services.AddHostedService<PolicyAdoption>();
        services.AddHostedService<LostNumbers>();
        services.AddWolverineHttp();
        builder.Host.UseWolverine(options =>
        {
            options.Durability.Mode = DurabilityMode.Solo;
            options.AutoBuildMessageStorageOnStartup = AutoCreate.None;
            options.CodeGeneration.TypeLoadMode = TypeLoadMode.Auto;
            options.CodeGeneration.SourceCodeWritingEnabled = false;
            options.Policies.AutoApplyTransactions();
            options.ApplicationAssembly = typeof(LedgerHost).Assembly;
        });
    }

    /// <summary>Maps every endpoint with what stands in front of a decision, in the order of execution. The stream and, behind its lock, the first answer are read in one batch, before the preconditions that need them.</summary>
    public static void MapLedger(this WebApplication app) => app.MapWolverineEndpoints(options =>
    {
        options.TenantId.IsRouteArgumentNamed("jurisdiction");
        options.AddMiddleware(typeof(KnownJurisdiction), chain => !DecisionPolicy.Decides(chain) && chain.RoutePattern!.Parameters.Any(x => x.Name == "jurisdiction"));
        options.AddMiddleware(typeof(Provenance), DecidesOn(typeof(IThings)));
        options.AddMiddleware(typeof(HoldName), chain => MayBeMissing(chain) && DecidesOn(typeof(IThings))(chain));
        options.AddMiddleware(typeof(Preconditions), DecidesOn(typeof(IThings)));
        options.AddMiddleware(typeof(Preconditions<Facility>), DecidesOn(typeof(Facility)));
        options.AddMiddleware(typeof(Preconditions<AssessmentCampaign>), DecidesOn(typeof(AssessmentCampaign)));
        options.AddMiddleware(typeof(Preconditions<InspectionPlan>), DecidesOn(typeof(InspectionPlan)));
        options.AddMiddleware(typeof(Preconditions<OfficerFile>), DecidesOn(typeof(OfficerFile)));
        options.AddPolicy<DecisionPolicy>();
        options.AddPolicy<OtherSites>();
    });

    private static Func<HttpChain, bool> DecidesOn(Type state) => chain =>
        chain.Method.Method.GetParameters().Any(x => x.IsDefined(typeof(DecidesAttribute), inherit: false) && x.ParameterType.IsAssignableTo(state));

    private static bool MayBeMissing(HttpChain chain) =>
        chain.Method.Method.GetParameters().Any(x => x.IsDefined(typeof(DecidesAttribute), inherit: false) && new System.Reflection.NullabilityInfoContext().Create(x).ReadState == System.Reflection.NullabilityState.Nullable);
}
