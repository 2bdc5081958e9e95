using System.Globalization;

namespace FacilityLedger.Policies;

/// <param name="Worked">A working day (调休上班); false: a day off.</param>
public sealed record NoticeDay(DateOnly Day, bool Worked, string Name);

/// <summary>A dated notice of the days off and the days worked in their place (国务院办公厅节假日安排的通知). A later notice may change days of an earlier one, and each is kept as it was.</summary>
/// <param name="Number">Number of the document, e.g. 国办发明电〔2025〕7号.</param>
public sealed record HolidayNotice(string Number, IReadOnlyList<NoticeDay> Days)
{
    /// <summary>The notices of a calendar: those that the program knows, then those of files beside the policies whose names begin with the calendar's, in the order of their names.</summary>
    /// <exception cref="PolicyException">A row is no day, or the same day stands twice in a notice; the message names the file and the line.</exception>
    public static IReadOnlyList<HolidayNotice> Of(string? calendar, string? folder = null) => calendar is null ? [] :
    [
        .. WorkingDays.NoticesOf(calendar),
        .. Files(folder, calendar).SelectMany(x => Read(File.ReadLines(x), Path.GetFileName(x))),
    ];

    private static IEnumerable<string> Files(string? folder, string calendar) => folder is null ? [] : Directory.GetFiles(folder, $"{calendar}-*.csv").Order(StringComparer.Ordinal);

    /// <summary>Rows <c>date,kind,name,notice</c> under a header; kind is <c>holiday</c> or <c>makeup-workday</c>.</summary>
    /// <exception cref="PolicyException">See <see cref="Of"/>.</exception>
    public static IReadOnlyList<HolidayNotice> Read(IEnumerable<string> lines, string name)
    {
        var rows = lines.Select((line, i) => (Line: i + 1, Text: line)).Skip(1).Where(x => x.Text.Length > 0).Select(x => x.Text.Split(',') is [var day, "holiday" or "makeup-workday", { Length: > 0 } title, { Length: > 0 } notice]
            && DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var on)
            ? (x.Line, Notice: notice, Day: new NoticeDay(on, x.Text.Contains(",makeup-workday,", StringComparison.Ordinal), title))
            : throw new PolicyException($"{name}: line {x.Line}: not date,holiday|makeup-workday,name,notice")).ToList();
        if (rows.GroupBy(x => (x.Notice, x.Day.Day)).FirstOrDefault(x => x.Count() > 1) is { } twice)
            throw new PolicyException($"{name}: line {twice.Last().Line}: {twice.Key.Day:yyyy-MM-dd} stands twice in {twice.Key.Notice}");
        return [.. rows.GroupBy(x => x.Notice, StringComparer.Ordinal).Select(x => new HolidayNotice(x.Key, [.. x.Select(y => y.Day)]))];
    }

    public bool Same(HolidayNotice other) => Number == other.Number && Days.SequenceEqual(other.Days);
}
