using FacilityLedger.Cases;
using FacilityLedger.Disclosure;
using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;
using FacilityLedger.Obligations;
using FacilityLedger.Violations;
using Xunit;
using static FacilityLedger.Tests.Rules.ACase;

namespace FacilityLedger.Tests.Rules;

/// <summary>What follows the service of a decision: late payment, later payment granted, demand and court, reconsideration and suit.</summary>
public sealed class AfterServiceTests
{
    [Fact]
    public void each_day_of_delay_adds_three_per_cent_and_never_more_than_the_fine()
    {
        var served = Served();
        Assert.Equal(["0.00", "0.00", "150.00", "300.00", "4950.00", "5000.00", "5000.00"], new[] { 18, 32, 33, 34, 65, 66, 390 }.Select(x => Added(served, x)));
        Assert.Equal("0.00", Added(Decided(), 390));
    }

    [Fact]
    public void what_is_paid_adds_nothing_from_the_next_day_on()
    {
        var part = On(Served(), new PayFine("3000.00", "1", Day(34)), PayFineEndpoint.Decide);
        Assert.Equal(["300.00", "360.00", "420.00"], new[] { 34, 35, 36 }.Select(x => Added(part, x)));
        var whole = On(part, new PayFine("2000.00", "2", Day(36)), PayFineEndpoint.Decide);
        Assert.Equal(["420.00", "420.00"], new[] { 37, 390 }.Select(x => Added(whole, x)));
        Assert.Equal(ObligationStatus.MetLate, Due(whole, "payment").Status);
        Assert.Equal("0.00", Added(On(Served(), new PayFine("5000.00", "1", Day(32)), PayFineEndpoint.Decide), 390));
    }

    [Fact]
    public void a_case_is_not_performed_while_the_surcharge_is_neither_paid_nor_waived()
    {
        var late = On(Served(), new PayFine("5000.00", "1", Day(34)), PayFineEndpoint.Decide);
        Not("surcharge-unpaid", late, new CloseCase("performed", Day(35)), CloseCaseEndpoint.Decide);
        Not("case-unpaid", Served(), new CloseCase("surcharge-waived", Day(35)), CloseCaseEndpoint.Decide);
        Assert.Equal("surcharge-waived", Of(On(late, new CloseCase("surcharge-waived", Day(35)), CloseCaseEndpoint.Decide)).Ground);
        var all = On(late, new PayFine("300.00", "2", Day(35)), PayFineEndpoint.Decide);
        Assert.Equal(CaseStatus.Closed, Of(On(all, new CloseCase("performed", Day(35)), CloseCaseEndpoint.Decide)).Status);
        var ended = On(Served(), new CloseCase("enforcement-ended", Day(40)), CloseCaseEndpoint.Decide);
        Assert.Equal(Added(ended, 40), Added(ended, 390));
    }

    [Fact]
    public void instalments_have_terms_of_their_own_and_within_them_nothing_is_added()
    {
        var part = On(Served(), new PayFine("1000.00", "1", Day(20)), PayFineEndpoint.Decide);
        var grant = new GrantInstalments([new("2000.00", Day(60)), new("2000.00", Day(90))], Day(21), Day(22));
        Not("instalments-add-up", part, grant with { Instalments = [new("2000.00", Day(60))] }, GrantInstalmentsEndpoint.Decide);
        Not("instalments-add-up", part, grant with { Instalments = [] }, GrantInstalmentsEndpoint.Decide);
        Not("instalments-add-up", part, grant with { Instalments = [new("4000", Day(60))] }, GrantInstalmentsEndpoint.Decide);
        Not("instalments-add-up", part, grant with { Instalments = [new("2000.00", Day(60)), new("2000.00", Day(60))] }, GrantInstalmentsEndpoint.Decide);
        Not("instalments-add-up", part, grant with { Instalments = [new("4000.00", Day(22))] }, GrantInstalmentsEndpoint.Decide);
        Not("date-absurd", part, grant with { AskedOn = Day(23) }, GrantInstalmentsEndpoint.Decide);
        Not("case-step", Decided(), grant, GrantInstalmentsEndpoint.Decide);
        var granted = On(part, grant, GrantInstalmentsEndpoint.Decide);
        Nothing(granted, grant, GrantInstalmentsEndpoint.Decide);
        Assert.Equal((ObligationStatus.Dropped, Day(60), Day(90)), (Due(granted, "payment").Status, Due(granted, "payment/1").Deadline.DueOn, Due(granted, "payment/2").Deadline.DueOn));
        Assert.Equal(["0.00", "60.00"], new[] { 60, 61 }.Select(x => Added(granted, x)));
        var first = On(granted, new PayFine("2000.00", "2", Day(60)), PayFineEndpoint.Decide);
        Assert.Equal((ObligationStatus.Met, ObligationStatus.Open), (Due(first, "payment/1").Status, Due(first, "payment/2").Status));
        Assert.Equal(["0.00", "60.00"], new[] { 90, 91 }.Select(x => Added(first, x)));
        var second = On(first, new PayFine("2000.00", "3", Day(91)), PayFineEndpoint.Decide);
        Assert.Equal((ObligationStatus.Met, ObligationStatus.MetLate), (Due(second, "payment/1").Status, Due(second, "payment/2").Status));
        Not("case-step", second, grant with { OccurredOn = Day(92) }, GrantInstalmentsEndpoint.Decide);
    }

