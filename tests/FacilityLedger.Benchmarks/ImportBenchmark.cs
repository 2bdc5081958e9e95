using System.Diagnostics;
using System.Globalization;
using FacilityLedger.Import;
using Npgsql;

namespace FacilityLedger.Benchmarks;

/// <summary>A register that lies in a schema of this run.</summary>
/// <param name="Folder">Its snapshots.</param>
/// <param name="Seconds">What this first import took, in a process that had imported nothing before.</param>
public sealed record ImportedRegister(string Folder, string Schema, ImportOutcome Outcome, double Seconds)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"The register: {Outcome.Rows} rows, {Outcome.Facilities} facilities, {Outcome.Events} events; its first import, files and all, took {Seconds:F1} s.");
}

/// <summary>Events per second of the import of a register, over binary COPY of all the rows that it leaves behind.</summary>
public static class ImportBenchmark
{
    private const double Aim = 0.1;

    public static async Task<ImportedRegister> ImportAsync(BenchmarkDatabase database, string folder, CancellationToken stop, string schema = "import")
    {
        var (store, book) = await database.LedgerAsync(schema, "us-nyc", stop);
        await using var _ = store;
        var started = Stopwatch.GetTimestamp();
        using var register = RegisterFolder.Read(folder);
        var outcome = await new ImportRun(store, book, TimeProvider.System).RunAsync(register, (_, _) => { }, stop);
        return new(folder, schema, outcome, Stopwatch.GetElapsedTime(started).TotalSeconds);
    }

    public static async Task<Comparison> MeasureAsync(BenchmarkDatabase database, ImportedRegister imported, CancellationToken stop)
    {
        var tables = await FilledAsync(database, imported.Schema, stop);
        var copies = await database.CopiesAsync(imported.Schema, tables.Keys, stop);
        await CopyAsync();
        return await Comparison.MeasureAsync(database, "events/s of the import", Aim, LedgerAsync, CopyAsync, stop);

        async Task<double> LedgerAsync()
        {
            var again = await ImportAsync(database, imported.Folder, stop, "again");
            await database.ExecuteAsync("drop schema again cascade", stop);
            return again.Outcome.Events / again.Seconds;
        }

        async Task<double> CopyAsync()
        {
            await database.ExecuteAsync($"truncate {string.Join(", ", tables.Keys.Select(x => $"{copies}.{x}"))}", stop);
            await using var connection = await database.OpenAsync(stop);
            var started = Stopwatch.GetTimestamp();
            await using (var transaction = await connection.BeginTransactionAsync(stop))
            {
                foreach (var (table, rows) in tables)
                {
                    await using var copy = await connection.BeginRawBinaryCopyAsync($"copy {copies}.{table} from stdin (format binary)", stop);
                    await copy.WriteAsync(rows, stop);
                }
                await transaction.CommitAsync(stop);
            }
            return imported.Outcome.Events / Stopwatch.GetElapsedTime(started).TotalSeconds;
        }
    }

    // Every table with rows, in the form in which COPY takes them.
    private static async Task<Dictionary<string, byte[]>> FilledAsync(BenchmarkDatabase database, string schema, CancellationToken stop)
    {
        var filled = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        await using var connection = await database.OpenAsync(stop);
        foreach (var table in await database.ScalarAsync<string[]>($"select array_agg(table_name::text) from information_schema.tables where table_schema = '{schema}' and table_type = 'BASE TABLE'", stop))
        {
            using var rows = new MemoryStream();
            await using (var copy = await connection.BeginRawBinaryCopyAsync($"copy {schema}.{table} to stdout (format binary)", stop))
                await copy.CopyToAsync(rows, stop);
            if (await database.ScalarAsync<bool>($"select exists (select from {schema}.{table})", stop))
                filled[table] = rows.ToArray();
        }
        return filled;
    }
}
