using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;
using Wolverine.Http;

namespace FacilityLedger.Filing;

/// <summary>Enters that the institution was asked for materials that its filing lacks.</summary>
/// <param name="Materials">Codes of the policy's materials.</param>
public sealed record AskSupplement(IReadOnlyList<string> Materials, DateOnly OccurredOn);

/// <summary>Materials were asked for. The authority's terms end here and begin anew when the filing is handed in again.</summary>
public sealed record FilingSupplementAsked(IReadOnlyList<string> Materials, Deadline Due, DateOnly OccurredOn) : IFact, IStartsClock, IDrops
{
    public string Thing => "filing";
    public IEnumerable<Deadline?> Deadlines => [Due];
    public IEnumerable<string> Drops => ["filing/receipt", "filing/nonconformity"];
}

public static class AskSupplementEndpoint
{
    public static readonly Rule Received = new("filing-received-first", 422, "25号文 8", new("尚未收到备案材料，或备案已完成、已终止", "No filing is waiting: none was received, or it is complete or closed"));
    public static readonly Rule Named = new("supplement-names-materials", 422, "25号文 9", new("须一次列明需补正的材料", "The materials to be supplied must be named"));

    [WolverinePost("/api/{jurisdiction}/facilities/{facilityId}/filing/supplement")]
    public static Decision Decide(AskSupplement command, [Decides] Facility facility, Circumstances c)
    {
        if (Guard.Against(c, facility, "filing.supplement", command.OccurredOn, "filing") is { } no)
            return no;
        var filing = facility.Filing;
        if (filing.Status is not (FilingStatus.Received or FilingStatus.SupplementAsked) || filing.Receipts.Count > 0)
            return Received.Refuse(("status", filing.Status));
        if (command.Materials.Count == 0)
            return Named.Refuse();
        if (command.Materials.Select(x => Guard.Known("materials", x, c.Book.On(command.OccurredOn).Materials)).FirstOrDefault(x => x is not null) is { } unknown)
            return unknown;
        string[] materials = [.. command.Materials.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        if (filing.Status == FilingStatus.SupplementAsked && filing.Missing.SequenceEqual(materials))
            return Decision.Nothing;
        return Decision.Of(new FilingSupplementAsked(materials, c.Deadline("filing/supplement", "filing-supplement", command.OccurredOn), command.OccurredOn));
    }
}