    [Fact]
    public void what_was_in_arrears_before_a_deferral_stays_added()
    {
        var granted = On(Served(), new GrantInstalments([new("5000.00", Day(60))], Day(33), Day(34)), GrantInstalmentsEndpoint.Decide);
        Assert.Equal(["150.00", "150.00", "300.00"], new[] { 34, 60, 61 }.Select(x => Added(granted, x)));
    }

    [Fact]
    public void the_court_is_asked_after_the_partys_recourse_and_a_demand_and_within_its_term_or_late()
    {
        var served = Served();
        Assert.Equal((Day(27), Day(27).AddMonths(3)), (Of(served).RecourseUntil!.Value, Due(served, "court").Deadline.DueOn));
        Not("case-step", Decided(), new DemandPerformance(Day(33)), DemandPerformanceEndpoint.Decide);
        Not("recourse-over-first", served, new ApplyToCourt("申 1", Day(27)), ApplyToCourtEndpoint.Decide);
        Not("demand-first", served, new ApplyToCourt("申 1", Day(28)), ApplyToCourtEndpoint.Decide);
        var demanded = On(served, new DemandPerformance(Day(33)), DemandPerformanceEndpoint.Decide);
        Nothing(demanded, new DemandPerformance(Day(33)), DemandPerformanceEndpoint.Decide);
        Assert.Equal(Day(43), Due(demanded, "demand").Deadline.DueOn);
        Not("demand-first", demanded, new ApplyToCourt("申 1", Day(43)), ApplyToCourtEndpoint.Decide);
        Not("text-malformed", demanded, new ApplyToCourt(" ", Day(44)), ApplyToCourtEndpoint.Decide);
        Not("case-step", demanded, new EnterRuling("enforcement-allowed", "鲁0323行审1号", Day(44)), EnterRulingEndpoint.Decide);

        var applied = On(demanded, new ApplyToCourt("申 1", Day(44)), ApplyToCourtEndpoint.Decide);
        Nothing(applied, new ApplyToCourt("申 1", Day(44)), ApplyToCourtEndpoint.Decide);
        Assert.Equal(ObligationStatus.Met, Due(applied, "court").Status);
        Not("case-step", applied, new ApplyToCourt("申 1", Day(45)), ApplyToCourtEndpoint.Decide);
        Not("code-unknown", applied, new EnterRuling("maybe", "鲁0323行审1号", Day(52)), EnterRulingEndpoint.Decide);
        var allowed = On(applied, new EnterRuling("enforcement-allowed", "鲁0323行审1号", Day(52)), EnterRulingEndpoint.Decide);
        Nothing(allowed, new EnterRuling("enforcement-allowed", "鲁0323行审1号", Day(52)), EnterRulingEndpoint.Decide);
        Assert.Equal("enforcement-ended", Of(On(allowed, new EnterRuling("enforcement-ended", "鲁0323执1号", Day(99)), EnterRulingEndpoint.Decide)).Ruling);

        // Refused once, it may be asked again; and late it is late.
        var refused = On(applied, new EnterRuling("enforcement-refused", "鲁0323行审1号", Day(52)), EnterRulingEndpoint.Decide);
        Assert.Equal(Day(53), Of(On(refused, new ApplyToCourt("申 2", Day(53)), ApplyToCourtEndpoint.Decide)).AppliedOn);
        Assert.Equal(ObligationStatus.MetLate, Due(On(demanded, new ApplyToCourt("申 1", Day(120)), ApplyToCourtEndpoint.Decide), "court").Status);
    }

