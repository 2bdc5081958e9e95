using System.Net;
using System.Text.Json;
using Alba;
using FacilityLedger.Inspections;
using Marten.Events.Daemon.Coordination;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Xunit;

namespace FacilityLedger.IntegrationTests;

public sealed class HealthTests
{
    [Fact]
    public async Task a_server_is_ready_when_its_views_have_seen_what_was_imported_before_it_started_and_again_when_none_is_stuck()
    {
        await using var ledger = await LedgerUnderTest.StartAsync();
        var daemon = ledger.Host.Services.GetRequiredService<IProjectionCoordinator>();
        await daemon.PauseAsync();
        using var register = new RegisterOnDisk().List("2014_06_09", RegisterOnDisk.Site("DC1"));
        Assert.Equal(0, (await register.ImportAsync(ledger)).Code);
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "views-behind"), await ReadyAsync(ledger));
        await daemon.ResumeAsync();
        await UntilReadyAsync(ledger);

        // Work that comes in while it serves is no reason to send people elsewhere, unless a view stands still over it.
        await daemon.PauseAsync();
        ledger.Clock.Advance(TimeSpan.FromHours(1));
        register.List("2014_06_18", RegisterOnDisk.Site("DC1", capacity: 25));
        Assert.Equal(0, (await register.ImportAsync(ledger)).Code);
        Assert.Equal((HttpStatusCode.OK, "ready"), await ReadyAsync(ledger));
        ledger.Clock.Advance(TimeSpan.FromSeconds(61));
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "views-stuck"), await ReadyAsync(ledger));
        await daemon.ResumeAsync();
        await UntilReadyAsync(ledger);
    }

    [Fact]
    public async Task a_database_without_room_is_no_place_for_entries()
    {
        // What is written outside of memory finds as little room as on a full disk.
        await using var ledger = await LedgerUnderTest.StartAsync(settings: "Options=-c temp_file_limit=64");
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "no-room"), await ReadyAsync(ledger));
    }

    [Fact]
    public void a_folder_has_room_when_another_of_the_largest_files_fits()
    {
        var folder = Path.Combine(Path.GetTempPath(), "not-there", "yet");
        Assert.True(new EvidenceFolder(folder, 1, long.MaxValue, TimeProvider.System).HasRoom);
        Assert.False(new EvidenceFolder(folder, long.MaxValue / 4, long.MaxValue, TimeProvider.System).HasRoom);
    }

    [Fact]
    public async Task without_a_free_connection_every_answer_is_busy_and_says_when_to_ask_again()
    {
        await using var ledger = await LedgerUnderTest.StartAsync(settings: "Maximum Pool Size=6;Timeout=2");
        await UntilReadyAsync(ledger);
        var taken = new List<NpgsqlConnection>();
        try
        {
            for (var tries = 0; tries < 3;)
            {
                var connection = (NpgsqlConnection)ledger.Store.Storage.Database.CreateConnection();
                try
                {
                    await connection.OpenAsync();
                    taken.Add(connection);
                }
                catch (NpgsqlException)
                {
                    // So are all of them: what the server itself had is taken as it gives it back.
                    tries++;
                }
            }
            Assert.Equal((HttpStatusCode.ServiceUnavailable, "busy"), await ReadyAsync(ledger));
            IsBusy(await ledger.As("sp-1").SendAsync(HttpMethod.Post, "/api/370323/facilities", Steps.Registration));
            IsBusy(await ledger.Host.GetTestClient().GetAsync("/api/370323/public/facilities/370323-NOBODY"));
        }
        finally
        {
            foreach (var connection in taken)
                await connection.DisposeAsync();
        }
        await UntilReadyAsync(ledger);
        await ledger.ARegisteredFacilityAsync();
    }

    private static void IsBusy(HttpResponseMessage answer)
    {
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "application/problem+json"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        Assert.NotNull(answer.Headers.RetryAfter);
    }

    private static Task UntilReadyAsync(LedgerUnderTest ledger) => Until.TrueAsync("the server is ready", async () => await ReadyAsync(ledger) is (HttpStatusCode.OK, "ready"));

    // Ready, or the rule that says why not.
    private static async Task<(HttpStatusCode, string)> ReadyAsync(LedgerUnderTest ledger)
    {
        using var answer = await ledger.Host.GetTestClient().GetAsync("/health/ready");
        if (answer.StatusCode != HttpStatusCode.OK)
            IsBusy(answer);
        return (answer.StatusCode, ImportTests.Text(JsonElement.Parse(await answer.Content.ReadAsStringAsync()), answer.StatusCode == HttpStatusCode.OK ? "status" : "rule"));
    }
}
