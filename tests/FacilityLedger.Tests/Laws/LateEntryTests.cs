using FacilityLedger.Disclosure;
using FacilityLedger.Facilities;
using FacilityLedger.Filing;
using FacilityLedger.Hosting.Decisions;
using FacilityLedger.Incidents;
using FacilityLedger.Obligations;
using FacilityLedger.Operation;
using FacilityLedger.Policies;
using FacilityLedger.Registration;
using FacilityLedger.Violations;
using Xunit;
using Entry = FacilityLedger.Facilities.Entry;

namespace FacilityLedger.Tests.Laws;

/// <summary>What was entered late leaves what it would have left if it had been entered in time.</summary>
public sealed class LateEntryTests
{
    private const string Violation = "K3";
    private static readonly Placement Placed = new(0, ["none-enrolled"]);
    private static readonly PolicyBook Book = new([PolicyFile.Load(Path.Combine(AppContext.BaseDirectory, "policies", "370323.json"))], sample: false);
    private static readonly FacilityRegistered Registered = new([new("uscc", "91370323YY000001XU")], 1, "禾屿", "FORPROFIT", "ORDINARY", "370323001", "路 1 号", "SP", "托育服务", new("id", "hash"), null, null, Day(1));
    private static readonly FilingForm Form = new(["full-day"], 60, 40, [], new Premises("owned"), MealsProvided: false, [new("FM1"), new("FM2")], FiledSetting.None);
    private static readonly FilingSubmitted Submitted = new(Form, ["WJ"], [Due("filing/receipt", 12)], Due("filing/nonconformity", 26), MaterialTerms.None, Day(5));
    private static readonly ViolationRecorded Recorded = new(Violation, "CAR-01", 2, new("inspections/inspection", "finding"), "WJ", null, Day(2));
    private static readonly RectificationOrdered Ordered = new(Violation, "WJ", Due(ViolationBook.Rectification(Violation), 11), Day(4));
    private static readonly ObligationFellDue FellDue = new(ViolationBook.Rectification(Violation), "rectification", Day(11), Day(12));

    [Fact]
    public void what_closes_the_filing_lies_not_before_its_last_fact()
    {
        var filed = After(Registered, Submitted, new FilingReceiptIssued("R-1", "WJ", null, Day(9)));
        Refused("not-before-the-last", CancelRegistrationEndpoint.Decide(new("application", Day(8)), filed, By("SP")));
        Assert.NotEmpty(CancelRegistrationEndpoint.Decide(new("application", Day(9)), filed, By("SP")).Events);

        // A closed filing has its history too: a term that was met was not dropped.
        var closed = After(Registered, Submitted, new FilingReceiptIssued("R-1", "WJ", null, Day(9)), new FilingClosed("application", null, Day(10)));
        Refused("not-before-the-last", CancelRegistrationEndpoint.Decide(new("application", Day(8)), closed, By("SP")));
        Refused("not-before-the-last", TerminateServiceEndpoint.Decide(new(Placed, Day(8)), closed, By("WJ")));

        var suspended = After(Registered, new OperationSuspended("emergency", null, null, Day(10)));
        Refused("not-before-the-last", CancelRegistrationEndpoint.Decide(new("application", Day(8)), suspended, By("SP")));
    }

    [Fact]
    public void a_change_of_registration_that_is_older_than_the_form_is_in_it_already()
    {
        var filed = After(Registered, Submitted, new FilingReceiptIssued("R-1", "WJ", null, Day(9)));
        FilingStatus Changed(int day) => ChangeRegistrationEndpoint.Decide(new(Day(day), Address: "路 2 号"), filed, By("SP")).Events.Aggregate(filed.Filing, (x, fact) => x.Evolve(fact)).Status;
        Assert.Equal((FilingStatus.Filed, FilingStatus.ChangeDue, FilingStatus.ChangeDue), (Changed(4), Changed(5), Changed(10)));
        Assert.Null(Assert.IsType<RegistrationChanged>(ChangeRegistrationEndpoint.Decide(new(Day(4), Address: "路 2 号"), filed, By("SP")).Events[0]).FilingDue);
    }

