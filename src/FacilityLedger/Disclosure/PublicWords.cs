using FacilityLedger.Facilities;
using FacilityLedger.Policies;
using FacilityLedger.Web;

namespace FacilityLedger.Disclosure;

/// <summary>Labels and headings of the public pages.</summary>
public static class PublicWords
{
    public static Words Title { get; } = new("查找托育机构", "Find childcare");
    public static Words Find { get; } = new("查找", "Find");
    public static Words Town { get; } = new("所在区域", "Area");
    public static Words Kind { get; } = new("机构类型", "Kind");
    public static Words Status { get; } = new("状态", "Status");
    public static Words ClassType { get; } = new("班型", "Class");
    public static Words AtLeastGrade { get; } = new("质量等级", "Quality grade");
    public static Words OnlyInclusive { get; } = new("只看普惠", "Inclusive only");
    public static Words All { get; } = new("全部", "All");
    public static Words Clear { get; } = new("清除筛选", "Clear the search");
    public static Words Figures { get; } = new("主要数字", "Main figures");
    public static Words Facilities { get; } = new("托育机构", "Facilities");
    public static Words Places { get; } = new("托位", "Places");
    public static Words InspectedThisYear { get; } = new("今年有检查公示", "Inspections published this year");
    public static Words PutRight { get; } = new("公示的问题已整改", "Published violations put right");
    public static Words Glance { get; } = new("总体数据", "All at a glance");
    public static Words ByTown { get; } = new("按区域查看", "By area");
    public static Words ByGrade { get; } = new("按质量等级", "By quality grade");
    public static Words ByStatus { get; } = new("按状态", "By status");
    public static Words Grade { get; } = new("等级", "Grade");
    public static Words NoGrade { get; } = new("未公示评级", "No grade published");
    public static Words Total { get; } = new("合计", "Total");
    public static Words Bar { get; } = new("图", "Bar");
    public static Words TilesSay { get; } = new("大字为公示的托位数，填充越高托位越多。", "The large figure is the published places; the higher the fill, the more places.");
    public static Words Pages { get; } = new("翻页", "Pages");
    public static Words NextPage { get; } = new("下一页", "Next");
    public static Words Empty { get; } = new("台账还没有公示任何机构。", "The ledger has not published any facility yet.");
    public static Words BadPage { get; } = new("没有这一页，请从第一页重新开始。", "There is no such page; begin again with the first one.");
    public static Words BadDay { get; } = new("日期要写成 2026-11-24 这样，并且不晚于今天。", "Give a date such as 2026-11-24 that is not after today.");
    public static Words NoStatus { get; } = new("未公示状态", "No status published");
    public static Words Data { get; } = new("开放数据", "Open data");
    public static Words DataSays { get; } = new("这里公示的全部内容都可以用程序读取，无需注册。", "All that is published here can be read by programs, without registration.");
    public static Words DataList { get; } = new("全部机构（JSON）", "All facilities (JSON)");
    public static Words DataApi { get; } = new("接口说明（OpenAPI）", "Interface (OpenAPI)");
    public static Words Genuine { get; } = new("怎样知道这是真的？", "How do I know this is genuine?");
    public static Words Help { get; } = new("咨询与投诉", "Questions and complaints");
    public static Words Glossary { get; } = new("这些状态是什么意思", "What the statuses mean");

