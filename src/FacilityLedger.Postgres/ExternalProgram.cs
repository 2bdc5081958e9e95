using System.ComponentModel;
using System.Diagnostics;

namespace FacilityLedger.Postgres;

/// <summary>What a program answered: its exit code and all that it printed.</summary>
internal readonly record struct Answer(int Code, string Output)
{
    public bool Ok => Code == 0;

    /// <summary>The last line that says something, which is where programs put their reason.</summary>
    public string Reason => Output.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).LastOrDefault() ?? $"exit code {Code}";
}

internal static class ExternalProgram
{
    private const int NotStarted = 127;

    /// <summary>Runs a program to its end. A missing program is an answer like any other; a cancelled one is killed with its children.</summary>
    /// <param name="account">Whom to run it as (Unix, as root only); null: as ourselves.</param>
    public static async Task<Answer> RunAsync(string file, IReadOnlyList<string> arguments, CancellationToken ct, string? account = null, IReadOnlyDictionary<string, string>? environment = null)
    {
        var info = new ProcessStartInfo(file, arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        info.Environment["LC_ALL"] = "C";
        foreach (var (name, value) in environment ?? new Dictionary<string, string>(StringComparer.Ordinal))
        {
            info.Environment[name] = value;
        }

        if (account is not null)
        {
            // On Unix this forks, then sets groups, group and user: it needs neither su nor a shell.
#pragma warning disable CA1416
            info.UserName = account;
#pragma warning restore CA1416
        }

        try
        {
            using var process = Process.Start(info)!;
            try
            {
                process.StandardInput.Close();
                var printed = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(ct), process.StandardError.ReadToEndAsync(ct));
                await process.WaitForExitAsync(ct);
                return new Answer(process.ExitCode, string.Concat(printed));
            }
            catch (OperationCanceledException)
            {
                process.Kill(entireProcessTree: true);
                throw;
            }
        }
        catch (Win32Exception e)
        {
            return new Answer(NotStarted, $"{file} cannot be run: {new Win32Exception(e.NativeErrorCode).Message}");
        }
    }

    /// <summary>As <see cref="RunAsync"/>, but gives up: a program that hangs must not hang the start.</summary>
    public static async Task<Answer> RunWithinAsync(TimeSpan limit, string file, IReadOnlyList<string> arguments, CancellationToken ct)
    {
        using var both = CancellationTokenSource.CreateLinkedTokenSource(ct);
        both.CancelAfter(limit);
        try
        {
            return await RunAsync(file, arguments, both.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return new Answer(NotStarted, $"{file} did not answer within {limit.TotalSeconds} s");
        }
    }
}
