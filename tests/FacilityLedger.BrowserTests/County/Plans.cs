using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;
using FacilityLedger.Plans;
using FacilityLedger.Registration;
using Marten;
using Microsoft.Extensions.DependencyInjection;

namespace FacilityLedger.BrowserTests.County;

/// <content>The plans of two years, with a draw that was held and one that is only committed to.</content>
internal sealed partial class Seed
{
    private async Task PlansAsync()
    {
        await PlanAsync("plan2025", "2025 年度托育机构检查计划", "2025-01-06");
        var plan = await PlanAsync("plan2026", "2026 年度托育机构检查计划", "2026-01-05");
        const string draw = "HELD";
        await DrawAsync(plan, draw, "2026-03-02", 4);
        await using var session = services.GetRequiredService<IDocumentStore>().QuerySession("370323");
        var seed = (await session.LoadAsync<InspectionPlan>(plan))!.Draws[draw].Prepared.Seed.Id;
        var kept = new KeptSeed(await session.LoadAsync<VaultEntry>(seed));
        await DoAsync<InspectionPlan>(plan, "SC-1", (x, c) => HoldDrawEndpoint.Decide(new(Day("2026-03-03")), draw, x!, kept, c));
        await DrawAsync(plan, "COMMITTED", "2026-09-07", 3);
    }

    private async Task<string> PlanAsync(string key, string name, string day)
    {
        var (id, on) = (Id(key), Day(day));
        await DoAsync<InspectionPlan>(id, "SC-1", (x, c) => DraftPlanEndpoint.Decide(new(name, on.Year, [new("FOOD", "full", 2, "食品安全法 110"), new("PRICE", "random", 1, "价格法 33")], on), x, c));
        await DoAsync<InspectionPlan>(id, "SC-2", (x, c) => ApprovePlanEndpoint.Decide(new(on.AddDays(3)), x!, c));
        await DoAsync<InspectionPlan>(id, "SC-1", (x, c) => PublishPlanEndpoint.Decide(new(on.AddDays(8)), x!, c));
        return id;
    }

    private async Task DrawAsync(string plan, string draw, string day, int count)
    {
        await using var session = services.GetRequiredService<IDocumentStore>().QuerySession("370323");
        var open = new OpenInstitutions([.. (await session.Query<Facility>().Where(x => !x.Closed && x.Registration.Status == RegistrationStatus.Registered).ToListAsync()).Select(x => (x.Id, x.Credit.Grade))]);
        await DoAsync<InspectionPlan>(plan, "SC-1", (x, c) => PrepareDrawEndpoint.Decide(new("PRICE", count, [new("SAMPLE-370323-SC-1", "SC"), new("SAMPLE-370323-SC-2", "SC"), new("SAMPLE-370323-SC-3", "SC", [Id("heyu")])], Day(day)), x!, open, c with { Ids = new Dictionary<string, string>(StringComparer.Ordinal) { ["draw"] = draw } }));
    }
}
