using System.Net;
using System.Text.Json;
using Alba;
using Marten.Events;
using Microsoft.AspNetCore.TestHost;
using Npgsql;
using Xunit;

namespace FacilityLedger.IntegrationTests;

/// <summary>
/// What is registered is public in seconds, whoever reads long, and whoever was killed while he wrote. Only a writer who lives holds the views
/// up, and he loses nothing.
/// </summary>
public sealed class LostNumbersTests
{
    // Longer than any patience in the daemon's own rules.
    private static readonly TimeSpan VerySlow = TimeSpan.FromSeconds(26);

    [Fact]
    public async Task a_long_read_and_a_killed_import_delay_the_public_view_by_seconds_and_not_the_servers_readiness()
    {
        await using var ledger = await LedgerUnderTest.StartAsync();
        await ledger.ARegisteredFacilityAsync(A(1));
        await using var reader = await ALongReadAsync(ledger);
        await using (var gate = await StoppedWriters.HoldAsync(ledger))
            await KillAnImportAsync(ledger, gate);

        await IsPublicAsync(ledger, await ledger.ARegisteredFacilityAsync(A(2)));
        await StaysReadyAsync(ledger);
    }

    [Fact]
    public async Task a_writer_who_stands_still_in_his_transaction_loses_nothing_and_what_came_after_him_waits_for_him()
    {
        await using var ledger = await LedgerUnderTest.StartAsync(settings: "Command Timeout=600");
        Task<string> slow;
        string after;
        await using (var gate = await StoppedWriters.HoldAsync(ledger))
        {
            slow = ledger.ARegisteredFacilityAsync(A(1) with { Name = StoppedWriters.Mark });
            await Until.TrueAsync("a writer stopped", async () => await gate.StoppedAsync() == 1);
            after = await ledger.ARegisteredFacilityAsync(A(2));
            await Until.TrueAsync("the very slow writer stopped", async () => await gate.StoppedAsync(VerySlow) == 1);
            Assert.Equal(HttpStatusCode.NotFound, await PublicAsync(ledger, after));
        }
        await IsPublicAsync(ledger, await slow);
        await IsPublicAsync(ledger, after);
    }

    [Fact]
    public async Task a_living_writer_among_the_killed_loses_nothing_while_somebody_reads_long()
    {
        await using var ledger = await LedgerUnderTest.StartAsync(settings: "Command Timeout=600");
        await using var reader = await ALongReadAsync(ledger);
        Task<string> slow;
        var others = new List<string>();
        await using (var gate = await StoppedWriters.HoldAsync(ledger))
        {
            await KillAnImportAsync(ledger, gate);
            others.Add(await ledger.ARegisteredFacilityAsync(A(1)));
            await IsPublicAsync(ledger, others[0]);
            slow = ledger.ARegisteredFacilityAsync(A(2) with { Name = StoppedWriters.Mark });
            await Until.TrueAsync("a writer stopped", async () => await gate.StoppedAsync() == 1);
            // The killed of both sides of the slow one.
            await BurnAsync(ledger, 40);
            others.Add(await ledger.ARegisteredFacilityAsync(A(3)));
            await Until.TrueAsync("the very slow writer stopped", async () => await gate.StoppedAsync(VerySlow) == 1);
            Assert.Equal(HttpStatusCode.NotFound, await PublicAsync(ledger, others[1]));
        }
        await IsPublicAsync(ledger, await slow);
        await IsPublicAsync(ledger, others[1]);
        await StaysReadyAsync(ledger);
    }

    [Fact]
    public async Task many_lost_numbers_and_some_at_the_very_end_hold_up_nothing_while_somebody_reads_long()
    {
        await using var ledger = await LedgerUnderTest.StartAsync();
        // The first of all numbers, too.
        await BurnAsync(ledger, 3);
        await using var reader = await ALongReadAsync(ledger);
        for (var i = 1; i <= 3; i++)
        {
            await BurnAsync(ledger, 100 * i);
            await ledger.ARegisteredFacilityAsync(A(i));
        }
        await IsPublicAsync(ledger, await ledger.ARegisteredFacilityAsync(A(4)));
        await BurnAsync(ledger, 500);
        await StaysReadyAsync(ledger);
        await IsPublicAsync(ledger, await ledger.ARegisteredFacilityAsync(A(5)));
    }

