using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;
using Wolverine.Http;

namespace FacilityLedger.Incidents;

/// <summary>Enters what came of the incident.</summary>
/// <param name="Outcome"><c>founded</c>, <c>unfounded</c> or <c>transferred-to-justice</c>.</param>
public sealed record CloseIncident(string Outcome, DateOnly OccurredOn);

/// <summary>The incident is over for the ledger; its open terms end.</summary>
public sealed record IncidentClosed(string Incident, string Outcome, DateOnly OccurredOn) : IFact, IDrops
{
    public string Thing => IncidentBook.Thing(Incident);
    public IEnumerable<string> Drops => [$"{Thing}/"];
}

public static class CloseIncidentEndpoint
{
    public static readonly Rule Over = new("incident-closed-once", 422, "DESIGN 4", new("该事故已办结，结论不同的请更正", "The incident is closed; another outcome is a correction"));
    public static readonly Rule Bears = new("incident-bears-violation", 422, "行政处罚法 40", new("已据此认定违法行为的，不能办结为不属实", "A violation rests on it, so it is not unfounded"));

    internal static readonly IReadOnlyDictionary<string, IncidentStatus> Outcomes = new Dictionary<string, IncidentStatus>(StringComparer.Ordinal)
    {
        ["founded"] = IncidentStatus.Founded,
        ["unfounded"] = IncidentStatus.Unfounded,
        ["transferred-to-justice"] = IncidentStatus.TransferredToJustice,
    };

    [Gives("incident.close")]
    [WolverinePost("/api/{jurisdiction}/facilities/{facilityId}/incidents/{id}/closing")]
    public static Decision Decide(CloseIncident command, string id, [Decides] Facility facility, Circumstances c)
    {
        if (OngoingIncident.Against(c, facility, "incident.close", id, command.OccurredOn) is { } no)
            return no;
        if (!Outcomes.TryGetValue(command.Outcome, out var outcome))
            return Guard.Code.Refuse(("field", "outcome"), ("known", string.Join(' ', Outcomes.Keys)));
        var was = facility.Incidents.All[id];
        if (was.Status == outcome)
            return Decision.Nothing;
        if (was.Status != IncidentStatus.Open)
            return Over.Refuse(("state", was.Status));
        if (command.OccurredOn < was.SuspendedOn)
            return Guard.Backwards.Refuse(("occurredOn", command.OccurredOn), ("last", was.SuspendedOn));
        return outcome == IncidentStatus.Unfounded && facility.Violations.RestingOn(IncidentBook.Thing(id)) is { } violation
            ? Bears.Refuse(("violation", violation.Id))
            : Decision.Of(new IncidentClosed(id, command.Outcome, command.OccurredOn));
    }
}
