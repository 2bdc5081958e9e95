using System.Net;
using FacilityLedger.Cases;
using FacilityLedger.Facilities;
using FacilityLedger.Inspections;
using Xunit;
using static FacilityLedger.IntegrationTests.EnforcementSteps;

namespace FacilityLedger.IntegrationTests.Desk;

/// <summary>The papers of a penalty case: what the law wants to stand in them, and who may print them.</summary>
[Collection(nameof(DeskUnderTest))]
public sealed class CasePaperTests(DeskUnderTest desk)
{
    private const string Narrative = "示例：乳儿班收托 14 人";

    [Fact]
    public async Task A_decision_says_all_that_the_law_asks_for()
    {
        var (id, of) = await AServedCaseAsync();
        using var officer = await desk.SignInAsync("WJ-1@370323");
        var facility = await desk.FacilityAsync(id);
        var (was, inspection) = (facility.Cases.All[of], facility.Inspections.All.Values.Single());
        var paper = await officer.GetStringAsync(Paper(id, of, "decision"));

        string[] party = [facility.Registration.Name, facility.Registration.Uscc!, facility.Registration.Address];
        string[] facts = ["班级收托人数超限", "2026年11月2日", Narrative, inspection.Id, inspection.Evidence.Single().Id, EvidenceTests.PhotoDigest[..32]];
        string[] penalty = ["罚款", "5,000 元", desk.Book.Latest.Violation("CAR-01")!.PenaltyBasis];
        string[] performance = ["15 日", "指定的银行", "3% 加处罚款"];
        string[] recourse = ["5 日", "沂源县人民政府", "申请行政复议", "10 日", "沂源县人民法院", "提起行政诉讼"];
        string[] body = [was.Number!, "县卫生健康局", "2026年11月16日", "印章"];
        Assert.All([.. party, .. facts, .. penalty, .. performance, .. recourse, .. body], x => Assert.Contains(x, paper, StringComparison.Ordinal));
        Assert.DoesNotContain("<nav", paper, StringComparison.Ordinal);
        Assert.DoesNotContain(Steps.Registration.LegalRepresentative, paper, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_notice_tells_the_rights_and_comes_before_the_decision()
    {
        var (id, of) = await desk.ACaseAsync("noticed");
        using var officer = await desk.SignInAsync("WJ-1@370323");
        var paper = await officer.GetStringAsync(Paper(id, of, "notice"));
        Assert.All(["行政处罚事先告知书", Narrative, "5,000 元", "陈述和申辩", "2026年11月5日", "县卫生健康局"], x => Assert.Contains(x, paper, StringComparison.Ordinal));
        Assert.DoesNotContain("有权要求听证", paper, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await officer.GetAsync(Paper(id, of, "decision"))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await officer.GetAsync(Paper(id, of, "another"))).StatusCode);
        var record = await officer.GetStringAsync($"/370323/desk/facilities/{id}");
        Assert.Contains(Paper(id, of, "notice"), record, StringComparison.Ordinal);
        Assert.DoesNotContain(Paper(id, of, "decision"), record, StringComparison.Ordinal);

        await desk.DecideAsync<Facility>(id, "WJ-1", (x, c) => NoticePenaltyEndpoint.Decide(new([new("SS")], Day(6)), of, x!, c));
        var grave = await officer.GetStringAsync(Paper(id, of, "notice"));
        Assert.All(["责令停止托育服务", "有权要求听证", "5 个工作日", "2026年11月13日"], x => Assert.Contains(x, grave, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_receipt_is_handed_out_with_the_notice_of_credit_repair()
    {
        var (id, of) = await AServedCaseAsync();
        using var officer = await desk.SignInAsync("WJ-1@370323");
        var paper = await officer.GetStringAsync(Paper(id, of, "receipt"));
        Assert.All(["送达回证", (await desk.FacilityAsync(id)).Cases.All[of].Number!, "直接送达", "2026年11月17日", "受送达人签名或盖章", "信用修复告知书", "信用承诺", "（令第36号）", "一般失信最短公示", "严重失信最长公示"], x => Assert.Contains(x, paper, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Nobody_else_reads_a_paper()
    {
        var (id, of) = await AServedCaseAsync();
        foreach (var account in (string[])["XF-1@370323", "SP-1@370323"])
        {
            using var other = await desk.SignInAsync(account);
            Assert.DoesNotContain($"/cases/{of}/papers/", await other.GetStringAsync($"/370323/desk/facilities/{id}"), StringComparison.Ordinal);
            foreach (var paper in CasePaper.Names.Keys)
                Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync(Paper(id, of, paper))).StatusCode);
        }
        using var stranger = desk.Browser();
        Assert.Equal(HttpStatusCode.Redirect, (await stranger.GetAsync(Paper(id, of, "decision"))).StatusCode);
    }

    private async Task<(string Id, string Case)> AServedCaseAsync()
    {
        var (id, of) = await desk.ACaseAsync("served");
        var inspection = (await desk.FacilityAsync(id)).Inspections.All.Values.Single();
        await desk.DecideAsync<Facility>(id, "WJ-1", (x, c) => AddEvidenceEndpoint.Decide(new(EvidenceTests.PhotoDigest, "门口.png", Day(3), inspection.Findings[0].Id), inspection.Id, x!,
            new HeldEvidence(new(EvidenceTests.PhotoDigest, EvidenceTests.Photo.Length, "image/png")), c));
        return (id, of);
    }

    private static string Paper(string id, string of, string paper) => $"/370323/desk/facilities/{id}/cases/{of}/papers/{paper}";
}
