using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;
using Wolverine.Http;

namespace FacilityLedger.Buildings;

/// <summary>Enters an acceptance of building work of the premises.</summary>
/// <param name="Kind"><c>fire-acceptance</c> (消防验收), <c>fire-filing</c> (消防备案), <c>completion</c> (竣工验收) or <c>completion-filing</c> (竣工验收备案).</param>
/// <param name="Result"><c>passed</c> or <c>failed</c>.</param>
/// <param name="Number">Number of the document.</param>
public sealed record AcceptConstruction(string Kind, string Result, string Number, DateOnly OccurredOn);

/// <summary>The newest of a kind counts, until the address changes. A completion that was accepted is filed within its term (建设工程质量管理条例 49).</summary>
/// <param name="FilingDue">Null where nothing has to be filed.</param>
public sealed record ConstructionAccepted(string Kind, string Result, string Number, string Department, Deadline? FilingDue, DateOnly OccurredOn) : IFact, IStartsClock, IMeets
{
    public const string Completion = "completion";
    public const string CompletionFiling = "completion-filing";
    public const string Filing = "premises/completion-filing";

    public string Thing => "premises";
    public IEnumerable<Deadline?> Deadlines => [FilingDue];
    public IEnumerable<string> Meets => this is { Kind: CompletionFiling, Result: PremisesAct.Passed } ? [Filing] : [];
}

public static class AcceptConstructionEndpoint
{
    private static readonly string[] Kinds = ["fire-acceptance", "fire-filing", ConstructionAccepted.Completion, ConstructionAccepted.CompletionFiling];

    [Gives("premises.acceptance")]
    [WolverinePost("/api/{jurisdiction}/facilities/{facilityId}/premises/acceptance")]
    public static Decision Decide(AcceptConstruction command, [Decides] Facility facility, Circumstances c)
    {
        if ((Guard.Against(c, facility, "premises.acceptance", command.OccurredOn, "premises") ?? Guard.Text("number", command.Number, 100)) is { } no)
            return no;
        if (!Kinds.Contains(command.Kind))
            return Guard.Code.Refuse(("field", "kind"), ("known", string.Join(' ', Kinds)));
        if (!VerifyPlanningEndpoint.Results.Contains(command.Result))
            return Guard.Code.Refuse(("field", "result"), ("known", string.Join(' ', VerifyPlanningEndpoint.Results)));
        var act = new PremisesAct(command.Result, command.Number.Trim(), c.Department, command.OccurredOn);
        if (facility.Premises.Accepted.GetValueOrDefault(command.Kind) == act)
            return Decision.Nothing;
        var files = command is { Kind: ConstructionAccepted.Completion, Result: PremisesAct.Passed };
        return Decision.Of(new ConstructionAccepted(command.Kind, act.Result, act.Number, act.Department, files ? c.DeadlineIf(ConstructionAccepted.Filing, "building-filing", command.OccurredOn) : null, act.On));
    }
}
