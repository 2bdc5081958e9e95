using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;
using Wolverine.Http;

namespace FacilityLedger.Cases;

/// <summary>Enters that a case ends without a penalty.</summary>
/// <param name="Ground"><c>minor</c>, <c>first-slight</c>, <c>no-fault</c> or <c>not-proved</c>.</param>
public sealed record EndWithoutPenalty(string Ground, DateOnly OccurredOn);

/// <summary>The case ended without a penalty (行政处罚法 33、57); its terms end.</summary>
public sealed record NoPenaltyDecided(string Case, string Ground, DateOnly OccurredOn) : IFact, IMeets, IDrops
{
    public string Thing => CaseBook.Thing(Case);
    public IEnumerable<string> Meets => [CaseBook.Decision(Case)];
    public IEnumerable<string> Drops => CaseBook.Terms(Case);
}

public static class EndWithoutPenaltyEndpoint
{
    private static readonly string[] Grounds = ["minor", "first-slight", "no-fault", "not-proved"];

    [Gives("case.no-penalty")]
    [WolverinePost("/api/{jurisdiction}/facilities/{facilityId}/cases/{id}/no-penalty")]
    public static Decision Decide(EndWithoutPenalty command, string id, [Decides] Facility facility, Circumstances c)
    {
        if (OngoingCase.Against(c, facility, "case.no-penalty", id, command.OccurredOn) is { } no)
            return no;
        if (!Grounds.Contains(command.Ground))
            return Guard.Code.Refuse(("field", "ground"), ("known", string.Join(' ', Grounds)));
        var was = facility.Cases.All[id];
        if (was.Status == CaseStatus.NotPenalised && was.Ground == command.Ground && was.DecidedOn == command.OccurredOn)
            return Decision.Nothing;
        return was.Status is CaseStatus.Open or CaseStatus.Noticed ? Decision.Of(new NoPenaltyDecided(id, command.Ground, command.OccurredOn)) : OngoingCase.Step.Refuse(("state", was.Status));
    }
}
