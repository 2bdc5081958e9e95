using FacilityLedger.Facilities;
using FacilityLedger.Web;
using FacilityLedger.Web.Forms;
using static FacilityLedger.Web.Forms.FormField;

namespace FacilityLedger.Filing;

/// <summary>The conditions of the setting standards, each with yes or no. What the form itself tells is shown, and not asked.</summary>
internal static class ConditionFields
{
    private static readonly Words Looked = new("逐项核对（未核对的可不选）", "One by one (leave open what was not looked at)");

    public static IEnumerable<FormField> Of(FormScene x)
    {
        var filing = x.Facility?.Filing;
        var computed = filing is { Form: { } form, ReceivedOn: { } received } ? ComputedConditions.Of(form, x.Facility!.Registration.Kind, received, x.Policy).ToDictionary(k => k.Code, StringComparer.Ordinal) : [];
        foreach (var (condition, i) in x.Policy.Conditions.OrderBy(k => computed.ContainsKey(k.Code)).Select((k, i) => (k, i)))
        {
            var worked = computed.GetValueOrDefault(condition.Code);
            var stands = worked ?? filing?.Checked.FirstOrDefault(k => k.Code == condition.Code);
            yield return Fixed($"results[{i}].code", condition.Code) with { Group = worked is null ? Looked : Computed };
            yield return YesNo($"results[{i}].met", condition.Name, stands?.Met) with
            {
                Group = worked is null ? Looked : Computed,
                Optional = true,
                Line = $"results[{i}].met",
                Options = worked is null ? Both : [worked.Met ? Both[0] : Both[1]],
                Hint = DeskWords.Clauses(condition.Source) is { } clause ? new(clause, clause) : null,
            };
        }
    }

    private static readonly Words Computed = new("由备案书计算", "Worked out from the form");
    private static readonly IReadOnlyList<Option> Both = [new("true", FilingWords.Met), new("false", FilingWords.NotMet)];
}
