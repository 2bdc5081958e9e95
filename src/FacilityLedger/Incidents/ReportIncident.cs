using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;
using Wolverine.Http;

namespace FacilityLedger.Incidents;

/// <summary>Enters that an incident was told to the department. Of the children only their number is entered.</summary>
/// <param name="Kind">Code of the policy's kinds of incidents.</param>
/// <param name="Source">Who told it: <c>institution</c>, <c>authority</c> (another department) or <c>public</c>.</param>
/// <param name="Affected">Children concerned; 0 where none was.</param>
/// <param name="LearntAt">When whoever told it learnt of it.</param>
/// <param name="ReportedAt">When the department was told; its local day is the day of the fact.</param>
public sealed record ReportIncident(string Kind, string Source, int Affected, DateTimeOffset LearntAt, DateTimeOffset ReportedAt, string? Narrative = null);

/// <summary>An incident was told: whoever heard of it passes it on, and where the kind demands it the service is stopped, each within its hours.</summary>
/// <param name="Domain">The kind's, of that day.</param>
/// <param name="ReportDue">By when the institution had to tell; null where others told.</param>
/// <param name="TransfersDue">One for each body that has to hear of it.</param>
public sealed record IncidentReported(
    string Incident, string Kind, string Domain, string Source, int Affected, DateTimeOffset LearntAt, DateTimeOffset ReportedAt, Deadline? ReportDue, string Department,
    IReadOnlyList<Deadline> TransfersDue, Deadline? SuspensionDue, Sealed? Narrative, DateOnly OccurredOn) : IFact, IAtHour, IStartsClock
{
    public string Thing => IncidentBook.Thing(Incident);
    public DateTimeOffset OccurredAt => ReportedAt;
    public IEnumerable<Deadline?> Deadlines => [.. TransfersDue, SuspensionDue];
}

public static class ReportIncidentEndpoint
{
    public const string Institution = "institution";

    public static readonly Rule Learnt = new("incident-learnt-first", 422, "DESIGN 4", new("得知时间不能晚于报告时间", "Nobody tells of an incident before learning of it"));
    public static readonly Rule Number = new("incident-children", 422, "DESIGN 4", new("涉及婴幼儿人数为 0 至 1000", "The number of children concerned lies between 0 and 1000"));

    private static readonly string[] Sources = [Institution, "authority", "public"];

    [Gives("incident.report")]
    [WolverinePost("/api/{jurisdiction}/facilities/{facilityId}/incidents")]
    public static Decision Decide(ReportIncident command, [Decides] Facility facility, Circumstances c)
    {
        var (learnt, told) = (c.Book.Local(command.LearntAt), c.Book.Local(command.ReportedAt));
        var on = c.Book.DayOf(told);
        if ((Guard.Against(c, facility, "incident.report", on, closed: true) ?? Guard.Hour(c, "reportedAt", told) ?? Guard.Hour(c, "learntAt", learnt)
            ?? Guard.Known("kind", command.Kind, c.Policy.IncidentTypes) ?? Guard.Text("narrative", command.Narrative, 4000, optional: true, lines: true)) is { } no)
            return no;
        if (!Sources.Contains(command.Source))
            return Guard.Code.Refuse(("field", "source"), ("known", string.Join(' ', Sources)));
        if (command.Affected is < 0 or > 1000)
            return Number.Refuse(("field", "affected"));
        if (learnt > told)
            return Learnt.Refuse(("field", "learntAt"));
        var (id, type, narrative) = (c.NewId("incident"), c.Policy.IncidentType(command.Kind)!, c.SealIf("narrative", command.Narrative));
        return Decision.Of(new IncidentReported(
            id, type.Code, type.Domain, command.Source, command.Affected, learnt, told,
            command.Source == Institution ? c.DeadlineAt($"{IncidentBook.Thing(id)}/report", type.ReportClock, learnt) : null, c.Department,
            [.. type.Hears(facility.Registration.Kind).Where(x => x != c.Department).Select(x => c.DeadlineAt(IncidentBook.Transfer(id, x), type.TransferClock!, told))],
            type.Suspension is { } stop ? c.DeadlineAt(IncidentBook.Suspension(id), stop.Clock, told) : null, narrative?.Sealed, on)).Keep(narrative);
    }
}
