using System.Net;
using System.Text.Json;
using FacilityLedger.Assessments;
using FacilityLedger.Cases;
using FacilityLedger.Corrections;
using FacilityLedger.Credit;
using FacilityLedger.Filing;
using FacilityLedger.Hosting;
using FacilityLedger.Incidents;
using FacilityLedger.Inspections;
using FacilityLedger.Inspectors;
using FacilityLedger.Obligations;
using FacilityLedger.Operation;
using FacilityLedger.Plans;
using FacilityLedger.Policies;
using FacilityLedger.Violations;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace FacilityLedger.IntegrationTests;

/// <summary>Facilities under inspection, with violations and their rectification; all days lie in November 2026, and today is the 24th.</summary>
public static class EnforcementSteps
{
    public static readonly Officer[] Officers = [new("wj-1", "鲁C-001"), new("wj-2", "鲁C-002")];
    public static readonly OpenInspection Care = new(["CARE"], ["WJ"], Officers, Day(2), Clue: "12345-2026-11");

    public static DateOnly Day(int day) => new(2026, 11, day);

    /// <summary>An hour of that day in the county.</summary>
    public static DateTimeOffset At(int day, int hour) => new(2026, 11, day, hour, 0, 0, TimeSpan.FromHours(8));

    public static string Path(string facility, string below) => $"/api/370323/facilities/{facility}/{below}";

    /// <summary>Posts to a thing with the version that it has now; demands success.</summary>
    public static async Task<string> OnAsync(this LedgerUnderTest ledger, string officer, string facility, string thing, string step, object command) =>
        await ledger.As(officer).DoAsync(Path(facility, $"{thing}/{step}"), command, await ledger.VersionAsync(facility, thing));

    /// <summary>The same, and demands a refusal by the rule; an unknown thing has no version.</summary>
    public static async Task NotOnAsync(this LedgerUnderTest ledger, string officer, string facility, string thing, string step, object command, HttpStatusCode status, string rule) =>
        await ledger.As(officer).RefusedAsync(Path(facility, $"{thing}/{step}"), command, status, rule, await ledger.VersionAsync(facility, thing));

    public static Task<string> AnInspectionAsync(this LedgerUnderTest ledger, string facility, OpenInspection? opened = null, string officer = "wj-1") =>
        ledger.As(officer).DoAsync(Path(facility, "inspections"), opened ?? Care);

    /// <summary>A finding; answers its id.</summary>
    public static async Task<string> AFindingAsync(this LedgerUnderTest ledger, string facility, string inspection, string? item = "CAR-01", string officer = "wj-1", string domain = "CARE")
    {
        await ledger.OnAsync(officer, facility, $"inspections/{inspection}", "findings", new RecordFinding(domain, 2, "示例：乳儿班收托 14 人", Day(2), item));
        return (await ledger.FacilityAsync(facility)).Inspections.All[inspection].Findings[^1].Id;
    }

