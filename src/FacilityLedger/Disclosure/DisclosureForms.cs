using FacilityLedger.Web;
using FacilityLedger.Web.Forms;
using static FacilityLedger.Web.Forms.FormField;

namespace FacilityLedger.Disclosure;

public static class DisclosureForms
{
    public static IReadOnlyList<CommandForm> All { get; } =
    [
        new("disclosure.publish", new("公示", "Publish a disclosure"), "facilities/{id}/disclosures", null, x =>
        [
            new("kind", new("公示种类", "Kind"), FieldKind.Select) { Options = From(x.Policy.Disclosures.Where(d => !d.Auto)) },
            new("about", new("公示事项", "About"), FieldKind.Select)
            {
                Options = [.. (x.Facility?.Touched ?? []).Where(t => !t.Key.StartsWith("disclosures/", StringComparison.Ordinal)).OrderByDescending(t => t.Value.OccurredOn).Select(t => new Option(t.Key, $"{Dates.Iso(t.Value.OccurredOn)} {t.Key}"))],
            },
            .. x.Policy.Disclosures.Where(d => !d.Auto).SelectMany(d => d.Fields).Distinct(StringComparer.Ordinal).Select(f => new FormField($"fields.{f}", new(f, f)) { Optional = true }),
            Day(x),
        ])
        {
            Answers = ["penalty-publication"],
        },
        new("disclosure.withdraw", new("撤回公示", "Withdraw a disclosure"), "facilities/{id}/disclosures/{of}/withdrawal", "disclosures/{of}", x =>
            [Ground(Choice("annulled", "被撤销", "Annulled"), Choice("repaired", "信用修复", "Repaired"), Choice("not-disclosable", "依法不应公示", "Not disclosable")), Day(x)]),
    ];
}
