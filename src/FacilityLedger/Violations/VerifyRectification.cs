using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;
using Wolverine.Http;

namespace FacilityLedger.Violations;

/// <summary>Enters what the department saw of the rectification.</summary>
/// <param name="Outcome"><c>verified</c> or <c>refused-to-correct</c>.</param>
public sealed record VerifyRectification(string Outcome, DateOnly OccurredOn);

/// <summary>The department looked. A refusal ends the terms without their being met; what follows is a case.</summary>
public sealed record RectificationVerified(string Violation, string Outcome, DateOnly OccurredOn) : IFact, IMeets, IDrops
{
    public string Thing => ViolationBook.Thing(Violation);
    public IEnumerable<string> Meets => [ViolationBook.Verification(Violation)];
    public IEnumerable<string> Drops => Refused ? [ViolationBook.Rectification(Violation)] : [];

    internal bool Refused => Outcome == VerifyRectificationEndpoint.RefusedToCorrect;
}

public static class VerifyRectificationEndpoint
{
    public const string RefusedToCorrect = "refused-to-correct";

    public static readonly Rule Another = new("verified-by-another", 422, "县政策 13", new("整改须由填报人以外的人员核验", "Someone other than who entered the report verifies it"));
    private static readonly string[] Outcomes = ["verified", RefusedToCorrect];

    [Gives("rectification.verify")]
    [WolverinePost("/api/{jurisdiction}/facilities/{facilityId}/violations/{violation}/verification")]
    public static Decision Decide(VerifyRectification command, string violation, [Decides] Facility facility, Circumstances c)
    {
        if (OngoingViolation.AgainstOthers(c, facility, "rectification.verify", violation, command.OccurredOn) is { } no)
            return no;
        if (!Outcomes.Contains(command.Outcome))
            return Guard.Code.Refuse(("field", "outcome"), ("known", string.Join(' ', Outcomes)));
        var was = facility.Violations.All[violation];
        var verified = new RectificationVerified(violation, command.Outcome, command.OccurredOn);
        if (was.VerifiedOn == command.OccurredOn && was.Status == (verified.Refused ? ViolationStatus.RefusedToCorrect : ViolationStatus.Verified))
            return Decision.Nothing;
        if (was.Status != ViolationStatus.Reported && !(verified.Refused && Overdue(was, command.OccurredOn)))
            return OngoingViolation.Step.Refuse(("state", was.Status));
        return was.ReportedBy == c.Actor.Account ? Another.Refuse() : Decision.Of(verified);
    }

    // Without a report a refusal needs a term that has passed, whether or not the sweep has come by.
    private static bool Overdue(Violation was, DateOnly day) => was.Status is ViolationStatus.Ordered or ViolationStatus.Overdue && day > was.DueOn;
}
