using System.Text.Json.Nodes;
using FacilityLedger.Facilities;
using FacilityLedger.Inspectors;
using FacilityLedger.Policies;
using FacilityLedger.Web;
using FacilityLedger.Web.Forms;
using static FacilityLedger.Web.Forms.FormField;

namespace FacilityLedger.Inspections;

public static class InspectionForms
{
    private const string Own = "own";
    private const string Joint = "joint";
    private const string Open = "inspection.open";

    public static IReadOnlyList<CommandForm> All { get; } =
    [
        new(Open, new("开始检查", "Open an inspection"), "facilities/{id}/inspections", null, x => [.. Parties(x), .. Officers(x), .. Ground(x), Day(x, new("检查日期", "Day of the inspection"))])
        {
            Answers = [Plans.OweCoverage.Clock], OffersPlans = true, OffersOfficers = true, Suits = x => x.Facility is { Closed: false },
            Subjects = x =>
            [
                new(Own, new Words("本部门检查", "An inspection of your department")),
                new(Joint, new Words("联合检查", "A joint inspection"), new Words("两个以上部门，明确牵头部门", "Two or more departments, one of which leads")),
            ],
            Beside = Beside((OpenInspectionEndpoint.Ground, "plan"), (OpenInspectionEndpoint.TwoOfficers, "officers"), (OfficerRegister.Certified, "officers")),
        },
        new("inspection.finding", new("记录检查发现", "Record a finding"), "facilities/{id}/inspections/{of}/findings", "inspections/{of}", x =>
        [
            new("domain", new("领域", "Domain"), FieldKind.Select) { Options = From(x.Policy.Domains.Where(d => Mine(x).Contains(d.Code))), Value = Mine(x) is [var only] ? only : null, Says = RecordFindingEndpoint.OfInspection },
            new("checkItem", new("检查项", "Checklist item"), FieldKind.Select) { Options = [.. x.Policy.Domains.Where(d => Mine(x).Contains(d.Code)).SelectMany(d => d.Checklist).Select(c => new Option(c.Code, $"{c.Code} {c.Name}"))], Optional = true, Hint = new("答“否”的检查项；不选事项时取其对应的违法事项", "The one answered with no; its catalogue item is taken where none is chosen") },
            new("item", new("违法事项", "Catalogue item"), FieldKind.Select) { Options = [.. x.Policy.Violations.Where(v => Mine(x).Contains(v.Domain)).Select(v => new Option(v.Code, $"{v.Code} {v.Name}"))], Optional = true, Hint = new("目录中没有的可不选", "None where the catalogue has none that fits") },
            new("severity", new("程度", "Severity"), FieldKind.Radios) { Options = CodeWords.Severities, Read = Whole },
            new("narrative", new("经过", "What was found"), FieldKind.TextArea) { MaxLength = 4000, Hint = new("密封保存；公布的结果只有事项，没有经过", "Kept sealed; a published result has items, never this") },
            Day(x, new("发现日期", "Found on")),
        ])
        {
            Suits = x => x.Inspection is { Status: InspectionStatus.Open } && Party(x),
        },
        new("inspection.evidence", new("登记证据", "Add evidence"), "facilities/{id}/inspections/{of}/evidence", "inspections/{of}", x =>
        [
            new("digest", new("文件", "File"), FieldKind.File) { Says = AddEvidenceEndpoint.Type },
            new("name", new("名称", "Name")) { MaxLength = 200, Optional = true, Hint = new("不填时用文件名；密封保存", "The file's own name where nothing is given; kept sealed") },
            new("finding", new("证明的发现", "Finding"), FieldKind.Select) { Optional = true, Options = [.. (x.Inspection?.Findings ?? []).Select(f => new Option(f.Id, $"{f.Id} · {f.Item ?? f.CheckItem ?? f.Domain}"))] },
            Day(x, new("取证日期", "Taken on")),
        ])
        {
            TakesFile = true,
            Suits = x => x.Inspection is not null && Party(x),
        },
        new("patrol.report", new("报告属地巡查", "Report a patrol"), "facilities/{id}/patrols", null, x =>
        [
            new("domains[]", new("线索领域", "Domains of the clues"), FieldKind.Checkboxes) { Options = From(x.Policy.Domains), Hint = new("没有发现线索的不选", "None where nothing was seen") },
            new("narrative", new("情况", "What was seen"), FieldKind.TextArea) { MaxLength = 4000, Optional = true, Says = ReportPatrolEndpoint.Told },
            Day(x, new("巡查日期", "Day of the patrol")),
        ])
        {
            Suits = x => x.Facility is not null,
        },
        new("inspection.complete", new("结束检查", "Complete the inspection"), "facilities/{id}/inspections/{of}/completion", "inspections/{of}", x =>
        [
            new("result", new("结果", "Result"), FieldKind.Radios) { Options = CodeWords.Results },
            Day(x, new("结束日期", "Completed on")),
        ])
        {
            Starts = ["inspection-result"], Suits = x => x.Inspection is { Status: InspectionStatus.Open } && Party(x),
        },
        new("inspection.publish", new("公布检查结果", "Publish the result"), "facilities/{id}/inspections/{of}/result", "inspections/{of}", x => [Day(x, new("公布日期", "Published on"))])
        {
            Answers = ["inspection-result"], Suits = x => x.Inspection is { Status: InspectionStatus.Completed } && Party(x),
        },
    ];

