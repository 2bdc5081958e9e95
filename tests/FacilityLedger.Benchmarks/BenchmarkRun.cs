using System.Globalization;
using System.Runtime.InteropServices;
using FacilityLedger.Import;
using FacilityLedger.Postgres;

namespace FacilityLedger.Benchmarks;

/// <summary>The ledger against plain Npgsql: both in one run, on one PostgreSQL server that is made for the run and removed after it.</summary>
public static class BenchmarkRun
{
    private const string Usage =
        "usage: FacilityLedger.Benchmarks [commands] [import] [rebuild] [longlife] [midnight] [draw] [public] [--register FOLDER] [--facilities NUMBER]";
    private static readonly string[] Parts = ["commands", "import", "rebuild", "longlife", "midnight", "draw", "public"];

    public static async Task<int> Main(string[] args)
    {
        if (args is [BareServer.Argument, .. var endpoint])
        {
            await BareServer.RunAsync(endpoint);
            return 0;
        }
        var (others, register) = Read(args, "--register");
        var (parts, number) = Read(others, "--facilities");
        var facilities = GeneratedCounty.Usual;
        if (number is not null && (!int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out facilities) || facilities < GeneratedCounty.Least)
            || parts.Except(Parts, StringComparer.Ordinal).Any() || register is "")
        {
            await Console.Error.WriteLineAsync(Usage);
            return 2;
        }
        using var stop = new CancellationTokenSource();
        using var interrupted = Stops(PosixSignal.SIGINT, stop);
        using var terminated = Stops(PosixSignal.SIGTERM, stop);
        var folder = Path.Combine(Path.GetTempPath(), string.Create(CultureInfo.InvariantCulture, $"facility-ledger-benchmarks-{Environment.ProcessId}"));
        try
        {
            await using var server = await PrivatePostgres.OpenAsync(folder, ct: stop.Token);
            await MeasureAsync(new BenchmarkDatabase(server, folder), parts.Length > 0 ? parts : Parts, register, facilities, stop.Token);
            return 0;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return 130;
        }
        finally
        {
            if (Directory.Exists(folder))
                Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task MeasureAsync(BenchmarkDatabase database, string[] parts, string? register, int facilities, CancellationToken stop)
    {
        await using var _ = database;
        await Console.Out.WriteLineAsync($"{await database.FactsAsync(stop)}\n{Comparison.Header}");
        if (parts.Contains("commands"))
            await foreach (var measured in CommandBenchmark.MeasureAsync(database, stop))
                await Console.Out.WriteLineAsync(measured.ToString());
        if (parts.Contains("import") || parts.Contains("rebuild"))
            await RegisterAsync(database, parts, register, stop);
        if (parts.Contains("longlife"))
            await Console.Out.WriteLineAsync($"\n{await LongLifeBenchmark.MeasureAsync(database, stop)}");
        if (parts.Contains("midnight"))
            await Console.Out.WriteLineAsync($"\n{await MidnightBenchmark.MeasureAsync(database, stop)}");
        if (parts.Contains("draw"))
            await Console.Out.WriteLineAsync($"\n{DrawBenchmark.Measure()}");
        if (parts.Contains("public"))
            await PublicBenchmark.MeasureAsync(database, facilities, stop);
    }

    private static async Task RegisterAsync(BenchmarkDatabase database, string[] parts, string? register, CancellationToken stop)
    {
        var imported = await ImportBenchmark.ImportAsync(database, register ?? GeneratedRegister.Write(Path.Combine(database.Folder, "register")), stop);
        if (parts.Contains("import"))
            await Console.Out.WriteLineAsync((await ImportBenchmark.MeasureAsync(database, imported, stop)).ToString());
        if (parts.Contains("rebuild"))
            await Console.Out.WriteLineAsync((await RebuildBenchmark.MeasureAsync(database, imported, stop)).ToString());
        await Console.Out.WriteLineAsync($"\n{imported}");
    }

    private static (string[] Others, string? Value) Read(string[] args, string option) => Array.IndexOf(args, option) is var at and >= 0
        ? ([.. args[..at], .. args.Skip(at + 2)], args.ElementAtOrDefault(at + 1) ?? "")
        : (args, null);

    private static PosixSignalRegistration Stops(PosixSignal signal, CancellationTokenSource stop) => PosixSignalRegistration.Create(signal, context =>
    {
        context.Cancel = true;
        stop.Cancel();
    });
}
