using FacilityLedger.Buildings;
using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;
using FacilityLedger.Obligations;
using FacilityLedger.Operation;
using FacilityLedger.Policies;
using FacilityLedger.Registration;
using Xunit;
using Entry = FacilityLedger.Facilities.Entry;

namespace FacilityLedger.Tests.Registration;

/// <summary>From the application to the end of a registration: what is refused, what is recorded, and which terms it starts and meets.</summary>
public sealed class RegistrationRulesTests
{
    private static readonly PolicyBook Book = new([PolicyFile.Load(Path.Combine(AppContext.BaseDirectory, "policies", "370323.json"))], sample: false);
    private static readonly ReceiveApplication Application = new("禾屿", "FORPROFIT", "ORDINARY", "370323001", "路 1 号", "SC", "示例甲", Day(2));
    private static readonly RegisterFacility Register = new("禾屿", "91370323YY000001XU", "FORPROFIT", "ORDINARY", "370323001", "路 1 号", "SP", "示例甲", "托育服务", Day(4));

    [Fact]
    public void an_application_has_a_term_with_the_authority_that_has_to_decide()
    {
        var asked = AnApplication();
        Assert.Equal((FacilityStatus.Applied, "SC", "registration-enterprise", Day(5)), (asked.Status, Due(asked, "decision").Owner, Due(asked, "decision").Clock, Due(asked, "decision").DueOn));
        Assert.DoesNotContain(ReceiveApplicationEndpoint.Decide(Application, null, By("SP")).Events, x => x.Thing.StartsWith("disclosures/", StringComparison.Ordinal));
        Assert.Equal(("registration-public", "registration-nonprofit"), (Due(AnApplication(Application with { Nature = "PUBLIC", Authority = "SP" }), "decision").Clock, Due(AnApplication(Application with { Nature = "NONPROFIT", Authority = "SP", Sponsor = "WJ" }), "decision").Clock));
    }

    [Fact]
    public void what_an_application_lacks_is_refused()
    {
        Refused("sponsor-named", ReceiveApplicationEndpoint.Decide(Application with { Nature = "NONPROFIT", Authority = "SP" }, null, By("SP")));
        Refused("code-unknown", ReceiveApplicationEndpoint.Decide(Application with { Sponsor = "ZZ" }, null, By("SP")));
        Refused("authority-fits-nature", ReceiveApplicationEndpoint.Decide(Application with { Authority = "WJ" }, null, By("SP")));
        Refused("applied-once", ReceiveApplicationEndpoint.DecideKnown(Application with { Name = "槐屿" }, AnApplication(), By("SP")));
        Refused("registered-once", ReceiveApplicationEndpoint.DecideKnown(Application with { OccurredOn = Day(5) }, ARegistered(), By("SP")));
        Refused("text-malformed", ReceiveApplicationEndpoint.Decide(Application with { Address = " " }, null, By("SP")));
    }

    [Fact]
    public void registering_meets_the_term_and_so_does_a_refusal()
    {
        var registered = After(AnApplication(), RegisterFacilityEndpoint.DecideFound(Register, AnApplication(), By("SP")));
        Assert.Equal((RegistrationStatus.Registered, ObligationStatus.Met), (registered.Registration.Status, registered.Obligations.All[RegistrationApplied.Decision].Status));
        var refused = After(AnApplication(), RefuseRegistrationEndpoint.Decide(new(["conditions"], "场所不符合条件", Day(9)), AnApplication(), By("SP")));
        Assert.Equal((RegistrationStatus.None, ObligationStatus.MetLate, FacilityStatus.Unregistered), (refused.Registration.Status, refused.Obligations.All[RegistrationApplied.Decision].Status, refused.Status));
    }

    [Fact]
    public void a_found_place_stays_found_before_the_public_until_it_is_registered()
    {
        var found = After(null, FindFacilityEndpoint.Decide(new("某处", "370323001", "某路 1 号", Day(1)), null, By("WJ")));
        var asked = After(found, ReceiveApplicationEndpoint.DecideKnown(Application, found, By("SP")));
        Assert.Equal((FacilityStatus.Applied, FacilityStatus.Found), (asked.Status, asked.PublicStatus));
        var refused = After(asked, RefuseRegistrationEndpoint.Decide(new(["public-interest"], "理由", Day(4)), asked, By("SP")));
        Assert.Equal((RegistrationStatus.Found, FacilityStatus.Found), (refused.Registration.Status, refused.Status));
        Assert.Contains(RegisterFacilityEndpoint.DecideFound(Register, asked, By("SP")).Events, x => x.Thing == "disclosures/status");
    }

