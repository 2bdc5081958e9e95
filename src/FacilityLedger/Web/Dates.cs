using System.Globalization;
using FacilityLedger.Facilities;

namespace FacilityLedger.Web;

/// <summary>Dates as people read them: 2026年11月24日 and 24 November 2026 in prose, 2026-11-24 and 24 Nov 2026 in tables. Month names are ours, not those of the machine's locale data.</summary>
public static class Dates
{
    public static string Prose(DateOnly day) => InProse(day).ToString();
    public static string Table(DateOnly day) => Words.IsEnglish ? English(day, "d MMM yyyy") : Iso(day);
    public static string Prose(DateTimeOffset local) => $"{Prose(DayOf(local))}{(Words.IsEnglish ? "," : "")} {Clock(local)}";
    public static string Table(DateTimeOffset local) => $"{Table(DayOf(local))} {Clock(local)}";

    /// <summary>For <c>datetime</c> attributes and files.</summary>
    public static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    public static string Iso(DateTimeOffset instant) => instant.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);

    /// <summary>The form of prose in both languages, for words that are kept.</summary>
    public static Words InProse(DateOnly day) => new($"{day.Year}年{day.Month}月{day.Day}日", English(day, "d MMMM yyyy"));

    /// <summary>The form of tables in both languages, for words that are kept.</summary>
    public static Words InTables(DateOnly day) => new(Iso(day), English(day, "d MMM yyyy"));

    /// <summary>星期二, Tuesday.</summary>
    public static Words Weekday(DateOnly day) => new("星期" + "日一二三四五六"[(int)day.DayOfWeek], day.DayOfWeek.ToString());

    private static string English(DateOnly day, string format) => day.ToString(format, CultureInfo.InvariantCulture);
    private static string Clock(DateTimeOffset local) => local.ToString("HH:mm", CultureInfo.InvariantCulture);
    private static DateOnly DayOf(DateTimeOffset local) => DateOnly.FromDateTime(local.DateTime);
}
