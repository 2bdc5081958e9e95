using FacilityLedger.Facilities;

namespace FacilityLedger.Web;

/// <summary>The words of statuses. They say what the law says: a receipt is not an approval, a notice of nonconformity not a refusal.</summary>
public static partial class Terms
{
    /// <summary>A facility's status; an unknown code is shown as it is.</summary>
    public static Term Facility(string status) => status switch
    {
        "filed" => new(new("已备案", "Filed"), "ok", Tone.Ok),
        "filing-received" => new(new("已受理待回执", "Filing received"), "clock", Tone.Info),
        "supplement-asked" => new(new("待补正材料", "More materials asked"), "speech", Tone.Warn),
        "nonconformity-notified" => new(new("已告知不符合", "Does not meet standards"), "warn", Tone.Warn),
        "change-due" => new(new("变更备案待办", "Change of filing due"), "edit", Tone.Warn),
        "unfiled" => new(new("未备案", "Not filed"), "none", Tone.Bad),
        "suspended" => new(new("暂停服务", "Suspended"), "pause", Tone.Warn),
        "terminated" => new(new("已终止服务", "Closed"), "off", Tone.Plain),
        "applied" => new(new("登记办理中", "Registration applied for"), "clock", Tone.Info),
        "unregistered" => new(new("未登记", "Not registered"), "none", Tone.Plain),
        "found" => new(new("发现无登记场所", "Found unregistered"), "none", Tone.Bad),
        "dormant" => new(new("歇业", "Dormant"), "pause", Tone.Plain),
        "cancelled" => new(new("已注销登记", "Registration cancelled"), "off", Tone.Plain),
        "delisted" => new(new("已移出名册", "No longer on the register"), "off", Tone.Plain),
        _ => Unknown(status),
    };

    /// <summary>State of a violation: <c>open</c>, <c>put-right</c>, <c>overdue</c>, <c>refused</c>, <c>dismissed</c>.</summary>
    public static Term Violation(string state) => state switch
    {
        "open" => new(new("整改中", "Open"), "clock", Tone.Warn),
        "put-right" => new(new("已整改", "Put right"), "ok", Tone.Ok),
        "overdue" => new(new("逾期未改", "Past its deadline"), "bad", Tone.Bad),
        "refused" => new(new("拒不改正", "Refused to correct"), "bad", Tone.Bad),
        "dismissed" => new(new("不成立", "Dismissed"), "off", Tone.Plain),
        _ => Unknown(state),
    };

    /// <summary>1 minor, 2 general, 3 serious, 4 grave.</summary>
    public static Term Severity(int level) => level switch
    {
        1 => new(new("轻微", "minor"), "s1", Tone.Plain),
        2 => new(new("一般", "general"), "s2", Tone.Plain),
        3 => new(new("严重", "serious"), "s3", Tone.Warn),
        4 => new(new("重大", "grave"), "s4", Tone.Bad),
        _ => throw new ArgumentOutOfRangeException(nameof(level), level, "Severity is 1 to 4."),
    };

    /// <summary>An entry of the policy whose source nobody has read.</summary>
    public static Term Unverified { get; } = new(new("待核验", "To be verified"), "soft", Tone.Info, Draft: true);

    /// <summary>What an officer without a department is: <c>officer</c>, <c>auditor</c>, <c>evaluator</c>, <c>administrator</c>.</summary>
    public static Words Role(string role) => role switch
    {
        "officer" => new("经办人", "Officer"),
        "auditor" => new("审计监督", "Auditor"),
        "evaluator" => new("质量评估员", "Evaluator"),
        "administrator" => new("系统管理员", "Administrator"),
        _ => new(role, role),
    };

    public static Words QualityGrade { get; } = new("质量等级", "quality grade");
    public static Words NotGraded { get; } = new("未评级", "Not graded");

    private static Term Unknown(string code) => new(new(code, code), "dot", Tone.Plain);
}
