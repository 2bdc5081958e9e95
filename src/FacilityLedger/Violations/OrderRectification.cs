using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;
using Wolverine.Http;

namespace FacilityLedger.Violations;

/// <summary>Enters an order to rectify.</summary>
/// <param name="Days">The officer's own term; else the item's days, else the clock's.</param>
public sealed record OrderRectification(DateOnly OccurredOn, int? Days = null);

/// <summary>Rectification was ordered. That is no penalty and goes with one.</summary>
public sealed record RectificationOrdered(string Violation, string Department, Deadline Due, DateOnly OccurredOn) : IFact, IStartsClock
{
    public string Thing => ViolationBook.Thing(Violation);
    public IEnumerable<Deadline?> Deadlines => [Due];
}

public static class OrderRectificationEndpoint
{
    [Gives("rectification.order")]
    [WolverinePost("/api/{jurisdiction}/facilities/{facilityId}/violations/{violation}/rectification")]
    public static Decision Decide(OrderRectification command, string violation, [Decides] Facility facility, Circumstances c)
    {
        if ((OngoingViolation.AgainstOthers(c, facility, "rectification.order", violation, command.OccurredOn) ?? OngoingViolation.Days(command.Days)) is { } no)
            return no;
        var was = facility.Violations.All[violation];
        var due = OngoingViolation.Due(c, was, command.Days, command.OccurredOn);
        if (was.Status == ViolationStatus.Ordered && was.DueOn == due.DueOn && facility.Obligations.All.GetValueOrDefault(due.Key)?.Since == command.OccurredOn)
            return Decision.Nothing;
        return was.Status == ViolationStatus.Recorded
            ? Decision.Of(new RectificationOrdered(violation, c.Department, due, command.OccurredOn))
            : OngoingViolation.Step.Refuse(("state", was.Status));
    }
}
