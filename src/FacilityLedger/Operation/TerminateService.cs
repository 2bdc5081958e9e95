using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;
using FacilityLedger.Obligations;
using FacilityLedger.Registration;
using Wolverine.Http;

namespace FacilityLedger.Operation;

/// <summary>Enters that the institution has ended its service for good.</summary>
public sealed record TerminateService(Placement Placement, DateOnly OccurredOn);

/// <summary>Service ended. The filing closes with it, and the duties of its own operation end; obligations to others stand, and so do the reports that it owes as long as it is registered.</summary>
public sealed record ServiceTerminated(Placement Placement, DateOnly OccurredOn) : IFact, IDrops
{
    public string Thing => "operation";

    public IEnumerable<string> Drops =>
    [
        "filing/", Plans.CoverageOwed.Keys, "operation/nonconformity-", "operation/staff-", "operation/certificate-", $"{YearlyDuty.Reports}{YearlyDuty.Care}-", SuspendOperationEndpoint.EndKey,
        .. ReportInstallationEndpoint.Clocks.Keys.Select(ReportInstallationEndpoint.Key),
    ];
}

public static class TerminateServiceEndpoint
{
    [Gives("operation.terminate")]
    [WolverinePost("/api/{jurisdiction}/facilities/{facilityId}/operation/termination")]
    public static Decision Decide(TerminateService command, [Decides] Facility facility, Circumstances c)
    {
        // It closes the filing too, so it may not lie before the filing's last day either.
        if ((Guard.Against(c, facility, "operation.terminate", command.OccurredOn, "operation", closed: true) ?? Guard.After(facility, "filing", command.OccurredOn)) is { } no)
            return no;
        if (facility.Operation.Status == OperationStatus.Terminated)
            return Decision.Nothing;
        if (facility.Closed)
            return Guard.Closed.Refuse(("state", facility.Status));
        if (!facility.EstablishedOn(command.OccurredOn))
            return ChangeRegistrationEndpoint.Registered.Refuse(("state", facility.Registration.Status), ("registeredOn", facility.Registration.RegisteredOn));
        if (Placement.Unfit(command.Placement) is { } unfit)
            return unfit;
        return Decision.Of(new ServiceTerminated(command.Placement.InOrder(), command.OccurredOn))
            .And(facility.Ended(command.OccurredOn, "filing", "classes", "fees", "places", "nonconformity"))
            .Showing(facility, c, command.OccurredOn);
    }
}
