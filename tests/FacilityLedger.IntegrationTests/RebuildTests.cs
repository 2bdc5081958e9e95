using FacilityLedger.Assessments;
using FacilityLedger.Disclosure;
using FacilityLedger.Facilities;
using FacilityLedger.Hosting;
using Marten;
using Marten.Events.Daemon.Coordination;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace FacilityLedger.IntegrationTests;

/// <summary>A view that is built anew is the view that was there: it is what the events say, and not what happened on the way.</summary>
public sealed class RebuildTests(FilledLedger filled) : IClassFixture<FilledLedger>
{
    private static readonly string[] Jurisdictions = ["370323", "us-nyc"];
    private readonly LedgerUnderTest ledger = filled.Ledger;

    [Fact]
    public Task the_public_view_rebuilt_is_the_one_that_lived() => SameAfterRebuildAsync<PublicFacility>("PublicFacility", 6);

    [Fact]
    public Task the_quality_view_rebuilt_is_the_one_that_lived() => SameAfterRebuildAsync<QualityView>("Quality", 1);

    [Fact]
    public Task the_facilities_rebuilt_are_those_that_commands_left() => SameAfterRebuildAsync<Facility>("Facility", 7);

    [Fact]
    public Task the_campaigns_rebuilt_are_those_that_commands_left() => SameAfterRebuildAsync<AssessmentCampaign>("Campaign", 2);

    [Fact]
    public async Task a_view_of_the_next_version_is_built_beside_the_one_that_serves()
    {
        var live = await DocumentsAsync<PublicFacility>(ledger.Store);
        var connection = await TestPostgres.ConnectionStringAsync();
        await using var next = DocumentStore.For(options =>
        {
            LedgerStore.Configure(options, connection, ledger.Store.Options.DatabaseSchemaName, ledger.Clock);
            options.Projections.All.OfType<PublicFacilityProjection>().Single().Version = 2;
        });
        using var daemon = await next.BuildProjectionDaemonAsync();
        await daemon.RebuildProjectionAsync("PublicFacility", CancellationToken.None);
        Assert.Equal(live, await DocumentsAsync<PublicFacility>(next));
        Assert.Equal(live, await DocumentsAsync<PublicFacility>(ledger.Store));
    }

    private async Task SameAfterRebuildAsync<T>(string view, int documents) where T : class
    {
        var coordinator = ledger.Host.Services.GetRequiredService<IProjectionCoordinator>();
        await coordinator.PauseAsync();
        var live = await DocumentsAsync<T>(ledger.Store);
        Assert.Equal(documents, live.Count);
        await ledger.Store.Advanced.Clean.DeleteDocumentsByTypeAsync(typeof(T));
        Assert.Empty(await DocumentsAsync<T>(ledger.Store));
        using (var daemon = await ledger.Store.BuildProjectionDaemonAsync())
            await daemon.RebuildProjectionAsync(view, CancellationToken.None);
        Assert.Equal(live, await DocumentsAsync<T>(ledger.Store));
        await coordinator.ResumeAsync();
    }

    private static async Task<IReadOnlyList<string>> DocumentsAsync<T>(IDocumentStore store) where T : class
    {
        var documents = new List<string>();
        foreach (var jurisdiction in Jurisdictions)
        {
            await using var session = store.QuerySession(jurisdiction);
            documents.AddRange((await session.Query<T>().ToListAsync()).Select(CanonicalJson.Of).Order(StringComparer.Ordinal));
        }
        return documents;
    }
}
