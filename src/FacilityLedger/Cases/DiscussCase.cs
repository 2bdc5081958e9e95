using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;
using Wolverine.Http;

namespace FacilityLedger.Cases;

/// <summary>Enters that the heads of the department discussed the case together.</summary>
/// <param name="Present">Number of those who were there.</param>
public sealed record DiscussCase(int Present, DateOnly OccurredOn);

/// <summary>The heads of the department discussed the case together and agreed on its penalty (行政处罚法 57).</summary>
public sealed record CaseDiscussed(string Case, int Present, DateOnly OccurredOn) : IFact
{
    public string Thing => CaseBook.Thing(Case);
}

public static class DiscussCaseEndpoint
{
    public static readonly Rule Several = new("collective-of-several", 422, "行政处罚法 57", new("集体讨论须有二人以上参加", "Two or more discuss a case together"));

    [Gives("case.discuss")]
    [WolverinePost("/api/{jurisdiction}/facilities/{facilityId}/cases/{id}/discussion")]
    public static Decision Decide(DiscussCase command, string id, [Decides] Facility facility, Circumstances c)
    {
        if (OngoingCase.Against(c, facility, "case.discuss", id, command.OccurredOn) is { } no)
            return no;
        if (command.Present is < 2 or > 100)
            return Several.Refuse(("present", command.Present));
        var was = facility.Cases.All[id];
        if (was.DiscussedOn == command.OccurredOn)
            return Decision.Nothing;
        return was.Status == CaseStatus.Noticed && !was.HearingOwed ? Decision.Of(new CaseDiscussed(id, command.Present, command.OccurredOn)) : OngoingCase.Step.Refuse(("state", was.Status));
    }
}
