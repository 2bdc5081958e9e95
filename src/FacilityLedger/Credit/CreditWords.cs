using FacilityLedger.Facilities;
using FacilityLedger.Policies;
using FacilityLedger.Web;
using FacilityLedger.Web.Forms;

namespace FacilityLedger.Credit;

/// <summary>Words of the history of credit.</summary>
public static class CreditWords
{
    public static Words Changes { get; } = new("计分明细", "Changes of credit");
    public static Words Date { get; } = new("日期", "Date");
    public static Words Rule { get; } = new("规则", "Rule");
    public static Words Cause { get; } = new("事由", "Cause");
    public static Words Points { get; } = new("分值", "Points");
    public static Words ScoreAfter { get; } = new("计后得分", "Score after");
    public static Words GradeAfter { get; } = new("计后等级", "Grade after");
    public static Words Counts { get; } = new("是否计入", "Counts");
    public static Words Yes { get; } = new("计入", "Yes");
    public static Words CountsUntil { get; } = new("计入至", "Counts until");
    public static Words NoLonger { get; } = new("不再计入", "No longer counted");
    public static Words Effects { get; } = new("该等级的监管措施", "What follows from the grade");
    public static Words Constraint { get; } = new("约束", "Constraint");
    public static Words Incentive { get; } = new("激励", "Incentive");
    public static Words Colon { get; } = new("：", ": ");
    public static Words Struck { get; } = new("期满、已修复、撤销或经异议更正的记录不再显示。", "What is past its term, was repaired, annulled or put right after an objection is no longer shown.");

    public static Words Explained(CreditPolicy policy) => new($"起始 {policy.Opening} 分加各项计入的分值，限于 {policy.Lowest}–{policy.Highest}", $"{policy.Opening} to begin with and all points that count, within {policy.Lowest}–{policy.Highest}");

    public static Words Weight(int weight) => new($"随机抽查权重 {weight}", $"Tickets in a draw: {weight}");

    /// <summary>Why and since when it counts no longer.</summary>
    public static Words Not(Strike struck)
    {
        var (ground, (zh, en)) = (CodeWords.Of(struck.Ground) ?? struck.Ground, Dates.InTables(struck.On));
        return new($"否，{zh} {ground}", $"No, {en}: {ground}");
    }
}
