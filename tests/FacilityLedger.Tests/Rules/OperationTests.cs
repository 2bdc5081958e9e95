using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;
using FacilityLedger.Obligations;
using FacilityLedger.Operation;
using FacilityLedger.Policies;
using FacilityLedger.Registration;
using Xunit;
using Entry = FacilityLedger.Facilities.Entry;

namespace FacilityLedger.Tests.Rules;

/// <summary>Each standard of operation broken once and mended; each refusal of its commands.</summary>
public sealed class OperationTests
{
    private static readonly PolicyBook Book = new([PolicyFile.Load(Path.Combine(AppContext.BaseDirectory, "policies", "370323.json"))], sample: false);
    private static readonly DateOnly Checked = new(2026, 3, 1);
    private static readonly DeclareClasses Classes = new([new("INFANT", 9, 10), new("JUNIOR", 14, 15), new("SENIOR", 20)], 60, 40, Day(6));
    private static readonly Fee Care = new("full-day", "CARE", Yuan.From(1100m), "month", "SENIOR");

    /// <summary>Who a registered institution of 43 children needs: 3 + 3 + 3 carers.</summary>
    private static readonly DeclareStaff Staff = new([Person("HEAD", "HEAD_TRAINING"), Person("HEALTH", "HEALTH_TRAINING"), Person("GUARD", "GUARD"), .. Enumerable.Repeat(Person("CARER", "CARE_TRAINING"), 9)], Day(7));

    [Fact]
    public void staff_that_meets_every_standard_breaks_none_and_is_checked_again_within_a_year()
    {
        var staffed = Given(Classes, Staff with { Staff = [.. Staff.Staff.Skip(1), Staff.Staff[0] with { HealthCheckedOn = new(2026, 2, 1) }] });
        Assert.Empty(staffed.Operation.Breaches);
        Assert.Equal((new(2027, 2, 1), new DateOnly(2027, 3, 1)), (Due(staffed, "operation/staff-health"), Due(staffed, "operation/staff-query")));
    }

    [Theory]
    [InlineData("staff-kind-missing", "security 0/1")]
    [InlineData("guard-missing", "GUARD 0/1")]
    public void a_guard_is_missing(string rule, string shortfall) => Breaks(rule, shortfall, Without("GUARD"));

    [Fact]
    public void the_head_is_missing() => Breaks("head-missing", "HEAD 0/1", Without("HEAD"));

    [Fact]
    public void there_are_too_few_carers() => Breaks("carers-too-few", "CARER 8/9", Staff with { Staff = [.. Staff.Staff.SkipLast(1)] });

    [Fact]
    public void a_health_worker_is_missing_or_from_150_children_on_a_full_time_one()
    {
        Breaks("health-worker-missing", "HEALTH 0/1", Without("HEALTH"));
        var half = Given(Classes, Staff with { Staff = [.. Staff.Staff.Select(x => x with { FullTime = false })] });
        Assert.DoesNotContain(half.Operation.Breaches, x => x.Rule == "health-worker-missing");
        var many = After(half, Classes with { Classes = [.. Enumerable.Repeat(new DeclaredClass("SENIOR", 20), 8)], Places = 200, OccurredOn = Day(9) });
        Assert.Contains(many.Operation.Breaches, x => x.Rule == "health-worker-missing");
    }

    [Fact]
    public void a_certificate_is_missing_or_has_run_out()
    {
        Breaks("certificate-missing", "HEAD_TRAINING 0/1", Changed("HEAD", x => x with { Certificates = [] }));
        Breaks("certificate-missing", "HEAD_TRAINING 0/1", Changed("HEAD", x => x with { Certificates = [new("HEAD_TRAINING", Day(6))] }));
        Assert.Empty(Given(Classes, Changed("HEAD", x => x with { Certificates = [new("HEAD_TRAINING", Day(7))] })).Operation.Breaches);
    }

