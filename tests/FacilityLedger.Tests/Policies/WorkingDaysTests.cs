using System.Globalization;
using FacilityLedger.Policies;
using Xunit;

namespace FacilityLedger.Tests.Policies;

public sealed class WorkingDaysTests
{
    private static readonly WorkingDays China = WorkingDays.For("cn");

    [Fact]
    public void the_day_after_the_start_is_day_one() => Assert.All(Vectors.Of("add-cases.csv"), row =>
        Assert.Equal((Day(row[2]), false), China.Add(Day(row[0]), int.Parse(row[1], CultureInfo.InvariantCulture))));

    [Theory]
    [InlineData(2019, 250), InlineData(2020, 249), InlineData(2021, 250), InlineData(2022, 249), InlineData(2023, 249), InlineData(2024, 251), InlineData(2025, 248), InlineData(2026, 248)]
    public void each_year_has_its_working_days(int year, int days) => Assert.Equal(days, China.Between(new(year - 1, 12, 31), new(year, 12, 31)));

    [Fact]
    public void past_the_last_notice_a_deadline_is_provisional()
    {
        Assert.Null(China.IsWorkday(new(2027, 1, 4)));
        Assert.Equal((new DateOnly(2027, 1, 4), true), China.Add(new(2026, 12, 31), 2));
        Assert.False(WorkingDays.For(null).Add(new(2026, 12, 31), 2).Provisional);
    }

    [Fact]
    public void counting_backwards_is_negative() => Assert.Equal(-3, China.Between(new(2026, 11, 27), new(2026, 11, 24)));

    [Fact]
    public void an_unknown_calendar_is_refused() => Assert.Throws<PolicyException>(() => WorkingDays.For("mars"));

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
