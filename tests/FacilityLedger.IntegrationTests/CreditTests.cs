using System.Net;
using System.Text.Json;
using FacilityLedger.Credit;
using FacilityLedger.Disclosure;
using FacilityLedger.Obligations;
using FacilityLedger.Violations;
using Marten;
using Xunit;
using static FacilityLedger.IntegrationTests.EnforcementSteps;

namespace FacilityLedger.IntegrationTests;

public sealed class CreditTests
{
    private static Task<string> ChangeAsync(LedgerUnderTest ledger, string facility, string rule, string cause) =>
        ledger.OnAsync("wj-1", facility, "credit", "changes", new ChangeCredit(rule, cause, Day(20)));

    private static Task NoAsync(LedgerUnderTest ledger, string facility, string rule, string cause, string refusal, int status = 422, string officer = "wj-1") =>
        ledger.NotOnAsync(officer, facility, "credit", "changes", new ChangeCredit(rule, cause, Day(20)), (HttpStatusCode)status, refusal);

    [Fact]
    public async Task overdue_violations_lower_the_score_and_past_a_threshold_the_grade()
    {
        await using var ledger = await LedgerUnderTest.StartAsync();
        var facility = await ledger.ARegisteredFacilityAsync();
        for (var n = 1; n <= 3; n++)
        {
            var violation = await ledger.AViolationOfAsync(facility);
            await ledger.OnAsync("wj-1", facility, violation, "rectification", new OrderRectification(Day(5)));
            await ledger.SweptAsync(facility, $"{violation}/rectification");
            await ChangeAsync(ledger, facility, "CR-01", violation);
            var now = await ledger.FacilityAsync(facility);
            Assert.Equal((100 - 5 * n, n == 3 ? "B" : "A"), (now.Credit.Score!.Value, now.Credit.Grade));
            Assert.Equal("credit", now.Disclosures.Standing["credit"].Kind);
        }

        await using var session = ledger.Store.QuerySession("370323");
        var changes = (await session.Events.FetchStreamAsync(facility)).Select(x => x.Data).OfType<CreditGradeChanged>().ToList();
        Assert.Equal([new CreditGradeChanged("A", "B", Day(20))], changes);
        await ledger.FoldsAsync(facility);
    }

    [Fact]
    public async Task a_missed_term_counts_only_when_the_days_of_grace_are_over()
    {
        await using var ledger = await LedgerUnderTest.StartAsync();
        var (facility, overdue) = await ledger.AnOverdueViolationAsync();
        Assert.Equal([Day(12)], (await ledger.ViolationAsync(facility, overdue)).Missed);
        await ledger.NotOnAsync("wj-1", facility, "credit", "changes", new ChangeCredit("CR-01", overdue, Day(17)), HttpStatusCode.UnprocessableEntity, "credit-grace");
        await ledger.OnAsync("wj-1", facility, "credit", "changes", new ChangeCredit("CR-01", overdue, Day(18)));
    }

    [Fact]
    public void the_score_stays_within_its_bounds()
    {
        var change = new CreditChanged("x", "CR-01", "violations/1", -105, new(100, 0, 100, [new("A", 90), new("D", 0)]), "WJ", Day(20));
        Assert.Equal((0, "D"), (CreditState.None.Evolve(change).Score, CreditState.None.Evolve(change).Grade));
        Assert.Equal(100, CreditState.None.Evolve(change with { Delta = 5 }).Score);
    }

    [Fact]
    public async Task a_change_is_refused_by_each_of_its_rules()
    {
        await using var ledger = await LedgerUnderTest.StartAsync();
        var (facility, overdue) = await ledger.AnOverdueViolationAsync();
        var inTime = await ledger.AViolationOfAsync(facility);

        await NoAsync(ledger, facility, "CR-01", overdue, "department-may-not", 403, "xf-1");
        await NoAsync(ledger, facility, "CR-99", overdue, "code-unknown");
        await NoAsync(ledger, facility, "CR-01", "violations/NONE", "credit-cause-fits");
        await NoAsync(ledger, facility, "CR-01", "filing", "credit-cause-fits");
        await NoAsync(ledger, facility, "CR-01", inTime, "credit-cause-fits");
        await NoAsync(ledger, facility, "CR-02", overdue, "credit-cause-fits");
        await NoAsync(ledger, facility, "CR-11", overdue, "credit-cause-fits");
        await ledger.OnAsync("wj-1", facility, overdue, "penalty", new SummaryPenalty("W", "沂卫罚〔2026〕1号", Day(20)));
        await NoAsync(ledger, facility, "CR-02", overdue, "summary-counts-nothing");
        await ChangeAsync(ledger, facility, "CR-01", overdue);
        await NoAsync(ledger, facility, "CR-01", overdue, "credit-cause-once");
        await ledger.NotOnAsync("wj-1", facility, "credit", "changes", new ChangeCredit("CR-01", overdue, Day(19)), HttpStatusCode.UnprocessableEntity, "not-before-the-last");
        await ledger.FoldsAsync(facility);
    }