    [Fact]
    public void a_refusal_needs_an_application_known_grounds_and_reasons()
    {
        Refused("applied-first", RefuseRegistrationEndpoint.Decide(new(["conditions"], "理由", Day(6)), ARegistered(), By("SP")));
        Refused("code-unknown", RefuseRegistrationEndpoint.Decide(new([], "理由", Day(4)), AnApplication(), By("SP")));
        Refused("code-unknown", RefuseRegistrationEndpoint.Decide(new(["mood"], "理由", Day(4)), AnApplication(), By("SP")));
        Refused("text-malformed", RefuseRegistrationEndpoint.Decide(new(["conditions"], "", Day(4)), AnApplication(), By("SP")));
    }

    [Fact]
    public void the_term_of_an_enterprise_is_prolonged_once_from_the_application_on()
    {
        var longer = After(AnApplication(), ExtendDecisionEndpoint.Decide(new(Day(4)), AnApplication(), By("SC")));
        Assert.Equal((Day(10), "SC"), (Due(longer, "decision").DueOn, Due(longer, "decision").Owner));
        Refused("decision-extended-once", ExtendDecisionEndpoint.Decide(new(Day(5)), longer, By("SC")));
        var nonprofit = AnApplication(Application with { Nature = "NONPROFIT", Authority = "SP", Sponsor = "WJ" });
        Refused("decision-term-fixed", ExtendDecisionEndpoint.Decide(new(Day(4)), nonprofit, By("SP")));
        Refused("applied-first", ExtendDecisionEndpoint.Decide(new(Day(5)), ARegistered(), By("SP")));
    }

    [Fact]
    public void a_term_that_was_prolonged_too_late_is_recorded_and_moves_nothing()
    {
        var late = ExtendDecisionEndpoint.Decide(new(Day(20)), AnApplication(), By("SC"));
        Assert.Null(Assert.IsType<DecisionExtended>(late.Events[0]).DecisionDue);
        Assert.Equal(Day(5), Due(After(AnApplication(), late), "decision").DueOn);
    }

    [Fact]
    public void a_public_institution_is_approved_before_it_is_registered()
    {
        var asked = AnApplication(Application with { Nature = "PUBLIC", Authority = "SP" });
        var register = Register with { Nature = "PUBLIC", Uscc = "12370323YY000001X1" };
        Refused("approval-first", RegisterFacilityEndpoint.DecideFound(register with { ApprovalNumber = "源编 1" }, asked, By("SP")));
        Refused("approval-number", RegisterFacilityEndpoint.Decide(register, null, By("SP")));
        Refused("approves-nature", ApproveRegistrationEndpoint.Decide(new("源编 1", Day(3)), asked, By("SP")));
        Refused("approves-nature", ApproveRegistrationEndpoint.Decide(new("源编 1", Day(3)), AnApplication(), By("BB")));
        Refused("applied-first", ApproveRegistrationEndpoint.Decide(new("源编 1", Day(5)), ARegistered(), By("BB")));

        var approved = After(asked, ApproveRegistrationEndpoint.Decide(new("源编 1", Day(3)), asked, By("BB")));
        Refused("approved-once", ApproveRegistrationEndpoint.Decide(new("源编 2", Day(3)), approved, By("BB")));
        var registered = Assert.IsType<FacilityRegistered>(RegisterFacilityEndpoint.DecideFound(register, approved, By("SP")).Events[0]);
        // The number was claimed by the approval already.
        Assert.Equal((null, "源编 1"), (registered.ApprovalNumber, After(approved, Decision.Of(registered)).Registration.Approval));
        Assert.Empty(ApproveRegistrationEndpoint.Decide(new("源编１", Day(3)), approved, By("BB")).Events);
        Assert.Contains(RegistrationApproved.ApprovalClaim("源编3"), RegisterFacilityEndpoint.Decide(register with { ApprovalNumber = "源编 3" }, null, By("SP")).Claims);
        Assert.Contains(RegistrationApproved.ApprovalClaim("源编 3"), RegisterFacilityEndpoint.Decide(register with { ApprovalNumber = "源编 3" }, null, By("SP")).Claims);
    }

    [Fact]
    public void a_prefix_that_does_not_go_with_the_nature_is_a_warning()
    {
        FacilityRegistered Of(string uscc) => Assert.IsType<FacilityRegistered>(RegisterFacilityEndpoint.Decide(Register with { Uscc = uscc }, null, By("SP")).Events[0]);
        Assert.Equal((null, "52"), (Of("91370323YY000001XU").UnusualPrefix, Of("52370323YY000001XW").UnusualPrefix));
    }

