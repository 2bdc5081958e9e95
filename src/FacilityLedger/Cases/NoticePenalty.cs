using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;
using Wolverine.Http;

namespace FacilityLedger.Cases;

/// <summary>Enters that the party was told what is proposed, on which facts and with which rights.</summary>
public sealed record NoticePenalty(IReadOnlyList<CasePenalty> Penalties, DateOnly OccurredOn);

/// <summary>The party was told; a further notice begins the hearing of the party anew.</summary>
/// <param name="HearingDue">The party's term for asking for a hearing (行政处罚法 64).</param>
public sealed record PenaltyNoticed(string Case, IReadOnlyList<CasePenalty> Penalties, Deadline HearingDue, DateOnly OccurredOn) : IFact, IStartsClock
{
    public string Thing => CaseBook.Thing(Case);
    public IEnumerable<Deadline?> Deadlines => [HearingDue];
}

public static class NoticePenaltyEndpoint
{
    [Gives("case.notice")]
    [WolverinePost("/api/{jurisdiction}/facilities/{facilityId}/cases/{id}/notice")]
    public static Decision Decide(NoticePenalty command, string id, [Decides] Facility facility, Circumstances c)
    {
        if (OngoingCase.Against(c, facility, "case.notice", id, command.OccurredOn) is { } no)
            return no;
        var was = facility.Cases.All[id];
        if (OngoingCase.Malformed(c, facility, was, command.Penalties) is { } malformed)
            return malformed;
        if (was.Status == CaseStatus.Noticed && was.NoticedOn == command.OccurredOn && was.Penalties.SequenceEqual(command.Penalties))
            return Decision.Nothing;
        return was.Status is CaseStatus.Open or CaseStatus.Noticed
            ? Decision.Of(new PenaltyNoticed(id, command.Penalties, c.Deadline(CaseBook.Hearing(id), "hearing-request", command.OccurredOn), command.OccurredOn))
            : OngoingCase.Step.Refuse(("state", was.Status));
    }
}
