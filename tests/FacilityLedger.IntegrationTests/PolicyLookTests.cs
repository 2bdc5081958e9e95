using FacilityLedger.Adoption;
using FacilityLedger.Policies;
using Marten;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Xunit;

namespace FacilityLedger.IntegrationTests;

/// <summary>A command that only looks takes the policies as they would be adopted, and adopts nothing.</summary>
public sealed class PolicyLookTests
{
    [Fact]
    public async Task a_dry_run_with_a_new_notice_appends_nothing()
    {
        await using var ledger = await LedgerUnderTest.StartAsync();
        var folder = Directory.CreateTempSubdirectory("policies-");
        try
        {
            foreach (var file in Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "policies")))
                File.Copy(file, Path.Combine(folder.FullName, Path.GetFileName(file)));
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "cn-2031.csv"), "date,kind,name,notice\n2031-01-01,holiday,元旦,示例 31 号\n");
            var before = await EventsAsync(ledger);
            Assert.True(await TakenAsync(ledger, folder.FullName, write: false));
            Assert.Equal(before, await EventsAsync(ledger));
            Assert.True(await TakenAsync(ledger, folder.FullName, write: true));
            Assert.Equal(before + 1, await EventsAsync(ledger));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    // Whether the calendar knows the year of the notice.
    private static async Task<bool> TakenAsync(LedgerUnderTest ledger, string folder, bool write)
    {
        var (services, shelf) = (ledger.Host.Services, new PolicyShelf());
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("Ledger:Policies", folder)]).Build();
        await new PolicyAdoption(ledger.Store, shelf, services.GetRequiredService<IHostEnvironment>(), configuration).TakeAsync(write, CancellationToken.None);
        return shelf["370323"].Calendar.IsWorkday(new(2031, 1, 1)) == false;
    }

    private static async Task<int> EventsAsync(LedgerUnderTest ledger)
    {
        await using var session = ledger.Store.QuerySession("370323");
        return (await session.Events.FetchStreamAsync("policy-370323")).Count;
    }
}
