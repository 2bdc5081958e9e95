using System.Net;
using FacilityLedger.Credit;
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
        var change = new CreditChanged("x", "CR-01", "violations/1", -105, new(100, 0, 100, [new("A", 90), new("D", 0)]), Day(20));
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
}
