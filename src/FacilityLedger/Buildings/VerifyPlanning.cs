using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;
using Wolverine.Http;

namespace FacilityLedger.Buildings;

/// <summary>Enters that the planning department has looked whether the premises are built as planned (城乡规划法 45).</summary>
/// <param name="Result"><c>passed</c>, or <c>failed</c> (不予核实) where they are not (县政策 附件2).</param>
/// <param name="Number">Number of its document.</param>
public sealed record VerifyPlanning(string Result, string Number, DateOnly OccurredOn);

/// <summary>The premises are built as planned, or they are not; the newest counts.</summary>
public sealed record PlanningVerified(string Result, string Number, string Department, DateOnly OccurredOn) : IFact
{
    public string Thing => "premises";
}

public static class VerifyPlanningEndpoint
{
    internal static readonly string[] Results = [PremisesAct.Passed, PremisesAct.Failed];

    [Gives("premises.planning")]
    [WolverinePost("/api/{jurisdiction}/facilities/{facilityId}/premises/planning")]
    public static Decision Decide(VerifyPlanning command, [Decides] Facility facility, Circumstances c)
    {
        if ((Guard.Against(c, facility, "premises.planning", command.OccurredOn, "premises") ?? Guard.Text("number", command.Number, 100)) is { } no)
            return no;
        if (!Results.Contains(command.Result))
            return Guard.Code.Refuse(("field", "result"), ("known", string.Join(' ', Results)));
        var act = new PremisesAct(command.Result, command.Number.Trim(), c.Department, command.OccurredOn);
        return facility.Premises.Planning == act ? Decision.Nothing : Decision.Of(new PlanningVerified(act.Result, act.Number, act.Department, act.On));
    }
}