    [Fact]
    public void a_certificate_that_ends_between_two_declarations_is_marked_on_the_day_after_and_its_renewal_is_owed_until_the_next_declaration()
    {
        var held = Given(Classes, Changed("HEAD", x => x with { Certificates = [new("HEAD_TRAINING", Day(20))] }));
        Assert.Equal(Book.EndOf(Day(20)), held.NextDue);
        Assert.Empty(FallDue.Decide(held, By("none", Day(20))).Events.OfType<CertificateExpired>());
        var expired = Assert.Single(FallDue.Decide(held, By("none", Day(21))).Events.OfType<CertificateExpired>());
        Assert.Equal(("HEAD_TRAINING", Day(20), Day(21), "institution", "WJ"), (expired.Certificate, expired.ValidUntil, expired.OccurredOn, expired.RenewalDue!.Owner, expired.RenewalDue.Desk));
        var marked = Fold(held, [expired]);
        Assert.Empty(FallDue.Decide(marked, By("none", Day(21))).Events.OfType<CertificateExpired>());
        Assert.Equal(ObligationStatus.Open, marked.Obligations.All["operation/certificate-HEAD_TRAINING-20261120"].Status);
        var renewed = Fold(marked, DeclareStaffEndpoint.Decide(Staff with { OccurredOn = Day(23) }, marked, By("WJ")).Events);
        Assert.Equal((ObligationStatus.Met, 0), (renewed.Obligations.All["operation/certificate-HEAD_TRAINING-20261120"].Status, renewed.Operation.Certificates.Expiries.Count));
        Assert.Equal(ObligationStatus.Dropped, After(marked, new TerminateService(new(43, ["transferred"]), Day(22))).Obligations.All["operation/certificate-HEAD_TRAINING-20261120"].Status);
    }

    [Fact]
    public void a_certificate_that_was_renewed_or_that_no_role_needs_is_not_marked()
    {
        var twice = Given(Classes, Changed("HEAD", x => x with { Certificates = [new("HEAD_TRAINING", Day(20)), new("HEAD_TRAINING")] }));
        Assert.Empty(twice.Operation.Certificates.Expiries);
        Assert.Empty(Given(Classes, Changed("HEAD", x => x with { Certificates = [new("HEAD_TRAINING"), new("GUARD", Day(20))] })).Operation.Certificates.Expiries);
        var held = Given(Classes, Changed("HEAD", x => x with { Certificates = [new("HEAD_TRAINING", Day(20))] }));
        var mark = FallDue.Decide(held, By("none", Day(21))).Events;
        var late = Fold(After(held, Staff with { OccurredOn = Day(19) }), mark);
        Assert.DoesNotContain("operation/certificate-HEAD_TRAINING-20261120", late.Obligations.All.Keys);
        Assert.Empty(After(held, new TerminateService(new(43, ["transferred"]), Day(9))).Operation.Certificates.Pending);
    }

    [Fact]
    public void a_family_childcare_point_is_judged_by_its_own_group_whatever_the_type_of_its_class()
    {
        var own = new PolicyBook([Real()], sample: false).Latest;
        Assert.Equal((5, 3), (own.ClassGroupOf("FAMILY", "SENIOR")!.MaxChildren, own.ClassGroupOf("FAMILY", "SENIOR")!.ChildrenPerCarer));
        Assert.Equal((20, 7), (own.ClassGroupOf("ORDINARY", "SENIOR")!.MaxChildren, own.ClassGroupOf("ORDINARY", "SENIOR")!.ChildrenPerCarer));
        Assert.Equal(["FAMILY"], own.ClassGroupsOf("FAMILY").Select(x => x.Code));
        Assert.DoesNotContain("FAMILY", own.ClassGroupsOf("ORDINARY").Select(x => x.Code));
        // Five children need two carers there, and one in a class of toddlers.
        OperationState family = OperationState.None with { Classes = [new("SENIOR", 5)], Staff = [new("1", "CARER", null, [], true, Checked, Checked)] };
        var given = Given();
        IEnumerable<string> Broken(string kind, DeclaredClass one) => Standards.Broken(family with { Classes = [one] }, given with { Registration = given.Registration with { Kind = kind } }, new(new Actor("WJ-1", "WJ", ["officer", "evaluator"]), new([Real()], sample: false), new DateTimeOffset(2026, 11, 24, 1, 0, 0, TimeSpan.Zero), new byte[32]), Day(9)).Select(x => x.Rule.Code);
        Assert.Contains("carers-too-few", Broken("FAMILY", new("SENIOR", 5)));
        Assert.DoesNotContain("carers-too-few", Broken("FAMILY", new("SENIOR", 3)));
        Assert.DoesNotContain("carers-too-few", Broken("ORDINARY", new("SENIOR", 5)));
        Assert.Contains("class-too-large", Broken("FAMILY", new("SENIOR", 6)));
    }

    private static Policy Real() => PolicyFile.Load(Path.Combine(AppContext.BaseDirectory, "policy", "370323.json"));

