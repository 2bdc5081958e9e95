using FacilityLedger.Hosting.Clock;
using FacilityLedger.Policies;
using Marten;
using Marten.Exceptions;
using Npgsql;

namespace FacilityLedger.Inspections;

/// <summary>Clears uploads that no event names and that nobody has sent or tried to enter for a while.</summary>
/// <param name="Days">So long they are kept; <c>Ledger:EvidenceUnusedDays</c>.</param>
public sealed record UnusedUploads(IDocumentStore Store, IEvidenceStore Evidence, PolicyShelf Shelf, TimeProvider Clock, int Days)
{
    /// <summary>One round. Answers how many were cleared.</summary>
    public async Task<int> ClearAsync(CancellationToken cancellation = default)
    {
        var (before, cleared) = (Clock.GetUtcNow().AddDays(-Days), 0);
        foreach (var jurisdiction in Shelf.All.Select(x => x.Jurisdiction))
        {
            Evidence.DropHalves(jurisdiction, before);
            var old = Evidence.SentBefore(jurisdiction, before).ToHashSet(StringComparer.Ordinal);
            if (old.Count == 0)
                continue;
            await using var session = Store.QuerySession(jurisdiction);
            await foreach (var x in EvidenceReferences.OfAsync(session, cancellation))
                old.Remove(x.Digest);
            // An event that is written meanwhile has renewed its file before: that one is not old any more.
            cleared += old.Count(x => Evidence.Drop(jurisdiction, x, before));
        }
        return cleared;
    }
}

/// <summary>Clears once a day of the ledger's clock, unless that is in doubt.</summary>
public sealed partial class UploadRounds(UnusedUploads uploads, TrustedClock trusted, TimeProvider clock, ILogger<UploadRounds> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromDays(1), clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await RoundAsync(stoppingToken);
            }
            catch (Exception e) when (e is NpgsqlException or MartenException or MartenCommandException or IOException or UnauthorizedAccessException)
            {
                // What is left over is cleared on the next day.
                Missed(e.Message);
            }
        }
    }

    /// <summary>One round.</summary>
    public async Task RoundAsync(CancellationToken cancellation = default)
    {
        if (!trusted.IsInDoubt && await uploads.ClearAsync(cancellation) is > 0 and var cleared)
            Cleared(cleared);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Count} uploads that no event names were cleared")]
    private partial void Cleared(int count);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Unused uploads were not all cleared: {Reason}")]
    private partial void Missed(string reason);
}
