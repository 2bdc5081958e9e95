using System.Net;
using System.Text.Json;
using FacilityLedger.Corrections;
using FacilityLedger.Disclosure;
using FacilityLedger.Facilities;
using FacilityLedger.Hosting;
using FacilityLedger.Hosting.Decisions;
using FacilityLedger.Inspections;
using FacilityLedger.Operation;
using FacilityLedger.Registration;
using Xunit;

namespace FacilityLedger.IntegrationTests;

public sealed class CorrectionTests
{
    private static readonly DateOnly Day = new(2026, 11, 20);
    private static readonly DeclareClasses Classes = new([new("INFANT", 9)], 60, 40, new DateOnly(2026, 11, 10));

    private static RequestCorrection Asking<T>(long entry, string path, T command, string ground = "typing-error", string? explanation = null) =>
        new(entry, path, JsonSerializer.SerializeToElement(command, LedgerJson.Options), ground, Day, explanation);

    [Fact]
    public async Task what_another_officer_agrees_to_counts_from_then_on_and_is_shown_in_the_place_of_what_was_wrong()
    {
        await using var ledger = await LedgerUnderTest.StartAsync();
        var (id, entry) = await DeclaredAsync(ledger);
        var (wj, path) = (ledger.As("wj-1"), $"/api/370323/facilities/{id}/corrections");

        var correction = await wj.DoAsync(path, Asking(entry, "operation/classes", Classes with { Places = 30, InclusivePlaces = 30 }, explanation: "多录了一个班"));
        var asked = await ledger.FacilityAsync(id);
        Assert.Equal((60, CorrectionStatus.Requested), (asked.Operation.Places, asked.Corrections.Find(correction)!.Status));
        Assert.Contains(asked.Obligations.OpenOnes, x => x.Deadline.Key == CorrectionBook.DecisionDuty(correction));
        await wj.RefusedAsync($"{path}/{correction}/approval", new ApproveCorrection(Day), HttpStatusCode.Forbidden, "correction-by-another", asked.VersionOf($"corrections/{correction}"));

        await ledger.OnAsync("wj-2", id, $"corrections/{correction}", "approval", new ApproveCorrection(Day));

        var facility = await VoidingTests.EqualsReplayAsync(ledger, id);
        Assert.Equal((30, 30, CorrectionStatus.Made), (facility.Operation.Places, facility.Operation.InclusivePlaces, facility.Corrections.Find(correction)!.Status));
        Assert.DoesNotContain(facility.Obligations.OpenOnes, x => x.Deadline.Key == CorrectionBook.DecisionDuty(correction));
        var shown = (await ShownAsync(ledger, id))!.Shown["classes"];
        Assert.Equal(("30", Classes.OccurredOn), (shown.Fields["places"].ToString(), shown.From));
        await ledger.As("wj-2").RefusedAsync($"{path}/{correction}/approval", new ApproveCorrection(Day), HttpStatusCode.UnprocessableEntity, "correction-decided", facility.VersionOf($"corrections/{correction}"));

        // The entry itself stays, and the history shows both.
        var history = JsonElement.Parse(await wj.GetStringAsync($"/api/370323/facilities/{id}/history")).GetProperty("entries").EnumerateArray().ToDictionary(x => x.GetProperty("version").GetInt64());
        Assert.Equal("60", history[entry].GetProperty("data").GetProperty("places").ToString());
        Assert.Equal("entry-corrected", history[history[entry].GetProperty("correctedBy").GetInt64()].GetProperty("type").GetString());
    }

    [Fact]
    public async Task what_is_rejected_stays_and_may_be_asked_for_again()
    {
        await using var ledger = await LedgerUnderTest.StartAsync();
        var (id, entry) = await DeclaredAsync(ledger);
        var path = $"/api/370323/facilities/{id}/corrections";
        var correction = await ledger.As("wj-1").DoAsync(path, Asking(entry, "operation/classes", Classes with { Places = 30, InclusivePlaces = 30 }));
        await ledger.As("wj-1").RefusedAsync(path, Asking(entry, "operation/classes", Classes with { Places = 31, InclusivePlaces = 31 }), HttpStatusCode.UnprocessableEntity, "correction-pending");

        await ledger.OnAsync("wj-2", id, $"corrections/{correction}", "rejection", new RejectCorrection("与申报材料一致", Day));

        Assert.Equal((60, CorrectionStatus.Rejected), ((await ledger.FacilityAsync(id)).Operation.Places, (await ledger.FacilityAsync(id)).Corrections.Find(correction)!.Status));
        await ledger.As("wj-1").DoAsync(path, Asking(entry, "operation/classes", Classes with { Places = 31, InclusivePlaces = 31 }));
    }

    [Fact]
    public async Task a_corrected_code_is_taken_and_the_wrong_one_freed()
    {
        await using var ledger = await LedgerUnderTest.StartAsync();
        var id = await ledger.ARegisteredFacilityAsync();
        var right = Steps.Registration with { Uscc = "91370323YY000001XU", Site = 7 };
        var correction = await ledger.As("sp-1").DoAsync($"/api/370323/facilities/{id}/corrections", Asking(1, "facilities", right));
        await ledger.OnAsync("sp-2", id, $"corrections/{correction}", "approval", new ApproveCorrection(Day));

        Assert.Equal(7, (await VoidingTests.EqualsReplayAsync(ledger, id)).Registration.Site);
        await ledger.As("sp-1").RefusedAsync("/api/370323/facilities", right, HttpStatusCode.Conflict, "claim-taken");
        await ledger.ARegisteredFacilityAsync();
    }

