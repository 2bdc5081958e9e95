using FacilityLedger.Registration;

namespace FacilityLedger.Disclosure;

/// <summary>The institution's own particulars as publications have them: of several that name the same field, the youngest counts; what a register lists counts where the ledger says nothing itself.</summary>
/// <param name="Capacity">Places for children: as declared, else as a register lists them.</param>
public sealed record Particulars(
    string Name, string? Operator, string? Address, string? Town, string? Kind, string? Status, int? Capacity, DateOnly? ValidUntil, IReadOnlyList<Identifier> Identifiers)
{
    public static Particulars Of(IEnumerable<Publication> publications)
    {
        // What is shown of a thing with an id (a visit, a violation) tells nothing of the institution itself.
        var fields = publications.Where(x => !x.About.Contains('/', StringComparison.Ordinal)).OrderBy(x => x.Kind != "listing").ThenBy(x => x.From).ThenBy(x => x.Version)
            .SelectMany(x => x.Fields).GroupBy(x => x.Key, StringComparer.Ordinal).ToDictionary(x => x.Key, x => x.Last().Value, StringComparer.Ordinal);
        var (name, by, address, identifiers) = (fields.Text("name") ?? "", fields.Text("operator"), fields.Text("address"), fields.Identifiers());
        return new(name, by, address, fields.Text("town"), fields.Text("kind"), fields.Text("status"), fields.Number("places") ?? fields.Number("capacity"), fields.Day("validUntil"), identifiers);
    }
}