    [Fact]
    public async Task a_minor_breach_is_not_severe_enough_and_remedied_counts_nothing()
    {
        await using var ledger = await LedgerUnderTest.StartAsync();
        var (facility, minor) = await ledger.AnOverdueViolationAsync("FIL-07");
        await NoAsync(ledger, facility, "CR-01", minor, "credit-severity");
        await ledger.OnAsync("wj-1", facility, minor, "report", new ReportRectification(Day(14)));
        await ledger.OnAsync("wj-2", facility, minor, "verification", new VerifyRectification("verified", Day(15)));
        await NoAsync(ledger, facility, "CR-01", minor, "minor-remedied-counts-nothing");
        await ledger.FoldsAsync(facility);
    }

    [Fact]
    public async Task a_violation_reported_in_time_but_entered_late_is_no_cause()
    {
        await using var ledger = await LedgerUnderTest.StartAsync();
        var (facility, violation) = await ledger.AnOverdueViolationAsync();
        await ledger.OnAsync("wj-1", facility, violation, "report", new ReportRectification(Day(12)));
        await NoAsync(ledger, facility, "CR-01", violation, "credit-cause-fits");
    }

    [Fact]
    public async Task a_breach_is_repaired_over_HTTP_and_the_public_sees_no_more_of_it()
    {
        await using var ledger = await LedgerUnderTest.StartAsync();
        var (facility, violation) = await ledger.AnOrderedViolationAsync(5);
        await ledger.OnAsync("wj-1", facility, violation, "report", new ReportRectification(Day(14)));
        await ledger.OnAsync("wj-2", facility, violation, "verification", new VerifyRectification("verified", Day(15)));
        await ledger.OnAsync("wj-1", facility, violation, "penalty", new SummaryPenalty("W", "沂卫罚〔2026〕1号", Day(15)));
        await ledger.As("wj-1").DoAsync(Path(facility, "disclosures"), new PublishDisclosure("penalty", violation, new Dictionary<string, JsonElement> { ["number"] = JsonSerializer.SerializeToElement("沂卫罚〔2026〕1号") }, Day(16)));
        await ChangeAsync(ledger, facility, "CR-01", violation);
        var penalty = (await ledger.FacilityAsync(facility)).Disclosures.Standing.Single(x => x.Value.Kind == "penalty");
        Assert.Equal(new DateOnly(2027, 2, 15), penalty.Value.Until);

        var repair = $"repairs/{await ledger.As("wj-1").DoAsync(Path(facility, "repairs"), new RequestRepair(violation.Split('/')[1], "已分班", Day(20), "不再超员"))}";
        await ledger.OnAsync("wj-1", facility, repair, "acceptance", new AcceptRepair(Day(21)));
        await ledger.OnAsync("wj-1", facility, repair, "grant", new GrantRepair(Day(22)));
        var now = await ledger.FacilityAsync(facility);
        Assert.Equal((100, "A", ObligationStatus.Met), (now.Credit.Score, now.Credit.Grade, now.Obligations.All[$"{repair}/decision"].Status));
        Assert.DoesNotContain(penalty.Key, now.Disclosures.Standing.Keys);
        await NoAsync(ledger, facility, "CR-01", violation, "not-before-the-last");
        await ledger.NotOnAsync("wj-1", facility, "credit", "changes", new ChangeCredit("CR-01", violation, Day(22)), HttpStatusCode.UnprocessableEntity, "credit-cause-repaired");
        await ledger.FoldsAsync(facility);

        // The commitment is broken: the points count again, and the warning has to be shown once more.
        await ledger.OnAsync("wj-1", facility, repair, "withdrawal", new WithdrawRepair("commitment-broken", "又超员", Day(23)));
        var broken = await ledger.FacilityAsync(facility);
        Assert.Equal((95, ObligationStatus.Open), (broken.Credit.Score, broken.Obligations.All[$"{violation}/republication"].Status));
        await ledger.As("wj-1").DoAsync(Path(facility, "disclosures"), new PublishDisclosure("penalty", violation, new Dictionary<string, JsonElement> { ["number"] = JsonSerializer.SerializeToElement("沂卫罚〔2026〕1号") }, Day(24)));
        Assert.Equal(ObligationStatus.Met, (await ledger.ObligationAsync(facility, $"{violation}/republication")).Status);
        await ledger.FoldsAsync(facility);
    }

