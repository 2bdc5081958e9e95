using FacilityLedger.Facilities;
using FacilityLedger.History;
using FacilityLedger.Hosting;
using FacilityLedger.Policies;
using FacilityLedger.Web;
using FacilityLedger.Web.Forms;
using static FacilityLedger.Web.Forms.FormField;

namespace FacilityLedger.Assessments;

public static class AssessmentForms
{
    private const int MostEvidence = 60;

    public static IReadOnlyList<CommandForm> All { get; } =
    [
        new("campaign.open", new("开始评估批次", "Open a campaign"), "campaigns", null, x =>
        [
            new("name", new("名称", "Name")) { MaxLength = 200, Hint = new("例如：2026 年质量评估", "For example: Assessment of 2026") },
            new("standard", new("标准", "Standard"), FieldKind.Select) { Options = From(x.Policy.Standards), Value = x.Policy.Standards is [var only] ? only.Code : null },
            Day(x, new("开始日期", "Opened on")),
        ])
        {
            PathOfNew = "campaigns",
        },
        new("campaign.close", new("结束评估批次", "Close the campaign"), "campaigns/{id}/closing", "closing", x => [Day(x, new("结束日期", "Closed on"))])
        {
            Suits = x => x.Campaign is { Status: CampaignStatus.Open },
        },
        new("assessment.open", new("启动质量评估", "Open an assessment"), "facilities/{id}/assessments", null, x =>
        [
            Fixed("campaign", x.Subject ?? ""),
            Fixed("standard", x.Campaigns.FirstOrDefault(c => c.Id == x.Subject)?.Standard ?? ""),
            Day(x, new("启动日期", "Opened on")),
        ])
        {
            Suits = x => x.Facility is { Status: FacilityStatus.Filed },
            Subjects = x => x.Campaigns.Where(c => c.Status == CampaignStatus.Open && x.Facility?.Assessments.All.ContainsKey(c.Id) != true)
                .Select(c => new FormSubject(c.Id, c.Name, $"{x.Policy.Standards.NameIn(c.Standard)} · {DeskWords.Since(Dates.Table(c.OpenedOn))}")),
        },
        new("assessment.score", new("评分", "Score an indicator"), "facilities/{id}/assessments/{of}/scores", "assessments/{of}", Score)
        {
            Repeats = true, Suits = x => x.Assessment is { Frozen: false }, Subjects = Indicators, Beside = Beside((ScoreIndicatorEndpoint.Veto, "passed")),
        },
        new("assessment.freeze", new("确定评估结果", "Freeze the assessment"), "facilities/{id}/assessments/{of}/freeze", "assessments/{of}", x => [Day(x, new("确定日期", "Frozen on"))])
        {
            Suits = x => x.Assessment is { Frozen: false } open && Rubric.Of(x.Book, open).Indicators.All(i => open.Scores.ContainsKey(i.Code)),
        },
    ];

    private static IEnumerable<FormSubject> Indicators(FormScene x) => x.Assessment is not { } open ? [] : Rubric.Of(x.Book, open).Dimensions.SelectMany(d => d.Indicators, (d, i) =>
        new FormSubject(i.Code, $"{i.Code} {i.Name}", open.Scores.TryGetValue(i.Code, out var score) ? Given(score, i) : DeskWords.Most(i.Points), d.Name, open.Scores.ContainsKey(i.Code)));

    private static string Given(Score score, Indicator indicator) => $"{score.Points}/{indicator.Points}{(score.Passed is { } passed ? $" · {(passed ? DeskWords.BaseLineMet : DeskWords.BaseLineFailed)}" : "")}";

    private static IEnumerable<FormField> Score(FormScene x)
    {
        var indicator = x.Assessment is { } open ? Rubric.Of(x.Book, open).Indicators.FirstOrDefault(i => i.Code == x.Subject) : null;
        var was = x.Assessment?.Scores.GetValueOrDefault(x.Subject ?? "");
        yield return Fixed("indicator", x.Subject ?? "");
        if (indicator is { Veto: true })
            yield return YesNo("passed", new("底线要求是否达标", "Is the base line met?"), was?.Passed) with { Hint = new("未达标的，等级按一票否决确定", "One that is not met decides the grade") };
        yield return new("points", new("得分", "Points"), FieldKind.Number) { Value = Text(was?.Points), Hint = indicator is null ? null : new($"0 至 {indicator.Points} · {indicator.Source}", $"0 to {indicator.Points} · {indicator.Source}") };
        yield return new("evidence[]", new("佐证记录", "Evidence"), FieldKind.Checkboxes)
        {
            Optional = true,
            Read = Whole,
            Group = new("佐证记录", "Evidence"),
            Folded = true,
            Values = [.. (was?.Evidence ?? []).Select(e => Text((int)e)!)],
            Options = [.. Evidence(x, was?.Evidence ?? [])],
        };
        yield return Day(x, new("评分日期", "Scored on"));
    }

    // The latest facts of the file; disclosures, terms and scores prove nothing.
    private static IEnumerable<Option> Evidence(FormScene x, IReadOnlyList<long> chosen) => x.Entries
        .Where(e => chosen.Contains(e.Version) || e.Fact.Thing.Split('/')[0] is not ("disclosures" or "obligations" or "assessments")).OrderByDescending(e => e.Version).Take(MostEvidence)
        .Select(e => new Option(Text((int)e.Version)!, $"{DeskWords.NumberOf(e.Version)} · {Dates.Table(e.Fact.OccurredOn)} · {EventWords.Of(EventNames.All[e.Fact.GetType()])}"));
}
