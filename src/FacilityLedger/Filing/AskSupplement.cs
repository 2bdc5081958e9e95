using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;
using Wolverine.Http;

namespace FacilityLedger.Filing;

/// <summary>Enters that the institution was asked for what its filing lacks.</summary>
/// <param name="Materials">Codes of the policy's materials.</param>
/// <param name="FormFields">Codes of the policy's fields of the form.</param>
public sealed record AskSupplement(IReadOnlyList<string> Materials, DateOnly OccurredOn, IReadOnlyList<string>? FormFields = null);

/// <summary>Materials or fields were asked for. The authority's terms end here and begin anew when the filing is handed in again.</summary>
public sealed record FilingSupplementAsked(IReadOnlyList<string> Materials, IReadOnlyList<string> FormFields, Deadline Due, DateOnly OccurredOn) : IFact, IStartsClock, IDrops
{
    public string Thing => "filing";
    public IEnumerable<Deadline?> Deadlines => [Due];
    public IEnumerable<string> Drops => ["filing/receipt", "filing/nonconformity"];
}

public static class AskSupplementEndpoint
{
    public static readonly Rule Received = new("filing-received-first", 422, "25号文 8", new("尚未收到备案材料，或备案已完成、已终止", "No filing is waiting: none was received, or it is complete or closed"));
    public static readonly Rule Named = new("supplement-names-materials", 422, "25号文 9", new("须一次列明需补正的材料或项目", "What is to be supplied must be named"));

    [Gives("filing.supplement")]
    [WolverinePost("/api/{jurisdiction}/facilities/{facilityId}/filing/supplement")]
    public static Decision Decide(AskSupplement command, [Decides] Facility facility, Circumstances c)
    {
        if (Guard.Against(c, facility, "filing.supplement", command.OccurredOn, "filing") is { } no)
            return no;
        var filing = facility.Filing;
        if (filing.Status is not (FilingStatus.Received or FilingStatus.SupplementAsked) || filing.Receipts.Count > 0)
            return Received.Refuse(("state", filing.Status));
        var (policy, named) = (c.Book.On(command.OccurredOn), command.FormFields ?? []);
        if (command.Materials.Count + named.Count == 0)
            return Named.Refuse();
        if (command.Materials.Select(x => Guard.Known("materials", x, policy.Materials)).Concat(named.Select(x => Guard.Known("formFields", x, policy.FilingFields))).FirstOrDefault(x => x is not null) is { } unknown)
            return unknown;
        string[] materials = [.. command.Materials.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        string[] fields = [.. named.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        if (filing.Status == FilingStatus.SupplementAsked && filing.Missing.SequenceEqual([.. materials, .. fields]))
            return Decision.Nothing;
        return Decision.Of(new FilingSupplementAsked(materials, fields, c.Deadline("filing/supplement", "filing-supplement", command.OccurredOn), command.OccurredOn));
    }
}
