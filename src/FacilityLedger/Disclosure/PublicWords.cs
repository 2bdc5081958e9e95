using FacilityLedger.Facilities;
using FacilityLedger.Policies;
using FacilityLedger.Web;

namespace FacilityLedger.Disclosure;

/// <summary>The words of the public pages. They say what is published, and never take silence for a fact.</summary>
public static class PublicWords
{
    public static Words Title { get; } = new("查找 3 岁以下托育机构", "Find childcare for children under 3");
    public static Words Lead { get; } = new("查看机构是否备案、质量等级、检查和整改情况。每条信息都来自台账的公示。", "See whether a facility is on file, its quality grade, its inspections and what was put right. All of it comes from what the ledger has published.");
    public static Words Ask { get; } = new("机构名称、地址或编号", "Name, address or number");
    public static Words Find { get; } = new("查找", "Find");
    public static Words Town { get; } = new("所在区域", "Area");
    public static Words Kind { get; } = new("机构类型", "Kind");
    public static Words Status { get; } = new("状态", "Status");
    public static Words All { get; } = new("全部", "All");
    public static Words Clear { get; } = new("清除筛选", "Clear the search");
    public static Words Figures { get; } = new("总体数据", "Figures");
    public static Words Facilities { get; } = new("托育机构", "Facilities");
    public static Words Filed { get; } = new("已备案", "Filed");
    public static Words Places { get; } = new("托位", "Places");
    public static Words Graded { get; } = new("已评级", "Graded");
    public static Words Next { get; } = new("下一页", "Next page");
    public static Words FirstPage { get; } = new("回到第一页", "Back to the first page");
    public static Words None { get; } = new("没有找到符合条件的机构。可以换一个名称，或清除筛选。", "No facility matches. Try another name, or clear the search.");
    public static Words Empty { get; } = new("台账还没有公示任何机构。", "The ledger has not published any facility yet.");
    public static Words NoStatus { get; } = new("未公示状态", "No status published");
    public static Words OtherDay { get; } = new("查看其他日期", "View another date");
    public static Words ThatDay { get; } = new("当日的情况", "As it was on");
    public static Words View { get; } = new("查看", "View");
    public static Words Classes { get; } = new("班级与托位", "Classes and places");
    public static Words Class { get; } = new("班型", "Class");
    public static Words Children { get; } = new("在托", "Children");
    public static Words Inspections { get; } = new("检查", "Inspections");
    public static Words Violations { get; } = new("违法行为与整改", "Violations and what was put right");
    public static Words Violation { get; } = new("违法行为", "Violation");
    public static Words Penalties { get; } = new("行政处罚", "Penalties");
    public static Words Quality { get; } = new("质量评估", "Quality assessment");
    public static Words Credit { get; } = new("诚信评价", "Credit");
    public static Words Timeline { get; } = new("公示时间线", "Timeline of disclosures");
    public static Words Date { get; } = new("日期", "Date");
    public static Words Domain { get; } = new("领域", "Domains");
    public static Words By { get; } = new("部门", "Departments");
    public static Words Type { get; } = new("类型", "Type");
    public static Words Result { get; } = new("结果", "Result");
    public static Words Severity { get; } = new("程度", "Severity");
    public static Words Category { get; } = new("类别", "Category");
    public static Words Due { get; } = new("期限", "Deadline");
    public static Words Verified { get; } = new("核验", "Verified");
    public static Words Number { get; } = new("文号", "Number");
    public static Words Amount { get; } = new("金额", "Amount");
    public static Words Address { get; } = new("地址", "Address");
    public static Words Operator { get; } = new("举办者", "Operator");
    public static Words Nature { get; } = new("法人性质", "Legal nature");
    public static Words Authority { get; } = new("登记机关", "Registered by");
    public static Words RegisteredOn { get; } = new("登记日期", "Registered on");
    public static Words ValidUntil { get; } = new("有效期至", "Valid until");
    public static Words Inclusive { get; } = new("普惠托位", "Inclusive places");
    public static Words Receipt { get; } = new("备案回执", "Filing receipt");
    public static Words Dimension { get; } = new("维度", "Dimension");
    public static Words Points { get; } = new("得分", "Points");
    public static Words Most { get; } = new("满分", "Of");
    public static Words AssessedOn { get; } = new("评定于", "Assessed on");
    public static Words Ages { get; } = new("收托年龄", "Ages");
    public static Words Phone { get; } = new("电话", "Phone");
    public static Words NoInspections { get; } = new("没有公示的检查结果。", "No inspection result is published.");
    public static Words NoViolations { get; } = new("没有公示的违法行为。", "No violation is published.");