    private static Registration.RegisterFacility A(int site) => Steps.Registration with { Site = site };

    // As pg_dump: one snapshot, every table and the sequence looked at, and at work for as long as the test takes.
    private static async Task<IAsyncDisposable> ALongReadAsync(LedgerUnderTest ledger)
    {
        var connection = await StoppedWriters.OpenAsync();
        await using (var begun = new NpgsqlCommand($"""
            begin transaction isolation level repeatable read read only;
            lock table {ledger.Schema}.mt_events, {ledger.Schema}.mt_streams in access share mode;
            select last_value from {ledger.Schema}.mt_events_sequence;
            select count(*) from {ledger.Schema}.mt_events;
            """, connection))
            await begun.ExecuteNonQueryAsync();
        return new LongRead(connection);
    }

    // All of its events are written and numbered when the end comes.
    private static async Task KillAnImportAsync(LedgerUnderTest ledger, StoppedWriters gate)
    {
        using var register = new RegisterOnDisk().List("2014_06_09", RegisterOnDisk.Site("DC1", StoppedWriters.Mark));
        using var sigterm = new CancellationTokenSource();
        var import = RegisterOnDisk.ImportAsync(ledger, register.Folder, register.Rejects, sigterm.Token);
        await Until.TrueAsync("a writer stopped", async () => await gate.StoppedAsync() > 0);
        await sigterm.CancelAsync();
        Assert.NotEqual(0, (await import).Code);
        await gate.KillAsync();
        await Until.TrueAsync("no writer is left", async () => await gate.StoppedAsync() == 0);
    }

    // Numbers that a transaction took along when it was rolled back.
    private static async Task BurnAsync(LedgerUnderTest ledger, int numbers)
    {
        await using var connection = await StoppedWriters.OpenAsync();
        var take = $"select nextval('{ledger.Schema}.mt_events_sequence') from generate_series(1, {numbers})";
        await using var command = new NpgsqlCommand($"begin; {take}; rollback", connection);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<HttpStatusCode> PublicAsync(LedgerUnderTest ledger, string facility)
    {
        using var answer = await ledger.Host.GetTestClient().GetAsync($"/api/370323/public/facilities/{facility}");
        return answer.StatusCode;
    }

    private static async Task IsPublicAsync(LedgerUnderTest ledger, string facility)
    {
        await Until.TrueAsync("the public sees it", async () => await PublicAsync(ledger, facility) == HttpStatusCode.OK);
        Assert.Equal(HttpStatusCode.OK, await PublicAsync(ledger, facility));
    }

    // For longer than a view may stand still.
    private static async Task StaysReadyAsync(LedgerUnderTest ledger)
    {
        await Until.TrueAsync("the server is ready", async () => await ReadyAsync(ledger) == "ready");
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal("ready", await ReadyAsync(ledger));
            ledger.Clock.Advance(TimeSpan.FromSeconds(61));
        }
    }

    private static async Task<string> ReadyAsync(LedgerUnderTest ledger)
    {
        using var answer = await ledger.Host.GetTestClient().GetAsync("/health/ready");
        return answer.StatusCode == HttpStatusCode.OK ? ImportTests.Text(JsonElement.Parse(await answer.Content.ReadAsStringAsync()), "status") : await answer.Content.ReadAsStringAsync();
    }

    private sealed class LongRead : IAsyncDisposable
    {
        private readonly CancellationTokenSource enough = new();
        private readonly NpgsqlConnection connection;
        private readonly Task<int> reading;

        public LongRead(NpgsqlConnection connection)
        {
            this.connection = connection;
            reading = ReadAsync();
        }

        public async ValueTask DisposeAsync()
        {
            Assert.False(reading.IsCompleted, "it read for as long as the test took");
            await enough.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
            await connection.DisposeAsync();
            enough.Dispose();
        }

        private async Task<int> ReadAsync()
        {
            await using var command = new NpgsqlCommand("select pg_sleep(3600)", connection) { CommandTimeout = 0 };
            return await command.ExecuteNonQueryAsync(enough.Token);
        }
    }
}
