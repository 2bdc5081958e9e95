using Npgsql;

namespace FacilityLedger.IntegrationTests;

/// <summary>
/// While this is held, whoever writes an event that names <see cref="Mark"/> stops at the end of his transaction: all its numbers are taken,
/// and nobody sees its events.
/// Disposing of it lets them go on.
/// </summary>
internal sealed class StoppedWriters(LedgerUnderTest ledger, NpgsqlConnection connection) : IAsyncDisposable
{
    public const string Mark = "STOPPED";
    private const long Gate = 77_001;

    public static async Task<StoppedWriters> HoldAsync(LedgerUnderTest ledger)
    {
        // The trigger is the owner's work; whom it stops, and who ends them, is the program's role.
        await using (var owner = await OpenAsync(await TestPostgres.OwnerConnectionStringAsync()))
            await DoAsync(owner, $"""
            create function {ledger.Schema}.wait_at_the_gate() returns trigger language plpgsql as $$
            begin
                perform pg_advisory_xact_lock_shared(hashtext('{ledger.Schema}'), {Gate});
                return null;
            end $$;
            create constraint trigger gate after insert on {ledger.Schema}.mt_events deferrable initially deferred
                for each row when (new.data::text like '%{Mark}%') execute function {ledger.Schema}.wait_at_the_gate();
            """);
        var connection = await OpenAsync();
        await DoAsync(connection, $"select pg_advisory_lock(hashtext('{ledger.Schema}'), {Gate})");
        return new StoppedWriters(ledger, connection);
    }

    /// <summary>A connection of the test's own.</summary>
    public static async Task<NpgsqlConnection> OpenAsync() => await OpenAsync(await TestPostgres.ConnectionStringAsync());

    private static async Task<NpgsqlConnection> OpenAsync(string role)
    {
        var connection = new NpgsqlConnection($"{role};Pooling=false");
        await connection.OpenAsync();
        return connection;
    }

    /// <summary>How many stand still, for at least so long.</summary>
    public Task<long> StoppedAsync(TimeSpan time = default) => AskAsync($"""
        select count(*) from pg_locks l join pg_stat_activity a using (pid)
        where l.locktype = 'advisory' and not l.granted and l.objid = {Gate} and l.classid::bigint = hashtext('{ledger.Schema}')::bigint & 4294967295
            and now() - a.xact_start >= interval '{(int)time.TotalSeconds} seconds'
        """);

    /// <summary>Ends the processes of those who stand still, as a kill does.</summary>
    public Task<long> KillAsync() => AskAsync($"""
        select count(pg_terminate_backend(l.pid)) from pg_locks l
        where l.locktype = 'advisory' and not l.granted and l.objid = {Gate} and l.classid::bigint = hashtext('{ledger.Schema}')::bigint & 4294967295
        """);

    public ValueTask DisposeAsync() => connection.DisposeAsync();

    private static async Task DoAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private async Task<long> AskAsync(string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
