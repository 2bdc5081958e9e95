using System.Text.Json;
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

/// <summary>What counts against credit, for how long a breach is published, and how it is repaired, objected to, changed by hand, raised by awards and listed.</summary>
public sealed class CreditRuleTests
{
    private static readonly Policy Policy = PolicyFile.Load(Path.Combine(AppContext.BaseDirectory, "policies", "370323.json"));
    private static readonly PolicyBook Book = new([Policy], sample: false);
    private static readonly CasePenalty[] Fine = [new("F", "10000.00")];

    [Fact]
    public void the_score_is_the_sum_of_what_counts_whatever_the_bounds_cut_off_on_the_way()
    {
        var scale = CreditScale.Of(Policy.Credit);
        CreditChanged Change(string id, int delta) => new(id, CreditChanged.ByHand, $"proposals/{id}", delta, scale, "WJ", Day(5));
        var low = new IFact[] { Change("A", -70), Change("B", -60) }.Aggregate(CreditState.None, (x, fact) => x.Evolve(fact));
        Assert.Equal((0, "D"), (low.Score, low.Grade));
        var struck = low.Evolve(new CreditChangeStruck("A", CreditChanged.ByHand, "proposals/A", "objection", "objections/1", Day(6)));
        Assert.Equal((40, "D"), (struck.Score, struck.Grade));
        Assert.Same(struck, struck.Evolve(new CreditChangeStruck("A", CreditChanged.ByHand, "proposals/A", "objection", "objections/1", Day(6))));
        Assert.Equal([-60], CreditLine.Counting(struck).Select(x => x.Points));
    }

    [Fact]
    public void a_cause_that_was_struck_may_count_again()
    {
        var counted = Counted(Decided());
        Refused("credit-cause-once", ChangeCreditEndpoint.Decide(new("CR-02", Thing(counted), Day(18)), counted, By()));
        var raised = After(counted, Object(counted, $"credit/{counted.Credit.Changes.Keys.Single()}", 18));
        var struck = After(raised, UpholdObjectionEndpoint.Decide(new("struck", Day(18)), raised.CreditBook.Objections.Keys.Single(), raised, By()));
        Assert.Equal(100, struck.Credit.Score);
        var again = After(struck, ChangeCreditEndpoint.Decide(new("CR-02", Thing(counted), Day(19)), struck, By("WJ", "wj-9")));
        Assert.Equal((95, 2), (again.Credit.Score, again.Credit.Changes.Count));
        Assert.Equal([(-5, 95), (5, 100), (-5, 95)], Lines(counted, struck, again).Select(x => (x.Points, x.Score)));
    }

    [Fact]
    public void a_penalty_does_not_count_before_it_was_decided()
    {
        var decided = Decided();
        Refused("not-before-the-last", ChangeCreditEndpoint.Decide(new("CR-02", Thing(decided), Day(15)), decided, By()));
        Assert.Null(ChangeCreditEndpoint.Decide(new("CR-02", Thing(decided), Day(16)), decided, By()).Refusal);
    }

    /// <summary>As long as the breach may be published: a general one for a year from the decision.</summary>
    [Fact]
    public void a_change_ceases_to_count_by_itself_when_the_longest_term_of_its_breach_is_over()
    {
        var counted = Counted(Shown(Decided()));
        var change = counted.Credit.Changes.Values.Single();
        Assert.Equal((new DateOnly(2027, 11, 16), Book.EndOf(new(2027, 11, 16))), (change.Term!.Until, change.Term.EndsAt));
        Assert.True(counted.NextDue <= change.Term.EndsAt);
        var before = By() with { Now = change.Term.EndsAt.AddSeconds(-1) };
        Assert.DoesNotContain(FallDue.Decide(counted, before).Events, x => x is CreditChangeStruck);
        var lapsed = After(counted, FallDue.Decide(counted, By() with { Now = change.Term.EndsAt }));
        Assert.Equal((100, "A", new Strike("expired", Thing(counted), new(2027, 11, 17))), (lapsed.Credit.Score, lapsed.Credit.Grade, lapsed.Credit.Changes.Values.Single().Struck));
        var shown = lapsed.Disclosures.Standing["credit"];
        Assert.Equal(new DateOnly(2027, 11, 17), shown.From);
        Assert.Empty(FallDue.Decide(lapsed, By() with { Now = change.Term.EndsAt }).Events);
        var after = By() with { Now = change.Term.EndsAt.AddDays(9) };
        Refused("credit-term-over", ChangeCreditEndpoint.Decide(new("CR-02", Thing(counted), new(2027, 11, 18)), lapsed, after));
        Refused("objection-to-nothing", RaiseObjectionEndpoint.Decide(new($"credit/{change.Id}", "示例", new(2027, 11, 18)), lapsed, after));
        Assert.Equal([(-5, 95, "expired"), (5, 100, "expired")], CreditLine.Of([Entry(1, new CreditChanged(change.Id, change.Rule, change.Cause, -5, lapsed.Credit.Scale!, "WJ", Day(18), change.Term)), Entry(2, new CreditChangeStruck(change.Id, change.Rule, change.Cause, "expired", change.Cause, new(2027, 11, 17)))])
            .Select(x => (x.Points, x.Score, x.Struck!.Ground)));
    }

