using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;
using Wolverine.Http;

namespace FacilityLedger.Inspections;

/// <summary>Enters what was found on the spot.</summary>
/// <param name="Item">Code of the violation catalogue, where one fits.</param>
/// <param name="CheckItem">Item of the domain's checklist that was answered with no; its row of the catalogue is taken where <paramref name="Item"/> is not given.</param>
/// <param name="Severity">1 minor, 2 general, 3 serious, 4 grave.</param>
public sealed record RecordFinding(string Domain, int Severity, string Narrative, DateOnly OccurredOn, string? Item = null, string? CheckItem = null);

/// <summary>Something was found. It is never edited and becomes public only as part of a published result.</summary>
public sealed record FindingRecorded(string Inspection, string Finding, string Domain, string? Item, int Severity, Sealed Narrative, DateOnly OccurredOn, string? CheckItem = null) : IFact
{
    public string Thing => InspectionBook.Thing(Inspection);
}

public static class RecordFindingEndpoint
{
    public static readonly Rule StillOpen = new("inspection-still-open", 422, "DESIGN 4", new("检查已结束，不能再记录发现", "The inspection is completed; nothing more can be found in it"));
    public static readonly Rule OfInspection = new("finding-in-domain", 422, "附件2", new("发现的问题须属于本次检查且属本部门的领域，事项须属同一领域", "A finding lies in a domain of the inspection and of the department, and its item in the same"));
    public static readonly Rule Severe = new("severity-range", 422, "DESIGN 4", new("严重程度为 1 至 4", "The severity lies between 1 and 4"));

    [Gives("inspection.finding")]
    [WolverinePost("/api/{jurisdiction}/facilities/{facilityId}/inspections/{inspection}/findings")]
    public static Decision Decide(RecordFinding command, string inspection, [Decides] Facility facility, Circumstances c)
    {
        if (OngoingInspection.Against(c, facility, "inspection.finding", inspection, command.OccurredOn) is { } no)
            return no;
        var found = facility.Inspections.All[inspection];
        if (found.Status != InspectionStatus.Open)
            return StillOpen.Refuse(("state", found.Status));
        if ((Guard.Text("narrative", command.Narrative, 4000, lines: true) ?? Guard.Known("domain", command.Domain, c.Policy.Domains)
            ?? (command.CheckItem is { } asked ? Guard.Known("checkItem", asked, c.Policy.Domain(command.Domain)!.Checklist) : null)
            ?? (command.Item is { } given ? Guard.Known("item", given, c.Policy.Violations) : null)) is { } malformed)
            return malformed;
        var item = command.Item ?? c.Policy.Domain(command.Domain)!.Checklist.FirstOrDefault(x => x.Code == command.CheckItem)?.Violation;
        if (command.Severity is < 1 or > 4)
            return Severe.Refuse(("severity", command.Severity));
        if (!found.Domains.Contains(command.Domain) || !c.Policy.Department(c.Department)!.Covers(command.Domain)
            || item is not null && c.Policy.Violation(item)!.Domain != command.Domain)
            return OfInspection.Refuse(("domain", command.Domain), ("known", string.Join(' ', found.Domains)));
        var narrative = c.Seal("narrative", command.Narrative);
        return Decision.Of(new FindingRecorded(inspection, c.NewId("finding"), command.Domain, item, command.Severity, narrative.Sealed, command.OccurredOn, command.CheckItem)).Keep(narrative);
    }
}
