using FacilityLedger.Hosting.Decisions;

namespace FacilityLedger.Filing;

/// <summary>A material that a change of the institution has made void.</summary>
public sealed record Lapse(string Material, DateOnly On);

/// <summary>How long the materials of the standing form hold.</summary>
/// <param name="Expired">Those of <paramref name="Expiries"/> that the ledger has recorded.</param>
public sealed record MaterialState(IReadOnlyList<Expiry> Expiries, IReadOnlyList<Expiry> Expired, IReadOnlyList<Lapse> Lapsed)
{
    public static MaterialState None { get; } = new([], [], []);

    /// <summary>Ends of validity that are still to be recorded.</summary>
    public IEnumerable<Expiry> Pending => Expiries.Except(Expired);

    /// <summary>The next of them.</summary>
    public DateTimeOffset? NextExpiry => Pending.Select(x => (DateTimeOffset?)x.At).Min();

    public bool Awaits(MaterialExpired fact) => Pending.Any(x => x.Material == fact.Material && x.ValidUntil == fact.ValidUntil);

    /// <summary>The form was stated anew.</summary>
    public MaterialState Restated(MaterialTerms terms) =>
        new(terms.Expiries, [.. Expired.Where(terms.Expiries.Contains)], [.. Lapsed.Where(x => !terms.Reissued.Contains(x))]);

    public MaterialState Evolve(IFact fact) => fact switch
    {
        MaterialExpired e when Awaits(e) => this with { Expired = [.. Expired.Append(Pending.First(x => x.Material == e.Material)).OrderBy(x => x.Material, StringComparer.Ordinal)] },
        MaterialLapsed e => this with { Lapsed = [.. Lapsed.Append(e.Lapse).Distinct().OrderBy(x => x.Material, StringComparer.Ordinal).ThenBy(x => x.On)] },
        _ => this,
    };
}
