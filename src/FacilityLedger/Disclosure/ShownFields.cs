using System.Globalization;
using System.Text.Json;

namespace FacilityLedger.Disclosure;

/// <summary>Reads shown fields. An officer may have published any fit value under a name; what has another form than expected is not there.</summary>
public static class ShownFields
{
    public static int? Number(this Publication shown, string field) => shown.Fields.TryGetValue(field, out var value) ? Number(value) : null;

    public static DateOnly? Day(this Publication shown, string field) =>
        DateOnly.TryParseExact(shown.Text(field), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    public static IReadOnlyList<string> Texts(this Publication shown, string field) =>
        [.. shown.Items(field).Where(x => x.ValueKind == JsonValueKind.String).Select(x => x.GetString()!)];

    /// <summary>Objects of a list as code and number, by the names of their members.</summary>
    public static IReadOnlyList<(string Code, int Number)> Pairs(this Publication shown, string field, string code, string number) =>
        [.. shown.Items(field).Where(x => x.ValueKind == JsonValueKind.Object && x.TryGetProperty(code, out var name) && name.ValueKind == JsonValueKind.String && x.TryGetProperty(number, out var n) && Number(n) is not null)
            .Select(x => (x.GetProperty(code).GetString()!, x.GetProperty(number).GetInt32()))];

    /// <summary>An amount as events hold it.</summary>
    public static decimal? Amount(this Publication shown, string field) =>
        decimal.TryParse(shown.Text(field), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount) ? amount : null;

    /// <summary>The youngest of a kind.</summary>
    public static Publication? Latest(this PublicView view, string kind) => view.All(kind).MaxBy(x => (x.From, x.Version));

    /// <summary>All of a kind.</summary>
    public static IEnumerable<Publication> All(this PublicView view, string kind) => view.Shown.Values.Where(x => x.Kind == kind);

    private static JsonElement[] Items(this Publication shown, string field) =>
        shown.Fields.TryGetValue(field, out var value) && value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray()] : [];

    private static int? Number(JsonElement value) => value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) ? number : null;
}
