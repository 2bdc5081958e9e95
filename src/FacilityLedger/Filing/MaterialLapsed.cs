using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;
using FacilityLedger.Policies;

namespace FacilityLedger.Filing;

/// <summary>A change of the institution has made a material void, whatever its date says: the evaluation of other rooms is none of these.</summary>
/// <param name="Cause"><c>address</c>, <c>places</c> or <c>classes</c>.</param>
/// <param name="RenewalDue">Null where the policy gives no term.</param>
public sealed record MaterialLapsed(string Material, string Cause, Deadline? RenewalDue, DateOnly OccurredOn) : IFact, IStartsClock
{
    public string Thing => $"obligations/{MaterialTerms.LapsedKey(Lapse)}";
    public IEnumerable<Deadline?> Deadlines => [RenewalDue];

    internal Lapse Lapse => new(Material, OccurredOn);

    /// <summary>What lapses by a change of that day; nothing that was issued since.</summary>
    /// <param name="form">The form as the change leaves it.</param>
    /// <param name="causes">What changed.</param>
    public static IEnumerable<MaterialLapsed> Of(Facility facility, FilingForm? form, Circumstances c, DateOnly on, params IReadOnlyList<string> causes)
    {
        if (form is null || causes.Count == 0 || !facility.Filing.FollowsChangeOf(on))
            yield break;
        var policy = c.Book.On(on);
        foreach (var material in form.Materials.Where(x => !(x.IssuedOn >= on) && !facility.Filing.Materials.Lapsed.Contains(new(x.Code, on))))
            if (policy.Material(material.Code) is { } known && form.Needs(known) && causes.FirstOrDefault(known.LapsesOn.Contains) is { } cause)
                yield return new(material.Code, cause, known.RenewalClock is { } clock ? c.Deadline(MaterialTerms.LapsedKey(new(material.Code, on)), clock, on) : null, on);
    }

    /// <summary>What of the stated classes and places goes beyond the form.</summary>
    public static IReadOnlyList<string> Causes(FilingForm? was, int places, IEnumerable<string> types) => was is null ? [] :
    [
        .. places > was.Places ? [LedgerNames.Places] : Array.Empty<string>(),
        .. was.Classes.Count > 0 && types.Any(x => was.Classes.All(k => k.Type != x)) ? [LedgerNames.Classes] : Array.Empty<string>(),
    ];
}
