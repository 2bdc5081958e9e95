using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;
using Wolverine.Http;

namespace FacilityLedger.Cases;

/// <summary>Enters what the party stated in its defence.</summary>
public sealed record HearStatement(string Narrative, DateOnly OccurredOn);

/// <summary>The party stated its case; that never makes the penalty heavier (行政处罚法 45).</summary>
public sealed record StatementHeard(string Case, Sealed Narrative, DateOnly OccurredOn) : IFact
{
    public string Thing => CaseBook.Thing(Case);
}

public static class HearStatementEndpoint
{
    [Gives("case.statement")]
    [WolverinePost("/api/{jurisdiction}/facilities/{facilityId}/cases/{id}/statement")]
    public static Decision Decide(HearStatement command, string id, [Decides] Facility facility, Circumstances c)
    {
        if ((OngoingCase.Against(c, facility, "case.statement", id, command.OccurredOn) ?? Guard.Text("narrative", command.Narrative, 4000, lines: true)) is { } no)
            return no;
        var was = facility.Cases.All[id];
        if (was.Status != CaseStatus.Noticed)
            return OngoingCase.Step.Refuse(("state", was.Status));
        var narrative = c.Seal("narrative", command.Narrative);
        return Decision.Of(new StatementHeard(id, narrative.Sealed, command.OccurredOn)).Keep(narrative);
    }
}
