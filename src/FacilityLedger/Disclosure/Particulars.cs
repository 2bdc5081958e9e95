using System.Text.Json;
using FacilityLedger.Hosting;
using FacilityLedger.Registration;

namespace FacilityLedger.Disclosure;

/// <summary>The institution's own particulars as publications have them: of several that name the same field, the youngest counts.</summary>
/// <param name="Numbers">Identifiers as <c>scheme:value</c>, for lookup.</param>
/// <param name="Search">Lower-case text that a search looks into.</param>
public sealed record Particulars(
    string Name, string? Operator, string? Address, string? Town, string? Kind, string? Status, int? Capacity, DateOnly? ValidUntil,
    IReadOnlyList<Identifier> Identifiers, IReadOnlyList<string> Numbers, string Search)
{
    public static Particulars None { get; } = new("", null, null, null, null, null, null, null, [], [], "");

    public static Particulars Of(IEnumerable<Publication> publications)
    {
        // What is shown of a thing with an id (a visit, a violation) tells nothing of the institution itself.
        var fields = publications.Where(x => !x.About.Contains('/', StringComparison.Ordinal)).OrderBy(x => x.From).ThenBy(x => x.Version)
            .SelectMany(x => x.Fields).GroupBy(x => x.Key, StringComparer.Ordinal).ToDictionary(x => x.Key, x => x.Last().Value, StringComparer.Ordinal);
        var identifiers = fields.TryGetValue("identifiers", out var list) ? list.Deserialize<Identifier[]>(LedgerJson.Options)! : [];
        var (name, by, address) = (Text("name") ?? "", Text("operator"), Text("address"));
        return new(name, by, address, Text("town"), Text("kind"), Text("status"),
            fields.TryGetValue("capacity", out var capacity) && capacity.ValueKind == JsonValueKind.Number ? capacity.GetInt32() : null,
            fields.TryGetValue("validUntil", out var until) && until.TryGetDateTime(out var day) ? DateOnly.FromDateTime(day) : null,
            identifiers, [.. identifiers.Select(x => $"{x.Scheme}:{x.Value}")],
            string.Join('\n', [name, by, address, .. identifiers.Select(x => x.Value)]).ToLowerInvariant());

        string? Text(string field) => fields.TryGetValue(field, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
    }
}