    [Fact]
    public void service_is_not_ended_on_a_day_before_the_registration() =>
        Refused("registered-first", TerminateServiceEndpoint.Decide(new(Placed, Day(1).AddDays(-1)), After(Registered), By("WJ")));

    [Fact]
    public void a_publication_follows_what_an_officer_did_to_its_disclosure_since()
    {
        var first = new DisclosurePublished("registration", "registration", "registration", Fields("禾屿"), "test", Day(1), null, Day(1));
        var corrected = After(Registered, first, new DisclosureCorrected("registration", Fields("禾屿园"), "typing-error", 2, Day(10)));
        var shown = Assert.IsType<DisclosurePublished>(ChangeRegistrationEndpoint.Decide(new(Day(6), Name: "槐屿"), corrected, By("SP")).Events[1]);
        Assert.Equal((Day(6), Day(10)), (shown.From, shown.OccurredOn));
    }

    [Fact]
    public void the_status_of_an_earlier_day_does_not_reach_behind_the_one_that_stands()
    {
        var status = new DisclosurePublished("status", "status", "status", Fields("suspended"), "test", Day(10), null, Day(10));
        var decision = CancelRegistrationEndpoint.Decide(new("application", Day(8)), After(Registered, status), By("SP"));
        var shown = Assert.IsType<DisclosurePublished>(decision.Events[1]);
        Assert.Equal((Day(10), Day(10), "2026-11-08"), (shown.From, shown.OccurredOn, shown.Fields["since"].GetString()));
    }

    [Fact]
    public void a_mark_of_an_earlier_term_leaves_the_one_that_runs_alone()
    {
        var reported = new RectificationReported(Violation, "wj-1", null, Due(ViolationBook.Verification(Violation), 16), Day(9));
        var rejected = new RectificationRejected(Violation, Due(ViolationBook.Rectification(Violation), 30), Day(10));
        var late = Holds(Registered, Recorded, Ordered, FellDue, reported, rejected);
        Assert.Equal((ViolationStatus.Ordered, 0, ObligationStatus.Open), (late.Violations.All[Violation].Status, late.Violations.All[Violation].Missed.Count, late.Obligations.All[FellDue.Obligation].Status));
    }

    [Fact]
    public void a_yearly_duty_goes_on_after_a_report_that_was_entered_late_and_ends_with_an_end_that_was()
    {
        var (year, next) = (Due("operation/annual-report-care-2026", 11), Due("operation/annual-report-care-2027", 25));
        var missed = new ObligationFellDue(year.Key, year.Clock, year.DueOn, Day(12), next);
        var reported = Holds(Registered with { ReportsDue = [year] }, missed, new AnnualReportFiled(2026, "care", null, Day(10)));
        Assert.Equal((ObligationStatus.Met, ObligationStatus.Open), (reported.Obligations.All[year.Key].Status, reported.Obligations.All[next.Key].Status));
        Assert.Empty(Holds(Registered with { ReportsDue = [year] }, missed, new ServiceTerminated(Placed, Day(9))).Obligations.OpenOnes);
    }

    [Fact]
    public void a_duty_of_years_that_was_entered_long_after_is_marked_for_each_year_that_has_passed()
    {
        var c = By("WJ");
        var facility = After(Registered with { OccurredOn = new(2024, 5, 1), ReportsDue = [c.Deadline("operation/annual-report-care-2024", "annual-report-care", new(2023, 12, 31))] });
        var marks = FallDue.Decide(facility, c).Events.Cast<ObligationFellDue>().ToList();
        Assert.Equal(["operation/annual-report-care-2024", "operation/annual-report-care-2025"], marks.Select(x => x.Obligation));
        var swept = marks.Select((x, i) => new Entry(facility.Id, i + 2, x, "none")).Aggregate(facility, Facility.Next);
        Assert.Equal((ObligationStatus.Open, 0), (swept.Obligations.All["operation/annual-report-care-2026"].Status, FallDue.Decide(swept, c).Events.Count));
    }

