using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;

namespace FacilityLedger.Operation;

/// <summary>What becomes of the children when an institution ends; how many, never who.</summary>
/// <param name="Children">Children who were enrolled at the end.</param>
/// <param name="Arrangements"><c>transferred</c>, <c>returned-home</c>, or <c>none-enrolled</c> alone.</param>
public sealed record Placement(int Children, IReadOnlyList<string> Arrangements)
{
    public static readonly Rule Placed = new("children-placed", 422, "管理规范 7", new("须说明在托婴幼儿的安置：人数与安置方式须相符", "It must be said how the children are placed: their number and the arrangements must go together"));

    private const string NoneEnrolled = "none-enrolled";
    private static readonly string[] Known = ["transferred", "returned-home", NoneEnrolled];

    /// <summary>Why this cannot be recorded: nothing is said, an arrangement is unknown, or the number contradicts it.</summary>
    public static Refusal? Unfit(Placement? placement)
    {
        if (placement is not { Arrangements: var how })
            return Placed.Refuse(("field", "placement"));
        if (how.Any(x => !Known.Contains(x)))
            return Guard.Code.Refuse(("field", "arrangements"), ("known", string.Join(' ', Known)));
        if (placement.Children is < 0 or > Capacity.Most || how.Count == 0 || how.Distinct(StringComparer.Ordinal).Count() != how.Count)
            return Placed.Refuse(("field", "placement"));
        return (placement.Children == 0) == how.Contains(NoneEnrolled) && (how.Count == 1 || !how.Contains(NoneEnrolled)) ? null : Placed.Refuse(("field", "placement"));
    }

    /// <summary>The same whatever the order in which it was said.</summary>
    public Placement InOrder() => this with { Arrangements = [.. Arrangements.Order(StringComparer.Ordinal)] };
}
