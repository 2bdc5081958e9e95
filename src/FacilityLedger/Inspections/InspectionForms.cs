using FacilityLedger.Web;
using FacilityLedger.Web.Forms;
using static FacilityLedger.Web.Forms.FormField;

namespace FacilityLedger.Inspections;

public static class InspectionForms
{
    public static IReadOnlyList<CommandForm> All { get; } =
    [
        new("inspection.open", new("开始检查", "Open an inspection"), "facilities/{id}/inspections", null, x =>
        [
            new("domains[]", new("检查领域", "Domains"), FieldKind.Checkboxes) { Options = From(x.Policy.Domains) },
            new("departments[]", new("检查部门", "Departments"), FieldKind.Checkboxes) { Options = From(x.Policy.Departments.Where(d => d.Domains.Count > 0)), Values = [x.Department] },
            YesNo("joint", new("联合检查", "A joint inspection")),
            new("lead", new("牵头部门", "Lead"), FieldKind.Select) { Options = From(x.Policy.Departments.Where(d => d.Domains.Count > 0)), Optional = true },
            .. Enumerable.Range(0, 3).SelectMany(i => new FormField[]
            {
                new($"officers[{i}].account", new($"执法人员 {i + 1}：账号", $"Officer {i + 1}: account")) { Optional = i == 2 },
                new($"officers[{i}].certificate", new($"执法人员 {i + 1}：执法证号", $"Officer {i + 1}: certificate")) { Optional = i == 2 },
            }),
            new("plan", new("检查计划编号", "Number of the plan")) { Optional = true },
            new("clue", new("线索编号", "Number of the clue")) { Optional = true },
            Day(x),
        ]),
        new("inspection.finding", new("记录检查发现", "Record a finding"), "facilities/{id}/inspections/{of}/findings", "inspections/{of}", x =>
        [
            new("domain", new("领域", "Domain"), FieldKind.Select) { Options = From(x.Policy.Domains) },
            new("item", new("违法事项", "Catalogue item"), FieldKind.Select) { Options = From(x.Policy.Violations), Optional = true },
            new("severity", new("程度", "Severity"), FieldKind.Number) { Hint = new("1 轻微，2 一般，3 严重，4 重大", "1 minor, 2 general, 3 serious, 4 grave") },
            new("narrative", new("经过（密封保存）", "What was found (kept sealed)"), FieldKind.TextArea),
            Day(x),
        ]),
        new("inspection.complete", new("结束检查", "Complete the inspection"), "facilities/{id}/inspections/{of}/completion", "inspections/{of}", x =>
        [
            new("result", new("结果", "Result"), FieldKind.Select) { Options = [Choice("no-problem", "未发现问题", "No problem"), Choice("correction-ordered", "责令改正", "Correction ordered"), Choice("case", "立案处理", "A case")] },
            Day(x),
        ]),
        new("inspection.publish", new("公布检查结果", "Publish the result"), "facilities/{id}/inspections/{of}/result", "inspections/{of}", x => [Day(x)]) { Answers = ["inspection-result"] },
    ];
}
