using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;
using FacilityLedger.Policies;

namespace FacilityLedger.Violations;

/// <summary>What every command about an existing violation asks first.</summary>
public static class OngoingViolation
{
    public static readonly Rule Unknown = new("violation-unknown", 404, "DESIGN 2", new("没有这项违法行为", "There is no such violation"));
    public static readonly Rule Of = new("violation-of-others", 403, "附件2", new("该违法行为不由本部门处理", "This department does not deal with this violation"));
    public static readonly Rule Step = new("violation-step", 422, "行政处罚法 28", new("当前状态下不能办理此步骤", "Its state does not allow this step"));
    public static readonly Rule Term = new("rectification-days", 422, "DESIGN 4", new("整改期限为 0 至 365 天", "The term for rectification lies between 0 and 365 days"));

    /// <summary>Anyone whose department has the command may act on it.</summary>
    public static Refusal? Against(Circumstances c, Facility facility, string command, string violation, DateOnly occurredOn) =>
        Guard.Against(c, facility, command, occurredOn, ViolationBook.Thing(violation), closed: true)
        ?? (facility.Violations.Find(violation) is null ? Unknown.Refuse() : null);

    /// <summary>Only departments that the catalogue names for the item may act on it.</summary>
    public static Refusal? AgainstOthers(Circumstances c, Facility facility, string command, string violation, DateOnly occurredOn) =>
        Against(c, facility, command, violation, occurredOn)
        ?? (Item(c, facility.Violations.All[violation]) is { } item && item.Departments.Contains(c.Department) ? null : Of.Refuse(("department", c.Department)));

    /// <summary>The catalogue's row as it was when the violation was recorded.</summary>
    public static ViolationItem? Item(Circumstances c, Violation violation) => c.Book.On(violation.RecordedOn).Violation(violation.Item);

    public static Refusal? Days(int? days) => days is < 0 or > 365 ? Term.Refuse(("days", days)) : null;

    /// <summary>The term for rectification: the officer's days, else the item's, else the clock's.</summary>
    public static Deadline Due(Circumstances c, Violation violation, int? days, DateOnly from) =>
        c.Deadline(ViolationBook.Rectification(violation.Id), "rectification", from, days ?? Item(c, violation)?.Days);
}
