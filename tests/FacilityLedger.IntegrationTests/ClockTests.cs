using System.Net;
using System.Text.Json;
using Alba;
using FacilityLedger.Hosting;
using FacilityLedger.Hosting.Clock;
using FacilityLedger.Obligations;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;
using Xunit;
using static FacilityLedger.IntegrationTests.EnforcementSteps;

namespace FacilityLedger.IntegrationTests;

/// <summary>What falls due is marked for ever: so it never falls due by a clock that is wrong.</summary>
public sealed class ClockTests
{
    private static readonly TimeSpan Month = TimeSpan.FromDays(30);

    [Theory]
    [InlineData(30)]
    [InlineData(-400)]
    public async Task a_clock_that_jumps_and_comes_back_leaves_nothing_behind(int days)
    {
        var jump = TimeSpan.Zero;
        await using var ledger = await LedgerUnderTest.StartAsync(
            time: x => new LedgerClock(() => x.GetUtcNow() + jump, () => x.GetUtcNow() - LedgerUnderTest.Start));
        var (facility, violation) = await ledger.AnOrderedViolationAsync();
        await ReadyAsync(ledger, "ready");

        jump = TimeSpan.FromDays(days);
        await RoundAsync(ledger);
        await ReadyAsync(ledger, "clock-distrusted");
        // Whoever works meanwhile works at the right time.
        var other = await ledger.ARegisteredFacilityAsync(Steps.Registration with { Site = 2 });
        await using (var session = ledger.Store.QuerySession("370323"))
            Assert.All(await session.Events.FetchStreamAsync(other), x => Assert.Equal(LedgerUnderTest.Start, x.Timestamp));

        jump = TimeSpan.Zero;
        await RoundAsync(ledger);
        Assert.Equal(0, await ledger.FellDueAsync(facility, $"{violation}/rectification"));
        await ReadyAsync(ledger, "ready");

        ledger.Clock.Advance(Month);
        await IsMarkedAsync(ledger, facility, violation);
    }

    [Fact]
    public async Task an_administrators_word_lets_the_ledger_follow_a_clock_that_was_set_and_an_earlier_word_does_not()
    {
        var jump = TimeSpan.Zero;
        await using var ledger = await LedgerUnderTest.StartAsync(
            time: x => new LedgerClock(() => x.GetUtcNow() + jump, () => x.GetUtcNow() - LedgerUnderTest.Start));
        var (facility, violation) = await ledger.AnOrderedViolationAsync();
        await Said(ledger, LedgerUnderTest.Start).AcceptAsync(default);
        await RoundAsync(ledger);
        ledger.Clock.Advance(TimeSpan.FromDays(2));

        jump = -TimeSpan.FromDays(2);
        await RoundAsync(ledger);
        await ReadyAsync(ledger, "clock-distrusted");
        jump = Month;
        await RoundAsync(ledger);
        await ReadyAsync(ledger, "clock-distrusted");
        Assert.Equal(0, await ledger.FellDueAsync(facility, $"{violation}/rectification"));

        await Said(ledger, ledger.Clock.GetUtcNow() + jump).AcceptAsync(default);
        await IsMarkedAsync(ledger, facility, violation);
        await ReadyAsync(ledger, "ready");
    }

