using FacilityLedger.Cases;
using FacilityLedger.Credit;
using FacilityLedger.Disclosure;
using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;
using FacilityLedger.Inspections;
using FacilityLedger.Obligations;
using FacilityLedger.Policies;
using FacilityLedger.Registration;
using FacilityLedger.Violations;
using Xunit;
using Entry = FacilityLedger.Facilities.Entry;

namespace FacilityLedger.Tests.Rules;

/// <summary>A penalty case from its opening to its end: which order the law demands, and which terms each step starts and meets.</summary>
public sealed class CaseRuleTests
{
    private static readonly PolicyBook Book = new([PolicyFile.Load(Path.Combine(AppContext.BaseDirectory, "policies", "370323.json"))], sample: false);
    private static readonly Officer[] Officers = [new("wj-1", "鲁C-001"), new("wj-2", "鲁C-002")];
    private static readonly CasePenalty[] Fine = [new("F", "5000.00")];
    private static readonly CasePenalty[] Stop = [new("SS"), new("F", "50000.00")];

    [Fact]
    public void a_fine_goes_from_the_opening_to_its_payment_in_instalments()
    {
        var opened = Opened();
        Assert.Equal(("WJ", Day(4).AddDays(90)), (Due(opened, "decision").Owner, Due(opened, "decision").DueOn));
        var noticed = Noticed(Fine);
        Assert.Equal(("institution", Day(12)), (Due(noticed, "hearing-request").Owner, Due(noticed, "hearing-request").DueOn));
        var decided = Decided();
        Assert.Equal((ObligationStatus.Met, ObligationStatus.Dropped), (State(decided, "decision"), State(decided, "hearing-request")));
        Assert.Equivalent(new Penalty(CaseBook.Thing(Id(decided)), "沂卫罚〔2026〕9号", "ordinary", "WJ", Day(16), Fine), decided.Violations.All.Values.Single().Penalty, strict: true);
        Assert.Equal("penalty-publication", Due(decided, "publication").Clock);
        var served = On(decided, new ServePenalty("direct", Day(17)), ServePenaltyEndpoint.Decide);
        Assert.Equal((ObligationStatus.Met, Day(17).AddDays(15)), (State(served, "service"), Due(served, "payment").DueOn));
        Refused("case-unpaid", CloseCaseEndpoint.Decide(new("performed", Day(18)), Id(served), served, By()));
        var part = On(served, new PayFine("2000.00", "1", Day(18)), PayFineEndpoint.Decide);
        Assert.Equal(ObligationStatus.Open, State(part, "payment"));
        Assert.Empty(PayFineEndpoint.Decide(new("2000.00", "1", Day(18)), Id(part), part, By()).Events);
        Refused("receipt-of-another-amount", PayFineEndpoint.Decide(new("3000.00", "1", Day(18)), Id(part), part, By()));
        Refused("case-amount", PayFineEndpoint.Decide(new("0.00", "2", Day(18)), Id(part), part, By()));
        var paid = On(part, new PayFine("3000.00", "2", Day(19)), PayFineEndpoint.Decide);
        Assert.Equal((ObligationStatus.Met, 5000.00m), (State(paid, "payment"), paid.Cases.All.Values.Single().Paid));
        Assert.Equal(CaseStatus.Closed, On(paid, new CloseCase("performed", Day(20)), CloseCaseEndpoint.Decide).Cases.All.Values.Single().Status);
    }

    [Fact]
    public void a_case_rests_on_standing_violations_of_the_department_and_two_officers()
    {
        var facility = AViolation();
        var command = Open(facility);
        Refused("case-rests-on-violations", OpenCaseEndpoint.Decide(command with { Violations = [] }, facility, By()));
        Refused("case-rests-on-violations", OpenCaseEndpoint.Decide(command with { Violations = ["NOTHING"] }, facility, By()));
        Refused("two-certified-officers", OpenCaseEndpoint.Decide(command with { Officers = [Officers[0]] }, facility, By()));
        Refused("violation-of-others", OpenCaseEndpoint.Decide(command, facility, By("XF")));
        Refused("not-before-the-last", OpenCaseEndpoint.Decide(command with { OccurredOn = Day(2) }, facility, By()));
        Refused("department-may-not", OpenCaseEndpoint.Decide(command, facility, By("SP")));
        Refused("case-once", OpenCaseEndpoint.Decide(command, Opened(), By()));
        Refused("case-unknown", NoticePenaltyEndpoint.Decide(new(Fine, Day(5)), "NOTHING", facility, By()));
        Refused("case-of-others", NoticePenaltyEndpoint.Decide(new(Fine, Day(5)), Id(Opened()), Opened(), By("XF")));
    }

