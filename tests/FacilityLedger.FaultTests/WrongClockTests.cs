using System.Net;
using FacilityLedger.IntegrationTests;
using FacilityLedger.Registration;
using Xunit;

namespace FacilityLedger.FaultTests;

/// <summary>The real program under a clock that cannot be right. Nobody sets this machine's clock here: the entries are moved instead.</summary>
public sealed class WrongClockTests
{
    private static readonly RegisterFacility Registration =
        new("clock", "91370323YY000001XU", "FORPROFIT", "ORDINARY", "370323001", "历山街道示例路 12 号",
            "SP", "示例甲", "托育服务", new DateOnly(2026, 1, 12), 1);

    [Fact]
    public async Task a_clock_behind_the_last_entry_starts_nothing_and_one_far_ahead_waits_for_the_administrator()
    {
        await using var home = await LedgerHome.NewAsync();
        var server = await home.ServeAsync();
        using (var sp = new PatientClient(home.Address, "SP-1@370323", new()))
            await sp.DoAsync("/api/370323/facilities", Registration, "first");
        await server.StopAsync();

        await using (var books = await home.BooksAsync())
            await books.MoveEntriesAsync("2 days");
        var behind = home.Run();
        Assert.True(await behind.EndAsync() == 1, behind.Output);
        Assert.Contains("clock accept", Assert.Single(behind.Output.Trim().Split('\n')), StringComparison.Ordinal);

        await using (var books = await home.BooksAsync())
            await books.MoveEntriesAsync("-20 days");
        server = home.Run();
        await Until.TrueAsync("it says so", async () =>
            (server.Ended ? server.Output : await home.TextAsync("/health/ready")).Contains("clock-distrusted", StringComparison.Ordinal));
        Assert.Contains("clock accept", server.Output, StringComparison.Ordinal);
        using var register = new Register(3);
        var import = home.Run("import", "us-nyc", register.Folder);
        Assert.True(await import.EndAsync() == 1, import.Output);
        Assert.Contains("clock accept", import.Output, StringComparison.Ordinal);

        var word = home.Run("clock", "accept");
        Assert.True(await word.EndAsync() == 0, word.Output);
        await Until.TrueAsync($"it goes on: {server.Output}", async () => await home.GetAsync("/health/ready") == HttpStatusCode.OK);
    }
}
