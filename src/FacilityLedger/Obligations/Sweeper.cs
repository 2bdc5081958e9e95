using System.Security.Cryptography;
using FacilityLedger.Facilities;
using FacilityLedger.Hosting;
using FacilityLedger.Hosting.Decisions;
using FacilityLedger.Policies;
using Marten;
using Npgsql;

namespace FacilityLedger.Obligations;

/// <summary>Asks <see cref="FallDue"/> of every facility with something due. One in the cluster at a time: an advisory lock in a transaction of its own, which ends with the round, the connection or the process.</summary>
public sealed class Sweeper(IDocumentStore store, Ledger ledger, PolicyShelf shelf, TimeProvider clock)
{
    private const long Lock = 5_270_021;
    private const int Page = 500;
    private static readonly Actor Sweep = new("sweep", "none", ["system"]);

    /// <summary>One round. Answers how many terms were recorded as overdue; 0 as well when another node sweeps.</summary>
    public async Task<int> SweepAsync(CancellationToken cancellation = default)
    {
        await using var connection = (NpgsqlConnection)store.Storage.Database.CreateConnection();
        await connection.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await using var claim = new NpgsqlCommand($"select pg_try_advisory_xact_lock({Lock})", connection);
        if (await claim.ExecuteScalarAsync(cancellation) is not true)
            return 0;
        var (fallen, after) = (0, "");
        while (await DueAsync(connection, after, cancellation) is { Count: > 0 } due)
        {
            await Parallel.ForEachAsync(due, new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = cancellation }, async (one, stop) =>
            {
                var c = new Circumstances(Sweep, shelf[one.Jurisdiction], clock.GetUtcNow(), RandomNumberGenerator.GetBytes(32));
                var decision = await ledger.DecideAsync<Facility>(one.Id, c, facility => facility is null ? Decision.Nothing : FallDue.Decide(facility, c), stop);
                Interlocked.Add(ref fallen, decision.Events.Count);
            });
            after = due[^1].Id;
        }
        return fallen;
    }

    // Stream keys are unique over all jurisdictions, so the key alone pages through them.
    private async Task<IReadOnlyList<(string Jurisdiction, string Id)>> DueAsync(NpgsqlConnection connection, string after, CancellationToken cancellation)
    {
        var table = store.Options.Schema.For<Facility>(qualified: true);
        // In the words of the index, or every facility is read in every round.
        await using var command = new NpgsqlCommand($"select tenant_id, id from {table} where (data ->> 'nextDue') is not null and {store.Options.DatabaseSchemaName}.mt_immutable_timestamptz(data ->> 'nextDue') <= $1 and id > $2 order by id limit {Page}", connection);
        command.Parameters.Add(new NpgsqlParameter<DateTime> { TypedValue = clock.GetUtcNow().UtcDateTime });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = after });
        var due = new List<(string, string)>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
            if (shelf.Find(reader.GetString(0)) is not null)
                due.Add((reader.GetString(0), reader.GetString(1)));
        return due;
    }
}

/// <summary>Sweeps every five seconds of the ledger's clock.</summary>
public sealed partial class SweepRounds(Sweeper sweeper, TimeProvider clock, ILogger<SweepRounds> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(5), clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                if (await sweeper.SweepAsync(stoppingToken) is > 0 and var fallen)
                    Fell(fallen);
            }
            catch (Exception e) when (e is NpgsqlException or Marten.Exceptions.MartenCommandException)
            {
                // The next round finds what is still due; the health check shows a database that stays away.
                Missed(e.Message);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Count} terms fell due")]
    private partial void Fell(int count);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A sweep did not finish: {Reason}")]
    private partial void Missed(string reason);
}
