using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;
using Wolverine.Http;

namespace FacilityLedger.Violations;

/// <summary>Enters that a report does not suffice.</summary>
/// <param name="Days">The officer's own new term; else the item's days, else the clock's.</param>
public sealed record RejectRectification(DateOnly OccurredOn, int? Days = null);

/// <summary>The report did not suffice: a new term runs.</summary>
public sealed record RectificationRejected(string Violation, Deadline Due, DateOnly OccurredOn) : IFact, IMeets, IStartsClock
{
    public string Thing => ViolationBook.Thing(Violation);
    public IEnumerable<string> Meets => [ViolationBook.Verification(Violation)];
    public IEnumerable<Deadline?> Deadlines => [Due];
}

public static class RejectRectificationEndpoint
{
    [Gives("rectification.reject")]
    [WolverinePost("/api/{jurisdiction}/facilities/{facilityId}/violations/{violation}/rejection")]
    public static Decision Decide(RejectRectification command, string violation, [Decides] Facility facility, Circumstances c)
    {
        if ((OngoingViolation.AgainstOthers(c, facility, "rectification.reject", violation, command.OccurredOn) ?? OngoingViolation.Days(command.Days)) is { } no)
            return no;
        var was = facility.Violations.All[violation];
        var due = OngoingViolation.Due(c, was, command.Days, command.OccurredOn);
        if (was.Status == ViolationStatus.Ordered && was.RejectedOn == command.OccurredOn && was.DueOn == due.DueOn)
            return Decision.Nothing;
        return was.Status == ViolationStatus.Reported
            ? Decision.Of(new RectificationRejected(violation, due, command.OccurredOn))
            : OngoingViolation.Step.Refuse(("state", was.Status));
    }
}
