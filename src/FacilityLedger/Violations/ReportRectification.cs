using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;
using Wolverine.Http;

namespace FacilityLedger.Violations;

/// <summary>Enters that the institution reports its rectification.</summary>
public sealed record ReportRectification(DateOnly OccurredOn, string? Narrative = null);

/// <summary>The institution reported. Done by the due day it is in time, whenever it was entered.</summary>
/// <param name="EnteredBy">Account that entered it: someone else verifies.</param>
/// <param name="VerificationDue">The department's term for verifying.</param>
public sealed record RectificationReported(string Violation, string EnteredBy, Sealed? Narrative, Deadline VerificationDue, DateOnly OccurredOn) : IFact, IMeets, IStartsClock
{
    public string Thing => ViolationBook.Thing(Violation);
    public IEnumerable<string> Meets => [ViolationBook.Rectification(Violation)];
    public IEnumerable<Deadline?> Deadlines => [VerificationDue];
}

public static class ReportRectificationEndpoint
{
    [Gives("rectification.report")]
    [WolverinePost("/api/{jurisdiction}/facilities/{facilityId}/violations/{violation}/report")]
    public static Decision Decide(ReportRectification command, string violation, [Decides] Facility facility, Circumstances c)
    {
        if ((OngoingViolation.Against(c, facility, "rectification.report", violation, command.OccurredOn) ?? Guard.Text("narrative", command.Narrative, 4000, optional: true, lines: true)) is { } no)
            return no;
        var was = facility.Violations.All[violation];
        if (was.Status == ViolationStatus.Reported && was.ReportedOn == command.OccurredOn && was.ReportedBy == c.Actor.Account)
            return Decision.Nothing;
        if (was.Status is not (ViolationStatus.Ordered or ViolationStatus.Overdue))
            return OngoingViolation.Step.Refuse(("state", was.Status));
        var narrative = c.SealIf("narrative", command.Narrative);
        // Whoever enters the report, the department that ordered verifies.
        var due = c with { Actor = c.Actor with { Department = was.Department } };
        return Decision.Of(new RectificationReported(violation, c.Actor.Account, narrative?.Sealed,
            due.Deadline(ViolationBook.Verification(violation), "rectification-verification", command.OccurredOn), command.OccurredOn)).Keep(narrative);
    }
}
