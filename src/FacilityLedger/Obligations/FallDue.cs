using FacilityLedger.Facilities;
using FacilityLedger.Filing;
using FacilityLedger.Hosting.Decisions;

namespace FacilityLedger.Obligations;

/// <summary>A duty was not met by its last day. The mark stands until the ledger learns that it was met in time.</summary>
/// <param name="Obligation">Key of the obligation.</param>
/// <param name="Clock">The policy's clock.</param>
public sealed record ObligationFellDue(string Obligation, string Clock, DateOnly DueOn, DateOnly OccurredOn) : IFact
{
    public string Thing => $"obligations/{Obligation}";
}

/// <summary>Asked by the sweep of each facility with something due. Asked twice, it answers once: the fold closes what it looks for.</summary>
public static class FallDue
{
    public static Decision Decide(Facility facility, Circumstances c) => Decision.Of(facility.Obligations.All.Values
        .Where(x => x.Status == ObligationStatus.Open && x.Deadline.DueAt <= c.Now)
        .OrderBy(x => x.Deadline.DueAt).ThenBy(x => x.Deadline.Key, StringComparer.Ordinal)
        .Select(x => new ObligationFellDue(x.Deadline.Key, x.Deadline.Clock, x.Deadline.DueOn, x.Deadline.DueOn.AddDays(1))))
        .And(MaterialExpiry.Decide(facility, c));
}
