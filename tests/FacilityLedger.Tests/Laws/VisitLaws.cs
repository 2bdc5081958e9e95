using System.Globalization;
using FacilityLedger.Corrections;
using FacilityLedger.Facilities;
using FacilityLedger.Inspections;
using FacilityLedger.Obligations;
using FacilityLedger.Plans;
using Xunit;

namespace FacilityLedger.Tests.Laws;

/// <summary>What holds of the inspections of an institution, as far as they rest on plans.</summary>
public sealed class VisitLaws
{
    internal static readonly Action<Life>[] Laws = [CapsAreNotPassed, VisitsRestOnPublishedItems, RandomItemsRestOnTheDraw, CoverageIsMetOrOverdue];

    [Fact]
    public void no_inspection_without_a_clue_is_opened_beyond_the_yearly_cap() => Lives.HoldOfAFile(CapsAreNotPassed);

    [Fact]
    public void an_inspection_without_a_clue_follows_the_publication_of_its_item() => Lives.HoldOfAFile(VisitsRestOnPublishedItems);

    [Fact]
    public void a_random_item_is_inspected_where_the_draw_fell_by_those_drawn_and_not_before() => Lives.HoldOfAFile(RandomItemsRestOnTheDraw);

    [Fact]
    public void coverage_is_met_by_the_first_inspection_of_the_year_or_else_overdue_once() => Lives.HoldOfAFile(CoverageIsMetOrOverdue);

    /// <remarks>A cap is asked when an inspection is opened; that an earlier one rested on a plan and on no clue may come out later, by a correction.</remarks>
    private static void CapsAreNotPassed(Life life)
    {
        foreach (var (at, opened) in life.Entries.Select((x, i) => (At: i, Opened: x.Fact as InspectionOpened)).Where(x => x.Opened?.Plan is not null))
            foreach (var domain in opened!.Domains)
                Assert.InRange(
                    Amended.Of(life.Entries.Take(at + 1)).Select(x => x.Fact).OfType<InspectionOpened>().Count(x => x.Plan is not null && x.OccurredOn.Year == opened.OccurredOn.Year && x.Domains.Contains(domain)),
                    1, Of(life, opened).Plan!.Item(domain)!.YearlyCap);
    }

    private static void VisitsRestOnPublishedItems(Life life) => Planned(life, opened =>
    {
        var plan = Of(life, opened);
        Assert.Equal(opened.OccurredOn.Year, plan.Year);
        Assert.Contains(plan.Department, opened.Departments);
        Assert.All(opened.Domains, x => Assert.NotNull(plan.Plan!.Item(x)));
        Assert.True(plan.Entries.Select(x => x.Fact).OfType<PlanPublished>().Single().OccurredOn <= opened.OccurredOn, "before the publication");
    });

    private static void RandomItemsRestOnTheDraw(Life life) => Planned(life, opened =>
    {
        var plan = Of(life, opened);
        foreach (var domain in opened.Domains.Where(x => plan.Plan!.Item(x)!.Coverage == "random"))
        {
            var (prepared, held) = (plan.Entries.Select(x => x.Fact).OfType<DrawPrepared>().Single(x => x.Draw == opened.Draw), plan.Entries.Select(x => x.Fact).OfType<DrawHeld>().Single(x => x.Draw == opened.Draw));
            Assert.Equal(domain, prepared.Domain);
            Assert.Subset(opened.Officers.Select(x => x.Certificate).ToHashSet(StringComparer.Ordinal), held.Result.Single(x => x.Object == life.Id).Officers.ToHashSet(StringComparer.Ordinal));
            Assert.True(held.OccurredOn <= opened.OccurredOn, "before the draw");
        }
    });

    private static void CoverageIsMetOrOverdue(Life life)
    {
        var facts = ByDay.Counting(life.Entries).Select(x => x.Fact).ToList();
        foreach (var (key, duty) in life.Facility!.Obligations.All.Where(x => x.Key.StartsWith("coverage/", StringComparison.Ordinal)))
        {
            var (year, domain) = (int.Parse(key.AsSpan(9, 4), CultureInfo.InvariantCulture), key[14..]);
            var done = facts.OfType<InspectionCompleted>().Where(x => x.OccurredOn.Year == year && x.Domains.Contains(domain)).Select(x => (DateOnly?)x.OccurredOn).Min();
            if (duty.Status != ObligationStatus.Dropped)
                Assert.Equal((done is not null, done), (duty.Status == ObligationStatus.Met, duty.MetOn));
            Assert.InRange(facts.OfType<ObligationFellDue>().Count(x => x.Obligation == key), duty.Status == ObligationStatus.Overdue ? 1 : 0, 1);
        }
    }

    private static void Planned(Life life, Action<InspectionOpened> law)
    {
        foreach (var opened in ByDay.Counting(life.Entries).Select(x => x.Fact).OfType<InspectionOpened>().Where(x => x.Plan is not null))
            law(opened);
    }

    private static PlanLife Of(Life life, InspectionOpened opened) => life.County.Plans.Single(x => x.Id == opened.Plan);
}
