using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;
using Wolverine.Http;

namespace FacilityLedger.Violations;

/// <summary>Enters that the term for rectification is prolonged.</summary>
/// <param name="Days">Days from the day of the extension on.</param>
/// <param name="Ground"><c>force-majeure</c>, <c>building-work</c>, <c>supply</c> or <c>procedure</c>.</param>
public sealed record ExtendRectification(int Days, string Ground, DateOnly OccurredOn);

/// <summary>The term was prolonged; the earlier one no longer counts.</summary>
public sealed record RectificationExtended(string Violation, string Ground, Deadline Due, DateOnly OccurredOn) : IFact, IStartsClock
{
    public string Thing => ViolationBook.Thing(Violation);
    public IEnumerable<Deadline?> Deadlines => [Due];
}

public static class ExtendRectificationEndpoint
{
    public static readonly Rule Longer = new("extension-longer", 422, "行政处罚法 28", new("延长后的期限须晚于原期限", "An extension ends later than the term that runs"));
    private static readonly string[] Grounds = ["force-majeure", "building-work", "supply", "procedure"];

    [Gives("rectification.extend")]
    [WolverinePost("/api/{jurisdiction}/facilities/{facilityId}/violations/{violation}/extension")]
    public static Decision Decide(ExtendRectification command, string violation, [Decides] Facility facility, Circumstances c)
    {
        if ((OngoingViolation.AgainstOthers(c, facility, "rectification.extend", violation, command.OccurredOn) ?? OngoingViolation.Days(command.Days)) is { } no)
            return no;
        if (!Grounds.Contains(command.Ground))
            return Guard.Code.Refuse(("field", "ground"), ("known", string.Join(' ', Grounds)));
        var was = facility.Violations.All[violation];
        var due = OngoingViolation.Due(c, was, command.Days, command.OccurredOn);
        if (was.Status == ViolationStatus.Ordered && was.ExtendedOn == command.OccurredOn && was.DueOn == due.DueOn)
            return Decision.Nothing;
        // A term that is over cannot be prolonged: what was missed stays missed.
        if (was.Status != ViolationStatus.Ordered || command.OccurredOn > was.DueOn)
            return OngoingViolation.Step.Refuse(("state", was.Status));
        return due.DueOn > was.DueOn ? Decision.Of(new RectificationExtended(violation, command.Ground, due, command.OccurredOn)) : Longer.Refuse(("due", was.DueOn));
    }
}
