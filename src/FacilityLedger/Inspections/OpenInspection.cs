using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;
using FacilityLedger.Inspectors;
using FacilityLedger.Plans;
using Marten;
using Wolverine.Http;

namespace FacilityLedger.Inspections;

/// <summary>An officer on the spot with the number of the enforcement certificate.</summary>
public sealed record Officer(string Account, string Certificate);

/// <summary>Enters that officers begin an inspection.</summary>
/// <param name="Departments">Departments that inspect; more than one only in a joint inspection.</param>
/// <param name="Plan">Key of the published plan; else <paramref name="Clue"/>, the number of a complaint or transfer, or <c>patrols/…</c> of this institution.</param>
/// <param name="Draw">Id of the plan's draw in which the institution was drawn.</param>
/// <param name="Follows">The earlier inspection, where this is a re-inspection.</param>
public sealed record OpenInspection(
    IReadOnlyList<string> Domains, IReadOnlyList<string> Departments, IReadOnlyList<Officer> Officers, DateOnly OccurredOn,
    string? Lead = null, string? Plan = null, string? Clue = null, bool Joint = false, string? Draw = null, string? Follows = null) : INamesOfficers;

/// <summary>Certified officers of competent departments began to inspect.</summary>
public sealed record InspectionOpened(
    string Inspection, IReadOnlyList<string> Domains, IReadOnlyList<string> Departments, string? Lead, IReadOnlyList<Officer> Officers,
    string? Plan, string? Clue, bool Joint, DateOnly OccurredOn, string? Draw = null, string? Follows = null) : IFact
{
    public string Thing => InspectionBook.Thing(Inspection);
}

public static class OpenInspectionEndpoint
{
    public static readonly Rule InDomain = new("inspects-in-its-domains", 403, "附件2", new("检查领域超出参加部门的职责", "No department that takes part inspects this domain"));
    public static readonly Rule Competent = new("inspects-only-competent", 422, "国办发〔2024〕54号", new("参加检查的部门须有检查职责", "Only departments that may inspect take part"));
    public static readonly Rule TwoOfficers = new("two-certified-officers", 422, "行政处罚法 42", new("执法人员不得少于两人且须持证", "At least two officers, each with a certificate"));
    public static readonly Rule JointNames = new("joint-names-lead", 422, "国办发〔2024〕54号", new("联合检查须有两个以上部门并明确牵头部门；非联合检查只有本部门", "A joint inspection names a lead and two or more departments; any other is the department's own"));
    public static readonly Rule Ground = new("plan-or-clue", 422, "国办发〔2024〕54号", new("检查须依据检查计划或线索之一", "An inspection rests on a plan or on a clue"));

    public static readonly Rule Planned = new("planned-item", 422, "国办发〔2024〕54号", new("未列入本年度已公布检查计划的事项，无线索不得检查", "What no published plan of the year lists is inspected on a clue only"));
    public static readonly Rule Cap = new("yearly-cap", 422, "国办发〔2024〕54号", new("已达到年度检查频次上限，无线索不得检查", "The yearly cap is reached; a further inspection needs a clue"));
    public static readonly Rule Drawn = new("drawn-institution", 422, "优化营商环境条例 54", new("随机抽查事项只检查抽中的机构，由抽中的执法人员检查", "A random item is inspected where the draw fell, by the officers drawn"));
    public static readonly Rule Follow = new("follows-an-inspection", 422, "DESIGN 3", new("复查须对应本机构已结束的检查", "A re-inspection follows a completed inspection of this institution"));
    public static readonly Rule Clued = new("clue-unknown", 422, "县政策 13", new("本机构没有这次属地巡查", "There is no such patrol of this institution"));

    /// <summary>A published plan is never taken back, so it needs no lock.</summary>
    public static async Task<InspectionPlan?> LoadAsync(OpenInspection command, IDocumentSession session, CancellationToken cancellation) =>
        command.Plan is { } plan && Guard.Text("plan", plan, 60) is null ? await session.LoadAsync<InspectionPlan>(plan, cancellation) : null;

    [Gives("inspection.open")]
    [WolverinePost("/api/{jurisdiction}/facilities/{facilityId}/inspections")]
    public static Decision Decide(OpenInspection command, [Decides] Facility facility, InspectionPlan? plan, Circumstances c)
    {
        if (Guard.Against(c, facility, "inspection.open", command.OccurredOn) is { } no)
            return no;
        if ((command.Domains.Select(x => Guard.Known("domains", x, c.Policy.Domains)).FirstOrDefault(x => x is not null)
            ?? command.Departments.Select(x => Guard.Known("departments", x, c.Policy.Departments)).FirstOrDefault(x => x is not null)
            ?? Guard.Text("plan", command.Plan, 100, optional: true) ?? Guard.Text("clue", command.Clue, 100, optional: true)
            ?? Guard.Text("draw", command.Draw, 60, optional: true) ?? Guard.Text("follows", command.Follows, 60, optional: true)) is { } malformed)
            return malformed;
        if ((command.Plan is null) == (command.Clue is null))
            return Ground.Refuse();
        var (domains, departments) = (command.Domains.Distinct(StringComparer.Ordinal).ToList(), command.Departments.Distinct(StringComparer.Ordinal).ToList());
        if ((Parties(command, departments, c) ?? Reach(domains, departments, c) ?? Officers(command.Officers) ?? c.Officers.Against(command.Officers, departments, command.OccurredOn) ?? OnPlan(command, domains, departments, facility, plan) ?? OnClue(command, facility)) is { } refused)
            return refused;
        return Decision.Of(new InspectionOpened(c.NewId("inspection"), domains, departments, command.Lead, command.Officers, command.Plan, command.Clue, command.Joint, command.OccurredOn, command.Draw, command.Follows));
    }

