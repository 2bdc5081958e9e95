using FacilityLedger.Cases;
using FacilityLedger.Obligations;
using FacilityLedger.Policies;
using Xunit;
using static FacilityLedger.Tests.Rules.ACase;

namespace FacilityLedger.Tests.Rules;

/// <summary>Terms in days whose last day is a day off, as the policy's clock says; payment within 15 days moves, the decision within 90 stays.</summary>
public sealed class TermTests
{
    private static readonly PolicyBook Noticed2027 = new([Book.Latest], sample: false, WorkingDays.Of(
        [.. HolidayNotice.Of("cn"), new HolidayNotice("国办发明电〔2026〕9号", [new(new(2027, 1, 1), false, "元旦")])]));

    [Fact]
    public void a_fine_whose_term_ends_on_a_saturday_is_paid_in_time_on_monday()
    {
        var served = On(Decided(), new ServePenalty("direct", Day(20)), ServePenaltyEndpoint.Decide);
        var due = Due(served, "payment").Deadline;
        Assert.Equal((new DateOnly(2026, 12, 7), Book.EndOf(new(2026, 12, 7)), false, true), (due.DueOn, due.DueAt, due.Provisional, due.Moves));
    }

    [Fact]
    public void a_term_that_stays_ends_on_a_saturday()
    {
        // 1 November and 90 days.
        var due = By().Deadline("cases/K3/decision", "case-decision", Day(1));
        Assert.Equal((new DateOnly(2027, 1, 30), false, false), (due.DueOn, due.Provisional, due.Moves));
    }

    [Fact]
    public void a_notice_moves_a_term_in_days_that_ends_on_a_day_off_of_its_year()
    {
        var served = On(Decided(), new ServePenalty("direct", Day(47)), ServePenaltyEndpoint.Decide);
        var due = Due(served, "payment").Deadline;
        Assert.Equal((new DateOnly(2027, 1, 1), true), (due.DueOn, due.Provisional));
        var moved = FallDue.Decide(served, By() with { Book = Noticed2027 }).Events.OfType<DeadlineMoved>().Single(x => x.Obligation == due.Key);
        Assert.Equal((new DateOnly(2027, 1, 1), new DateOnly(2027, 1, 4), false, "国办发明电〔2026〕9号"), (moved.WasDueOn, moved.Now.DueOn, moved.Now.Provisional, moved.Notice));
        Assert.DoesNotContain(FallDue.Decide(served, By()).Events, x => x is DeadlineMoved);
    }
}
