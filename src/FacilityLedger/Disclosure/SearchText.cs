using FacilityLedger.Facilities;
using FacilityLedger.Registration;

namespace FacilityLedger.Disclosure;

/// <summary>What an institution is found by, folded: every name, operator, address and number that was shown of it and may still be shown, and its key.</summary>
internal static class SearchText
{
    private static readonly string[] Fields = ["name", "operator", "address", "receiptNumber", "number"];

    /// <summary>About one day: also what bore an earlier name until then.</summary>
    public static string Of(PublicView view) => Of(view.Id, view.History);

    /// <summary>About all days.</summary>
    public static string Of(PublicFacility facility) => Of(facility.Id, facility.Publications.Values.SelectMany(x => x));

    private static string Of(string id, IEnumerable<Publication> shown) => string.Join(Grams.Between, shown
        .SelectMany(x => Fields.Select(f => x.Text(f)).Concat(x.Fields.Identifiers().Select(i => i.Value))).OfType<string>().Prepend(id).Select(x => Folding.Of(x))
        .Where(x => x.Length > 0).Distinct(StringComparer.Ordinal));
}