    [Fact]
    public void a_check_that_is_missing_or_older_than_a_year_is_a_breach_at_once_and_the_term_runs_from_the_oldest_that_counts()
    {
        Breaks("health-check-missing", "staff 11/12", Changed("HEAD", x => x with { HealthCheckedOn = null }));
        Breaks("record-query-missing", "staff 11/12", Changed("HEAD", x => x with { RecordQueriedOn = new(2025, 11, 6) }));
        var staffed = Given(Classes, Changed("HEAD", x => x with { RecordQueriedOn = new(2025, 11, 6) }));
        Assert.Equal(new DateOnly(2027, 3, 1), Due(staffed, "operation/staff-query"));
        Assert.Empty(Given(Classes, Changed("HEAD", x => x with { RecordQueriedOn = new(2025, 11, 7) })).Operation.Breaches);
    }

    [Fact]
    public void classes_are_held_against_the_staff_and_the_staff_against_the_classes()
    {
        var few = Given(Classes, Staff with { Staff = [.. Staff.Staff.Take(6)] });
        Assert.Equal(["carers-too-few"], few.Operation.Breaches.Select(x => x.Rule));
        var smaller = Classes with { Classes = [new("INFANT", 9, 10)], OccurredOn = Day(8) };
        var mended = After(few, smaller);
        Assert.Empty(mended.Operation.Breaches);
        Assert.Equal(ObligationStatus.Met, mended.Obligations.All["operation/nonconformity-carers-too-few"].Status);
        Assert.Equal(["carers-too-few"], After(mended, smaller with { Classes = [new("INFANT", 9), new("INFANT", 9)], OccurredOn = Day(9) }).Operation.Breaches.Select(x => x.Rule));
    }

    [Fact]
    public void a_breach_is_raised_again_only_when_it_changes_and_followed_up_once()
    {
        var large = Given(Classes with { Classes = [new("INFANT", 11)] });
        Assert.Empty(Decided(large, new DeclareFees([Care], Day(8))).OfType<NonconformityRaised>());
        var raised = Assert.Single(Decided(large, Classes with { Classes = [new("INFANT", 12)], OccurredOn = Day(8) }).OfType<NonconformityRaised>());
        Assert.Equal(("class-too-large", "设置标准 19", "INFANT 12/10", null), (raised.Rule, raised.Clause, Text(raised.Short), raised.FollowUp));
    }

    [Fact]
    public void a_kind_of_institution_may_be_free_of_a_standard() =>
        Assert.Equal(["staff-kind-missing"], Given("KG_CLASS", Classes, Without("GUARD")).Operation.Breaches.Select(x => x.Rule));

    [Fact]
    public void a_name_is_sealed_and_stays_with_the_person()
    {
        var named = DeclareStaffEndpoint.Decide(Staff with { Staff = [Person("HEAD", "HEAD_TRAINING") with { Name = "示例甲" }] }, Given(Classes), By("WJ"));
        var head = Assert.Single(Assert.IsType<StaffDeclared>(named.Events[0]).Staff);
        Assert.True(Assert.Single(named.Kept).Opens(head.Name!));
        var before = Fold(Given(Classes), named.Events);
        Assert.Empty(Decided(before, new DeclareStaff([Person("HEAD", "HEAD_TRAINING") with { Id = head.Id }], Day(9))));
        var other = Assert.IsType<StaffDeclared>(Decided(before, new DeclareStaff([Person("CARER", "CARE_TRAINING"), Person("HEAD", "HEAD_TRAINING") with { Id = head.Id, FullTime = false }], Day(9)))[0]);
        Assert.Equal((null, head.Id, head.Name), (other.Staff[0].Name, other.Staff[1].Id, other.Staff[1].Name));
        Refused("code-unknown", DeclareStaffEndpoint.Decide(new([Person("HEAD", "HEAD_TRAINING") with { Id = "NOBODY" }], Day(9)), before, By("WJ")));
    }

    [Fact]
    public void staff_that_cannot_be_is_refused()
    {
        Refused("staff-implausible", DeclareStaffEndpoint.Decide(new([], Day(7)), Given(Classes), By("WJ")));
        Refused("staff-implausible", DeclareStaffEndpoint.Decide(Changed("HEAD", x => x with { HealthCheckedOn = Day(8) }), Given(Classes), By("WJ")));
        Refused("code-unknown", DeclareStaffEndpoint.Decide(new([Person("GARDENER", "HEAD_TRAINING")], Day(7)), Given(Classes), By("WJ")));
        Refused("code-unknown", DeclareStaffEndpoint.Decide(new([Person("HEAD", "NONE")], Day(7)), Given(Classes), By("WJ")));
        Refused("registered-first", DeclareStaffEndpoint.Decide(Staff with { OccurredOn = new(2026, 10, 1), Staff = [Person("HEAD", "HEAD_TRAINING")] }, Given(), By("WJ")));
    }

