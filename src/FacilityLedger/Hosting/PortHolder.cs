using System.Diagnostics;
using System.Globalization;

namespace FacilityLedger.Hosting;

/// <summary>Which process listens on a port, as far as the system tells.</summary>
public static class PortHolder
{
    /// <summary><c> by process 17 (dotnet)</c>, or nothing where it cannot be seen.</summary>
    public static string Of(int port)
    {
        if (!OperatingSystem.IsLinux())
            return "";
        try
        {
            var ending = string.Create(CultureInfo.InvariantCulture, $":{port:X4}");
            var sockets = new[] { "/proc/net/tcp", "/proc/net/tcp6" }.Where(File.Exists).SelectMany(File.ReadLines)
                .Select(x => x.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                .Where(x => x.Length > 9 && x[3] == "0A" && x[1].EndsWith(ending, StringComparison.Ordinal)).Select(x => $"socket:[{x[9]}]").ToHashSet(StringComparer.Ordinal);
            foreach (var process in Process.GetProcesses())
                if (Directory.Exists($"/proc/{process.Id}/fd") && Holds(process.Id, sockets))
                    return string.Create(CultureInfo.InvariantCulture, $" by process {process.Id} ({process.ProcessName})");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Another account's process: the port is taken all the same.
        }
        return "";
    }

    private static bool Holds(int pid, HashSet<string> sockets)
    {
        try
        {
            return new DirectoryInfo($"/proc/{pid}/fd").EnumerateFiles().Any(x => x.LinkTarget is { } target && sockets.Contains(target));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