    [Fact]
    public async Task no_server_starts_by_a_clock_behind_the_last_entry_and_no_import_by_one_in_doubt()
    {
        await using var ledger = await LedgerUnderTest.StartAsync();
        // An empty ledger has nothing to compare with.
        await Said(ledger, LedgerUnderTest.Start.AddYears(-20)).DemandAsync(default);
        await Said(ledger, LedgerUnderTest.Start.AddYears(20)).DemandAsync(default);
        await ledger.ARegisteredFacilityAsync();

        var refused = await Assert.ThrowsAsync<LedgerStartException>(() => Said(ledger, LedgerUnderTest.Start.AddMinutes(-3)).CompareAsync(default));
        Assert.Contains("clock accept", Assert.Single(refused.Message.Split('\n')), StringComparison.Ordinal);
        await Said(ledger, LedgerUnderTest.Start.AddMinutes(-1)).DemandAsync(default);
        await Said(ledger, LedgerUnderTest.Start.AddDays(7)).DemandAsync(default);
        await Assert.ThrowsAsync<LedgerStartException>(() => Said(ledger, LedgerUnderTest.Start.AddDays(7.1)).DemandAsync(default));

        // Whatever was entered before an administrator's word says no more what time it is.
        await Said(ledger, LedgerUnderTest.Start.AddDays(-9)).AcceptAsync(default);
        await Said(ledger, LedgerUnderTest.Start.AddDays(-9)).DemandAsync(default);
        await Assert.ThrowsAsync<LedgerStartException>(() => Said(ledger, LedgerUnderTest.Start).DemandAsync(default));
        await ledger.ARegisteredFacilityAsync(Steps.Registration with { Site = 2 });
        await Said(ledger, LedgerUnderTest.Start).DemandAsync(default);
    }

    [Fact]
    public async Task a_server_whose_clock_is_far_ahead_of_the_last_entry_waits_for_a_word()
    {
        await using var ledger = await LedgerUnderTest.StartAsync();
        var (facility, violation) = await ledger.AnOrderedViolationAsync();
        await Rounds(ledger).StopAsync(default);
        ledger.Clock.Advance(Month);
        await ledger.Host.Services.GetRequiredService<TrustedClock>().CompareAsync(default);

        await RoundAsync(ledger);
        Assert.Equal(0, await ledger.FellDueAsync(facility, $"{violation}/rectification"));
        await ReadyAsync(ledger, "clock-distrusted");
        // An entry would say that it is the time that nobody knows.
        var refused = await ledger.As("sp-1").SendAsync(HttpMethod.Post, "/api/370323/facilities", Steps.Registration with { Site = 2 });
        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        Assert.Contains("\"rule\":\"clock-distrusted\"", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.NotNull(refused.Headers.RetryAfter);

        var output = new StringWriter();
        Assert.Equal(2, await ClockCommand.RunAsync(["believe"], Said(ledger, ledger.Clock.GetUtcNow()), ledger.Clock, output, default));
        Assert.Equal(0, await ClockCommand.RunAsync(["accept"], Said(ledger, ledger.Clock.GetUtcNow()), ledger.Clock, output, default));
        Assert.Contains("the last entry was of 2026-11-24", output.ToString(), StringComparison.Ordinal);
        await IsMarkedAsync(ledger, facility, violation);
        await ReadyAsync(ledger, "ready");
        await ledger.ARegisteredFacilityAsync(Steps.Registration with { Site = 2 });
    }

    // Of a program that is started when the clock says so.
    private static TrustedClock Said(LedgerUnderTest ledger, DateTimeOffset now) => new(ledger.Store, new FakeTimeProvider(now));

    private static SweepRounds Rounds(LedgerUnderTest ledger) => ledger.Host.Services.GetServices<IHostedService>().OfType<SweepRounds>().Single();

    private static Task RoundAsync(LedgerUnderTest ledger) => Rounds(ledger).RoundAsync();

    // One of the server's own rounds may be at it.
    private static Task IsMarkedAsync(LedgerUnderTest ledger, string facility, string violation) => Until.TrueAsync($"{violation} is marked", async () =>
    {
        await RoundAsync(ledger);
        return await ledger.FellDueAsync(facility, $"{violation}/rectification") == 1;
    });

    private static Task ReadyAsync(LedgerUnderTest ledger, string expected) => Until.TrueAsync($"health says {expected}", async () => await HealthAsync(ledger) == expected);

    private static async Task<string> HealthAsync(LedgerUnderTest ledger)
    {
        using var answer = await ledger.Host.GetTestClient().GetAsync("/health/ready");
        return ImportTests.Text(JsonElement.Parse(await answer.Content.ReadAsStringAsync()), answer.StatusCode == HttpStatusCode.OK ? "status" : "rule");
    }
}