    [Fact]
    public void a_code_that_fails_its_check_is_confirmed_by_an_event_of_its_own()
    {
        var decision = RegisterFacilityEndpoint.Decide(Register with { Uscc = "91370323YY000001XW", UsccConfirmation = "证 1" }, null, By("SP"));
        Assert.Equal("证 1", Assert.IsType<UsccExceptionConfirmed>(decision.Events[1]).Certificate);
        Assert.DoesNotContain(RegisterFacilityEndpoint.Decide(Register with { UsccConfirmation = "证 1" }, null, By("SP")).Events, x => x is UsccExceptionConfirmed);
    }

    [Fact]
    public void an_institution_before_it_is_another_of_the_same_ledger_and_has_one_successor()
    {
        foreach (var former in new[] { "us-nyc-DC2027", "370323-", "370323", "370323-a b", "某机构" })
            Refused("former-malformed", RegisterFacilityEndpoint.Decide(Register with { Former = former }, null, By("SP")));
        Refused("former-malformed", RegisterFacilityEndpoint.DecideFound(Register with { Former = AnApplication().Id }, AnApplication(), By("SP")));
        Assert.Contains(FacilityRegistered.SuccessorClaim("370323-FORMER0001"), RegisterFacilityEndpoint.Decide(Register with { Former = "370323-FORMER0001" }, null, By("SP")).Claims);
    }

    [Fact]
    public void a_family_point_states_its_own_scope()
    {
        Refused("scope-states-childcare", RegisterFacilityEndpoint.Decide(Register with { Kind = "FAMILY" }, null, By("SP")));
        Assert.NotEmpty(RegisterFacilityEndpoint.Decide(Register with { Kind = "FAMILY", Scope = "家庭托育服务" }, null, By("SP")).Events);
    }

    [Fact]
    public void a_family_point_with_more_children_than_it_may_have_is_recorded_and_followed_up()
    {
        var family = After(null, RegisterFacilityEndpoint.Decide(Register with { Kind = "FAMILY", Scope = "家庭托育服务" }, null, By("SP")));
        IEnumerable<string> Raised(int children) => DeclareClassesEndpoint.Decide(new([new("MIXED", children)], 5, 0, Day(6)), family, By("WJ")).Events.OfType<NonconformityRaised>().Select(x => x.Rule);
        Assert.Equal(["kind-too-large"], Raised(6));
        Assert.Empty(Raised(5));
    }

    [Fact]
    public void a_change_in_the_world_has_to_be_registered_in_its_term()
    {
        var due = After(ARegistered(), NoteRegistrationChangeEndpoint.Decide(new(["name", "address"], Day(6)), ARegistered(), By("T370323001")));
        Assert.Equal((Day(6).AddDays(30), "institution"), (Due(due, "change").DueOn, Due(due, "change").Owner));
        Assert.Equal(["SP", "370323001"], due.Agenda.Single(x => x.Obligation.Deadline.Key == RegistrationChangeDue.Application).Desks);
        var named = After(due, ChangeRegistrationEndpoint.Decide(new(Day(8), Name: "槐屿"), due, By("SP")));
        Assert.Equal((ObligationStatus.Open, "address"), (named.Obligations.All[RegistrationChangeDue.Application].Status, string.Join(' ', named.Registration.ChangesDue)));
        var settled = After(named, ChangeRegistrationEndpoint.Decide(new(Day(9), Town: "370323002", Address: "路 2 号"), named, By("SP")));
        Assert.Equal((ObligationStatus.Met, 0), (settled.Obligations.All[RegistrationChangeDue.Application].Status, settled.Registration.ChangesDue.Count));
        // A second change does not prolong the term of the first.
        Assert.Null(Assert.IsType<RegistrationChangeDue>(NoteRegistrationChangeEndpoint.Decide(new(["scope", "name"], Day(9)), due, By("WJ")).Events[0]).ApplicationDue);
        Assert.Empty(NoteRegistrationChangeEndpoint.Decide(new(["name"], Day(9)), due, By("WJ")).Events);
        Refused("code-unknown", NoteRegistrationChangeEndpoint.Decide(new(["colour"], Day(6)), ARegistered(), By("WJ")));
        Refused("registered-first", NoteRegistrationChangeEndpoint.Decide(new(["name"], Day(6)), AnApplication(), By("WJ")));
        Refused("department-may-not", NoteRegistrationChangeEndpoint.Decide(new(["name"], Day(6)), ARegistered(), By("XF")));
    }