    private static bool Party(FormScene x) => x.Inspection!.Departments.Contains(x.Officer.Department);

    private static IReadOnlyList<string> Mine(FormScene x) => [.. (x.Inspection?.Domains ?? []).Where(d => x.Department?.Covers(d) == true)];

    private static IEnumerable<FormField> Parties(FormScene x)
    {
        string[] own = [.. x.Department?.Domains.Select(d => d.Code) ?? []];
        if (x.Subject != Joint)
        {
            yield return Fixed("departments[]", x.Officer.Department);
            yield return new("domains[]", new("检查领域", "Domains"), FieldKind.Checkboxes) { Options = From(x.Policy.Domains.Where(d => own.Contains(d.Code))), Values = own.Length == 1 ? own : [] };
            yield break;
        }
        var inspecting = x.Policy.Departments.Where(d => d.May(Open)).ToList();
        yield return Fixed("joint", "true", _ => true);
        yield return new("departments[]", new("检查部门", "Departments"), FieldKind.Checkboxes) { Options = From(inspecting), Values = [x.Officer.Department], Says = OpenInspectionEndpoint.JointNames };
        yield return new("lead", new("牵头部门", "Lead"), FieldKind.Select) { Options = From(inspecting), Value = x.Officer.Department };
        yield return new("domains[]", new("检查领域", "Domains"), FieldKind.Checkboxes) { Options = From(x.Policy.Domains), Values = own };
    }

    /// <summary>Who acts, of the officer's own department.</summary>
    internal static IEnumerable<FormField> Investigators(FormScene x) => Officers(x with { Subject = Own });

    /// <summary>One officer of the department, chosen with the certificate where the ledger knows who is certified; else both are written down.</summary>
    /// <param name="name">Member of the body.</param>
    internal static IReadOnlyList<FormField> One(FormScene x, string name, Words label, string? value, bool optional = false, Words? hint = null)
    {
        var known = x.Certified.Where(a => a.Department == x.Officer.Department).ToList();
        if (known.Count > 0)
            return
            [
                new(name, label, FieldKind.Select)
                {
                    Options = [.. known.Select(a => a.Choice)], Value = known.Exists(a => a.Account == value) ? value : null, Optional = optional, Hint = hint,
                    Read = account => new JsonObject { ["account"] = account, ["certificate"] = known.Find(a => a.Account == account)?.Certificate },
                },
            ];
        return
        [
            new($"{name}.account", new($"{label.Zh}账号", $"{label.En}: account")) { Value = value, Optional = optional, Hint = hint, MaxLength = 100, Line = name },
            new($"{name}.certificate", new("执法证号", "Certificate")) { Value = value == x.Officer.Account && x.Officer.Certificates is [var own, ..] ? own : null, Optional = optional, MaxLength = 100, Line = name },
        ];
    }

