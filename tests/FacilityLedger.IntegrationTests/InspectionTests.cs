using System.Net;
using FacilityLedger.Inspections;
using FacilityLedger.Obligations;
using Xunit;
using static FacilityLedger.IntegrationTests.EnforcementSteps;

namespace FacilityLedger.IntegrationTests;

public sealed class InspectionTests
{
    [Fact]
    public async Task an_inspection_runs_from_opening_to_its_published_result()
    {
        await using var ledger = await LedgerUnderTest.StartAsync();
        var facility = await ledger.ARegisteredFacilityAsync();
        var id = await ledger.AnInspectionAsync(facility);
        await ledger.AFindingAsync(facility, id);
        await ledger.OnAsync("wj-1", facility, $"inspections/{id}", "completion", new CompleteInspection("correction-ordered", Day(4)));
        Assert.Equal(ObligationStatus.Open, (await ledger.ObligationAsync(facility, $"inspections/{id}/result")).Status);
        await ledger.OnAsync("wj-2", facility, $"inspections/{id}", "result", new PublishResult(Day(10)));

        var now = await ledger.FacilityAsync(facility);
        Assert.Equal(InspectionStatus.Published, now.Inspections.All[id].Status);
        Assert.Equal("CAR-01", now.Inspections.All[id].Findings.Single().Item);
        Assert.Equal(ObligationStatus.Met, now.Obligations.All[$"inspections/{id}/result"].Status);
        Assert.Equal($"inspections/{id}", now.Disclosures.Standing[$"inspection-{id}"].About);
        await ledger.FoldsAsync(facility);

        await ledger.OnAsync("wj-1", facility, $"inspections/{id}", "result", new PublishResult(Day(10)));
        Assert.Equal(now.Version, (await ledger.FacilityAsync(facility)).Version);
    }

    [Fact]
    public async Task an_opening_answers_where_the_inspection_is_and_its_version()
    {
        await using var ledger = await LedgerUnderTest.StartAsync();
        var facility = await ledger.ARegisteredFacilityAsync();
        var answer = await ledger.As("wj-1").SendAsync(HttpMethod.Post, Path(facility, "inspections"), Care);
        var thing = $"inspections/{answer.Headers.Location!.OriginalString.Split('/')[^1]}";
        Assert.Equal($"\"{await ledger.VersionAsync(facility, thing)}\"", answer.Headers.ETag!.Tag);
    }

    [Fact]
    public async Task an_opening_is_refused_by_each_of_its_rules()
    {
        await using var ledger = await LedgerUnderTest.StartAsync();
        var facility = await ledger.ARegisteredFacilityAsync();
        Task No(OpenInspection command, int status, string rule, string officer = "wj-1") => ledger.As(officer).RefusedAsync(Path(facility, "inspections"), command, (HttpStatusCode)status, rule);

        await No(Care with { Departments = ["LX"] }, 403, "department-may-not", "lx-1");
        await No(Care with { OccurredOn = Day(25) }, 422, "not-in-the-future");
        await No(Care with { Domains = ["NOISE"] }, 422, "code-unknown");
        await No(Care with { Domains = [null!] }, 422, "code-unknown");
        await No(Care with { Departments = [null!] }, 422, "code-unknown");
        await No(Care with { Officers = [Officers[0], null!] }, 422, "two-certified-officers");
        await No(Care with { Domains = [] }, 403, "inspects-in-its-domains");
        await No(Care with { Domains = ["CARE", "FIRE"] }, 403, "inspects-in-its-domains");
        await No(Care with { Officers = [Officers[0]] }, 422, "two-certified-officers");
        await No(Care with { Officers = [Officers[0], Officers[0]] }, 422, "two-certified-officers");
        await No(Care with { Officers = [Officers[0], Officers[1] with { Certificate = " " }] }, 422, "two-certified-officers");
        await No(Care with { Clue = null }, 422, "plan-or-clue");
        await No(Care with { Plan = "P" }, 422, "plan-or-clue");
        await No(Care with { Departments = ["XF"] }, 422, "joint-names-lead");
        await No(Care with { Joint = true }, 422, "joint-names-lead");
        await No(Care with { Joint = true, Domains = ["CARE", "FIRE"], Departments = ["WJ", "XF"] }, 422, "joint-names-lead");
        await No(Care with { Joint = true, Departments = ["WJ", "LX"], Lead = "WJ" }, 422, "inspects-only-competent");
        await No(Care with { Joint = true, Departments = ["WJ", "XF"], Lead = "WJ" }, 403, "inspects-in-its-domains");

        var joint = await ledger.AnInspectionAsync(facility, Care with { Joint = true, Domains = ["CARE", "FIRE"], Departments = ["WJ", "XF"], Lead = "XF" });
        await ledger.AFindingAsync(facility, joint, "FIR-01", "xf-1", "FIRE");
        await ledger.FoldsAsync(facility);
    }

    [Fact]
    public async Task findings_and_completion_are_refused_by_each_of_their_rules()
    {
        await using var ledger = await LedgerUnderTest.StartAsync();
        var facility = await ledger.ARegisteredFacilityAsync();
        var thing = $"inspections/{await ledger.AnInspectionAsync(facility)}";
        var finding = new RecordFinding("CARE", 2, "示例", Day(3), "CAR-01");
        Task No(string step, object command, int status, string rule, string officer = "wj-1") => ledger.NotOnAsync(officer, facility, thing, step, command, (HttpStatusCode)status, rule);

        await ledger.NotOnAsync("wj-1", facility, "inspections/NONE", "findings", finding, HttpStatusCode.NotFound, "inspection-unknown");
        await No("findings", finding, 403, "inspection-of-others", "xf-1");
        await No("findings", finding with { Domain = "HEALTH" }, 422, "finding-in-domain");
        await No("findings", finding with { Item = "FIR-01" }, 422, "finding-in-domain");
        await No("findings", finding with { Item = "XXX-01" }, 422, "code-unknown");
        await No("findings", finding with { Severity = 5 }, 422, "severity-range");
        await No("findings", finding with { Narrative = "" }, 422, "text-malformed");
        await No("findings", finding with { OccurredOn = Day(1) }, 422, "not-before-the-last");
        await No("result", new PublishResult(Day(3)), 422, "completed-first");
        await No("completion", new CompleteInspection("fine", Day(3)), 422, "code-unknown");
        await ledger.OnAsync("wj-1", facility, thing, "completion", new CompleteInspection("no-problem", Day(4)));
        await ledger.OnAsync("wj-1", facility, thing, "completion", new CompleteInspection("no-problem", Day(4)));
        await No("completion", new CompleteInspection("case", Day(4)), 422, "completed-once");
        await No("findings", finding with { OccurredOn = Day(4) }, 422, "inspection-still-open");
        await ledger.As("wj-1").RefusedAsync(Path(facility, $"{thing}/result"), new PublishResult(Day(5)), HttpStatusCode.PreconditionRequired, "if-match-required");
        await ledger.As("wj-1").RefusedAsync(Path(facility, $"{thing}/result"), new PublishResult(Day(5)), HttpStatusCode.PreconditionFailed, "version-changed", 1);
        await ledger.FoldsAsync(facility);
    }
}
