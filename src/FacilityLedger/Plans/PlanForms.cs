using System.Text.Json.Nodes;
using FacilityLedger.Facilities;
using FacilityLedger.Inspectors;
using FacilityLedger.Web;
using FacilityLedger.Web.Forms;
using static FacilityLedger.Web.Forms.FormField;

namespace FacilityLedger.Plans;

public static class PlanForms
{
    private const int Officers = 8;

    public static IReadOnlyList<CommandForm> All { get; } =
    [
        new("inspection.plan", new("起草检查计划", "Draft an inspection plan"), "plans", null, x =>
        [
            new("name", new("名称", "Name")) { MaxLength = 200, Value = $"{x.Today.Year} 年度检查计划" },
            new("year", new("年度", "Year"), FieldKind.Number) { Value = Text(x.Today.Year), Says = DraftPlanEndpoint.Year },
            .. x.Policy.Domains.Where(d => x.Department?.Covers(d.Code) == true).SelectMany((d, i) => Item(d, i)),
            Day(x, new("起草日期", "Drafted on")),
        ])
        {
            PathOfNew = "plans", Beside = Beside((DraftPlanEndpoint.Items, "items[0].coverage"), (DraftPlanEndpoint.Full, "items[0].coverage")),
        },
        new("inspection.plan-approve", new("审批检查计划", "Approve the plan"), "plans/{id}/approval", "approval", x => [Day(x, new("审批日期", "Approved on")) with { Says = ApprovePlanEndpoint.TwoPeople }])
        {
            Suits = x => x.Plan is { Status: PlanStatus.Drafted } plan && plan.Department == x.Officer.Department,
        },
        new("inspection.plan-publish", new("公布检查计划", "Publish the plan"), "plans/{id}/publication", "publication", x => [Day(x, new("公布日期", "Published on"))])
        {
            Suits = x => x.Plan is { Status: PlanStatus.Approved } plan && plan.Department == x.Officer.Department,
        },
        new("inspection.draw", new("封存名录，准备抽取", "Prepare a draw"), "plans/{id}/draws", null, x =>
        [
            new("domain", new("抽查事项", "Item"), FieldKind.Select) { Options = From(x.Policy.Domains.Where(d => x.Plan?.Item(d.Code) is { Coverage: "random" })), Says = PrepareDrawEndpoint.RandomItem },
            new("count", new("抽取机构数", "Institutions to draw"), FieldKind.Number) { Says = PrepareDrawEndpoint.Number },
            .. Enumerable.Range(0, Officers).SelectMany(i => Officer(x, i)),
            Day(x, new("封存日期", "Frozen on")),
        ])
        {
            Suits = x => x.Plan is { Status: PlanStatus.Published } plan && plan.Department == x.Officer.Department && plan.Items.Any(i => i.Coverage == "random"),
            OffersOfficers = true, Beside = Beside((PrepareDrawEndpoint.Pair, "officers[0].certificate"), (OfficerRegister.Certified, "officers[0].certificate")),
        },
        new("inspection.draw-hold", new("揭示种子并抽取", "Reveal the seed and draw"), "plans/{id}/draws/{of}/result", "draws/{of}", x => [Day(x, new("抽取日期", "Drawn on"))])
        {
            Suits = x => x.Of is { } of && x.Plan?.Draws.GetValueOrDefault(of) is { Held: null } && x.Plan.Department == x.Officer.Department,
        },
    ];

    // One row for each domain of the department; what has no coverage is not in the plan.
    private static IEnumerable<FormField> Item(Policies.InspectionDomain domain, int i) =>
    [
        Fixed($"items[{i}].domain", domain.Code) with { Group = domain.Name },
        new($"items[{i}].coverage", new("方式", "Coverage"), FieldKind.Select) { Group = domain.Name, Optional = true, Line = $"items[{i}]", Options = CodeWords.Coverages, Hint = domain.FullCoverage ? DraftPlanEndpoint.Full.Title : null },
        new($"items[{i}].yearlyCap", new("年度频次上限", "Yearly cap"), FieldKind.Number) { Group = domain.Name, Line = $"items[{i}]" },
        new($"items[{i}].basis", new("依据", "Basis")) { Group = domain.Name, MaxLength = 200, Line = $"items[{i}].basis" },
    ];

    // The department's own officers stand in it at first, where the ledger knows who is certified.
    private static IEnumerable<FormField> Officer(FormScene x, int i)
    {
        var known = x.Certified.Where(a => a.Department == x.Officer.Department).Select(a => a.Certificate).ElementAtOrDefault(i);
        var legend = new Words($"执法人员 {i + 1}", $"Officer {i + 1}");
        var spare = known is null && i > 1;
        yield return new($"officers[{i}].certificate", new("执法证号", "Certificate")) { Group = legend, Folded = spare, Value = known, MaxLength = 100, Line = $"officers[{i}]" };
        yield return new($"officers[{i}].department", new("部门", "Department"), FieldKind.Select) { Group = legend, Folded = spare, Line = $"officers[{i}]", Options = From(x.Policy.Departments.Where(d => d.May("inspection.open"))), Value = known is null ? null : x.Officer.Department };
        yield return new($"officers[{i}].recused", new("回避的机构", "Recused from"))
        {
            Group = legend,
            Folded = spare,
            Line = $"officers[{i}].recused",
            Optional = true,
            MaxLength = 500,
            Hint = new("机构编号，用空格分开", "Keys of institutions, with spaces between"),
            Read = typed => new JsonArray([.. typed.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(k => (JsonNode)k)]),
        };
    }
}
