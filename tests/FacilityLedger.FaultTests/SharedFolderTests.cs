using System.Net;
using System.Net.Sockets;
using FacilityLedger.IntegrationTests;
using Xunit;

namespace FacilityLedger.FaultTests;

/// <summary>One folder, one server; commands come and go beside it, and the last to leave puts out the light.</summary>
public sealed class SharedFolderTests
{
    [Fact]
    public async Task a_second_server_says_so_and_a_command_shares_the_database_of_the_first()
    {
        using var register = new Register(3);
        await using var home = await LedgerHome.NewAsync();
        var server = await home.ServeAsync();

        var second = home.Run($"--Ledger:Port={home.Port + 1}");
        Assert.Equal(1, await second.EndAsync());
        Assert.Equal($"A server already runs on {home.Folder} (process {server.Id}). Stop it, or give this one another folder: --Ledger:Home=FOLDER", second.Output);

        var import = home.Run("import", "us-nyc", register.Folder, "--json");
        Assert.True(await import.EndAsync() == 0, import.Output);
        await IsServedAsync(home, Register.Id(2));
        Assert.Equal(HttpStatusCode.OK, await home.GetAsync("/health/ready"));

        Assert.Equal(0, await home.Run("health").EndAsync());
        Assert.Equal(0, await server.StopAsync());
        Assert.Equal(1, await home.Run("health").EndAsync());
        Assert.Null(home.Postmaster());
        await home.ServeAsync();
        await IsServedAsync(home, Register.Id(2));
        Assert.NotNull(home.Postmaster());
    }

    [Fact]
    public async Task a_port_that_is_taken_is_named_with_its_holder()
    {
        await using var home = await LedgerHome.NewAsync();
        using var holder = new TcpListener(IPAddress.Loopback, home.Port);
        holder.Start();
        var server = home.Run();
        Assert.Equal(1, await server.EndAsync());
        Assert.StartsWith($"Port {home.Port} is taken by process {Environment.ProcessId} ", server.Output, StringComparison.Ordinal);
    }

    private static Task IsServedAsync(LedgerHome home, string site) =>
        Until.TrueAsync($"{site} is served", async () => await home.GetAsync($"/api/us-nyc/public/facilities/us-nyc-{site}") == HttpStatusCode.OK);
}
