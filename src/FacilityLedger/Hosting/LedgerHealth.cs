using JasperFx.Events.Projections;
using Marten;
using Microsoft.AspNetCore.Authorization;

namespace FacilityLedger.Hosting;

/// <summary>Ready: the database answers, the views have seen what was there when the server started, and none is stuck. Live: the process answers (it must not ask the database, or an outage of the database kills healthy servers).</summary>
public sealed class LedgerHealth(IDocumentStore store, TimeProvider clock)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly Dictionary<string, (long Sequence, DateTimeOffset Since)> lagging = new(StringComparer.Ordinal);
    private long? begun;
    private bool caughtUp;

    /// <summary>Why the views keep the server from being ready, and which: <c>views-behind</c> after a start, until they have seen what was appended without a server; <c>views-stuck</c> when they lag and have not moved for a minute.</summary>
    public async Task<(string Status, IReadOnlyList<string> Views)?> FaultAsync(CancellationToken cancellation)
    {
        var last = (await store.Advanced.FetchEventStoreStatistics(token: cancellation)).EventSequenceNumber;
        var progress = (await store.Advanced.AllProjectionProgress(token: cancellation)).ToDictionary(x => x.ShardName, x => x.Sequence, StringComparer.Ordinal);
        var views = store.Options.Events.Projections().Where(x => x.Lifecycle == ProjectionLifecycle.Async).ToDictionary(x => $"{x.Name}:All", x => progress.GetValueOrDefault($"{x.Name}:All"), StringComparer.Ordinal);
        var now = clock.GetUtcNow();
        lock (lagging)
        {
            var stuck = views.Where(x => IsStuck(x.Key, x.Value, last, now)).Select(x => x.Key).ToList();
            if (stuck.Count > 0)
                return ("views-stuck", stuck);
            begun ??= last;
            var behind = caughtUp ? [] : views.Where(x => x.Value < begun).Select(x => x.Key).ToList();
            caughtUp = behind.Count == 0;
            return caughtUp ? null : ("views-behind", behind);
        }
    }

    public static void Map(WebApplication app)
    {
        app.MapGet("/health/live", () => Results.Ok(new { status = "live" })).WithMetadata(new AllowAnonymousAttribute());
        app.MapGet("/health/ready", async (LedgerHealth health, CancellationToken cancellation) =>
        {
            try
            {
                return await health.FaultAsync(cancellation) is var (status, views) ? Results.Json(new { status, views }, statusCode: 503) : Results.Ok(new { status = "ready" });
            }
            catch (Npgsql.NpgsqlException)
            {
                return Results.Json(new { status = "database-away" }, statusCode: 503);
            }
        }).WithMetadata(new AllowAnonymousAttribute());
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
