using FacilityLedger.Obligations;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Xunit;
using static FacilityLedger.IntegrationTests.EnforcementSteps;

namespace FacilityLedger.IntegrationTests;

/// <summary>The rounds of the sweep go on whatever holds them up.</summary>
public sealed class SweepRoundsTests
{
    [Fact]
    public async Task an_institution_that_somebody_holds_keeps_neither_the_others_from_their_marks_nor_the_server_from_running()
    {
        await using var ledger = await LedgerUnderTest.StartAsync(settings: "Command Timeout=4");
        var (one, violationOfOne) = await ledger.AnOrderedViolationAsync();
        var other = await ledger.ARegisteredFacilityAsync(Steps.Registration with { Site = 2 });
        var violationOfOther = await ledger.AViolationOfAsync(other);
        await ledger.OnAsync("wj-1", other, violationOfOther, "rectification", new Violations.OrderRectification(Day(20)));
        // Sweeps go by key.
        var (held, free) = string.CompareOrdinal(one, other) < 0 ? ((one, violationOfOne), (other, violationOfOther)) : ((other, violationOfOther), (one, violationOfOne));

        await using (await ledger.HoldAsync(held.Item1))
        {
            ledger.Clock.SetUtcNow(new DateTimeOffset(2026, 12, 1, 0, 0, 0, TimeSpan.Zero));
            await MarkedAsync(ledger, free);
            Assert.Equal(0, await ledger.FellDueAsync(held.Item1, $"{held.Item2}/rectification"));
        }
        await MarkedAsync(ledger, held);
        Assert.False(ledger.Host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.IsCancellationRequested);
    }

    // Only the server's own rounds sweep here.
    private static Task MarkedAsync(LedgerUnderTest ledger, (string Facility, string Violation) of) => Until.TrueAsync($"{of.Violation} is marked", async () =>
    {
        ledger.Clock.Advance(TimeSpan.FromSeconds(5));
        return await ledger.FellDueAsync(of.Facility, $"{of.Violation}/rectification") == 1;
    });
}