    [Fact]
    public void the_party_is_told_before_and_a_penalty_never_goes_beyond_it()
    {
        var opened = Opened();
        Refused("case-step", DecidePenaltyEndpoint.Decide(new(Fine, "9", Day(16)), Id(opened), opened, By()));
        Refused("code-unknown", NoticePenaltyEndpoint.Decide(new([new("F", "1.00"), new("X")], Day(5)), Id(opened), opened, By()));
        Refused("case-amount", NoticePenaltyEndpoint.Decide(new([new("F")], Day(5)), Id(opened), opened, By()));
        Refused("case-amount", NoticePenaltyEndpoint.Decide(new([new("W", "1.00")], Day(5)), Id(opened), opened, By()));
        var noticed = On(Noticed(Fine), new HearStatement("没有及时备案", Day(10)), HearStatementEndpoint.Decide);
        Refused("not-beyond-the-notice", DecidePenaltyEndpoint.Decide(new([new("F", "5000.01")], "9", Day(16)), Id(noticed), noticed, By()));
        Refused("not-beyond-the-notice", DecidePenaltyEndpoint.Decide(new([new("W")], "9", Day(16)), Id(noticed), noticed, By()));
        Assert.Null(DecidePenaltyEndpoint.Decide(new([new("F", "3000.00")], "9", Day(16)), Id(noticed), noticed, By()).Refusal);
    }

    [Fact]
    public void a_penalty_kind_that_the_item_lacks_is_refused()
    {
        var facility = Opened("FIL-07");
        Refused("case-penalty-kind", NoticePenaltyEndpoint.Decide(new(Stop, Day(5)), Id(facility), facility, By()));
    }

    [Fact]
    public void a_grave_penalty_is_heard_reviewed_and_decided_together()
    {
        var asked = On(Noticed(Stop), new RequestHearing(Day(9)), RequestHearingEndpoint.Decide);
        var decide = new DecidePenalty(Stop, "9", Day(20));
        Assert.Equal(ObligationStatus.Met, State(asked, "hearing-request"));
        Refused("hearing-first", DecidePenaltyEndpoint.Decide(decide, Id(asked), asked, By()));
        Refused("case-step", ReviewCaseEndpoint.Decide(new(Day(10)), Id(asked), asked, By()));
        Refused("hearing-chair", HoldHearingEndpoint.Decide(new("wj-1", Day(9), Day(19)), Id(asked), asked, By()));
        Refused("date-absurd", HoldHearingEndpoint.Decide(new("wj-9", Day(8), Day(19)), Id(asked), asked, By()));
        var heard = On(asked, new HoldHearing("wj-9", Day(9), Day(19)), HoldHearingEndpoint.Decide);
        Refused("review-first", DecidePenaltyEndpoint.Decide(decide, Id(heard), heard, By()));
        Refused("reviewed-by-another", ReviewCaseEndpoint.Decide(new(Day(19)), Id(heard), heard, By("WJ", "wj-1")));
        var reviewed = On(heard, new ReviewCase(Day(19)), ReviewCaseEndpoint.Decide);
        Refused("collective-first", DecidePenaltyEndpoint.Decide(decide, Id(reviewed), reviewed, By()));
        var discussed = On(reviewed, new DiscussCase(5, Day(20)), DiscussCaseEndpoint.Decide);
        Assert.Null(DecidePenaltyEndpoint.Decide(decide, Id(discussed), discussed, By()).Refusal);
    }

