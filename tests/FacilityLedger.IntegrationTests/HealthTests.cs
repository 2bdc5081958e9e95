using System.Net;
using System.Text.Json;
using Alba;
using Marten.Events.Daemon.Coordination;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
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

    private static async Task UntilReadyAsync(LedgerUnderTest ledger)
    {
        for (var i = 0; i < 200 && await ReadyAsync(ledger) is not (HttpStatusCode.OK, _); i++)
            await Task.Delay(100);
        Assert.Equal((HttpStatusCode.OK, "ready"), await ReadyAsync(ledger));
    }

    private static async Task<(HttpStatusCode, string)> ReadyAsync(LedgerUnderTest ledger)
    {
        var answer = await ledger.Host.GetTestClient().GetAsync("/health/ready");
        return (answer.StatusCode, ImportTests.Text(JsonElement.Parse(await answer.Content.ReadAsStringAsync()), "status"));
    }
}
