using System.Globalization;
using System.Text.Json;
using FacilityLedger.Cases;
using FacilityLedger.Credit;
using FacilityLedger.Disclosure;
using FacilityLedger.Facilities;
using FacilityLedger.Filing;
using FacilityLedger.Hosting.Decisions;
using FacilityLedger.Operation;
using FacilityLedger.Registration;
using FacilityLedger.Violations;

namespace FacilityLedger.BrowserTests.County;

/// <summary>One invented institution for each state in which a page may find it, and enough ordinary ones for a second page of the list.</summary>
internal sealed partial class Seed
{
    private static readonly string[] Towns = ["370323001", "370323002", "370323102", "370323103", "370323104", "370323105", "370323106", "370323107", "370323108", "370323109", "370323110", "370323111"];

    public async Task SowAsync()
    {
        await FlourishingAsync();
        await TroubledAsync();
        await NonconformingAsync();
        await ClosedOnesAsync();
        await RegisterAsync("silent", "沂源县柘湾托育服务有限公司", "2026-10-12", nature: "FORPROFIT", town: "370323102", address: "鲁村镇示例街 3 号");
        await RegisterAsync("afresh", "沂源县槐坞托育服务有限公司", "2026-10-12", nature: "FORPROFIT", town: "370323102", address: "鲁村镇示例街 9 号");
        await DoAsync("found", "WJ-1", (_, c) => FindFacilityEndpoint.Decide(new("示例小区一楼看护点（无名称）", "370323111", "南鲁山镇示例小区 2 号楼 101 室", Day("2026-11-10"), "patrol"), null, c));
        foreach (var i in Enumerable.Range(1, 30))
            await OrdinaryAsync(i);
        await EverythingAsync();
        await PlansAsync();
        await new Register(services).ImportAsync();
    }

    private async Task OrdinaryAsync(int i)
    {
        var facility = string.Create(CultureInfo.InvariantCulture, $"plain{i:00}");
        await FileAsync(facility, $"沂源县{"柘楸栎榆桐槐枫松柏梓"[i % 10]}{"岚屿坞涧岫"[i / 10]}托育中心", "2024-03-01", $"370323-2024-{i:0000}", town: Towns[i % 12]);
        await DoAsync(facility, "WJ-1", (x, c) => DeclareClassesEndpoint.Decide(new([new("JUNIOR", 10 + i % 6, 15), new("SENIOR", 15, 20)], 35, i % 3 * 10, Day("2024-04-01")), x, c));
        if (i % 8 == 0)
            await AssessAsync(facility, "ROUND2026", "2026-10-20", 60 + i);
    }

    /// <summary>Everything that may be shown: classes with free places, inspections, violations put right and open, a penalty, two assessments.</summary>
    private async Task FlourishingAsync()
    {
        const string it = "heyu";
        await FileAsync(it, "沂源县禾屿托育服务有限公司", "2023-05-18", "370323-2023-0007", nature: "FORPROFIT");
        await DoAsync(it, "WJ-1", (x, c) => DeclareClassesEndpoint.Decide(new([new("INFANT", 7, 10), new("JUNIOR", 14, 15), new("JUNIOR", 12, 15), new("SENIOR", 17, 20)], 60, 54, Day("2023-06-20")), x, c));
        var first = await InspectAsync(it, "2024-03-12", "FIL-07");
        var fees = await FindViolationAsync(it, "FIL-07", first, 0, "2024-03-12");
        await PutRightAsync(it, fees, "2024-03-18", "2024-03-19");
        await PublishViolationAsync(it, fees, "FIL-07", 1, "2024-03-12", "2024-03-19", "put-right", "2024-03-20", "2024-03-19");
        await AssessAsync(it, "ROUND2024", "2024-10-22", 76);
        var second = await InspectAsync(it, "2026-05-15", "CAR-02");
        var carers = await FindViolationAsync(it, "CAR-02", second, 0, "2026-05-15");
        await DoAsync(it, "WJ-1", (x, c) => SummaryPenaltyEndpoint.Decide(new("W", "沂卫托罚〔2026〕3号", Day("2026-05-20")), carers, x, c));
        await DoAsync(it, "WJ-1", (x, c) => PublishDisclosureEndpoint.Decide(new("penalty", $"violations/{carers}", Json(new { number = "沂卫托罚〔2026〕3号", penalties = new[] { new { kind = "W" } }, decidedOn = "2026-05-20" }), Day("2026-05-25")), x, c));
        await PutRightAsync(it, carers, "2026-05-30", "2026-06-02");
        await PublishViolationAsync(it, carers, "CAR-02", 2, "2026-05-15", "2026-05-22", "put-right", "2026-06-05", "2026-06-02");
        await DoAsync(it, "WJ-1", (x, c) => ChangeCreditEndpoint.Decide(new("CR-02", $"violations/{carers}", Day("2026-06-05")), x, c));
        await InspectAsync(it, "2026-09-09");
        await AssessAsync(it, "ROUND2026", "2026-10-20", 80);
        var third = await InspectAsync(it, "2026-11-19", "CAR-09", "HEA-11");
        foreach (var (item, i) in new[] { "CAR-09", "HEA-11" }.Select((x, i) => (x, i)))
        {
            var open = await FindViolationAsync(it, item, third, i, "2026-11-20");
            await PublishViolationAsync(it, open, item, 2, "2026-11-20", i == 0 ? "2026-11-27" : "2026-11-23", "open", "2026-11-22");
        }
    }

