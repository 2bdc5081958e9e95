using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;

namespace FacilityLedger.Inspections;

/// <summary>What every command about an existing inspection asks first.</summary>
public static class OngoingInspection
{
    public static readonly Rule Unknown = new("inspection-unknown", 404, "DESIGN 2", new("没有这次检查", "There is no such inspection"));
    public static readonly Rule Party = new("inspection-of-others", 403, "附件2", new("本部门未参加这次检查", "This department does not take part in the inspection"));

    public static Refusal? Against(Circumstances c, Facility facility, string command, string inspection, DateOnly occurredOn) =>
        Guard.Against(c, facility, command, occurredOn, InspectionBook.Thing(inspection), closed: true)
        ?? (facility.Inspections.Find(inspection) is not { } found ? Unknown.Refuse()
            : found.Departments.Contains(c.Department) ? null
            : Party.Refuse(("department", c.Department), ("departments", string.Join(' ', found.Departments))));
}