    [Fact]
    public void a_fee_over_the_guided_price_is_recorded_and_followed_up()
    {
        var over = new DeclareFees([Care with { Amount = Yuan.From(1200.01m) }], Day(8));
        Assert.Empty(Given(over).Operation.Breaches);
        Assert.Equal(("price-over-guided", "GP-SENIOR 1200.01/1200.00"), Assert.Single(Given("KG_CLASS", over).Operation.Breaches.Select(x => (x.Rule, Text(x.Short)))));
        Assert.Empty(Given("KG_CLASS", over with { Items = [Care with { Amount = Yuan.From(1200m) }, Care with { Period = "day", Amount = Yuan.From(2000m) }] }).Operation.Breaches);
        Assert.Empty(After(Given("KG_CLASS", over), over with { Items = [Care], OccurredOn = Day(9) }).Operation.Breaches);
    }

    [Fact]
    public void fees_that_the_policy_does_not_know_are_refused()
    {
        Refused("code-unknown", DeclareFeesEndpoint.Decide(new([Care with { Item = "DEPOSIT" }], Day(8)), Given(), By("WJ")));
        Refused("code-unknown", DeclareFeesEndpoint.Decide(new([Care with { ServiceForm = "nightly" }], Day(8)), Given(), By("WJ")));
        Refused("code-unknown", DeclareFeesEndpoint.Decide(new([Care with { Period = "year" }], Day(8)), Given(), By("WJ")));
        Refused("code-unknown", DeclareFeesEndpoint.Decide(new([Care with { ClassType = "NONE" }], Day(8)), Given(), By("WJ")));
        Refused("fees-implausible", DeclareFeesEndpoint.Decide(new([], Day(8)), Given(), By("WJ")));
        Refused("fees-implausible", DeclareFeesEndpoint.Decide(new([Care, Care with { Amount = Yuan.From(1m) }], Day(8)), Given(), By("WJ")));
    }

    [Fact]
    public void more_children_than_places_are_recorded_and_followed_up()
    {
        var over = new ReportPlaces(60, 0, 61, 40, Day(8));
        Assert.Equal(("places-exceeded", "places 61/60"), Assert.Single(Given(over).Operation.Breaches.Select(x => (x.Rule, Text(x.Short)))));
        Assert.Empty(After(Given(over), over with { Free = 10, Taken = 50, OccurredOn = Day(9) }).Operation.Breaches);
        Refused("places-implausible", ReportPlacesEndpoint.Decide(over with { Free = 11, Taken = 50 }, Given(), By("WJ")));
        Refused("places-implausible", ReportPlacesEndpoint.Decide(over with { Free = 1 }, Given(), By("WJ")));
        Refused("places-implausible", ReportPlacesEndpoint.Decide(over with { Inclusive = 61 }, Given(), By("WJ")));
    }

    [Fact]
    public void a_yearly_report_is_owed_from_the_registration_on_and_the_next_begins_with_the_last()
    {
        var registered = Given();
        Assert.Equal(new DateOnly(2027, 6, 30), Due(registered, "operation/annual-report-enterprise-2027"));
        Refused("report-not-owed", FileAnnualReportEndpoint.Decide(new(2027, "enterprise", Day(8)), registered, By("WJ")));
        Refused("report-not-owed", FileAnnualReportEndpoint.Decide(new(2026, "care", Day(8)), registered, By("WJ")));
        var next = By("WJ", new(2027, 7, 5));
        var late = FileAnnualReportEndpoint.Decide(new(2027, "enterprise", new(2027, 7, 2)), registered, next);
        var filed = Fold(registered, late.Events);
        Assert.Equal((ObligationStatus.MetLate, new DateOnly(2028, 6, 30)), (filed.Obligations.All["operation/annual-report-enterprise-2027"].Status, Due(filed, "operation/annual-report-enterprise-2028")));
        Assert.Empty(FileAnnualReportEndpoint.Decide(new(2027, "enterprise", new(2027, 7, 2)), filed, next).Events);
        Refused("report-filed-once", FileAnnualReportEndpoint.Decide(new(2027, "enterprise", new(2027, 7, 3)), filed, next));
        Refused("report-not-owed", FileAnnualReportEndpoint.Decide(new(2028, "enterprise", new(2027, 7, 3)), filed, next));
        Assert.Null(YearlyDuty.After(filed.Obligations.All["operation/annual-report-enterprise-2027"].Deadline with { Key = "filing/receipt-WJ" }, next));
    }

