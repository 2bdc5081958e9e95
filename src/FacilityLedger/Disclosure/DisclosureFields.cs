using System.Text.Json;
using FacilityLedger.Facilities;
using FacilityLedger.History;
using FacilityLedger.Policies;
using FacilityLedger.Web;
using FacilityLedger.Web.Forms;
using static FacilityLedger.Web.Forms.FormField;

namespace FacilityLedger.Disclosure;

/// <summary>Form fields of what is shown: the allow-list of the kind, each field as what it is, filled in from what is known.</summary>
public static class DisclosureFields
{
    private static readonly HashSet<string> Dates = new(["date", "since", "found", "due", "verifiedOn", "decidedOn", "registeredOn", "receiptDate", "frozenOn", "validUntil", "listedOn", "repairFrom"], StringComparer.Ordinal);
    private static readonly HashSet<string> Numbers = new(["places", "inclusivePlaces", "free", "taken", "score", "points", "capacity", "children", "ordinal"], StringComparer.Ordinal);

    public static IEnumerable<FormField> Of(Policy policy, DisclosureKind kind, IReadOnlyDictionary<string, JsonElement> known) =>
        kind.Fields.SelectMany(x => Of($"fields.{x}", x, kind, policy, known.TryGetValue(x, out var value) ? value : null));

    private static IEnumerable<FormField> Of(string name, string member, DisclosureKind kind, Policy policy, JsonElement? value)
    {
        // A list of entries: each member of each entry is a field, the entries stay as many as they are.
        if (value is { ValueKind: JsonValueKind.Array } list && list.EnumerateArray().Any(x => x.ValueKind == JsonValueKind.Object))
            return list.EnumerateArray().SelectMany((entry, i) => entry.EnumerateObject().SelectMany(m => Of($"{name}[{i}].{m.Name}", m.Name, kind, policy, m.Value).Select(f => f with { Group = EventDetails.Label(member), Optional = true })));
        // What has no name is for the machine; it goes back as it came.
        if (EventDetails.Label(member) is not { } label)
            return value is { } hidden ? [Fixed(name, hidden.ToString(), hidden.ValueKind == JsonValueKind.Number ? Whole : null)] : [];
        var field = new FormField(name, label) { Optional = value is null, Value = value?.ToString() };
        return member switch
        {
            "domains" => [Several(field, policy.Domains, value)],
            "departments" => [Several(field, policy.Departments, value)],
            "problems" => [Several(field, policy.Violations, value)],
            "conditions" => [Several(field, [.. policy.Notifiable], value)],
            "severity" => [field with { Kind = FieldKind.Select, Options = CodeWords.Severities, Read = Whole }],
            "state" => [field with { Kind = FieldKind.Select, Options = CodeWords.PublicStates }],
            "result" => [field with { Kind = FieldKind.Select, Options = CodeWords.Results }],
            "status" => [field with { Kind = FieldKind.Select, Options = [.. Statuses(field.Value)] }],
            "serviceForm" => [field with { Kind = FieldKind.Select, Options = CodeWords.ServiceForms }],
            "period" => [field with { Kind = FieldKind.Select, Options = CodeWords.Periods }],
            "amount" => [field with { Kind = FieldKind.Amount }],
            _ when Dates.Contains(member) => [field with { Kind = FieldKind.Date }],
            _ when Numbers.Contains(member) || value is { ValueKind: JsonValueKind.Number } => [field with { Kind = FieldKind.Number }],
            _ when Choices(member, kind, policy).ToList() is { Count: > 0 } codes => [field with { Kind = FieldKind.Select, Options = From(codes) }],
            _ => [field with { MaxLength = 2000 }],
        };
    }

    // Of a long catalogue only what is chosen is shown: what else would be true is in the fact, not in its disclosure.
    private static FormField Several(FormField field, IReadOnlyList<Coded> entries, JsonElement? value)
    {
        IReadOnlyList<string> chosen = value is { ValueKind: JsonValueKind.Array } list ? [.. list.EnumerateArray().Select(x => x.ToString())] : [];
        return field with { Name = field.Name + "[]", Kind = FieldKind.Checkboxes, Value = null, Values = chosen, Options = From(entries.Count > 30 ? entries.Where(x => chosen.Contains(x.Code)) : entries) };
    }

    private static IEnumerable<Option> Statuses(string? standing) =>
        new[] { FacilityStatus.Filed, FacilityStatus.Unfiled, FacilityStatus.Nonconforming, FacilityStatus.Suspended, FacilityStatus.Dormant, FacilityStatus.Terminated, FacilityStatus.Found, FacilityStatus.Cancelled }.Append(standing).OfType<string>().Distinct(StringComparer.Ordinal)
            .Select(x => new Option(x, Terms.Facility(x).Words));

    private static IEnumerable<Coded> Choices(string member, DisclosureKind kind, Policy policy) => (member, kind.Code) switch
    {
        ("item", "fees") => policy.FeeItems,
        ("item", _) => policy.Violations,
        ("kind", "penalty") => policy.PenaltyKinds,
        ("kind", _) => policy.Kinds,
        ("nature", _) => policy.Natures,
        ("town", _) => policy.Divisions,
        ("authority", _) => policy.Departments,
        ("type", "classes") or ("classType", _) => policy.ClassGroups,
        ("scheme", _) => policy.Identifiers,
        ("standard", _) => policy.Standards,
        ("grade", "credit") => policy.Credit.Grades,
        ("class", "penalty") => policy.Credit.Regimes.SelectMany(x => x.Classes),
        ("method", "serious-breach") => policy.Credit.SeriousBreachMethods,
        ("code", "assessment") => policy.Standards.SelectMany(x => x.Dimensions),
        _ => [],
    };
}
