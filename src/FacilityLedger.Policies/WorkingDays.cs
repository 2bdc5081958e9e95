using System.Collections.Frozen;

namespace FacilityLedger.Policies;

/// <summary>Which days are worked. In China a row of a holiday notice decides; without a row Monday to Friday work. Past the last notice the answer is unknown.</summary>
public sealed class WorkingDays
{
    private static readonly IReadOnlyList<HolidayNotice> China = Known("cn-working-days.csv");

    private readonly IReadOnlyList<HolidayNotice> notices;
    private readonly FrozenDictionary<DateOnly, bool> worked;
    private readonly FrozenSet<int> years;

    private WorkingDays(IReadOnlyList<HolidayNotice> notices)
    {
        this.notices = notices;
        var days = new Dictionary<DateOnly, bool>();
        foreach (var day in notices.SelectMany(x => x.Days))
            days[day.Day] = day.Worked;
        worked = days.ToFrozenDictionary();
        // A notice covers its year to the end, though its last row lies in October.
        years = notices.Select(x => x.Year).ToFrozenSet();
    }

    /// <summary>The days as the notices leave them, the later ones deciding; none at all makes Monday to Friday worked.</summary>
    public static WorkingDays Of(IReadOnlyList<HolidayNotice> notices) => new(notices);

    /// <summary>The calendar of a name (<c>cn</c>) as the program knows it, or Monday to Friday for none.</summary>
    /// <exception cref="PolicyException">There is no calendar of that name.</exception>
    public static WorkingDays For(string? name) => name is null ? new([]) : new(NoticesOf(name));

    /// <exception cref="PolicyException">There is no calendar of that name.</exception>
    internal static IReadOnlyList<HolidayNotice> NoticesOf(string name) => name == "cn" ? China : throw new PolicyException($"There is no calendar {name}");

    /// <summary>Whether there is a calendar of that name; none is one.</summary>
    public static bool Knows(string? name) => name is null or "cn";

    /// <summary>Whether the day is worked; null when no notice covers it yet.</summary>
    public bool? IsWorkday(DateOnly day) => Covers(day) ? Worked(day) : null;

    /// <summary>The n-th working day after a day; the day after the start is day 1. Where no notice covers the last day plain weeks count, and the answer is provisional.</summary>
    public (DateOnly DueOn, bool Provisional) Add(DateOnly start, int workdays)
    {
        var day = start;
        for (var left = workdays; left > 0;)
        {
            day = day.AddDays(1);
            if (Worked(day))
                left--;
        }
        return (day, !Covers(day));
    }

    /// <summary>Working days after <paramref name="from"/> up to and with <paramref name="to"/>; negative the other way round.</summary>
    public int Between(DateOnly from, DateOnly to)
    {
        if (to < from)
            return -Between(to, from);
        var count = 0;
        for (var day = from.AddDays(1); day <= to; day = day.AddDays(1))
            count += Worked(day) ? 1 : 0;
        return count;
    }

    /// <summary>The last day of a term that starts on a day: working days, calendar days, months or years (行政处罚法 85). A month or year ends on the same number of the month, or on its last day where it has no such number.</summary>
    /// <param name="moves">A last day that is off makes the next working day the last (民法典 203), see <see cref="WhenDayOff"/>. Of working days and hours nothing moves.</param>
    /// <remarks>Of hours only whole days count here: a term of less ends on the day itself.</remarks>
    /// <exception cref="PolicyException">The unit is unknown; <see cref="PolicyChecks"/> refuses it before.</exception>
    public (DateOnly DueOn, bool Provisional) Deadline(DateOnly start, int n, string unit, bool moves = false) => unit switch
    {
        "workday" => Add(start, n),
        "day" => Off(start.AddDays(n), moves),
        "month" => Off(start.AddMonths(n), moves),
        "year" => Off(start.AddYears(n), moves),
        "hour" => (start.AddDays(n / 24), false),
        _ => throw new PolicyException($"unknown unit {unit}"),
    };

    /// <summary>The last notice that has a say in the days after <paramref name="from"/> up to <paramref name="to"/>; null where none has.</summary>
    public string? Deciding(DateOnly from, DateOnly to) => notices.LastOrDefault(x => x.Days.Any(d => d.Day > from && d.Day <= to || d.Day.Year == to.Year))?.Number;

    // A term that stays does not ask the calendar, and so is never provisional.
    private (DateOnly, bool) Off(DateOnly last, bool moves) => moves ? Add(last.AddDays(-1), 1) : (last, false);

    // Before the first notice no other will come; of a year between two notices one may.
    private bool Covers(DateOnly day) => years.Count == 0 || years.Contains(day.Year) || day.Year < years.Min();

    private bool Worked(DateOnly day) => worked.TryGetValue(day, out var row) ? row : day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday);

    private static IReadOnlyList<HolidayNotice> Known(string resource)
    {
        using var stream = typeof(WorkingDays).Assembly.GetManifestResourceStream(resource)!;
        using var reader = new StreamReader(stream, TextFile.Strict);
        return HolidayNotice.Read(reader.ReadToEnd().Split('\n', StringSplitOptions.TrimEntries), resource);
    }
}