    [Fact]
    public async Task an_inspection_on_a_plan_is_corrected_by_its_plan()
    {
        await using var ledger = await LedgerUnderTest.StartAsync();
        var (id, plan) = (await ledger.ARegisteredFacilityAsync(), await ledger.APublishedPlanAsync());
        var opened = new OpenInspection(["CARE"], ["WJ"], [new("wj-1", "鲁C-001"), new("wj-2", "鲁C-002")], Day, Plan: plan);
        var inspection = await ledger.As("wj-1").DoAsync($"/api/370323/facilities/{id}/inspections", opened);
        var entry = (await ledger.FacilityAsync(id)).Touched[$"inspections/{inspection}"].Entry;
        var path = $"/api/370323/facilities/{id}/corrections";
        await ledger.As("wj-1").RefusedAsync(path, Asking(entry, "inspections", opened with { Plan = "370323-NOSUCH0000" }), HttpStatusCode.UnprocessableEntity, "planned-item");

        var correction = await ledger.As("wj-1").DoAsync(path, Asking(entry, "inspections", opened with { OccurredOn = Day.AddDays(-1) }));
        await ledger.OnAsync("wj-2", id, $"corrections/{correction}", "approval", new ApproveCorrection(Day));

        Assert.Equal(Day.AddDays(-1), (await VoidingTests.EqualsReplayAsync(ledger, id)).Inspections.Find(inspection)!.OpenedOn);
    }

    [Fact]
    public async Task the_same_again_changes_nothing()
    {
        await using var ledger = await LedgerUnderTest.StartAsync();
        var (id, entry) = await DeclaredAsync(ledger);
        var before = (await ledger.FacilityAsync(id)).Version;

        await ledger.As("wj-1").DoAsync($"/api/370323/facilities/{id}/corrections", Asking(entry, "operation/classes", Classes));
        await ledger.As("sp-1").DoAsync($"/api/370323/facilities/{id}/corrections", Asking(1, "facilities", Steps.Registration));

        Assert.Equal(before, (await ledger.FacilityAsync(id)).Version);
    }

    [Fact]
    public async Task only_the_same_command_about_the_same_thing_corrects_an_entry()
    {
        await using var ledger = await LedgerUnderTest.StartAsync();
        var (id, entry) = await DeclaredAsync(ledger);
        var (wj, sp, path) = (ledger.As("wj-1"), ledger.As("sp-1"), $"/api/370323/facilities/{id}/corrections");
        Task No(RequestCorrection command, string rule, HttpStatusCode status = HttpStatusCode.UnprocessableEntity) => wj.RefusedAsync(path, command, status, rule);

        await No(Asking(999, "operation/classes", Classes), "correction-of-an-entry");
        await No(Asking(1, "facilities", Steps.Registration), "correction-own-department", HttpStatusCode.Forbidden);
        await ledger.As("jt-1").RefusedAsync(path, Asking(entry, "operation/classes", Classes), HttpStatusCode.Forbidden, "department-may-not");
        await No(Asking(entry, "operation/places", new ReportPlaces(60, 10, 50, 40, Classes.OccurredOn)), "correction-same-command");
        await No(Asking(entry, "no/such/path", Classes), "correction-same-command");
        await No(Asking(entry, "operation/classes", new { places = 3 }), "correction-command-malformed");
        await No(Asking(entry, "operation/classes", Classes, ground: "no-such"), "code-unknown");
        await No(Asking(entry, "operation/classes", Classes, explanation: " "), "text-malformed");
        await No(Asking(entry, "operation/classes", Classes with { Places = -1 }), "places-implausible");
        await sp.RefusedAsync(path, Asking(1, "facilities", Steps.Registration with { OccurredOn = new(2026, 11, 12) }), HttpStatusCode.UnprocessableEntity, "correction-passes-another");
        await ledger.As("wj-1").RefusedAsync($"{path}/NOSUCH0000/approval", new ApproveCorrection(Day), HttpStatusCode.NotFound, "correction-unknown");

        // Named as it was before, there would have been no change to enter.
        var changed = (await ledger.FacilityAsync(id)).VersionOf("registration");
        await sp.DoAsync($"/api/370323/facilities/{id}/registration/change", new ChangeRegistration(Day, Name: "写错的名字"), changed);
        var change = (await ledger.FacilityAsync(id)).Touched["registration"].Entry;
        await sp.RefusedAsync(path, Asking(change, "registration/change", new ChangeRegistration(Day, Name: Steps.Registration.Name)), HttpStatusCode.UnprocessableEntity, "correction-leaves-nothing");

        // What was voided since it was asked for is corrected no more.
        var correction = await sp.DoAsync(path, Asking(change, "registration/change", new ChangeRegistration(Day, Name: "对的名字")));
        await sp.DoAsync($"/api/370323/facilities/{id}/voidings", new VoidEntry(change, "typing-error", Day));
        await ledger.As("sp-2").RefusedAsync($"{path}/{correction}/approval", new ApproveCorrection(Day), HttpStatusCode.UnprocessableEntity, "correction-overtaken", (await ledger.FacilityAsync(id)).VersionOf($"corrections/{correction}"));
    }

    private static async Task<(string Id, long Entry)> DeclaredAsync(LedgerUnderTest ledger)
    {
        var id = await ledger.ARegisteredFacilityAsync();
        await ledger.ActAsync("wj-1", id, "operation/classes", Classes);
        return (id, (await ledger.FacilityAsync(id)).Touched["operation"].Entry);
    }

    private static async Task<PublicView?> ShownAsync(LedgerUnderTest ledger, string id)
    {
        await using var session = ledger.Store.QuerySession("370323");
        return (await session.Events.FetchStreamAsync(id)).Select(Entry.Of).Aggregate((PublicFacility?)null, PublicFacility.Next)?.AsOf(Day, Day);
    }
}
