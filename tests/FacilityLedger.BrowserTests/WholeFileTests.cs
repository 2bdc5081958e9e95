using FacilityLedger.BrowserTests.County;
using FacilityLedger.Cases;
using FacilityLedger.Corrections;
using FacilityLedger.Credit;
using FacilityLedger.Incidents;
using FacilityLedger.Operation;
using Microsoft.Playwright;
using Xunit;

namespace FacilityLedger.BrowserTests;

/// <summary>What begins with a finding is carried to its end at the desk, link by link, as the officers do it.</summary>
public sealed class WholeFileTests(LedgerInBrowser ledger)
{
    [Fact]
    public async Task a_case_from_the_finding_to_its_closing()
    {
        await using var officers = new Officers(ledger, Seed.Id("plain24"));
        await officers.DoAsync("WJ-1", "inspection.open", ("a[href*='subject=own']", null), ("domains[]", "CARE"), ("officers[]", "WJ-1@370323"), ("officers[]", "WJ-2@370323"), ("clue", "12345-2026-0806"), ("occurredOn", "2026-08-06"));
        await officers.DoAsync("WJ-1", "inspection.finding", ("domain", "CARE"), ("item", "FIL-02"), ("severity", "2"), ("narrative", "室内使用面积与备案不符"), ("occurredOn", "2026-08-06"));
        await officers.DoAsync("WJ-1", "inspection.complete", ("result", "case"), ("occurredOn", "2026-08-06"));
        await officers.DoAsync("WJ-1", "violation.record", ("occurredOn", "2026-08-06"));
        await officers.DoAsync("WJ-1", "rectification.order", ("occurredOn", "2026-08-06"));
        await officers.DoAsync("WJ-1", "rectification.report", ("narrative", "拒绝调整用房"), ("occurredOn", "2026-09-04"));
        await officers.DoAsync("WJ-2", "rectification.verify", ("outcome", "refused-to-correct"), ("occurredOn", "2026-09-18"));
        await officers.DoAsync("WJ-1", "case.open", ("officers[]", "WJ-1@370323"), ("officers[]", "WJ-2@370323"), ("occurredOn", "2026-09-21"));
        await officers.DoAsync("WJ-1", "case.evidence", ("count", "3"), ("description", "登记册三本"), ("occurredOn", "2026-09-21"));
        // What is due leads to the form that answers it.
        Assert.Equal(1, await (await officers.RecordAsync("WJ-2")).Locator("section[aria-labelledby=todo] a[href*='/do/case.evidence-settle']").CountAsync());
        await officers.DoAsync("WJ-2", "case.evidence-settle", ("way", "returned"), ("occurredOn", "2026-09-22"));
        await officers.DoAsync("WJ-1", "case.notice", ("penalties[0].kind", "F"), ("penalties[0].amount", "5,000"), ("occurredOn", "2026-09-23"));
        await officers.DoAsync("WJ-1", "case.statement", ("narrative", "已在联系施工单位"), ("occurredOn", "2026-09-25"));
        await officers.DoAsync("WJ-3", "case.review", ("occurredOn", "2026-10-09"));
        await officers.DoAsync("WJ-1", "case.discuss", ("present", "5"), ("occurredOn", "2026-10-10"));
        await officers.DoAsync("WJ-1", "case.decide", ("number", "沂卫托罚〔2026〕24号"), ("occurredOn", "2026-10-12"));
        await officers.DoAsync("WJ-1", "case.serve", ("way", "direct"), ("occurredOn", "2026-10-13"));
        await officers.DoAsync("WJ-1", "disclosure.publish", ("occurredOn", "2026-10-15"));
        await officers.DoAsync("WJ-1", "case.pay", ("amount", "5,000"), ("receipt", "鲁财 0024"), ("occurredOn", "2026-10-20"));
        await officers.DoAsync("WJ-1", "case.close", ("ground", "performed"), ("occurredOn", "2026-10-21"));
        Assert.Single((await officers.FactsAsync()).OfType<CaseClosed>());

        var page = await officers.RecordAsync("WJ-1");
        foreach (var (paper, title) in new[] { ("notice", "行政处罚事先告知书"), ("decision", "行政处罚决定书"), ("receipt", "送达回证") })
        {
            await page.FollowAsync($"a[href$='/papers/{paper}']");
            Assert.Contains(title, await page.TextContentAsync("h1"), StringComparison.Ordinal);
            await page.FitsAsync("as a paper");
            await page.GoBackAsync();
        }
    }

