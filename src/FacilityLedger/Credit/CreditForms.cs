using FacilityLedger.Web;
using FacilityLedger.Web.Forms;
using static FacilityLedger.Web.Forms.FormField;

namespace FacilityLedger.Credit;

public static class CreditForms
{
    public static IReadOnlyList<CommandForm> All { get; } =
    [
        new("credit.change", new("变更信用", "Change credit"), "facilities/{id}/credit/changes", "credit", x =>
        [
            new("rule", new("信用规则", "Rule"), FieldKind.Select) { Options = From(x.Policy.Credit.Rules) },
            new("cause", new("事由", "Cause"), FieldKind.Select)
            {
                Options = [.. (x.Facility?.Violations.All.Values ?? []).OrderByDescending(v => v.RecordedOn).Select(v => new Option($"violations/{v.Id}", $"{Dates.Iso(v.RecordedOn)} {x.Policy.Violation(v.Item)?.Name.ToString() ?? v.Item}"))],
            },
            Day(x),
        ]),
    ];
}