    // Where the ledger knows who is certified they are chosen; else account and certificate are written down.
    private static IEnumerable<FormField> Officers(FormScene x)
    {
        var known = x.Certified.Where(a => (x.Subject == Joint ? x.Policy.Department(a.Department)?.May(Open) == true : a.Department == x.Officer.Department)).ToList();
        if (known.Count > 0)
            return known.GroupBy(a => a.Department, StringComparer.Ordinal).OrderBy(d => d.Key != x.Officer.Department).Select(d => Of(x, d.Key, [.. d]));
        return Enumerable.Range(0, 4).SelectMany(i => new FormField[]
        {
            new($"officers[{i}].account", new($"执法人员 {i + 1}：账号", $"Officer {i + 1}: account")) { Group = OfficerLegend, Value = i == 0 ? x.Officer.Account : null, MaxLength = 100 },
            new($"officers[{i}].certificate", new("执法证号", "Certificate")) { Group = OfficerLegend, Value = i == 0 && x.Officer.Certificates is [var own, ..] ? own : null, MaxLength = 100 },
        });
    }

    // Departments that may join in fold, the officer's own does not.
    private static FormField Of(FormScene x, string department, IReadOnlyList<CertifiedOfficer> officers)
    {
        var (own, name) = (department == x.Officer.Department, x.Policy.NameOf(department));
        return new("officers[]", own ? new("执法人员", "Officers") : name, FieldKind.Checkboxes)
        {
            Id = own ? "officers[]" : $"officers[]-{department}",
            Group = own ? null : new($"执法人员：{name.Zh}", $"Officers: {name.En}"),
            Folded = true,
            Says = own ? OpenInspectionEndpoint.TwoOfficers : null,
            Options = [.. officers.Select(a => a.Choice)],
            Values = [.. officers.Where(a => a.Account == x.Officer.Account).Select(a => a.Account)],
            Read = account => new JsonObject { ["account"] = account, ["certificate"] = officers.FirstOrDefault(a => a.Account == account)?.Certificate },
        };
    }

    private static readonly Words OfficerLegend = OpenInspectionEndpoint.TwoOfficers.Title;

    private static IEnumerable<FormField> Ground(FormScene x) =>
    [
        new("plan", new("检查计划", "Plan"), FieldKind.Select)
        {
            Optional = true, Group = OpenInspectionEndpoint.Ground.Title, Line = "ground", Says = OpenInspectionEndpoint.Planned,
            Options = [.. x.Plans.Where(p => p.Status == Plans.PlanStatus.Published && p.Year == x.Today.Year && (x.Subject == Joint || p.Department == x.Officer.Department)).Select(p => new Option(p.Id, p.Name))],
        },
        new("clue", new("或线索编号", "Or number of the clue")) { Optional = true, MaxLength = 100, Group = OpenInspectionEndpoint.Ground.Title, Line = "ground", Hint = new("本机构的属地巡查写 patrols/编号", "A patrol of this institution is patrols/…") },
        new("draw", new("抽取", "Draw"), FieldKind.Select)
        {
            Optional = true, Group = OpenInspectionEndpoint.Ground.Title, Says = OpenInspectionEndpoint.Drawn,
            Options = [.. x.Plans.SelectMany(p => p.Draws.Where(d => d.Value.Held?.Result.Any(o => o.Object == x.Id) == true), (p, d) => new Option(d.Key, $"{p.Name} · {x.Policy.Domains.NameIn(d.Value.Prepared.Domain)}"))],
        },
        new("follows", new("复查自", "Re-inspection after"), FieldKind.Select)
        {
            Optional = true, Group = OpenInspectionEndpoint.Ground.Title, Says = OpenInspectionEndpoint.Follow,
            Options = [.. (x.Facility?.Inspections.All.Values ?? []).Where(i => i.Status != InspectionStatus.Open).OrderByDescending(i => i.OpenedOn).Select(i => new Option(i.Id, $"{Dates.Table(i.OpenedOn)} · {string.Join(' ', i.Domains)}"))],
        },
    ];
}
