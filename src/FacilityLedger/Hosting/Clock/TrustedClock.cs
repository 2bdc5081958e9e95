using System.Globalization;
using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;
using Marten;
using Npgsql;

namespace FacilityLedger.Hosting.Clock;

/// <summary>The word of an administrator that the clock was right.</summary>
/// <param name="Instant">What the clock said then.</param>
/// <param name="After">Number of the last event then: what stood there before says no more what time it is.</param>
public sealed record ClockWord(string Id, DateTimeOffset Instant, long After)
{
    public const string Only = "clock";
}

/// <summary>
/// Whether the ledger may go by its clock. What falls due is marked for ever, so nothing falls due by a clock in doubt: one that has
/// jumped while the server ran, or stands far ahead of the last entry at the start.
/// One that stands behind the last entry starts no server. An administrator's word (<c>clock accept</c>) ends the doubt.
/// </summary>
public sealed class TrustedClock(IDocumentStore store, TimeProvider clock)
{
    public static readonly Rule Distrusted = new("clock-distrusted", 503, "DESIGN 7",
        new("服务器时钟存疑，须由管理员核实", "The server's clock is in doubt; an administrator must look at it"));

    // The longest holidays are no reason for doubt.
    private static readonly TimeSpan Ahead = TimeSpan.FromDays(7);

    // A word was spoken when the clock said so: by the time it is heard, little time has passed.
    private static readonly TimeSpan Lately = TimeSpan.FromMinutes(10);

    private readonly string schema = store.Options.DatabaseSchemaName;
    private DateTimeOffset? heard;
    private DateTimeOffset? last;

    /// <summary>At the start the clock stood further ahead of the last entry than it was allowed to, and nobody has said yet that it is right.</summary>
    public bool Waits { get; private set; }

    /// <summary>Nothing may fall due.</summary>
    public bool IsInDoubt => Waits || Jump is not null;

    /// <summary>Why; for the administrator.</summary>
    public string Doubt => Waits
        ? Said($"The clock says {clock.GetUtcNow():u}, more than seven days after the last entry of {last:u}. If it is right, say so: clock accept")
        : Said($"The clock has jumped by {Jump}. The ledger goes on by {clock.GetUtcNow():u}. If the clock is right now, say so: clock accept");

    /// <summary>Compares the clock with the last entry. A ledger without entries has nothing to compare with.</summary>
    /// <exception cref="LedgerStartException">The clock is behind the last entry.</exception>
    public async Task CompareAsync(CancellationToken cancellation)
    {
        await using var connection = await OpenAsync(cancellation);
        var word = await WordAsync(connection, cancellation);
        (heard, last) = (word?.Instant, await LastAsync(connection, word, cancellation));
        if (clock.GetUtcNow() < last - LedgerClock.Tolerance)
            throw new LedgerStartException(Said($"The clock of this machine says {clock.GetUtcNow():u}, but the last entry is of {last:u}. ")
                + "Set the clock; if it is right and the entry is not, say so: clock accept");
        Waits = clock.GetUtcNow() > last + Ahead;
    }

    /// <summary>The same, for a program that writes and leaves: it does not wait.</summary>
    /// <exception cref="LedgerStartException">The clock is in doubt.</exception>
    public async Task DemandAsync(CancellationToken cancellation)
    {
        await CompareAsync(cancellation);
        if (Waits)
            throw new LedgerStartException(Doubt);
    }

    /// <summary>
    /// Looks whether an administrator has spoken. Asked without a doubt as well, so that an earlier word is never taken for one on a later doubt.
    /// </summary>
    public async Task HearAsync(CancellationToken cancellation)
    {
        await using var connection = await OpenAsync(cancellation);
        if (await WordAsync(connection, cancellation) is not { } word || word.Instant == heard)
            return;
        heard = word.Instant;
        if (!IsInDoubt || (Wall - word.Instant).Duration() > Lately)
            return;
        Waits = false;
        (clock as LedgerClock)?.Accept();
    }

    /// <summary>The administrator's word. Answers the last entry before it.</summary>
    public async Task<DateTimeOffset?> AcceptAsync(CancellationToken cancellation)
    {
        await using var connection = await OpenAsync(cancellation);
        var before = await LastAsync(connection, await WordAsync(connection, cancellation), cancellation);
        await using var command = new NpgsqlCommand($"select coalesce(max(seq_id), 0) from {schema}.mt_events", connection);
        await using var session = store.LightweightSession(ClockWord.Only);
        session.Store(new ClockWord(ClockWord.Only, Wall, (long)(await command.ExecuteScalarAsync(cancellation))!));
        await session.SaveChangesAsync(cancellation);
        return before;
    }

    /// <summary>
    /// No command is taken while nobody knows what time it is. By a clock that has jumped they go on: its last right time is carried on.
    /// </summary>
    public static void Use(WebApplication app) => app.Use(async (http, next) =>
    {
        var isCommand = http.GetEndpoint()?.Metadata.GetMetadata<GivesAttribute>() is not null;
        if (isCommand && http.RequestServices.GetRequiredService<TrustedClock>().Waits)
            await Problems.Of(Distrusted.Refuse(), http).ExecuteAsync(http);
        else
            await next();
    });

    private DateTimeOffset Wall => clock is LedgerClock { Wall: var wall } ? wall : clock.GetUtcNow();

    private TimeSpan? Jump => (clock as LedgerClock)?.Jump;

    private static string Said(FormattableString words) => FormattableString.Invariant(words);

    private async Task<NpgsqlConnection> OpenAsync(CancellationToken cancellation)
    {
        var connection = (NpgsqlConnection)store.Storage.Database.CreateConnection();
        await connection.OpenAsync(cancellation);
        return connection;
    }

    // The tables are not there before the first start.
    private async Task<ClockWord?> WordAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        if (!await IsThereAsync(connection, "mt_doc_clockword", cancellation))
            return null;
        await using var session = store.QuerySession(ClockWord.Only);
        return await session.LoadAsync<ClockWord>(ClockWord.Only, cancellation);
    }

    // Entries stand in the order of time, but for those of a clock that was wrong: of the last thousand, the latest.
    // Policies are adopted by the start itself, in doubt or not.
    private async Task<DateTimeOffset?> LastAsync(NpgsqlConnection connection, ClockWord? word, CancellationToken cancellation)
    {
        if (!await IsThereAsync(connection, "mt_events", cancellation))
            return null;
        await using var command = new NpgsqlCommand($"""
            select max(timestamp) from (
                select timestamp from {schema}.mt_events where seq_id > $1 and stream_id <> 'policy-' || tenant_id
                order by seq_id desc limit 1000) as lately
            """, connection);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = word?.After ?? 0 });
        DateTimeOffset? entry = await command.ExecuteScalarAsync(cancellation) is DateTime at ? new DateTimeOffset(at, TimeSpan.Zero) : null;
        return word is not null && (entry is null || entry < word.Instant) ? word.Instant : entry;
    }

    private async Task<bool> IsThereAsync(NpgsqlConnection connection, string table, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand("select to_regclass($1) is not null", connection);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = $"{schema}.{table}" });
        return (bool)(await command.ExecuteScalarAsync(cancellation))!;
    }
}
