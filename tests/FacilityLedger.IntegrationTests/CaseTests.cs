using System.Net;
using FacilityLedger.Cases;
using FacilityLedger.Obligations;
using FacilityLedger.Violations;
using Xunit;
using static FacilityLedger.IntegrationTests.EnforcementSteps;

namespace FacilityLedger.IntegrationTests;

public sealed class CaseTests
{
    private static readonly CasePenalty[] Fine = [new("F", "5000.00")];

    [Fact]
    public async Task a_case_goes_over_HTTP_from_its_opening_to_its_closing()
    {
        await using var ledger = await LedgerUnderTest.StartAsync();
        var (facility, violation) = await ledger.AnOpenViolationAsync();
        var file = $"cases/{await ledger.As("wj-1").DoAsync(Path(facility, "cases"), new OpenCase([violation.Split('/')[1]], [new("wj-1@370323", "鲁C-001"), Officers[1]], Day(4)))}";
        Task No(string step, object command, int status, string rule, string officer = "wj-1") => ledger.NotOnAsync(officer, facility, file, step, command, (HttpStatusCode)status, rule);

        await No("decision", new DecidePenalty(Fine, "9", Day(5)), 422, "case-step");
        await ledger.OnAsync("wj-1", facility, file, "notice", new NoticePenalty([new("SS"), .. Fine], Day(5)));
        await No("notice", new NoticePenalty(Fine, Day(6)), 403, "case-of-others", "xf-1");
        await ledger.OnAsync("wj-1", facility, file, "statement", new HearStatement("示例", Day(6)));
        await ledger.OnAsync("wj-1", facility, file, "hearing-request", new RequestHearing(Day(9)));
        await No("decision", new DecidePenalty(Fine, "9", Day(9)), 422, "hearing-first");
        await ledger.OnAsync("wj-1", facility, file, "hearing", new HoldHearing("wj-9@370323", Day(9), Day(19)));
        await No("review", new ReviewCase(Day(19)), 422, "reviewed-by-another");
        await ledger.OnAsync("wj-2", facility, file, "review", new ReviewCase(Day(19)));
        await ledger.OnAsync("wj-1", facility, file, "decision", new DecidePenalty(Fine, "沂卫罚〔2026〕9号", Day(20)));
        await ledger.OnAsync("wj-1", facility, file, "service", new ServePenalty("direct", Day(21)));
        await ledger.OnAsync("wj-1", facility, file, "payments", new PayFine("5000.00", "鲁财 1", Day(23)));
        await ledger.OnAsync("wj-1", facility, file, "closing", new CloseCase("performed", Day(24)));

        Assert.Equal(ObligationStatus.Met, (await ledger.ObligationAsync(facility, $"{file}/payment")).Status);
        Assert.Equivalent(new Penalty("沂卫罚〔2026〕9号", "ordinary", Day(20), [new("F", "5000.00")]), (await ledger.ViolationAsync(facility, violation)).Penalty, strict: true);
        await ledger.OnAsync("wj-1", facility, file, "revocation", new RevokePenalty("court", "鲁0323行初1号", Day(24)));
        Assert.Null((await ledger.ViolationAsync(facility, violation)).Penalty);
        Assert.Equal(ObligationStatus.Dropped, (await ledger.ObligationAsync(facility, $"{violation}/publication")).Status);
        await ledger.FoldsAsync(facility);
    }

    [Fact]
    public async Task a_decision_number_is_taken_once()
    {
        await using var ledger = await LedgerUnderTest.StartAsync();
        var (facility, violation) = await ledger.AnOpenViolationAsync();
        var file = await ledger.ACaseAsync(facility, violation);
        await ledger.OnAsync("wj-1", facility, file, "notice", new NoticePenalty(Fine, Day(5)));
        var other = await ledger.AViolationOfAsync(facility, "FIL-07");
        await ledger.OnAsync("wj-1", facility, other, "penalty", new SummaryPenalty("W", "沂卫罚〔2026〕1号", Day(6)));
        await ledger.NotOnAsync("wj-1", facility, file, "decision", new DecidePenalty(Fine, "沂卫罚〔2026〕1号", Day(16)), HttpStatusCode.Conflict, "claim-taken");
    }

    [Fact]
    public async Task a_term_is_prolonged_over_HTTP()
    {
        await using var ledger = await LedgerUnderTest.StartAsync();
        var (facility, violation) = await ledger.AnOrderedViolationAsync();
        await ledger.OnAsync("wj-1", facility, violation, "extension", new ExtendRectification(20, "supply", Day(21)));
        Assert.Equal(new DateOnly(2026, 12, 11), (await ledger.ViolationAsync(facility, violation)).DueOn);
        await ledger.FoldsAsync(facility);
    }
}
