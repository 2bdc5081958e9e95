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
    public async Task the_public_view_rebuilt_is_the_one_that_lived()
    {
        Assert.Equal(6, filled.Live<PublicFacility>().Count);
        Assert.NotEmpty(filled.Figures);
        Assert.Equal(6, await PublicRebuild.RunAsync(store, TimeSpan.Zero, filled.Ledger.Clock, CancellationToken.None));
        Assert.Equal(filled.Live<PublicFacility>(), await PublicRows.AllAsync(store));
        Assert.Equal(filled.Figures, await PublicRows.FiguresAsync(store));
    }

    [Fact]
    public async Task a_replay_of_the_public_view_changes_nothing_of_it()
    {
        using var daemon = await store.BuildProjectionDaemonAsync();
        await daemon.RebuildProjectionAsync("PublicFacility", CancellationToken.None);
        Assert.Equal(filled.Live<PublicFacility>(), await PublicRows.AllAsync(store));
        Assert.Equal(filled.Figures, await PublicRows.FiguresAsync(store));
    }

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
    public async Task a_rebuild_that_was_interrupted_is_seen_by_nobody_and_swept_by_the_next()
    {
        await PublicRows.ExecuteAsync(store, schema => $"insert into {schema}.public_build (number, live) select 1, true where not exists (select from {schema}.public_build); insert into {schema}.public_build (number, live) values (1000, false)");
        await PublicRows.ExecuteAsync(store, schema => $"insert into {schema}.public_stamp (tenant_id, build, stamp) values ('370323', 1000, 1)");
        Assert.Equal(filled.Live<PublicFacility>(), await PublicRows.AllAsync(store));
        await PublicRebuild.RunAsync(store, TimeSpan.Zero, filled.Ledger.Clock, CancellationToken.None);
        Assert.Equal(filled.Live<PublicFacility>(), await PublicRows.AllAsync(store));
        await PublicRows.ExecuteAsync(store, schema => $"do $$ begin assert not exists (select from {schema}.public_stamp where build = 1000); end $$");
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
