using System.Text.Json;
using FacilityLedger.Facilities;
using FacilityLedger.Violations;
using FacilityLedger.Web;
using FacilityLedger.Web.Forms;
using static FacilityLedger.Web.Forms.FormField;

namespace FacilityLedger.Disclosure;

public static class DisclosureForms
{
    public static IReadOnlyList<CommandForm> All { get; } =
    [
        new("disclosure.publish", new("公示", "Publish"), "facilities/{id}/disclosures", null, x =>
        {
            var fact = DisclosableFact.Of(x).FirstOrDefault(f => f.Key == x.Subject);
            return
            [
                Fixed("kind", fact?.Kind.Code ?? ""),
                Fixed("about", fact?.About ?? ""),
                .. fact is null ? [] : DisclosureFields.Of(x.Policy, fact.Kind, fact.Fields),
                Day(x, new("公示日期", "Published on")),
            ];
        })
        {
            Answers = ["penalty-publication", "penalty-publication-market"], SubjectOf = thing => DisclosableFact.KeyOf(ViolationDisclosure.Penalty, thing),
            Subjects = x => DisclosableFact.Of(x).OrderBy(f => f.Shown).ThenByDescending(f => f.On).Select(f => new FormSubject(f.Key, f.Kind.Name, Named(x, f), Done: f.Shown)),
        },
        new("disclosure.correct", new("更正公示", "Correct the disclosure"), "facilities/{id}/disclosures/{of}/correction", "disclosures/{of}", x =>
        [
            .. Standing(x) is { } standing && x.Book.On(standing.From).Disclosure(standing.Kind) is { } kind ? DisclosureFields.Of(x.Policy, kind, Shown(x)) : [],
            Ground(CodeWords.DisclosureCorrections),
            Day(x, new("更正日期", "Corrected on")),
        ])
        {
            Suits = x => Standing(x) is not null,
        },
        new("disclosure.withdraw", new("撤回公示", "Withdraw the disclosure"), "facilities/{id}/disclosures/{of}/withdrawal", "disclosures/{of}", x => [Ground(CodeWords.Withdrawals), Day(x, new("撤回日期", "Withdrawn on"))])
        {
            Suits = x => Standing(x) is not null,
        },
    ];

    // An inspection is named by its day already.
    private static string Named(FormScene x, DisclosableFact fact) => $"{(fact.About.StartsWith("inspections/", StringComparison.Ordinal) ? "" : $"{Dates.Table(fact.On)} · ")}{ThingWords.Of(x.Facility!, fact.About, x.Policy)}{(fact.Shown ? $" · {DeskWords.ChangedSince}" : "")}";

    private static Standing? Standing(FormScene x) => x.Of is null ? null : x.Facility?.Disclosures.Standing.GetValueOrDefault(x.Of);

    /// <summary>What is shown now: the state keeps only its digest, by which it is found among what was ever shown.</summary>
    private static IReadOnlyDictionary<string, JsonElement> Shown(FormScene x) => Shown(x, x.Of);

    /// <summary>The same of any key.</summary>
    internal static IReadOnlyDictionary<string, JsonElement> Shown(FormScene x, string? key) => x.Entries
        .Select(e => e.Fact switch
        {
            DisclosurePublished p when p.Disclosure == key => p.Fields,
            DisclosureCorrected p when p.Disclosure == key => p.Fields,
            _ => null,
        })
        .OfType<IReadOnlyDictionary<string, JsonElement>>().LastOrDefault(f => Disclosures.Hash(f) == (key is null ? null : x.Facility?.Disclosures.Standing.GetValueOrDefault(key)?.Hash)) ?? new Dictionary<string, JsonElement>(StringComparer.Ordinal);
}
