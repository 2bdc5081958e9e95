using System.Net;
using FacilityLedger.IntegrationTests;
using Xunit;

namespace FacilityLedger.FaultTests;

/// <summary>Two servers in two folders, on one database.</summary>
public sealed class TwoServersTests
{
    [Fact]
    public async Task a_second_server_on_the_same_database_says_so_in_one_line_and_a_command_does_not_mind()
    {
        using var register = new Register(3);
        await using var home = await LedgerHome.NewAsync();
        var server = await home.ServeAsync();
        await using var books = await home.BooksAsync();
        await using var other = await LedgerHome.NewAsync();
        await using var third = await LedgerHome.NewAsync();
        var second = other.Run($"--ConnectionStrings:Ledger={books.ConnectionString}");
        // PostgreSQL reads the name of a schema in any case.
        var spelled = third.Run($"--ConnectionStrings:Ledger={books.ConnectionString}", "--Ledger:Schema=PUBLIC");
        Assert.Equal(1, await second.EndAsync());
        Assert.Equal(1, await spelled.EndAsync());
        Assert.StartsWith("A server already runs on schema PUBLIC of database ledger", spelled.Output, StringComparison.Ordinal);
        Assert.StartsWith("A server already runs on schema public of database ledger at 127.0.0.1:", second.Output, StringComparison.Ordinal);
        Assert.Contains($"(process {server.Id} on ", second.Output, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', second.Output);

        var import = home.Run("import", "us-nyc", register.Folder, "--json");
        Assert.True(await import.EndAsync() == 0, import.Output);
        Assert.Equal(HttpStatusCode.OK, await home.GetAsync("/health/ready"));
    }

    [Fact]
    public async Task a_server_that_is_started_while_the_one_before_is_stopping_serves()
    {
        await using var home = await LedgerHome.NewAsync();
        await using var other = await LedgerHome.NewAsync();
        var server = await home.ServeAsync();
        await using var books = await home.BooksAsync();
        var next = await WaitsAsync(other, books);
        Assert.Equal(0, await server.StopAsync());
        await ServesAndStopsAsync(other, next);
    }

    [Fact]
    public async Task a_server_whose_lock_is_lost_takes_it_again()
    {
        await using var home = await LedgerHome.NewAsync();
        var server = await home.ServeAsync();
        await using var books = await home.BooksAsync();
        Assert.Equal(1, await books.EndServerLockAsync());
        await Until.TrueAsync("it has it again", async () => server.Ended || await books.ServerLocksAsync(granted: true) == 1);
        Assert.False(server.Ended, server.Output);
        Assert.Equal(HttpStatusCode.OK, await home.GetAsync("/health/ready"));
    }

    [Fact]
    public async Task a_server_whose_lock_another_takes_over_stops_and_says_so()
    {
        await using var home = await LedgerHome.NewAsync();
        await using var other = await LedgerHome.NewAsync();
        var server = await home.ServeAsync();
        await using var books = await home.BooksAsync();
        var next = await WaitsAsync(other, books);
        Assert.Equal(1, await books.EndServerLockAsync());
        Assert.Equal(1, await server.EndAsync());
        Assert.EndsWith($"Another server has taken over the database (process {next.Id} on {Environment.MachineName}); this one has stopped.", server.Output, StringComparison.Ordinal);
        await ServesAndStopsAsync(other, next);
    }

    // A server of another folder on the same database, which does not have it yet.
    private static async Task<LedgerProcess> WaitsAsync(LedgerHome home, LedgerBooks books)
    {
        var server = home.Run($"--ConnectionStrings:Ledger={books.ConnectionString}");
        await Until.TrueAsync("it waits", async () => server.Ended || await books.ServerLocksAsync(granted: false) == 1);
        return server;
    }

    private static async Task ServesAndStopsAsync(LedgerHome home, LedgerProcess server)
    {
        await Until.TrueAsync("it serves", async () => server.Ended || await home.GetAsync("/health/ready") == HttpStatusCode.OK);
        Assert.False(server.Ended, server.Output);
        Assert.Equal(0, await server.StopAsync());
    }
}