    [Fact]
    public void every_particular_of_a_registration_can_change_but_its_code_and_nature()
    {
        var changed = Assert.IsType<RegistrationChanged>(ChangeRegistrationEndpoint.Decide(new(Day(6), "槐屿", "370323002", "路 2 号", "示例乙", "KG_CLASS", "SC", "婴幼儿照护", "0533-1"), ARegistered(), By("SP")).Events[0]);
        Assert.Equal(("槐屿", "370323002", "路 2 号", "KG_CLASS", "SC", "婴幼儿照护"), (changed.Name, changed.Town, changed.Address, changed.Kind, changed.Authority, changed.Scope));
        Assert.NotNull(changed.LegalRepresentative);
        Assert.NotNull(changed.Phone);
        Refused("scope-states-childcare", ChangeRegistrationEndpoint.Decide(new(Day(6), Scope: "餐饮"), ARegistered(), By("SP")));
        Refused("scope-states-childcare", ChangeRegistrationEndpoint.Decide(new(Day(6), Kind: "FAMILY"), ARegistered(), By("SP")));
        Refused("authority-fits-nature", ChangeRegistrationEndpoint.Decide(new(Day(6), Authority: "WJ"), ARegistered(), By("SP")));
        Refused("code-unknown", ChangeRegistrationEndpoint.Decide(new(Day(6), Kind: "CIRCUS"), ARegistered(), By("SP")));
    }

    [Fact]
    public void a_finished_liquidation_is_followed_by_the_cancellation()
    {
        var over = After(ARegistered(), FinishLiquidationEndpoint.Decide(new(Day(6)), ARegistered(), By("SP")));
        Assert.Equal(Day(21), Due(over, "cancellation").DueOn);
        Assert.Empty(FinishLiquidationEndpoint.Decide(new(Day(7)), over, By("SP")).Events);
        var cancelled = After(over, CancelRegistrationEndpoint.Decide(new("application", Day(8)), over, By("SP")));
        Assert.Equal(ObligationStatus.Met, cancelled.Obligations.All[LiquidationFinished.Cancellation].Status);
        Refused("facility-closed", FinishLiquidationEndpoint.Decide(new(Day(9)), cancelled, By("SP")));
        Refused("registered-first", FinishLiquidationEndpoint.Decide(new(Day(6)), AnApplication(), By("SP")));
    }

    [Fact]
    public void an_enterprise_may_be_dormant_for_a_time()
    {
        var dormant = After(ARegistered(), DeclareDormancyEndpoint.Decide(new(Day(6).AddYears(1), Day(6)), ARegistered(), By("SP")));
        Assert.Equal((FacilityStatus.Dormant, Day(6).AddYears(1)), (dormant.PublicStatus, Due(dormant, "dormancy").DueOn));
        Refused("dormancy-term", DeclareDormancyEndpoint.Decide(new(Day(7).AddYears(3), Day(6)), ARegistered(), By("SP")));
        Refused("dormancy-term", DeclareDormancyEndpoint.Decide(new(Day(6), Day(6)), ARegistered(), By("SP")));
        // Prolonged, it still begins when it began.
        Refused("dormancy-term", DeclareDormancyEndpoint.Decide(new(Day(7).AddYears(3), Day(8)), dormant, By("SP")));
        Assert.NotEmpty(DeclareDormancyEndpoint.Decide(new(Day(6).AddYears(3), Day(8)), dormant, By("SP")).Events);
        var active = After(dormant, EndDormancyEndpoint.Decide(new(Day(9)), dormant, By("SP")));
        Assert.Equal((FacilityStatus.Unfiled, ObligationStatus.Met), (active.PublicStatus, active.Obligations.All[DormancyDeclared.End].Status));
        Refused("dormant-first", EndDormancyEndpoint.Decide(new(Day(10)), active, By("SP")));
        var nonprofit = After(null, RegisterFacilityEndpoint.Decide(Register with { Nature = "NONPROFIT", Uscc = "52370323YY000001XW", Sponsor = "WJ" }, null, By("SP")));
        Refused("dormancy-of-nature", DeclareDormancyEndpoint.Decide(new(Day(20), Day(6)), nonprofit, By("SP")));
        Refused("registered-first", DeclareDormancyEndpoint.Decide(new(Day(20), Day(6)), AnApplication(), By("SP")));
    }

