using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;
using Wolverine.Http;

namespace FacilityLedger.Registration;

/// <summary>Enters that the liquidation of the institution is finished, so that it has to apply for the cancellation.</summary>
public sealed record FinishLiquidation(DateOnly OccurredOn);

/// <param name="CancellationDue">Null where the nature has no term.</param>
public sealed record LiquidationFinished(Deadline? CancellationDue, DateOnly OccurredOn) : IFact, IStartsClock
{
    public const string Cancellation = "registration/cancellation";

    public string Thing => "registration";
    public IEnumerable<Deadline?> Deadlines => [CancellationDue];
}

public static class FinishLiquidationEndpoint
{
    [Gives("registration.liquidation")]
    [WolverinePost("/api/{jurisdiction}/facilities/{facilityId}/registration/liquidation")]
    public static Decision Decide(FinishLiquidation command, [Decides] Facility facility, Circumstances c)
    {
        // A service that has ended is what a liquidation follows.
        if (Guard.Against(c, facility, "registration.liquidation", command.OccurredOn, "registration", closed: true) is { } no)
            return no;
        var was = facility.Registration;
        if (was.Status != RegistrationStatus.Registered)
            return was.Status == RegistrationStatus.Cancelled ? Guard.Closed.Refuse(("state", facility.Status)) : ChangeRegistrationEndpoint.Registered.Refuse(("state", was.Status));
        return was.LiquidatedOn is not null
            ? Decision.Nothing
            : Decision.Of(new LiquidationFinished(c.DeadlineIf(LiquidationFinished.Cancellation, c.Policy.Nature(was.Nature!)?.EndClock, command.OccurredOn), command.OccurredOn));
    }
}
