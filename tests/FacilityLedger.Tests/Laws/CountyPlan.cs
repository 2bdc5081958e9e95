using FacilityLedger.Policies;

namespace FacilityLedger.Tests.Laws;

/// <summary>One command of a plan.</summary>
/// <param name="Stream">Place of the facility in the county; behind the last of them, of the inspection plan.</param>
/// <param name="Day">Days since the county began.</param>
public sealed record Command(int Stream, int Day, Step Step);

/// <summary>What is drawn for a county; all else follows from it.</summary>
/// <param name="NoticeOn">Day on which the notice of the next year arrives; null where it never does.</param>
public sealed record CountyPlan(uint Seed, DateOnly From, int Days, int Facilities, IReadOnlyList<(string Department, int Year)> Plans, DateOnly? NoticeOn, HolidayNotice Notice, IReadOnlyList<Command> Commands)
{
    /// <summary>Four to eight facilities over two to three years that cross the end of the known calendar.</summary>
    public static CountyPlan Of(uint seed)
    {
        var x = new Scene(null, DateOnly.MinValue, new Step(0, 0, 0, seed));
        var from = new DateOnly(2025, 1, 1).AddDays(x.Number(0, 180));
        var days = x.Number(790, 1095);
        var facilities = x.Number(4, 8);
        List<Command> commands = [];
        for (var facility = 0; facility < facilities; facility++)
        {
            // Busy days lie side by side, and months pass in between.
            var start = facility == 0 ? 0 : x.Number(0, days / 2);
            Give(facility, start, x.Number(15, 50), 0, 0, 1, 1, 2, 4, 7, 15, 30, 60);
            // Terms that run when the year ends.
            Give(facility, Math.Max(start, new DateOnly(2026, 12, 1).DayNumber - from.DayNumber + x.Number(0, 30)), x.Number(5, 25), 0, 0, 0, 1, 2, 3);
        }
        void Give(int facility, int first, int n, params IReadOnlyList<int> gaps)
        {
            for (var day = first; n > 0 && day < days; day += x.One(gaps), n--)
                commands.Add(new(facility, day, new Step(0, 0, x.One(0, 0, 0, 0, 0, x.Number(1, 15), x.Number(1, 15), x.Number(1, 120), x.Number(1, 700)), (uint)x.Number(0, int.MaxValue - 1))));
        }
        // Each department plans for each year in the months around its beginning, and draws later in it.
        (string Department, int Year)[] plans = [.. Enumerable.Range(from.Year, from.AddDays(days).Year - from.Year + 1).SelectMany(_ => new[] { "WJ", "XF", "SC" }, (year, department) => (department, year))];
        foreach (var (n, plan) in plans.Index())
            Give(facilities + n, Math.Max(0, new DateOnly(plan.Year, 1, 1).DayNumber - from.DayNumber + x.Number(-25, 60)), x.Number(5, 14), 0, 0, 1, 3, 7, 30, 60);
        // Most notices come in autumn, some when the year has begun.
        var noticeOn = new DateOnly(2026, 10, 25).AddDays(x.Number(0, 100));
        return new(seed, from, days, facilities, plans, noticeOn, Next(x), [.. commands.OrderBy(c => c.Day).Select((c, n) => c with { Step = c.Step with { Number = n } })]);
    }

    // The days of 2027, drawn: what matters is that some are off and some worked that plain weeks have otherwise.
    private static HolidayNotice Next(Scene x) => new("国办发明电〔2026〕示例", [.. Drawn(x).DistinctBy(d => d.Day).OrderBy(d => d.Day)]);

    private static IEnumerable<NoticeDay> Drawn(Scene x)
    {
        foreach (var (first, name) in new[] { (new DateOnly(2027, 1, 1), "元旦"), (new(2027, 2, 5), "春节"), (new(2027, 4, 3), "清明节"), (new(2027, 5, 1), "劳动节"), (new(2027, 6, 9), "端午节"), (new(2027, 9, 15), "中秋节"), (new(2027, 10, 1), "国庆节") })
        {
            var length = x.Number(1, 8);
            for (var i = 0; i < length; i++)
                yield return new(first.AddDays(i), Worked: false, name);
            for (var day = first.AddDays(-x.Number(1, 7)); x.Flag() && day.Year == 2027 && day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday; day = day.AddDays(-7))
                yield return new(day, Worked: true, name);
        }
    }
}
