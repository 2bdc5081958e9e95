using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;
using Wolverine.Http;

namespace FacilityLedger.Cases;

/// <summary>Enters that the decision reached the party.</summary>
/// <param name="Way"><c>direct</c>, <c>left</c>, <c>post</c>, <c>electronic</c> or <c>notice</c>.</param>
public sealed record ServePenalty(string Way, DateOnly OccurredOn);

/// <summary>The decision was served; the term for paying runs from then on.</summary>
/// <param name="PaymentDue">Null where nothing is to be paid.</param>
/// <param name="RecourseUntil">Last day on which the party may ask for reconsideration or sue.</param>
/// <param name="CourtDue">The department's term for applying to the court for enforcement, from the end of the party's (行政强制法 53); null where nothing is to be paid.</param>
public sealed record PenaltyServed(string Case, string Way, Deadline? PaymentDue, DateOnly RecourseUntil, Deadline? CourtDue, DateOnly OccurredOn) : IFact, IMeets, IStartsClock
{
    public string Thing => CaseBook.Thing(Case);
    public IEnumerable<string> Meets => [CaseBook.Service(Case)];
    public IEnumerable<Deadline?> Deadlines => [PaymentDue, CourtDue];
}

public static class ServePenaltyEndpoint
{
    private static readonly string[] Ways = ["direct", "left", "post", "electronic", "notice"];

    [Gives("case.serve")]
    [WolverinePost("/api/{jurisdiction}/facilities/{facilityId}/cases/{id}/service")]
    public static Decision Decide(ServePenalty command, string id, [Decides] Facility facility, Circumstances c)
    {
        if (OngoingCase.Against(c, facility, "case.serve", id, command.OccurredOn) is { } no)
            return no;
        if (!Ways.Contains(command.Way))
            return Guard.Code.Refuse(("field", "way"), ("known", string.Join(' ', Ways)));
        var was = facility.Cases.All[id];
        if (was.Status == CaseStatus.Served && was.ServedOn == command.OccurredOn)
            return Decision.Nothing;
        if (was.Status != CaseStatus.Decided)
            return OngoingCase.Step.Refuse(("state", was.Status));
        var recourse = new[] { c.Deadline("", "penalty-reconsideration", command.OccurredOn).DueOn, c.Deadline("", "penalty-suit", command.OccurredOn).DueOn }.Max();
        return was.Payable > 0
            ? Decision.Of(new PenaltyServed(id, command.Way, c.Deadline(CaseBook.Payment(id), "penalty-payment", command.OccurredOn), recourse, c.Deadline(CaseBook.Court(id), "enforcement-court", recourse), command.OccurredOn))
            : Decision.Of(new PenaltyServed(id, command.Way, null, recourse, null, command.OccurredOn));
    }
}
