using System.Net.Http.Json;
using System.Text.Json;
using FacilityLedger.Disclosure;
using FacilityLedger.Facilities;
using FacilityLedger.Filing;
using FacilityLedger.Obligations;
using FacilityLedger.Operation;
using FacilityLedger.Registration;
using Marten.Events;
using Microsoft.AspNetCore.TestHost;
using Xunit;

namespace FacilityLedger.IntegrationTests;

public sealed class OperationTests : IAsyncLifetime
{
    private static readonly DeclareClasses Classes = new([new("INFANT", 8, 10), new("SENIOR", 18)], 60, 40, November(6));
    private static readonly string TooLarge = Standards.FollowUp("class-too-large");
    private static readonly Placement Placed = new(26, ["transferred"]);
    private LedgerUnderTest ledger = null!;

    public async ValueTask InitializeAsync() => ledger = await LedgerUnderTest.StartAsync();

    public ValueTask DisposeAsync() => ledger.DisposeAsync();

    private static DateOnly November(int day) => new(2026, 11, day);

    private static async Task<string> LastStatusAsync(LedgerUnderTest ledger, string id) =>
        (await ledger.FactsAsync<DisclosurePublished>(id)).Last(x => x.Kind == "status").Fields["status"].GetString()!;

    [Fact]
    public async Task classes_are_declared_and_shown()
    {
        var id = await ledger.AFiledFacilityAsync();
        await ledger.ActAsync("wj-1", id, "operation/classes", Classes);
        await ledger.ChangesNothingAsync("wj-1", id, "operation/classes", Classes);
        var facility = await ledger.FoldedAsync(id);
        Assert.Equal((2, 60, 40), (facility.Operation.Classes.Count, facility.Operation.Places, facility.Operation.InclusivePlaces));
        Assert.Contains("classes", facility.Disclosures.Standing.Keys);
        Assert.Empty(await ledger.FactsAsync<NonconformityRaised>(id));
        await ledger.Store.WaitForNonStaleProjectionDataAsync(TimeSpan.FromSeconds(20));
        var shown = await ledger.Host.GetTestClient().GetFromJsonAsync<JsonElement>($"/api/370323/public/facilities/{id}?asOf=2026-11-06");
        Assert.Equal(60, shown.GetProperty("capacity").GetInt32());
    }

    [Fact]
    public async Task a_class_that_is_too_large_is_recorded_and_followed_up_once()
    {
        var id = await ledger.AFiledFacilityAsync();
        await ledger.ActAsync("wj-1", id, "operation/classes", Classes with { Classes = [new("INFANT", 11)] });
        var raised = Assert.Single(await ledger.FactsAsync<NonconformityRaised>(id));
        Assert.Equal(("class-too-large", "设置标准 19"), (raised.Rule, raised.Clause));
        var large = await ledger.FoldedAsync(id);
        // The thirtieth day, the 6th, is a Sunday.
        Assert.Equal(new DateOnly(2026, 12, 7), large.Obligations.All[TooLarge].Deadline.DueOn);

        await ledger.ActAsync("wj-1", id, "operation/classes", Classes with { Classes = [new("INFANT", 12)], OccurredOn = November(8) });
        Assert.Equal(new DateOnly(2026, 12, 7), (await ledger.FoldedAsync(id)).Obligations.All[TooLarge].Deadline.DueOn);
        await ledger.ActAsync("wj-1", id, "operation/classes", Classes with { OccurredOn = November(9) });
        Assert.Equal(ObligationStatus.Met, (await ledger.FoldedAsync(id)).Obligation(TooLarge));
    }

    [Fact]
    public async Task classes_that_make_no_sense_are_refused()
    {
        var found = await ledger.As("wj-1").DoAsync("/api/370323/found-places", new FindFacility("无名托育点", "370323001", "示例路 9 号", November(1)));
        await ledger.BreaksAsync("wj-1", found, "operation/classes", Classes, "registered-first");
        var id = await ledger.ARegisteredFacilityAsync();
        await ledger.BreaksAsync("wj-1", id, "operation/classes", Classes with { Places = 0 }, "places-implausible");
        await ledger.BreaksAsync("wj-1", id, "operation/classes", Classes with { InclusivePlaces = 61 }, "places-implausible");
        await ledger.BreaksAsync("wj-1", id, "operation/classes", Classes with { Classes = [new("TODDLER", 3)] }, "code-unknown");
    }

