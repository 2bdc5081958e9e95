using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;
using Wolverine.Http;

namespace FacilityLedger.Cases;

/// <summary>Enters the legal review of what is proposed; who enters it has reviewed.</summary>
public sealed record ReviewCase(DateOnly OccurredOn);

/// <summary>The case was reviewed legally.</summary>
/// <param name="Reviewer">Account.</param>
public sealed record LegalReviewed(string Case, string Reviewer, DateOnly OccurredOn) : IFact
{
    public string Thing => CaseBook.Thing(Case);
}

public static class ReviewCaseEndpoint
{
    public static readonly Rule Another = new("reviewed-by-another", 422, "行政处罚法 58", new("法制审核须由非本案调查人员进行", "Someone who does not investigate the case reviews it"));

    [Gives("case.review")]
    [WolverinePost("/api/{jurisdiction}/facilities/{facilityId}/cases/{id}/review")]
    public static Decision Decide(ReviewCase command, string id, [Decides] Facility facility, Circumstances c)
    {
        if (OngoingCase.Against(c, facility, "case.review", id, command.OccurredOn) is { } no)
            return no;
        var was = facility.Cases.All[id];
        if (was.ReviewedOn == command.OccurredOn)
            return Decision.Nothing;
        if (was.Status != CaseStatus.Noticed || was.HearingOwed)
            return OngoingCase.Step.Refuse(("state", was.Status));
        return was.Investigates(c.Actor.Account) ? Another.Refuse() : Decision.Of(new LegalReviewed(id, c.Actor.Account, command.OccurredOn));
    }
}
