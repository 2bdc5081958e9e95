using FacilityLedger.Cases;
using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;
using FacilityLedger.Inspections;
using FacilityLedger.Policies;
using FacilityLedger.Registration;
using FacilityLedger.Violations;
using Xunit;
using Entry = FacilityLedger.Facilities.Entry;

namespace FacilityLedger.Tests.Rules;

/// <summary>What is proposed in a case stays on the ladder of the county's catalogue.</summary>
public sealed class CaseLadderTests
{
    private static readonly PolicyBook Book = new([PolicyFile.Load(Path.Combine(AppContext.BaseDirectory, "policy", "370323.json"))], sample: false);
    private static readonly Officer[] Officers = [new("wj-1", "鲁C-001"), new("wj-2", "鲁C-002")];

    [Fact]
    public void a_fine_comes_after_a_verified_refusal_and_within_its_range()
    {
        Assert.Equal("penalty-not-reached", Noticed(Opened(), new CasePenalty("F", "5000.00")));
        Assert.Equal("penalty-out-of-range", Noticed(Opened(refused: true), new CasePenalty("F", "4999.99")));
        Assert.Null(Noticed(Opened(refused: true), new CasePenalty("F", "5000.00")));
    }

    [Fact]
    public void service_is_stopped_only_in_serious_circumstances_that_the_party_was_told()
    {
        Assert.Equal("penalty-not-reached", Noticed(Opened(refused: true), new CasePenalty("SS")));
        Assert.Null(Noticed(Opened(), new CasePenalty("SS", Serious: true), new CasePenalty("F", "60000.00", Serious: true)));

        var (facility, id) = Opened(refused: true);
        facility = After(facility, NoticePenaltyEndpoint.Decide(new([new("F", "50000.00")], Day(7)), id, facility, By()));
        Assert.Equal("not-beyond-the-notice", DecidePenaltyEndpoint.Decide(new([new("F", "50000.00", Serious: true)], "9", Day(20)), id, facility, By()).Refusal?.Rule.Code);
    }

    [Fact]
    public void a_measure_is_an_amount() => Assert.Equal("case-amount", Noticed(Opened(refused: true), new CasePenalty("F", "5000.00", Measure: "much")));

    private static string? Noticed((Facility Facility, string Id) opened, params CasePenalty[] penalties) => NoticePenaltyEndpoint.Decide(new(penalties, Day(7)), opened.Id, opened.Facility, By()).Refusal?.Rule.Code;

    private static (Facility Facility, string Id) Opened(bool refused = false)
    {
        var facility = After(null, FindFacilityEndpoint.Decide(new("某处", "370323001", "某路 1 号", Day(1)), null, By()));
        facility = After(facility, OpenInspectionEndpoint.Decide(new(["CARE"], ["WJ"], Officers, Day(2), Clue: "12345"), facility, null, By()));
        var inspection = facility.Inspections.All.Keys.Single();
        facility = After(facility, RecordFindingEndpoint.Decide(new("CARE", 2, "示例", Day(2), "FIL-01"), inspection, facility, By()));
        facility = After(facility, RecordViolationEndpoint.Decide(new("FIL-01", new($"inspections/{inspection}", facility.Inspections.All[inspection].Findings[0].Id), Day(3)), facility, By()));
        var violation = facility.Violations.All.Keys.Single();
        if (refused)
        {
            facility = After(facility, OrderRectificationEndpoint.Decide(new(Day(3), 1), violation, facility, By()));
            facility = After(facility, VerifyRectificationEndpoint.Decide(new("refused-to-correct", Day(5)), violation, facility, By()));
        }
        facility = After(facility, OpenCaseEndpoint.Decide(new([violation], Officers, Day(6)), facility, By()));
        return (facility, facility.Cases.All.Keys.Single());
    }

    private static DateOnly Day(int day) => new(2026, 11, day);

    private static Circumstances By() => new(new("wj-3", "WJ", ["officer", "evaluator"]), Book, new(2026, 11, 24, 3, 0, 0, TimeSpan.Zero), new byte[32]);

    private static Facility After(Facility? facility, Decision decision)
    {
        Assert.Null(decision.Refusal);
        return decision.Events.Aggregate(facility, (state, fact) => Facility.Next(state, new Entry("370323-LADDER0001", (state?.Version ?? 0) + 1, fact, "WJ")))!;
    }
}