    /// <summary>A facility with one of every thing; answers its key and the things by their collection.</summary>
    public static async Task<(string Facility, Dictionary<string, string> Things)> AFileOfEverythingAsync(this LedgerUnderTest ledger, Policy policy, int site = 1)
    {
        var facility = await ledger.ARegisteredFacilityAsync(Steps.Registration with { Uscc = Desk.DeskStates.NewUscc() });
        var violation = await ledger.AViolationOfAsync(facility);
        var opened = await ledger.ACaseAsync(facility, violation);
        await ledger.As("wj-1").DoAsync(Path(facility, "filing"), FilingSteps.Filing with { OccurredOn = Day(18), Setting = FilingSteps.Stated, Materials = [.. policy.Materials.Select(x => new FiledMaterial(x.Code))] });
        await ledger.As("wj-1").DoAsync(Path(facility, "filing/receipt"), new IssueReceipt($"R-{site}", Day(19)), await ledger.VersionAsync(facility, "filing"));
        var classes = new DeclareClasses([new("INFANT", 8)], 60, 40, Day(20));
        await ledger.As("wj-1").DoAsync(Path(facility, "operation/classes"), classes);
        var wrong = (await ledger.FacilityAsync(facility)).Touched["operation"].Entry;
        var correction = await ledger.As("wj-1").DoAsync(Path(facility, "corrections"), new RequestCorrection(wrong, "operation/classes", JsonSerializer.SerializeToElement(classes with { Places = 50 }, LedgerJson.Options), "typing-error", Day(20)));
        var campaign = await ledger.As("wj-1").DoAsync("/api/370323/campaigns", new OpenCampaign($"第 {site} 轮", policy.Standards[0].Code, Day(20)));
        await ledger.As("wj-evaluator").DoAsync(Path(facility, "assessments"), new OpenAssessment(campaign, policy.Standards[0].Code, Day(21)));
        await ledger.As("wj-1").DoAsync(Path(facility, "incidents"), new ReportIncident("ABUSE", "public", 1, At(20, 9), At(20, 10)));
        await ledger.OnAsync("wj-1", facility, violation, "penalty", new SummaryPenalty("W", $"W-{site}", Day(20)));
        var repair = await ledger.As("wj-1").DoAsync(Path(facility, "repairs"), new RequestRepair(violation.Split('/')[1], "已整改", Day(20), "承诺"));
        var award = await ledger.As("wj-1").DoAsync(Path(facility, "awards"), new RecordAward("county", "奖 1", "示例", Day(20)));
        var proposal = await ledger.As("wj-1").DoAsync(Path(facility, "proposals"), new ProposeCreditChange(-10, "县政策 13", "示例", Day(20)));
        await ledger.OnAsync("wj-2", facility, $"proposals/{proposal}", "approval", new ApproveCreditChange(Day(20)));
        var objection = await ledger.As("wj-1").DoAsync(Path(facility, "objections"), new RaiseObjection($"credit/{(await ledger.FacilityAsync(facility)).Credit.Changes.Keys.Single()}", "示例", Day(20)));
        // A county without a method lists nobody.
        var listing = policy.Credit.SeriousBreachMethods is [var method, ..] ? await ledger.As("wj-1").DoAsync(Path(facility, "serious-breaches"), new ListSeriousBreach(method.Code, violation.Split('/')[1], "列 1", Day(20))) : "none";
        proposal = await ledger.As("wj-2").DoAsync(Path(facility, "proposals"), new ProposeCreditChange(-10, "县政策 13", "示例", Day(20)));
        var (plan, draw) = await ledger.APreparedDrawAsync();
        var officer = await ledger.As("xf-1").DoAsync("/api/370323/officers", new CertifyOfficer($"xf-{site}", $"鲁F-{site}", Day(1)));
        var file = await ledger.FacilityAsync(facility);
        return (facility, new(StringComparer.Ordinal)
        {
            ["inspections"] = file.Inspections.All.Keys.Single(),
            ["incidents"] = file.Incidents.All.Keys.Single(),
            ["violations"] = violation.Split('/')[1],
            ["cases"] = opened.Split('/')[1],
            ["repairs"] = repair,
            ["awards"] = award,
            ["proposals"] = proposal,
            ["objections"] = objection,
            ["serious-breaches"] = listing,
            ["disclosures"] = "registration",
            ["corrections"] = correction,
            ["assessments"] = campaign,
            ["campaigns"] = campaign,
            ["plans"] = plan,
            ["officers"] = officer,
            ["draws"] = draw,
        });
    }

    /// <summary>The version of a part of the plan, or of its draw.</summary>
    public static async Task<long> PlanVersionAsync(this LedgerUnderTest ledger, IReadOnlyDictionary<string, string> things, string part)
    {
        await using var session = ledger.Store.QuerySession("370323");
        return (await session.LoadAsync<InspectionPlan>(things["plans"]))!.VersionOf(part == "draws" ? $"draws/{things["draws"]}" : part);
    }

    /// <summary>A plan of the health bureau: care everywhere, prices where the draw falls.</summary>
    public static readonly DraftPlan Yearly = new("2026 年度检查计划", 2026, [new("CARE", "full", 2, "人口与计划生育法 28"), new("PRICE", "random", 1, "价格法 33")], Day(1));

    /// <summary>A published plan; answers its key.</summary>
    public static async Task<string> APublishedPlanAsync(this LedgerUnderTest ledger, DraftPlan? draft = null)
    {
        var plan = await ledger.As("wj-1").DoAsync("/api/370323/plans", draft ?? Yearly);
        await ledger.As("wj-2").DoAsync($"/api/370323/plans/{plan}/approval", new ApprovePlan(Day(1)));
        await ledger.As("wj-1").DoAsync($"/api/370323/plans/{plan}/publication", new PublishPlan(Day(1)));
        return plan;
    }

    /// <summary>A draw of prices that only has to be held; answers the plan's key and the draw's id.</summary>
    public static async Task<(string Plan, string Draw)> APreparedDrawAsync(this LedgerUnderTest ledger, int count = 1)
    {
        var plan = await ledger.APublishedPlanAsync();
        return (plan, await ledger.As("wj-1").DoAsync($"/api/370323/plans/{plan}/draws", Prices with { Count = count }));
    }

    public static readonly PrepareDraw Prices = new("PRICE", 1, [new("鲁C-101", "SC"), new("鲁C-102", "SC"), new("鲁C-001", "WJ"), new("鲁C-103", "SC")], Day(2));

