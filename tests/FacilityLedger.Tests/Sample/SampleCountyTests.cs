using FacilityLedger.Cases;
using FacilityLedger.Corrections;
using FacilityLedger.Facilities;
using FacilityLedger.Inspections;
using FacilityLedger.Obligations;
using FacilityLedger.Plans;
using FacilityLedger.Policies;
using FacilityLedger.Sample;
using Xunit;

namespace FacilityLedger.Tests.Sample;

/// <summary>The sample lives by the real rules, on whatever day it is begun.</summary>
public sealed class SampleCountyTests
{
    private static readonly PolicyBook Book = new([PolicyFile.Load(Path.Combine(AppContext.BaseDirectory, "policy", "370323.json"))], sample: true);

    [Theory, InlineData("2026-11-24"), InlineData("2026-12-31"), InlineData("2027-02-14"), InlineData("2027-10-05"), InlineData("2029-02-28")]
    public void every_act_of_the_county_is_allowed_whatever_day_it_is(string today)
    {
        var day = DateOnly.Parse(today, System.Globalization.CultureInfo.InvariantCulture);
        var acts = SampleCounty.Live(Book, day);
        Assert.InRange(acts.Select(x => x.Stream).Distinct().Count(), 80, 110);
        Assert.True(acts[^1].At < Book.EndOf(day), $"{acts[^1].At}");
    }

    [Fact]
    public void its_draws_are_held_again_by_anybody_and_those_drawn_are_inspected_on_the_plan()
    {
        var acts = SampleCounty.Live(Book, new(2026, 11, 24));
        var plans = acts.Where(x => x.Decision.Events.Any(e => e is IPlanFact)).GroupBy(x => x.Stream, x => x.Decision.Events).Select(x => InspectionPlan.Replay(x.SelectMany(e => e).Select((e, i) => new Entry(x.Key, i + 1, e, "SC")))!).ToList();
        Assert.Equal([PlanStatus.Published], plans.Select(x => x.Status).Distinct());
        var draws = plans.SelectMany(x => x.Draws.Values, (plan, draw) => draw.Published(plan.Id)).ToList();
        Assert.Equal(2, draws.Count);
        Assert.All(draws, draw =>
        {
            Assert.Equal([], draw.Differences());
            Assert.All(draw.Result!, drawn => Assert.DoesNotContain(draw.Officers, o => drawn.Officers.Contains(o.Certificate) && o.Recused.Contains(drawn.Object)));
            var inspected = acts.SelectMany(x => x.Decision.Events, (act, e) => (act.Stream, Opened: e as InspectionOpened)).Where(x => x.Opened?.Plan == draw.Plan).Select(x => x.Stream);
            Assert.Equal(draw.Result!.Select(x => x.Object).Order(StringComparer.Ordinal), inspected.Order(StringComparer.Ordinal));
        });
    }

    [Fact]
    public void its_cases_end_by_a_fine_without_a_penalty_and_by_an_annulment_and_a_correction_is_approved_and_one_rejected()
    {
        var facts = SampleCounty.Live(Book, new(2026, 11, 24)).SelectMany(x => x.Decision.Events).ToList();
        Assert.Equal(3, facts.OfType<CaseOpened>().Count());
        Assert.Equal(["minor"], facts.OfType<NoPenaltyDecided>().Select(x => x.Ground));
        Assert.Equal(["reconsideration"], facts.OfType<PenaltyRevoked>().Select(x => x.By));
        Assert.Equal(2, facts.OfType<CaseClosed>().Count());
        Assert.Single(facts.OfType<EntryCorrected>());
        Assert.Single(facts.OfType<CorrectionRejected>());
        Assert.Contains(facts.OfType<InspectionOpened>(), x => facts.OfType<TerritorialPatrolReported>().Any(p => x.Clue == p.Thing));
        // Nearly everybody was inspected in the year of a plan.
        var missed = facts.OfType<ObligationFellDue>().Count(x => x.Obligation.StartsWith(CoverageOwed.Keys, StringComparison.Ordinal));
        Assert.InRange(missed, 0, 20);
    }

    [Fact]
    public void it_is_the_same_county_each_time() => Assert.Equal(
        SampleCounty.Live(Book, new(2026, 11, 24)).Select(x => (x.At, x.Stream, x.Decision.Events.Count)), SampleCounty.Live(Book, new(2026, 11, 24)).Select(x => (x.At, x.Stream, x.Decision.Events.Count)));
}
