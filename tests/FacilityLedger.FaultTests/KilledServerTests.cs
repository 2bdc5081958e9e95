using FacilityLedger.IntegrationTests;
using Xunit;

namespace FacilityLedger.FaultTests;

public sealed class KilledServerTests
{
    [Fact]
    public async Task every_acknowledged_command_is_recorded_once_though_the_server_is_killed_among_them()
    {
        await using var home = await LedgerHome.NewAsync();
        var server = await home.ServeAsync();
        var work = await OfficeWork.BeginAsync(home.Address);
        var clients = work.ClientsAsync(8, 5);
        foreach (var acknowledged in new[] { 40, 110 })
        {
            await Until.TrueAsync($"{acknowledged} commands are acknowledged", () => work.Done.Count >= acknowledged || clients.IsFaulted);
            await server.KillAsync();
            server = await home.ServeAsync();
        }
        await clients;
        await work.IsRecordedOnceAsync(home);
    }
}
