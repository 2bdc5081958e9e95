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
        Assert.InRange(acts.Select(x => x.Stream).Distinct().Count(), 40, 60);
        Assert.True(acts[^1].At < Book.EndOf(day), $"{acts[^1].At}");
    }

    [Fact]
    public void it_is_the_same_county_each_time() => Assert.Equal(
        SampleCounty.Live(Book, new(2026, 11, 24)).Select(x => (x.At, x.Stream, x.Decision.Events.Count)), SampleCounty.Live(Book, new(2026, 11, 24)).Select(x => (x.At, x.Stream, x.Decision.Events.Count)));
}
