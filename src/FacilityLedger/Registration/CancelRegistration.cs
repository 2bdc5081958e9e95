using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;
using Wolverine.Http;

namespace FacilityLedger.Registration;

/// <summary>Enters that the registration authority cancelled the registration.</summary>
/// <param name="Ground"><c>application</c>, <c>revoked</c> or <c>expired</c>.</param>
public sealed record CancelRegistration(string Ground, DateOnly OccurredOn);

/// <summary>The registration ended, and its code and site are free again. Its filing closes with it, and every duty of its operation ends; obligations to others stand.</summary>
public sealed record RegistrationCancelled(string Ground, DateOnly OccurredOn) : IFact, IMeets, IDrops
{
    public string Thing => "registration";
    public IEnumerable<string> Meets => [LiquidationFinished.Cancellation];
    public IEnumerable<string> Drops => ["filing/", "operation/", "registration/", Plans.CoverageOwed.Keys];
}

public static class CancelRegistrationEndpoint
{
    private static readonly string[] Grounds = ["application", "revoked", "expired"];

    [Gives("registration.cancel")]
    [WolverinePost("/api/{jurisdiction}/facilities/{facilityId}/registration/cancellation")]
    public static Decision Decide(CancelRegistration command, [Decides] Facility facility, Circumstances c)
    {
        // It closes the filing too and ends the duties of operation, so it may not lie before the last day of either.
        if ((Guard.Against(c, facility, "registration.cancel", command.OccurredOn, "registration", closed: true) ?? Guard.After(facility, "filing", command.OccurredOn) ?? Guard.After(facility, "operation", command.OccurredOn)) is { } no)
            return no;
        if (facility.Registration.Status == RegistrationStatus.Cancelled)
            return Decision.Nothing;
        if (facility.Registration.Status != RegistrationStatus.Registered)
            return ChangeRegistrationEndpoint.Registered.Refuse(("state", facility.Registration.Status));
        if (!Grounds.Contains(command.Ground))
            return Guard.Code.Refuse(("field", "ground"), ("known", string.Join(' ', Grounds)));
        return Decision.Of(new RegistrationCancelled(command.Ground, command.OccurredOn))
            .And(facility.Ended(command.OccurredOn, "filing", "classes", "fees", "places", "nonconformity"))
            .Showing(facility, c, command.OccurredOn)
            .Release(FacilityRegistered.SiteClaim(facility.Registration.Uscc!, facility.Registration.Site));
    }
}
