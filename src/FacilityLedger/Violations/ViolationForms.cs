using FacilityLedger.Web;
using FacilityLedger.Web.Forms;
using static FacilityLedger.Web.Forms.FormField;

namespace FacilityLedger.Violations;

public static class ViolationForms
{
    private static readonly FormField Days = new("days", new("期限（日）", "Days"), FieldKind.Number) { Optional = true };

    public static IReadOnlyList<CommandForm> All { get; } =
    [
        new("violation.record", new("记录违法行为", "Record a violation"), "facilities/{id}/violations", null, x =>
        [
            new("item", new("违法事项", "Catalogue item"), FieldKind.Select) { Options = From(x.Policy.Violations.Where(v => v.Departments.Contains(x.Department))) },
            new("inspection", new("检查", "Inspection"), FieldKind.Select) { Options = [.. (x.Facility?.Inspections.All.Values ?? []).OrderByDescending(i => i.OpenedOn).Select(i => new Option(i.Id, $"{Dates.Iso(i.OpenedOn)} {i.Id}"))] },
            new("finding", new("检查发现", "Finding"), FieldKind.Select)
            {
                Options = [.. (x.Facility?.Inspections.All.Values ?? []).SelectMany(i => i.Findings).OrderByDescending(f => f.FoundOn).Select(f => new Option(f.Id, $"{Dates.Iso(f.FoundOn)} {f.Item ?? f.Domain} {f.Id}"))],
            },
            Day(x),
        ]),
        new("rectification.order", new("责令改正", "Order rectification"), "facilities/{id}/violations/{of}/rectification", "violations/{of}", x => [Days, Day(x)]),
        new("rectification.report", new("登记整改报告", "Enter the report"), "facilities/{id}/violations/{of}/report", "violations/{of}", x =>
            [new("narrative", new("整改说明（密封保存）", "What was done (kept sealed)"), FieldKind.TextArea) { Optional = true }, Day(x)])
        {
            Answers = ["rectification"],
        },
        new("rectification.reject", new("退回整改报告", "Reject the report"), "facilities/{id}/violations/{of}/rejection", "violations/{of}", x => [Days, Day(x)]) { Answers = ["rectification-verification"] },
        new("rectification.verify", new("核验整改", "Verify the rectification"), "facilities/{id}/violations/{of}/verification", "violations/{of}", x =>
        [
            new("outcome", new("核验结论", "Outcome"), FieldKind.Select) { Options = [Choice("verified", "已整改", "Put right"), Choice(VerifyRectificationEndpoint.RefusedToCorrect, "拒不改正", "Refused to correct")] },
            Day(x),
        ])
        {
            Answers = ["rectification-verification"],
        },
        new("penalty.summary", new("简易程序处罚", "Summary penalty"), "facilities/{id}/violations/{of}/penalty", "violations/{of}", x =>
        [
            new("kind", new("处罚种类", "Kind"), FieldKind.Select) { Options = From(x.Policy.PenaltyKinds) },
            new("amount", new("金额", "Amount"), FieldKind.Amount) { Optional = true },
            new("number", new("决定书编号", "Number of the decision")),
            Day(x),
        ]),
        new("violation.dismiss", new("不予认定", "Dismiss the violation"), "facilities/{id}/violations/{of}/dismissal", "violations/{of}", x =>
        [
            Ground(Choice("not-established", "事实不成立", "Not established"), Choice("not-imputable", "不可归责", "Not imputable"), Choice("transferred", "已移送", "Transferred"), Choice("duplicate", "重复记录", "Duplicate")),
            Day(x),
        ]),
    ];
}
