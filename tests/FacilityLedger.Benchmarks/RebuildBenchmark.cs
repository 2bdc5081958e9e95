using System.Diagnostics;
using System.Text.Json;
using FacilityLedger.Disclosure;
using FacilityLedger.Facilities;
using FacilityLedger.Hosting;
using FacilityLedger.Hosting.Decisions;
using Marten;
using Npgsql;
using NpgsqlTypes;

namespace FacilityLedger.Benchmarks;

/// <summary>Rebuild of the public view, over plain Npgsql that scans the same events, folds them and upserts the views, without the lines, the figures and the grams that searches go by.</summary>
public static class RebuildBenchmark
{
    private const string Schema = "life";
    private const string View = "public_facility";
    private const double Aim = 0.1;
    private static readonly Dictionary<string, Type> Disclosed = EventNames.All.Where(x => x.Key.Namespace == typeof(PublicFacility).Namespace).ToDictionary(x => x.Value, x => x.Key, StringComparer.Ordinal);

    public static async Task<Comparison> MeasureAsync(BenchmarkDatabase database, ImportedRegister imported, CancellationToken stop)
    {
        var (store, _) = await database.LedgerAsync(Schema, "us-nyc", stop);
        await using var disposed = store;
        await InterleaveAsync(database, imported.Schema, stop);
        var copies = await database.CopiesAsync(Schema, [View], stop);
        var events = await database.ScalarAsync<long>($"select count(*) from {Schema}.mt_events where type = any(array['{string.Join("','", Disclosed.Keys)}'])", stop);
        await LedgerAsync();
        await RawAsync();
        await DemandSameAsync(database, copies, stop);
        return await Comparison.MeasureAsync(database, "events/s of a rebuild of the public view", Aim, LedgerAsync, RawAsync, stop);

        async Task<double> LedgerAsync()
        {
            var started = Stopwatch.GetTimestamp();
            await PublicRebuild.RunAsync(store, TimeSpan.Zero, TimeProvider.System, stop);
            return events / Stopwatch.GetElapsedTime(started).TotalSeconds;
        }

        async Task<double> RawAsync()
        {
            var started = Stopwatch.GetTimestamp();
            await using var connection = await database.OpenAsync(stop);
            await UpsertAsync(connection, copies, await FoldAsync(connection, stop), stop);
            return events / Stopwatch.GetElapsedTime(started).TotalSeconds;
        }
    }

    // An import writes stream after stream. In life the facilities' events lie between each other: all first ones, all second ones, and so on.
    private static async Task InterleaveAsync(BenchmarkDatabase database, string from, CancellationToken stop)
    {
        var columns = await database.ScalarAsync<string>($"select string_agg(column_name, ', ') from information_schema.columns where table_schema = '{Schema}' and table_name = 'mt_events' and column_name <> 'seq_id'", stop);
        await database.ExecuteAsync($"""
            truncate {Schema}.mt_streams, {Schema}.mt_events;
            insert into {Schema}.mt_streams select * from {from}.mt_streams;
            insert into {Schema}.mt_events (seq_id, {columns}) select row_number() over (order by version, stream_id), {columns} from {from}.mt_events order by 1;
            select setval('{Schema}.mt_events_sequence', (select max(seq_id) from {Schema}.mt_events));
            analyze {Schema}.mt_events
            """, stop);
    }

    private static async Task<Dictionary<string, PublicFacility>> FoldAsync(NpgsqlConnection connection, CancellationToken stop)
    {
        await using var command = new NpgsqlCommand($"select stream_id, version, type, data from {Schema}.mt_events where type = any($1) order by seq_id", connection);
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. Disclosed.Keys] });
        await using var reader = await command.ExecuteReaderAsync(stop);
        var views = new Dictionary<string, PublicFacility>(StringComparer.Ordinal);
        while (await reader.ReadAsync(stop))
        {
            var fact = (IFact)JsonSerializer.Deserialize(reader.GetString(3), Disclosed[reader.GetString(2)], LedgerJson.Options)!;
            var entry = new Entry(reader.GetString(0), reader.GetInt64(1), fact, "none");
            if (PublicFacility.Next(views.GetValueOrDefault(entry.Stream), entry) is { } view)
                views[entry.Stream] = view;
            else
                views.Remove(entry.Stream);
        }
        return views;
    }

    private static async Task UpsertAsync(NpgsqlConnection connection, string copies, Dictionary<string, PublicFacility> views, CancellationToken stop)
    {
        await using var transaction = await connection.BeginTransactionAsync(stop);
        await using var table = new NpgsqlCommand("create temporary table folded (id text, data jsonb) on commit drop", connection);
        await table.ExecuteNonQueryAsync(stop);
        await using (var copy = await connection.BeginBinaryImportAsync("copy folded from stdin (format binary)", stop))
        {
            foreach (var (id, view) in views)
            {
                await copy.StartRowAsync(stop);
                await copy.WriteAsync(id, NpgsqlDbType.Text, stop);
                await copy.WriteAsync(JsonSerializer.Serialize(view, LedgerJson.Options), NpgsqlDbType.Jsonb, stop);
            }
            await copy.CompleteAsync(stop);
        }
        await using var upsert = new NpgsqlCommand($"insert into {copies}.{View} (tenant_id, build, id, version, text, grams, numbers, figures, data) select 'us-nyc', 1, id, 0, '', '{{}}', '{{}}', '[]', data from folded on conflict (tenant_id, build, id) do update set data = excluded.data", connection);
        await upsert.ExecuteNonQueryAsync(stop);
        await transaction.CommitAsync(stop);
    }

    private static async Task DemandSameAsync(BenchmarkDatabase database, string copies, CancellationToken stop)
    {
        var differ = await database.ScalarAsync<long>($"select count(*) from (select * from {Schema}.{View} where build = (select number from {Schema}.public_build)) x full join {copies}.{View} y using (tenant_id, id) where x.data is distinct from y.data", stop);
        if (differ > 0)
            throw new InvalidOperationException($"{differ} rebuilt views differ from those folded by hand.");
    }
}