    [Fact]
    public async Task credit_by_hand_its_objection_and_the_repair_of_a_breach()
    {
        await using var officers = new Officers(ledger, Seed.Id("plain25"));
        await officers.DoAsync("WJ-1", "credit.propose", ("points", "-3"), ("basis", "县政策 13"), ("reason", "多次投诉属实"), ("occurredOn", "2026-11-02"));
        var decider = await officers.OpenAsync("WJ-2", "credit.approve");
        // Who agrees sees to what.
        Assert.Contains("−3", await decider.TextContentAsync("main"), StringComparison.Ordinal);
        Assert.Contains("县政策 13", await decider.TextContentAsync("main"), StringComparison.Ordinal);
        await officers.DoAsync("WJ-2", "credit.approve", ("occurredOn", "2026-11-03"));
        await officers.DoAsync("WJ-1", "objection.raise", (".pick a[href*='subject=credit']", null), ("statement", "投诉并不属实"), ("occurredOn", "2026-11-04"));
        await officers.DoAsync("WJ-2", "objection.uphold", ("occurredOn", "2026-11-05"));
        Assert.Single((await officers.FactsAsync()).OfType<ObjectionUpheld>());

        await officers.DoAsync("WJ-1", "inspection.open", ("a[href*='subject=own']", null), ("domains[]", "CARE"), ("officers[]", "WJ-1@370323"), ("officers[]", "WJ-2@370323"), ("clue", "12345-2026-0807"), ("occurredOn", "2026-06-01"));
        await officers.DoAsync("WJ-1", "inspection.finding", ("domain", "CARE"), ("item", "FIL-07"), ("severity", "1"), ("narrative", "收费未公示"), ("occurredOn", "2026-06-01"));
        await officers.DoAsync("WJ-1", "violation.record", ("occurredOn", "2026-06-01"));
        await officers.DoAsync("WJ-1", "rectification.order", ("occurredOn", "2026-06-01"));
        await officers.DoAsync("WJ-1", "rectification.report", ("narrative", "已公示"), ("occurredOn", "2026-06-03"));
        await officers.DoAsync("WJ-2", "rectification.verify", ("outcome", "verified"), ("occurredOn", "2026-06-04"));
        await officers.DoAsync("WJ-1", "penalty.summary", ("kind", "W"), ("number", "沂卫托罚〔2026〕25号"), ("occurredOn", "2026-06-05"));
        await officers.DoAsync("WJ-1", "repair.request", ("done", "已公示收费"), ("commitment", "今后按时公示"), ("occurredOn", "2026-11-10"));
        await officers.DoAsync("WJ-1", "repair.accept", ("occurredOn", "2026-11-11"));
        await officers.DoAsync("WJ-2", "repair.grant", ("occurredOn", "2026-11-16"));
        Assert.Single((await officers.FactsAsync()).OfType<CreditRepairGranted>());
    }

