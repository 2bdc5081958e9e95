using System.Globalization;
using System.Text.Json;
using FacilityLedger.Facilities;
using FacilityLedger.Filing;
using FacilityLedger.Operation;
using FacilityLedger.Policies;
using FacilityLedger.Web;
using FacilityLedger.Web.Forms;

namespace FacilityLedger.History;

/// <summary>What an event says, in words of the reader's language: rendered from its data by the name of each member. A member without a name here is for the machine and is left out.</summary>
public static partial class EventDetails
{
    private const int Longest = 160;
    private const int Most = 3;

    /// <summary>The name of a member; null for one that is for the machine.</summary>
    public static Words? Label(string member) => Labels.GetValueOrDefault(member);

    /// <summary>Members with their values, in the order of the event.</summary>
    public static IEnumerable<(Words Label, string Value)> Of(TimelineEntry entry, Policy policy) =>
        entry.Thing.StartsWith("disclosures/", StringComparison.Ordinal) && entry.Data.TryGetProperty("fields", out var fields) ? Members(fields, policy)
        // Of a correction, what it says now.
        : entry.Data.TryGetProperty("facts", out var facts) && facts.GetArrayLength() > 0 ? Members(entry.Data, policy).Concat(Members(facts[0].GetProperty("data"), policy))
        : Members(entry.Data, policy);

    /// <summary>What two events of one kind say differently.</summary>
    public static IEnumerable<(Words Label, string Then, string Now)> Differences(JsonElement then, JsonElement now, Policy policy)
    {
        var (was, will) = (Members(then, policy).ToList(), Members(now, policy).ToList());
        string In(List<(Words Label, string Value)> said, Words label) => said.Find(x => x.Label == label).Value ?? "–";
        return was.Concat(will).Select(x => x.Item1).Distinct().Select(x => (x, In(was, x), In(will, x))).Where(x => x.Item2 != x.Item3);
    }

    /// <summary>One value in words.</summary>
    public static string Value(string member, JsonElement value, Policy policy) => value.ValueKind switch
    {
        JsonValueKind.String => Text(member, value.GetString()!, policy),
        JsonValueKind.Number when member == "severity" && value.TryGetInt32(out var level) && level is >= 1 and <= 4 => Terms.Severity(level).Words.ToString(),
        JsonValueKind.Number when member == "delta" && value.TryGetInt32(out var delta) => Numbers.Change(delta),
        JsonValueKind.Number when member == "entry" => DeskWords.NumberOf(value.GetInt64()).ToString(),
        JsonValueKind.Number => value.ToString(),
        JsonValueKind.True or JsonValueKind.False => DeskWords.YesNo(value.GetBoolean()).ToString(),
        // A list of people or the like is told by its length; the record shows who they are.
        JsonValueKind.Array when value.GetArrayLength() > Most && value[0].ValueKind == JsonValueKind.Object && Members(value[0], policy).Count() > 2 => DeskWords.Items(value.GetArrayLength()).ToString(),
        JsonValueKind.Array => string.Join(DeskWords.Comma, value.EnumerateArray().Select(x => Value(member, x, policy)).Where(x => x.Length > 0)),
        JsonValueKind.Object => Object(value, policy),
        _ => "",
    };

    private static IEnumerable<(Words, string)> Members(JsonElement data, Policy policy) => data.EnumerateObject()
        .Where(x => Labels.ContainsKey(x.Name)).Select(x => (Labels[x.Name], Value(x.Name, x.Value, policy))).Where(x => x.Item2.Length > 0);

