using FacilityLedger.Facilities;

namespace FacilityLedger.Web.Forms;

/// <summary>The words of the officers' pages.</summary>
public static partial class DeskWords
{
    public static Words Today { get; } = new("今日工作", "Today");
    public static Words Facilities { get; } = new("机构", "Institutions");
    public static Words Campaigns { get; } = new("评估批次", "Campaigns");
    public static Words PublicPages { get; } = new("公示页", "Public pages");
    public static Words PublicPage { get; } = new("公示页", "Public page");
    public static Words Choose { get; } = new("请选择", "Choose");
    public static Words Submit { get; } = new("提交", "Submit");
    public static Words Cancel { get; } = new("取消", "Cancel");
    public static Words Search { get; } = new("查找", "Search");
    public static Words NameOrCode { get; } = new("名称或代码", "Name or code");
    public static Words Town { get; } = new("镇（街道）", "Town");
    public static Words Status { get; } = new("状态", "Status");
    public static Words All { get; } = new("全部", "All");
    public static Words Open { get; } = new("待办", "Open");
    public static Words WithOpen { get; } = new("有待办", "Something open");
    public static Words WithOverdue { get; } = new("有逾期", "Something overdue");
    public static Words Institution { get; } = new("机构", "Institution");
    public static Words Next { get; } = new("下一页", "Next page");
    public static Words Previous { get; } = new("上一页", "Previous page");
    public static Words Clear { get; } = new("清除筛选", "Clear the search");
    public static Words Nothing { get; } = new("没有符合条件的机构。", "No institution matches.");
    public static Words NothingDue { get; } = new("没有待办。", "Nothing is due.");
    public static Words NoOffice { get; } = new("您的账号不属于任何部门：可以查看机构，不能办理事项。", "Your account belongs to no department: you can read the files of institutions, and enter nothing.");
    public static Words FileKept { get; } = new("文件已收到，不必再选：", "The file has arrived and need not be chosen again:");
    public static Words Print { get; } = new("打印", "Print");
    public static Words EvidenceOf { get; } = new("证据", "Evidence");
    public static Words Plans { get; } = new("检查计划", "Inspection plans");
    public static Words NoPlans { get; } = new("还没有检查计划。", "There is no inspection plan yet.");
    public static Words PlanItems { get; } = new("事项", "Items");
    public static Words Draws { get; } = new("随机抽取", "Draws");
    public static Words NoCampaigns { get; } = new("还没有评估批次。", "There is no campaign yet.");
    public static Words OfInstitution { get; } = new("等待机构", "Waiting for the institution");
    public static Words Commands { get; } = new("可以办理", "What you can enter");
    public static Words OtherCommands { get; } = new("本部门的其他事项（当前状态通常用不到）", "Other commands of your department (usually not for this state)");
    public static Words Others { get; } = new("其他事项为什么不能办", "Why not the others");
    public static Words Command { get; } = new("事项", "Command");
    public static Words WhoMay { get; } = new("由谁办理", "Who may give it");
    public static Words Clause { get; } = new("条款", "Clause");
    public static Words Nobody { get; } = new("没有部门", "No department");
    public static Words Overdue { get; } = new("已逾期", "Overdue");
    public static Words DueToday { get; } = new("今日到期", "Due today");
    public static Words Soon { get; } = new("5 个工作日内", "Within 5 working days");
    public static Words Later { get; } = new("之后", "Later");
    public static Words OverdueBrief { get; } = new("逾期", "Late");
    public static Words TodayBrief { get; } = new("今日", "Today");
    public static Words SoonBrief { get; } = new("5日内", "Soon");
    public static Words Area { get; } = new("领域", "Area");
    public static Words ByTown { get; } = new("按镇街", "By town");
    public static Words AllTowns { get; } = new("查看全部镇街", "All towns");
    public static Words CalendarFile { get; } = new("期限日历（iCalendar）", "Deadlines as a calendar file (iCalendar)");
    public static Words Items(int n) => new($"{n} 项", $"{n} items");
    public static Words ByArea { get; } = new("按领域", "By area");
    public static Words Total { get; } = new("合计", "Total");
    public static Words Todo { get; } = new("待办与期限", "To do and due");
    public static Words Facts { get; } = new("基本情况", "Facts");
    public static Words Inspections { get; } = new("检查", "Inspections");
    public static Words Violations { get; } = new("违法与整改", "Violations");
    public static Words Disclosures { get; } = new("公示", "Disclosures");
    public static Words Assessments { get; } = new("质量评估", "Assessments");
    public static Words Credit { get; } = new("诚信评价", "Credit");
    public static Words Events { get; } = new("事件", "Events");
    public static Words Sealed { get; } = new("已密封存档，不显示", "kept sealed, not shown");
    public static Words BackToDay { get; } = new("回到今日工作", "Back to today");
    public static Words ToRecord { get; } = new("回到机构", "Back to the institution");
    public static Words Recorded { get; } = new("已录入：", "Recorded:");
    public static Words Unchanged { get; } = new("与台账中的记录相同，没有新增：", "The ledger held the same already; nothing was added:");
    public static Words ChooseFirst { get; } = new("先选择", "Choose first");
    public static Words NothingToChoose { get; } = new("目前没有可以选择的内容。", "There is nothing to choose at the moment.");
    public static Words Afterwards { get; } = new("提交之后", "Afterwards");

