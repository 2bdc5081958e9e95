using System.Collections.Concurrent;
using System.Diagnostics;
using System.Reflection;
using FacilityLedger.IntegrationTests;

namespace FacilityLedger.FaultTests;

/// <summary>The real program in a process of its own, so that a kill is a kill.</summary>
internal sealed class LedgerProcess : IAsyncDisposable
{
    // Where PostgreSQL is to come from is the test's to say, not the environment's.
    private static readonly string[] Unset =
        ["ConnectionStrings__Ledger", "ConnectionStrings__LedgerOwner", "LEDGER_POSTGRES_IMAGE", "Ledger__PostgresBin", "ASPNETCORE_URLS"];

    /// <summary>The program as it was built.</summary>
    public static readonly string Program =
        typeof(LedgerProcess).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(x => x.Key == "Program").Value!;

    private readonly Process process;
    private readonly ConcurrentQueue<string> lines = new();

    private LedgerProcess(Process process) => this.process = process;

    public int Id => process.Id;

    public bool Ended => process.HasExited;

    /// <summary>All that it printed.</summary>
    public string Output => string.Join('\n', lines);

    public static LedgerProcess Start(
        string home, int port, IEnumerable<string> arguments, IEnumerable<(string Name, string Value)>? environment = null) =>
        Start(
            home,
            "dotnet",
            [Program, .. arguments],
            [
                ("Ledger__Home", home),
                ("Ledger__Port", port.ToString(System.Globalization.CultureInfo.InvariantCulture)),
                .. environment ?? [],
            ]);

    /// <summary>Commands as an administrator types them in a folder; the first that fails ends them.</summary>
    public static LedgerProcess Shell(string folder, string commands) => Start(folder, "bash", ["-e", "-u", "-c", commands], []);

    private static LedgerProcess Start(
        string folder, string file, IEnumerable<string> arguments, IEnumerable<(string Name, string Value)> environment)
    {
        var info = new ProcessStartInfo(file, arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
        };
        foreach (var name in Unset)
            info.Environment.Remove(name);
        info.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        info.Environment["Ledger__PostgresFrom"] = "machine";
        info.Environment["Ledger__SampleJurisdiction"] = "none";
        foreach (var (name, value) in environment)
            info.Environment[name] = value;
        var started = new LedgerProcess(new Process { StartInfo = info });
        started.process.OutputDataReceived += (_, e) => started.Heard(e.Data);
        started.process.ErrorDataReceived += (_, e) => started.Heard(e.Data);
        started.process.Start();
        started.process.StandardInput.Close();
        started.process.BeginOutputReadLine();
        started.process.BeginErrorReadLine();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => started.KillNow();
        return started;
    }

    /// <summary>kill -9, and back when the process is gone.</summary>
    public async Task KillAsync()
    {
        KillNow();
        await process.WaitForExitAsync();
    }

    /// <summary>kill -TERM, as a service manager or Ctrl-C would, and its exit code.</summary>
    public async Task<int> StopAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
        return await EndAsync();
    }

    /// <summary>Its exit code, once it has ended by itself.</summary>
    public async Task<int> EndAsync()
    {
        await Until.TrueAsync($"the program ends: {Output}", () => Ended);
        await process.WaitForExitAsync();
        return process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        process.Dispose();
    }

    private void KillNow()
    {
        try
        {
            process.Kill();
        }
        catch (InvalidOperationException)
        {
            // It has ended, or was disposed after it had.
        }
    }

    private void Heard(string? line)
    {
        if (line is not null)
            lines.Enqueue(line);
    }
}
