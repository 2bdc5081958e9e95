using System.Net;
using System.Text.Json;
using FacilityLedger.Disclosure;
using FacilityLedger.Facilities;
using FacilityLedger.Hosting;
using FacilityLedger.Inspections;
using FacilityLedger.Obligations;
using FacilityLedger.Plans;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using static FacilityLedger.IntegrationTests.EnforcementSteps;

namespace FacilityLedger.IntegrationTests;

/// <summary>From the draft of a plan to an inspection that rests on it.</summary>
public sealed class PlanTests
{
    private const string Plans = "/api/370323/plans";

    [Fact]
    public async Task a_plan_takes_two_people_and_is_public_once_it_is_published()
    {
        await using var ledger = await LedgerUnderTest.StartAsync();
        var plan = await ledger.As("wj-1").DoAsync(Plans, Yearly);
        await ledger.As("wj-1").RefusedAsync($"{Plans}/{plan}/approval", new ApprovePlan(Day(1)), HttpStatusCode.UnprocessableEntity, "plan-two-people");
        await ledger.As("wj-1").RefusedAsync($"{Plans}/{plan}/publication", new PublishPlan(Day(1)), HttpStatusCode.UnprocessableEntity, "plan-approved-first");
        await ledger.As("xf-1").RefusedAsync($"{Plans}/{plan}/approval", new ApprovePlan(Day(1)), HttpStatusCode.Forbidden, "plan-of-others");
        Assert.Equal("[]", await ledger.As("wj-1").GetStringAsync("/api/370323/public/plans"));
        await ledger.As("wj-2").DoAsync($"{Plans}/{plan}/approval", new ApprovePlan(Day(1)));
        await ledger.As("wj-2").DoAsync($"{Plans}/{plan}/approval", new ApprovePlan(Day(1)), 2);
        await ledger.As("wj-1").RefusedAsync($"{Plans}/{plan}/draws", Prices, HttpStatusCode.UnprocessableEntity, "plan-published-first");
        await ledger.As("wj-1").DoAsync($"{Plans}/{plan}/publication", new PublishPlan(Day(1)));
        var shown = await ledger.As("wj-1").GetStringAsync("/api/370323/public/plans");
        Assert.Contains("\"yearlyCap\":2", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("wj-1", shown, StringComparison.Ordinal);

        await using var session = ledger.Store.QuerySession("370323");
        Assert.Equal(CanonicalJson.Of(InspectionPlan.Replay((await session.Events.FetchStreamAsync(plan)).Select(Entry.Of))), CanonicalJson.Of(await session.LoadAsync<InspectionPlan>(plan)));
    }

    [Fact]
    public async Task a_draft_is_refused_by_each_of_its_rules()
    {
        await using var ledger = await LedgerUnderTest.StartAsync();
        Task No(DraftPlan command, int status, string rule, string officer = "wj-1") => ledger.As(officer).RefusedAsync(Plans, command, (HttpStatusCode)status, rule);

        await No(Yearly, 403, "department-may-not", "lx-1");
        await No(Yearly, 403, "department-may-not", "t370323001-1");
        await No(Yearly with { Name = " " }, 422, "text-malformed");
        await No(Yearly with { Year = 2031 }, 422, "plan-year");
        await No(Yearly with { Items = [] }, 422, "plan-items");
        await No(Yearly with { Items = [null!] }, 422, "plan-items");
        await No(Yearly with { Items = [Yearly.Items[0], Yearly.Items[0]] }, 422, "plan-items");
        await No(Yearly with { Items = [Yearly.Items[0] with { YearlyCap = 0 }] }, 422, "plan-items");
        await No(Yearly with { Items = [Yearly.Items[0] with { Coverage = "some" }] }, 422, "plan-items");
        await No(Yearly with { Items = [Yearly.Items[0] with { Domain = "NOISE" }] }, 422, "code-unknown");
        await No(Yearly with { Items = [Yearly.Items[0] with { Basis = "" }] }, 422, "text-malformed");
        await No(Yearly with { Items = [Yearly.Items[0] with { Coverage = "random" }] }, 422, "plan-full-coverage");
    }

    [Fact]
    public async Task a_draw_is_committed_to_held_and_held_again_by_anybody()
    {
        await using var ledger = await LedgerUnderTest.StartAsync();
        var facilities = new List<string>();
        foreach (var site in Enumerable.Range(1, 4))
            facilities.Add(await ledger.ARegisteredFacilityAsync(Steps.Registration with { Site = site }));
        var (plan, draw) = await ledger.APreparedDrawAsync(2);
        Task No(PrepareDraw command, int status, string rule) => ledger.As("wj-1").RefusedAsync($"{Plans}/{plan}/draws", command, (HttpStatusCode)status, rule);
        await No(Prices with { Domain = "CARE" }, 422, "draw-random-item");
        await No(Prices with { Count = 5 }, 422, "draw-count");
        await No(Prices with { Officers = [Prices.Officers[0]] }, 422, "draw-two-officers");
        await No(Prices with { Officers = [Prices.Officers[0], Prices.Officers[0]] }, 422, "draw-two-officers");
        await No(Prices with { Officers = [Prices.Officers[0], Prices.Officers[2]] }, 422, "draw-two-officers");
        await No(Prices with { Officers = [Prices.Officers[0], Prices.Officers[1] with { Recused = [facilities[2]] }] }, 422, "draw-two-officers");
        await No(Prices with { Officers = [.. Prices.Officers, new("X", "LX")] }, 422, "inspects-only-competent");

        var before = await PublishedAsync(ledger, plan, draw);
        Assert.Null(before.Seed);
        Assert.Equal(["the draw has not been held"], before.Differences());
        await ledger.As("wj-1").RefusedAsync($"{Plans}/{plan}/draws/NONE/result", new HoldDraw(Day(3)), HttpStatusCode.NotFound, "draw-unknown");
        await ledger.As("wj-1").DoAsync($"{Plans}/{plan}/draws/{draw}/result", new HoldDraw(Day(3)), 4);
        await ledger.As("wj-2").DoAsync($"{Plans}/{plan}/draws/{draw}/result", new HoldDraw(Day(3)), 5);
        var held = await PublishedAsync(ledger, plan, draw);
        Assert.Equal([], held.Differences());
        Assert.Equal(before.Commitment, held.Commitment);
        Assert.Equal(facilities.Order(StringComparer.Ordinal), held.Objects.Select(x => x.Id));

        var (object1, pair) = (held.Result![0].Object, held.Result[0].Officers);
        var other = facilities.First(x => held.Result.All(r => r.Object != x));
        var open = new OpenInspection(["PRICE"], ["SC"], [new("sc-1", pair[0]), new("sc-2", pair[1])], Day(4), Plan: plan, Draw: draw);
        await ledger.As("sc-1").RefusedAsync(Path(object1, "inspections"), open, HttpStatusCode.UnprocessableEntity, "planned-item");
        var joint = open with { Joint = true, Lead = "WJ", Departments = ["WJ", "SC"], Domains = ["CARE", "PRICE"] };
        await ledger.As("sc-1").RefusedAsync(Path(other, "inspections"), joint, HttpStatusCode.UnprocessableEntity, "drawn-institution");
        await ledger.As("sc-1").RefusedAsync(Path(object1, "inspections"), joint with { Draw = null }, HttpStatusCode.UnprocessableEntity, "drawn-institution");
        await ledger.As("sc-1").RefusedAsync(Path(object1, "inspections"), joint with { Officers = Officers }, HttpStatusCode.UnprocessableEntity, "drawn-institution");
        await ledger.As("sc-1").RefusedAsync(Path(object1, "inspections"), open with { Plan = null, Clue = "12345" }, HttpStatusCode.UnprocessableEntity, "drawn-institution");
        await ledger.AnInspectionAsync(object1, joint, "sc-1");
        await ledger.As("sc-1").RefusedAsync(Path(object1, "inspections"), joint, HttpStatusCode.UnprocessableEntity, "yearly-cap");
        await ledger.FoldsAsync(object1);
    }

    [Fact]
    public async Task what_no_plan_lists_and_what_is_over_the_cap_needs_a_clue()
    {
        await using var ledger = await LedgerUnderTest.StartAsync();
        var facility = await ledger.ARegisteredFacilityAsync();
        var plan = await ledger.APublishedPlanAsync();
        var planned = Care with { Clue = null, Plan = plan };
        Task No(OpenInspection command, string rule) => ledger.As("wj-1").RefusedAsync(Path(facility, "inspections"), command, HttpStatusCode.UnprocessableEntity, rule);
        await No(planned with { Plan = "370323-NONE" }, "planned-item");
        await No(planned with { Domains = ["HEALTH"] }, "planned-item");
        var draft = await ledger.As("wj-1").DoAsync(Plans, Yearly);
        await No(planned with { Plan = draft }, "planned-item");
        await No(planned with { Follows = "NONE" }, "follows-an-inspection");
        var first = await ledger.AnInspectionAsync(facility, planned);
        await No(planned with { Follows = first }, "follows-an-inspection");
        await ledger.OnAsync("wj-1", facility, $"inspections/{first}", "completion", new CompleteInspection("no-problem", Day(4)));
        var second = await ledger.AnInspectionAsync(facility, planned with { Follows = first, OccurredOn = Day(5) });
        Assert.Equal(first, (await ledger.FacilityAsync(facility)).Inspections.All[second].Follows);
        await No(planned, "yearly-cap");
        await ledger.AnInspectionAsync(facility);
        await ledger.FoldsAsync(facility);
    }

    [Fact]
    public async Task full_coverage_is_a_duty_of_the_year_for_every_institution_until_it_was_inspected()
    {
        await using var ledger = await LedgerUnderTest.StartAsync();
        var (facility, inspected, closed) = (await ledger.ARegisteredFacilityAsync(), await ledger.ARegisteredFacilityAsync(Steps.Registration with { Site = 2 }), await ledger.ARegisteredFacilityAsync(Steps.Registration with { Site = 3 }));
        var earlier = await ledger.AnInspectionAsync(inspected);
        await ledger.OnAsync("wj-1", inspected, $"inspections/{earlier}", "completion", new CompleteInspection("no-problem", Day(4)));
        await ledger.APublishedPlanAsync();
        var sweeper = ledger.Host.Services.GetRequiredService<Sweeper>();
        await sweeper.SweepAsync();
        await sweeper.SweepAsync();
        var owed = await ledger.ObligationAsync(facility, "coverage/2026-CARE");
        Assert.Equal((ObligationStatus.Open, "WJ", new DateOnly(2026, 12, 31)), (owed.Status, owed.Deadline.Owner, owed.Deadline.DueOn));
        Assert.DoesNotContain("coverage/2026-CARE", (await ledger.FacilityAsync(inspected)).Obligations.All.Keys);

        await ledger.OnAsync("sp-1", closed, "registration", "cancellation", new FacilityLedger.Registration.CancelRegistration("application", Day(20)));
        Assert.Equal(ObligationStatus.Dropped, (await ledger.ObligationAsync(closed, "coverage/2026-CARE")).Status);
        var id = await ledger.AnInspectionAsync(facility, Care with { OccurredOn = Day(24) });
        await ledger.OnAsync("wj-1", facility, $"inspections/{id}", "completion", new CompleteInspection("no-problem", Day(24)));
        Assert.Equal(ObligationStatus.Met, (await ledger.ObligationAsync(facility, "coverage/2026-CARE")).Status);
        foreach (var each in new[] { facility, inspected, closed })
            await ledger.FoldsAsync(each);
    }

    [Fact]
    public async Task a_town_patrols_its_territory_and_its_clue_is_a_ground_for_the_competent_department()
    {
        await using var ledger = await LedgerUnderTest.StartAsync();
        var facility = await ledger.ARegisteredFacilityAsync();
        var town = ledger.As("t370323001-1");
        var clue = new ReportPatrol(["CARE"], Day(2), "示例：人数较多");
        await ledger.As("wj-1").RefusedAsync(Path(facility, "patrols"), clue, HttpStatusCode.Forbidden, "department-may-not");
        await town.RefusedAsync(Path(facility, "patrols"), clue with { Narrative = null }, HttpStatusCode.UnprocessableEntity, "patrol-clue-told");
        await town.RefusedAsync(Path(facility, "patrols"), clue with { Domains = [] }, HttpStatusCode.UnprocessableEntity, "patrol-clue-told");
        await town.RefusedAsync(Path(facility, "patrols"), clue with { Domains = ["NOISE"] }, HttpStatusCode.UnprocessableEntity, "code-unknown");
        await town.DoAsync(Path(facility, "patrols"), new ReportPatrol([], Day(2)));
        var patrol = await town.DoAsync(Path(facility, "patrols"), clue);
        await town.RefusedAsync(Path(facility, "inspections"), Care, HttpStatusCode.Forbidden, "department-may-not");
        await ledger.As("wj-1").RefusedAsync(Path(facility, "inspections"), Care with { Clue = "patrols/NONE" }, HttpStatusCode.UnprocessableEntity, "clue-unknown");
        await ledger.AnInspectionAsync(facility, Care with { Clue = $"patrols/{patrol}" });
        await ledger.FoldsAsync(facility);
    }

    [Fact]
    public async Task a_finding_of_the_checklist_takes_its_item_of_the_catalogue()
    {
        await using var ledger = await LedgerUnderTest.StartAsync();
        var facility = await ledger.ARegisteredFacilityAsync();
        var thing = $"inspections/{await ledger.AnInspectionAsync(facility)}";
        await ledger.NotOnAsync("wj-1", facility, thing, "findings", new RecordFinding("CARE", 2, "示例", Day(3), CheckItem: "FIRE-1"), HttpStatusCode.UnprocessableEntity, "code-unknown");
        await ledger.OnAsync("wj-1", facility, thing, "findings", new RecordFinding("CARE", 2, "示例", Day(3), CheckItem: "CARE-1"));
        await ledger.OnAsync("wj-1", facility, thing, "findings", new RecordFinding("CARE", 2, "示例", Day(3), CheckItem: "CARE-2"));
        Assert.Equal(["CAR-01", null], (await ledger.FacilityAsync(facility)).Inspections.All.Values.Single().Findings.Select(x => x.Item));
        await ledger.FoldsAsync(facility);
    }

    private static async Task<PublishedDraw> PublishedAsync(LedgerUnderTest ledger, string plan, string draw) =>
        JsonSerializer.Deserialize<PublishedDraw>(await ledger.As("wj-1").GetStringAsync($"/api/370323/public/draws/{plan}-{draw}"), LedgerJson.Options)!;
}
