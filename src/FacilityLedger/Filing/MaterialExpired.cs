using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;
using FacilityLedger.Obligations;

namespace FacilityLedger.Filing;

/// <summary>A material of the standing filing is no longer valid. A mark of the ledger: with it begins the term for its replacement.</summary>
/// <param name="ValidUntil">Its last day.</param>
/// <param name="RenewalDue">Null where the policy gives no term.</param>
public sealed record MaterialExpired(string Material, DateOnly ValidUntil, Deadline? RenewalDue, DateOnly OccurredOn) : IFact, IStartsClock
{
    public string Thing => $"obligations/{MaterialTerms.ExpiredKey(Material)}";
    public IEnumerable<Deadline?> Deadlines => [RenewalDue];
}

/// <summary>Asked by the sweep with <see cref="FallDue"/>. Asked twice, it answers once: what was entered long after its end has missed the term for its replacement too.</summary>
public static class MaterialExpiry
{
    public static IEnumerable<IFact> Decide(Facility facility, Circumstances c)
    {
        foreach (var x in facility.Filing.Materials.Pending.Where(x => x.At <= c.Now).OrderBy(x => x.At).ThenBy(x => x.Material, StringComparer.Ordinal))
        {
            var expired = new MaterialExpired(x.Material, x.ValidUntil, Due(x, x.ValidUntil.AddDays(1), c), x.ValidUntil.AddDays(1));
            yield return expired;
            if (expired.RenewalDue is { } due && due.DueAt <= c.Now)
                yield return new ObligationFellDue(due.Key, due.Clock, due.DueOn, due.DueOn.AddDays(1));
        }
    }

    private static Deadline? Due(Expiry expiry, DateOnly from, Circumstances c) =>
        c.Book.On(from).Material(expiry.Material)?.RenewalClock is { } clock ? c.Deadline(MaterialTerms.ExpiredKey(expiry.Material), clock, from) : null;
}
