using FacilityLedger.Disclosure;
using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;
using Wolverine.Http;

namespace FacilityLedger.Assessments;

/// <summary>Ends the scoring: the grade stands from this day on.</summary>
public sealed record FreezeAssessment(DateOnly OccurredOn);

/// <summary>The result, for good. Another campaign's result replaces it, and both remain.</summary>
/// <param name="Vetoed">Base-line indicators that were not met.</param>
/// <param name="Snapshot">SHA-256 over the canonical JSON of standard, policy version, inputs, scores and result.</param>
public sealed record AssessmentFrozen(
    string Campaign, string Standard, string Policy, int Points, IReadOnlyList<DimensionPoints> Dimensions, IReadOnlyList<string> Vetoed, string Grade, DateOnly ValidUntil,
    string Snapshot, DateOnly OccurredOn) : IFact
{
    public string Thing => $"assessments/{Campaign}";
}

public static class FreezeAssessmentEndpoint
{
    public static readonly Rule Complete = new("assessment-complete", 422, "WS/T 821-2023", new("尚有指标未评分", "Some indicators have no score yet"));

    [Gives("assessment.freeze", Roles.Evaluator)]
    [WolverinePost("/api/{jurisdiction}/facilities/{facilityId}/assessments/{assessment}/freeze")]
    public static Decision Decide(FreezeAssessment command, string assessment, [Decides] Facility facility, Circumstances c)
    {
        if (Guard.Against(c, facility, "assessment.freeze", command.OccurredOn, $"assessments/{assessment}") is { } no)
            return no;
        if (facility.Assessments.All.GetValueOrDefault(assessment) is not { } open)
            return ScoreIndicatorEndpoint.Opened.Refuse(("assessment", assessment));
        if (open.Frozen)
            return ScoreIndicatorEndpoint.Frozen.Refuse(("snapshot", open.Snapshot));
        var standard = Rubric.Of(c.Book, open);
        if (standard.Indicators.Select(x => x.Code).Where(x => !open.Scores.ContainsKey(x)).ToList() is { Count: > 0 } missing)
            return Complete.Refuse(("missing", string.Join(' ', missing)));
        var result = Rubric.Judge(standard, open.Scores);
        var frozen = new AssessmentFrozen(assessment, open.Standard, open.Policy, result.Points, result.Dimensions, result.Vetoed, result.Grade,
            command.OccurredOn.AddMonths(standard.ValidMonths), Rubric.Digest(facility.Id, open, standard, result, command.OccurredOn), command.OccurredOn);
        return Decision.Of(frozen).And(Disclosing.Auto(c, facility, "assessment", frozen.Thing, frozen.OccurredOn, new()
        {
            ["grade"] = frozen.Grade,
            ["points"] = frozen.Points,
            ["dimensions"] = frozen.Dimensions,
            ["frozenOn"] = frozen.OccurredOn,
            ["standard"] = frozen.Standard,
            ["snapshot"] = frozen.Snapshot,
        }));
    }
}