    private static Refusal? Parties(OpenInspection command, List<string> departments, Circumstances c)
    {
        var fits = command.Joint
            ? departments.Count >= 2 && command.Lead is { } lead && departments.Contains(lead)
            : departments.Count == 1 && (command.Lead is null || departments.Contains(command.Lead));
        if (!fits || !departments.Contains(c.Department))
            return JointNames.Refuse(("departments", string.Join(' ', departments)), ("lead", command.Lead));
        return departments.FirstOrDefault(x => !c.Policy.Department(x)!.May("inspection.open")) is { } idle ? Competent.Refuse(("department", idle)) : null;
    }

    private static Refusal? Reach(List<string> domains, List<string> departments, Circumstances c)
    {
        var reach = departments.SelectMany(x => c.Policy.Department(x)!.Domains, (_, domain) => domain.Code).ToHashSet(StringComparer.Ordinal);
        if (domains.Count == 0 || domains.FirstOrDefault(x => !reach.Contains(x)) is not null)
            return InDomain.Refuse(("domains", string.Join(' ', domains)), ("known", string.Join(' ', reach.Order(StringComparer.Ordinal))));
        return departments.FirstOrDefault(x => !domains.Exists(c.Policy.Department(x)!.Covers)) is { } idle ? InDomain.Refuse(("department", idle)) : null;
    }

    private static Refusal? OnPlan(OpenInspection command, List<string> domains, List<string> departments, Facility facility, InspectionPlan? plan)
    {
        if (command.Plan is null)
            return command.Draw is null ? null : Drawn.Refuse(("field", "draw"));
        var year = command.OccurredOn.Year;
        if (plan is not { Status: PlanStatus.Published } || plan.Year != year || !departments.Contains(plan.Department) || domains.Find(x => plan.Item(x) is null) is not null)
            return Planned.Refuse(("field", "plan"));
        if (command.OccurredOn < plan.PublishedOn)
            return Planned.Refuse(("field", "plan"), ("published", plan.PublishedOn));
        if (domains.Find(x => facility.Inspections.PlannedIn(year, x) >= plan.Item(x)!.YearlyCap) is { } full)
            return Cap.Refuse(("field", "plan"), ("domain", full), ("cap", plan.Item(full)!.YearlyCap));
        var drawn = command.Draw is { } draw ? plan.Draws.GetValueOrDefault(draw) : null;
        var due = drawn?.Held is { } held && held.OccurredOn <= command.OccurredOn ? held.Result.FirstOrDefault(x => x.Object == facility.Id) : null;
        if (command.Draw is null && !domains.Exists(x => plan.Item(x)!.Coverage == "random"))
            return null;
        return due is not null && domains.TrueForAll(x => x == drawn!.Prepared.Domain || plan.Item(x)!.Coverage == "full") && due.Officers.All(x => command.Officers.Any(o => Folding.Same(o.Certificate, x)))
            ? null
            : Drawn.Refuse(("field", "draw"), ("officers", due is null ? null : string.Join(' ', due.Officers)));
    }

    private static Refusal? OnClue(OpenInspection command, Facility facility) =>
        command.Clue is { } clue && clue.StartsWith("patrols/", StringComparison.Ordinal) && !facility.Inspections.Patrols.ContainsKey(clue["patrols/".Length..]) ? Clued.Refuse(("field", "clue"))
        : command.Follows is { } earlier && facility.Inspections.Find(earlier) is not { Status: InspectionStatus.Completed or InspectionStatus.Published } ? Follow.Refuse(("field", "follows"))
        : null;

    internal static Refusal? Officers(IReadOnlyList<Officer?> officers) =>
        officers.Any(x => x is null || Guard.Text("account", x.Account, 100) is not null || Guard.Text("certificate", x.Certificate, 100) is not null)
        || officers.DistinctBy(x => x!.Account, Folding.Comparer).Count() < 2 || officers.DistinctBy(x => x!.Certificate, Folding.Comparer).Count() < officers.Count
            ? TwoOfficers.Refuse(("officers", officers.Count))
            : null;
}
