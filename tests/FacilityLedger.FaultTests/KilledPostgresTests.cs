using System.Net;
using FacilityLedger.IntegrationTests;
using Xunit;

namespace FacilityLedger.FaultTests;

public sealed class KilledPostgresTests
{
    private const int Clients = 4;
    private const int Rounds = 4;

    /// <summary>As long as it cannot be started the server is busy; as soon as it can, the server starts it and goes on.</summary>
    [Fact]
    public async Task without_its_database_the_server_says_busy_and_starts_it_again_with_all_that_was_acknowledged()
    {
        await using var home = await LedgerHome.NewAsync();
        var server = await home.ServeAsync();
        var (work, clients) = await WorkingAsync(home);
        using (home.Locked())
        {
            await home.KillPostgresAsync();
            await Until.TrueAsync("health sees it", async () => await home.GetAsync("/health/ready") == HttpStatusCode.ServiceUnavailable);

            var acknowledged = work.Done.Count;
            work.Refused.Clear();
            await Until.TrueAsync("commands are refused", () => work.Refused.Count > 20 || clients.IsFaulted);
            Assert.Equal(acknowledged, work.Done.Count);
            Assert.Equal((HttpStatusCode.ServiceUnavailable, HttpStatusCode.OK), (await home.GetAsync("/api/370323/public/facilities"), await home.GetAsync("/health/live")));
        }

        await clients;
        Assert.False(server.Ended);
        await work.IsRecordedOnceAsync(home);
        await Until.TrueAsync("health sees it", async () => await home.GetAsync("/health/ready") == HttpStatusCode.OK);
    }

    /// <summary>When one of its processes dies a PostgreSQL starts itself again, where it was.</summary>
    [Fact]
    public async Task when_its_database_is_back_the_server_goes_on()
    {
        await using var home = await LedgerHome.NewAsync();
        await home.ServeAsync();
        var (work, clients) = await WorkingAsync(home);
        await home.KillBackendAsync();
        await clients;
        await work.IsRecordedOnceAsync(home);
    }

    private static async Task<(OfficeWork Work, Task Clients)> WorkingAsync(LedgerHome home)
    {
        var work = await OfficeWork.BeginAsync(home.Address);
        var clients = work.ClientsAsync(Clients, Rounds);
        await Until.TrueAsync("20 commands are acknowledged", () => work.Done.Count >= 20 || clients.IsFaulted);
        return (work, clients);
    }
}
