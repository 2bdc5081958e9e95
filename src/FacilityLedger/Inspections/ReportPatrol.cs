using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;
using Wolverine.Http;

namespace FacilityLedger.Inspections;

/// <summary>Enters that the town went by: what it saw is a clue for the competent department.</summary>
/// <param name="Domains">Domains to which the clues belong; none where nothing was seen.</param>
/// <param name="Narrative">What was seen; needed where there is a clue.</param>
public sealed record ReportPatrol(IReadOnlyList<string> Domains, DateOnly OccurredOn, string? Narrative = null);

/// <summary>A town patrolled its territory (属地巡查). It orders nothing and penalises nobody.</summary>
public sealed record TerritorialPatrolReported(string Patrol, string Department, IReadOnlyList<string> Domains, Sealed? Narrative, DateOnly OccurredOn) : IFact
{
    public string Thing => $"patrols/{Patrol}";
}

public static class ReportPatrolEndpoint
{
    public static readonly Rule Told = new("patrol-clue-told", 422, "县政策 13", new("有线索的须写明领域和情况", "A clue names its domain and what was seen"));

    [Gives("patrol.report")]
    [WolverinePost("/api/{jurisdiction}/facilities/{facilityId}/patrols")]
    public static Decision Decide(ReportPatrol command, [Decides] Facility facility, Circumstances c)
    {
        if (Guard.Against(c, facility, "patrol.report", command.OccurredOn, closed: true) is { } no)
            return no;
        if ((command.Domains.Select(x => Guard.Known("domains", x, c.Policy.Domains)).FirstOrDefault(x => x is not null) ?? Guard.Text("narrative", command.Narrative, 4000, optional: true, lines: true)) is { } malformed)
            return malformed;
        if ((command.Domains.Count == 0) != (command.Narrative is null))
            return Told.Refuse(("field", command.Narrative is null ? "narrative" : "domains"));
        var narrative = c.SealIf("narrative", command.Narrative);
        return Decision.Of(new TerritorialPatrolReported(c.NewId("patrol"), c.Department, [.. command.Domains.Distinct(StringComparer.Ordinal)], narrative?.Sealed, command.OccurredOn)).Keep(narrative);
    }
}