    /// <summary>A long name, many violations in every state, a fine, fields left out.</summary>
    private async Task TroubledAsync()
    {
        const string it = "troubled";
        await FileAsync(it, "沂源县示例镇示例社区居民委员会与示例教育科技（集团）有限责任公司联合举办的阳光示例托育服务中心（第二分部）", "2022-03-01", "370323-2022-0019", kind: "PUBLIC_PRIVATE", town: "370323108",
            address: "张家坡镇示例大道与示例二路交叉口向东二百米示例商业综合体三号楼一层东侧 101 至 118 号商铺");
        await DoAsync(it, "WJ-1", (x, c) => DeclareClassesEndpoint.Decide(new([new("MIXED", 18), new("INFANT", 14)], 120, 0, Day("2022-04-01")), x, c));
        string[] items = ["CAR-16", "CAR-03", "CAR-04", "CAR-05", "CAR-06", "CAR-07", "CAR-08", "FIL-02", "FIL-05", "FIL-06", "HEA-01", "HEA-06", "HEA-08", "HEA-12"];
        var inspection = await InspectAsync(it, "2026-08-04", [.. items.Where(x => book.Latest.Violation(x)!.Domain is "CARE" or "HEALTH")]);
        string[] states = ["open", "put-right", "overdue", "refused", "dismissed"];
        var listed = items.Where(x => book.Latest.Violation(x)!.Domain is "CARE" or "HEALTH").ToArray();
        foreach (var (item, i) in listed.Select((x, i) => (x, i)))
        {
            var violation = await FindViolationAsync(it, item, inspection, i, "2026-08-06");
            var state = states[i % 5];
            await PublishViolationAsync(it, violation, item, 1 + i % 4, "2026-08-06", i % 3 == 2 ? null : "2026-08-20", state, "2026-09-01", state == "put-right" ? "2026-08-25" : null);
            if (item == "FIL-02")
                await PenaliseAsync(it, violation, "沂卫托罚〔2026〕14号");
            if (i == 0)
            {
                await DoAsync(it, "WJ-1", (x, c) => SummaryPenaltyEndpoint.Decide(new("F", "沂卫托罚〔2026〕11号", Day("2026-08-21"), "2500.00"), violation, x, c));
                await DoAsync(it, "WJ-1", (x, c) => PublishDisclosureEndpoint.Decide(new("penalty", $"violations/{violation}", Json(new { number = "沂卫托罚〔2026〕11号", penalties = new[] { new { kind = "F", amount = "2500.00" } }, decidedOn = "2026-08-21" }), Day("2026-08-25")), x, c));
            }
        }
    }