    public static string Comma => Words.IsEnglish ? ", " : "、";

    public static Words Name { get; } = new("名称", "Name");
    public static Words Standard { get; } = new("标准", "Standard");
    public static Words OpenedOn { get; } = new("开始日期", "Opened on");
    public static Words BaseLineMet { get; } = new("底线达标", "base line met");
    public static Words BaseLineFailed { get; } = new("底线未达标", "base line not met");
    public static Words ChangedSince { get; } = new("公示后有变化", "changed since it was published");
    public static Words Expired { get; } = new("（已过期）", " (out of date)");
    public static Words OnThisPage { get; } = new("本页各部分", "On this page");
    public static Words Newer { get; } = new("更新的", "Newer events");
    public static Words Ledger { get; } = new("台账自动", "the ledger itself");
    public static Words RegisteredBy { get; } = new("登记机关：", "Registered by ");

    public static Words Due(string day) => new($"到期 {day}", $"due {day}");
    /// <summary>When a term ends: the day, or the hour where it is counted in hours.</summary>
    public static string End(Hosting.Decisions.Deadline deadline, Policies.PolicyBook book) => deadline.InHours ? Dates.Table(book.Local(deadline.DueAt)) : Dates.Table(deadline.DueOn);

    public static Words Since(string day) => new($"自 {day}", $"since {day}");
    public static Words Entered(long version, string at, string department) => new($"第 {version} 号，{at} {department}录入", $"No. {version}, entered {at} by {department}");
    public static Words Most(int points) => new($"最高 {points} 分", $"at most {points}");
    public static Words CorrectedBy(long version) => new($"已由第 {version} 号更正", $"corrected by no. {version}");
    public static Words CorrectThis { get; } = new("更正", "Correct");
    public static Words Correcting(long version) => new($"更正第 {version} 号记录：按应有的内容重新填写，由本部门另一人员决定后生效。密封内容（姓名、电话等）不回显，需重新填写。", $"Correction of entry no. {version}: fill in what it should have said; it counts when another officer of the department agrees. Sealed values (names, telephones) are not shown and are typed again.");
    public static Words VoidedBy(long version) => new($"已由第 {version} 号作废", $"voided by no. {version}");
    public static Words NumberOf(long version) => new($"第 {version} 号", $"no. {version}");
    public static Words YesNo(bool yes) => yes ? new("是", "yes") : new("否", "no");
    public static Words Until(string day) => new($"至 {day}", $"until {day}");
    public static Words AsOf(string day) => new($"截至 {day}", $"as of {day}");
    public static Words Children(int n) => new($"在托 {n} 人", Terms.Count(n, "child").Replace("childs", "children", StringComparison.Ordinal));
    public static Words Inclusive(int n) => new($"其中普惠 {n}", $"{n} of them inclusive");
    public static Words Scored(int n, int of) => new($"已评 {n}/{of} 项指标", $"{n} of {of} indicators scored");
    public static Words Missed(int n) => new($"逾期 {n} 次", $"{Terms.Count(n, "deadline")} missed");
    public static Words AndOthers(Words names, int n) => new($"{names.Zh}等 {n} 个部门", $"{names.En} and others ({n} departments)");
    public static Words Count(FoundCount n) => n.More ? new($"超过 {Numbers.Whole(n.Number)} 家", $"more than {Numbers.Whole(n.Number)} institutions") : new($"共 {n.Number} 家", Terms.Count((int)n.Number, "institution"));
    public static Words NamedOn { get; } = new("按当日的名称查找", "As named on");
    public static Words Rest(int n) => new($"其余 {n} 件", $"{n} more");
    public static Words Earlier(int n) => new($"更早的 {n} 件", $"{Terms.Count(n, "earlier event")}");
    public static Words OpenCount(int n) => new($"待办 {n}", $"{n} open");
    public static Words OverdueCount(int n) => new($"逾期 {n}", $"{n} overdue");
    public static Words Summary(int overdue, int today, int soon) => new($"逾期 {overdue} 件，今日到期 {today} 件，5 个工作日内到期 {soon} 件。", $"{overdue} overdue, {today} due today, {soon} within 5 working days.");

