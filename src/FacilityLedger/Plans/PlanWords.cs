using FacilityLedger.Facilities;
using FacilityLedger.Web;

namespace FacilityLedger.Plans;

/// <summary>What the public pages of plans and draws say.</summary>
public static class PlanWords
{
    public static Words Title { get; } = new("检查计划与随机抽取", "Inspection plans and draws");
    public static Words Lead { get; } = new("各部门的年度检查计划经审批后在这里公布：检查什么、依据什么、一年最多几次。抽查哪些机构由随机抽取决定，任何人都可以重新抽取核对。", "The departments’ approved yearly plans of inspection are published here: what is inspected, on what basis, and how often a year at most. Where an item is inspected at random, a draw decides, and anybody can hold it again and compare.");
    public static Words See { get; } = new("查看检查计划", "See the inspection plans");
    public static Words None { get; } = new("还没有公布检查计划。未列入已公布计划的事项，没有线索不得检查。", "No inspection plan has been published yet. What no published plan lists is inspected on a clue only.");
    public static Words Years { get; } = new("年度", "Years");
    public static Words BadYear { get; } = new("没有这一年度的检查计划。", "No plan of that year has been published.");
    public static Words Item { get; } = new("检查事项", "Inspected");
    public static Words Coverage { get; } = new("方式", "How");
    public static Words Cap { get; } = new("每家每年最多", "Most a year, each");
    public static Words Basis { get; } = new("依据", "Basis");
    public static Words Draws { get; } = new("随机抽取", "Draws");
    public static Words NoDraws { get; } = new("随机事项还没有抽取。", "Nothing has been drawn for the random items yet.");
    public static Words Plan { get; } = new("检查计划", "Plan");
    public static Words Department { get; } = new("部门", "Department");
    public static Words PreparedOn { get; } = new("封存名录", "Libraries frozen");
    public static Words HeldOn { get; } = new("抽取日期", "Drawn on");
    public static Words ToDraw { get; } = new("抽取机构数", "To be drawn");
    public static Words Objects { get; } = new("对象名录库", "Library of institutions");
    public static Words Officers { get; } = new("执法人员名录库", "Library of officers");
    public static Words Commitment { get; } = new("种子的承诺", "Commitment to the seed");
    public static Words Seed { get; } = new("种子", "Seed");
    public static Words Salt { get; } = new("盐", "Salt");
    public static Words Method { get; } = new("抽取方法", "Method");
    public static Words ObjectsHash { get; } = new("对象名录的摘要", "Digest of the institutions");
    public static Words OfficersHash { get; } = new("执法人员名录的摘要", "Digest of the officers");
    public static Words Inputs { get; } = new("承诺与公开数据", "What was committed to and published");
    public static Words InputsSay { get; } = new("名录库封存时先公布承诺，即“盐 ‖ 种子”的 SHA-256；抽取时再公布种子和盐，因此无人能挑选种子。", "When the libraries are frozen the commitment is published first: SHA-256 of salt ‖ seed. Seed and salt follow when the draw is held, so nobody can choose the seed.");
    public static Words Again { get; } = new("自己重新抽取", "Draw it again yourself");
    public static Words AgainSays { get; } = new("下载下面的文件，用本台账的程序执行一条命令；不需要数据库和账号。程序从公布的名录库、种子和方法重新抽取，并核对摘要、承诺和结果，回答 same（相同）或 different（不同）。", "Download the file below and run one command of this ledger’s program; neither a database nor an account is needed. From the published libraries, seed and method it draws again, checks digests, commitment and result, and answers same or different.");
    public static Words AgainByHand { get; } = new("方法在程序附带的 docs/draw.md 中逐步写明，用任何编程语言都可以自己写出来。", "The method is written down step by step in docs/draw.md, which comes with the program, so that it can be written again in any language.");
    public static Words File { get; } = new("本次抽取的全部数据（JSON）", "All data of this draw (JSON)");
    public static Words Result { get; } = new("抽中的机构", "Institutions drawn");
    public static Words Institution { get; } = new("机构", "Institution");
    public static Words Pair { get; } = new("执法人员", "Officers");
    public static Words NotHeld { get; } = new("尚未抽取。种子封存在保密库中，抽取时公开。", "The draw has not been held. The seed lies sealed and is made public when it is.");

    public static Term Held { get; } = new(new("已抽取", "Held"), "ok", Tone.Ok);
    public static Term Committed { get; } = new(new("已承诺，待抽取", "Committed to, not held yet"), "clock", Tone.Info);

    public static Words Of(Words domain, int year) => new($"{year} 年{domain.Zh}随机抽取", $"Draw of {year}: {domain.En}");

    public static Words YearOf(int year) => new($"{year} 年", $"{year}");

    public static Words Times(int n) => new($"{n} 次", n == 1 ? "once" : $"{n} times");

    public static Words DrawnOf(int drawn, int all) => new($"{Numbers.Whole(all)} 家中抽取 {Numbers.Whole(drawn)} 家", $"{Numbers.Whole(drawn)} of {Terms.Count(all, "institution")}");

    public static Words Institutions(int n) => new($"{Numbers.Whole(n)} 家机构", Terms.Count(n, "institution"));

    public static Words People(int n) => new($"{Numbers.Whole(n)} 人", Terms.Count(n, "officer"));

    public static Words PeopleSay(int n) => new($"每家由同时抽取的执法人员检查，共 {Numbers.Whole(n)} 人被抽中。这里不公布姓名和账号。", $"Each is inspected by officers drawn with it; {Terms.Count(n, "officer")} in all. Neither names nor accounts are shown here.");
}