    /// <summary>An order to correct that was refused, and a fine that was served.</summary>
    private async Task PenaliseAsync(string facility, string violation, string number)
    {
        await DoAsync(facility, "WJ-2", (x, c) => VerifyRectificationEndpoint.Decide(new("refused-to-correct", Day("2026-09-18")), violation, x, c));
        var opened = (CaseOpened)(await DoAsync(facility, "WJ-1", (x, c) => OpenCaseEndpoint.Decide(new([violation], [new("WJ-1@370323", "示例-1"), new("WJ-2@370323", "示例-2")], Day("2026-09-21")), x, c)))[0];
        CasePenalty[] fine = [new("F", "5000.00")];
        await DoAsync(facility, "WJ-1", (x, c) => NoticePenaltyEndpoint.Decide(new(fine, Day("2026-09-22")), opened.Case, x, c));
        await DoAsync(facility, "WJ-1", (x, c) => DecidePenaltyEndpoint.Decide(new(fine, number, Day("2026-10-12")), opened.Case, x, c));
        await DoAsync(facility, "WJ-1", (x, c) => ServePenaltyEndpoint.Decide(new("direct", Day("2026-10-13")), opened.Case, x, c));
    }

    private async Task NonconformingAsync()
    {
        await FileAsync("unmet", "沂源县柘涧幼儿园（托班）", "2025-09-01", "370323-2025-0021", kind: "KG_CLASS", town: "370323002", address: "南麻街道示例路 88 号");
        await DoAsync("unmet", "WJ-1", (x, c) => NotifyNonconformityEndpoint.Decide(new(["CAR-02", "CAR-06", "HEA-01"], Day("2025-10-08")), x, c));
    }

    private async Task ClosedOnesAsync()
    {
        await FileAsync("unfiled", "沂源县栎涧托育服务有限公司", "2025-02-10", "370323-2025-0003", nature: "FORPROFIT");
        await DoAsync("unfiled", "WJ-1", (x, c) => CloseFilingEndpoint.Decide(new("application", Day("2026-07-01"), new(0, ["none-enrolled"])), x, c));
        await FileAsync("suspended", "沂源县槐泉托育中心", "2024-01-08", "370323-2024-0101", town: "370323103", address: "东里镇示例街 5 号");
        await DoAsync("suspended", "WJ-1", (x, c) => SuspendOperationEndpoint.Decide(new("own-decision", Day("2026-10-08")), x, c));
        await FileAsync("terminated", "沂源县柘坞托育服务有限公司", "2022-05-05", "370323-2022-0031", nature: "FORPROFIT");
        await DoAsync("terminated", "WJ-1", (x, c) => TerminateServiceEndpoint.Decide(new(new(12, ["transferred"]), Day("2026-06-30")), x, c));
        await RegisterAsync("cancelled", "沂源县枫岚托育服务部", "2023-05-05", nature: "FORPROFIT", town: "370323104", address: "悦庄镇示例街 1 号");
        await DoAsync("cancelled", "SP-1", (x, c) => CancelRegistrationEndpoint.Decide(new("application", Day("2026-05-05")), x, c));
    }

    private async Task PutRightAsync(string facility, string violation, string reported, string verified)
    {
        await DoAsync(facility, "WJ-1", (x, c) => ReportRectificationEndpoint.Decide(new(Day(reported)), violation, x, c));
        await DoAsync(facility, "WJ-2", (x, c) => VerifyRectificationEndpoint.Decide(new("verified", Day(verified)), violation, x, c));
    }

    private Task<IReadOnlyList<IFact>> PublishViolationAsync(string facility, string violation, string item, int severity, string found, string? due, string state, string on, string? verifiedOn = null) =>
        DoAsync(facility, "WJ-1", (x, c) => PublishDisclosureEndpoint.Decide(new("violation", $"violations/{violation}", Json(new { item, severity, found, due, state, verifiedOn }), Day(on)), x, c));

    private static Dictionary<string, JsonElement> Json(object fields) =>
        JsonSerializer.SerializeToElement(fields).EnumerateObject().Where(x => x.Value.ValueKind != JsonValueKind.Null).ToDictionary(x => x.Name, x => x.Value, StringComparer.Ordinal);
}