    private static string Object(JsonElement value, Policy policy) => value switch
    {
        _ when value.TryGetProperty("hash", out var _) => DeskWords.Sealed.ToString(),
        _ when value.TryGetProperty("unit", out var unit) && unit.ValueEquals("hour") && value.TryGetProperty("dueAt", out var at) && value.TryGetProperty("clock", out var hours) && value.TryGetProperty("key", out var key) => $"{policy.Clocks.NameIn(hours.GetString()!)} {Whom(key.GetString()!, policy)}{Text("dueAt", at.GetString()!, policy)}",
        _ when value.TryGetProperty("dueOn", out var due) && value.TryGetProperty("clock", out var clock) => $"{policy.Clocks.NameIn(clock.GetString()!)} {Text("dueOn", due.GetString()!, policy)}",
        _ when value.TryGetProperty("code", out var condition) && value.TryGetProperty("met", out var met) => $"{policy.Conditions.NameIn(condition.GetString()!)} {(met.GetBoolean() ? FilingWords.Met : FilingWords.NotMet)}",
        _ when value.TryGetProperty("type", out var type) && value.TryGetProperty("children", out var children) => $"{policy.ClassGroups.NameIn(type.GetString()!)} {children}",
        _ when value.TryGetProperty("of", out var of) && value.TryGetProperty("has", out var has) && value.TryGetProperty("needs", out var needs) => $"{Text("of", of.GetString()!, policy)} {has}/{needs}",
        // The last day of a term says all of it.
        _ when value.TryGetProperty("until", out var last) && value.TryGetProperty("endsAt", out var _) => Text("until", last.GetString()!, policy),
        _ when value.TryGetProperty("scheme", out var _) && value.TryGetProperty("value", out var number) => number.GetString()!,
        _ when value.TryGetProperty("account", out var account) => account.GetString()!,
        _ when value.TryGetProperty("tenure", out var tenure) => CodeWords.Of(tenure.GetString()!) + (value.TryGetProperty("leaseEnd", out var end) ? $" {DeskWords.Until(Text("leaseEnd", end.GetString()!, policy))}" : ""),
        _ when value.TryGetProperty("code", out var code) => Text("code", code.GetString()!, policy) + (value.TryGetProperty("validUntil", out var until) ? $" {DeskWords.Until(Text("validUntil", until.GetString()!, policy))}" : value.TryGetProperty("points", out var points) ? $" {points}" : ""),
        _ => string.Join(Words.IsEnglish ? "; " : "；", Members(value, policy).Select(x => $"{x.Item1}{(Words.IsEnglish ? ": " : "：")}{x.Item2}")),
    };

    // The body that has to hear of an incident stands at the end of the term's key.
    private static string Whom(string key, Policy policy) => key.LastIndexOf("/transfer-", StringComparison.Ordinal) is var at and > 0 ? $"{policy.NameOf(key[(at + "/transfer-".Length)..])} " : "";

    private static string Text(string member, string text, Policy policy)
    {
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return Dates.Table(day);
        if (text.Length > 18 && text[10] == 'T' && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out var local))
            return Dates.Table(local);
        if (member == "amount" && Yuan.TryParse(text, out var amount))
            return Money.Show(amount.Value, policy.Currency).ToString();
        if (member == "status" && Terms.Facility(text).Words is var status && status.Zh != text)
            return status.ToString();
        if (member is "rule" or "mended" && Standards.Rules.FirstOrDefault(x => x.Code == text) is { } rule)
            return rule.Title.ToString();
        if (member is "about" or "dueTo" or "cause" && text.Contains('/', StringComparison.Ordinal))
            return ThingWords.Area(text).ToString();
        return Coded(member, policy).FirstOrDefault(x => x.Code == text)?.Name.ToString() ?? CodeWords.Of(text) ?? (text.Length <= Longest ? text : text[..Longest] + "…");
    }

    private static IEnumerable<Coded> Coded(string member, Policy policy) => member switch
    {
        "nature" => policy.Natures,
        "kind" => [.. policy.Kinds, .. policy.Disclosures, .. policy.PenaltyKinds, .. policy.IncidentTypes],
        "channel" => policy.ComplaintChannels,
        "town" => policy.Divisions,
        "authority" or "authorities" or "departments" or "lead" or "sponsor" => policy.Departments,
        "materials" or "material" => policy.Materials,
        "formFields" => policy.FilingFields,
        "issuer" => policy.Departments,
        "conditions" => policy.Notifiable,
        "rule" => policy.Credit.Rules,
        "method" => policy.Credit.SeriousBreachMethods,
        "class" => policy.Credit.Regimes.SelectMany(x => x.Classes),
        "role" => policy.StaffRoles,
        "classType" => policy.ClassGroups,
        "of" => [.. policy.ClassGroups, .. policy.StaffRoles, .. policy.Certificates, .. policy.GuidedPrices],
        "code" => [.. policy.Materials, .. policy.Certificates, .. policy.Standards.SelectMany(x => x.Dimensions)],
        "domains" or "domain" => policy.Domains,
        "item" => [.. policy.Violations, .. policy.FeeItems],
        "checkItem" => policy.Domains.SelectMany(x => x.Checklist),
        "problems" => policy.Violations,
        "standard" => policy.Standards,
        "indicator" or "vetoed" => policy.Standards.SelectMany(x => x.Indicators),
        "to" => [.. policy.Credit.Grades, .. policy.Departments],
        "grade" or "from" => policy.Credit.Grades,
        _ => [],
    };
}
