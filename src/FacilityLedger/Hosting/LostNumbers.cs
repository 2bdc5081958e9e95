using Marten;
using Marten.Exceptions;
using Npgsql;

namespace FacilityLedger.Hosting;

/// <summary>
/// Lets the views pass the numbers of events that will never be: a transaction that was rolled back gives none back, and the views stop in
/// front of each until nobody can fill it any more.
/// Marten takes every transaction at work for one that might, so a long read (a backup, a report) would hold up all of them.
/// Who took a number holds a lock on the sequence until his transaction ends, and a reader has none.
/// So a number is lost when everybody who held the sequence after it was given has ended; time has no say in it, and the slowest writer
/// loses nothing.
/// </summary>
public sealed partial class LostNumbers(IDocumentStore store, ILogger<LostNumbers> log) : BackgroundService
{
    private readonly string schema = store.Options.DatabaseSchemaName;

    // Where the views stand, the last number given when they were first seen there, and which transactions may still fill one up to it.
    private (long Mark, long Given, HashSet<string> Writers)? waits;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Of the machine's clock, as the daemon's own rounds are.
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1), TimeProvider.System);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await PassAsync(stoppingToken);
            }
            catch (Exception e) when (e is NpgsqlException or MartenException or MartenCommandException)
            {
                // The next round asks again; the health check shows a database that stays away.
                Missed(e.Message);
            }
        }
    }

    private async Task PassAsync(CancellationToken cancellation)
    {
        await using var connection = (NpgsqlConnection)store.Storage.Database.CreateConnection();
        await connection.OpenAsync(cancellation);
        var (mark, given, next) = await NumbersAsync(connection, cancellation);
        if (given <= mark || next == mark + 1)
        {
            waits = null;
            return;
        }
        // Asked for in a statement after that which read the last number: whoever took one up to it is seen here, or has ended.
        var writers = await WritersAsync(connection, cancellation);
        if (waits is not { } known || known.Mark != mark)
            waits = known = (mark, given, writers);
        else
            known.Writers.IntersectWith(writers);
        // An ended transaction lets its lock go after its events can be seen.
        if (known.Writers.Count == 0 && await MarkAsync(connection, mark, known.Given, cancellation))
            Passed(mark, known.Given);
    }

    private async Task<(long Mark, long Given, long? Next)> NumbersAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand($"""
            select mark,
                (select case when is_called then last_value else last_value - 1 end from {schema}.mt_events_sequence),
                (select min(seq_id) from {schema}.mt_events where seq_id > mark)
            from (select coalesce((select last_seq_id from {schema}.mt_event_progression where name = 'HighWaterMark'), 0) as mark) as daemon
            """, connection);
        await using var row = await command.ExecuteReaderAsync(cancellation);
        await row.ReadAsync(cancellation);
        return (row.GetInt64(0), row.GetInt64(1), await row.IsDBNullAsync(2, cancellation) ? null : row.GetInt64(2));
    }

    // Virtual transaction ids: a reader has one as well, a prepared transaction too, and none is given twice.
    private async Task<HashSet<string>> WritersAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand($"""
            select distinct virtualtransaction from pg_locks
            where locktype = 'relation' and relation = '{schema}.mt_events_sequence'::regclass and granted and mode <> 'AccessShareLock'
                and database = (select oid from pg_database where datname = current_database())
            """, connection);
        await using var rows = await command.ExecuteReaderAsync(cancellation);
        var writers = new HashSet<string>(StringComparer.Ordinal);
        while (await rows.ReadAsync(cancellation))
            writers.Add(rows.GetString(0));
        return writers;
    }

    private async Task<bool> MarkAsync(NpgsqlConnection connection, long mark, long passed, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand($"""
            insert into {schema}.mt_event_progression as daemon (name, last_seq_id, last_updated)
            values ('HighWaterMark', $1, transaction_timestamp())
            on conflict (name) do update set last_seq_id = excluded.last_seq_id, last_updated = excluded.last_updated
            where daemon.last_seq_id = $2
            """, connection);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = passed });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = mark });
        return await command.ExecuteNonQueryAsync(cancellation) == 1;
    }

    [LoggerMessage(Level = LogLevel.Information, Message =
        "The views pass the numbers of events after {Mark} up to {Passed}: those that are not there were of transactions rolled back")]
    private partial void Passed(long mark, long passed);

    [LoggerMessage(Level = LogLevel.Debug, Message = "Whether numbers were lost could not be asked: {Reason}")]
    private partial void Missed(string reason);
}
