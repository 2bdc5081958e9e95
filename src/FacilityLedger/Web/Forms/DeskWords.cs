using FacilityLedger.Facilities;

namespace FacilityLedger.Web.Forms;

/// <summary>The words of the officers' pages.</summary>
public static class DeskWords
{
    public static Words Today { get; } = new("今日工作", "Today");
    public static Words Facilities { get; } = new("机构", "Institutions");
    public static Words PublicPages { get; } = new("公示页", "Public pages");
    public static Words Choose { get; } = new("请选择", "Choose");
    public static Words Submit { get; } = new("提交", "Submit");
    public static Words Cancel { get; } = new("取消", "Cancel");
    public static Words Search { get; } = new("查找", "Search");
    public static Words NameOrCode { get; } = new("名称或代码", "Name or code");
    public static Words More { get; } = new("下一页", "Next page");
    public static Words Nothing { get; } = new("没有符合条件的机构。", "No institution matches.");
    public static Words NothingDue { get; } = new("没有待办。", "Nothing is due.");
    public static Words ChangedMeanwhile { get; } = new("打开本页之后，该事项有以下变化；核对后可以再次提交。", "Since you opened this page the thing has changed as follows; look at it, then you can submit again.");
    public static Words OfInstitution { get; } = new("等待机构", "Waiting for the institution");
    public static Words Commands { get; } = new("本部门可以办理", "What your department may do");
    public static Words Others { get; } = new("其他事项为什么不能办", "Why not the others");
    public static Words Overdue { get; } = new("已逾期", "Overdue");
    public static Words DueToday { get; } = new("今日到期", "Due today");
    public static Words Soon { get; } = new("5 个工作日内", "Within 5 working days");
    public static Words Later { get; } = new("之后", "Later");
    public static Words Todo { get; } = new("待办与期限", "To do and due");
    public static Words Facts { get; } = new("基本情况", "Facts");
    public static Words Classes { get; } = new("班级", "Classes");
    public static Words Inspections { get; } = new("检查", "Inspections");
    public static Words Violations { get; } = new("违法与整改", "Violations");
    public static Words Disclosures { get; } = new("公示", "Disclosures");
    public static Words Assessments { get; } = new("质量评估", "Assessments");
    public static Words Credit { get; } = new("信用", "Credit");
    public static Words Events { get; } = new("事件", "Events");
    public static Words NoEntries { get; } = new("没有记录。", "None.");

    public static Words VersionNow(long version) => new($"现在的版本：{version}。", $"Version now: {version}.");
    public static Words Due(string day) => new($"到期 {day}", $"due {day}");
    public static Words Entered(long version, string at, string department) => new($"第 {version} 号，{at} 由{department}录入", $"No. {version}, entered {at} by {department}");
    public static Words Voided(long by) => new($"，已由第 {by} 号作废", $", voided by no. {by}");

    /// <summary>The name by which officers know an institution.</summary>
    public static string NameOf(Facility x) => x.Registration.Name.Length > 0 ? x.Registration.Name : x.Register.Entry?.Name ?? x.Id;
}
