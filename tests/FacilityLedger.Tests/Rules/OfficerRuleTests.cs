using FacilityLedger.Cases;
using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;
using FacilityLedger.Inspections;
using FacilityLedger.Inspectors;
using FacilityLedger.Operation;
using FacilityLedger.Plans;
using FacilityLedger.Registration;
using Xunit;
using static FacilityLedger.Tests.Rules.ACase;

namespace FacilityLedger.Tests.Rules;

/// <summary>The register of officers: who is certified on which day, and what only they may do.</summary>
public sealed class OfficerRuleTests
{
    private static readonly CertifyOfficer First = new("wj-1", "鲁C-001", Day(1));

    [Fact]
    public void an_officer_is_entered_once_by_the_department_with_the_account_and_the_certificate()
    {
        var file = File(First)!;
        Assert.Equal(("wj-1", "WJ", "鲁C-001", Day(1), null), (file.Account, file.Department, file.Certificate, file.CertifiedOn, file.ValidUntil));
        Refused("officer-certified-once", CertifyOfficerEndpoint.Decide(First, file, By()));
        Refused("certificate-term", CertifyOfficerEndpoint.Decide(First with { ValidUntil = Day(1).AddDays(-1) }, null, By()));
        Refused("certificate-term", CertifyOfficerEndpoint.Decide(First with { ValidUntil = new(2999, 1, 1) }, null, By()));
        Refused("text-malformed", CertifyOfficerEndpoint.Decide(First with { Certificate = " " }, null, By()));
        Refused("text-malformed", CertifyOfficerEndpoint.Decide(First with { Account = "a\u202Eb" }, null, By()));
        Refused("department-may-not", CertifyOfficerEndpoint.Decide(First, null, By("SP")));
        Refused("not-in-the-future", CertifyOfficerEndpoint.Decide(First with { OccurredOn = new(2027, 12, 1) }, null, By()));
    }

    [Fact]
    public void a_certificate_counts_from_its_first_day_to_its_last_and_not_from_the_day_of_its_end()
    {
        var file = File(First with { ValidUntil = Day(10) })!;
        Assert.Equal([false, true, true, false], new[] { 0, 1, 10, 11 }.Select(x => file.ValidOn(Day(x))));
        Refused("certificate-term", RenewCertificateEndpoint.Decide(new(Day(4), Day(5)), file, By()));
        Refused("officer-of-others", RenewCertificateEndpoint.Decide(new(Day(20), Day(5)), file, By("XF")));
        var renewed = Next(file, RenewCertificateEndpoint.Decide(new(Day(20), Day(5)), file, By()));
        Assert.Empty(RenewCertificateEndpoint.Decide(new(Day(20), Day(5)), renewed, By()).Events);
        Refused("not-before-the-last", EndCertificateEndpoint.Decide(new("left", Day(4)), renewed, By()));
        Refused("code-unknown", EndCertificateEndpoint.Decide(new("tired", Day(15)), renewed, By()));
        var end = EndCertificateEndpoint.Decide(new("left", Day(15)), renewed, By());
        Assert.Equal([new("enforcement-certificate", "鲁C-001"), new Claim("officer", "wj-1")], end.Releases);
        var ended = Next(renewed, end);
        Assert.Equal([true, false], new[] { 14, 15 }.Select(x => ended.ValidOn(Day(x))));
        Assert.Empty(EndCertificateEndpoint.Decide(new("left", Day(16)), ended, By()).Events);
        Refused("certificate-standing", RenewCertificateEndpoint.Decide(new(Day(30), Day(16)), ended, By()));
    }

    [Theory]
    [InlineData("鲁C-001", "鲁C-００１"), InlineData("鲁C-001", "鲁c—001"), InlineData("鲁C-001", "鲁Ｃ－001"), InlineData("鲁C-001", "鲁C - 001"), InlineData("〔2026〕1号", "[2026]1号")]
    public void one_certificate_is_not_two_however_it_is_written(string one, string other)
    {
        Refused("two-certified-officers", OpenInspectionEndpoint.Decide(new(["CARE"], ["WJ"], [new("wj-1", one), new("wj-2", other)], Day(4), Clue: "12345"), Opened(), null, By()));
        Refused("two-certified-officers", OpenInspectionEndpoint.Decide(new(["CARE"], ["WJ"], [new("wj-1", one), new("ＷＪ-1", "鲁C-002")], Day(4), Clue: "12345"), Opened(), null, By()));
        Assert.Equal(File(First with { Certificate = one })!.Certificate, one);
        Assert.Equal(new OfficerCertified("wj-1", "WJ", one, null, Day(1)).Claims.First().Id, new OfficerCertified("wj-2", "WJ", other, null, Day(1)).Claims.First().Id);
        // The register knows the officer by it, and nobody else.
        var register = Knowing(First with { Certificate = one }).Officers;
        Assert.True(register.Has(other, ["WJ"], Day(4), "wj-1"));
        Assert.False(register.Has(other, ["WJ"], Day(4), "wj-2"));
    }

