using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;
using FacilityLedger.Incidents;
using Wolverine.Http;

namespace FacilityLedger.Violations;

/// <summary>Enters that what was found, complained of or reported is a violation of the catalogue.</summary>
/// <param name="EndedOn">Last day of the act; null where it still went on when it was discovered.</param>
public sealed record RecordViolation(string Item, ViolationGround Ground, DateOnly OccurredOn, DateOnly? EndedOn = null);

/// <summary>What a violation rests on.</summary>
/// <param name="Thing">Its thing: <c>inspections/K3…</c>, <c>complaints/K3…</c> (upheld) or <c>incidents/K3…</c>.</param>
/// <param name="Finding">Of an inspection, the finding.</param>
public sealed record ViolationGround(string Thing, string? Finding = null)
{
    /// <summary>The day on which it was discovered and its domain; null where the file holds no such ground.</summary>
    internal (DateOnly On, string Domain)? In(Facility facility) => Thing.Split('/') switch
    {
        ["inspections", var id] when facility.Inspections.Find(id)?.Findings.FirstOrDefault(x => x.Id == Finding) is { } found => (found.FoundOn, found.Domain),
        ["complaints", var id] when Finding is null && facility.Incidents.Complaints.GetValueOrDefault(id) is { Upheld: true } complaint => (complaint.ReceivedOn, complaint.Domain),
        ["incidents", var id] when Finding is null && facility.Incidents.Find(id) is { Status: not IncidentStatus.Unfounded } incident => (incident.ReportedOn, incident.Domain),
        _ => null,
    };
}

/// <summary>It was qualified as a violation.</summary>
public sealed record ViolationRecorded(string Violation, string Item, int Severity, ViolationGround Ground, string Department, DateOnly? EndedOn, DateOnly OccurredOn) : IFact
{
    public string Thing => ViolationBook.Thing(Violation);
}

public static class RecordViolationEndpoint
{
    public static readonly Rule Grounded = new("violation-rests-on-ground", 422, "行政处罚法 40", new("违法行为须以检查发现、查实的投诉或事故为依据，且属同一领域", "A violation rests on a finding, an upheld complaint or an incident, in the same domain"));
    public static readonly Rule Ended = new("violation-ended-before", 422, "行政处罚法 36", new("行为终了之日不能晚于发现之日", "The act cannot have ended after it was discovered"));
    public static readonly Rule Once = new("violation-recorded-once", 422, "行政处罚法 29", new("该事实已按此事项立为违法行为", "It is recorded as this violation already"));

    [Gives("violation.record")]
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
        if (command.Ground.In(facility) is not { } ground || ground.Domain != item.Domain)
            return Grounded.Refuse(("thing", command.Ground.Thing), ("domain", item.Domain));
        if (command.OccurredOn < ground.On)
            return Guard.Backwards.Refuse(("occurredOn", command.OccurredOn), ("last", ground.On));
        if (command.EndedOn > ground.On)
            return Ended.Refuse(("endedOn", command.EndedOn), ("discovered", ground.On));
        if (facility.Violations.All.Values.FirstOrDefault(x => x.Ground == command.Ground && x.Item == item.Code && x.Status != ViolationStatus.Dismissed) is { } same)
            return Once.Refuse(("violation", same.Id));
        return Decision.Of(new ViolationRecorded(c.NewId("violation"), item.Code, item.Severity, command.Ground, c.Department, command.EndedOn, command.OccurredOn));
    }
}
