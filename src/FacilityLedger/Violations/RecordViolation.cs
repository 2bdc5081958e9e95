using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;
using FacilityLedger.Inspections;
using Wolverine.Http;

namespace FacilityLedger.Violations;

/// <summary>Enters that a finding is a violation of the catalogue.</summary>
public sealed record RecordViolation(string Item, string Inspection, string Finding, DateOnly OccurredOn);

/// <summary>A finding was qualified as a violation.</summary>
public sealed record ViolationRecorded(string Violation, string Item, int Severity, string Inspection, string Finding, string Department, DateOnly OccurredOn) : IFact
{
    public string Thing => ViolationBook.Thing(Violation);
}

public static class RecordViolationEndpoint
{
    public static readonly Rule OnFinding = new("violation-rests-on-finding", 422, "行政处罚法 40", new("违法行为须以检查发现为依据，且属同一领域", "A violation rests on a finding in the same domain"));
    public static readonly Rule Once = new("violation-recorded-once", 422, "行政处罚法 29", new("该发现已按此事项立为违法行为", "This finding is recorded as this violation already"));

    [WolverinePost("/api/{jurisdiction}/facilities/{facilityId}/violations")]
    public static Decision Decide(RecordViolation command, [Decides] Facility facility, Circumstances c)
    {
        if (Guard.Against(c, facility, "violation.record", command.OccurredOn, closed: true) is { } no)
            return no;
        if (Guard.Known("item", command.Item, c.Book.On(command.OccurredOn).Violations) is { } malformed)
            return malformed;
        var item = c.Book.On(command.OccurredOn).Violation(command.Item)!;
        if (!item.Departments.Contains(c.Department))
            return OngoingViolation.Of.Refuse(("department", c.Department), ("known", string.Join(' ', item.Departments)));
        if (facility.Inspections.Find(command.Inspection)?.Findings.FirstOrDefault(x => x.Id == command.Finding) is not { } finding || finding.Domain != item.Domain)
            return OnFinding.Refuse(("finding", command.Finding));
        if (command.OccurredOn < finding.FoundOn)
            return Guard.Backwards.Refuse(("occurredOn", command.OccurredOn), ("last", finding.FoundOn));
        if (facility.Violations.All.Values.FirstOrDefault(x => x.Finding == finding.Id && x.Item == item.Code && x.Status != ViolationStatus.Dismissed) is { } same)
            return Once.Refuse(("violation", same.Id));
        return Decision.Of(new ViolationRecorded(c.NewId("violation"), item.Code, item.Severity, command.Inspection, finding.Id, c.Department, command.OccurredOn));
    }
}
