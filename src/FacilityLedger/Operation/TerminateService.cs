using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;
using FacilityLedger.Obligations;
using FacilityLedger.Registration;
using Wolverine.Http;

namespace FacilityLedger.Operation;

/// <summary>What becomes of the children; how many, never who.</summary>
/// <param name="Children">Children who were enrolled at the end.</param>
/// <param name="Arrangements"><c>transferred</c>, <c>returned-home</c>, or <c>none-enrolled</c> alone.</param>
public sealed record Placement(int Children, IReadOnlyList<string> Arrangements);

/// <summary>Enters that the institution has ended its service for good.</summary>
public sealed record TerminateService(Placement Placement, DateOnly OccurredOn);

/// <summary>Service ended. The filing closes with it, and the duties of its own operation end; obligations to others stand, and so do the reports that it owes as long as it is registered.</summary>
public sealed record ServiceTerminated(Placement Placement, DateOnly OccurredOn) : IFact, IDrops
{
    public string Thing => "operation";

    public IEnumerable<string> Drops =>
    [
        "filing/", "operation/nonconformity-", "operation/staff-", $"{YearlyDuty.Reports}{YearlyDuty.Care}-", SuspendOperationEndpoint.EndKey,
        .. ReportInstallationEndpoint.Clocks.Keys.Select(ReportInstallationEndpoint.Key),
    ];
}

public static class TerminateServiceEndpoint
{
    public static readonly Rule Placed = new("children-placed", 422, "管理规范 7", new("终止服务须说明婴幼儿的安置：人数与安置方式须相符", "The end of service tells how the children are placed: their number and the arrangements must go together"));

    private const string NoneEnrolled = "none-enrolled";
    private static readonly string[] Arrangements = ["transferred", "returned-home", NoneEnrolled];

    [WolverinePost("/api/{jurisdiction}/facilities/{facilityId}/operation/termination")]
    public static Decision Decide(TerminateService command, [Decides] Facility facility, Circumstances c)
    {
        // It closes the filing too, so it may not lie before the filing's last day either.
        if ((Guard.Against(c, facility, "operation.terminate", command.OccurredOn, "operation", closed: true) ?? Guard.After(facility, "filing", command.OccurredOn)) is { } no)
            return no;
        if (facility.Operation.Status == OperationStatus.Terminated)
            return Decision.Nothing;
        if (facility.Closed)
            return Guard.Closed.Refuse(("status", facility.Status));
        if (!facility.EstablishedOn(command.OccurredOn))
            return ChangeRegistrationEndpoint.Registered.Refuse(("status", facility.Registration.Status), ("registeredOn", facility.Registration.RegisteredOn));
        if (Unfit(command.Placement) is { } unfit)
            return unfit;
        return Decision.Of(new ServiceTerminated(command.Placement with { Arrangements = [.. command.Placement.Arrangements.Order(StringComparer.Ordinal)] }, command.OccurredOn))
            .And(facility.Ended(command.OccurredOn, "filing", "classes", "fees", "places", "nonconformity"))
            .Showing(facility, c, command.OccurredOn);
    }

    private static Refusal? Unfit(Placement placement)
    {
        var how = placement.Arrangements;
        if (how.Any(x => !Arrangements.Contains(x)))
            return Guard.Code.Refuse(("field", "arrangements"), ("known", string.Join(' ', Arrangements)));
        if (placement.Children is < 0 or > Capacity.Most || how.Count == 0 || how.Distinct(StringComparer.Ordinal).Count() != how.Count)
            return Placed.Refuse(("field", "placement"));
        return (placement.Children == 0) == how.Contains(NoneEnrolled) && (how.Count == 1 || !how.Contains(NoneEnrolled)) ? null : Placed.Refuse(("field", "placement"));
    }
}
