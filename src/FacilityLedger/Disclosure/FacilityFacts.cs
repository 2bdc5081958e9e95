using FacilityLedger.Facilities;
using FacilityLedger.Policies;
using FacilityLedger.Web;

namespace FacilityLedger.Disclosure;

/// <summary>The short facts of an institution, those that are published.</summary>
public static class FacilityFacts
{
    public static IEnumerable<(Words Label, Text Value)> Of(Policy policy, PublicView view)
    {
        var (p, registration, listing, places) = (view.Particulars, view.Latest("registration"), view.Latest("listing"), view.Latest("places"));
        return new (Words, Text)[]
        {
            (PublicWords.Kind, policy.Kinds.NameOrNone(p.Kind ?? listing?.Text("siteType"))),
            (PublicWords.Town, policy.Divisions.NameOrNone(p.Town ?? listing?.Text("borough"))),
            (PublicWords.Address, listing?.Text("postcode") is { } postcode ? $"{p.Address}, {postcode}" : p.Address),
            (PublicWords.Phone, listing?.Text("phone")),
            (listing is null ? PublicWords.Operator : PublicWords.Holder, p.Operator),
            (PublicWords.Places, Count(view.LatestOf("classes", "places")?.Number("places"))),
            (PublicWords.FreePlaces, places?.Number("free") is { } free ? FacilitySentences.Free(free, places.From) : default(Text)),
            (PublicWords.Capacity, Count(listing?.Number("capacity"))),
            (PublicWords.Inclusive, Count(view.LatestOf("classes", "places")?.Number("inclusivePlaces"))),
            (PublicWords.Ages, policy.Glossary.NameOrNone(listing?.Text("ages"))),
            (PublicWords.Medication, policy.Glossary.NameOrNone(listing?.Text("medication"))),
            (PublicWords.Nature, policy.Natures.NameOrNone(registration?.Text("nature"))),
            (PublicWords.Authority, policy.Departments.NameOrNone(registration?.Text("authority"))),
            (PublicWords.RegisteredOn, Day(registration?.Day("registeredOn"))),
            (PublicWords.ReceiptDate, Day(view.Latest("filing")?.Day("receiptDate"))),
            (PublicWords.ValidUntil, Day(p.ValidUntil)),
        }.Where(x => !x.Item2.IsEmpty);
    }

    private static Text Count(int? n) => n is { } number ? (Text)(long)number : default;
    private static Text Day(DateOnly? day) => day is { } d ? (Text)Dates.Prose(d) : default;
}
