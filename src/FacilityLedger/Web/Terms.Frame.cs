using FacilityLedger.Facilities;

namespace FacilityLedger.Web;

/// <summary>The words around the content of a page.</summary>
public static partial class Terms
{
    public static Words Skip { get; } = new("跳到正文", "Skip to content");
    public static Words MainNav { get; } = new("主导航", "Main");
    public static Words Where { get; } = new("位置", "Where you are");
    public static Words Beside { get; } = new("补充信息", "More about this page");
    public static Words FindFacility { get; } = new("查找机构", "Find childcare");
    public static Words AllFigures { get; } = new("总体数据", "Figures");
    public static Words HowGenuine { get; } = new("如何核验", "How to verify");
    public static Words Help { get; } = new("咨询与投诉", "Help");
    public static Words Statuses { get; } = new("状态说明", "What the statuses mean");
    public static Words OpenData { get; } = new("开放数据", "Open data");
    public static Words SampleData { get; } = new("示例数据", "Sample data");
    public static Words SampleMeans { get; } = new("：机构、代码和事件均为虚构，仅供演示，不代表任何真实机构。", ": every facility, code and event here is invented for demonstration.");
    public static Words StaffSignIn { get; } = new("登录", "Staff sign-in");
    public static Words SignIn { get; } = new("登录", "Sign in");
    public static Words SignOut { get; } = new("退出", "Sign out");
    public static Words AppendOnly { get; } = new("事件只追加、不修改；更正也是事件。", "Events are only ever appended; a correction is an event too.");
    public static Words NoEvents { get; } = new("还没有事件。", "No events yet.");
    public static Words Basis { get; } = new("依据", "Basis:");
    public static Words ErrorPrefix { get; } = new("错误：", "Error: ");
    public static Words Optional { get; } = new("（选填）", " (optional)");

    /// <summary>The moment and the last event up to which a page is true.</summary>
    public static Words AsOf(DateTimeOffset local, long? position)
    {
        var moment = Dates.Prose(local);
        return position is { } n
            ? new($"数据截至 {moment}，台账第 {Numbers.Whole(n)} 号。", $"Data as of {moment}, ledger entry {Numbers.Whole(n)}.")
            : new($"数据截至 {moment}。", $"Data as of {moment}.");
    }

    public static Words ErrorCount(int n) => new($"有 {n} 处需要改正", n == 1 ? "There is 1 thing to put right" : $"There are {n} things to put right");

    public static Words YearOfEvents(int year, int n) => new($"{year} 年（{n} 件）", $"{year} ({Count(n, "event")})");
}
