using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;

namespace FacilityLedger.Incidents;

/// <summary>What every command about an existing incident asks first.</summary>
public static class OngoingIncident
{
    public static readonly Rule Unknown = new("incident-unknown", 404, "DESIGN 2", new("没有这起事故", "There is no such incident"));

    public static Refusal? Against(Circumstances c, Facility facility, string command, string incident, DateOnly occurredOn) =>
        Guard.Against(c, facility, command, occurredOn, IncidentBook.Thing(incident), closed: true) ?? (facility.Incidents.Find(incident) is null ? Unknown.Refuse() : null);
}
