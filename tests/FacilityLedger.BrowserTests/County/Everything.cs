using System.Text.Json;
using FacilityLedger.Cases;
using FacilityLedger.Corrections;
using FacilityLedger.Credit;
using FacilityLedger.Hosting;
using FacilityLedger.Incidents;
using FacilityLedger.Inspections;
using FacilityLedger.Inspectors;
using FacilityLedger.Operation;
using FacilityLedger.Violations;
using Microsoft.Extensions.DependencyInjection;

namespace FacilityLedger.BrowserTests.County;

/// <content>One institution with one thing of every kind, so that every form can be opened of it.</content>
internal sealed partial class Seed
{
    private async Task EverythingAsync()
    {
        const string it = "everything";
        await FileAsync(it, "沂源县百样托育中心", "2024-03-01", "370323-2024-0900");
        await DoAsync(it, "WJ-1", (x, c) => DeclareClassesEndpoint.Decide(new([new("JUNIOR", 12, 15)], 35, 10, Day("2024-04-01")), x, c));
        await AssessAsync(it, "ROUND2026", "2026-07-20", 70);
        await DoAsync(it, "T370323001-1", (x, c) => ReportPatrolEndpoint.Decide(new(["CARE"], Day("2026-08-01"), "示例：门口堆物"), x, c));

        var inspection = await InspectAsync(it, "2026-08-06", "FIL-02", "CAR-01", "FIL-07", "FIL-07");
        await PenaliseAsync(it, await FindViolationAsync(it, "FIL-02", inspection, 0, "2026-08-06"), "沂卫托罚〔2026〕90号");
        var warned = await FindViolationAsync(it, "CAR-01", inspection, 1, "2026-08-06");
        await PutRightAsync(it, warned, "2026-08-10", "2026-08-12");
        await DoAsync(it, "WJ-1", (x, c) => SummaryPenaltyEndpoint.Decide(new("W", "沂卫托罚〔2026〕91号", Day("2026-10-14")), warned, x, c));
        var fees = await FindViolationAsync(it, "FIL-07", inspection, 2, "2026-10-15");
        var opened = (CaseOpened)(await DoAsync(it, "WJ-1", (x, c) => OpenCaseEndpoint.Decide(new([fees], [new("WJ-1@370323", "示例-1"), new("WJ-2@370323", "示例-2")], Day("2026-11-16")), x, c)))[0];
        await DoAsync(it, "WJ-1", (x, c) => PreserveEvidenceEndpoint.Decide(new(3, "示例：登记册三本", Day("2026-11-17")), opened.Case, x, c));
        await DoAsync(it, "WJ-1", (x, c) => AskRecusalEndpoint.Decide(new("WJ-1@370323", "party", Day("2026-11-17")), opened.Case, x, c));

        await DoAsync(it, "WJ-1", (x, c) => ReportIncidentEndpoint.Decide(new("ABUSE", "public", 1, LedgerInBrowser.Now.AddHours(-3), LedgerInBrowser.Now.AddHours(-2)), x, c));
        await DoAsync(it, "WJ-1", (x, c) => RequestRepairEndpoint.Decide(new(warned, "已分班", Day("2026-11-20"), "不再超员"), x, c));
        await DoAsync(it, "WJ-1", (x, c) => ProposeCreditChangeEndpoint.Decide(new(-3, "县政策 13", "示例", Day("2026-11-18")), x, c));
        await DoAsync(it, "WJ-2", (x, c) => ApproveCreditChangeEndpoint.Decide(new(Day("2026-11-19")), x.CreditBook.Proposals.Keys.Single(), x, c));
        await DoAsync(it, "WJ-1", (x, c) => RaiseObjectionEndpoint.Decide(new($"credit/{x.Credit.Changes.Keys.Last()}", "示例", Day("2026-11-20")), x, c));
        await DoAsync(it, "WJ-1", (x, c) => ProposeCreditChangeEndpoint.Decide(new(2, "县政策 13", "示例", Day("2026-11-20")), x, c));
        await DoAsync(it, "WJ-1", (x, c) => RecordAwardEndpoint.Decide(new("county", "示例表彰 1", "示范托育机构", Day("2026-11-20")), x, c));
        await CorrectionAsync(it);
        await DoAsync<OfficerFile>(Id("certified"), "XF-1", (x, c) => CertifyOfficerEndpoint.Decide(new("XF-1@370323", "示例-XF-1", Day("2024-03-01"), Day("2029-02-28")), x, c));
        await DoAsync<OfficerFile>(Id("left"), "XF-1", (x, c) => CertifyOfficerEndpoint.Decide(new("XF-9@370323", "示例-XF-9", Day("2024-01-01"), Day("2028-12-31")), x, c));
        await DoAsync<OfficerFile>(Id("left"), "XF-1", (x, c) => EndCertificateEndpoint.Decide(new("left", Day("2026-01-05")), x!, c));
        await DoAsync<OfficerFile>(Id("builder"), "ZJ-1", (x, c) => CertifyOfficerEndpoint.Decide(new("ZJ-1@370323", "示例-ZJ-1", Day("2024-01-01")), x, c));
    }

    // Fewer children than were declared.
    private async Task CorrectionAsync(string facility)
    {
        var entries = await EntriesAsync(facility);
        var right = JsonSerializer.SerializeToElement(new DeclareClasses([new("JUNIOR", 11, 15)], 35, 10, Day("2024-04-01")), LedgerJson.Options);
        await DoAsync(facility, "WJ-1", (x, c) => RequestCorrectionEndpoint.Decide(new(entries.First(e => e.Fact is ClassesDeclared).Version, "operation/classes", right, "typing-error", Day("2026-11-20")), x, new(entries, "WJ-1@370323", new Dictionary<string, string>()), c));
    }

    private async Task<IReadOnlyList<Facilities.Entry>> EntriesAsync(string facility)
    {
        await using var session = services.GetRequiredService<Marten.IDocumentStore>().QuerySession("370323");
        return [.. (await session.Events.FetchStreamAsync(Id(facility))).Select(Facilities.Entry.Of)];
    }
}
