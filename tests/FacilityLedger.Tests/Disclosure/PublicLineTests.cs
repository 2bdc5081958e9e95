using System.Text.Json;
using FacilityLedger.Disclosure;
using FacilityLedger.Facilities;
using FacilityLedger.Hosting;
using FacilityLedger.Hosting.Decisions;
using Xunit;

namespace FacilityLedger.Tests.Disclosure;

/// <summary>What is stored for the lists and the figures is what the institution itself says of each day, though nobody stores a day.</summary>
public sealed class PublicLineTests
{
    private static readonly DateOnly Known = new(2026, 3, 1);

    [Fact]
    public void On_every_day_the_one_line_of_that_day_says_what_may_be_shown_on_it()
    {
        var lines = PublicLine.Of("370323", AFacility, Known);
        for (var day = Known; day < Known.AddMonths(8); day = day.AddDays(1))
        {
            var shown = AFacility.AsOf(day, day) is { } view ? Json(CountyLine.Of(view)) : null;
            Assert.Equal((day, shown), (day, lines.SingleOrDefault(x => x.First <= day && day < x.Until) is { } line ? Json(line.Data) : null));
        }
        Assert.Equal([DateOnly.MinValue, new(2026, 4, 1), new(2026, 5, 11), new(2026, 6, 1)], lines.Select(x => x.First));
    }

    [Fact]
    public void The_figures_of_a_day_are_the_sum_of_all_changes_until_it()
    {
        var changes = FigureChange.Of(PublicLine.Of("370323", AFacility, Known));
        (long Number, long Places, long Open) On(int month, int day, string dimension = "all", string code = "") => changes
            .Where(x => x.Day <= new DateOnly(2026, month, day) && x.Dimension == dimension && x.Code == code).Aggregate((0L, 0L, 0L), (sum, x) => (sum.Item1 + x.Number, sum.Item2 + x.Places, sum.Item3 + x.Open));

        Assert.Equal((1, 0, 1), On(3, 1));
        Assert.Equal((1, 60, 1), On(4, 1));
        Assert.Equal((1, 60, 0), On(5, 11));
        Assert.Equal((0, 0, 0), On(9, 1));
        Assert.Equal((1, 60, 0), On(4, 2, "town", "T1"));
        Assert.Equal((0, 0, 0), On(9, 1, "town", "T1"));
    }

    [Theory]
    [InlineData("屿", true)]
    [InlineData("禾屿", true)]
    [InlineData("路12 禾屿", true)]
    [InlineData("禾 屿", true)]
    [InlineData("屿禾", false)]
    [InlineData("屿路", false)]
    public void Words_that_a_text_holds_have_their_grams_in_it(string typed, bool held)
    {
        var text = $"{Folding.Of("县禾屿托育")}{Grams.Between}{Folding.Of("示例路 12 号")}";
        var words = SoughtWords.Of("370323", typed);
        Assert.Equal((held, held), (words.AreIn(text), words.Grams.All(Grams.Of("370323", text).Contains)));
        Assert.DoesNotContain(Grams.Of("us-nyc", text), Grams.Of("370323", text).Contains);
    }

    // Its places are known from April on, an open violation is shown until 10 May, free places are reported on 1 June, and nothing is shown after August.
    private static PublicFacility AFacility { get; } = new IFact[]
    {
        Published("registration", "registration", new { name = "禾屿托育", town = "T1" }, new(2026, 1, 1), new(2026, 8, 31)),
        Published("violation-1", "violations/1", new { state = "open" }, new(2026, 2, 1), new(2026, 5, 10)),
        Published("classes", "operation", new { places = 60, inclusivePlaces = 40 }, new(2026, 4, 1), new(2026, 8, 31)),
        Published("fees", "operation", new { }, new(2026, 1, 1), new(2026, 4, 20)),
        Published("places", "operation", new { free = 3 }, new(2026, 6, 1), new(2026, 8, 31)),
    }.Select((x, i) => new Entry("370323-X", i + 1, x, "WJ")).Aggregate((PublicFacility?)null, PublicFacility.Next)!;

    private static DisclosurePublished Published(string key, string about, object fields, DateOnly from, DateOnly until) => new(
        key, key.Split('-')[0], about, JsonSerializer.SerializeToElement(fields, LedgerJson.Options).EnumerateObject().ToDictionary(x => x.Name, x => x.Value, StringComparer.Ordinal), "x", from, until, from);

    private static string Json(CountyLine line) => JsonSerializer.Serialize(line, LedgerJson.Options);
}
