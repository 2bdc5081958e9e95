using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;
using FacilityLedger.Inspections;
using FacilityLedger.Plans;
using FacilityLedger.Policies;
using FacilityLedger.Registration;
using Xunit;

namespace FacilityLedger.Tests.Plans;

public sealed class PlanRuleTests
{
    private static readonly DateOnly Day = new(2026, 11, 20);
    private static readonly PolicyBook Book = new([PolicyFile.Load(Path.Combine(AppContext.BaseDirectory, "policies", "370323.json"))], sample: false);
    private static readonly InspectionPlan Plan = new("370323-PLAN000001", "计划", 2026, "WJ", "WJ-1", [new("HEALTH", "random", 1, "示例")], new(2026, 1, 5)) { Status = PlanStatus.Published };

    [Fact]
    public void a_stream_has_one_plan() =>
        Assert.Equal("plan-drafted-once", DraftPlanEndpoint.Decide(new("计划", 2026, Plan.Items, Day), Plan, By("WJ")).Refusal!.Rule.Code);

    [Fact]
    public void a_seed_that_is_not_the_one_committed_to_draws_nothing()
    {
        var prepared = (DrawPrepared)PrepareDrawEndpoint.Decide(new("HEALTH", 1, [new("A1", "WJ"), new("A2", "WJ")], Day), Plan, new([("370323-A", "B"), ("370323-B", null)]), By("WJ")).Events.Single();
        Assert.Equal([new("370323-A", 3), new DrawObject("370323-B", 1)], prepared.Objects);
        var plan = Plan with { Draws = Plan.Draws.SetItem(prepared.Draw, new(prepared)) };
        foreach (var kept in new VaultEntry?[] { null, new(prepared.Seed.Id, Convert.ToBase64String(new byte[32]), "another") })
            Assert.Equal("draw-unknown", HoldDrawEndpoint.Decide(new(Day), prepared.Draw, plan, new(kept), By("WJ")).Refusal!.Rule.Code);
    }

    [Fact]
    public void an_inspection_under_a_plan_lies_not_before_its_publication_nor_before_the_draw()
    {
        var facility = new Facility("370323-A");
        var prepared = new DrawPrepared("D1", Drawing.Method, "HEALTH", 1, [new(facility.Id, 1)], "", [], "", new("S", ""), Day);
        var held = new DrawHeld("D1", "", "", [new(facility.Id, ["A1", "A2"])], Day.AddDays(2));
        InspectionPlan Published(DateOnly on) => Plan with { PublishedOn = on, Draws = Plan.Draws.SetItem("D1", new(prepared, held)) };
        string? Refused(DateOnly published, DateOnly day) =>
            OpenInspectionEndpoint.Decide(new(["HEALTH"], ["WJ"], [new("wj-1", "A1"), new("wj-2", "A2")], day, Plan: Plan.Id, Draw: "D1"), facility, Published(published), By("WJ")).Refusal?.Rule.Code;
        Assert.Equal("planned-item", Refused(Day.AddDays(3), Day.AddDays(2)));
        Assert.Equal("drawn-institution", Refused(Day, Day.AddDays(1)));
        Assert.Null(Refused(Day, Day.AddDays(2)));
    }

    [Fact]
    public void what_was_inspected_in_the_year_is_not_owed_until_that_inspection_is_voided()
    {
        var plan = Plan with { Items = [new("CARE", "full", 2, "示例"), new("FIRE", "full", 2, "示例")] };
        var facility = new Facility("370323-A");
        facility = facility with { Registration = facility.Registration with { Status = RegistrationStatus.Registered, RegisteredOn = new(2026, 1, 9) } };
        var inspected = facility.Inspections.Evolve(new InspectionOpened("I", ["CARE"], ["WJ"], null, [], null, "12345", false, Day)).Evolve(new InspectionCompleted("I", "no-problem", ["CARE"], null!, Day));
        string[] Owes(Facility x) => [.. OweCoverage.Decide(x, plan, By("WJ")).Events.Cast<CoverageOwed>().SelectMany(e => e.Terms).Select(t => t.Key)];
        Assert.Equal(["coverage/2026-FIRE"], Owes(facility with { Inspections = inspected }));
        var owing = Facility.Next(facility with { Inspections = inspected }, new Entry(facility.Id, 2, OweCoverage.Decide(facility with { Inspections = inspected }, plan, By("WJ")).Events[0], "none"));
        Assert.Empty(Owes(owing));
        Assert.Equal(["coverage/2026-CARE"], Owes(owing with { Inspections = facility.Inspections }));
    }

    private static Circumstances By(string department) => new(new Actor($"{department}-1", department, ["officer", "evaluator"]), Book, new DateTimeOffset(2026, 11, 24, 1, 0, 0, TimeSpan.Zero), new byte[32]);
}