    [Fact]
    public async Task suspension_and_resumption_show_in_the_status()
    {
        var id = await ledger.AFiledFacilityAsync();
        await ledger.BreaksAsync("wj-1", id, "operation/resumption", new ResumeOperation(November(10)), "suspended-first");
        await ledger.BreaksAsync("wj-1", id, "operation/suspension", new SuspendOperation("ordered", November(10)), "suspension-basis");
        await ledger.BreaksAsync("wj-1", id, "operation/suspension", new SuspendOperation("whim", November(10)), "code-unknown");
        var suspension = new SuspendOperation("own-decision", November(10));
        await ledger.ActAsync("wj-1", id, "operation/suspension", suspension);
        await ledger.ChangesNothingAsync("wj-1", id, "operation/suspension", suspension);
        Assert.Equal(FacilityStatus.Suspended, (await ledger.FoldedAsync(id)).Status);
        Assert.Equal("suspended", await LastStatusAsync(ledger, id));

        await ledger.ActAsync("wj-1", id, "operation/resumption", new ResumeOperation(November(12)));
        await ledger.ChangesNothingAsync("wj-1", id, "operation/resumption", new ResumeOperation(November(12)));
        Assert.Equal(FacilityStatus.Filed, (await ledger.FoldedAsync(id)).Status);
        Assert.Equal("filed", await LastStatusAsync(ledger, id));
    }

    [Fact]
    public async Task termination_closes_the_filing_and_leaves_obligations_to_others_standing()
    {
        var id = await ledger.AFiledFacilityAsync();
        await ledger.ActAsync("wj-1", id, "operation/classes", Classes with { Classes = [new("INFANT", 11)] });
        await ledger.ActAsync("wj-1", id, "operation/termination", new TerminateService(Placed, November(20)));
        await ledger.ChangesNothingAsync("wj-1", id, "operation/termination", new TerminateService(Placed, November(20)));
        var facility = await ledger.FoldedAsync(id);
        Assert.Equal((FacilityStatus.Terminated, FilingStatus.Closed, true), (facility.Status, facility.Filing.Status, facility.Closed));
        Assert.Equal((ObligationStatus.Dropped, ObligationStatus.Dropped, ObligationStatus.Dropped), (facility.Obligation("filing/nonconformity"), facility.Obligation(TooLarge), facility.Obligation("operation/annual-report-care-2026")));
        Assert.Equal(ObligationStatus.Open, facility.Obligation("operation/annual-report-enterprise-2027"));
        Assert.DoesNotContain(facility.Disclosures.Standing.Keys, x => x is "filing" or "classes");
        Assert.Equal("terminated", await LastStatusAsync(ledger, id));
        await ledger.BreaksAsync("wj-1", id, "operation/suspension", new SuspendOperation("own-decision", November(21)), "facility-closed");
        await ledger.BreaksAsync("wj-1", id, "filing", FilingSteps.Filing with { OccurredOn = November(21) }, "facility-closed");
    }

    [Fact]
    public async Task termination_lies_not_before_the_last_of_the_filing_and_not_after_a_cancellation()
    {
        var id = await ledger.AFiledFacilityAsync();
        await ledger.BreaksAsync("wj-1", id, "operation/termination", new TerminateService(Placed, November(3)), "not-before-the-last");
        await ledger.ActAsync("sp-1", id, "registration/cancellation", new CancelRegistration("application", November(10)));
        Assert.Equal((FacilityStatus.Cancelled, FilingStatus.Closed), ((await ledger.FoldedAsync(id)).Status, (await ledger.FacilityAsync(id)).Filing.Status));
        await ledger.BreaksAsync("wj-1", id, "operation/termination", new TerminateService(Placed, November(12)), "facility-closed");
        await ledger.BreaksAsync("wj-1", id, "operation/suspension", new SuspendOperation("own-decision", November(12)), "facility-closed");
    }
}
