using System.Runtime.ExceptionServices;
using System.Security.Cryptography;
using FacilityLedger.Adoption;
using FacilityLedger.Facilities;
using FacilityLedger.Hosting;
using FacilityLedger.Hosting.Clock;
using FacilityLedger.Hosting.Decisions;
using FacilityLedger.Plans;
using FacilityLedger.Policies;
using Marten;
using Marten.Exceptions;
using Npgsql;

namespace FacilityLedger.Obligations;

/// <summary>Asks <see cref="FallDue"/> of every facility with something due. One in the cluster at a time: an advisory lock in a transaction of its own, which ends with the round, the connection or the process.</summary>
public sealed class Sweeper(IDocumentStore store, Ledger ledger, PolicyShelf shelf, TimeProvider clock)
{
    private const long Lock = 5_270_021;
    private const int Page = 500;
    private static readonly Actor Sweep = new("sweep", "none", ["system"]);

    // Plans whose institutions were asked today.
    private readonly HashSet<(string Plan, DateOnly Day)> covered = [];

    // Jurisdictions whose terms are known to follow their calendar.
    private readonly HashSet<string> counted = new(StringComparer.Ordinal);

    /// <summary>One round. Answers how many terms were recorded as overdue; 0 as well when another node sweeps.</summary>
    public async Task<int> SweepAsync(CancellationToken cancellation = default)
    {
        await using var connection = (NpgsqlConnection)store.Storage.Database.CreateConnection();
        await connection.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await using var claim = new NpgsqlCommand($"select pg_try_advisory_xact_lock({Lock})", connection);
        if (await claim.ExecuteScalarAsync(cancellation) is not true)
            return 0;
        foreach (var book in shelf.All.Where(x => !counted.Contains(x.Jurisdiction)))
        {
            await CountAnewAsync(connection, book.Jurisdiction, cancellation);
            counted.Add(book.Jurisdiction);
        }
        foreach (var book in shelf.All)
            await CoverAsync(connection, book, cancellation);
        // In the words of the index, or every facility is read in every round.
        return await AskAsync(connection, $"(data ->> 'nextDue') is not null and {store.Options.DatabaseSchemaName}.mt_immutable_timestamptz(data ->> 'nextDue') <= $1", clock.GetUtcNow().UtcDateTime, cancellation);
    }

    // A notice that came while the server was down, or a round that was killed, is found here again.
    private async Task CountAnewAsync(NpgsqlConnection connection, string jurisdiction, CancellationToken cancellation)
    {
        await using var session = store.LightweightSession(jurisdiction);
        if (!await PolicyStream.HasNewNoticesAsync(session, jurisdiction, cancellation))
            return;
        await AskAsync(connection, "tenant_id = $1", jurisdiction, cancellation);
        await PolicyStream.AppliedAsync(session, jurisdiction, cancellation);
    }

    // Once a day: whoever was registered meanwhile is in full coverage too.
    private async Task CoverAsync(NpgsqlConnection connection, PolicyBook book, CancellationToken cancellation)
    {
        var today = book.DayOf(clock.GetUtcNow());
        await using var session = store.QuerySession(book.Jurisdiction);
        // A plan bears its draws with it: it is read whole once a day and not in every round.
        var plans = await session.Query<InspectionPlan>().Where(x => x.Status == PlanStatus.Published && x.Year == today.Year).Select(x => x.Id).ToListAsync(cancellation);
        foreach (var id in plans.Where(x => !covered.Contains((x, today))))
        {
            if (await session.LoadAsync<InspectionPlan>(id, cancellation) is { } plan && plan.Items.Any(x => x.Coverage == "full"))
                await AskAsync(connection, "tenant_id = $1", book.Jurisdiction, (facility, c) => OweCoverage.Decide(facility, plan, c), cancellation);
            covered.RemoveWhere(x => x.Plan == id);
            covered.Add((id, today));
        }
    }

    private Task<int> AskAsync<T>(NpgsqlConnection connection, string which, T value, CancellationToken cancellation) => AskAsync(connection, which, value, FallDue.Decide, cancellation);

    private async Task<int> AskAsync<T>(NpgsqlConnection connection, string which, T value, Func<Facility, Circumstances, Decision> ask, CancellationToken cancellation)
    {
        var (fallen, after) = (0, "");
        StreamLockedException? held = null;
        while (await PageAsync(connection, which, value, after, cancellation) is { Count: > 0 } page)
        {
            // One after the other: a midnight with many terms must leave the officers their share.
            foreach (var (jurisdiction, id) in page)
            {
                var c = new Circumstances(Sweep, shelf[jurisdiction], clock.GetUtcNow(), RandomNumberGenerator.GetBytes(32));
                try
                {
                    var decision = await ledger.DecideAsync<Facility>(id, c, facility => facility is null ? Decision.Nothing : ask(facility, c), cancellation);
                    fallen += decision.Events.OfType<ObligationFellDue>().Count();
                }
                catch (StreamLockedException e)
                {
                    held = e;
                }
            }
            after = page[^1].Id;
        }
        // One that somebody holds keeps no other waiting, but the round is not done: the next one asks it again.
        if (held is not null)
            ExceptionDispatchInfo.Throw(held);
        return fallen;
    }

    // Stream keys are unique over all jurisdictions, so the key alone pages through them.
    private async Task<IReadOnlyList<(string Jurisdiction, string Id)>> PageAsync<T>(NpgsqlConnection connection, string which, T value, string after, CancellationToken cancellation)
    {
        var table = store.Options.Schema.For<Facility>(qualified: true);
        await using var command = new NpgsqlCommand($"select tenant_id, id from {table} where {which} and id > $2 order by id limit {Page}", connection);
        command.Parameters.Add(new NpgsqlParameter<T> { TypedValue = value });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = after });
        var due = new List<(string, string)>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
            if (shelf.Find(reader.GetString(0)) is not null)
                due.Add((reader.GetString(0), reader.GetString(1)));
        return due;
    }
}

/// <summary>Sweeps every five seconds of the ledger's clock, unless that is in doubt.</summary>
public sealed partial class SweepRounds(Sweeper sweeper, TrustedClock trusted, TimeProvider clock, ILogger<SweepRounds> log) : BackgroundService
{
    private bool said;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(5), clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await RoundAsync(stoppingToken);
            }
            catch (Exception e) when (e is NpgsqlException or MartenException or MartenCommandException)
            {
                // The next round finds what is still due; the health check shows a database that stays away.
                Missed(e.Message);
            }
        }
    }

    /// <summary>One round.</summary>
    public async Task RoundAsync(CancellationToken cancellation = default)
    {
        await trusted.HearAsync(cancellation);
        if (trusted.IsInDoubt)
        {
            if (!said)
                Rests(trusted.Doubt);
            said = true;
            return;
        }
        said = false;
        if (await sweeper.SweepAsync(cancellation) is > 0 and var fallen)
            Fell(fallen);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Count} terms fell due")]
    private partial void Fell(int count);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A sweep did not finish: {Reason}")]
    private partial void Missed(string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "Nothing falls due: {Doubt}")]
    private partial void Rests(string doubt);
}
