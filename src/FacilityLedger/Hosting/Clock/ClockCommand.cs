using System.Globalization;

namespace FacilityLedger.Hosting.Clock;

/// <summary>The administrator's word on the clock: <c>clock accept</c>.</summary>
public static class ClockCommand
{
    /// <returns>The exit code: 0 recorded, 2 a wrong command line.</returns>
    public static async Task<int> RunAsync(
        string[] args, TrustedClock trusted, TimeProvider clock, TextWriter output, CancellationToken cancellation)
    {
        if (args is not ["accept"])
        {
            await output.WriteLineAsync("clock: use: clock accept");
            return 2;
        }
        var before = await trusted.AcceptAsync(cancellation);
        var last = before is null ? "" : string.Create(CultureInfo.InvariantCulture, $", the last entry was of {before:u}");
        var says = string.Create(CultureInfo.InvariantCulture, $"The clock says {clock.GetUtcNow():u}{last}.");
        await output.WriteLineAsync($"{says} Accepted; a running server goes by it within seconds.");
        return 0;
    }
}