    [Fact]
    public void who_pays_all_has_met_the_demand_and_the_court_is_not_asked()
    {
        var paid = On(On(Served(), new DemandPerformance(Day(33)), DemandPerformanceEndpoint.Decide), new PayFine("5000.00", "1", Day(34)), PayFineEndpoint.Decide);
        Assert.Equal((ObligationStatus.Met, ObligationStatus.Dropped), (Due(paid, "demand").Status, Due(paid, "court").Status));
    }

    [Fact]
    public void while_a_challenge_is_pending_nothing_is_added_and_the_court_is_not_asked()
    {
        Not("case-step", Decided(), new ChallengePenalty("suit", Day(20)), ChallengePenaltyEndpoint.Decide);
        Not("code-unknown", Served(), new ChallengePenalty("petition", Day(20)), ChallengePenaltyEndpoint.Decide);
        Not("case-step", Served(), new DecideChallenge("upheld", "复 1", Day(60)), DecideChallengeEndpoint.Decide);
        var filed = On(Served(), new ChallengePenalty("reconsideration", Day(35)), ChallengePenaltyEndpoint.Decide);
        Nothing(filed, new ChallengePenalty("reconsideration", Day(35)), ChallengePenaltyEndpoint.Decide);
        Not("case-step", filed, new ChallengePenalty("suit", Day(36)), ChallengePenaltyEndpoint.Decide);
        Assert.Equal(["300.00", "300.00"], new[] { 34, 390 }.Select(x => Added(filed, x)));
        Assert.Equal(ObligationStatus.Dropped, Due(filed, "court").Status);
        Not("recourse-over-first", filed, new ApplyToCourt("申 1", Day(120)), ApplyToCourtEndpoint.Decide);
        Not("code-unknown", filed, new DecideChallenge("maybe", "复 1", Day(60)), DecideChallengeEndpoint.Decide);
        var upheld = On(filed, new DecideChallenge("upheld", "复 1", Day(60)), DecideChallengeEndpoint.Decide);
        Nothing(upheld, new DecideChallenge("upheld", "复 1", Day(60)), DecideChallengeEndpoint.Decide);
        Assert.Equal(["300.00", "450.00"], new[] { 60, 61 }.Select(x => Added(upheld, x)));
        Assert.Equal((Day(75), Day(75).AddMonths(3)), (Of(upheld).RecourseUntil!.Value, Due(upheld, "court").Deadline.DueOn));
        Not("case-step", upheld, new ChallengePenalty("reconsideration", Day(61)), ChallengePenaltyEndpoint.Decide);
        var decision = ChallengePenaltyEndpoint.Decide(new("suit", Day(80)), Id(upheld), upheld, By());
        Assert.Equal(Day(75), Assert.IsType<PenaltyChallenged>(Assert.Single(decision.Events)).LastDay);
        var lost = On(After(upheld, decision), new DecideChallenge("upheld", "鲁0323行初1号", Day(120)), DecideChallengeEndpoint.Decide);
        Assert.Equal(Day(120), Of(lost).RecourseUntil);
        Not("case-step", lost, new ChallengePenalty("suit", Day(121)), ChallengePenaltyEndpoint.Decide);
    }