    [Fact]
    public void a_grave_penalty_waits_for_the_term_in_which_a_hearing_may_be_asked_for()
    {
        var noticed = Noticed(Stop);
        var reviewed = On(noticed, new ReviewCase(Day(10)), ReviewCaseEndpoint.Decide);
        var discussed = On(reviewed, new DiscussCase(5, Day(12)), DiscussCaseEndpoint.Decide);
        Refused("hearing-term-first", DecidePenaltyEndpoint.Decide(new(Stop, "9", Day(12)), Id(discussed), discussed, By()));
        Assert.Null(DecidePenaltyEndpoint.Decide(new(Stop, "9", Day(13)), Id(discussed), discussed, By()).Refusal);
    }

    [Fact]
    public void each_statement_of_the_party_is_kept()
    {
        var once = On(Noticed(Fine), new HearStatement("示例一", Day(6)), HearStatementEndpoint.Decide);
        Assert.Single(HearStatementEndpoint.Decide(new("示例二", Day(6)), Id(once), once, By()).Events);
    }

    [Fact]
    public void a_hearing_asked_for_too_late_is_recorded_and_does_not_stop_the_decision()
    {
        var late = On(Noticed(Fine), new RequestHearing(Day(14)), RequestHearingEndpoint.Decide);
        Assert.Equal(ObligationStatus.MetLate, State(late, "hearing-request"));
        Assert.Null(DecidePenaltyEndpoint.Decide(new(Fine, "9", Day(16)), Id(late), late, By()).Refusal);
    }

    [Fact]
    public void the_same_act_is_penalised_once()
    {
        var noticed = Noticed(Fine);
        var summary = After(noticed, SummaryPenaltyEndpoint.Decide(new("W", "S-1", Day(10)), noticed.Violations.All.Keys.Single(), noticed, By()));
        Refused("penalised-once", DecidePenaltyEndpoint.Decide(new(Fine, "9", Day(16)), Id(summary), summary, By()));
    }

    [Fact]
    public void one_finding_is_fined_once_under_two_items()
    {
        var facility = AViolation();
        var first = facility.Violations.All.Values.Single();
        facility = After(facility, RecordViolationEndpoint.Decide(new("FIL-07", first.Ground, Day(3)), facility, By("WJ", "wj-7")));
        var other = facility.Violations.All.Keys.Single(x => x != first.Id);
        facility = After(facility, SummaryPenaltyEndpoint.Decide(new("F", "S-1", Day(4), "500.00"), other, facility, By()));
        Refused("fined-once", SummaryPenaltyEndpoint.Decide(new("F", "S-2", Day(4), "500.00"), first.Id, facility, By()));
        Assert.Null(SummaryPenaltyEndpoint.Decide(new("W", "S-2", Day(4)), first.Id, facility, By()).Refusal);
        facility = After(facility, OpenCaseEndpoint.Decide(new([first.Id], Officers, Day(4)), facility, By()));
        facility = On(facility, new NoticePenalty(Fine, Day(5)), NoticePenaltyEndpoint.Decide);
        var twice = DecidePenaltyEndpoint.Decide(new(Fine, "9", Day(16)), Id(facility), facility, By());
        Refused("fined-once", twice);
        Assert.Equal([("number", "S-1"), ("departments", "WJ")], twice.Refusal!.Arguments);
        var confiscated = Book.Latest with { PenaltyKinds = [.. Book.Latest.PenaltyKinds.Select(x => x with { Fine = false })] };
        Assert.Null(DecidePenaltyEndpoint.Decide(new(Fine, "9", Day(16)), Id(facility), facility, By() with { Book = new([confiscated], sample: false) }).Refusal);
    }

