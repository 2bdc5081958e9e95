using System.Text.Json;
using FacilityLedger.Facilities;
using FacilityLedger.Hosting;
using FacilityLedger.Hosting.Decisions;

namespace FacilityLedger.Disclosure;

/// <summary>Makes the disclosure that the policy appends together with its fact.</summary>
public static class Disclosing
{
    /// <summary>The publication, or null where the policy does not publish this kind by itself or just this stands published already.</summary>
    /// <param name="kind">Kind of the policy; only its fields are shown, others are left out.</param>
    /// <param name="about">The thing shown; with the kind it makes the key.</param>
    public static DisclosurePublished? Auto(Circumstances c, Facility? facility, string kind, string about, DateOnly from, Dictionary<string, object?> fields) =>
        c.Book.On(from).Disclosure(kind) is { Auto: true } ? Make(c, facility, kind, about, from, fields) : null;

    /// <param name="until">Last day on which it may be shown, where the fact itself has a term; else the kind's.</param>
    /// <param name="meets">Keys of the duty to publish, where it is not that of the kind's clock.</param>
    /// <param name="byOfficer">An officer publishes it: what an officer withdrew or corrected before holds no longer.</param>
    public static DisclosurePublished? Make(
        Circumstances c, Facility? facility, string kind, string about, DateOnly from, Dictionary<string, object?> fields, DateOnly? until = null, IReadOnlyList<string>? meets = null,
        bool byOfficer = false)
    {
        if (c.Book.On(from).Disclosure(kind) is not { } may || !byOfficer && facility?.Disclosures.Withheld.ContainsKey(Key(kind, about)) == true)
            return null;
        var shown = fields.Where(x => x.Value is not null && may.Fields.Contains(x.Key)).ToDictionary(x => x.Key, x => JsonSerializer.SerializeToElement(x.Value, LedgerJson.Options), StringComparer.Ordinal);
        var key = Key(kind, about);
        if (!byOfficer && facility is not null)
            shown = facility.Disclosures.Shown(key, shown);
        var standing = facility?.Disclosures.Standing.GetValueOrDefault(key);
        if (standing?.Hash == Disclosures.Hash(shown))
            return null;
        // An officer's correction, a voiding or another thing's fact may have come later than this one: the publication does not reach behind what stands.
        var first = standing?.From > from ? standing.From : from;
        var duty = facility?.Obligations.OpenOnes.FirstOrDefault(x => meets is null ? x.Deadline.Clock == may.Clock && x.Deadline.Key.StartsWith($"{about}/", StringComparison.Ordinal) : meets.Contains(x.Deadline.Key));
        return new DisclosurePublished(key, kind, about, shown, may.Source, first, until ?? (may.Months is { } months ? first.AddMonths(months) : null), facility?.NotBefore(key, from) ?? from, duty?.Deadline.Key);
    }

    /// <summary>The day, or that of the disclosure's last fact where that is later: per thing the day never decreases.</summary>
    public static DateOnly NotBefore(this Facility facility, string disclosure, DateOnly day) =>
        facility.Touched.GetValueOrDefault($"disclosures/{disclosure}") is { } last && last.OccurredOn > day ? last.OccurredOn : day;

    /// <summary>The key of a disclosure: the kind, and the id of the thing where there may be several.</summary>
    public static string Key(string kind, string about) => about.Split('/') is [_, var id] ? $"{kind}-{id}" : kind;
}
