using FacilityLedger.Assessments;
using FacilityLedger.Disclosure;
using FacilityLedger.Facilities;
using FacilityLedger.Hosting;
using FacilityLedger.Inspectors;
using FacilityLedger.Plans;
using Marten;
using Xunit;

namespace FacilityLedger.IntegrationTests;

/// <summary>A view that is built anew is the view that was there: it is what the events say, and not what happened on the way.</summary>
public sealed class RebuildTests(FilledLedger filled) : IClassFixture<FilledLedger>
{
    private readonly IDocumentStore store = filled.Ledger.Store;

    [Fact]
    public Task the_public_view_rebuilt_is_the_one_that_lived() => IsTheSameRebuiltAsync<PublicFacility>("PublicFacility", 6);

    [Fact]
    public Task the_quality_view_rebuilt_is_the_one_that_lived() => IsTheSameRebuiltAsync<QualityView>("Quality", 1);

    [Fact]
    public Task the_facilities_rebuilt_are_those_that_commands_left() => IsTheSameRebuiltAsync<Facility>("Facility", 7);

    [Fact]
    public Task the_campaigns_rebuilt_are_those_that_commands_left() => IsTheSameRebuiltAsync<AssessmentCampaign>("Campaign", 2);

    [Fact]
    public Task the_plans_rebuilt_are_those_that_commands_left() => IsTheSameRebuiltAsync<InspectionPlan>("Plan", 1);

    [Fact]
    public Task the_officers_rebuilt_are_those_that_commands_left() => IsTheSameRebuiltAsync<OfficerFile>("Officer", 1);

    [Fact]
    public async Task a_view_of_the_next_version_is_built_beside_the_one_that_serves()
    {
        var connection = await TestPostgres.ConnectionStringAsync();
        await using var next = DocumentStore.For(options =>
        {
            LedgerStore.Configure(options, connection, store.Options.DatabaseSchemaName, filled.Ledger.Clock);
            options.Projections.All.OfType<PublicFacilityProjection>().Single().Version = 2;
        });
        Assert.Empty(await FilledLedger.DocumentsAsync<PublicFacility>(next));
        using var daemon = await next.BuildProjectionDaemonAsync();
        await daemon.RebuildProjectionAsync("PublicFacility", CancellationToken.None);
        Assert.Equal(filled.Live<PublicFacility>(), await FilledLedger.DocumentsAsync<PublicFacility>(next));
        Assert.Equal(filled.Live<PublicFacility>(), await FilledLedger.DocumentsAsync<PublicFacility>(store));
    }

    private async Task IsTheSameRebuiltAsync<T>(string view, int documents) where T : class
    {
        Assert.Equal(documents, filled.Live<T>().Count);
        await store.Advanced.Clean.DeleteDocumentsByTypeAsync(typeof(T));
        Assert.Empty(await FilledLedger.DocumentsAsync<T>(store));
        using var daemon = await store.BuildProjectionDaemonAsync();
        await daemon.RebuildProjectionAsync(view, CancellationToken.None);
        Assert.Equal(filled.Live<T>(), await FilledLedger.DocumentsAsync<T>(store));
    }
}
