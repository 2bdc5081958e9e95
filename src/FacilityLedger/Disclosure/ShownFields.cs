using System.Globalization;
using System.Text.Json;
using FacilityLedger.Facilities;
using FacilityLedger.Registration;

namespace FacilityLedger.Disclosure;

/// <summary>Reads shown fields. An officer may have published any fit value under a name; what has another form than expected is not there.</summary>
public static class ShownFields
{
    public static string? Text(this Publication shown, string field) => shown.Fields.Text(field);

    public static int? Number(this Publication shown, string field) => shown.Fields.Number(field);

    public static DateOnly? Day(this Publication shown, string field) => shown.Fields.Day(field);

    public static IReadOnlyList<string> Texts(this Publication shown, string field) => [.. shown.Fields.Items(field).Select(Text).OfType<string>()];

    /// <summary>Objects of a list as code and number, by the names of their members.</summary>
    public static IReadOnlyList<(string Code, int Number)> Pairs(this Publication shown, string field, string code, string number) =>
        [.. shown.Fields.Items(field).Select(x => (Code: Member(x, code) is { } name ? Text(name) : null, Number: Member(x, number) is { } n ? Number(n) : null))
            .Where(x => x is { Code: not null, Number: not null }).Select(x => (x.Code!, x.Number!.Value))];

    /// <summary>Objects of a list, by the names of their members.</summary>
    public static IEnumerable<IReadOnlyDictionary<string, JsonElement>> Objects(this Publication shown, string field) => shown.Fields.Items(field).Where(x => x.ValueKind == JsonValueKind.Object)
        .Select(x => x.EnumerateObject().DistinctBy(m => m.Name, StringComparer.Ordinal).ToDictionary(m => m.Name, m => m.Value, StringComparer.Ordinal));

    /// <summary>An amount as events hold it.</summary>
    public static decimal? Amount(this Publication shown, string field) => shown.Fields.Amount(field);

    public static decimal? Amount(this IReadOnlyDictionary<string, JsonElement> fields, string field) =>
        decimal.TryParse(fields.Text(field), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount) ? amount : null;

    /// <summary>The youngest of a kind.</summary>
    public static Publication? Latest(this PublicView view, string kind) => view.LatestOf(kind);

    /// <summary>The youngest of several kinds.</summary>
    public static Publication? LatestOf(this PublicView view, params IReadOnlyList<string> kinds) => kinds.SelectMany(view.All).MaxBy(x => (x.From, x.Version));

    /// <summary>All of a kind.</summary>
    public static IEnumerable<Publication> All(this PublicView view, string kind) => view.Shown.Values.Where(x => x.Kind == kind);

    public static string? Text(this IReadOnlyDictionary<string, JsonElement> fields, string field) => fields.TryGetValue(field, out var value) ? Text(value) : null;

    public static int? Number(this IReadOnlyDictionary<string, JsonElement> fields, string field) => fields.TryGetValue(field, out var value) ? Number(value) : null;

    public static DateOnly? Day(this IReadOnlyDictionary<string, JsonElement> fields, string field) =>
        DateOnly.TryParseExact(fields.Text(field), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    public static IReadOnlyList<Identifier> Identifiers(this IReadOnlyDictionary<string, JsonElement> fields) =>
        [.. fields.Items("identifiers").Select(x => (Scheme: Member(x, "scheme") is { } scheme ? Text(scheme) : null, Value: Member(x, "value") is { } value ? Text(value) : null))
            .Where(x => x is { Scheme: not null, Value: not null }).Select(x => new Identifier(x.Scheme!, x.Value!))];

    /// <summary>The one spelling by which a number is looked up: whatever the case and width in which it is typed.</summary>
    public static string Key(this Identifier number) => $"{Folding.Of(number.Scheme)}:{Folding.Of(number.Value)}";

    private static JsonElement[] Items(this IReadOnlyDictionary<string, JsonElement> fields, string field) =>
        fields.TryGetValue(field, out var value) && value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray()] : [];

    private static JsonElement? Member(JsonElement value, string name) => value.ValueKind == JsonValueKind.Object && value.TryGetProperty(name, out var member) ? member : null;

    private static string? Text(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static int? Number(JsonElement value) => value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) ? number : null;
}
