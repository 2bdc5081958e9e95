using System.Globalization;
using System.Text.Json.Serialization;

namespace FacilityLedger.Policies;

/// <param name="Worked">A working day (调休上班); false: a day off.</param>
public sealed record NoticeDay(DateOnly Day, bool Worked, string Name);

/// <summary>A dated notice of the days off and the days worked in their place (国务院办公厅节假日安排的通知). A later notice may change days of an earlier one, and each is kept as it was.</summary>
/// <param name="Number">Number of the document, e.g. 国办发明电〔2025〕7号.</param>
public sealed record HolidayNotice(string Number, IReadOnlyList<NoticeDay> Days)
{
    private const string Header = "date,kind,name,notice";

    // As the notices write them, and as a spreadsheet does when it saves them.
    private static readonly string[] Dates = ["yyyy-MM-dd", "yyyy-M-d", "yyyy/M/d"];

    /// <summary>The year that it arranges. Its first days may lie in the December before.</summary>
    [JsonIgnore]
    public int Year => Days.Max(x => x.Day.Year);

    /// <summary>The notices of a calendar: those that the program knows, then those of files beside the policies whose names begin with the calendar's, in the order of their names.</summary>
    /// <exception cref="PolicyException">See <see cref="Read"/>; a file that is not UTF-8 is refused too.</exception>
    public static IReadOnlyList<HolidayNotice> Of(string? calendar, string? folder = null) => calendar is null ? [] :
    [
        .. WorkingDays.NoticesOf(calendar),
        .. Files(folder, calendar).SelectMany(x => Read(TextFile.Read(x).ReplaceLineEndings("\n").Split('\n'), Path.GetFileName(x))),
    ];

    private static IEnumerable<string> Files(string? folder, string calendar) => folder is null
        ? []
        : Directory.GetFiles(folder, $"{calendar}-*.csv", new EnumerationOptions { MatchCasing = MatchCasing.CaseInsensitive }).Order(StringComparer.Ordinal);

    /// <summary>Rows <c>date,kind,name,notice</c> under this header; kind is <c>holiday</c> or <c>makeup-workday</c>. Rows of blanks and commas
    /// alone count for nothing.</summary>
    /// <exception cref="PolicyException">The header is another, a row is no day, the same day stands twice in a notice, or a notice has days of
    /// different years; the message names the file, the line and the reason.</exception>
    public static IReadOnlyList<HolidayNotice> Read(IEnumerable<string> lines, string name)
    {
        var rows = lines.Select((text, i) => (Line: i + 1, Cells: text.TrimEnd(' ', '\t', ',').Split(',', StringSplitOptions.TrimEntries)))
            .Where(x => x.Cells is not [""]).ToList();
        if (rows is not [var first, ..] || !string.Join(',', first.Cells).Equals(Header, StringComparison.OrdinalIgnoreCase))
            throw new PolicyException($"{name}: line {(rows.Count == 0 ? 1 : rows[0].Line)}: the header {Header} is missing");
        if (rows.Count == 1)
            throw new PolicyException($"{name}: there is no day in it");
        var days = rows.Skip(1).Select(x => Wrong(x.Cells) is { } reason
            ? throw new PolicyException($"{name}: line {x.Line}: {reason}")
            : (x.Line, Notice: x.Cells[3], Day: new NoticeDay(DayOf(x.Cells[0])!.Value, x.Cells[1] == "makeup-workday", x.Cells[2]))).ToList();
        var notices = days.GroupBy(x => x.Notice, Folding.Comparer).ToList();
        foreach (var notice in notices)
        {
            if (notice.GroupBy(x => x.Day.Day).FirstOrDefault(x => x.Count() > 1) is { } twice)
                throw new PolicyException($"{name}: line {twice.Last().Line}: {twice.Key:yyyy-MM-dd} stands twice in {notice.Key}");
            var last = notice.MaxBy(x => x.Day.Day);
            if (notice.FirstOrDefault(x => x.Day.Day < new DateOnly(last.Day.Day.Year - 1, 12, 1)) is { Notice: not null } other)
                throw new PolicyException($"{name}: line {other.Line}: {other.Day.Day:yyyy-MM-dd} is no day of the year of {last.Day.Day:yyyy-MM-dd} (line {last.Line}), both of {notice.Key}");
        }
        return [.. notices.Select(x => new HolidayNotice(x.Key, [.. x.Select(y => y.Day)]))];
    }

    /// <summary>Whether two notices say the same.</summary>
    public bool Same(HolidayNotice other) => Is(other.Number) && Days.SequenceEqual(other.Days);

    /// <summary>Whether this is the notice of the number, however that is written.</summary>
    public bool Is(string number) => Folding.Same(Number, number);

    private static string? Wrong(string[] cells) => cells switch
    {
        not [_, _, _, _] => $"{cells.Length} cells in place of {Header}",
        _ when DayOf(cells[0]) is null => $"{cells[0]} is no day of the form 2027-01-31",
        [_, not ("holiday" or "makeup-workday"), ..] => $"{cells[1]} is neither holiday nor makeup-workday",
        _ when cells.Skip(2).FirstOrDefault(x => x.Contains('"', StringComparison.Ordinal) || PlainText.Fault(x) is not null) is { } unfit => $"[{unfit}] is no text: blank, quoted, or with signs that cannot be seen",
        _ => null,
    };

    private static DateOnly? DayOf(string text) => DateOnly.TryParseExact(text, Dates, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is > 2000 and < 2200 ? day : null;
}
