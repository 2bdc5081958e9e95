using System.Globalization;
using Npgsql;

namespace FacilityLedger.Postgres;

/// <summary>
/// The right to serve one schema of a database: a lock of a session of its own, for the life of the server. Commands of the command line
/// do without. When the session dies the lock is taken again at once; a server that finds it with another one meanwhile must stop.
/// </summary>
public sealed class SchemaLock : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly string Self =
        Kept(string.Create(CultureInfo.InvariantCulture, $"process {Environment.ProcessId} on {Environment.MachineName}"));
    private readonly string _connectionString;
    private readonly string _key;
    private readonly CancellationTokenSource _closing = new();
    private readonly CancellationTokenSource _lost = new();
    private NpgsqlConnection? _session;
    private Task _held = Task.CompletedTask;

    private SchemaLock(string connectionString, string key) => (_connectionString, _key) = (connectionString, key);

    /// <summary>Cancelled when another server has taken the lock over: this one must stop.</summary>
    public CancellationToken Lost => _lost.Token;

    /// <summary>Who has it, or had it last: machine and process.</summary>
    public string? Holder { get; private set; }

    /// <summary>Waits a quarter of a minute for a server that is just stopping, so that a restart is no failure.</summary>
    /// <exception cref="LedgerDatabaseException">Another server has the lock.</exception>
    public static async Task<SchemaLock> TakeAsync(string connectionString, string? schema, CancellationToken ct)
    {
        var address = new NpgsqlConnectionStringBuilder(connectionString)
        {
            Pooling = false,
            // Both ends notice that the other is gone, though no packet says so: a machine without power would hold the lock for hours.
            KeepAlive = 10,
            Options = "-c lock_timeout=15s -c tcp_keepalives_idle=10 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=3",
            ApplicationName = Self,
        };
        var taken = new SchemaLock(address.ConnectionString, $"facility-ledger server {NameOf(schema)}");
        try
        {
            taken._session = await taken.SessionWithLockAsync(ct);
        }
        catch (NpgsqlException e)
        {
            throw new LedgerDatabaseException(
                $"The database at {address.Host}:{address.Port} does not say whether another server runs on it: {e.Message}", e);
        }

        if (taken._session is null)
        {
            throw new LedgerDatabaseException(
                $"A server already runs on schema {schema ?? "public"} of database {address.Database} at {address.Host}:{address.Port} "
                + $"({taken.Holder ?? "unknown"}). Stop it, or give this one another database.");
        }

        taken._held = taken.HoldAsync(taken._closing.Token);
        return taken;
    }

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        await _held;
        if (_session is not null)
        {
            await _session.DisposeAsync();
        }

        _closing.Dispose();
        _lost.Dispose();
    }

    /// <summary>As much of a name as PostgreSQL keeps of a session's.</summary>
    private static string Kept(string name) => name.Length > 63 ? name[..63] : name;

    private async Task HoldAsync(CancellationToken ct)
    {
        try
        {
            while (_session is not null)
            {
                await UntilDeadAsync(_session, ct);
                await _session.DisposeAsync();
                _session = await AgainAsync(ct);
            }

            await _lost.CancelAsync();
        }
        catch (OperationCanceledException)
        {
            // The server stops.
        }
    }

    private static async Task UntilDeadAsync(NpgsqlConnection session, CancellationToken ct)
    {
        try
        {
            while (true)
            {
                await session.WaitAsync(ct);
            }
        }
        catch (Exception e) when (e is NpgsqlException or IOException or InvalidOperationException)
        {
            // The session is dead, and the lock free.
        }
    }

    /// <summary>Without a database nobody serves, and there is time; null: another server was quicker.</summary>
    private async Task<NpgsqlConnection?> AgainAsync(CancellationToken ct)
    {
        while (true)
        {
            try
            {
                // A session of our own whose death PostgreSQL has not noticed yet is no rival.
                var session = await SessionWithLockAsync(ct);
                if (session is not null || !string.Equals(Holder, Self, StringComparison.Ordinal))
                {
                    return session;
                }
            }
            catch (NpgsqlException)
            {
                await Task.Delay(Pause, ct);
            }
        }
    }

    private async Task<NpgsqlConnection?> SessionWithLockAsync(CancellationToken ct)
    {
        var session = new NpgsqlConnection(_connectionString);
        try
        {
            await session.OpenAsync(ct);
            await using var take = new NpgsqlCommand("select pg_advisory_lock(hashtextextended($1, 0))", session);
            take.Parameters.Add(new NpgsqlParameter<string> { TypedValue = _key });
            await take.ExecuteNonQueryAsync(ct);
            Holder = Self;
            return session;
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.LockNotAvailable)
        {
            Holder = await HolderAsync(session, ct);
            await session.DisposeAsync();
            return null;
        }
        catch
        {
            await session.DisposeAsync();
            throw;
        }
    }

    private async Task<string?> HolderAsync(NpgsqlConnection session, CancellationToken ct)
    {
        await using var holder = new NpgsqlCommand(
            """
            select a.application_name from pg_locks l join pg_stat_activity a on a.pid = l.pid
            where l.locktype = 'advisory' and l.granted and a.datname = current_database()
              and ((l.classid::bigint << 32) | l.objid::bigint) = hashtextextended($1, 0)
            """,
            session);
        holder.Parameters.Add(new NpgsqlParameter<string> { TypedValue = _key });
        return await holder.ExecuteScalarAsync(ct) as string;
    }

    // As PostgreSQL reads a name that is not quoted: PUBLIC and public are one schema.
    private static string NameOf(string? schema) => (schema ?? "public").ToLowerInvariant();
}
