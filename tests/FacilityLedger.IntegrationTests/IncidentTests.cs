using System.Net;
using FacilityLedger.Cases;
using FacilityLedger.Disclosure;
using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;
using FacilityLedger.Incidents;
using FacilityLedger.Obligations;
using FacilityLedger.Operation;
using FacilityLedger.Violations;
using Marten;
using Marten.Events;
using Microsoft.AspNetCore.TestHost;
using Xunit;
using static FacilityLedger.IntegrationTests.EnforcementSteps;

namespace FacilityLedger.IntegrationTests;

public sealed class IncidentTests
{
    private static readonly CasePenalty[] Ban = [new("BAN")];

    /// <summary>Under the policy that ships.</summary>
    [Fact]
    public async Task abuse_that_the_public_told_of_goes_from_the_report_to_the_bar_of_persons_and_shows_nothing_but_the_status()
    {
        await using var ledger = await LedgerUnderTest.StartAsync(System.IO.Path.Combine(AppContext.BaseDirectory, "policy"));
        var facility = await ledger.ARegisteredFacilityAsync();
        var incident = $"incidents/{await ledger.As("wj-1").DoAsync(Path(facility, "incidents"), new ReportIncident("ABUSE", "public", 1, At(4, 8), At(4, 9), "示例经过不得外泄"))}";
        await ledger.OnAsync("wj-1", facility, incident, "transfers", new TransferIncident("GA", At(4, 10), "沂卫移〔2026〕1号"));
        await ledger.As("wj-1").DoAsync(Path(facility, "operation/suspension"), new SuspendOperation("ordered", Day(4), "未成年人保护法 11；人口与计划生育法 41", Incident: incident.Split('/')[1], Officer: Officers[0]));
        Assert.Equal((ObligationStatus.Met, ObligationStatus.Met), ((await ledger.ObligationAsync(facility, $"{incident}/transfer-GA")).Status, (await ledger.ObligationAsync(facility, $"{incident}/suspension")).Status));

        // Nobody told the civil-affairs bureau: within two hours it fell due, on its own day.
        await ledger.SweptAsync(facility, $"{incident}/transfer-MZ");
        Assert.Equal(Day(4), (await ledger.FactsAsync<ObligationFellDue>(facility)).Single(x => x.Obligation == $"{incident}/transfer-MZ").OccurredOn);

        var violation = await ledger.As("wj-1").DoAsync(Path(facility, "violations"), new RecordViolation("CAR-13", new(incident), Day(5)));
        var file = await ledger.ACaseAsync(facility, $"violations/{violation}", Day(6));
        await ledger.OnAsync("wj-1", facility, file, "notice", new NoticePenalty(Ban, Day(6)));
        await ledger.OnAsync("wj-3", facility, file, "review", new ReviewCase(Day(16)));
        await ledger.OnAsync("wj-2", facility, file, "discussion", new DiscussCase(5, Day(17)));
        await ledger.OnAsync("wj-1", facility, file, "decision", new DecidePenalty(Ban, "沂卫罚〔2026〕13号", Day(17)));
        await ledger.OnAsync("wj-1", facility, file, "persons", new BarPersons([new("示例某甲", "370323199001010000"), new("示例某乙")], Day(18)));
        await ledger.NotOnAsync("wj-1", facility, incident, "closing", new CloseIncident("unfounded", Day(18)), HttpStatusCode.UnprocessableEntity, "incident-bears-violation");
        await ledger.OnAsync("wj-1", facility, incident, "closing", new CloseIncident("transferred-to-justice", Day(18)));

        var after = await ledger.FacilityAsync(facility);
        Assert.Equal((FacilityStatus.Suspended, 2), (after.Status, after.Cases.All.Values.Single().Barred!.Count));
        await ledger.FoldsAsync(facility);

        Assert.Equal(["registration", "status"], after.Disclosures.Standing.Keys.Order(StringComparer.Ordinal));
        await ledger.Store.WaitForNonStaleProjectionDataAsync(TimeSpan.FromSeconds(20));
        using var visitor = ledger.Host.GetTestClient();
        var shown = string.Concat(await visitor.GetStringAsync($"/api/370323/public/facilities/{facility}"), await visitor.GetStringAsync($"/370323/facilities/{facility}"));
        Assert.Contains("suspended", shown, StringComparison.Ordinal);
        var stored = await StoredAsync(ledger, facility);
        foreach (var secret in (string[])["示例经过不得外泄", "示例某甲", "示例某乙", "370323199001010000"])
            Assert.DoesNotContain(secret, stored + shown + string.Concat(ledger.Logged), StringComparison.Ordinal);
        foreach (var word in (string[])["ABUSE", "CAR-13", "虐待", "侵害", incident.Split('/')[1], "沂卫移", "未成年人保护法"])
            Assert.DoesNotContain(word, shown + string.Concat(ledger.Logged), StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_place_that_never_was_registered_is_stopped_because_of_an_incident()
    {
        await using var ledger = await LedgerUnderTest.StartAsync();
        var found = await ledger.As("wj-1").DoAsync("/api/370323/found-places", new FacilityLedger.Registration.FindFacility("无名托育点", "370323001", "示例路 9 号", Day(1)));
        await ledger.As("t370323001-1").RefusedAsync(Path(found, "operation/suspension"), new SuspendOperation("ordered", Day(2), "x"), HttpStatusCode.Forbidden, "department-may-not");
        var incident = await ledger.As("t370323001-1").DoAsync(Path(found, "incidents"), new ReportIncident("ABUSE", "authority", 2, At(2, 9), At(2, 9)));
        await ledger.As("wj-1").RefusedAsync(Path(found, "operation/suspension"), new SuspendOperation("ordered", Day(2), "人口与计划生育法 41", Incident: incident), HttpStatusCode.UnprocessableEntity, "suspension-named-officer");
        var stop = new SuspendOperation("ordered", Day(2), "人口与计划生育法 41", Incident: incident, Officer: Officers[0]);
        await ledger.As("wj-1").DoAsync(Path(found, "operation/suspension"), stop);
        await ledger.ChangesNothingAsync("wj-1", found, "operation/suspension", stop);
        Assert.Equal(OperationStatus.Suspended, (await ledger.FoldedAsync(found)).Operation.Status);
    }

    [Fact]
    public async Task a_violation_rests_on_an_upheld_complaint_over_HTTP()
    {
        await using var ledger = await LedgerUnderTest.StartAsync();
        var facility = await ledger.ARegisteredFacilityAsync();
        var note = new NoteComplaint("12345-20261102", "HOTLINE", "CARE", "unfounded", Day(2), Day(4));
        var complaint = await ledger.As("wj-1").DoAsync(Path(facility, "complaints"), note);
        var record = new RecordViolation("CAR-01", new($"complaints/{complaint}"), Day(6));
        await ledger.As("wj-1").RefusedAsync(Path(facility, "violations"), record, HttpStatusCode.UnprocessableEntity, "violation-rests-on-ground");
        await ledger.As("wj-1").DoAsync(Path(facility, "complaints"), note with { Outcome = "partly", OccurredOn = Day(5) });
        await ledger.As("wj-1").DoAsync(Path(facility, "violations"), record);
        await ledger.As("wj-1").RefusedAsync(Path(facility, "complaints"), note with { OccurredOn = Day(7) }, HttpStatusCode.UnprocessableEntity, "complaint-bears-violation");
        await ledger.FoldsAsync(facility);
    }

    private static async Task<string> StoredAsync(LedgerUnderTest ledger, string facility)
    {
        await using var session = ledger.Store.QuerySession("370323");
        return string.Concat((await session.Events.FetchStreamAsync(facility)).Select(x => System.Text.Json.JsonSerializer.Serialize(x.Data, LedgerJson.Options)));
    }
}