    [Fact]
    public void a_changed_penalty_is_lighter_and_what_the_public_saw_is_withdrawn()
    {
        var served = Served();
        var violation = served.Violations.All.Values.Single();
        var shown = Disclosing.Make(By(), served, "penalty", violation.Penalty!.Of, Day(18), ViolationDisclosure.Of(Book, served.Violations.Decided(violation.Penalty!.Of)!))!;
        var filed = On(On(After(served, Decision.Of(shown)), new PayFine("3000.00", "1", Day(33)), PayFineEndpoint.Decide), new ChallengePenalty("suit", Day(35)), ChallengePenaltyEndpoint.Decide);
        var change = new DecideChallenge("changed", "鲁0323行初1号", Day(60), [new("F", "3000.00")]);
        Not("challenge-never-heavier", filed, change with { Penalties = null }, DecideChallengeEndpoint.Decide);
        Not("challenge-never-heavier", filed, change with { Penalties = [new("F", "5000.01")] }, DecideChallengeEndpoint.Decide);
        Not("challenge-never-heavier", filed, change with { Penalties = Fine }, DecideChallengeEndpoint.Decide);
        Not("challenge-never-heavier", filed, change with { Penalties = [new("W")] }, DecideChallengeEndpoint.Decide);
        Not("challenge-never-heavier", filed, change with { Outcome = "upheld" }, DecideChallengeEndpoint.Decide);
        var changed = On(filed, change, DecideChallengeEndpoint.Decide);
        Nothing(changed, change, DecideChallengeEndpoint.Decide);
        Assert.Equal((3000m, ObligationStatus.Dropped), (Of(changed).Payable, Due(changed, "payment").Status));
        Assert.DoesNotContain(shown.Disclosure, changed.Disclosures.Standing.Keys);
        Assert.Equal((ObligationStatus.Open, Day(60)), changed.Obligations.All[PenaltyPublicity.Key(violation.Penalty!.Of)] is var due ? (due.Status, due.Deadline.From) : default);
    }

    [Fact]
    public void an_annulled_penalty_is_revoked_with_the_outcome()
    {
        var filed = On(Served(), new ChallengePenalty("suit", Day(35)), ChallengePenaltyEndpoint.Decide);
        var annulled = On(filed, new DecideChallenge("annulled", "鲁0323行初1号", Day(60)), DecideChallengeEndpoint.Decide);
        Assert.Equal((CaseStatus.Revoked, "court", "0.00"), (Of(annulled).Status, Of(annulled).Ground, Added(annulled, 390)));
        Assert.Null(annulled.Violations.All.Values.Single().Penalty);
        Nothing(annulled, new DecideChallenge("annulled", "鲁0323行初1号", Day(60)), DecideChallengeEndpoint.Decide);
    }

    [Fact]
    public void of_a_penalty_that_was_withdrawn_meanwhile_nothing_is_changed_or_annulled()
    {
        var filed = On(Served(), new ChallengePenalty("reconsideration", Day(35)), ChallengePenaltyEndpoint.Decide);
        var withdrawn = On(filed, new RevokePenalty("department", "撤 1", Day(40)), RevokePenaltyEndpoint.Decide);
        Not("case-step", withdrawn, new DecideChallenge("changed", "复 1", Day(60), [new("F", "3000.00")]), DecideChallengeEndpoint.Decide);
        Not("case-step", withdrawn, new DecideChallenge("annulled", "复 1", Day(60)), DecideChallengeEndpoint.Decide);
        Assert.Null(Of(On(withdrawn, new DecideChallenge("dropped", "复 1", Day(60)), DecideChallengeEndpoint.Decide)).Pending);
    }

    [Fact]
    public void who_has_paid_and_been_closed_may_still_sue()
    {
        var closed = On(On(Served(), new PayFine("5000.00", "1", Day(20)), PayFineEndpoint.Decide), new CloseCase("performed", Day(21)), CloseCaseEndpoint.Decide);
        var upheld = On(On(closed, new ChallengePenalty("suit", Day(35)), ChallengePenaltyEndpoint.Decide), new DecideChallenge("upheld", "鲁0323行初1号", Day(60)), DecideChallengeEndpoint.Decide);
        Assert.Equal((CaseStatus.Closed, ObligationStatus.Dropped), (Of(upheld).Status, Due(upheld, "court").Status));
    }

    private static string Added(Facility facility, int day) => Surcharge.On(Of(facility), Book, Day(day)).ToString();
}