    [Fact]
    public async Task an_incident_by_its_hours_and_a_wrong_entry_put_right_by_two_people()
    {
        await using var officers = new Officers(ledger, Seed.Id("plain26"));
        await officers.DoAsync("WJ-1", "incident.report", ("kind", "ABUSE"), ("source", "public"), ("affected", "1"), ("learntAt", "2026-11-23T08:30"), ("reportedAt", "2026-11-23T09:05"), ("narrative", "示例"));
        await officers.DoAsync("WJ-1", "incident.transfer", ("at", "2026-11-23T09:40"));
        await officers.DoAsync("WJ-1", "operation.stop", ("ground", "ordered"), ("occurredOn", "2026-11-23"));
        var reported = Assert.Single((await officers.FactsAsync()).OfType<IncidentReported>());
        Assert.Equal(new DateTimeOffset(2026, 11, 23, 1, 5, 0, TimeSpan.Zero), reported.ReportedAt);
        Assert.Equal(new DateTimeOffset(2026, 11, 23, 1, 40, 0, TimeSpan.Zero), Assert.Single((await officers.FactsAsync()).OfType<IncidentTransferred>()).At);

        // From the timeline, in the form by which the classes were declared.
        var page = await officers.RecordAsync("WJ-1");
        await page.EvaluateAsync("document.querySelectorAll('details').forEach(x => x.open = true)");
        await page.FollowAsync("#events ~ details a[href*='/do/operation.classes?correct=']");
        await page.EnterAsync(("classes[0].children", ["7"]), ("_ground", ["typing-error"]), ("_explanation", ["多录了"]));
        await page.SendAsync();
        Assert.Empty((await officers.FactsAsync()).OfType<EntryCorrected>());
        // The same officer is not asked to agree.
        Assert.Equal(0, await page.Locator("a[href*='/do/correction.approve']").CountAsync());
        var decider = await officers.OpenAsync("WJ-2", "correction.approve");
        Assert.Contains("→", await decider.TextContentAsync("main"), StringComparison.Ordinal);
        Assert.Contains("7", await decider.TextContentAsync("main"), StringComparison.Ordinal);
        await officers.DoAsync("WJ-2", "correction.approve");
        Assert.Equal(7, (await ledger.FacilityAsync(Seed.Id("plain26"))).Operation.Classes![0].Children);
        page = await officers.RecordAsync("WJ-1");
        await page.EvaluateAsync("document.querySelectorAll('details').forEach(x => x.open = true)");
        Assert.Equal(1, await page.Locator(".log del").CountAsync());
    }

    /// <summary>Several officers, each at a phone, with one file.</summary>
    private sealed class Officers(LedgerInBrowser ledger, string facility) : IAsyncDisposable
    {
        private readonly Dictionary<string, IBrowserContext> contexts = new(StringComparer.Ordinal);
        private readonly Dictionary<string, IPage> pages = new(StringComparer.Ordinal);

        public Task<IReadOnlyList<Hosting.Decisions.IFact>> FactsAsync() => ledger.FactsAsync(facility);

        public async Task<IPage> RecordAsync(string officer)
        {
            if (!contexts.TryGetValue(officer, out var context))
            {
                context = contexts[officer] = await ledger.OpenAsync("zh", $"{officer}@370323", Phone.Options());
                pages[officer] = await context.NewPageAsync();
            }
            await pages[officer].GotoAsync($"/370323/desk/facilities/{facility}");
            return pages[officer];
        }

        /// <summary>Follows the record's own link to the form.</summary>
        public async Task<IPage> OpenAsync(string officer, string form)
        {
            var page = await RecordAsync(officer);
            await page.FollowAsync($"main a[href*='/do/{form}?']:visible, main a[href$='/do/{form}']:visible");
            return page;
        }

        /// <summary>Opens the form, chooses what it is about where a selector of a link says so, fills it in and sends it.</summary>
        public async Task DoAsync(string officer, string form, params (string Field, string? Value)[] fields)
        {
            var page = await OpenAsync(officer, form);
            foreach (var (link, _) in fields.Where(x => x.Value is null))
                await page.FollowAsync(link);
            await page.EnterAsync([.. fields.Where(x => x.Value is not null).Select(x => (x.Field, new[] { x.Value! }))]);
            await page.SendAsync();
        }

        public async ValueTask DisposeAsync()
        {
            foreach (var context in contexts.Values)
                await context.DisposeAsync();
        }
    }
}
