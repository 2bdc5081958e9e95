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
        Assert.Equivalent(new Penalty(file, "沂卫罚〔2026〕9号", "ordinary", "WJ", Day(20), [new("F", "5000.00")]), (await ledger.ViolationAsync(facility, violation)).Penalty, strict: true);
        await ledger.OnAsync("wj-1", facility, file, "revocation", new RevokePenalty("court", "鲁0323行初1号", Day(24)));
        Assert.Null((await ledger.ViolationAsync(facility, violation)).Penalty);
        Assert.Equal(ObligationStatus.Dropped, (await ledger.ObligationAsync(facility, $"{file}/publication")).Status);
        await ledger.FoldsAsync(facility);
    }

    [Fact]
    public async Task after_service_it_is_paid_in_parts_demanded_challenged_and_taken_to_the_court()
    {
        await using var ledger = await LedgerUnderTest.StartAsync();
        var (facility, violation) = await ledger.AnOpenViolationAsync();
        var file = await ledger.ACaseAsync(facility, violation);
        Task On(string step, object command) => ledger.OnAsync("wj-1", facility, file, step, command);
        await On("notice", new NoticePenalty(Fine, Day(5)));
        await On("decision", new DecidePenalty(Fine, "沂卫罚〔2026〕9号", Day(5)));
        await On("service", new ServePenalty("direct", Day(5)));
        await On("instalments", new GrantInstalments([new("2000.00", Day(6)), new("3000.00", Day(7))], Day(5), Day(5)));
        await On("payments", new PayFine("2000.00", "鲁财 1", Day(6)));
        await On("challenge", new ChallengePenalty("reconsideration", Day(8)));
        await ledger.NotOnAsync("wj-1", facility, file, "court-application", new ApplyToCourt("申 1", Day(20)), HttpStatusCode.UnprocessableEntity, "recourse-over-first");
        await On("challenge-outcome", new DecideChallenge("dropped", "复 1", Day(8)));
        await On("demand", new DemandPerformance(Day(8)));
        await ledger.NotOnAsync("wj-1", facility, file, "court-application", new ApplyToCourt("申 1", Day(20)), HttpStatusCode.UnprocessableEntity, "recourse-over-first");
        await On("court-application", new ApplyToCourt("申 1", Day(24)));
        await On("court-ruling", new EnterRuling("enforcement-allowed", "鲁0323行审1号", Day(24)));

        Assert.Equal((ObligationStatus.Met, ObligationStatus.Met), ((await ledger.ObligationAsync(facility, $"{file}/payment/1")).Status, (await ledger.ObligationAsync(facility, $"{file}/court")).Status));
        await ledger.FoldsAsync(facility);
    }

    [Fact]
    public async Task evidence_is_preserved_an_officer_recused_and_the_case_transferred()
    {
        await using var ledger = await LedgerUnderTest.StartAsync();
        var (facility, violation) = await ledger.AnOpenViolationAsync();
        var file = $"cases/{await ledger.As("wj-1").DoAsync(Path(facility, "cases"), new OpenCase([violation.Split('/')[1]], [new("wj-1@370323", "鲁C-001"), Officers[1]], Day(4)))}";
        await ledger.OnAsync("wj-1", facility, file, "evidence", new PreserveEvidence(3, "登记册三本", Day(5)));
        var evidence = (await ledger.FacilityAsync(facility)).Cases.All.Values.Single().Preserved.Single().Id;
        await ledger.OnAsync("wj-1", facility, file, "evidence-settlement", new SettleEvidence(evidence, "returned", Day(9)));
        Assert.Equal(ObligationStatus.Met, (await ledger.ObligationAsync(facility, $"{file}/evidence/{evidence}")).Status);

        await ledger.OnAsync("wj-1", facility, file, "recusal-request", new AskRecusal("wj-1@370323", "party", Day(9)));
        var recusal = new DecideRecusal("wj-1@370323", true, Day(9), new("wj-4@370323", "鲁C-004"));
        await ledger.NotOnAsync("wj-1", facility, file, "recusal", recusal, HttpStatusCode.UnprocessableEntity, "recusal-by-head");
        await ledger.OnAsync("wj-2", facility, file, "recusal", recusal);
        await ledger.NotOnAsync("wj-1", facility, file, "notice", new NoticePenalty(Fine, Day(10)), HttpStatusCode.Forbidden, "officer-recused");
        await ledger.OnAsync("wj-2", facility, file, "notice", new NoticePenalty(Fine, Day(10)));
        await ledger.OnAsync("wj-2", facility, file, "discussion", new DiscussCase(5, Day(10)));
        await ledger.OnAsync("wj-2", facility, file, "transfer", new TransferCase("crime", "源卫移〔2026〕1号", Day(11)));
        Assert.Equal(CaseStatus.Transferred, (await ledger.FacilityAsync(facility)).Cases.All.Values.Single().Status);
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
