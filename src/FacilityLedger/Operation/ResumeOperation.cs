using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;
using Wolverine.Http;

namespace FacilityLedger.Operation;

/// <summary>Enters that the institution takes children again.</summary>
public sealed record ResumeOperation(DateOnly OccurredOn);

/// <summary>Service goes on from this day on.</summary>
public sealed record OperationResumed(DateOnly OccurredOn) : IFact, IMeets
{
    public string Thing => "operation";
    public IEnumerable<string> Meets => [SuspendOperationEndpoint.EndKey];
}

public static class ResumeOperationEndpoint
{
    public static readonly Rule Suspended = new("suspended-first", 422, "DESIGN 4", new("机构未处于暂停状态", "The institution is not suspended"));

    [Gives("operation.resume")]
    [WolverinePost("/api/{jurisdiction}/facilities/{facilityId}/operation/resumption")]
    public static Decision Decide(ResumeOperation command, [Decides] Facility facility, Circumstances c)
    {
        if (Guard.Against(c, facility, "operation.resume", command.OccurredOn, "operation") is { } no)
            return no;
        if (facility.Operation is { Status: OperationStatus.InService, Since: { } since } && since == command.OccurredOn)
            return Decision.Nothing;
        if (facility.Operation.Status != OperationStatus.Suspended)
            return Suspended.Refuse(("state", facility.Operation.Status));
        return Decision.Of(new OperationResumed(command.OccurredOn)).Showing(facility, c, command.OccurredOn);
    }
}
