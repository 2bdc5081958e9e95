namespace FacilityLedger.Policies;

/// <summary>A calendar of working days. A row of a notice decides a day; without one Monday to Friday work. Immutable.</summary>
/// <remarks>Past the last notice nobody knows: a term that reaches there counts plain weeks, is provisional, and is computed again when the notice is loaded.</remarks>
public sealed class WorkingDays
{
    private static readonly WorkingDays Weeks = new(new Dictionary<DateOnly, bool>(), DateOnly.MinValue, DateOnly.MaxValue);
    private static readonly Lazy<WorkingDays> China = new(() => Embedded("cn-working-days.csv"));

    private readonly IReadOnlyDictionary<DateOnly, bool> rows;
    private readonly DateOnly first;
    private readonly DateOnly last;

    private WorkingDays(IReadOnlyDictionary<DateOnly, bool> rows, DateOnly first, DateOnly last) => (this.rows, this.first, this.last) = (rows, first, last);

    /// <summary>The calendar of a policy; null: Monday to Friday, never provisional.</summary>
    /// <exception cref="ArgumentException">There is no calendar of that name.</exception>
    public static WorkingDays For(string? name) => name switch
    {
        null => Weeks,
        "cn" => China.Value,
        _ => throw new ArgumentException($"There is no calendar {name}.", nameof(name)),
    };

    /// <summary>Whether a calendar of that name exists.</summary>
    public static bool Knows(string? name) => name is null or "cn";

    /// <summary>Whether people work on the day; null where no notice covers it: before the first or after the last.</summary>
    public bool? IsWorkday(DateOnly day) => day < first || day > last ? null : Works(day);

    /// <summary>The working day that many working days after the start; the day after the start is day 1, and none is the start itself.</summary>
    /// <returns>The day, and whether any day of the term lies where no notice covers it.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public (DateOnly Day, bool Provisional) Add(DateOnly start, int workdays)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(workdays);
        var (day, provisional) = (start, false);
        while (workdays > 0)
        {
            day = day.AddDays(1);
            provisional |= IsWorkday(day) is null;
            if (Works(day))
                workdays--;
        }
        return (day, provisional);
    }

    /// <summary>Working days after <paramref name="from"/> up to and with <paramref name="to"/>; negative when <paramref name="to"/> is earlier.</summary>
    public int Between(DateOnly from, DateOnly to)
    {
        if (to < from)
            return -Between(to, from);
        var count = 0;
        for (var day = from; day < to;)
        {
            day = day.AddDays(1);
            if (Works(day))
                count++;
        }
        return count;
    }

    /// <summary>The last day of a term. Terms in days, months and years are of the calendar and end on any day (行政处罚法 85 makes only its terms of 2, 3, 5 and 7 days working days).</summary>
    /// <remarks>Months and years end on the same number of the month, or on its last day where it has no such number. Hours round up to whole days.</remarks>
    /// <exception cref="ArgumentException">The unit is unknown; the policy's checks refuse it before.</exception>
    public (DateOnly DueOn, bool Provisional) Deadline(DateOnly start, Clock clock) => clock.Unit switch
    {
        "workday" => Add(start, clock.N),
        "day" => (start.AddDays(clock.N), false),
        "month" => (start.AddMonths(clock.N), false),
        "year" => (start.AddYears(clock.N), false),
        "hour" => (start.AddDays((clock.N + 23) / 24), false),
        _ => throw new ArgumentException($"A clock does not count in {clock.Unit}.", nameof(clock)),
    };

    private bool Works(DateOnly day) => rows.TryGetValue(day, out var works) ? works : day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday);

    // A notice covers its year to the end, though its last row is in October; its first rows may lie in the December before.
    private static WorkingDays Embedded(string name)
    {
        using var reader = new StreamReader(typeof(WorkingDays).Assembly.GetManifestResourceStream(name)!);
        var days = reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1)
            .Select(x => x.Split(','))
            .ToDictionary(x => DateOnly.ParseExact(x[0], "yyyy-MM-dd"), x => x[1] == "makeup-workday");
        return new(days, days.Keys.Min(), new(days.Keys.Max().Year, 12, 31));
    }
}
