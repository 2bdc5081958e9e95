using System.Globalization;

namespace FacilityLedger.Postgres;

/// <summary>The right to serve one ledger folder over HTTP. One process has it; commands on the same folder do without and share the database.</summary>
public sealed class ServerLock : IDisposable
{
    private readonly FileStream _held;

    private ServerLock(FileStream held) => _held = held;

    /// <summary>The lock, or null when a server runs on this folder already: see <see cref="HolderOf"/>.</summary>
    public static ServerLock? TryTake(string home)
    {
        try
        {
            Directory.CreateDirectory(home);
            if (LockFile.TryExclusive(Path.Combine(home, "server.lock")) is not { } held)
            {
                return null;
            }

            // Beside the lock, not in it: no other process can read a file that is locked exclusively.
            File.WriteAllText(PidFile(home), Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
            return new ServerLock(held);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new LedgerDatabaseException($"This account may not write to {Path.GetFullPath(home)}. Run as the account that made it, or choose another folder.", e);
        }
    }

    /// <summary>The process that serves this folder; null when nobody does.</summary>
    public static int? HolderOf(string home)
    {
        if (!Directory.Exists(home))
        {
            return null;
        }

        using var free = LockFile.TryExclusive(Path.Combine(home, "server.lock"));
        return free is null && File.Exists(PidFile(home)) && int.TryParse(File.ReadAllText(PidFile(home)), CultureInfo.InvariantCulture, out var pid) ? pid : null;
    }

    public void Dispose() => _held.Dispose();

    private static string PidFile(string home) => Path.Combine(home, "server.pid");
}
