using System.Diagnostics;

namespace FacilityLedger.IntegrationTests;

/// <summary>Waits for something to become true, never for time to pass.</summary>
internal static class Until
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    /// <exception cref="TimeoutException">It did not become true.</exception>
    public static async Task TrueAsync(string what, Func<Task<bool>> holds)
    {
        for (var begun = Stopwatch.GetTimestamp(); !await holds();)
        {
            if (Stopwatch.GetElapsedTime(begun) > Patience)
                throw new TimeoutException($"Not within {Patience.TotalSeconds} s: {what}");
            await Task.Delay(TimeSpan.FromMilliseconds(20));
        }
    }

    public static Task TrueAsync(string what, Func<bool> holds) => TrueAsync(what, () => Task.FromResult(holds()));
}
