using System.Collections.Frozen;
using System.Globalization;

namespace FacilityLedger.Policies;

/// <summary>Which days are worked. In China a row of a holiday notice decides; without a row Monday to Friday work. Past the last notice the answer is unknown.</summary>
public sealed class WorkingDays
{
    private static readonly WorkingDays China = Noticed("cn-working-days.csv");
    private static readonly WorkingDays Plain = new([], lastNotice: null);

    private readonly FrozenDictionary<DateOnly, bool> worked;
    private readonly DateOnly? lastNotice;

    private WorkingDays(IEnumerable<KeyValuePair<DateOnly, bool>> rows, DateOnly? lastNotice) => (worked, this.lastNotice) = (rows.ToFrozenDictionary(), lastNotice);

    /// <summary>The calendar of a name (<c>cn</c>), or Monday to Friday for none.</summary>
    /// <exception cref="PolicyException">There is no calendar of that name.</exception>
    public static WorkingDays For(string? name) => name switch
    {
        null => Plain,
        "cn" => China,
        _ => throw new PolicyException($"There is no calendar {name}"),
    };

    /// <summary>Whether there is a calendar of that name; none is one.</summary>
    public static bool Knows(string? name) => name is null or "cn";

    /// <summary>Whether the day is worked; null when no notice covers it yet.</summary>
    public bool? IsWorkday(DateOnly day) => day > lastNotice ? null : Worked(day);

    /// <summary>The n-th working day after a day; the day after the start is day 1. Past the last notice plain weeks count, and the answer is provisional.</summary>
    public (DateOnly DueOn, bool Provisional) Add(DateOnly start, int workdays)
    {
        var day = start;
        for (var left = workdays; left > 0;)
        {
            day = day.AddDays(1);
            if (Worked(day))
                left--;
        }
        return (day, day > lastNotice);
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
    /// <remarks>Of hours only whole days count here: a term of less ends on the day itself.</remarks>
    /// <exception cref="PolicyException">The unit is unknown; <see cref="PolicyChecks"/> refuses it before.</exception>
    public (DateOnly DueOn, bool Provisional) Deadline(DateOnly start, Clock clock) => clock.Unit switch
    {
        "workday" => Add(start, clock.N),
        "day" => (start.AddDays(clock.N), false),
        "month" => (start.AddMonths(clock.N), false),
        "year" => (start.AddYears(clock.N), false),
        "hour" => (start.AddDays(clock.N / 24), false),
        _ => throw new PolicyException($"clock {clock.Code}: unknown unit {clock.Unit}"),
    };

    private bool Worked(DateOnly day) => worked.TryGetValue(day, out var row) ? row : day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday);

    // A notice covers its year to the end, though its last row lies in October.
    private static WorkingDays Noticed(string resource)
    {
        var rows = Rows(resource).ToList();
        return new(rows, new DateOnly(rows.Max(x => x.Key.Year), 12, 31));
    }

    private static IEnumerable<KeyValuePair<DateOnly, bool>> Rows(string resource)
    {
        using var stream = typeof(WorkingDays).Assembly.GetManifestResourceStream(resource)!;
        using var reader = new StreamReader(stream);
        reader.ReadLine();
        while (reader.ReadLine() is { } line)
            if (line.Split(',') is [var day, var kind, ..])
                yield return new(DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture), kind == "makeup-workday");
    }
}
