using FacilityLedger.Cases;
using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;
using Wolverine.Http;

namespace FacilityLedger.Violations;

/// <summary>Enters that a recorded violation does not stand.</summary>
/// <param name="Ground"><c>not-established</c>, <c>not-imputable</c>, <c>transferred</c> or <c>duplicate</c>.</param>
public sealed record DismissViolation(string Ground, DateOnly OccurredOn);

/// <summary>The violation does not stand; its terms end.</summary>
public sealed record ViolationDismissed(string Violation, string Ground, DateOnly OccurredOn) : IFact, IDrops
{
    public string Thing => ViolationBook.Thing(Violation);
    public IEnumerable<string> Drops => [$"{Thing}/"];
}

public static class DismissViolationEndpoint
{
    public static readonly Rule Penalised = new("penalised-stands", 422, "行政处罚法 75", new("已作出处罚的违法行为须先撤销处罚", "The penalty has to be revoked first"));
    private static readonly string[] Grounds = ["not-established", "not-imputable", "transferred", "duplicate"];

    [Gives("violation.dismiss")]
    [WolverinePost("/api/{jurisdiction}/facilities/{facilityId}/violations/{violation}/dismissal")]
    public static Decision Decide(DismissViolation command, string violation, [Decides] Facility facility, Circumstances c)
    {
        if ((OngoingViolation.AgainstOthers(c, facility, "violation.dismiss", violation, command.OccurredOn) ?? OngoingCase.NotBehind(facility, violation, command.OccurredOn)) is { } no)
            return no;
        if (!Grounds.Contains(command.Ground))
            return Guard.Code.Refuse(("field", "ground"), ("known", string.Join(' ', Grounds)));
        var was = facility.Violations.All[violation];
        if (was.Status == ViolationStatus.Dismissed)
            return Decision.Nothing;
        return was.Penalty is { } penalty ? Penalised.Refuse(("number", penalty.Number)) : Decision.Of(new ViolationDismissed(violation, command.Ground, command.OccurredOn));
    }
}
