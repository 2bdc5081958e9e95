using System.Globalization;
using CsCheck;
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
    public void a_later_notice_decides_and_is_named()
    {
        var longer = WorkingDays.Of([.. HolidayNotice.Of("cn"), new HolidayNotice("国办发明电〔2026〕9号", [new(new(2026, 12, 31), false, "元旦"), new(new(2027, 1, 3), true, "元旦")])]);
        Assert.Equal((new DateOnly(2027, 1, 3), false), longer.Add(new(2026, 12, 30), 2));
        Assert.Equal("国办发明电〔2026〕9号", longer.Deciding(new(2026, 12, 30), new(2027, 1, 3)));
        Assert.Equal("国办发明电〔2025〕7号", China.Deciding(new(2026, 9, 30), new(2026, 10, 9)));
        Assert.Null(China.Deciding(new(2027, 1, 4), new(2027, 1, 8)));
    }

    [Theory]
    [InlineData("2027-01-01,holiday,元旦"), InlineData("2027-13-01,holiday,元旦,X"), InlineData("2027-01-01,feast,元旦,X"), InlineData("2027-01-01,holiday,元旦,X\n2027-01-01,makeup-workday,元旦,X")]
    public void a_notice_that_is_none_is_refused_with_its_line(string rows) =>
        Assert.Contains("cn-x.csv: line ", Assert.Throws<PolicyException>(() => HolidayNotice.Read($"date,kind,name,notice\n{rows}".Split('\n'), "cn-x.csv")).Message, StringComparison.Ordinal);

    [Fact]
    public void counting_backwards_is_negative() => Assert.Equal(-3, China.Between(new(2026, 11, 27), new(2026, 11, 24)));

    [Fact]
    public void an_unknown_calendar_is_refused() => Assert.Throws<PolicyException>(() => WorkingDays.For("mars"));

    [Theory]
    [InlineData(5, "workday", "2026-02-26"), InlineData(15, "day", "2026-02-27"), InlineData(1, "month", "2026-03-12"), InlineData(3, "year", "2029-02-12"), InlineData(0, "workday", "2026-02-12"), InlineData(0, "hour", "2026-02-12"), InlineData(2, "hour", "2026-02-12"), InlineData(24, "hour", "2026-02-13")]
    public void a_term_counts_in_the_unit_of_its_clock(int n, string unit, string due) => Assert.Equal((Day(due), false), China.Deadline(new(2026, 2, 12), n, unit));

    [Fact]
    public void a_month_ends_on_its_last_day_where_it_is_short() => Assert.Equal(new DateOnly(2026, 2, 28), China.Deadline(new(2026, 1, 31), 1, "month").DueOn);

    [Fact]
    public void an_unknown_unit_is_refused() => Assert.Throws<PolicyException>(() => China.Deadline(new(2026, 2, 12), 1, "week"));

    [Fact]
    public void between_undoes_add() =>
        Gen.Select(Gen.Int[0, 2800], Gen.Int[0, 300]).Sample((from, n) => China.Between(new DateOnly(2019, 1, 1).AddDays(from), China.Add(new DateOnly(2019, 1, 1).AddDays(from), n).DueOn) == n);

    [Fact]
    public void without_a_calendar_monday_to_friday_work()
    {
        var weeks = WorkingDays.For(null);
        Assert.Equal((true, false), (weeks.IsWorkday(new(2026, 10, 1)), weeks.IsWorkday(new(2026, 10, 10))));
        Assert.True(WorkingDays.Knows(null) && WorkingDays.Knows("cn") && !WorkingDays.Knows("mars"));
    }

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
