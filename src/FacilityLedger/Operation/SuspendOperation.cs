using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;
using FacilityLedger.Registration;
using Wolverine.Http;

namespace FacilityLedger.Operation;

/// <summary>Enters that the institution takes no children for a time.</summary>
/// <param name="Ground"><c>own-decision</c>, <c>ordered</c> or <c>emergency</c>.</param>
/// <param name="Basis">Instrument and article, where it was ordered.</param>
public sealed record SuspendOperation(string Ground, DateOnly OccurredOn, string? Basis = null);

/// <summary>Service is suspended from this day on.</summary>
public sealed record OperationSuspended(string Ground, string? Basis, DateOnly OccurredOn) : IFact
{
    public string Thing => "operation";
}

public static class SuspendOperationEndpoint
{
    public static readonly Rule OrderHasBasis = new("suspension-basis", 422, "DESIGN 4", new("责令停止须载明法律依据", "A suspension that was ordered names its article"));
    private static readonly string[] Grounds = ["own-decision", "ordered", "emergency"];

    [WolverinePost("/api/{jurisdiction}/facilities/{facilityId}/operation/suspension")]
    public static Decision Decide(SuspendOperation command, [Decides] Facility facility, Circumstances c)
    {
        if ((Guard.Against(c, facility, "operation.suspend", command.OccurredOn, "operation") ?? Guard.Text("basis", command.Basis, optional: true)) is { } no)
            return no;
        if (!facility.EstablishedOn(command.OccurredOn))
            return ChangeRegistrationEndpoint.Registered.Refuse(("status", facility.Registration.Status), ("registeredOn", facility.Registration.RegisteredOn));
        if (!Grounds.Contains(command.Ground))
            return Guard.Code.Refuse(("field", "ground"), ("known", string.Join(' ', Grounds)));
        if (command is { Ground: "ordered", Basis: null })
            return OrderHasBasis.Refuse();
        if (facility.Operation.Status == OperationStatus.Suspended)
            return Decision.Nothing;
        return Decision.Of(new OperationSuspended(command.Ground, command.Basis?.Trim(), command.OccurredOn)).Showing(facility, c, command.OccurredOn);
    }
}
