namespace FacilityLedger.Postgres;

/// <summary>Locks on files. The kernel drops them with the process, whatever kills it, so that no lock is ever stale.</summary>
internal static class LockFile
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    /// <summary>The lock, or null when another process (or another handle of this one) holds it in any way.</summary>
    public static FileStream? TryExclusive(string path)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e) when (e is not (DirectoryNotFoundException or PathTooLongException))
        {
            return null;
        }
    }

    /// <summary>A lock that any number of processes hold together; it keeps <see cref="TryExclusive"/> of the same file from succeeding.</summary>
    public static FileStream Shared(string path) => new(path, FileMode.OpenOrCreate, FileAccess.Read, FileShare.Read);

    public static async Task<FileStream> ExclusiveAsync(string path, CancellationToken ct)
    {
        for (var waited = TimeSpan.Zero; waited < Patience; waited += TimeSpan.FromMilliseconds(100))
        {
            if (TryExclusive(path) is { } held)
            {
                return held;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100), ct);
        }

        throw new TimeoutException($"Another process has held {path} for {Patience.TotalMinutes} minutes.");
    }
}