    [Fact]
    public async Task a_change_by_two_people_is_objected_to_and_struck_over_HTTP()
    {
        await using var ledger = await LedgerUnderTest.StartAsync();
        var facility = await ledger.ARegisteredFacilityAsync();
        var proposal = $"proposals/{await ledger.As("wj-1").DoAsync(Path(facility, "proposals"), new ProposeCreditChange(-30, "县政策 13", "示例", Day(18)))}";
        await ledger.NotOnAsync("wj-1", facility, proposal, "approval", new ApproveCreditChange(Day(19)), HttpStatusCode.Forbidden, "proposal-by-another");
        await ledger.OnAsync("wj-2", facility, proposal, "approval", new ApproveCreditChange(Day(19)));
        var changed = await ledger.FacilityAsync(facility);
        Assert.Equal((70, "C"), (changed.Credit.Score, changed.Credit.Grade));
        var objection = $"objections/{await ledger.As("wj-1").DoAsync(Path(facility, "objections"), new RaiseObjection($"credit/{changed.Credit.Changes.Keys.Single()}", "示例", Day(20)))}";
        await ledger.OnAsync("wj-1", facility, objection, "upholding", new UpholdObjection("struck", Day(21)));
        Assert.Equal((100, "A"), (await ledger.FacilityAsync(facility)).Credit is var credit ? (credit.Score, credit.Grade) : default);

        var second = $"proposals/{await ledger.As("wj-1").DoAsync(Path(facility, "proposals"), new ProposeCreditChange(5, "县政策 13", "示例", Day(21)))}";
        await ledger.OnAsync("wj-2", facility, second, "rejection", new RejectCreditChange("依据不足", Day(22)));
        var other = $"objections/{await ledger.As("wj-1").DoAsync(Path(facility, "objections"), new RaiseObjection("disclosures/credit", "示例", Day(22)))}";
        await ledger.OnAsync("wj-1", facility, other, "rejection", new RejectObjection("accurate", Day(22)));
        await ledger.FoldsAsync(facility);
    }

    [Fact]
    public async Task an_award_and_a_listing_go_over_HTTP_and_back()
    {
        await using var ledger = await LedgerUnderTest.StartAsync();
        var (facility, violation) = await ledger.AnOverdueViolationAsync();
        await ChangeAsync(ledger, facility, "CR-01", violation);
        var award = $"awards/{await ledger.As("wj-1").DoAsync(Path(facility, "awards"), new RecordAward("county", "沂政发〔2026〕1号", "示范托育机构", Day(19)))}";
        await ChangeAsync(ledger, facility, "CR-10", award);
        Assert.Equal(100, (await ledger.FacilityAsync(facility)).Credit.Score);
        await ledger.OnAsync("wj-1", facility, award, "withdrawal", new WithdrawAward("沂政发〔2026〕2号", Day(21)));
        Assert.Equal(95, (await ledger.FacilityAsync(facility)).Credit.Score);

        var listed = $"serious-breaches/{await ledger.As("wj-1").DoAsync(Path(facility, "serious-breaches"), new ListSeriousBreach("TEST-LIST", violation.Split('/')[1], "列 1", Day(20)))}";
        Assert.Contains((await ledger.FacilityAsync(facility)).Disclosures.Standing.Values, x => x.Kind == "serious-breach");
        await ledger.OnAsync("wj-1", facility, listed, "removal", new DelistSeriousBreach("expired", Day(22)));
        Assert.DoesNotContain((await ledger.FacilityAsync(facility)).Disclosures.Standing.Values, x => x.Kind == "serious-breach");
        var refused = $"repairs/{await ledger.As("wj-1").DoAsync(Path(facility, "repairs"), new RequestRepair(violation.Split('/')[1], "尚未整改", Day(21)))}";
        await ledger.OnAsync("wj-1", facility, refused, "refusal", new RefuseRepair("not-corrected", Day(22)));
        await ledger.FoldsAsync(facility);
    }
}