    [Fact]
    public void an_annulled_penalty_is_undone_with_its_publication_and_its_credit()
    {
        var decided = Decided();
        var violation = decided.Violations.All.Values.Single();
        var shown = Disclosing.Make(By(), decided, "penalty", violation.Penalty!.Of, Day(17), ViolationDisclosure.Of(Book, decided.Violations.Decided(violation.Penalty!.Of)!))!;
        var counted = new CreditChanged("C1", "CR-02", ViolationBook.Thing(violation.Id), -5, CreditScale.Of(Book.Latest.Credit), "WJ", Day(18));
        var before = After(decided, Decision.Of(shown, counted));
        Refused("not-before-the-last", RevokePenaltyEndpoint.Decide(new("court", "1", Day(17)), Id(before), before, By()));
        Refused("code-unknown", RevokePenaltyEndpoint.Decide(new("nobody", "1", Day(20)), Id(before), before, By()));
        var revoked = On(before, new RevokePenalty("court", "鲁0323行初1号", Day(20)), RevokePenaltyEndpoint.Decide);
        Assert.Equal((CaseStatus.Revoked, 100), (revoked.Cases.All.Values.Single().Status, revoked.Credit.Score));
        Assert.Null(revoked.Violations.All.Values.Single().Penalty);
        Assert.DoesNotContain(shown.Disclosure, revoked.Disclosures.Standing.Keys);
        Assert.Equal(ObligationStatus.Dropped, State(revoked, "service"));
        Assert.Empty(RevokePenaltyEndpoint.Decide(new("court", "鲁0323行初1号", Day(20)), Id(revoked), revoked, By()).Events);
        Refused("case-step", RevokePenaltyEndpoint.Decide(new("department", "2", Day(20)), Id(revoked), revoked, By()));
        Refused("case-step", RevokePenaltyEndpoint.Decide(new("court", "1", Day(20)), Id(Noticed(Fine)), Noticed(Fine), By()));
    }

    [Fact]
    public void a_term_is_prolonged_while_it_runs_and_only_to_a_later_day()
    {
        var facility = AViolation();
        var id = facility.Violations.All.Keys.Single();
        facility = After(facility, OrderRectificationEndpoint.Decide(new(Day(3), 7), id, facility, By()));
        Refused("extension-longer", ExtendRectificationEndpoint.Decide(new(3, "supply", Day(5)), id, facility, By()));
        Refused("code-unknown", ExtendRectificationEndpoint.Decide(new(20, "mercy", Day(5)), id, facility, By()));
        Refused("violation-step", ExtendRectificationEndpoint.Decide(new(20, "supply", Day(11)), id, facility, By()));
        var longer = After(facility, ExtendRectificationEndpoint.Decide(new(20, "supply", Day(5)), id, facility, By()));
        Assert.Equal((Day(25), Day(25)), (longer.Violations.All[id].DueOn, longer.Obligations.All[ViolationBook.Rectification(id)].Deadline.DueOn));
        Assert.Empty(ExtendRectificationEndpoint.Decide(new(20, "supply", Day(5)), id, longer, By()).Events);
    }

    /// <summary>As the press told it: an institution that never filed is warned on the spot, does nothing, and is fined 5,000 yuan once its refusal has been verified.</summary>
    [Fact]
    public void an_unfiled_service_is_warned_and_after_its_verified_refusal_fined()
    {
        var facility = AViolation("FIL-07");
        var id = facility.Violations.All.Keys.Single();
        facility = After(facility, OrderRectificationEndpoint.Decide(new(Day(3), 1), id, facility, By()));
        facility = After(facility, SummaryPenaltyEndpoint.Decide(new("W", "沂卫罚当〔2026〕1号", Day(3)), id, facility, By()));
        Refused("case-once", OpenCaseEndpoint.Decide(Open(facility), facility, By()));
        facility = After(facility, VerifyRectificationEndpoint.Decide(new("refused-to-correct", Day(5)), id, facility, By()));
        Refused("case-once", OpenCaseEndpoint.Decide(Open(facility), facility, By()));
        facility = After(facility, OpenCaseEndpoint.Decide(Open(facility) with { OccurredOn = Day(5) }, facility, By()));
        facility = On(facility, new NoticePenalty(Fine, Day(6)), NoticePenaltyEndpoint.Decide);
        facility = On(facility, new DecidePenalty(Fine, "沂卫罚〔2026〕9号", Day(16)), DecidePenaltyEndpoint.Decide);
        Assert.Equal(["沂卫罚当〔2026〕1号", "沂卫罚〔2026〕9号"], facility.Violations.All[id].Penalties.Select(x => x.Number));
        // The fine is annulled, the warning stands.
        facility = On(facility, new RevokePenalty("court", "（2026）鲁0323行初9号", Day(20)), RevokePenaltyEndpoint.Decide);
        Assert.Equal("沂卫罚当〔2026〕1号", facility.Violations.All[id].Penalty?.Number);
    }

