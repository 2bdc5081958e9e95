using FacilityLedger.Hosting.Decisions;
using FacilityLedger.Inspections;
using FacilityLedger.Plans;

namespace FacilityLedger.Tests.Laws;

/// <summary>Every command of a plan, with choices that are mostly possible; and the inspections that rest on one.</summary>
internal static class PlanMoves
{
    public static PlanGiven? Draw(Scene x, PlanLife life) => x.Number(1, 9) switch
    {
        1 or 2 => Draft(life, Account(x, life), Items(x, life), x.Day),
        3 or 4 => Approve(life, Account(x, life), x.Day),
        5 or 6 => Publish(life, Account(x, life), x.Day),
        7 => life.Plan is { } plan ? Prepare(life, Account(x, life), new(x.One(plan.Items).Domain, x.Number(1, 4), Library(x, life), x.Day), life.Institutions) : null,
        _ => life.Plan is { } plan ? Hold(life, Account(x, life), x.Of(plan.Draws.Keys), x.Day) : null,
    };

    public static PlanGiven Draft(PlanLife life, string by, IReadOnlyList<PlanItem> items, DateOnly day) =>
        Of("draft", new DraftPlan("计划", life.Year, items, day), life, by, DraftPlanEndpoint.Decide);

    public static PlanGiven Approve(PlanLife life, string by, DateOnly day) => Of("approve", new ApprovePlan(day), life, by, (command, plan, c) => ApprovePlanEndpoint.Decide(command, plan!, c));

    public static PlanGiven Publish(PlanLife life, string by, DateOnly day) => Of("publish", new PublishPlan(day), life, by, (command, plan, c) => PublishPlanEndpoint.Decide(command, plan!, c));

    public static PlanGiven Prepare(PlanLife life, string by, PrepareDraw command, OpenInstitutions found) =>
        Of("draw", command, life, by, (_, plan, c) => PrepareDrawEndpoint.Decide(command, plan!, found, c)) with { MakesAnother = true };

    public static PlanGiven Hold(PlanLife life, string by, string draw, DateOnly day) => Of($"hold {draw}", new HoldDraw(day), life, by, (command, plan, c) => HoldDrawEndpoint.Decide(command, draw, plan!, life.Seed(draw), c));

    /// <summary>An inspection under a published plan of the year: of what it covers, or of what was drawn here.</summary>
    public static Given? Inspection(Scene x, bool drawn)
    {
        if (x.Facility is not { } facility || x.Plans.Where(p => p.Year == x.Day.Year && (drawn ? Here(p, facility.Id).Any() : p.Items.Any(i => i.Coverage == "full"))).ToList() is not { Count: > 0 } plans)
            return null;
        var plan = x.One(plans);
        var draw = drawn ? x.One(Here(plan, facility.Id).ToList()) : null;
        var officers = draw?.Held!.Result.First(r => r.Object == facility.Id).Officers ?? ["1", "2"];
        // Seldom somebody goes who was not drawn.
        var command = new OpenInspection(
            draw is null ? [x.One(plan.Items.Where(i => i.Coverage == "full").ToList()).Domain] : [draw.Prepared.Domain], [plan.Department],
            [.. (x.Number(1, 12) == 1 ? officers.Skip(1).Append("other") : officers).Select(o => new Officer(o, o))], x.Day, Plan: plan.Id, Draw: draw?.Prepared.Draw, Follows: x.One(null, null, x.Of(facility.Inspections.All.Keys)));
        return facility.Inspections.PlannedIn(x.Day.Year, command.Domains[0]) > 2 ? null
            : x.Give(plan.Department, command, (open, f, c) => OpenInspectionEndpoint.Decide(open, f, plan, c)) is { } given ? given with { Path = "inspections" } : null;
    }

    private static IEnumerable<Draw> Here(InspectionPlan plan, string facility) =>
        plan.Draws.OrderBy(x => x.Key, StringComparer.Ordinal).Select(x => x.Value).Where(x => x.Held?.Result.Any(r => r.Object == facility) == true);

    private static PlanGiven Of<T>(string name, T command, PlanLife life, string by, Func<T, InspectionPlan?, Circumstances, Decision> decide) where T : notnull =>
        new(name, command, new Actor(by, life.Department, ["officer", "evaluator"]), (plan, c) => plan is null && command is not DraftPlan ? Decision.Nothing : decide(command, plan, c));

    private static string Account(Scene x, PlanLife life) => $"{life.Department.ToLowerInvariant()}-{x.Number(1, 2)}";

    // Most of its own domains; now and then another's, and what may not be left to chance.
    private static IReadOnlyList<PlanItem> Items(Scene x, PlanLife life)
    {
        string[] own = life.Department switch { "WJ" => ["CARE", "HEALTH"], "XF" => ["FIRE"], _ => ["PRICE", "FOOD"] };
        PlanItem One(string domain, string coverage) => new(domain, coverage, x.Number(1, 3), "示例");
        return [.. own.Select(d => One(d, d is "CARE" or "FIRE" ? x.Number(1, 12) == 1 ? "random" : "full" : x.One("random", "random", "full"))), .. x.Number(1, 4) == 1 ? [One(x.One("CARE", "FIRE", "REG"), "full")] : (PlanItem[])[]];
    }

    // Some have an interest in an institution, some are of a department that inspects something else.
    private static IReadOnlyList<DrawPerson> Library(Scene x, PlanLife life) =>
    [
        .. Enumerable.Range(1, x.Number(2, 5)).Select(n => new DrawPerson($"{life.Department}-{n}", life.Department, x.Number(1, 3) == 1 ? [x.Of(life.Institutions.All.Select(i => i.Id))] : null)),
        .. x.Some(new DrawPerson("XF-9", "XF")),
    ];
}
