using System.Globalization;
using FacilityLedger.Hosting.Decisions;
using FacilityLedger.Obligations;
using FacilityLedger.Policies;

namespace FacilityLedger.Filing;

/// <summary>Until when the materials of a form hold, and which duties begin and end with that.</summary>
/// <param name="Expiries">Of the materials that the form needs.</param>
/// <param name="RenewalsDue">Terms for asking for a renewal while the old one still holds.</param>
/// <param name="Renewed">Materials that hold longer than before, or are needed no more.</param>
/// <param name="Reissued">Lapses of materials that were issued anew since, or are needed no more.</param>
public sealed record MaterialTerms(IReadOnlyList<Expiry> Expiries, IReadOnlyList<Deadline> RenewalsDue, IReadOnlyList<string> Renewed, IReadOnlyList<Lapse> Reissued)
{
    public static MaterialTerms None { get; } = new([], [], [], []);

    /// <summary>Key of the duty to replace a material that has expired.</summary>
    public static string ExpiredKey(string material) => $"filing/material-{material}";

    /// <summary>Key of the duty to replace a material that has lapsed; each lapse is cured by what was issued since.</summary>
    public static string LapsedKey(Lapse lapse) => string.Create(CultureInfo.InvariantCulture, $"filing/material-{lapse.Material}-lapsed-{lapse.On:yyyyMMdd}");

    /// <summary>Key of the duty to ask for a renewal in time.</summary>
    public static string RenewalKey(string material) => $"filing/material-{material}-renewal";

    /// <summary>What of it concerns one material.</summary>
    public MaterialTerms Only(string material) => new(
        [.. Expiries.Where(x => x.Of == material)], [.. RenewalsDue.Where(x => x.Key == RenewalKey(material))], [.. Renewed.Where(x => x == material)], [.. Reissued.Where(x => x.Material == material)]);

    internal IEnumerable<string> Meets => [.. Renewed.SelectMany(x => new[] { ExpiredKey(x), RenewalKey(x) }), .. Reissued.Select(LapsedKey)];

    /// <param name="form">The form as it stands from that day on.</param>
    public static MaterialTerms Of(FilingForm form, MaterialState was, Circumstances c, DateOnly on)
    {
        var policy = c.Book.On(on);
        var needed = form.Materials.Where(x => policy.Material(x.Code) is { } material && form.Needs(material)).ToList();
        // What had expired when it was handed in is asked for as a supplement.
        var expiries = needed.Where(x => x.ValidUntil is { } until && (until >= on || was.Validity.Expiries.Any(e => e.Of == x.Code && e.ValidUntil == until)))
            .Select(x => new Expiry(x.Code, x.ValidUntil!.Value, c.Book.EndOf(x.ValidUntil.Value))).ToList();
        return new(expiries,
            [.. expiries.Where(x => !was.Validity.Expiries.Contains(x)).Select(x => Renewal(x, policy, c, on)).OfType<Deadline>()],
            [.. was.Validity.Expiries.Where(x => needed.Find(m => m.Code == x.Of) is not { } now || now.ValidUntil is not { } until || until > x.ValidUntil).Select(x => x.Of)],
            [.. was.Lapsed.Where(x => needed.Find(m => m.Code == x.Material) is not { } now || now.IssuedOn >= x.On)]);
    }

    private static Deadline? Renewal(Expiry expiry, Policy policy, Circumstances c, DateOnly on)
    {
        if (policy.Material(expiry.Of)?.AskBefore is not { } code)
            return null;
        var clock = policy.Clock(code);
        var before = clock.Unit switch { "month" => expiry.ValidUntil.AddMonths(-clock.N), "year" => expiry.ValidUntil.AddYears(-clock.N), _ => expiry.ValidUntil.AddDays(-clock.N) };
        var dueOn = before < on ? on : before;
        return new(RenewalKey(expiry.Of), code, clock.Owner, on, clock.N, clock.Unit, dueOn, c.Book.EndOf(dueOn), Provisional: false);
    }
}
