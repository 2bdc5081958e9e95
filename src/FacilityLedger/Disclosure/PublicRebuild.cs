using FacilityLedger.Hosting;
using Marten;
using Npgsql;

namespace FacilityLedger.Disclosure;

/// <summary>Makes the public view anew from the events, beside the one that serves. Nobody sees it before it is whole; then one row makes it the live one.</summary>
/// <remarks>What is published meanwhile goes into both: the projection reads which builds there are before it writes, and a row never gives way to an older one.</remarks>
public static class PublicRebuild
{
    private const int Chunk = 500;

    /// <param name="readers">How long those who began to read the former build may go on before its rows are removed.</param>
    /// <returns>So many institutions are in it.</returns>
    /// <exception cref="LedgerStartException">Another rebuild is at work.</exception>
    public static async Task<long> RunAsync(IDocumentStore store, TimeSpan readers, TimeProvider clock, CancellationToken cancellation)
    {
        var schema = store.Options.DatabaseSchemaName;
        await using var connection = store.Storage.Database.CreateConnection();
        await connection.OpenAsync(cancellation);
        if (!await ScalarAsync<bool>(connection, $"select pg_try_advisory_lock(hashtext('{schema}.public_rebuild'))", cancellation))
            throw new LedgerStartException("The public view is being rebuilt already.");
        try
        {
            var next = await BeginAsync(connection, schema, cancellation);
            foreach (var jurisdiction in await ColumnAsync(connection, $"select distinct tenant_id from {schema}.mt_streams", null, cancellation))
                await FillAsync(connection, schema, jurisdiction, next, cancellation);
            await ExecuteAsync(connection, $"delete from {schema}.public_build where number <> {next}; update {schema}.public_build set live = true", cancellation);
            await Task.Delay(readers, clock, cancellation);
            await RemoveAsync(connection, schema, cancellation);
            return await ScalarAsync<long>(connection, $"select count(*) from {schema}.public_facility where build = {next}", cancellation);
        }
        finally
        {
            await ExecuteAsync(connection, $"select pg_advisory_unlock(hashtext('{schema}.public_rebuild'))", CancellationToken.None);
        }
    }

    // What an earlier rebuild left when it was interrupted is nobody's.
    private static async Task<int> BeginAsync(NpgsqlConnection connection, string schema, CancellationToken cancellation)
    {
        await ExecuteAsync(connection, $"insert into {schema}.public_build (number, live) select {PublicRegister.FirstBuild}, true where not exists (select from {schema}.public_build where live); delete from {schema}.public_build where not live", cancellation);
        await RemoveAsync(connection, schema, cancellation);
        return await ScalarAsync<int>(connection, $"insert into {schema}.public_build (number, live) select max(number) + 1, false from {schema}.public_build returning number", cancellation);
    }

    private static async Task FillAsync(NpgsqlConnection connection, string schema, string jurisdiction, int build, CancellationToken cancellation)
    {
        for (var after = ""; ;)
        {
            var ids = await ColumnAsync(connection, $"select id from {schema}.mt_streams where tenant_id = $1 and id > $2 order by id limit {Chunk}", [jurisdiction, after], cancellation);
            if (ids.Count == 0)
                return;
            // The lock that writing takes: what is read here is not overtaken before it is written.
            await using var transaction = await connection.BeginTransactionAsync(cancellation);
            await ExecuteAsync(connection, $"select pg_advisory_xact_lock(hashtext('{schema}.public_put'))", cancellation);
            var rows = await PublicRow.FoldAsync(connection, schema, jurisdiction, ids, cancellation);
            await using var put = new NpgsqlCommand(PublicFacilityProjection.PutSql(schema, '$'), connection) { CommandTimeout = 0 };
            foreach (var value in new object[] { jurisdiction, build, jurisdiction, build, PublicRow.Json(rows) })
                put.Parameters.Add(new NpgsqlParameter { Value = value });
            await put.ExecuteNonQueryAsync(cancellation);
            await transaction.CommitAsync(cancellation);
            after = ids[^1];
        }
    }

    private static Task RemoveAsync(NpgsqlConnection connection, string schema, CancellationToken cancellation) =>
        ExecuteAsync(connection, string.Join(';', new[] { "public_line", "public_facility", "public_figure", "public_stamp" }.Select(x => $"delete from {schema}.{x} where build not in (select number from {schema}.public_build)")), cancellation);

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private static async Task<T> ScalarAsync<T>(NpgsqlConnection connection, string sql, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        return (T)(await command.ExecuteScalarAsync(cancellation))!;
    }

    private static async Task<IReadOnlyList<string>> ColumnAsync(NpgsqlConnection connection, string sql, string[]? values, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        foreach (var value in values ?? [])
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = value });
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var all = new List<string>();
        while (await reader.ReadAsync(cancellation))
            all.Add(reader.GetString(0));
        return all;
    }
}
