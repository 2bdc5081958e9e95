using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;
using Wolverine.Http;

namespace FacilityLedger.Incidents;

/// <summary>Enters that a department was told of the incident.</summary>
/// <param name="To">Code of the department; one that did not have to hear of it may be told too.</param>
/// <param name="Number">Number of the transfer, where it has one.</param>
/// <param name="At">When; its local day is the day of the fact.</param>
public sealed record TransferIncident(string To, DateTimeOffset At, string? Number = null);

/// <summary>A department was told of the incident.</summary>
public sealed record IncidentTransferred(string Incident, string To, string? Number, DateTimeOffset At, string Department, DateOnly OccurredOn) : IFact, IAtHour, IMeets
{
    public string Thing => IncidentBook.Thing(Incident);
    public DateTimeOffset OccurredAt => At;
    public IEnumerable<string> Meets => [IncidentBook.Transfer(Incident, To)];
}

public static class TransferIncidentEndpoint
{
    public static readonly Rule ToAnother = new("incident-to-another", 422, "DESIGN 4", new("不能移送给本部门", "An incident is passed on to another department"));

    [Gives("incident.transfer")]
    [WolverinePost("/api/{jurisdiction}/facilities/{facilityId}/incidents/{id}/transfers")]
    public static Decision Decide(TransferIncident command, string id, [Decides] Facility facility, Circumstances c)
    {
        var at = c.Book.Local(command.At);
        if ((OngoingIncident.Against(c, facility, "incident.transfer", id, c.Book.DayOf(at)) ?? Guard.Hour(c, "at", at)
            ?? Guard.Known("to", command.To, c.Policy.Departments) ?? Guard.Text("number", command.Number, 100, optional: true)) is { } no)
            return no;
        if (command.To == c.Department)
            return ToAnother.Refuse(("field", "to"));
        var was = facility.Incidents.All[id];
        if (at < was.ReportedAt)
            return Guard.Backwards.Refuse(("field", "at"), ("last", was.ReportedOn));
        return was.Transfers.Contains(new(command.To, at)) ? Decision.Nothing : Decision.Of(new IncidentTransferred(id, command.To, command.Number?.Trim(), at, c.Department, c.Book.DayOf(at)));
    }
}
