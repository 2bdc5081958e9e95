using System.Globalization;
using System.Text;
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
    [InlineData("2027-01-01,holiday,元旦,〔2026〕9号\n2027-01-01,holiday,元旦,[2026] 9号"), InlineData("2027-01-01,holiday,元旦,X\n2072-01-02,holiday,元旦,X"), InlineData("2026-11-30,holiday,元旦,X\n2027-01-02,holiday,元旦,X")]
    [InlineData("2027-01-01,holiday,\"元旦\",X"), InlineData("2027-01-01,holiday,\u200B,X"), InlineData("2027-01-01;holiday;元旦;X"), InlineData("1/1/2027,holiday,元旦,X"), InlineData("0001-01-01,holiday,元旦,X"), InlineData("2027-01-01,holiday,元旦,X,Y")]
    public void a_notice_that_is_none_is_refused_with_its_line(string rows) =>
        Assert.Contains("cn-x.csv: line ", Assert.Throws<PolicyException>(() => HolidayNotice.Read($"date,kind,name,notice\n{rows}".Split('\n'), "cn-x.csv")).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(""), InlineData("2027-01-01,holiday,元旦,X"), InlineData("day,kind,name,notice\n2027-01-01,holiday,元旦,X")]
    public void a_notice_without_its_header_is_refused(string text) =>
        Assert.Contains("cn-x.csv: line 1: ", Assert.Throws<PolicyException>(() => HolidayNotice.Read(text.Split('\n'), "cn-x.csv")).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("CN-2027.csv", "date,kind,name,notice\n2027-01-01,holiday,元旦,9号\n", true), InlineData("cn-2027.CSV", "date,kind,name,notice\n2027-01-01,holiday,元旦,9号\n", true)]
    [InlineData("cn-2027.csv", "date,kind,name,notice\n", false)]
    public void a_notice_counts_however_its_file_is_spelled_and_one_without_a_day_is_refused(string file, string rows, bool taken)
    {
        var folder = Directory.CreateTempSubdirectory("facility-ledger-notices-");
        try
        {
            File.WriteAllText(Path.Combine(folder.FullName, file), rows);
            if (taken)
                Assert.Equal(HolidayNotice.Of("cn").Count + 1, HolidayNotice.Of("cn", folder.FullName).Count);
            else
                Assert.Contains("no day", Assert.Throws<PolicyException>(() => HolidayNotice.Of("cn", folder.FullName)).Message, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Theory]
    [InlineData("gbk", null), InlineData("utf16", null), InlineData("bom", 2), InlineData("excel-dates", 2), InlineData("blank-tail", 2)]
    public void a_file_of_a_notice_is_read_strictly(string kind, int? days)
    {
        var folder = Directory.CreateTempSubdirectory("facility-ledger-notices-");
        try
        {
            var rows = "date,kind,name,notice\n2026-12-26,makeup-workday,元旦,国办发明电〔2026〕9号\n2027-01-01,holiday,元旦,国办发明电〔2026〕9号\n";
            File.WriteAllBytes(Path.Combine(folder.FullName, "cn-2027.csv"), kind switch
            {
                // 元旦 and 国办发明电〔2026〕9号 as GBK has them.
                "gbk" => [.. "date,kind,name,notice\n2027-01-01,holiday,"u8, 0xD4, 0xAA, 0xB5, 0xA9, (byte)',', 0xB9, 0xFA, 0xB0, 0xEC, (byte)'\n'],
                "utf16" => [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(rows)],
                "bom" => [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(rows.ReplaceLineEndings("\r\n"))],
                "excel-dates" => Encoding.UTF8.GetBytes(rows.Replace("2026-12-26", "2026/12/26", StringComparison.Ordinal).Replace("2027-01-01", "2027/1/1", StringComparison.Ordinal)),
                _ => Encoding.UTF8.GetBytes($"{rows} \n,,,\n,,, \n"),
            });
            if (days is null)
                Assert.StartsWith("cn-2027.csv: ", Assert.Throws<PolicyException>(() => HolidayNotice.Of("cn", folder.FullName)).Message, StringComparison.Ordinal);
            else
                Assert.Equal(("国办发明电〔2026〕9号", days, 2027), HolidayNotice.Of("cn", folder.FullName)[^1] is var read ? (read.Number, (int?)read.Days.Count, read.Year) : default);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void counting_backwards_is_negative() => Assert.Equal(-3, China.Between(new(2026, 11, 27), new(2026, 11, 24)));

    [Fact]
    public void an_unknown_calendar_is_refused() => Assert.Throws<PolicyException>(() => WorkingDays.For("mars"));

    [Theory]
    [InlineData(5, "workday", "2026-02-26"), InlineData(15, "day", "2026-02-27"), InlineData(1, "month", "2026-03-12"), InlineData(3, "year", "2029-02-12"), InlineData(0, "workday", "2026-02-12"), InlineData(0, "hour", "2026-02-12"), InlineData(2, "hour", "2026-02-12"), InlineData(24, "hour", "2026-02-13")]
    public void a_term_counts_in_the_unit_of_its_clock(int n, string unit, string due) => Assert.Equal((Day(due), false), China.Deadline(new(2026, 2, 12), n, unit));

    [Theory]
    // National Day 2026: 1 to 7 October are off, Sunday 20 September and Saturday 10 October are worked.
    [InlineData("2026-09-16", 15, "day", "2026-10-08"), InlineData("2026-09-22", 15, "day", "2026-10-08"), InlineData("2026-09-23", 15, "day", "2026-10-08"), InlineData("2026-09-24", 15, "day", "2026-10-09"), InlineData("2026-09-05", 15, "day", "2026-09-20")]
    [InlineData("2026-09-10", 30, "day", "2026-10-10"), InlineData("2026-09-11", 30, "day", "2026-10-12"), InlineData("2026-09-01", 1, "month", "2026-10-08"), InlineData("2026-07-03", 3, "month", "2026-10-08"), InlineData("2024-10-01", 2, "year", "2026-10-08")]
    [InlineData("2026-01-31", 1, "month", "2026-02-28"), InlineData("2026-02-02", 15, "day", "2026-02-24"), InlineData("2026-11-14", 14, "day", "2026-11-30"), InlineData("2026-11-24", 5, "workday", "2026-12-01"), InlineData("2026-11-27", 24, "hour", "2026-11-28")]
    public void a_term_that_moves_ends_on_the_next_working_day(string start, int n, string unit, string due) => Assert.Equal((Day(due), false), China.Deadline(Day(start), n, unit, moves: true));

    [Fact]
    public void a_term_that_stays_ends_on_a_day_off_too() => Assert.Equal((new DateOnly(2026, 10, 1), false), China.Deadline(new(2026, 9, 16), 15, "day"));

    [Fact]
    public void a_term_is_provisional_unless_the_notice_of_its_last_day_is_there()
    {
        Assert.Equal((new DateOnly(2026, 12, 31), false), China.Deadline(new(2026, 12, 11), 20, "day", moves: true));
        Assert.Equal((new DateOnly(2027, 1, 1), true), China.Deadline(new(2026, 12, 12), 20, "day", moves: true));
        Assert.Equal((new DateOnly(2027, 1, 11), true), China.Deadline(new(2026, 12, 10), 1, "month", moves: true));
        Assert.False(China.Deadline(new(2026, 12, 12), 20, "day").Provisional);
        Assert.False(WorkingDays.For(null).Deadline(new(2026, 12, 12), 20, "day", moves: true).Provisional);
        // The notice for 2028 says nothing of 2027.
        var gap = WorkingDays.Of([.. HolidayNotice.Of("cn"), new HolidayNotice("〔2027〕1号", [new(new(2028, 1, 1), false, "元旦")])]);
        Assert.Equal((null, false, true), (gap.IsWorkday(new(2027, 6, 1)), gap.IsWorkday(new(2028, 1, 1)), gap.IsWorkday(new(2028, 6, 1))));
        Assert.True(gap.Add(new(2027, 5, 31), 5).Provisional);
        Assert.False(gap.Add(new(2028, 5, 31), 5).Provisional);
        // Holidays that run into a year without a notice carry the term there.
        var over = WorkingDays.Of([.. HolidayNotice.Of("cn"), new HolidayNotice("〔2026〕9号", [new(new(2026, 12, 31), false, "元旦")])]);
        Assert.Equal((new DateOnly(2027, 1, 1), true), over.Deadline(new(2026, 12, 11), 20, "day", moves: true));
    }

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