    /// <summary>Two years from the end of the act to its discovery; an act that still goes on is never too old.</summary>
    [Fact]
    public void what_was_over_for_too_long_when_it_was_discovered_is_penalised_no_more()
    {
        var (late, last) = (AViolation(ended: new(2024, 11, 1)), AViolation(ended: new(2024, 11, 2)));
        Refused("case-limitation", OpenCaseEndpoint.Decide(Open(late), late, By()));
        Assert.Null(OpenCaseEndpoint.Decide(Open(last), last, By()).Refusal);
        var going = AViolation();
        Assert.Null(OpenCaseEndpoint.Decide(Open(going) with { OccurredOn = new(2029, 11, 1) }, going, By() with { Now = new(2029, 11, 24, 3, 0, 0, TimeSpan.Zero) }).Refusal);
    }

    [Fact]
    public void a_case_without_a_penalty_ends_its_terms_and_another_may_be_opened()
    {
        var noticed = Noticed(Fine);
        Refused("code-unknown", EndWithoutPenaltyEndpoint.Decide(new("mercy", Day(10)), Id(noticed), noticed, By()));
        var ended = On(noticed, new EndWithoutPenalty("first-slight", Day(10)), EndWithoutPenaltyEndpoint.Decide);
        Assert.Equal((ObligationStatus.Met, ObligationStatus.Dropped), (State(ended, "decision"), State(ended, "hearing-request")));
        Assert.Null(OpenCaseEndpoint.Decide(Open(ended) with { OccurredOn = Day(11) }, ended, By("WJ", "wj-8")).Refusal);
        Refused("case-step", ServePenaltyEndpoint.Decide(new("direct", Day(11)), Id(ended), ended, By()));
    }

    private static OpenCase Open(Facility facility) => new([.. facility.Violations.All.Keys], Officers, Day(4));

    private static Facility Opened(string item = "CAR-01") => AViolation(item) is var facility ? After(facility, OpenCaseEndpoint.Decide(Open(facility), facility, By())) : facility;

    private static Facility Noticed(CasePenalty[] penalties) => On(Opened(), new NoticePenalty(penalties, Day(5)), NoticePenaltyEndpoint.Decide);

    private static Facility Decided() => On(Noticed(Fine), new DecidePenalty(Fine, "沂卫罚〔2026〕9号", Day(16)), DecidePenaltyEndpoint.Decide);

    private static Facility AViolation(string item = "CAR-01", DateOnly? ended = null)
    {
        var facility = After(null, FindFacilityEndpoint.Decide(new("某处", "370323001", "某路 1 号", Day(1)), null, By()));
        facility = After(facility, OpenInspectionEndpoint.Decide(new(["CARE"], ["WJ"], Officers, Day(2), Clue: "12345"), facility, null, By()));
        var inspection = facility.Inspections.All.Keys.Single();
        facility = After(facility, RecordFindingEndpoint.Decide(new("CARE", 2, "示例", Day(2), item), inspection, facility, By()));
        return After(facility, RecordViolationEndpoint.Decide(new(item, new($"inspections/{inspection}", facility.Inspections.All[inspection].Findings[0].Id), Day(3), ended), facility, By()));
    }

    private static Facility On<T>(Facility facility, T command, Func<T, string, Facility, Circumstances, Decision> decide) => After(facility, decide(command, Id(facility), facility, By()));

    private static string Id(Facility facility) => facility.Cases.All.Keys.Single();

    private static Deadline Due(Facility facility, string duty) => facility.Obligations.All[$"cases/{Id(facility)}/{duty}"].Deadline;

    private static ObligationStatus State(Facility facility, string duty) => facility.Obligations.All[$"cases/{Id(facility)}/{duty}"].Status;

    private static DateOnly Day(int day) => new(2026, 11, day);

    private static Circumstances By(string department = "WJ", string account = "wj-3") =>
        new(new(account, department, ["officer", "evaluator"]), Book, new(2026, 11, 24, 3, 0, 0, TimeSpan.Zero), System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(account)));

    private static Facility After(Facility? facility, Decision decision)
    {
        Assert.Null(decision.Refusal);
        return decision.Events.Aggregate(facility, (state, fact) => Facility.Next(state, new Entry("370323-CASE000001", (state?.Version ?? 0) + 1, fact, "WJ")))!;
    }

    private static void Refused(string rule, Decision decision) => Assert.Equal(rule, decision.Refusal?.Rule.Code);
}
