using System.Text.Json;
using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;
using FacilityLedger.Policies;

namespace FacilityLedger.Disclosure;

/// <summary>What an officer wants shown must be on the allow-list of its kind, and fit for showing.</summary>
public static class DisclosedFields
{
    public static readonly Rule NotDisclosable = new("field-not-disclosable", 422, "政府信息公开条例 13", new("该字段不在可公示范围内", "The field may not be disclosed"));
    public static readonly Rule Unfit = new("field-unfit", 422, "DESIGN 4", new("公示内容为空或格式不正确", "There is nothing to show, or it is malformed"));

    /// <summary>The refusal, or null. Nothing of the value is repeated in it.</summary>
    public static Refusal? Against(DisclosureKind kind, IReadOnlyDictionary<string, JsonElement> fields)
    {
        if (fields.Keys.Order(StringComparer.Ordinal).FirstOrDefault(x => !kind.Fields.Contains(x)) is { } foreign)
            return NotDisclosable.Refuse(("field", foreign), ("known", string.Join(' ', kind.Fields))).On(kind.Source);
        if (fields.Count == 0)
            return Unfit.Refuse();
        return fields.FirstOrDefault(x => !Fit(x.Key, x.Value)) is { Key: { } unfit } ? Unfit.Refuse(("field", unfit)) : null;
    }

    // Numbers are whole: amounts are strings, and CanonicalJson knows no doubles.
    private static bool Fit(string field, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => Guard.Text(field, value.GetString(), 2000) is null,
        JsonValueKind.Number => value.TryGetInt64(out _),
        JsonValueKind.True or JsonValueKind.False => true,
        JsonValueKind.Array => value.EnumerateArray().All(x => Fit(field, x)),
        JsonValueKind.Object => value.EnumerateObject().All(x => Guard.Text(field, x.Name, 60) is null && Fit(field, x.Value)),
        _ => false,
    };
}
