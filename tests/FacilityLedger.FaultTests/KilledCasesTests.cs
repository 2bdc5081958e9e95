using FacilityLedger.IntegrationTests;
using Xunit;

namespace FacilityLedger.FaultTests;

public sealed class KilledCasesTests
{
    private const int Clients = 6;
    private const int Cases = 3;
    private const int Commands = Clients * Cases * 15;

    [Fact]
    public async Task every_case_is_walked_to_its_end_once_though_the_server_and_its_database_are_killed_on_the_way()
    {
        await using var home = await LedgerHome.NewAsync();
        var server = await home.ServeAsync();
        var work = new CaseWork(home.Address) { Limit = Commands * 2 / 5 - Clients };
        var clients = work.WalkAsync(Clients, Cases);
        for (var kill = 1; kill <= 4; kill++)
        {
            await Until.TrueAsync($"kill {kill} falls among the commands", () => work.Acknowledged >= Commands * kill / 5 || clients.IsCompleted);
            Assert.False(clients.IsCompleted, "the work ended before the last kill");
            // The server, its database, both as when the power fails, and the server again.
            if (kill != 2)
                await server.KillAsync();
            if (kill is 2 or 3)
                await home.KillPostgresAsync();
            if (kill != 2)
                server = await home.ServeAsync();
            work.Limit = kill < 4 ? Commands * (kill + 2) / 5 - Clients : int.MaxValue;
        }
        await clients;
        Assert.Equal(Commands, work.Acknowledged);
        Assert.False(server.Ended);
        await work.AreWholeAsync(home);
    }
}
