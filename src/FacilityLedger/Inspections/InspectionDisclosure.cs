namespace FacilityLedger.Inspections;

/// <summary>What the public sees of an inspection: catalogue items, never a narrative.</summary>
public static class InspectionDisclosure
{
    public static Dictionary<string, object?> Of(Inspection x) => new(StringComparer.Ordinal)
    {
        ["date"] = x.CompletedOn,
        ["domains"] = x.Domains,
        ["departments"] = x.Departments,
        ["result"] = x.Result,
        ["problems"] = x.Findings.Select(f => f.Item).OfType<string>().Distinct(StringComparer.Ordinal).ToList(),
    };
}
