using System.Text.Json;
using FacilityLedger.Facilities;
using FacilityLedger.Hosting;
using FacilityLedger.Inspections;
using FacilityLedger.Policies;
using FacilityLedger.Violations;
using FacilityLedger.Web.Forms;

namespace FacilityLedger.Disclosure;

/// <summary>A fact of the file that an officer may show to the public, with what the ledger knows of it: nobody types it again.</summary>
/// <param name="About">The thing whose fact it is.</param>
/// <param name="Shown">Whether it is shown already, as it was before.</param>
public sealed record DisclosableFact(DisclosureKind Kind, string About, DateOnly On, bool Shown, IReadOnlyDictionary<string, JsonElement> Fields)
{
    public string Key => KeyOf(Kind.Code, About);

    public static string KeyOf(string kind, string about) => $"{kind}~{about}";

    /// <summary>All facts of kinds that the policy leaves to an officer and that are not shown as they are, and what an officer has withdrawn.</summary>
    public static IEnumerable<DisclosableFact> Of(FormScene x)
    {
        if (x.Facility is not { } facility)
            return [];
        return (from fact in Facts(x)
                let kind = x.Policy.Disclosure(fact.Kind)
                where kind is { Auto: false }
                let fields = Json(fact.Fields)
                let standing = facility.Disclosures.Standing.GetValueOrDefault(Disclosing.Key(fact.Kind, fact.About))
                where standing?.Hash != Disclosures.Hash(fields)
                select new DisclosableFact(kind, fact.About, fact.On, standing is not null, fields)).Concat(Withheld(x, facility));
    }

    // What an officer took away is published by itself no more; it is offered as it was shown last.
    private static IEnumerable<DisclosableFact> Withheld(FormScene x, Facility facility) =>
        from withheld in facility.Disclosures.Withheld.OrderBy(w => w.Key, StringComparer.Ordinal)
        let kind = x.Policy.Disclosure(withheld.Value.Kind)
        where kind is { Auto: true }
        let last = x.Entries.Select(e => e.Fact switch
        {
            DisclosurePublished p when p.Disclosure == withheld.Key => p.Fields,
            DisclosureCorrected p when p.Disclosure == withheld.Key => p.Fields,
            _ => null,
        }).LastOrDefault(f => f is not null)
        where last is not null
        select new DisclosableFact(kind, withheld.Value.About, facility.Touched[$"disclosures/{withheld.Key}"].OccurredOn, Shown: false, last);

    private static IEnumerable<(string Kind, string About, DateOnly On, Dictionary<string, object?> Fields)> Facts(FormScene x)
    {
        var facility = x.Facility!;
        foreach (var v in facility.Violations.All.Values.Where(v => v.Status != ViolationStatus.Dismissed))
        {
            var about = ViolationBook.Thing(v.Id);
            yield return ("violation", about, v.RecordedOn, ViolationDisclosure.Of(v));
        }
        foreach (var decided in facility.Violations.Decisions.Where(d => d.Penalty.Department == x.Officer.Department && PenaltyPublicity.Withheld(x.Book, d.Penalty) is null))
            yield return (ViolationDisclosure.Penalty, decided.Penalty.Of, decided.Penalty.DecidedOn, ViolationDisclosure.Of(x.Book, decided));
        foreach (var i in facility.Inspections.All.Values.Where(i => i.Result is not null))
            yield return ("inspection", InspectionBook.Thing(i.Id), i.CompletedOn ?? i.OpenedOn, InspectionDisclosure.Of(i));
        if (facility.Filing.Conditions.Count > 0)
            yield return ("nonconformity", "filing", facility.Touched["filing"].OccurredOn, new() { ["date"] = facility.Touched["filing"].OccurredOn, ["conditions"] = facility.Filing.Conditions });
    }

    private static Dictionary<string, JsonElement> Json(Dictionary<string, object?> fields) => fields.Where(x => x.Value is not null).ToDictionary(x => x.Key, x => JsonSerializer.SerializeToElement(x.Value, LedgerJson.Options), StringComparer.Ordinal);
}
