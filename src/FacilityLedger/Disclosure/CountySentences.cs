using FacilityLedger.Facilities;
using FacilityLedger.Policies;
using FacilityLedger.Web;

namespace FacilityLedger.Disclosure;

/// <summary>What the page of a county says in whole sentences.</summary>
public static class CountySentences
{
    public static Words Ask(Policy policy)
    {
        var (zh, en) = PublicSentences.Number(policy);
        return new($"机构名称、地址或{zh}", $"Name, address or {PublicSentences.Lower(en)}");
    }

    public static Words ClassAges(ClassGroup x) => new($"{x.Name.Zh}（{x.FromMonths}–{x.UntilMonths} 个月）", $"{x.Name.En} ({x.FromMonths}–{x.UntilMonths} months)");

    public static Words AtLeast(string grade) => new($"{grade} 及以上", $"{grade} or better");

    public static Words OfWhom(long n, Policy policy) => policy.AccessRegime == "filing" ? new($"家，已备案 {Numbers.Whole(n)}", $"{Numbers.Whole(n)} filed") : new($"家，许可有效 {Numbers.Whole(n)}", $"{Numbers.Whole(n)} permitted");

    public static Words InclusiveOf(long n) => new($"个，普惠 {Numbers.Whole(n)}", $"{Numbers.Whole(n)} inclusive");

    public static Words OutOf(long n) => new($"/ {Numbers.Whole(n)} 家", $"/ {Numbers.Whole(n)}");

    public static Words Ratio(long part, long whole) => new($"{Numbers.Whole(part)}/{Numbers.Whole(whole)}", $"{Numbers.Whole(part)} of {Numbers.Whole(whole)}");

    /// <param name="grades">Grades, the best first; none where nobody is graded.</param>
    public static Words Order(Policy policy, IReadOnlyList<string> grades)
    {
        var (zh, en) = policy.AccessRegime == "filing" ? ("已备案的在前", "Filed facilities first") : ("许可有效的在前", "Facilities with a valid permit first");
        return grades.Count == 0
            ? new($"{zh}，已终止的在后，再按名称排列。", $"{en}, closed ones last, then by name.")
            : new($"{zh}，已终止的在后，再按名称排列。质量等级 {grades[0]} 最高，{grades[^1]} 最低。", $"{en}, closed ones last, then by name. Grade {grades[0]} is the best, {grades[^1]} the lowest.");
    }

    /// <summary>What is still open by what is published, or that all was put right; null where nothing is published of it.</summary>
    public static Term? OpenOnes(ViolationCount n) => n switch
    {
        { Overdue: > 0 } => new(new($"逾期或拒不改正 {n.Overdue} 项", $"{Terms.Count(n.Overdue, "violation")} past the deadline"), "bad", Tone.Bad),
        { Open: > 0 } => new(new($"整改中 {n.Open} 项", Terms.Count(n.Open, "open violation")), "warn", Tone.Warn),
        { PutRight: > 0 } when n.PutRight == n.All => new(new("公示的问题均已整改", "All published violations put right"), "ok", Tone.Ok),
        _ => null,
    };

    public static Words NoneFound { get; } = new("没有找到符合条件的机构。", "No facility matches.");

    public static IReadOnlyList<Words> Hints { get; } =
    [
        new("检查名称有没有错字，或只输入名称的一部分。", "Check the spelling, or give only a part of the name."),
        new("减少筛选条件。", "Choose fewer conditions."),
        new("这里没有，不等于机构不存在：它可能没有登记，也可能还没有公示。", "Not being here does not mean that a facility does not exist: it may not be registered, or not published yet."),
    ];

    /// <summary>第 31–60 家，共 2,214 家.</summary>
    public static Words Range(int first, int last, FoundCount all) => all.More
        ? new($"第 {Span(first, last)} 家，共超过 {Numbers.Whole(all.Number)} 家", $"{Span(first, last)} of more than {Numbers.Whole(all.Number)}")
        : new($"第 {Span(first, last)} 家，共 {Numbers.Whole(all.Number)} 家", $"{Span(first, last)} of {Numbers.Whole(all.Number)}");

    public static Words Next(int first, int last) => new($"下一页（{Span(first, last)}）", $"Next ({Span(first, last)})");

    public static Words Previous(int first, int last) => new($"上一页（{Span(first, last)}）", $"Previous ({Span(first, last)})");

    private static string Span(int first, int last) => first == last ? Numbers.Whole(first) : $"{Numbers.Whole(first)}–{Numbers.Whole(last)}";
}
