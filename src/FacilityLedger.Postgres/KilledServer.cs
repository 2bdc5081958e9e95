using System.Diagnostics;
using System.Globalization;

namespace FacilityLedger.Postgres;

/// <summary>What a killed PostgreSQL leaves behind that keeps the next from starting.</summary>
internal static class KilledServer
{
    /// <summary>
    /// Backends in a long calculation outlive their postmaster and hold its shared memory. They serve this folder
    /// and nothing can commit any more: they end here.
    /// </summary>
    public static void EndOrphans(string data)
    {
        foreach (var process in OperatingSystem.IsLinux() ? Process.GetProcesses() : [])
        {
            using (process)
            {
                // A backend's process name is its title, "postgres: ledger …".
                if (process.ProcessName.StartsWith("postgres:", StringComparison.Ordinal) && string.Equals(WorkingFolder(process.Id), data, StringComparison.Ordinal))
                {
                    process.Kill();
                }
            }
        }
    }

    /// <summary>
    /// After a power cut the recorded pid may belong to another program of the same account; in a container whose first process
    /// reaps nobody, a killed server stays a zombie. PostgreSQL would refuse to start for ever.
    /// </summary>
    public static void ForgetDeadOrStranger(string data)
    {
        var file = Path.Combine(data, "postmaster.pid");
        // Of a pid that nobody has, PostgreSQL sees by itself that it is stale.
        if (Pid(file) is { } pid && (IsZombie(pid) || NameOf(pid)?.StartsWith("postgres", StringComparison.Ordinal) == false))
        {
            File.Delete(file);
        }
    }

    /// <summary>Whether the recorded server is there: nobody recorded, a zombie or a stranger is not.</summary>
    public static bool IsGone(string data)
    {
        try
        {
            return Pid(Path.Combine(data, "postmaster.pid")) is not { } pid || IsZombie(pid) || NameOf(pid)?.StartsWith("postgres", StringComparison.Ordinal) != true;
        }
        catch (IOException)
        {
            return false; // It is being written.
        }
    }

    private static int? Pid(string file) =>
        File.Exists(file) && int.TryParse(File.ReadLines(file).FirstOrDefault(), CultureInfo.InvariantCulture, out var pid) ? pid : null;

    /// <summary>Null when nobody has this pid.</summary>
    private static string? NameOf(int pid)
    {
        try
        {
            using var process = Process.GetProcessById(pid);
            return process.ProcessName;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static bool IsZombie(int pid) => OperatingSystem.IsLinux() && Read($"/proc/{pid}/stat") is { } stat && stat[(stat.LastIndexOf(')') + 1)..].TrimStart().StartsWith('Z');

    private static string? Read(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static string? WorkingFolder(int pid)
    {
        try
        {
            return new FileInfo($"/proc/{pid}/cwd").ResolveLinkTarget(returnFinalTarget: true)?.FullName;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
