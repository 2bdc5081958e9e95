using System.Text.Json;
using FacilityLedger.Cases;
using FacilityLedger.Credit;
using FacilityLedger.Disclosure;
using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;
using FacilityLedger.Obligations;
using FacilityLedger.Policies;
using FacilityLedger.Violations;
using Xunit;
using static FacilityLedger.Tests.Rules.ACase;

namespace FacilityLedger.Tests.Rules;

/// <summary>Which decisions are made public, by whom and by when; each is shown by itself, so that annulling one leaves the other.</summary>
public sealed class PublicityTests
{
    private const string Warning = "沂卫罚当〔2026〕1号";

    /// <summary>By the policy of the county itself.</summary>
    [Theory]
    [InlineData("WJ", "ordinary", "F", "2026-11-16", "penalty-publication", "2026-11-25"), InlineData("WJ", "ordinary", "W", "2026-11-16", null, null), InlineData("WJ", "summary", "F", "2026-11-16", null, null)]
    [InlineData("WJ", "summary", "W", "2026-03-31", "penalty-publication", "2026-04-10"), InlineData("SC", "ordinary", "F", "2026-11-16", "penalty-publication-market", "2026-12-14"), InlineData("SC", "summary", "F", "2026-11-16", "penalty-publication-market", "2026-12-14")]
    [InlineData("SC", "summary", "W", "2026-11-16", null, null), InlineData("SC", "ordinary", "C", "2026-11-16", "penalty-publication-market", "2026-12-14")]
    public void the_department_the_procedure_and_the_kinds_say_whether_and_by_when(string department, string procedure, string kind, string decided, string? clock, string? until)
    {
        var day = DateOnly.Parse(decided, System.Globalization.CultureInfo.InvariantCulture);
        var due = PenaltyPublicity.Due(By(department) with { Book = new([PolicyFile.Load(Path.Combine(AppContext.BaseDirectory, "policy", "370323.json"))], sample: false) }, new("cases/1", "9", procedure, department, day, [new(kind)]), day);
        Assert.Equal((clock, until, clock is null ? null : department), (due?.Clock, due?.DueOn.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), due?.Owner));
    }

    [Fact]
    public void a_warning_with_a_fine_is_made_public_and_one_alone_of_a_department_that_withholds_it_is_not()
    {
        var withholding = By() with { Book = new([Book.Latest with { PenaltyPublications = [Book.Latest.PenaltyPublications[0] with { Departments = ["WJ"] }] }], sample: false) };
        var noticed = Noticed([new("W"), new("F", "5000.00")]);
        Assert.NotNull(((PenaltyDecided)DecidePenaltyEndpoint.Decide(new(noticed.Cases.All.Values.Single().Penalties, "9", Day(16)), Id(noticed), noticed, withholding).Events[0]).PublicationDue);
        var warned = After(noticed, DecidePenaltyEndpoint.Decide(new([new("W")], "9", Day(16)), Id(noticed), noticed, withholding));
        Assert.DoesNotContain(warned.Obligations.OpenOnes, x => x.Deadline.Key.EndsWith("/publication", StringComparison.Ordinal));
        var refused = Show(warned, CaseBook.Thing(Id(warned)), 17, withholding).Refusal;
        Assert.Equal(("penalty-withheld", "test 2"), (refused?.Rule.Code, refused?.Basis));
    }

    [Fact]
    public void who_decided_makes_it_public_and_meets_the_term()
    {
        var decided = Decided();
        var thing = CaseBook.Thing(Id(decided));
        Assert.Equal("penalty-shown-by-others", Show(decided, thing, 17, By("XF", "xf-1")).Refusal?.Rule.Code);
        Assert.Equal("disclosure-about-nothing", Show(decided, ViolationBook.Thing(decided.Violations.All.Keys.Single()), 17).Refusal?.Rule.Code);
        Assert.Equal("not-before-the-last", Show(decided, thing, 15).Refusal?.Rule.Code);
        // What came after the decision is no reason to show it later.
        var shown = After(On(decided, new ServePenalty("direct", Day(18)), ServePenaltyEndpoint.Decide), Show(decided, thing, 17));
        Assert.Equal(ObligationStatus.Met, Due(shown, "publication").Status);
    }

    [Fact]
    public void of_two_decisions_on_one_violation_each_is_shown_and_annulled_by_itself()
    {
        var facility = Twice();
        var violation = facility.Violations.All.Values.Single();
        var (warning, fine) = (ViolationBook.Thing(violation.Id), CaseBook.Thing(Id(facility)));
        facility = After(facility, Show(facility, warning, 10));
        facility = After(facility, Show(facility, fine, 18));
        Assert.Equal([fine, warning], facility.Disclosures.Standing.Values.Where(x => x.Kind == "penalty").Select(x => x.About).Order(StringComparer.Ordinal));
        var revoked = On(facility, new RevokePenalty("court", "鲁0323行初1号", Day(20)), RevokePenaltyEndpoint.Decide);
        Assert.Equal([warning], revoked.Disclosures.Standing.Values.Where(x => x.Kind == "penalty").Select(x => x.About));
        Assert.Equal((ObligationStatus.Met, "WJ"), (revoked.Obligations.All[PenaltyPublicity.Key(warning)].Status, revoked.Violations.All.Values.Single().Penalty!.Department));
    }

    /// <summary>What the public is told of a decision: for what, of which class, and from when on a repair may end it.</summary>
    [Theory]
    [InlineData("F", "10000.00", "general", "2027-02-17"), InlineData("F", "5000.00", "minor", "2026-11-16"), InlineData("SS", null, "serious", "2027-11-17")]
    public void the_class_of_the_breach_and_the_day_of_its_repair_are_shown(string kind, string? amount, string of, string repair)
    {
        var shown = ViolationDisclosure.Of(Book, Acts(new("cases/1", "9", "ordinary", "WJ", Day(16), [new(kind, amount)])));
        Assert.Equal((of, repair, "CAR-01"), ((string)shown["class"]!, ((DateOnly)shown["repairFrom"]!).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), Assert.Single((IEnumerable<string>)shown["problems"]!)));
    }

    [Fact]
    public void a_penalty_that_cannot_be_repaired_has_no_day_of_repair()
    {
        var shown = ViolationDisclosure.Of(Book, Acts(new("cases/1", "9", "ordinary", "XF", Day(16), [new("SS")])));
        Assert.Equal(("serious", null), ((string)shown["class"]!, shown["repairFrom"]));
    }

    [Fact]
    public void annulling_the_fine_leaves_the_duty_to_show_the_warning()
    {
        var revoked = On(Twice(), new RevokePenalty("court", "鲁0323行初1号", Day(20)), RevokePenaltyEndpoint.Decide);
        Assert.Equal(ObligationStatus.Dropped, Due(revoked, "publication").Status);
        Assert.Equal(ObligationStatus.Open, revoked.Obligations.All[PenaltyPublicity.Key(ViolationBook.Thing(revoked.Violations.All.Keys.Single()))].Status);
    }

    [Fact]
    public void a_decision_on_two_acts_is_shown_until_both_are_repaired()
    {
        var decided = Decided();
        var one = decided.Violations.All.Values.Single();
        var other = one with { Id = "OTHER" };
        var both = decided with { Violations = new(decided.Violations.All.SetItem("OTHER", other)) };
        var shown = After(both, Show(both, CaseBook.Thing(Id(both)), 17));
        Assert.Contains(shown.Disclosures.Standing.Values, x => x.Kind == "penalty");
        Facility Repaired(Facility facility, string violation, int n)
        {
            var verified = facility with
            {
                Violations = new(facility.Violations.All.SetItem(violation, facility.Violations.All[violation] with { Status = ViolationStatus.Verified, VerifiedOn = Day(17) })),
                Cases = new(facility.Cases.All.SetItem(Id(facility), Of(facility) with { Payments = [new(Yuan.From(5000), "1", Day(18))] })),
            };
            verified = After(verified, RequestRepairEndpoint.Decide(new(violation, "已改", Day(19), "承诺"), verified, By("WJ", $"wj-{n}")));
            var id = verified.CreditBook.Repairs.Values.Single(x => x.Violation == violation).Id;
            verified = After(verified, AcceptRepairEndpoint.Decide(new(Day(20)), id, verified, By()));
            return After(verified, GrantRepairEndpoint.Decide(new(new(2027, 3, 1)), id, verified, By()));
        }

        var half = Repaired(shown, one.Id, 7);
        Assert.Contains(half.Disclosures.Standing.Values, x => x.Kind == "penalty");
        Assert.DoesNotContain(Repaired(half, "OTHER", 8).Disclosures.Standing.Values, x => x.Kind == "penalty");
    }

    /// <summary>What is confiscated is no fine: as the next step of the ladder the same act may still be fined (行政处罚法 9、29).</summary>
    [Fact]
    public void after_a_confiscation_a_refusal_to_correct_may_be_fined_and_after_a_fine_it_may_not()
    {
        var book = new PolicyBook([Book.Latest with { PenaltyKinds = [.. Book.Latest.PenaltyKinds.Select(x => x with { Fine = x.Fine && x.Code != "F" })] }], sample: false);
        var refusing = Decided().Violations.All.Values.Single() with { Status = ViolationStatus.RefusedToCorrect, VerifiedOn = Day(20) };
        Assert.False(refusing.Punishable(Book, Day(21)));
        Assert.True(refusing.Punishable(book, Day(21)));
        Assert.False(refusing.Punishable(book, Day(19)));
    }

    // Warned on the spot, and fined after the verified refusal.
    private static Facility Twice()
    {
        var facility = Opened();
        facility = On(facility, new EndWithoutPenalty("first-slight", Day(4)), EndWithoutPenaltyEndpoint.Decide);
        var id = facility.Violations.All.Keys.Single();
        facility = After(facility, OrderRectificationEndpoint.Decide(new(Day(4), 1), id, facility, By()));
        facility = After(facility, SummaryPenaltyEndpoint.Decide(new("W", Warning, Day(4)), id, facility, By()));
        facility = After(facility, VerifyRectificationEndpoint.Decide(new("refused-to-correct", Day(6)), id, facility, By()));
        facility = facility with { Cases = CaseBook.None };
        facility = After(facility, OpenCaseEndpoint.Decide(new([id], Officers, Day(6)), facility, By("WJ", "wj-9")));
        facility = On(facility, new NoticePenalty(Fine, Day(7)), NoticePenaltyEndpoint.Decide);
        return On(facility, new DecidePenalty(Fine, "沂卫罚〔2026〕9号", Day(16)), DecidePenaltyEndpoint.Decide);
    }

    private static PenalisedActs Acts(Penalty penalty) => new(penalty, [Decided().Violations.All.Values.Single() with { Penalties = [penalty] }]);

    private static Decision Show(Facility facility, string about, int day, Circumstances? c = null) =>
        PublishDisclosureEndpoint.Decide(new("penalty", about, new Dictionary<string, JsonElement>(StringComparer.Ordinal) { ["number"] = JsonSerializer.SerializeToElement("9") }, Day(day)), facility, c ?? By());
}