    /// <summary>The path of a command of that shape, and the version that its thing has now.</summary>
    public static async Task<(string Path, long? Version)> AddressAsync(this LedgerUnderTest ledger, string shape, string facility, IReadOnlyDictionary<string, string> things)
    {
        var parts = shape.Split('/');
        var campaign = parts is [_, _, _, "campaigns", ..];
        var plan = parts is [_, _, _, "plans", ..];
        var officer = parts is [_, _, _, "officers", ..];
        for (var i = 0; i < parts.Length; i++)
            if (parts[i] == "{}")
                parts[i] = i == 2 ? "370323" : i == 4 ? campaign ? things["campaigns"] : plan ? things["plans"] : officer ? things["officers"] : facility : things.GetValueOrDefault(parts[i - 1], "WJ");
        long? version = plan ? parts.Length > 5 ? await ledger.PlanVersionAsync(things, shape.Contains("/draws/{}", StringComparison.Ordinal) ? "draws" : parts[5]) : null
            : campaign || officer ? parts.Length > 4 ? 1 : null
            : parts.Length < 6 ? null
            : (await ledger.FacilityAsync(facility)).VersionOf(parts.Length > 6 && things.ContainsKey(parts[5]) && shape.Split('/')[6] == "{}" ? $"{parts[5]}/{parts[6]}" : parts[5]);
        return (string.Join('/', parts), version is 0 ? null : version);
    }

    /// <summary>A violation recorded on the 3rd; answers the facility's key and the violation's thing.</summary>
    public static async Task<(string Facility, string Violation)> AnOpenViolationAsync(this LedgerUnderTest ledger, string item = "CAR-01")
    {
        var facility = await ledger.ARegisteredFacilityAsync();
        return (facility, await ledger.AViolationOfAsync(facility, item));
    }

    public static async Task<string> AViolationOfAsync(this LedgerUnderTest ledger, string facility, string item = "CAR-01")
    {
        var inspection = await ledger.AnInspectionAsync(facility);
        var finding = await ledger.AFindingAsync(facility, inspection, item);
        return $"violations/{await ledger.As("wj-1").DoAsync(Path(facility, "violations"), new RecordViolation(item, new($"inspections/{inspection}", finding), Day(3)))}";
    }

    /// <summary>A case on the violation, opened on the 4th; answers its thing.</summary>
    public static async Task<string> ACaseAsync(this LedgerUnderTest ledger, string facility, string violation, DateOnly? on = null) =>
        $"cases/{await ledger.As("wj-1").DoAsync(Path(facility, "cases"), new OpenCase([violation.Split('/')[1]], Officers, on ?? Day(4)))}";

    /// <summary>A violation whose rectification is ordered: the term of 7 days begins on <paramref name="from"/>.</summary>
    public static async Task<(string Facility, string Violation)> AnOrderedViolationAsync(this LedgerUnderTest ledger, int from = 20, string item = "CAR-01")
    {
        var (facility, violation) = await ledger.AnOpenViolationAsync(item);
        await ledger.OnAsync("wj-1", facility, violation, "rectification", new OrderRectification(Day(from)));
        return (facility, violation);
    }

    /// <summary>A violation whose term ended on the 12th without a report.</summary>
    public static async Task<(string Facility, string Violation)> AnOverdueViolationAsync(this LedgerUnderTest ledger, string item = "CAR-01")
    {
        var (facility, violation) = await ledger.AnOrderedViolationAsync(5, item);
        await ledger.SweptAsync(facility, $"{violation}/rectification");
        return (facility, violation);
    }

    public static async Task<Violation> ViolationAsync(this LedgerUnderTest ledger, string facility, string thing) =>
        (await ledger.FacilityAsync(facility)).Violations.All[thing.Split('/')[1]];

    public static async Task<Obligation> ObligationAsync(this LedgerUnderTest ledger, string facility, string key) => (await ledger.FacilityAsync(facility)).Obligations.All[key];

    /// <summary>Sweeps until the term is marked, whether by this sweep or by the server's own, which a moved clock wakes; then once more.</summary>
    public static async Task SweptAsync(this LedgerUnderTest ledger, string facility, string key)
    {
        var sweeper = ledger.Host.Services.GetRequiredService<Sweeper>();
        await Until.TrueAsync($"{key} is marked", async () => await sweeper.SweepAsync() > 0 | (await ledger.ObligationAsync(facility, key)).Status != ObligationStatus.Open);
        await sweeper.SweepAsync();
        Assert.Equal(1, await ledger.FellDueAsync(facility, key));
    }

    public static async Task<int> FellDueAsync(this LedgerUnderTest ledger, string facility, string key)
    {
        await using var session = ledger.Store.QuerySession("370323");
        return (await session.Events.FetchStreamAsync(facility)).Count(x => x.Data is ObligationFellDue due && due.Obligation == key);
    }

    /// <summary>The law of the ledger: the snapshot is the fold of the stream.</summary>
    public static async Task FoldsAsync(this LedgerUnderTest ledger, string facility) => Assert.Equal(
        JsonSerializer.Serialize(await ledger.ReplayAsync(facility), LedgerJson.Options), JsonSerializer.Serialize(await ledger.FacilityAsync(facility), LedgerJson.Options));
}
