using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;
using Wolverine.Http;

namespace FacilityLedger.Cases;

/// <summary>Enters that the decision reached the party.</summary>
/// <param name="Way"><c>direct</c>, <c>left</c>, <c>post</c>, <c>electronic</c> or <c>notice</c>.</param>
public sealed record ServePenalty(string Way, DateOnly OccurredOn);

/// <summary>The decision was served; the term for paying runs from then on.</summary>
/// <param name="PaymentDue">Null where nothing is to be paid.</param>
public sealed record PenaltyServed(string Case, string Way, Deadline? PaymentDue, DateOnly OccurredOn) : IFact, IMeets, IStartsClock
{
    public string Thing => CaseBook.Thing(Case);
    public IEnumerable<string> Meets => [CaseBook.Service(Case)];
    public IEnumerable<Deadline?> Deadlines => [PaymentDue];
}

public static class ServePenaltyEndpoint
{
    private static readonly string[] Ways = ["direct", "left", "post", "electronic", "notice"];

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
        return was.Status == CaseStatus.Decided
            ? Decision.Of(new PenaltyServed(id, command.Way, was.Payable > 0 ? c.Deadline(CaseBook.Payment(id), "penalty-payment", command.OccurredOn) : null, command.OccurredOn))
            : OngoingCase.Step.Refuse(("status", was.Status));
    }
}
