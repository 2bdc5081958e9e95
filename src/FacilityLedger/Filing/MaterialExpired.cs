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

/// <summary>Asked by the sweep with <see cref="FallDue"/>. Asked twice, it answers once.</summary>
public static class MaterialExpiry
{
    public static IEnumerable<IFact> Decide(Facility facility, Circumstances c) =>
        facility.Filing.Materials.Validity.Marks(c, x => new MaterialExpired(x.Of, x.ValidUntil, Due(x.Of, x.ValidUntil.AddDays(1), c), x.ValidUntil.AddDays(1)));

    private static Deadline? Due(string material, DateOnly from, Circumstances c) =>
        c.Book.On(from).Material(material)?.RenewalClock is { } clock ? c.Deadline(MaterialTerms.ExpiredKey(material), clock, from) : null;
}
