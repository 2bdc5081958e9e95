using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using FacilityLedger.Assessments;
using FacilityLedger.Facilities;
using FacilityLedger.Filing;
using FacilityLedger.Hosting;
using FacilityLedger.Hosting.Decisions;
using FacilityLedger.Inspections;
using FacilityLedger.Policies;
using FacilityLedger.Registration;
using FacilityLedger.Violations;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace FacilityLedger.BrowserTests.County;

/// <summary>Fills the ledger through the real decisions, with their locks and claims; a refusal fails the tests.</summary>
internal sealed partial class Seed(IServiceProvider services)
{
    private readonly Hosting.Ledger ledger = services.GetRequiredService<Hosting.Ledger>();
    private readonly PolicyBook book = services.GetRequiredService<PolicyShelf>()["370323"];
    private int asked;

    /// <summary>Key of the institution's stream.</summary>
    public static string Id(string name) => $"370323-{name.ToUpperInvariant()}";

    /// <summary>Gives a command; answers the facts that it made.</summary>
    private Task<IReadOnlyList<IFact>> DoAsync(string facility, string officer, Func<Facility, Circumstances, Decision> decide) =>
        DoAsync<Facility>(Id(facility), officer, (x, c) => decide(x!, c));

    private async Task<IReadOnlyList<IFact>> DoAsync<T>(string stream, string officer, Func<T?, Circumstances, Decision> decide) where T : class, IThings
    {
        var c = new Circumstances(new Actor($"{officer}@370323", officer.Split('-')[0], ["officer", "evaluator"]), book, LedgerInBrowser.Now, SHA256.HashData(Encoding.UTF8.GetBytes($"{stream} {asked++}")));
        var decision = await ledger.DecideAsync<T>(stream, c, x => decide(x, c));
        Assert.True(decision.Refusal is null, $"{stream}: {decision.Refusal?.Rule.Code} {string.Join(' ', decision.Refusal?.Arguments ?? [])}");
        return decision.Events;
    }

    private Task<IReadOnlyList<IFact>> RegisterAsync(string facility, string name, string day, string kind = "ORDINARY", string nature = "NONPROFIT", string town = "370323001", string address = "历山街道示例路 12 号") =>
        DoAsync(facility, "SP-1", (x, c) => RegisterFacilityEndpoint.Decide(new(name, Code(facility), nature, kind, town, address, "SP", "示例甲", "托育服务", Day(day), UsccConfirmation: "示例证照", Sponsor: nature == "NONPROFIT" ? "WJ" : null), x, c));

    /// <summary>Registered and filed half a month later.</summary>
    private async Task FileAsync(string facility, string name, string day, string receipt, string kind = "ORDINARY", string town = "370323001", string address = "历山街道示例路 12 号", string nature = "NONPROFIT")
    {
        await RegisterAsync(facility, name, day, kind, nature, town, address);
        var received = Day(day).AddDays(15);
        await DoAsync(facility, "WJ-1", (x, c) => SubmitFilingEndpoint.Decide(new(["full-day"], 60, 40, new("owned"), false, [.. book.Latest.Materials.Select(m => new FiledMaterial(m.Code))], received, Setting:
            new(new("540", "320.5", "120"), 2, new("示例乙", true, true, true), new("示例丙", "0533-0000000"), new(1, 12, 1, 1, 1), received, "示例医院", received)), x, c));
        await DoAsync(facility, "WJ-1", (x, c) => IssueReceiptEndpoint.Decide(new(receipt, received.AddDays(4)), x, c));
        if (kind == "KG_CLASS")
            await DoAsync(facility, "JT-1", (x, c) => IssueReceiptEndpoint.Decide(new(receipt + "-JT", received.AddDays(4)), x, c));
    }

    /// <summary>An inspection with findings whose result is published the same day; answers the findings.</summary>
    private async Task<(string Inspection, IReadOnlyList<string> Findings)> InspectAsync(string facility, string day, params string[] items)
    {
        var opened = await DoAsync(facility, "WJ-1", (x, c) => OpenInspectionEndpoint.Decide(new(["CARE", "HEALTH"], ["WJ"], [new("WJ-1@370323", "示例-1"), new("WJ-2@370323", "示例-2")], Day(day), Clue: "示例线索"), x, null, c));
        var inspection = ((InspectionOpened)opened[0]).Inspection;
        var findings = new List<string>();
        foreach (var item in items)
        {
            var found = await DoAsync(facility, "WJ-1", (x, c) => RecordFindingEndpoint.Decide(new(book.Latest.Violation(item)!.Domain, 2, "示例", Day(day), item), inspection, x, c));
            findings.Add(((FindingRecorded)found[0]).Finding);
        }
        await DoAsync(facility, "WJ-1", (x, c) => CompleteInspectionEndpoint.Decide(new(items.Length == 0 ? "no-problem" : "correction-ordered", Day(day)), inspection, x, c));
        await DoAsync(facility, "WJ-1", (x, c) => PublishResultEndpoint.Decide(new(Day(day).AddDays(3)), inspection, x, c));
        return (inspection, findings);
    }

    /// <summary>A violation whose rectification is ordered on the day it was recorded; answers its id.</summary>
    private async Task<string> FindViolationAsync(string facility, string item, (string Inspection, IReadOnlyList<string> Findings) of, int finding, string day)
    {
        var recorded = await DoAsync(facility, "WJ-1", (x, c) => RecordViolationEndpoint.Decide(new(item, new($"inspections/{of.Inspection}", of.Findings[finding]), Day(day)), x, c));
        var violation = ((ViolationRecorded)recorded[0]).Violation;
        await DoAsync(facility, "WJ-1", (x, c) => OrderRectificationEndpoint.Decide(new(Day(day)), violation, x, c));
        return violation;
    }

    private async Task AssessAsync(string facility, string campaign, string day, int percent)
    {
        await DoAsync<AssessmentCampaign>($"370323-{campaign}", "WJ-1", (x, c) => x is null ? OpenCampaignEndpoint.Decide(new("示例评估", "WST-821-2023", Day(day)), x, c) : Decision.Nothing);
        var round = new AssessmentCampaign($"370323-{campaign}", "示例评估", "WST-821-2023", Day(day));
        await DoAsync(facility, "WJ-1", (x, c) => OpenAssessmentEndpoint.Decide(new(round.Id, round.Standard, Day(day)), x, round, c));
        foreach (var (indicator, i) in book.Latest.Standard("WST-821-2023")!.Indicators.Select((x, i) => (x, i)))
            await DoAsync(facility, "WJ-1", (x, c) => ScoreIndicatorEndpoint.Decide(new(indicator.Code, indicator.Points * Math.Min(100, percent + i * 7 % 25) / 100, Day(day), indicator.Veto ? true : null), round.Id, x, c));
        await DoAsync(facility, "WJ-1", (x, c) => FreezeAssessmentEndpoint.Decide(new(Day(day)), round.Id, x, c));
    }

    private static DateOnly Day(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    // Made up; the check sign does not matter, an officer confirms it.
    private static string Code(string facility) => "52370323YY" + Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(facility)))[..8].Replace('O', '0').Replace('I', '1');
}
