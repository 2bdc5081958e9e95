using System.Net;
using System.Text.Json;
using FacilityLedger.Assessments;
using FacilityLedger.Cases;
using FacilityLedger.Filing;
using FacilityLedger.Hosting;
using FacilityLedger.Inspections;
using FacilityLedger.Obligations;
using FacilityLedger.Operation;
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
    public static readonly OpenInspection Care = new(["CARE"], ["WJ"], Officers, Day(2), Plan: "2026-11");

    public static DateOnly Day(int day) => new(2026, 11, day);

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
        var facility = await ledger.ARegisteredFacilityAsync(Steps.Registration with { Site = site });
        var violation = await ledger.AViolationOfAsync(facility);
        var opened = await ledger.ACaseAsync(facility, violation);
        await ledger.As("wj-1").DoAsync(Path(facility, "filing"), FilingSteps.Filing with { OccurredOn = Day(18), Setting = FilingSteps.Stated, Materials = [.. policy.Materials.Select(x => new FiledMaterial(x.Code))] });
        await ledger.As("wj-1").DoAsync(Path(facility, "filing/receipt"), new IssueReceipt($"R-{site}", Day(19)), await ledger.VersionAsync(facility, "filing"));
        await ledger.As("wj-1").DoAsync(Path(facility, "operation/classes"), new DeclareClasses([new("INFANT", 8)], 60, 40, Day(20)));
        var campaign = await ledger.As("wj-1").DoAsync("/api/370323/campaigns", new OpenCampaign($"第 {site} 轮", policy.Standards[0].Code, Day(20)));
        await ledger.As("wj-1").DoAsync(Path(facility, "assessments"), new OpenAssessment(campaign, policy.Standards[0].Code, Day(21)));
        var file = await ledger.FacilityAsync(facility);
        return (facility, new(StringComparer.Ordinal)
        {
            ["inspections"] = file.Inspections.All.Keys.Single(),
            ["violations"] = violation.Split('/')[1],
            ["cases"] = opened.Split('/')[1],
            ["disclosures"] = "registration",
            ["assessments"] = campaign,
            ["campaigns"] = campaign,
        });
    }

    /// <summary>The path of a command of that shape, and the version that its thing has now.</summary>
    public static async Task<(string Path, long? Version)> AddressAsync(this LedgerUnderTest ledger, string shape, string facility, IReadOnlyDictionary<string, string> things)
    {
        var parts = shape.Split('/');
        var campaign = parts is [_, _, _, "campaigns", ..];
        for (var i = 0; i < parts.Length; i++)
            if (parts[i] == "{}")
                parts[i] = i == 2 ? "370323" : i == 4 ? campaign ? things["campaigns"] : facility : things.GetValueOrDefault(parts[i - 1], "WJ");
        long? version = campaign ? parts.Length > 4 ? 1 : null
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
        return $"violations/{await ledger.As("wj-1").DoAsync(Path(facility, "violations"), new RecordViolation(item, inspection, finding, Day(3)))}";
    }

    /// <summary>A case on the violation, opened on the 4th; answers its thing.</summary>
    public static async Task<string> ACaseAsync(this LedgerUnderTest ledger, string facility, string violation) =>
        $"cases/{await ledger.As("wj-1").DoAsync(Path(facility, "cases"), new OpenCase([violation.Split('/')[1]], Officers, Day(4)))}";

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
        for (var round = 0; round < 50 && (await ledger.ObligationAsync(facility, key)).Status == ObligationStatus.Open; round++)
        {
            if (await sweeper.SweepAsync() == 0)
                await Task.Delay(100);
        }
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
