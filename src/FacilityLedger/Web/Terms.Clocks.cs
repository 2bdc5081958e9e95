using FacilityLedger.Facilities;

namespace FacilityLedger.Web;

/// <summary>The words of deadlines. A day is a working day or a calendar day, and the words say which.</summary>
public static partial class Terms
{
    /// <summary>A running clock with <paramref name="n"/> working days to go: 0 is due today, below 0 it is past due.</summary>
    public static Term WorkingDays(int n) => n switch
    {
        < 0 => Overdue(-n),
        0 => DueToday,
        _ => new(WorkingDaysLeft(n), "clock", Tone.Info),
    };

    /// <summary>The same in calendar days.</summary>
    public static Term Days(int n) => n switch
    {
        < 0 => new(new($"逾期 {-n} 日", $"{Count(-n, "day")} past due"), "bad", Tone.Bad),
        0 => DueToday,
        _ => new(DaysLeft(n), "clock", Tone.Info),
    };

    /// <summary>Past due by <paramref name="n"/> working days.</summary>
    public static Term Overdue(int n) => new(new($"逾期 {n} 个工作日", $"{Count(n, "working day")} past due"), "bad", Tone.Bad);

    public static Term DueToday { get; } = new(new("今日到期", "Due today"), "today", Tone.Warn);

    /// <summary>The calendar of the due day is not published yet, so it may move.</summary>
    public static Term Provisional(DateOnly due)
    {
        var (zh, en) = Dates.InTables(due);
        return new(new($"暂定 {zh}", $"Provisional: {en}"), "soft", Tone.Info, Draft: true);
    }

    public static Term Stopped { get; } = new(new("期限中止", "Stopped"), "pause", Tone.Plain);
    public static Term MetInTime { get; } = new(new("按期办结", "Met in time"), "ok", Tone.Ok);
    public static Term MetLate { get; } = new(new("逾期办结", "Met late"), "warn", Tone.Warn);

    public static Words WorkingDaysLeft(int n) => new($"还剩 {n} 个工作日", $"{Count(n, "working day")} left");
    public static Words DaysLeft(int n) => new($"还剩 {n} 日", $"{Count(n, "day")} left");

    /// <summary>1 event, 2 events.</summary>
    public static string Count(int n, string noun) => Count(n, noun, noun + "s");

    /// <summary>1 entry, 2 entries.</summary>
    public static string Count(int n, string one, string many) => n == 1 ? $"1 {one}" : $"{Numbers.Whole(n)} {many}";
}