    [Fact]
    public void a_direct_registration_names_the_sponsor_where_the_nature_needs_one_and_a_change_may_name_another()
    {
        var command = Register with { Nature = "NONPROFIT", Uscc = "52370323YY000001XW" };
        Refused("sponsor-named", RegisterFacilityEndpoint.Decide(command, null, By("SP")));
        Refused("code-unknown", RegisterFacilityEndpoint.Decide(command with { Sponsor = "ZZ" }, null, By("SP")));
        var registered = After(null, RegisterFacilityEndpoint.Decide(command with { Sponsor = "WJ" }, null, By("SP")));
        Assert.Equal("WJ", registered.Registration.Sponsor);
        Refused("code-unknown", ChangeRegistrationEndpoint.Decide(new(Day(6), Sponsor: "ZZ"), registered, By("SP")));
        Assert.Empty(ChangeRegistrationEndpoint.Decide(new(Day(6), Sponsor: "WJ"), registered, By("SP")).Events);
        Assert.Equal("JT", After(registered, ChangeRegistrationEndpoint.Decide(new(Day(6), Sponsor: "JT"), registered, By("SP"))).Registration.Sponsor);
    }

    [Fact]
    public void acts_on_the_premises_are_of_their_departments_and_hold_until_the_address_changes()
    {
        Refused("department-may-not", VerifyPlanningEndpoint.Decide(new("passed", "规 1", Day(6)), ARegistered(), By("ZJ")));
        Refused("department-may-not", AcceptConstructionEndpoint.Decide(new("completion", "passed", "竣 1", Day(6)), ARegistered(), By("ZR")));
        Refused("code-unknown", VerifyPlanningEndpoint.Decide(new("perhaps", "规 1", Day(6)), ARegistered(), By("ZR")));
        Refused("code-unknown", AcceptConstructionEndpoint.Decide(new("roof", "passed", "竣 1", Day(6)), ARegistered(), By("ZJ")));

        var refused = After(ARegistered(), VerifyPlanningEndpoint.Decide(new("failed", "规 1", Day(6)), ARegistered(), By("ZR")));
        var verified = After(refused, VerifyPlanningEndpoint.Decide(new("passed", "规 2", Day(7)), refused, By("ZR")));
        var accepted = After(verified, AcceptConstructionEndpoint.Decide(new("completion", "passed", "竣 1", Day(7)), verified, By("ZJ")));
        Assert.Equal(("failed", "passed", Day(22)), (refused.Premises.Planning!.Result, verified.Premises.Planning!.Result, accepted.Obligations.All[ConstructionAccepted.Filing].Deadline.DueOn));
        Assert.Equal(["ZJ", "370323001"], accepted.Agenda.Single(x => x.Obligation.Deadline.Key == ConstructionAccepted.Filing).Desks);
        var filed = After(accepted, AcceptConstructionEndpoint.Decide(new("completion-filing", "passed", "备 1", Day(8)), accepted, By("ZJ")));
        Assert.Equal(ObligationStatus.Met, filed.Obligations.All[ConstructionAccepted.Filing].Status);

        var moved = After(filed, ChangeRegistrationEndpoint.Decide(new(Day(9), Address: "路 2 号"), filed, By("SP")));
        Assert.True(moved.Premises.Lapsed(moved.Premises.Planning!));
        Assert.All(moved.Premises.Accepted.Values, x => Assert.True(moved.Premises.Lapsed(x)));
        var again = After(moved, VerifyPlanningEndpoint.Decide(new("passed", "规 3", Day(9)), moved, By("ZR")));
        Assert.False(again.Premises.Lapsed(again.Premises.Planning!));
    }

    private static Facility AnApplication(ReceiveApplication? application = null) => After(null, ReceiveApplicationEndpoint.Decide(application ?? Application, null, By("SP")));

    private static Facility ARegistered() => After(null, RegisterFacilityEndpoint.Decide(Register, null, By("SP")));

    private static Deadline Due(Facility facility, string duty) => facility.Obligations.All[$"registration/{duty}"].Deadline;

    private static Facility After(Facility? before, Decision decision)
    {
        Assert.Null(decision.Refusal);
        return decision.Events.Aggregate(before, (x, fact) => Facility.Next(x, new Entry("370323-FACILITY01", (x?.Version ?? 0) + 1, fact, "SP", $"{before?.Version}")))!;
    }

    private static Circumstances By(string department) => new(new Actor($"{department}-1", department, ["officer", "evaluator"]), Book, new DateTimeOffset(2026, 11, 24, 1, 0, 0, TimeSpan.Zero), new byte[32]);

    private static DateOnly Day(int day) => new(2026, 11, day);

    private static void Refused(string rule, Decision decision) => Assert.Equal(rule, decision.Refusal?.Rule.Code);
}
