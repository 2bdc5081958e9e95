using FacilityLedger.Hosting.Decisions;

namespace FacilityLedger.Operation;

/// <summary>Where the children go when an institution ends: numbers only, never a child.</summary>
/// <param name="Children">Children that were enrolled.</param>
/// <param name="Arrangement"><c>transferred</c>, <c>returned-home</c> or <c>none-enrolled</c>.</param>
public sealed record Placement(int Children, string Arrangement)
{
    public static readonly Rule Settled = new("placement", 422, "管理规范 7", new("须说明在托婴幼儿的安置，人数与安置方式须一致", "It must be said how the children are placed, and their number must fit"));

    private const string None = "none-enrolled";
    private const int Most = 5000;
    private static readonly string[] Arrangements = ["transferred", "returned-home", None];

    /// <summary>Why this placement cannot be recorded: none is given, its arrangement is unknown, or its number contradicts it.</summary>
    public static Refusal? Unfit(Placement? placement) => placement switch
    {
        null => Settled.Refuse(("field", "placement")),
        _ when !Arrangements.Contains(placement.Arrangement) => Settled.Refuse(("field", "placement.arrangement"), ("known", string.Join(' ', Arrangements))),
        _ when placement.Children is < 0 or > Most || (placement.Children == 0) != (placement.Arrangement == None) => Settled.Refuse(("field", "placement.children"), ("arrangement", placement.Arrangement)),
        _ => null,
    };
}