    /// <summary>The department lacks the command, with the clause, or the account the role.</summary>
    public static Words MayNot(FormScene scene, CommandForm form) => scene.Department?.May(form.Command) == true ? OfRole(form) : MayNot(scene);

    /// <summary>The role that a command needs.</summary>
    public static Words OfRole(CommandForm form)
    {
        var (zh, en) = Terms.Role(Hosting.Decisions.CommandRoles.Of(form.Command));
        return new($"须由“{zh}”角色的账号办理。", $"This takes an account with the role “{en}”.");
    }

    /// <summary>What the department lacks, with the clause.</summary>
    public static Words MayNot(FormScene scene) => scene.Department is { } own
        ? new($"{own.Name.Zh}无权办理此事项（{own.Denies}）。", $"{own.Name.En} may not give this command ({own.Denies}).")
        : NoOffice;

    public static Words MovedFrom(DateOnly was, string? notice)
    {
        var (zh, en) = Dates.InTables(was);
        return new($"原 {zh} 到期，因{notice ?? "放假安排"}调整", $"was due {en}, moved by {notice ?? "a notice of working days"}");
    }

    /// <summary>When a term that begins today ends; null for a clock that the policy does not have.</summary>
    public static Words? Term(FormScene scene, string code)
    {
        if (scene.Policy.Clocks.FirstOrDefault(x => x.Code == code) is not { } clock)
            return null;
        if (clock.Unit == "hour")
            return new($"{clock.Name.Zh}：{clock.N} 小时 · {clock.Source}", $"{clock.Name.En}: {Terms.Count(clock.N, "hour")} · {clock.Source}");
        var (zh, en) = Dates.InTables(scene.Book.Calendar.Deadline(scene.Today, clock.N, clock.Unit, clock.Moves).DueOn);
        return new($"{clock.Name.Zh}：从今天起算，{zh} 到期 · {clock.Source}", $"{clock.Name.En}: counted from today, due {en} · {clock.Source}");
    }

    /// <summary>The clause of a rule; null for one that is the ledger's own and stands in no instrument.</summary>
    public static string? Clauses(string? basis) => basis?.StartsWith("DESIGN", StringComparison.Ordinal) == true ? null : basis;

    /// <summary>The name by which officers know an institution.</summary>
    public static string NameOf(Facility x) => x.Registration.Name.Length > 0 ? x.Registration.Name : x.Register.Entry?.Name ?? x.Id;
}