    [Fact]
    public void a_term_that_had_passed_when_it_was_entered_falls_due_on_the_day_of_its_entry()
    {
        var late = Given(new ReportInstallation("video", new(2026, 1, 1), Day(8)));
        Assert.Equal(new DateOnly(2026, 1, 31), Due(late, "operation/video-filing"));
        Assert.Equal(Day(8), Assert.Single(FallDue.Decide(late, By("none")).Events.OfType<ObligationFellDue>()).OccurredOn);
    }

    [Fact]
    public void an_installation_is_filed_once_it_is_there_and_fire_equipment_is_tested_every_year()
    {
        Refused("installation-reported-first", FileInstallationEndpoint.Decide(new("guards", Day(8)), Given(), By("WJ")));
        Refused("code-unknown", FileInstallationEndpoint.Decide(new("fire-facilities", Day(8)), Given(), By("WJ")));
        Refused("code-unknown", ReportInstallationEndpoint.Decide(new("moat", Day(8), Day(8)), Given(), By("WJ")));
        Refused("not-before-the-last", ReportInstallationEndpoint.Decide(new("guards", Day(9), Day(8)), Given(), By("WJ")));
        var filed = After(Given(new ReportInstallation("guards", Day(8), Day(8))), new FileInstallation("guards", Day(9)));
        Assert.Equal(ObligationStatus.Met, filed.Obligations.All["operation/guard-filing"].Status);
        var tested = After(Given(new ReportInstallation("fire-facilities", Day(1), Day(8))), new ReportInstallation("fire-facilities", Day(9), Day(9)));
        Assert.Equal((new DateOnly(2027, 11, 9), "XF"), (Due(tested, "operation/fire-test"), tested.Obligations.All["operation/fire-test"].Deadline.Desk));
        var checkedAgain = After(Given(new ReportInstallation("fire-check", Day(1), Day(8))), new ReportInstallation("fire-check", Day(9), Day(9)));
        Assert.Equal(new DateOnly(2027, 2, 9), Due(checkedAgain, "operation/fire-check"));
    }

    [Fact]
    public void the_end_of_service_tells_what_becomes_of_the_children()
    {
        void Ends(string? rule, int children, params string[] how)
        {
            if (rule is null)
                Assert.NotEmpty(TerminateServiceEndpoint.Decide(new(new(children, how), Day(8)), Given(), By("WJ")).Events);
            else
                Refused(rule, TerminateServiceEndpoint.Decide(new(new(children, how), Day(8)), Given(), By("WJ")));
        }
        Ends(null, 0, "none-enrolled");
        Ends(null, 9, "transferred", "returned-home");
        Ends("children-placed", 9);
        Ends("children-placed", 9, "none-enrolled");
        Ends("children-placed", 0, "transferred");
        Ends("children-placed", 9, "none-enrolled", "transferred");
        Ends("children-placed", 9, "transferred", "transferred");
        Ends("code-unknown", 9, "sold");
    }

    [Fact]
    public void a_suspension_of_its_own_decision_goes_on_or_ends_by_the_day_that_was_named()
    {
        var until = new DateOnly(2027, 2, 28);
        Refused("suspension-end", SuspendOperationEndpoint.Decide(new("emergency", Day(8), ExpectedUntil: until), Given(), By("WJ")));
        Refused("suspension-end", SuspendOperationEndpoint.Decide(new("own-decision", Day(8), ExpectedUntil: Day(7)), Given(), By("WJ")));
        var suspended = After(Given(), new SuspendOperation("own-decision", Day(8), ExpectedUntil: until));
        Assert.Equal(until, Due(suspended, "operation/suspension-end"));
        Assert.Equal(ObligationStatus.Met, After(suspended, new ResumeOperation(Day(9))).Obligations.All["operation/suspension-end"].Status);
        Assert.Equal(ObligationStatus.Dropped, After(suspended, new TerminateService(new(0, ["none-enrolled"]), Day(9))).Obligations.All["operation/suspension-end"].Status);
    }

