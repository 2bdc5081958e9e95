using FacilityLedger.Web;
using FacilityLedger.Web.Forms;
using static FacilityLedger.Web.Forms.FormField;

namespace FacilityLedger.Assessments;

public static class AssessmentForms
{
    public static IReadOnlyList<CommandForm> All { get; } =
    [
        new("assessment.open", new("启动质量评估", "Open an assessment"), "facilities/{id}/assessments", null, x =>
        [
            new("campaign", new("评估批次编号", "Key of the campaign")),
            new("standard", new("标准", "Standard"), FieldKind.Select) { Options = From(x.Policy.Standards) },
            Day(x),
        ]),
        new("assessment.score", new("评分", "Score an indicator"), "facilities/{id}/assessments/{of}/scores", "assessments/{of}", x =>
        [
            new("indicator", new("指标", "Indicator"), FieldKind.Select) { Options = From(x.Policy.Standards.SelectMany(s => s.Indicators)) },
            new("points", new("得分", "Points"), FieldKind.Number),
            new FormField("passed", new("底线指标是否达标", "Base line met"), FieldKind.Select) { Flag = true, Optional = true, Options = YesNo("", new("", "")).Options },
            Day(x),
        ]),
        new("assessment.freeze", new("确定评估结果", "Freeze the assessment"), "facilities/{id}/assessments/{of}/freeze", "assessments/{of}", x => [Day(x)]),
    ];
}
