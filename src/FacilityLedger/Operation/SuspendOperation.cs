using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;
using FacilityLedger.Incidents;
using FacilityLedger.Inspections;
using FacilityLedger.Inspectors;
using FacilityLedger.Registration;
using Wolverine.Http;

namespace FacilityLedger.Operation;

/// <summary>Enters that the institution takes no children for a time.</summary>
/// <param name="Ground"><c>own-decision</c>, <c>ordered</c> or <c>emergency</c>.</param>
/// <param name="Basis">Instrument and article, where it was ordered.</param>
/// <param name="ExpectedUntil">Last day on which no children are taken, where the institution decides by itself and names one.</param>
/// <param name="Incident">Id of the incident because of which it was ordered; a place without registration is stopped too.</param>
/// <param name="Officer">Who ordered it; because of an incident, always named.</param>
public sealed record SuspendOperation(string Ground, DateOnly OccurredOn, string? Basis = null, DateOnly? ExpectedUntil = null, string? Incident = null, Officer? Officer = null) : INamesOfficers;

/// <summary>Service is suspended from this day on.</summary>
/// <param name="EndDue">By when it goes on or ends; null where no end was named.</param>
public sealed record OperationSuspended(string Ground, string? Basis, Deadline? EndDue, DateOnly OccurredOn, string? Incident = null, Officer? Officer = null) : IFact, IStartsClock, IMeets
{
    public string Thing => "operation";
    public IEnumerable<Deadline?> Deadlines => [EndDue];
    public IEnumerable<string> Meets => Incident is { } id ? [IncidentBook.Suspension(id)] : [];
}

public static class SuspendOperationEndpoint
{
    public static readonly Rule OrderHasBasis = new("suspension-basis", 422, "DESIGN 4", new("责令停止须载明法律依据", "A suspension that was ordered names its article"));
    public static readonly Rule EndFits = new("suspension-end", 422, "DESIGN 4", new("只有自行决定的暂停可以填写预计结束日期，且不得早于暂停日期", "Only a suspension of its own decision has an expected end, and not before it begins"));

    public static readonly Rule NamedOfficer = new("suspension-named-officer", 422, "未成年人保护法 11；人口与计划生育法 41", new("因事故责令停止的，须写明依据条款和持证执法人员", "A service that is stopped because of an incident is stopped by a named officer under a named article"));
    public static readonly Rule Because = new("suspension-incident", 422, "DESIGN 4", new("没有这起事故，或已办结为不属实", "There is no such incident, or it was unfounded"));

    public const string EndKey = "operation/suspension-end";
    public const string Clock = "suspension-end";
    private const string OwnDecision = "own-decision";
    private static readonly string[] Grounds = [OwnDecision, "ordered", "emergency"];

    [Gives("operation.suspend")]
    [WolverinePost("/api/{jurisdiction}/facilities/{facilityId}/operation/suspension")]
    public static Decision Decide(SuspendOperation command, [Decides] Facility facility, Circumstances c)
    {
        if ((Guard.Against(c, facility, "operation.suspend", command.OccurredOn, "operation") ?? Guard.Text("basis", command.Basis, optional: true)) is { } no)
            return no;
        if (command.Incident is null && !facility.EstablishedOn(command.OccurredOn))
            return ChangeRegistrationEndpoint.Registered.Refuse(("state", facility.Registration.Status), ("registeredOn", facility.Registration.RegisteredOn));
        if (!Grounds.Contains(command.Ground))
            return Guard.Code.Refuse(("field", "ground"), ("known", string.Join(' ', Grounds)));
        if (command is { Ground: "ordered", Basis: null })
            return OrderHasBasis.Refuse();
        if (command.ExpectedUntil is { } end && (command.Ground != OwnDecision || end < command.OccurredOn || end > command.OccurredOn.AddYears(10)))
            return EndFits.Refuse(("field", "expectedUntil"));
        if (((command.Incident is { } id ? Stopped(command, id, facility) : Malformed(command.Officer)) ?? c.Officers.Against(command.Officer is { } officer ? [officer] : [], [c.Department], command.OccurredOn)) is { } refused)
            return refused;
        // What stands still by its own decision is stopped because of an incident all the same.
        if (facility.Operation.Status == OperationStatus.Suspended && (command.Incident is null || facility.Incidents.All[command.Incident].SuspendedOn is not null))
            return Decision.Nothing;
        return Decision.Of(new OperationSuspended(command.Ground, command.Basis?.Trim(), End(command, c), command.OccurredOn, command.Incident, command.Officer)).Showing(facility, c, command.OccurredOn);
    }

    private static Refusal? Stopped(SuspendOperation command, string id, Facility facility) =>
        command.Ground == OwnDecision ? Guard.Code.Refuse(("field", "ground"), ("known", "ordered emergency"))
        : facility.Incidents.Find(id) is not { Status: not IncidentStatus.Unfounded } incident ? Because.Refuse(("field", "incident"))
        : command.Basis is null || command.Officer is null || Malformed(command.Officer) is not null ? NamedOfficer.Refuse(("field", command.Basis is null ? "basis" : "officer"))
        : (incident.ClosedOn ?? incident.ReportedOn) is var last && command.OccurredOn < last ? Guard.Backwards.Refuse(("occurredOn", command.OccurredOn), ("last", last))
        : null;

    private static Refusal? Malformed(Officer? officer) =>
        officer is null || Guard.Text("account", officer.Account, 100) is null && Guard.Text("certificate", officer.Certificate, 100) is null ? null : NamedOfficer.Refuse(("field", "officer"));

    private static Deadline? End(SuspendOperation command, Circumstances c) =>
        command.ExpectedUntil is { } end ? c.DeadlineIf(EndKey, Clock, command.OccurredOn) is { } due ? due with { N = end.DayNumber - command.OccurredOn.DayNumber, Unit = "day", DueOn = end, DueAt = c.Book.EndOf(end), Provisional = false } : null : null;
}