    public static Words OtherDay { get; } = new("查看其他日期", "View another date");
    public static Words ThatDay { get; } = new("当日的情况", "As it was on");
    public static Words View { get; } = new("查看", "View");
    public static Words BackToToday { get; } = new("回到今天", "Back to today");
    public static Words OnThisPage { get; } = new("本页内容", "On this page");
    public static Words Classes { get; } = new("班级与托位", "Classes and places");
    public static Words Class { get; } = new("班型", "Class");
    public static Words Children { get; } = new("在托", "Children");
    public static Words Free { get; } = new("空余", "Free");
    public static Words Meant { get; } = new("班额", "Capacity");
    public static Words FreePlaces { get; } = new("空余托位", "Free places");
    public static Words Fees { get; } = new("收费", "Fees");
    public static Words Fee { get; } = new("项目", "For");
    public static Words ServiceForm { get; } = new("服务形式", "Form of service");
    public static Words Inspections { get; } = new("检查", "Inspections");
    public static Words Violations { get; } = new("违法行为与整改", "Violations and how they were put right");
    public static Words Violation { get; } = new("违法行为", "Violation");
    public static Words Penalties { get; } = new("行政处罚", "Penalties");
    public static Words BreachClass { get; } = new("失信类别", "Class of breach");
    public static Words RepairFrom { get; } = new("可修复日期", "Repair from");
    public static Words NoRepair { get; } = new("依法不予提前修复", "No early repair by law");
    public static Words HowRepaired { get; } = new(
        "到期自动停止公示。违法行为已改正、处罚义务已履行并公开作出信用承诺的，自所列日期起可向作出决定的部门申请信用修复，提前停止公示。",
        "It stops being shown by itself at the end of its term. From the day given the institution may ask the department that decided to end it earlier, once the breach is put right, the penalty performed and a public commitment made.");
    public static Words Quality { get; } = new("质量评估", "Quality assessment");
    public static Words Credit { get; } = new("诚信评价", "Credit");
    public static Words Timeline { get; } = new("公示时间线", "Timeline of what was published");
    public static Words Date { get; } = new("日期", "Date");
    public static Words Domains { get; } = new("检查领域", "Inspected");
    public static Words By { get; } = new("部门", "Departments");
    public static Words Type { get; } = new("类型", "Type");
    public static Words Result { get; } = new("结果", "Result");
    public static Words Severity { get; } = new("程度", "Severity");
    public static Words Found { get; } = new("发现", "Found");
    public static Words Due { get; } = new("整改期限", "Deadline");
    public static Words Verified { get; } = new("核验", "Verified");
    public static Words Number { get; } = new("文号", "Number");
    public static Words Amount { get; } = new("金额", "Amount");
    public static Words DecidedOn { get; } = new("决定日期", "Decided");
    public static Words ShownUntil { get; } = new("公示至", "Shown until");
    public static Words Score { get; } = new("得分", "Score");
    public static Words Change { get; } = new("变动", "Change");
    public static Words Address { get; } = new("地址", "Address");
    public static Words Operator { get; } = new("举办者", "Operator");
    public static Words Nature { get; } = new("法人性质", "Legal nature");
    public static Words Former { get; } = new("同一场所的原机构", "Before it, at the same place");
    public static Words Successor { get; } = new("同一场所的后续机构", "After it, at the same place");
    public static Words Authority { get; } = new("登记机关", "Registered by");
    public static Words RegisteredOn { get; } = new("登记日期", "Registered on");
    public static Words Receipt { get; } = new("备案回执", "Filing receipt");
    public static Words ReceiptDate { get; } = new("回执日期", "Date of the receipt");
    public static Words Inclusive { get; } = new("普惠托位", "Inclusive places");
    public static Words Dimension { get; } = new("维度", "Dimension");
    public static Words Points { get; } = new("得分", "Points");
    public static Words Most { get; } = new("满分", "Maximum");
    public static Words Download { get; } = new("下载", "Download");
    public static Words DownloadThis { get; } = new("本页内容（JSON）", "This page as JSON");

    // Of a register.
    public static Words Holder { get; } = new("许可持有人", "Permit holder");
    public static Words Capacity { get; } = new("最大容量", "Capacity");
    public static Words ValidUntil { get; } = new("许可有效期至", "Permit valid until");
    public static Words Ages { get; } = new("收托年龄", "Ages");
    public static Words Medication { get; } = new("给药资质", "Certified to give medication");
    public static Words Phone { get; } = new("电话", "Phone");
    public static Words Visits { get; } = new("登记册中的检查", "Visits in the register");
    public static Words Reported { get; } = new("登记册中的违规", "Violations in the register");
    public static Words Summary { get; } = new("登记册记载", "What the register says");
    public static Words Category { get; } = new("类别", "Category");
    public static Words ReportedStatus { get; } = new("登记册所记状态", "Status in the register");

    public static Words Lead(Policy policy) => policy.AccessRegime == "filing"
        ? new("查看机构是否备案、质量等级、检查和整改情况。每条信息都来自台账的公示。", "See whether a facility is on file, its quality grade, its inspections and what was put right. All of it comes from what the ledger has published.")
        : new("查看机构的许可状态、检查和违规记录。每条信息都来自台账的公示。", "See a facility’s permit, its inspections and its violations. All of it comes from what the ledger has published.");

    /// <summary>Outcome of an inspection; other text is shown as it is.</summary>
    public static Words Outcome(string result) => result switch
    {
        "no-problem" => new("未发现问题", "No problem found"),
        "correction-ordered" => new("责令改正", "Correction ordered"),
        "case" => new("立案", "Case opened"),
        _ => new(result, result),
    };

    /// <summary>A facility's status as shown; a register's own word as the policy's glossary has it.</summary>
    public static Term StatusOf(Policy policy, string? status) =>
        status is null ? new(NoStatus, "dot", Tone.Plain) : policy.Glossary.FirstOrDefault(x => x.Code == status) is { } entry ? TermOf(entry) : Terms.Facility(status);

    public static Term TermOf(GlossaryEntry entry) => new(entry.Name, Tones.Of(entry.Tone).Icon(), Tones.Of(entry.Tone));

    public static Text NameOrNone(this IEnumerable<Coded> entries, string? code) => code is null ? default(Text) : (Text)entries.NameIn(code);

    public static string Names(this IEnumerable<Coded> entries, IEnumerable<string> codes) => string.Join(Words.IsEnglish ? ", " : "、", codes.Select(x => entries.NameIn(x)));
}
