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
        var connection = await OpenAsync();
        var stopped = new StoppedWriters(ledger, connection);
        await stopped.DoAsync($"""
            create function {ledger.Schema}.wait_at_the_gate() returns trigger language plpgsql as $$
            begin
                perform pg_advisory_xact_lock_shared(hashtext('{ledger.Schema}'), {Gate});
                return null;
            end $$;
            create constraint trigger gate after insert on {ledger.Schema}.mt_events deferrable initially deferred
                for each row when (new.data::text like '%{Mark}%') execute function {ledger.Schema}.wait_at_the_gate();
            select pg_advisory_lock(hashtext('{ledger.Schema}'), {Gate});
            """);
        return stopped;
    }

    /// <summary>A connection of the test's own.</summary>
    public static async Task<NpgsqlConnection> OpenAsync()
    {
        var connection = new NpgsqlConnection($"{await TestPostgres.ConnectionStringAsync()};Pooling=false");
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

    private async Task DoAsync(string sql)
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
