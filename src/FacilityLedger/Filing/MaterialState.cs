using FacilityLedger.Hosting.Decisions;
using FacilityLedger.Obligations;

namespace FacilityLedger.Filing;

/// <summary>A material that a change of the institution has made void.</summary>
public sealed record Lapse(string Material, DateOnly On);

/// <summary>The materials of the standing form: how long they hold, and which are void.</summary>
public sealed record MaterialState(Validity Validity, IReadOnlyList<Lapse> Lapsed)
{
    public static MaterialState None { get; } = new(Validity.None, []);

    /// <summary>The form was stated anew.</summary>
    public MaterialState Restated(MaterialTerms terms) => new(Validity.Restated(terms.Expiries), [.. Lapsed.Where(x => !terms.Reissued.Contains(x))]);

    /// <summary>One material was issued anew; it says nothing of the others, which may be corrected later.</summary>
    public MaterialState Renewed(string material, MaterialTerms terms) => Restated(terms with { Expiries = [.. Validity.Expiries.Where(x => x.Of != material), .. terms.Expiries] });

    public MaterialState Evolve(IFact fact) => fact switch
    {
        MaterialExpired e => this with { Validity = Validity.Recorded(e.Material, e.ValidUntil) },
        MaterialLapsed e => this with { Lapsed = [.. Lapsed.Append(e.Lapse).Distinct().OrderBy(x => x.Material, StringComparer.Ordinal).ThenBy(x => x.On)] },
        _ => this,
    };
}
