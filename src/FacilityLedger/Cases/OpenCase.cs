using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;
using FacilityLedger.Inspections;
using FacilityLedger.Inspectors;
using FacilityLedger.Violations;
using Wolverine.Http;

namespace FacilityLedger.Cases;

/// <summary>Enters that a department opens a case.</summary>
/// <param name="Violations">Ids of recorded violations.</param>
public sealed record OpenCase(IReadOnlyList<string> Violations, IReadOnlyList<Officer> Officers, DateOnly OccurredOn) : INamesOfficers;

/// <summary>A case was opened; the term for its decision runs (行政处罚法 60).</summary>
public sealed record CaseOpened(string Case, IReadOnlyList<string> Violations, IReadOnlyList<Officer> Officers, string Department, Deadline DecisionDue, DateOnly OccurredOn) : IFact, IStartsClock
{
    public string Thing => CaseBook.Thing(Case);
    public IEnumerable<Deadline?> Deadlines => [DecisionDue];
}

public static class OpenCaseEndpoint
{
    public static readonly Rule OnViolations = new("case-rests-on-violations", 422, "行政处罚法 54", new("立案须以已记录的违法行为为依据", "A case rests on violations that are recorded"));
    public static readonly Rule Once = new("case-once", 422, "行政处罚法 29", new("该违法行为已立案或已处罚", "The violation has a case or a penalty already"));
    public static readonly Rule Limitation = new("case-limitation", 422, "行政处罚法 36", new("违法行为已超过处罚时效", "The violation is beyond the limitation of penalties"));

    [Gives("case.open")]
    [WolverinePost("/api/{jurisdiction}/facilities/{facilityId}/cases")]
    public static Decision Decide(OpenCase command, [Decides] Facility facility, Circumstances c)
    {
        if ((Guard.Against(c, facility, "case.open", command.OccurredOn, closed: true) ?? command.Violations.Select(x => Guard.Text("violations", x, 40)).FirstOrDefault(x => x is not null)
            ?? OpenInspectionEndpoint.Officers(command.Officers) ?? c.Officers.Against(command.Officers, [c.Department], command.OccurredOn)) is { } no)
            return no;
        var ids = command.Violations.Distinct(StringComparer.Ordinal).ToList();
        var violations = ids.Select(facility.Violations.Find).OfType<Violation>().ToList();
        if (ids.Count == 0 || violations.Count < ids.Count || violations.Exists(x => x.Status == ViolationStatus.Dismissed))
            return OnViolations.Refuse(("field", "violations"));
        if (violations.Find(x => OngoingViolation.Item(c, x)?.Departments.Contains(c.Department) != true) is { } others)
            return OngoingViolation.Of.Refuse(("department", c.Department), ("violation", others.Id));
        if (violations.MaxBy(x => x.RecordedOn)!.RecordedOn is var recorded && command.OccurredOn < recorded)
            return Guard.Backwards.Refuse(("occurredOn", command.OccurredOn), ("last", recorded));
        if (violations.Find(x => !x.Punishable(c.Book, command.OccurredOn) || facility.Cases.All.Values.Any(k => k.Violations.Contains(x.Id) && k.Holds)) is { } taken)
            return Once.Refuse(("violation", taken.Id));
        // Life and health of children are at stake from severity 3 on: the longer limitation holds. Discovery ends it, and an act that still went on then had not begun it.
        if (violations.Find(x => x.EndedOn is { } ended && c.Deadline("", x.Severity >= 3 ? "limitation-safety" : "limitation", ended).DueOn < DiscoveredOn(facility, x)) is { } late)
            return Limitation.Refuse(("violation", late.Id), ("ended", late.EndedOn));
        var id = c.NewId("case");
        return Decision.Of(new CaseOpened(id, ids, command.Officers, c.Department, c.Deadline(CaseBook.Decision(id), "case-decision", command.OccurredOn), command.OccurredOn));
    }

    private static DateOnly DiscoveredOn(Facility facility, Violation x) => x.Ground.In(facility)?.On ?? x.RecordedOn;
}
