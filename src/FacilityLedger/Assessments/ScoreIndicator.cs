using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;
using Wolverine.Http;

namespace FacilityLedger.Assessments;

/// <summary>Scores one indicator; scored again, the last score counts.</summary>
/// <param name="Passed">Of a base-line indicator, and only of one: whether it was met.</param>
/// <param name="Evidence">Versions of the facility's events on which the score rests.</param>
public sealed record ScoreIndicator(string Indicator, int Points, DateOnly OccurredOn, bool? Passed = null, IReadOnlyList<long>? Evidence = null);

public sealed record IndicatorScored(string Campaign, string Indicator, int Points, bool? Passed, IReadOnlyList<long> Evidence, DateOnly OccurredOn) : IFact
{
    public string Thing => $"assessments/{Campaign}";
}

public static class ScoreIndicatorEndpoint
{
    public static readonly Rule Opened = new("assessment-open", 422, "DESIGN 5", new("没有这项评估", "There is no such assessment"));
    public static readonly Rule Frozen = new("assessment-frozen", 422, "DESIGN 5", new("评估结果已冻结", "The assessment is frozen"));
    public static readonly Rule Points = new("score-within-indicator", 422, "WS/T 821-2023", new("得分须在 0 与该指标分值之间", "The points lie between 0 and those of the indicator"));
    public static readonly Rule Veto = new("veto-states-passed", 422, "WS/T 821-2023", new("一票否决项须说明是否达标，其他项不填", "A base-line indicator says whether it was met, and no other does"));
    public static readonly Rule Evidence = new("evidence-existing", 422, "DESIGN 5", new("佐证记录不存在", "The evidence names entries that do not exist"));

    [Gives("assessment.score", Roles.Evaluator)]
    [WolverinePost("/api/{jurisdiction}/facilities/{facilityId}/assessments/{assessment}/scores")]
    public static Decision Decide(ScoreIndicator command, string assessment, [Decides] Facility facility, Circumstances c)
    {
        if (Guard.Against(c, facility, "assessment.score", command.OccurredOn, $"assessments/{assessment}") is { } no)
            return no;
        if (facility.Assessments.All.GetValueOrDefault(assessment) is not { } open)
            return Opened.Refuse(("assessment", assessment));
        if (open.Frozen)
            return Frozen.Refuse(("snapshot", open.Snapshot));
        var indicators = Rubric.Of(c.Book, open).Indicators.ToList();
        if (Guard.Known("indicator", command.Indicator, indicators) is { } unknown)
            return unknown;
        var indicator = indicators.First(x => x.Code == command.Indicator);
        if (command.Points < 0 || command.Points > indicator.Points)
            return Points.Refuse(("points", command.Points), ("most", indicator.Points));
        if (indicator.Veto != command.Passed is not null)
            return Veto.Refuse(("indicator", indicator.Code));
        var evidence = (command.Evidence ?? []).Distinct().Order().ToList();
        if (evidence.Any(x => x < 1 || x > facility.Version))
            return Evidence.Refuse(("last", facility.Version));
        return open.Scores.GetValueOrDefault(indicator.Code) is { } same && same.Points == command.Points && same.Passed == command.Passed && same.Evidence.SequenceEqual(evidence)
            ? Decision.Nothing
            : Decision.Of(new IndicatorScored(assessment, indicator.Code, command.Points, command.Passed, evidence, command.OccurredOn));
    }
}