    [Fact]
    public void a_term_that_was_corrected_to_a_later_end_is_not_over_by_the_mark_of_the_earlier()
    {
        var scale = CreditScale.Of(Policy.Credit);
        var longer = CreditState.None.Evolve(new CreditChanged("A", "CR-02", "violations/1", -5, scale, "WJ", Day(5), new(Day(20), Book.EndOf(Day(20)))));
        Assert.Equal(95, longer.Evolve(new CreditChangeStruck("A", "CR-02", "violations/1", "expired", "violations/1", Day(11))).Score);
        Assert.Equal(100, longer.Evolve(new CreditChangeStruck("A", "CR-02", "violations/1", "annulled", "cases/1", Day(11))).Score);
    }

    [Fact]
    public void terms_that_end_on_several_days_are_struck_each_on_its_own()
    {
        var facility = AViolation();
        var scale = CreditScale.Of(Policy.Credit);
        CreditChanged Change(string id, int day) => new(id, "CR-01", Thing(facility), -15, scale, "WJ", Day(5), new(Day(day), Book.EndOf(Day(day))));
        facility = After(facility, Decision.Of(Change("A", 8), Change("B", 10)));
        var lapsed = FallDue.Decide(facility, By() with { Now = Book.EndOf(Day(12)) }).Events;
        Assert.Equal([("A", Day(9)), ("B", Day(11))], lapsed.OfType<CreditChangeStruck>().Select(x => (x.Change, x.OccurredOn)));
        Assert.Equal([("C", "B", Day(9)), ("B", "A", Day(11))], lapsed.OfType<CreditGradeChanged>().Select(x => (x.From, x.To, x.OccurredOn)));
        Assert.Equal(100, After(facility, Decision.Of(lapsed)).Credit.Score);
    }