    [Fact]
    public void what_the_operation_owes_ends_with_it_and_what_the_registration_owes_with_that()
    {
        var ended = After(Given(Classes, Staff), new TerminateService(new(43, ["transferred"]), Day(9)));
        Assert.Equal(["operation/annual-report-enterprise-2027"], ended.Obligations.OpenOnes.Select(x => x.Deadline.Key));
        Refused("not-before-the-last", CancelRegistrationEndpoint.Decide(new("application", Day(8)), ended, By("SP")));
        var cancelled = Fold(ended, CancelRegistrationEndpoint.Decide(new("application", Day(10)), ended, By("SP")).Events);
        Assert.Empty(cancelled.Obligations.OpenOnes);
        Refused("facility-closed", FileAnnualReportEndpoint.Decide(new(2027, "enterprise", Day(10)), cancelled, By("WJ")));
    }

    private static void Breaks(string rule, string shortfall, DeclareStaff staff)
    {
        var broken = Given(Classes, staff);
        Assert.Contains((rule, shortfall), broken.Operation.Breaches.Select(x => (x.Rule, Text(x.Short))));
        Assert.Equal(ObligationStatus.Open, broken.Obligations.All[Standards.FollowUp(rule)].Status);
        var mended = After(broken, Staff with { OccurredOn = Day(9) });
        Assert.Empty(mended.Operation.Breaches);
        Assert.Equal(ObligationStatus.Met, mended.Obligations.All[Standards.FollowUp(rule)].Status);
    }

    private static StaffEntry Person(string role, string certificate) => new(role, [new(certificate)], true, Checked, Checked);

    private static DeclareStaff Without(string role) => Staff with { Staff = [.. Staff.Staff.Where(x => x.Role != role)] };

    private static DeclareStaff Changed(string role, Func<StaffEntry, StaffEntry> change) => Staff with { Staff = [.. Staff.Staff.Select(x => x.Role == role ? change(x) : x)] };

    private static Facility Given(params object[] commands) => Given("ORDINARY", commands);

    private static Facility Given(string kind, params object[] commands)
    {
        var registered = RegisterFacilityEndpoint.Decide(new("禾屿", "91370323YY000001XU", "FORPROFIT", kind, "370323001", "路 1 号", "SP", "示例甲", "托育服务", new(2026, 10, 12)), null, By("SP"));
        return commands.Aggregate(Fold(null, registered.Events), After);
    }

    private static Facility After(Facility facility, object command) => Fold(facility, Decided(facility, command));

    private static IReadOnlyList<IFact> Decided(Facility x, object command)
    {
        var c = By("WJ");
        var decision = command switch
        {
            DeclareClasses y => DeclareClassesEndpoint.Decide(y, x, c),
            DeclareStaff y => DeclareStaffEndpoint.Decide(y, x, c),
            DeclareFees y => DeclareFeesEndpoint.Decide(y, x, c),
            ReportPlaces y => ReportPlacesEndpoint.Decide(y, x, c),
            ReportInstallation y => ReportInstallationEndpoint.Decide(y, x, c),
            FileInstallation y => FileInstallationEndpoint.Decide(y, x, c),
            SuspendOperation y => SuspendOperationEndpoint.Decide(y, x, c),
            ResumeOperation y => ResumeOperationEndpoint.Decide(y, x, c),
            TerminateService y => TerminateServiceEndpoint.Decide(y, x, c),
            _ => throw new ArgumentOutOfRangeException(nameof(command)),
        };
        Assert.Null(decision.Refusal);
        return decision.Events;
    }

    private static Facility Fold(Facility? facility, IReadOnlyList<IFact> facts) => facts.Aggregate(facility, (x, fact) => Facility.Next(x, new Entry("370323-FACILITY01", (x?.Version ?? 0) + 1, fact, "WJ")))!;

    private static Circumstances By(string department, DateOnly? today = null) =>
        new(new Actor($"{department}-1", department, ["officer", "evaluator"]), Book, new DateTimeOffset(today ?? new DateOnly(2026, 11, 24), new TimeOnly(1, 0), TimeSpan.Zero), new byte[32]);

    private static DateOnly? Due(Facility facility, string key) => facility.Obligations.All.GetValueOrDefault(key)?.Deadline.DueOn;

    private static string Text(IEnumerable<Shortfall> shortfalls) => string.Join(", ", shortfalls.Select(x => $"{x.Of} {x.Has}/{x.Needs}"));

    private static DateOnly Day(int day) => new(2026, 11, day);

    private static void Refused(string rule, Decision decision) => Assert.Equal(rule, decision.Refusal?.Rule.Code);
}