    [Fact]
    public void a_case_and_a_replacement_are_of_officers_in_the_register()
    {
        var found = Opened();
        var command = new OpenCase([.. found.Violations.All.Keys], Officers, Day(4));
        var before = found with { Cases = CaseBook.None };
        Refused("certified-in-register", OpenCaseEndpoint.Decide(command, before, Knowing(First)));
        Assert.Null(OpenCaseEndpoint.Decide(command, before, Knowing(First, new("wj-2", "鲁C-002", Day(4)))).Refusal);
        Refused("certified-in-register", OpenCaseEndpoint.Decide(command, before, Knowing(First, new("wj-2", "鲁C-002", Day(5)))));

        var asked = On(found, new AskRecusal("wj-2", "party", Day(5)), AskRecusalEndpoint.Decide);
        var recusal = new DecideRecusal("wj-2", true, Day(6), new("wj-4", "鲁C-004"));
        // Who began with a certificate may end with one that has run out: only the new one is asked for it.
        Refused("certified-in-register", DecideRecusalEndpoint.Decide(recusal, Id(asked), asked, Knowing(new CertifyOfficer("wj-9", "鲁C-009", Day(1)))));
        Assert.Null(DecideRecusalEndpoint.Decide(recusal, Id(asked), asked, Knowing(new CertifyOfficer("wj-4", "鲁C-004", Day(1)))).Refusal);
    }

    [Fact]
    public void a_named_officer_who_stops_the_service_and_one_who_is_drawn_are_in_the_register()
    {
        var stop = new SuspendOperation("ordered", Day(6), "未成年人保护法 11", Officer: new("wj-2", "鲁C-002"));
        var filed = Opened() with { Registration = Opened().Registration with { Status = RegistrationStatus.Registered, RegisteredOn = Day(1) } };
        Refused("certified-in-register", SuspendOperationEndpoint.Decide(stop, filed, Knowing(First)));

        var plan = new InspectionPlan("370323-PLAN000001", "计划", 2026, "WJ", "wj-1", [new("HEALTH", "random", 1, "示例")], Day(1)) { Status = PlanStatus.Published };
        var draw = new PrepareDraw("HEALTH", 1, [new("鲁C-001", "WJ"), new("鲁C-002", "WJ")], Day(2));
        Refused("certified-in-register", PrepareDrawEndpoint.Decide(draw, plan, new([("370323-A", "A")]), Knowing(First)));
        Assert.Null(PrepareDrawEndpoint.Decide(draw, plan, new([("370323-A", "A")]), Knowing(First, new("wj-2", "鲁C-002", Day(1)))).Refusal);
    }

    [Fact]
    public void a_number_that_came_back_counts_for_whom_it_stands_on_the_day()
    {
        var left = File(First)! with { EndedOn = Day(10) };
        var register = new OfficerRegister([left, File(new("wj-7", "鲁C-001", Day(12)))!]);
        Assert.True(register.Has("鲁C-001", ["WJ"], Day(9), "wj-1"));
        Assert.False(register.Has("鲁C-001", ["WJ"], Day(11)));
        Assert.False(register.Has("鲁C-001", ["WJ"], Day(12), "wj-1"));
        Assert.True(register.Has("鲁C-001", ["WJ", "XF"], Day(12), "wj-7"));
        Assert.False(register.Has("鲁C-001", ["XF"], Day(12), "wj-7"));
    }

    [Fact]
    public void its_state_is_its_replay()
    {
        IFact[] facts = [new OfficerCertified("wj-1", "WJ", "鲁C-001", Day(10), Day(1)), new CertificateRenewed(Day(20), Day(5)), new CertificateEnded("left", Day(15))];
        var file = OfficerFile.Replay(facts.Select((x, i) => new Entry("370323-OFFICER001", i + 1, x, "WJ")))!;
        Assert.Equal(("370323-OFFICER001", 3L, Day(20), Day(15)), (file.Id, file.VersionOf("certificate"), file.ValidUntil, file.EndedOn));
        Assert.Equal(file, System.Text.Json.JsonSerializer.Deserialize<OfficerFile>(System.Text.Json.JsonSerializer.Serialize(file, LedgerJson.Options), LedgerJson.Options));
    }

    private static OfficerFile? File(CertifyOfficer command) => Next(null, CertifyOfficerEndpoint.Decide(command, null, By()));

    private static OfficerFile Next(OfficerFile? before, Decision decision)
    {
        Assert.Null(decision.Refusal);
        return OfficerFile.Next(before, new Entry("370323-OFFICER001", (before?.Version ?? 0) + 1, Assert.Single(decision.Events), "WJ"))!;
    }

    private static Circumstances Knowing(params CertifyOfficer[] officers) => By() with { Officers = new([.. officers.Select(x => File(x)!)]) };

    private static void Refused(string rule, Decision decision) => Assert.Equal(rule, decision.Refusal?.Rule.Code);
}
