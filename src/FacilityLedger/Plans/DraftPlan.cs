using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;
using Wolverine.Http;

namespace FacilityLedger.Plans;

/// <summary>Drafts the inspection plan of a year.</summary>
public sealed record DraftPlan(string Name, int Year, IReadOnlyList<PlanItem> Items, DateOnly OccurredOn);

/// <param name="DraftedBy">Account of the officer.</param>
public sealed record PlanDrafted(string Name, int Year, string DraftedBy, IReadOnlyList<PlanItem> Items, DateOnly OccurredOn) : IPlanFact
{
    public string Thing => "plan";
}

public static class DraftPlanEndpoint
{
    public static readonly Rule Once = new("plan-drafted-once", 422, "DESIGN 3", new("该计划已起草", "The plan is drafted already"));
    public static readonly Rule Year = new("plan-year", 422, "国办发〔2024〕54号", new("计划年度为今年或明年", "A plan is of this year or the next"));
    public static readonly Rule Items = new("plan-items", 422, "国办发〔2024〕54号", new("计划须列出事项：领域不重复，方式为全覆盖或随机，年度频次上限 1 至 52", "A plan lists its items: no domain twice, full coverage or random, a yearly cap of 1 to 52"));
    public static readonly Rule Full = new("plan-full-coverage", 422, "优化营商环境条例 54", new("涉及婴幼儿安全健康的事项须全覆盖检查，不得随机抽查", "What touches the children's safety is inspected everywhere, and not at random"));

    public static string Key(HttpContext http) => AdmittedCommand.Of(http).NewStream;

    [Gives("inspection.plan")]
    [WolverinePost("/api/{jurisdiction}/plans")]
    public static Decision Decide(DraftPlan command, [Decides(FromMethod = nameof(Key))] InspectionPlan? plan, Circumstances c)
    {
        if ((Guard.May(c, "inspection.plan") ?? Guard.Day(c, command.OccurredOn)) is { } no)
            return no;
        if (plan is not null)
            return Once.Refuse(("plan", plan.Id));
        if (Guard.Text("name", command.Name) is { } malformed)
            return malformed;
        if (command.Year != command.OccurredOn.Year && command.Year != command.OccurredOn.Year + 1)
            return Year.Refuse(("field", "year"));
        if (command.Items.Count is 0 or > 100 || command.Items.Any(x => x is null || x.Coverage is not ("full" or "random") || x.YearlyCap is < 1 or > 52) || command.Items.DistinctBy(x => x.Domain, StringComparer.Ordinal).Count() < command.Items.Count)
            return Items.Refuse(("field", "items"));
        if (command.Items.Select(x => Guard.Known("domain", x.Domain, c.Policy.Domains) ?? Guard.Text("basis", x.Basis)).FirstOrDefault(x => x is not null) is { } unknown)
            return unknown;
        return command.Items.FirstOrDefault(x => x.Coverage == "random" && c.Policy.Domain(x.Domain)!.FullCoverage) is { } random
            ? Full.Refuse(("field", "items"), ("domain", random.Domain))
            : Decision.Of(new PlanDrafted(command.Name.Trim(), command.Year, c.Actor.Account, command.Items, command.OccurredOn));
    }
}
