using FacilityLedger.Hosting.Clock;
using FacilityLedger.Policies;
using Marten;
using Marten.Exceptions;
using Npgsql;

namespace FacilityLedger.Hosting.Decisions;

/// <summary>Clears first answers whose time is over. Of each there stays that it was given, so that a late retry is told so and nothing is carried out twice.</summary>
/// <param name="Days">So long they are kept; <c>Ledger:AnswerDays</c>.</param>
public sealed record SpentAnswers(IDocumentStore Store, PolicyShelf Shelf, TimeProvider Clock, int Days)
{
    private const int Batch = 500;

    /// <summary>One round. Answers how many were cleared.</summary>
    public async Task<int> ClearAsync(CancellationToken cancellation = default)
    {
        var (before, cleared) = (Clock.GetUtcNow().AddDays(-Days), 0);
        foreach (var jurisdiction in Shelf.All.Select(x => x.Jurisdiction))
            for (var some = Batch; some == Batch; cleared += some)
            {
                await using var session = Store.LightweightSession(jurisdiction);
                var spent = await session.Query<Answer>().Where(x => x.At < before).OrderBy(x => x.At).Take(Batch).Select(x => x.Id).ToListAsync(cancellation);
                session.Store(spent.Select(Answer.OfCleared));
                await session.SaveChangesAsync(cancellation);
                some = spent.Count;
            }
        return cleared;
    }
}

/// <summary>Clears once an hour of the ledger's clock, unless that is in doubt.</summary>
public sealed partial class SpentAnswerRounds(SpentAnswers answers, TrustedClock trusted, TimeProvider clock, ILogger<SpentAnswerRounds> log)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromHours(1), clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await RoundAsync(stoppingToken);
            }
            catch (Exception e) when (e is NpgsqlException or MartenException or MartenCommandException)
            {
                // What is left over is cleared in the next hour.
                Missed(e.GetType().Name);
            }
        }
    }

    /// <summary>One round.</summary>
    public async Task RoundAsync(CancellationToken cancellation = default)
    {
        if (!trusted.IsInDoubt)
            await answers.ClearAsync(cancellation);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Answers to commands were not all cleared: {Reason}")]
    private partial void Missed(string reason);
}