    [Theory]
    [InlineData(-20, "2031-11-21"), InlineData(4, null)]
    public void by_hand_nothing_that_lowers_credit_counts_longer_than_the_longest_term_of_all(int points, string? until)
    {
        var proposed = After(AViolation(), Propose(AViolation(), points));
        var approved = After(proposed, ApproveCreditChangeEndpoint.Decide(new(Day(21)), proposed.CreditBook.Proposals.Keys.Single(), proposed, By("WJ", "wj-9")));
        Assert.Equal(until, approved.Credit.Changes.Values.Single().Term?.Until.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("W", null, "minor", "2027-02-16"), InlineData("F", "9999.99", "minor", "2027-02-16"), InlineData("F", "10000.00", "general", "2027-11-16"), InlineData("F", "30000.00", "serious", "2029-11-16"), InlineData("SS", null, "serious", "2029-11-16")]
    public void the_penalty_makes_the_class_and_the_class_the_term(string kind, string? amount, string of, string until)
    {
        var term = BreachTerm.Of(Book, Penalised(new(kind, amount), "ordinary", Day(16)))!;
        Assert.Equal((of, until), (term.Class.Code, term.Longest.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Fact]
    public void a_summary_penalty_is_minor_and_a_bare_breach_is_classed_by_its_severity()
    {
        Assert.Equal("minor", BreachTerm.Of(Book, Penalised(new("F", "30000.00"), "summary", Day(16)))!.Class.Code);
        Assert.Equal("serious", BreachTerm.Of(Book, Penalised(null, "", Day(16)) with { Severity = 4 })!.Class.Code);
        Assert.Equal("minor", BreachTerm.Of(Book, Penalised(null, "", Day(16)))!.Class.Code);
    }

    [Fact]
    public void the_regime_is_that_of_the_day_and_nothing_stands_longer_than_five_years_after_the_conduct()
    {
        Assert.Equal(("of-58", new DateOnly(2028, 12, 31)), BreachTerm.Of(Book, Penalised(new("W"), "ordinary", new(2025, 12, 31))) is { } old ? (old.Class.Code, old.Longest) : default);
        Assert.Null(BreachTerm.Of(Book, Penalised(new("W"), "ordinary", new(2023, 4, 30))));
        Assert.Equal(new DateOnly(2027, 1, 1), BreachTerm.Of(Book, Penalised(new("SS"), "ordinary", Day(16)) with { EndedOn = new(2022, 1, 1) })!.Longest);
    }

    [Fact]
    public void a_penalty_is_published_until_its_term_is_over_and_not_after_it()
    {
        var decided = Decided();
        Assert.Equal(new DateOnly(2027, 11, 16), Shown(decided).Disclosures.Standing.Values.Single(x => x.Kind == "penalty").Until);
        Refused("publication-term-over", Publish(decided, new(2027, 11, 17), By() with { Now = new(2027, 12, 24, 3, 0, 0, TimeSpan.Zero) }));
    }

    [Fact]
    public void a_repair_goes_from_the_request_to_the_grant_and_undoes_what_followed_from_the_breach()
    {
        var facility = Counted(Shown(Paid(Verified(Decided()))));
        var requested = After(facility, Request(facility));
        var id = requested.CreditBook.Repairs.Keys.Single();
        Assert.Equal(("WJ", ObligationStatus.Open), (Due(requested, $"repairs/{id}/acceptance").Deadline.Owner, Due(requested, $"repairs/{id}/acceptance").Status));
        Refused("repair-pending", Request(requested));
        Refused("repair-unknown", AcceptRepairEndpoint.Decide(new(Day(20)), "none", requested, By()));
        Refused("repair-of-others", AcceptRepairEndpoint.Decide(new(Day(20)), id, requested, By("XF")));
        Refused("repair-step", GrantRepairEndpoint.Decide(new(Day(20)), id, requested, By()));
        var accepted = After(requested, AcceptRepairEndpoint.Decide(new(Day(20)), id, requested, By()));
        Assert.Equal((ObligationStatus.Met, ObligationStatus.Open), (Due(accepted, $"repairs/{id}/acceptance").Status, Due(accepted, $"repairs/{id}/decision").Status));
        Refused("repair-term", GrantRepairEndpoint.Decide(new(new(2027, 2, 16)), id, accepted, Later));
        var granted = After(accepted, GrantRepairEndpoint.Decide(new(new(2027, 2, 17)), id, accepted, Later));
        Assert.Equal((RepairStatus.Granted, 100, "A"), (granted.CreditBook.Repairs[id].Status, granted.Credit.Score, granted.Credit.Grade));
        Assert.DoesNotContain(granted.Disclosures.Standing.Values, x => x.Kind == "penalty");
        Assert.Equal("repaired", granted.Credit.Changes.Values.Single().Struck?.Ground);
        Assert.Empty(GrantRepairEndpoint.Decide(new(new(2027, 2, 17)), id, granted, Later).Events);
        Refused("credit-cause-repaired", ChangeCreditEndpoint.Decide(new("CR-02", Thing(facility), new(2027, 2, 18)), granted, Later));
        Refused("publication-repaired", Publish(granted, new(2027, 2, 18), Later));
        Refused("repair-of-nothing", RequestRepairEndpoint.Decide(new(Only(facility), "已改", new(2027, 2, 18), "承诺"), granted, Later));
        Assert.Null(ChangeCreditEndpoint.Decide(new("CR-11", $"repairs/{id}", new(2027, 2, 18)), granted, Later).Refusal);
    }

    [Fact]
    public void a_repair_whose_commitment_was_broken_is_withdrawn_and_what_it_undid_comes_back()
    {
        var (granted, id) = Granted(Counted(Shown(Paid(Verified(Decided())))));
        var raised = After(granted, ChangeCreditEndpoint.Decide(new("CR-11", $"repairs/{id}", new(2027, 2, 18)), granted, By("WJ", "wj-7") with { Now = Later.Now }));
        var withdraw = new WithdrawRepair("commitment-broken", "又超员", new(2027, 2, 20));
        var asked = Accepted(Decided(), "承诺", "WJ");
        Refused("repair-step", WithdrawRepairEndpoint.Decide(withdraw, asked.CreditBook.Repairs.Keys.Single(), asked, Later));
        Refused("code-unknown", WithdrawRepairEndpoint.Decide(withdraw with { Ground = "mood" }, id, raised, Later));
        Refused("text-malformed", WithdrawRepairEndpoint.Decide(withdraw with { Reasons = "" }, id, raised, Later));
        Refused("repair-of-others", WithdrawRepairEndpoint.Decide(withdraw, id, raised, By("XF") with { Now = Later.Now }));
        Refused("not-before-the-last", WithdrawRepairEndpoint.Decide(withdraw with { OccurredOn = new(2027, 2, 17) }, id, raised, Later));
        Refused("credit-cause-fits", ChangeCreditEndpoint.Decide(new("CR-07", $"repairs/{id}", new(2027, 2, 20)), raised, Later));

        var withdrawn = After(raised, WithdrawRepairEndpoint.Decide(withdraw, id, raised, Later));
        Assert.Equal((RepairStatus.Withdrawn, 95), (withdrawn.CreditBook.Repairs[id].Status, withdrawn.Credit.Score));
        Assert.Equal([("CR-02", new DateOnly(2027, 2, 20), new DateOnly(2027, 11, 16))], withdrawn.Credit.Changes.Values.Where(x => x.Struck is null).Select(x => (x.Rule, x.ChangedOn, x.Term!.Until)));
        Assert.DoesNotContain("repaired", withdrawn.Credit.Changes.Values.Where(x => x.Rule == "CR-11").Select(x => x.Struck!.Ground));
        Assert.Empty(WithdrawRepairEndpoint.Decide(withdraw, id, withdrawn, Later).Events);

        // It is published again to the end of its term, and may be repaired once more.
        var duty = PenaltyPublicity.AgainKey(Only(withdrawn));
        Assert.Equal((ObligationStatus.Open, "WJ"), (Due(withdrawn, duty).Status, Due(withdrawn, duty).Deadline.Owner));
        Refused("not-before-the-last", Publish(withdrawn, new(2027, 2, 19), Later));
        var again = After(withdrawn, Publish(withdrawn, new(2027, 2, 22), Later));
        Assert.Equal((ObligationStatus.Met, new DateOnly(2027, 11, 16)), (Due(again, duty).Status, again.Disclosures.Standing.Values.Single(x => x.Kind == "penalty").Until));
        Assert.Null(RequestRepairEndpoint.Decide(new(Only(again), "再次整改", new(2027, 2, 23), "承诺"), again, By("WJ", "wj-9") with { Now = Later.Now }).Refusal);
        var counted = After(withdrawn, ChangeCreditEndpoint.Decide(new("CR-07", $"repairs/{id}", new(2027, 2, 20)), withdrawn, By("WJ", "wj-8") with { Now = Later.Now }));
        Assert.Equal((85, new DateOnly(2032, 2, 20)), (counted.Credit.Score, counted.Credit.Changes.Values.Single(x => x.Rule == "CR-07").Term!.Until));
    }

    [Fact]
    public void what_lost_its_cause_meanwhile_does_not_come_back_with_a_withdrawn_repair()
    {
        var (granted, id) = Granted(Counted(Paid(Verified(Decided()))));
        var of = granted.Cases.All.Keys.Single();
        var revoked = After(granted, RevokePenaltyEndpoint.Decide(new("court", "鲁0323行初1号", new(2027, 2, 18)), of, granted, Later));
        var withdrawn = After(revoked, WithdrawRepairEndpoint.Decide(new("false-materials", "示例", new(2027, 2, 20)), id, revoked, Later));
        Assert.Equal(100, withdrawn.Credit.Score);
        Assert.DoesNotContain(withdrawn.Obligations.OpenOnes, x => x.Deadline.Key.EndsWith("publication", StringComparison.Ordinal));
        Refused("credit-cause-fits", ChangeCreditEndpoint.Decide(new("CR-07", $"repairs/{id}", new(2027, 2, 20)), withdrawn, Later));
    }

    [Fact]
    public void a_condition_that_is_missing_refuses_the_grant_and_never_the_request()
    {
        void Refuses(string rule, Facility facility, string? commitment = "承诺", string department = "WJ")
        {
            var accepted = Accepted(facility, commitment, department);
            Refused(rule, GrantRepairEndpoint.Decide(new(new(2027, 11, 20)), accepted.CreditBook.Repairs.Keys.Single(), accepted, By(department) with { Now = new(2027, 12, 24, 3, 0, 0, TimeSpan.Zero) }));
        }

        Refuses("repair-not-corrected", Paid(Decided()));
        Refuses("repair-duties", Verified(Decided()));
        // What paying late added is due as well.
        var (decided, of) = (Verified(Decided()), Decided().Cases.All.Keys.Single());
        var late = Accepted(After(decided, ServePenaltyEndpoint.Decide(new("direct", Day(17)), of, decided, By())), "承诺", "WJ");
        late = After(late, PayFineEndpoint.Decide(new("10000.00", "1", new(2026, 12, 22)), of, late, Later));
        Refused("repair-duties", GrantRepairEndpoint.Decide(new(new(2027, 3, 1)), late.CreditBook.Repairs.Keys.Single(), late, Later));
        Refuses("repair-commitment", Paid(Verified(Decided())), commitment: null);
        var stopped = Verified(Counted(AViolation()) with { Violations = new(Archive<Violation>.Of([KeyValuePair.Create("K1", Penalised(new("SS"), "ordinary", Day(10), "XF") with { Id = "K1", Department = "XF", Status = ViolationStatus.Verified, VerifiedOn = Day(11) })])) });
        Refuses("repair-excluded", stopped, department: "XF");
        Refused("repair-of-nothing", Request(AViolation()));
        Refused("text-malformed", RequestRepairEndpoint.Decide(new(Only(AViolation()), " ", Day(19)), AViolation(), By()));
    }

    [Fact]
    public void a_refused_repair_meets_its_terms_and_may_be_asked_for_again()
    {
        var requested = After(Decided(), Request(Decided()));
        var id = requested.CreditBook.Repairs.Keys.Single();
        Refused("code-unknown", RefuseRepairEndpoint.Decide(new("mood", Day(20)), id, requested, By()));
        var refused = After(requested, RefuseRepairEndpoint.Decide(new("duties", Day(20)), id, requested, By()));
        Assert.Equal(ObligationStatus.Met, Due(refused, $"repairs/{id}/acceptance").Status);
        Assert.Empty(RefuseRepairEndpoint.Decide(new("duties", Day(20)), id, refused, By()).Events);
        Refused("repair-step", RefuseRepairEndpoint.Decide(new("commitment", Day(20)), id, refused, By()));
        Assert.Null(RequestRepairEndpoint.Decide(new(Only(refused), "已改", Day(21), "承诺"), refused, By("WJ", "wj-9")).Refusal);
    }

    [Fact]
    public void an_objection_strikes_a_change_or_mends_what_is_shown()
    {
        var facility = Counted(Shown(Decided()));
        var change = $"credit/{facility.Credit.Changes.Keys.Single()}";
        Refused("objection-to-nothing", Object(facility, "credit/none"));
        Refused("not-before-the-last", Object(facility, change, 17));
        var raised = After(facility, Object(facility, change));
        var id = raised.CreditBook.Objections.Keys.Single();
        Assert.Equal(("credit-objection", Day(25)), (Due(raised, $"objections/{id}/decision").Deadline.Clock, Due(raised, $"objections/{id}/decision").Deadline.DueOn));
        Refused("objection-pending", Object(raised, change));
        Refused("objection-unknown", RejectObjectionEndpoint.Decide(new("accurate", Day(21)), "none", raised, By()));
        Refused("objection-of-others", RejectObjectionEndpoint.Decide(new("accurate", Day(21)), id, raised, By("XF")));
        Refused("code-unknown", RejectObjectionEndpoint.Decide(new("mood", Day(21)), id, raised, By()));
        Refused("objection-remedy", UpholdObjectionEndpoint.Decide(new("withdrawn", Day(21)), id, raised, By()));
        var upheld = After(raised, UpholdObjectionEndpoint.Decide(new("struck", Day(21)), id, raised, By()));
        Assert.Equal((100, ObligationStatus.Met), (upheld.Credit.Score, Due(upheld, $"objections/{id}/decision").Status));
        Assert.Empty(UpholdObjectionEndpoint.Decide(new("struck", Day(21)), id, upheld, By()).Events);
        Refused("objection-decided", RejectObjectionEndpoint.Decide(new("accurate", Day(21)), id, upheld, By()));

        var shown = facility.Disclosures.Standing.Single(x => x.Value.Kind == "penalty");
        var other = After(facility, Object(facility, $"disclosures/{shown.Key}", helped: true));
        var second = other.CreditBook.Objections.Keys.Single();
        Assert.Equal("credit-objection-extended", Due(other, $"objections/{second}/decision").Deadline.Clock);
        Refused("objection-remedy", UpholdObjectionEndpoint.Decide(new("struck", Day(21)), second, other, By()));
        Refused("field-unfit", UpholdObjectionEndpoint.Decide(new("corrected", Day(21)), second, other, By()));
        Refused("field-not-disclosable", UpholdObjectionEndpoint.Decide(new("corrected", Day(21), Fields("name")), second, other, By()));
        var mended = After(other, UpholdObjectionEndpoint.Decide(new("corrected", Day(21), Fields("number")), second, other, By()));
        Assert.Equal((shown.Value.From, shown.Value.Until), mended.Disclosures.Standing[shown.Key] is var x ? (x.From, x.Until) : default);
        Assert.NotEqual(shown.Value.Hash, mended.Disclosures.Standing[shown.Key].Hash);
        Assert.DoesNotContain(shown.Key, After(other, UpholdObjectionEndpoint.Decide(new("withdrawn", Day(21)), second, other, By())).Disclosures.Standing.Keys);
        Assert.Equal(ObjectionStatus.Rejected, After(other, RejectObjectionEndpoint.Decide(new("accurate", Day(21)), second, other, By())).CreditBook.Objections[second].Status);
    }

    [Fact]
    public void the_longer_term_of_an_objection_that_needs_the_help_of_others_is_given_once()
    {
        var facility = Counted(Decided());
        var change = $"credit/{facility.Credit.Changes.Keys.Single()}";
        var raised = After(facility, Object(facility, change));
        var id = raised.CreditBook.Objections.Keys.Single();
        Refused("objection-unknown", ExtendObjectionEndpoint.Decide(new(Day(23)), "none", raised, By()));
        Refused("objection-of-others", ExtendObjectionEndpoint.Decide(new(Day(23)), id, raised, By("XF")));
        // By then the shorter term was over: the longer one holds all the same.
        var late = After(raised, FallDue.Decide(raised, By() with { Now = Book.EndOf(Day(25)) }));
        Assert.Equal((ObligationStatus.Overdue, ObligationStatus.Open), (Due(late, $"objections/{id}/decision").Status, Due(After(late, ExtendObjectionEndpoint.Decide(new(Day(26)), id, late, Later)), $"objections/{id}/decision").Status));
        var longer = After(raised, ExtendObjectionEndpoint.Decide(new(Day(23)), id, raised, By()));
        Assert.Equal(("credit-objection-extended", new DateOnly(2026, 12, 1), ObligationStatus.Open), (Due(longer, $"objections/{id}/decision").Deadline.Clock, Due(longer, $"objections/{id}/decision").Deadline.DueOn, Due(longer, $"objections/{id}/decision").Status));
        Assert.Empty(ExtendObjectionEndpoint.Decide(new(Day(23)), id, longer, By()).Events);
        Refused("objection-prolonged-once", ExtendObjectionEndpoint.Decide(new(Day(24)), id, longer, By()));
        var decided = After(longer, RejectObjectionEndpoint.Decide(new("accurate", Day(24)), id, longer, By()));
        Refused("objection-decided", ExtendObjectionEndpoint.Decide(new(Day(24)), id, decided, By()));
    }

    [Fact]
    public void an_objection_to_what_the_ledger_showed_by_itself_is_decided_by_who_received_it()
    {
        var counted = Counted(Shown(Decided()));
        var byItself = counted with { Touched = counted.Touched.SetItem("disclosures/credit", counted.Touched["disclosures/credit"] with { Department = "none" }) };
        var raised = Assert.IsType<ObjectionRaised>(Assert.Single(RaiseObjectionEndpoint.Decide(new("disclosures/credit", "示例", Day(20)), byItself, By("XF")).Events));
        Assert.Equal(("XF", "XF"), (raised.Department, raised.DecisionDue!.Owner));
        Assert.Equal("WJ", Assert.IsType<ObjectionRaised>(Assert.Single(RaiseObjectionEndpoint.Decide(new("disclosures/credit", "示例", Day(20)), counted, By("XF")).Events)).Department);
    }

    [Fact]
    public void a_change_by_hand_needs_two_people()
    {
        var facility = AViolation();
        Refused("proposal-points", Propose(facility, 0));
        Refused("proposal-points", Propose(facility, -101));
        Refused("text-malformed", ProposeCreditChangeEndpoint.Decide(new(-10, "", "示例", Day(20)), facility, By()));
        var proposed = After(facility, Propose(facility, -20));
        var id = proposed.CreditBook.Proposals.Keys.Single();
        Assert.Null(proposed.Credit.Score);
        Refused("proposal-unknown", ApproveCreditChangeEndpoint.Decide(new(Day(21)), "none", proposed, By("WJ", "wj-9")));
        Refused("proposal-by-another", ApproveCreditChangeEndpoint.Decide(new(Day(21)), id, proposed, By()));
        Refused("proposal-by-another", RejectCreditChangeEndpoint.Decide(new("示例", Day(21)), id, proposed, By()));
        var approved = After(proposed, ApproveCreditChangeEndpoint.Decide(new(Day(21)), id, proposed, By("WJ", "wj-9")));
        Assert.Equal((80, "B", ObligationStatus.Met), (approved.Credit.Score, approved.Credit.Grade, Due(approved, $"proposals/{id}/decision").Status));
        Assert.Empty(ApproveCreditChangeEndpoint.Decide(new(Day(21)), id, approved, By("WJ", "wj-9")).Events);
        Refused("proposal-decided", RejectCreditChangeEndpoint.Decide(new("示例", Day(21)), id, approved, By("WJ", "wj-9")));
        Assert.Equal(ProposalStatus.Rejected, After(proposed, RejectCreditChangeEndpoint.Decide(new("示例", Day(21)), id, proposed, By("WJ", "wj-9"))).CreditBook.Proposals[id].Status);
    }

    [Fact]
    public void an_award_raises_credit_until_it_is_taken_back()
    {
        var facility = Counted(Decided());
        var record = new RecordAward("county", "沂政发〔2026〕1号", "示范托育机构", Day(19));
        Refused("code-unknown", RecordAwardEndpoint.Decide(record with { Level = "village" }, facility, By()));
        var awarded = After(facility, RecordAwardEndpoint.Decide(record, facility, By()));
        var id = awarded.CreditBook.Awards.Keys.Single();
        Refused("award-once", RecordAwardEndpoint.Decide(record, awarded, By()));
        Refused("credit-cause-fits", ChangeCreditEndpoint.Decide(new("CR-10", "awards/none", Day(20)), awarded, By()));
        Refused("not-before-the-last", ChangeCreditEndpoint.Decide(new("CR-10", $"awards/{id}", Day(18)), awarded, By()));
        var raised = After(awarded, ChangeCreditEndpoint.Decide(new("CR-10", $"awards/{id}", Day(20)), awarded, By("WJ", "wj-9")));
        Assert.Equal(100, raised.Credit.Score);
        Refused("award-unknown", WithdrawAwardEndpoint.Decide(new("撤 1", Day(21)), "none", raised, By()));
        Refused("award-of-others", WithdrawAwardEndpoint.Decide(new("撤 1", Day(21)), id, raised with { CreditBook = raised.CreditBook.Evolve(new AwardRecorded(id, "county", "1", new("id", "hash"), "JT", Day(19))) }, By()));
        var back = After(raised, WithdrawAwardEndpoint.Decide(new("撤 1", Day(21)), id, raised, By()));
        Assert.Equal(95, back.Credit.Score);
        Assert.Empty(WithdrawAwardEndpoint.Decide(new("撤 1", Day(21)), id, back, By()).Events);
        Refused("award-withdrawn", WithdrawAwardEndpoint.Decide(new("撤 2", Day(22)), id, back, By()));
    }

    [Fact]
    public void nobody_is_listed_but_under_a_method_of_the_policy()
    {
        var facility = Decided();
        var list = new ListSeriousBreach("TEST-LIST", Only(facility), "列 1", Day(20));
        var none = new PolicyBook([Policy with { Credit = Policy.Credit with { SeriousBreachMethods = [] } }], sample: false);
        Assert.Equal(("list-without-method", "山东省社会信用条例 29"), ListSeriousBreachEndpoint.Decide(list, facility, By() with { Book = none }).Refusal is { } no ? (no.Rule.Code, no.Basis) : default);
        Refused("list-without-method", ListSeriousBreachEndpoint.Decide(list with { Method = "OURS" }, facility, By()));
        Refused("code-unknown", ListSeriousBreachEndpoint.Decide(list with { Violation = "none" }, facility, By()));
        var others = new PolicyBook([Policy with { Credit = Policy.Credit with { SeriousBreachMethods = [Policy.Credit.SeriousBreachMethods[0] with { Departments = ["XF"] }] } }], sample: false);
        Refused("list-of-others", ListSeriousBreachEndpoint.Decide(list, facility, By() with { Book = others }));
        var listed = After(facility, ListSeriousBreachEndpoint.Decide(list, facility, By()));
        var id = listed.CreditBook.SeriousBreaches.Keys.Single();
        Assert.Contains($"serious-breach-{id}", listed.Disclosures.Standing.Keys);
        Refused("listed-already", ListSeriousBreachEndpoint.Decide(list, listed, By()));
        Refused("listing-unknown", DelistSeriousBreachEndpoint.Decide(new("expired", Day(21)), "none", listed, By()));
        Refused("code-unknown", DelistSeriousBreachEndpoint.Decide(new("mood", Day(21)), id, listed, By()));
        var off = After(listed, DelistSeriousBreachEndpoint.Decide(new("repaired", Day(21)), id, listed, By()));
        Assert.DoesNotContain($"serious-breach-{id}", off.Disclosures.Standing.Keys);
        Assert.Empty(DelistSeriousBreachEndpoint.Decide(new("repaired", Day(21)), id, off, By()).Events);
        Refused("delisted-already", DelistSeriousBreachEndpoint.Decide(new("expired", Day(22)), id, off, By()));
        Refused("violation-step", ListSeriousBreachEndpoint.Decide(list, After(AViolation(), DismissViolationEndpoint.Decide(new("duplicate", Day(5)), Only(AViolation()), AViolation(), By())), By()));
    }

    private static Violation Penalised(CasePenalty? penalty, string procedure, DateOnly on, string by = "WJ") =>
        new("K1", ViolationStatus.Recorded, "CAR-01", 2, new("inspections/1", "1"), "WJ", on, []) { Penalties = penalty is null ? [] : [new("cases/1", "9", procedure, by, on, [penalty])] };

    private static Circumstances Later => By() with { Now = new(2027, 3, 24, 3, 0, 0, TimeSpan.Zero) };

    private static Facility AViolation()
    {
        var officers = new Officer[] { new("wj-1", "鲁C-001"), new("wj-2", "鲁C-002") };
        var facility = After(null, FindFacilityEndpoint.Decide(new("某处", "370323001", "某路 1 号", Day(1)), null, By()));
        facility = After(facility, OpenInspectionEndpoint.Decide(new(["CARE"], ["WJ"], officers, Day(2), Clue: "12345"), facility, null, By()));
        var inspection = facility.Inspections.All.Keys.Single();
        facility = After(facility, RecordFindingEndpoint.Decide(new("CARE", 2, "示例", Day(2), "CAR-01"), inspection, facility, By()));
        return After(facility, RecordViolationEndpoint.Decide(new("CAR-01", new($"inspections/{inspection}", facility.Inspections.All[inspection].Findings[0].Id), Day(3)), facility, By()));
    }

    private static Facility Decided()
    {
        var facility = AViolation();
        facility = After(facility, OpenCaseEndpoint.Decide(new([Only(facility)], [new("wj-1", "鲁C-001"), new("wj-2", "鲁C-002")], Day(4)), facility, By()));
        var id = facility.Cases.All.Keys.Single();
        facility = After(facility, NoticePenaltyEndpoint.Decide(new(Fine, Day(5)), id, facility, By()));
        return After(facility, DecidePenaltyEndpoint.Decide(new(Fine, "沂卫罚〔2026〕9号", Day(16)), id, facility, By()));
    }

    private static Facility Paid(Facility facility)
    {
        var id = facility.Cases.All.Keys.Single();
        facility = After(facility, ServePenaltyEndpoint.Decide(new("direct", Day(17)), id, facility, By()));
        return After(facility, PayFineEndpoint.Decide(new("10000.00", "1", Day(17)), id, facility, By()));
    }

    private static Facility Verified(Facility facility)
    {
        var id = Only(facility);
        return facility.Violations.All[id].Status == ViolationStatus.Verified ? facility : After(facility, Decision.Of(new RectificationVerified(id, "verified", Day(17))));
    }

    private static Facility Shown(Facility facility) => After(facility, Publish(facility, Day(17), By()));

    private static Decision Publish(Facility facility, DateOnly on, Circumstances c) =>
        PublishDisclosureEndpoint.Decide(new("penalty", facility.Violations.All.Values.Single().Penalty!.Of, Fields("decidedOn"), on), facility, c);

    private static Facility Counted(Facility facility) => facility.Violations.All.Values.Single().Penalty is null
        ? After(facility, Decision.Of(new CreditChanged("C1", "CR-01", Thing(facility), -5, CreditScale.Of(Policy.Credit), "WJ", Day(17))))
        : After(facility, ChangeCreditEndpoint.Decide(new("CR-02", Thing(facility), Day(18)), facility, By()));

    private static Facility Accepted(Facility facility, string? commitment, string department)
    {
        var requested = After(facility, RequestRepairEndpoint.Decide(new(Only(facility), "已整改", Day(19), commitment), facility, By(department)));
        return After(requested, AcceptRepairEndpoint.Decide(new(Day(20)), requested.CreditBook.Repairs.Keys.Single(), requested, By(department)));
    }

    private static (Facility Facility, string Repair) Granted(Facility facility)
    {
        var accepted = Accepted(facility, "承诺", "WJ");
        var id = accepted.CreditBook.Repairs.Keys.Single();
        return (After(accepted, GrantRepairEndpoint.Decide(new(new(2027, 2, 17)), id, accepted, Later)), id);
    }

    private static Decision Request(Facility facility) => RequestRepairEndpoint.Decide(new(Only(facility), "已整改", Day(19), "承诺"), facility, By());

    private static Decision Object(Facility facility, string about, int day = 20, bool helped = false) => RaiseObjectionEndpoint.Decide(new(about, "示例", Day(day), helped), facility, By());

    private static Decision Propose(Facility facility, int points) => ProposeCreditChangeEndpoint.Decide(new(points, "县政策 13", "示例", Day(20)), facility, By());

    // The lines as the page makes them, of the changes that these states hold one after the other.
    private static IReadOnlyList<CreditLine> Lines(params Facility[] states)
    {
        var facts = states[^1].Credit.Changes.Values.OrderBy(x => x.ChangedOn).SelectMany(x => new IFact?[]
        {
            new CreditChanged(x.Id, x.Rule, x.Cause, x.Delta, states[^1].Credit.Scale!, "WJ", x.ChangedOn), x.Struck is { } s ? new CreditChangeStruck(x.Id, x.Rule, x.Cause, s.Ground, s.DueTo, s.On) : null,
        }).OfType<IFact>();
        return CreditLine.Of(facts.Select((x, i) => new Entry("370323-CREDIT0001", i + 1, x, "WJ")));
    }

    private static Dictionary<string, JsonElement> Fields(string field) => new(StringComparer.Ordinal) { [field] = JsonSerializer.SerializeToElement("2026-11-16") };

    private static Entry Entry(long version, IFact fact) => new("370323-CREDIT0001", version, fact, "WJ");

    private static string Only(Facility facility) => facility.Violations.All.Keys.Single();

    private static string Thing(Facility facility) => ViolationBook.Thing(Only(facility));

    private static Obligation Due(Facility facility, string key) => facility.Obligations.All[key];

    private static DateOnly Day(int day) => new(2026, 11, day);

    private static Circumstances By(string department = "WJ", string account = "wj-3") =>
        new(new(account, department, ["officer", "evaluator"]), Book, new(2026, 11, 24, 3, 0, 0, TimeSpan.Zero), System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(account)));

    private static Facility After(Facility? facility, Decision decision)
    {
        Assert.Null(decision.Refusal);
        return decision.Events.Aggregate(facility, (state, fact) => Facility.Next(state, new Entry("370323-CREDIT0001", (state?.Version ?? 0) + 1, fact, "WJ")))!;
    }

    private static void Refused(string rule, Decision decision) => Assert.Equal(rule, decision.Refusal?.Rule.Code);
}
