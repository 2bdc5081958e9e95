using System.Diagnostics;
using FacilityLedger.Facilities;
using Marten;
using Npgsql;

namespace FacilityLedger.Benchmarks;

/// <summary>A row as it is inserted: the values of all columns and their types.</summary>
public sealed record Row(string Insert, IReadOnlyDictionary<string, (object Value, string Type)> Columns)
{
    public Row With(string column, object value) => this with { Columns = Columns.ToDictionary(x => x.Key, x => x.Key == column ? (value, x.Value.Type) : x.Value, StringComparer.Ordinal) };
}

/// <summary>What commands left in the tables, transaction by transaction, and the writing of the same rows by plain Npgsql.</summary>
public static class WrittenRows
{
    private const string Copies = "raw_commands";
    private static readonly string[] Inserted = ["mt_events", "mt_doc_claimedname", "mt_doc_vaultentry", "mt_doc_answer"];
    private static readonly string[] Replaced = ["mt_streams", "mt_doc_facility"];

    /// <summary>A number that only later transactions reach.</summary>
    public static Task<long> NowAsync(BenchmarkDatabase database, CancellationToken stop) => database.ScalarAsync<long>("select pg_current_xact_id()::text::bigint + 1", stop);

    /// <summary>The rows of each transaction since then, by facility and in the order of their commits.</summary>
    public static async Task<IReadOnlyList<IReadOnlyList<IReadOnlyList<Row>>>> SinceAsync(BenchmarkDatabase database, IDocumentStore store, string schema, long since, CancellationToken stop)
    {
        await database.CopiesAsync(schema, [.. Inserted, .. Replaced], stop);
        var inserted = new List<(long Transaction, Row Row)>();
        foreach (var table in Inserted)
            inserted.AddRange(await ReadAsync(database, schema, table, "", since, stop));
        // Later transactions replaced these rows; the state after each is the fold of the events up to it.
        var streams = (await ReadAsync(database, schema, "mt_streams", "on conflict (tenant_id, id) do update set version = excluded.version, timestamp = excluded.timestamp", since, stop)).ToDictionary(x => x.Row.Columns["id"].Value, x => x.Row);
        var states = (await ReadAsync(database, schema, "mt_doc_facility", "on conflict (tenant_id, id) do update set data = excluded.data, mt_version = excluded.mt_version, mt_last_modified = excluded.mt_last_modified", since, stop)).ToDictionary(x => x.Row.Columns["id"].Value, x => x.Row);
        var written = new List<IReadOnlyList<IReadOnlyList<Row>>>();
        foreach (var stream in inserted.GroupBy(x => x.Transaction).GroupBy(x => (string)x.First(y => y.Row.Columns.ContainsKey("stream_id")).Row.Columns["stream_id"].Value))
        {
            await using var session = store.QuerySession("370323");
            var entries = (await session.Events.FetchStreamAsync(stream.Key, token: stop)).Select(Entry.Of).ToList();
            written.Add([.. stream.OrderBy(x => x.Key).Select(transaction =>
            {
                var version = transaction.Where(x => x.Row.Columns.ContainsKey("stream_id")).Max(x => (long)x.Row.Columns["version"].Value);
                var state = store.Options.Serializer().ToJson(Facility.Replay(entries.Take((int)version))!);
                return (IReadOnlyList<Row>)[.. transaction.Select(x => x.Row), streams[stream.Key].With("version", version), states[stream.Key].With("data", state)];
            })]);
        }
        return written;
    }

    /// <summary>Writes them anew with so many clients; answers transactions per second.</summary>
    public static async Task<double> WriteAsync(BenchmarkDatabase database, IReadOnlyList<IReadOnlyList<IReadOnlyList<Row>>> written, int clients, CancellationToken stop)
    {
        await database.ExecuteAsync($"truncate {string.Join(", ", Inserted.Concat(Replaced).Select(x => $"{Copies}.{x}"))}", stop);
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, clients).Select(client => Task.Run(async () =>
        {
            await using var connection = await database.OpenAsync(stop);
            foreach (var rows in written.Where((_, i) => i % clients == client).SelectMany(x => x))
                await WriteAsync(connection, rows, stop);
        }, stop)));
        return written.Sum(x => x.Count) / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    private static async Task WriteAsync(NpgsqlConnection connection, IReadOnlyList<Row> rows, CancellationToken stop)
    {
        await using var transaction = await connection.BeginTransactionAsync(stop);
        await using var batch = new NpgsqlBatch(connection, transaction);
        foreach (var row in rows)
        {
            var command = new NpgsqlBatchCommand(row.Insert);
            foreach (var (value, type) in row.Columns.Values)
                command.Parameters.Add(new NpgsqlParameter { Value = value, DataTypeName = type });
            batch.BatchCommands.Add(command);
        }
        await batch.ExecuteNonQueryAsync(stop);
        await transaction.CommitAsync(stop);
    }

    private static async Task<List<(long Transaction, Row Row)>> ReadAsync(BenchmarkDatabase database, string schema, string table, string conflict, long since, CancellationToken stop)
    {
        await using var connection = await database.OpenAsync(stop);
        await using var command = new NpgsqlCommand($"select xmin::text::bigint, t.* from {schema}.{table} t where xmin::text::bigint >= {since}", connection);
        await using var reader = await command.ExecuteReaderAsync(stop);
        var columns = Enumerable.Range(1, reader.FieldCount - 1).ToList();
        var insert = $"insert into {Copies}.{table} ({string.Join(", ", columns.Select(reader.GetName))}) values ({string.Join(", ", columns.Select(x => $"${x}"))}) {conflict}";
        var rows = new List<(long, Row)>();
        while (await reader.ReadAsync(stop))
            rows.Add((reader.GetInt64(0), new Row(insert, columns.ToDictionary(reader.GetName, x => (reader.GetValue(x), reader.GetDataTypeName(x)), StringComparer.Ordinal))));
        return rows;
    }
}