    [Fact]
    public void a_duty_of_an_institution_that_was_never_filed_lies_with_who_entered_it_and_with_the_town()
    {
        var c = By("WJ");
        var facility = After(Registered);
        var declared = DeclareStaffEndpoint.Decide(new([new("HEAD", HealthCheckedOn: Day(1))], Day(5)), facility, c).Events.Select((x, i) => new Entry(facility.Id, i + 2, x, "WJ", "staff")).Aggregate(facility, Facility.Next);
        Assert.Equal(["WJ", "370323001"], Assert.Single(declared.Agenda, x => x.Obligation.Deadline.Key == "operation/staff-health").Desks);
    }

    [Fact]
    public void a_term_in_hours_is_met_by_what_was_done_in_time_and_entered_after_its_mark()
    {
        DateTimeOffset At(int day, int hour) => new(2026, 11, day, hour, 0, 0, TimeSpan.FromHours(8));
        var due = By("WJ").DeadlineAt(IncidentBook.Transfer("I", "GA"), "abuse-transfer", At(5, 23));
        Assert.Equal((Day(6), At(6, 1)), (due.DueOn, due.DueAt));
        var reported = new IncidentReported("I", "ABUSE", "CARE", "public", 1, At(5, 22), At(5, 23), null, "WJ", [due], null, null, Day(5));
        var mark = Assert.IsType<ObligationFellDue>(Assert.Single(FallDue.Decide(After(Registered, reported), By("WJ")).Events, x => x is ObligationFellDue));
        Assert.Equal((Day(6), Day(6)), (mark.DueOn, mark.OccurredOn));
        IncidentTransferred Told(int day, int hour) => new("I", "GA", null, At(day, hour), "WJ", Day(day));
        ObligationStatus State(params IFact[] facts) => Holds([Registered, reported, .. facts]).Obligations.All[due.Key].Status;
        Assert.Equal(ObligationStatus.Overdue, State(mark));
        Assert.Equal(ObligationStatus.Met, State(mark, Told(6, 1)));
        Assert.Equal(ObligationStatus.MetLate, State(mark, Told(6, 2)));
        Assert.Equal(ObligationStatus.Met, State(mark, Told(6, 2), Told(6, 1)));
        Assert.Equal(ObligationStatus.Dropped, State(mark, new IncidentClosed("I", "unfounded", Day(6))));
    }

    [Fact]
    public void a_violation_that_was_dismissed_within_its_term_missed_nothing()
    {
        Assert.Empty(Holds(Registered, Recorded, Ordered, FellDue, new ViolationDismissed(Violation, "not-established", Day(10))).Violations.All[Violation].Missed);
        Assert.Equal([Day(11)], Holds(Registered, Recorded, Ordered, FellDue, new ViolationDismissed(Violation, "not-established", Day(14))).Violations.All[Violation].Missed);
    }

    /// <summary>The state; demands that the fold by day leaves the same.</summary>
    private static Facility Holds(params IReadOnlyList<IFact> facts)
    {
        Assert.Equal(ByDay.Comparable(After(facts)), ByDay.Comparable(ByDay.Fold(Entries(facts))));
        return After(facts);
    }

    private static Facility After(params IReadOnlyList<IFact> facts) => Facility.Replay(Entries(facts))!;

    private static IEnumerable<Entry> Entries(IReadOnlyList<IFact> facts) => facts.Select((x, i) => new Entry("370323-FACILITY01", i + 1, x, "WJ"));

    private static Circumstances By(string department) => new(new Actor($"{department}-1", department, ["officer", "evaluator"]), Book, new DateTimeOffset(2026, 11, 24, 1, 0, 0, TimeSpan.Zero), new byte[32]);

    private static Deadline Due(string key, int day) => new(key, "clock", "WJ", Day(1), day - 1, "day", Day(day), new DateTimeOffset(2026, 11, day, 16, 0, 0, TimeSpan.Zero), Provisional: false);

    private static Dictionary<string, System.Text.Json.JsonElement> Fields(string name) => new(StringComparer.Ordinal) { ["name"] = System.Text.Json.JsonSerializer.SerializeToElement(name) };

    private static DateOnly Day(int day) => new(2026, 11, day);

    private static void Refused(string rule, Decision decision) => Assert.Equal(rule, decision.Refusal?.Rule.Code);
}
