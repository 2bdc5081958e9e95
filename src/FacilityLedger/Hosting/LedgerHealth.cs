using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Clock;
using FacilityLedger.Hosting.Decisions;
using FacilityLedger.Inspections;
using JasperFx.Events.Projections;
using Marten;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.RateLimiting;
using Npgsql;

namespace FacilityLedger.Hosting;

/// <summary>
/// Ready: the database answers and takes entries, there is room for them and for evidence, a connection is free, the clock is not in
/// doubt, the views have seen what was there when the server started, and none is stuck. Said within five seconds, whatever the database does.
/// Live: the process answers (it must not ask the database, or an outage of the database kills healthy servers).
/// </summary>
/// <param name="connectionString">Of the database. Health asks over a connection of its own: it never waits for those of commands.</param>
public sealed class LedgerHealth(
    string connectionString, IDocumentStore store, IEvidenceStore evidence, TrustedClock trusted, TimeProvider clock)
{
    public static readonly Rule Away = new("database-away", 503, "DESIGN 7", new("数据库目前无法使用", "The database cannot be used at the moment"));
    public static readonly Rule NoRoom = new("no-room", 503, "DESIGN 7", new("存储空间不足", "A disk has no room left"));
    public static readonly Rule Behind = new("views-behind", 503, "DESIGN 5",
        new("视图尚未跟上启动前的记录", "The views have not yet seen what was there when the server started"));
    public static readonly Rule Stuck = new("views-stuck", 503, "DESIGN 5", new("视图落后且停滞不动", "A view lags and does not move"));

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Whole = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan FreeConnection = TimeSpan.FromSeconds(1);

    private readonly string own = new NpgsqlConnectionStringBuilder(connectionString)
    {
        Pooling = false,
        Timeout = 3,
        CommandTimeout = 3,
        CancellationTimeout = -1,
    }.ConnectionString;
    private readonly Dictionary<string, (long Sequence, DateTimeOffset Since)> lagging = new(StringComparer.Ordinal);
    private readonly Lock door = new();
    private Task<Refusal?>? asking;
    private long? begun;
    private bool caughtUp;

    /// <summary>Why the server is not ready; null when it is. However many ask at once, the database is asked once.</summary>
    public Task<Refusal?> FaultAsync()
    {
        lock (door)
            return asking is { IsCompleted: false } ? asking : asking = LookAsync();
    }

    /// <summary>
    /// Whether an error of PostgreSQL, by its SQLSTATE, says that there is nothing to be had of it now: no such database or no way in,
    /// shut down, not of this server's making, or open for reading alone.
    /// </summary>
    public static bool IsAway(string state) => state[..2] is "08" or "28" or "3D" or "57" or "58" || state == PostgresErrorCodes.ReadOnlySqlTransaction;

    public static void Map(WebApplication app)
    {
        app.MapGet("/health/live", () => Results.Ok(new { status = "live" })).WithMetadata(new AllowAnonymousAttribute(), new DisableRateLimitingAttribute());
        app.MapGet("/health/ready", ReadyAsync).WithMetadata(new AllowAnonymousAttribute(), new DisableRateLimitingAttribute());
    }

    private static async Task<IResult> ReadyAsync(LedgerHealth health, HttpContext http) =>
        await health.FaultAsync() is { } fault ? Problems.Of(fault, http) : Results.Ok(new { status = "ready" });

    private async Task<Refusal?> LookAsync()
    {
        try
        {
            return await AskAsync().WaitAsync(Whole, TimeProvider.System);
        }
        catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.DiskFull or PostgresErrorCodes.ConfigurationLimitExceeded)
        {
            return NoRoom.Refuse(("of", "database"));
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException)
        {
            return Away.Refuse();
        }
    }

    private async Task<Refusal?> AskAsync()
    {
        if (!evidence.HasRoom)
            return NoRoom.Refuse(("of", "evidence"));
        var views = store.Options.Events.Projections().Where(x => x.Lifecycle == ProjectionLifecycle.Async)
            .ToDictionary(x => $"{x.Name}:All", _ => 0L, StringComparer.Ordinal);
        await using (var connection = new NpgsqlConnection(own))
        {
            await connection.OpenAsync();
            if (await IsReadOnlyAsync(connection))
                return Away.Refuse();
            await DemandRoomAsync(connection);
            var last = await ReadAsync(connection, views);
            if (trusted.IsInDoubt)
                return TrustedClock.Distrusted.Refuse();
            if (Fault(views, last) is { } fault)
                return fault;
        }
        return await IsAnyFreeAsync() ? null : Preconditions.Busy.Refuse();
    }

    private static async Task<bool> IsReadOnlyAsync(NpgsqlConnection connection)
    {
        await using var command = new NpgsqlCommand("select current_setting('transaction_read_only')", connection);
        return await command.ExecuteScalarAsync() is "on";
    }

    // A small entry would find room in a page that is there already. What does not fit into so little memory goes into a file:
    // it needs new room and no right to write, and leaves nothing behind.
    private static async Task DemandRoomAsync(NpgsqlConnection connection)
    {
        await using var command = new NpgsqlCommand("set work_mem = '64kB'; select count(*) from generate_series(1, 20000)", connection);
        await command.ExecuteScalarAsync();
    }

    // The last event that is there: the sequence may be ahead of it, by a writer at work or by one that was rolled back.
    private async Task<long> ReadAsync(NpgsqlConnection connection, Dictionary<string, long> views)
    {
        var schema = store.Options.DatabaseSchemaName;
        await using var command = new NpgsqlCommand($"""
            select '', coalesce(max(seq_id), 0) from {schema}.mt_events
            union all select name, last_seq_id from {schema}.mt_event_progression
            """, connection);
        await using var rows = await command.ExecuteReaderAsync();
        var last = 0L;
        while (await rows.ReadAsync())
        {
            var (name, number) = (rows.GetString(0), rows.GetInt64(1));
            if (name.Length == 0)
                last = number;
            else if (views.ContainsKey(name))
                views[name] = number;
        }
        return last;
    }

    private async Task<bool> IsAnyFreeAsync()
    {
        try
        {
            using var limit = new CancellationTokenSource(FreeConnection, TimeProvider.System);
            await using var connection = store.Storage.Database.CreateConnection();
            await connection.OpenAsync(limit.Token);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private Refusal? Fault(Dictionary<string, long> views, long last)
    {
        var now = clock.GetUtcNow();
        lock (door)
        {
            var stuck = views.Where(x => IsStuck(x.Key, x.Value, last, now)).Select(x => x.Key).ToList();
            if (stuck.Count > 0)
                return Stuck.Refuse(("views", stuck));
            begun ??= last;
            var behind = caughtUp ? [] : views.Where(x => x.Value < begun).Select(x => x.Key).ToList();
            caughtUp = behind.Count == 0;
            return caughtUp ? null : Behind.Refuse(("views", behind));
        }
    }

    // Only what lags at two questions can be stuck: one that has just got something to do is not.
    private bool IsStuck(string view, long sequence, long last, DateTimeOffset now)
    {
        if (sequence < last && lagging.TryGetValue(view, out var before) && before.Sequence == sequence)
            return now - before.Since > Patience;
        if (sequence < last)
            lagging[view] = (sequence, now);
        else
            lagging.Remove(view);
        return false;
    }
}
