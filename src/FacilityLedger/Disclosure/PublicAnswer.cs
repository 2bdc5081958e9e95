using System.Buffers.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using FacilityLedger.Registration;

namespace FacilityLedger.Disclosure;

/// <param name="Next">Cursor of the next page; null on the last one.</param>
public sealed record PublicList(IReadOnlyList<PublicSummary> Items, string? Next);

/// <summary>One line of the list. What every institution may be asked for is always there, null where nothing is shown of it.</summary>
public sealed record PublicSummary(
    string Id, string Jurisdiction, IReadOnlyList<Identifier> Identifiers, string Name,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? Operator,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? Address,
    string? Town, string? Kind,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? Status,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] int? Capacity,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] DateOnly? ValidUntil)
{
    public static PublicSummary Of(string jurisdiction, string id, Particulars x) =>
        new(id, jurisdiction, x.Identifiers, x.Name, x.Operator, x.Address, x.Town, x.Kind, x.Status, x.Capacity, x.ValidUntil);
}

/// <summary>One institution about one day. What every institution may be asked for is always there, null where nothing is shown of it.</summary>
/// <param name="Former">Key of the institution before it at the same place, and <paramref name="Successor"/> of the one after it, as far as each is shown.</param>
/// <param name="Disclosures">All that is shown, each with its kind, its fields and the clause on which it is shown.</param>
public sealed record PublicAnswer(
    string Id, string Jurisdiction, IReadOnlyList<Identifier> Identifiers, string Name,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? Operator,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? Address,
    string? Town, string? Kind,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? Status,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] int? Capacity,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] DateOnly? ValidUntil,
    DateOnly AsOf, IReadOnlyList<PublicDisclosure> Inspections, IReadOnlyList<PublicDisclosure> Violations, IReadOnlyList<PublicDisclosure> Disclosures, string? Former, string? Successor)
{
    private static readonly string[] Inspected = ["inspection", "visit"];
    private static readonly string[] Violated = ["violation"];

    public static PublicAnswer Of(string jurisdiction, PublicView view, string? former, string? successor)
    {
        var x = view.Particulars;
        return new(view.Id, jurisdiction, x.Identifiers, x.Name, x.Operator, x.Address, x.Town, x.Kind, x.Status, x.Capacity, x.ValidUntil, view.Day,
            All(view.Of(Inspected)), All(view.Of(Violated)), All(view.Shown.Where(s => !Inspected.Contains(s.Value.Kind) && !Violated.Contains(s.Value.Kind))), former, successor);
    }

    private static IReadOnlyList<PublicDisclosure> All(IEnumerable<KeyValuePair<string, Publication>> shown) => [.. shown.Select(x => new PublicDisclosure(x.Key, x.Value.Kind, x.Value.From, x.Value.Until, x.Value.Basis, x.Value.Fields))];
}

/// <param name="From">First day shown as valid.</param>
public sealed record PublicDisclosure(string Key, string Kind, DateOnly From, DateOnly? Until, string Basis, IReadOnlyDictionary<string, JsonElement> Fields);

/// <summary>Where a page of the list ended: a key, which never changes, so that whoever reads on misses nobody and meets nobody twice, whatever names change meanwhile. Opaque to callers.</summary>
public sealed record Cursor(string Id)
{
    public static Cursor Start { get; } = new("");

    public override string ToString() => Of(Id);

    /// <summary>Parts in one word that an address may hold; <see cref="Parts"/> reads it.</summary>
    internal static string Of(params string[] parts) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(parts));

    public static bool TryRead(string text, out Cursor cursor)
    {
        cursor = Parts(text) is [var id] ? new(id) : Start;
        return cursor != Start;
    }

    /// <summary>What a cursor is made of; empty where it is none.</summary>
    internal static string[] Parts(string text)
    {
        try
        {
            var parts = JsonSerializer.Deserialize<string?[]>(Base64Url.DecodeFromChars(text)) ?? [];
            string[] known = [.. parts.OfType<string>().Where(x => !x.Contains('\0', StringComparison.Ordinal))];
            return known.Length == parts.Length ? known : [];
        }
        catch (Exception e) when (e is FormatException or JsonException)
        {
            return [];
        }
    }
}
