using System.Diagnostics;

namespace FacilityLedger.IntegrationTests;

/// <summary>What tests ask about, and do to, other processes.</summary>
internal static class Processes
{
    public static bool Alive(int pid)
    {
        try
        {
            using var process = Process.GetProcessById(pid);
            return !process.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    /// <summary>kill -9, and back when the process is gone.</summary>
    public static async Task KillAsync(int pid, CancellationToken ct)
    {
        using var process = Process.GetProcessById(pid);
        process.Kill();
        await process.WaitForExitAsync(ct);
    }
}
