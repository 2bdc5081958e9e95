using System.Diagnostics;
using FacilityLedger.Filing;
using FacilityLedger.Obligations;
using FacilityLedger.Policies;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace FacilityLedger.IntegrationTests;

/// <summary>The notice for a year comes when terms of that year already run.</summary>
public sealed class HolidayNoticeTests : IDisposable
{
    private const string Header = "date,kind,name,notice\n";
    private readonly DirectoryInfo policies = Directory.CreateTempSubdirectory("facility-ledger-policies-");

    public HolidayNoticeTests()
    {
        foreach (var file in Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "policies")))
            File.Copy(file, Path.Combine(policies.FullName, Path.GetFileName(file)));
    }

    public void Dispose() => policies.Delete(recursive: true);

    [Fact]
    public async Task a_new_notice_moves_open_terms_once_and_says_why()
    {
        string id, schema;
        await using (var before = await LedgerUnderTest.StartAsync(policies.FullName))
        {
            before.Clock.Advance(TimeSpan.FromDays(36));
            schema = before.Schema;
            id = await before.AReceivedFilingAsync(FilingSteps.Filing with { OccurredOn = new(2026, 12, 30) });
            Assert.Equal((new DateOnly(2027, 1, 6), true), Due(await before.FoldedAsync(id)));
        }

        File.WriteAllText(Path.Combine(policies.FullName, "cn-2027.csv"), $"{Header}2027-01-01,holiday,元旦,国办发明电〔2026〕9号\n2027-01-04,holiday,元旦,国办发明电〔2026〕9号\n");
        await using var after = await LedgerUnderTest.StartAsync(policies.FullName, schema);
        after.Clock.Advance(TimeSpan.FromDays(36));
        // A round of the server's own may run at the same time, and then a sweep leaves the work to it.
        for (var waiting = Stopwatch.StartNew(); (await after.FactsAsync<DeadlineMoved>(id)).Count == 0 && waiting.Elapsed < TimeSpan.FromSeconds(20);)
            await SweepAsync(after);
        await SweepAsync(after);

        var moved = Assert.Single(await after.FactsAsync<DeadlineMoved>(id), x => x.Obligation == "filing/receipt-WJ");
        Assert.Equal((new DateOnly(2027, 1, 6), "国办发明电〔2026〕9号"), (moved.WasDueOn, moved.Notice));
        var file = await after.FoldedAsync(id);
        Assert.Equal((new DateOnly(2027, 1, 8), false), Due(file));
        Assert.Equal(new DateOnly(2027, 1, 6), file.Obligations.All["filing/receipt-WJ"].MovedFrom);

        after.Clock.Advance(TimeSpan.FromDays(10));
        await after.SweptAsync(id, "filing/receipt-WJ");
        Assert.Single(await after.FactsAsync<ObligationFellDue>(id), x => x.Obligation == "filing/receipt-WJ");
    }

    [Fact]
    public async Task a_notice_that_was_adopted_cannot_be_rewritten()
    {
        var file = Path.Combine(policies.FullName, "cn-2027.csv");
        File.WriteAllText(file, $"{Header}2027-01-01,holiday,元旦,国办发明电〔2026〕9号\n");
        string schema;
        await using (var before = await LedgerUnderTest.StartAsync(policies.FullName))
            schema = before.Schema;
        File.WriteAllText(file, $"{Header}2027-01-02,holiday,元旦,国办发明电〔2026〕9号\n");
        var refused = await Assert.ThrowsAsync<PolicyException>(() => LedgerUnderTest.StartAsync(policies.FullName, schema));
        Assert.Contains("国办发明电〔2026〕9号", refused.Message, StringComparison.Ordinal);
    }

    private static Task<int> SweepAsync(LedgerUnderTest ledger) => ledger.Host.Services.GetRequiredService<Sweeper>().SweepAsync();

    private static (DateOnly, bool) Due(Facilities.Facility file) => (file.Obligations.All["filing/receipt-WJ"].Deadline.DueOn, file.Obligations.All["filing/receipt-WJ"].Deadline.Provisional);
}