    public static Words Found(int n) => new($"{Numbers.Whole(n)} 家机构", n == 1 ? "1 facility" : $"{Numbers.Whole(n)} facilities");

    public static Words OnDay(DateOnly day) => new($"截至 {Dates.Prose(day)} 的公示", $"As published for {Dates.Prose(day)}");

    public static Term StatusOf(string? status) => status is null ? new(NoStatus, "dot", Tone.Plain) : Terms.Facility(status);

    public static Words SaysStatus(string? status, DateOnly? since)
    {
        if (status is null)
            return new("台账没有公示该机构的状态。", "The ledger has published no status of this facility.");
        var (zh, en) = Terms.Facility(status).Words;
        return since is { } day
            ? new($"公示的状态是“{zh}”，自{Dates.Prose(day)}起。", $"Its published status is “{en}”, since {Dates.Prose(day)}.")
            : new($"公示的状态是“{zh}”。", $"Its published status is “{en}”.");
    }

    public static Words SaysInspected(int n, DateOnly? last) => (n, last) switch
    {
        (0, _) => NoInspections,
        (_, null) => new($"公示了 {n} 次检查。", $"{Terms.Count(n, "inspection")} published."),
        (_, { } day) => new($"公示了 {n} 次检查，最近一次是{Dates.Prose(day)}。", $"{Terms.Count(n, "inspection")} published, the last of {Dates.Prose(day)}."),
    };

    /// <param name="states">States of the published violations, those without one left out.</param>
    public static Words SaysViolations(int n, IEnumerable<string> states)
    {
        if (n == 0)
            return NoViolations;
        var by = states.GroupBy(x => x, StringComparer.Ordinal).OrderBy(x => x.Key, StringComparer.Ordinal).Select(x => (Terms.Violation(x.Key).Words, Count: x.Count())).ToList();
        var (zh, en) = (string.Join("，", by.Select(x => $"{x.Words.Zh} {x.Count} 件")), string.Join(", ", by.Select(x => $"{x.Words.En} {x.Count}")));
        return new($"公示了 {n} 件违法行为{(zh.Length > 0 ? "：" : "")}{zh}。", $"{Terms.Count(n, "violation")} published{(en.Length > 0 ? ": " : "")}{en}.");
    }

    /// <summary>Outcome of an inspection; other text is shown as it is.</summary>
    public static Words Outcome(string result) => result switch
    {
        "no-problem" => new("未发现问题", "No problem found"),
        "correction-ordered" => new("责令改正", "Correction ordered"),
        "case" => new("立案", "Case opened"),
        _ => new(result, result),
    };

    /// <summary>The policy's name of a code; a code that it does not know is shown as it is.</summary>
    public static Words NameIn(this IEnumerable<Coded> entries, string code) => entries.FirstOrDefault(x => x.Code == code)?.Name ?? new(code, code);

    public static Text NameOrNone(this IEnumerable<Coded> entries, string? code) => code is null ? default(Text) : (Text)entries.NameIn(code);

    public static string Names(this IEnumerable<Coded> entries, IEnumerable<string> codes) => string.Join(Words.IsEnglish ? ", " : "、", codes.Select(x => entries.NameIn(x)));
}
