using JasperFx.Events.Projections;
using Marten;
using Microsoft.AspNetCore.Authorization;

namespace FacilityLedger.Hosting;

/// <summary>Ready: the database answers and no view is stuck. Live: the process answers (it must not ask the database, or an outage of the database kills healthy servers).</summary>
public sealed class LedgerHealth(IDocumentStore store, TimeProvider clock)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly Dictionary<string, (long Sequence, DateTimeOffset Since)> seen = new(StringComparer.Ordinal);

    /// <summary>Views that lag and have not moved for a minute.</summary>
    public async Task<IReadOnlyList<string>> StuckAsync(CancellationToken cancellation)
    {
        var last = (await store.Advanced.FetchEventStoreStatistics(token: cancellation)).EventSequenceNumber;
        var progress = await store.Advanced.AllProjectionProgress(token: cancellation);
        var now = clock.GetUtcNow();
        lock (seen)
        {
            var stuck = new List<string>();
            foreach (var shard in progress.Where(x => !x.ShardName.StartsWith("HighWater", StringComparison.Ordinal)))
            {
                if (shard.Sequence >= last || !seen.TryGetValue(shard.ShardName, out var before) || before.Sequence != shard.Sequence)
                    seen[shard.ShardName] = (shard.Sequence, now);
                else if (now - before.Since > Patience)
                    stuck.Add(shard.ShardName);
            }
            return stuck;
        }
    }

    public static void Map(WebApplication app)
    {
        app.MapGet("/health/live", () => Results.Ok(new { status = "live" })).WithMetadata(new AllowAnonymousAttribute());
        app.MapGet("/health/ready", async (LedgerHealth health, CancellationToken cancellation) =>
        {
            try
            {
                var stuck = await health.StuckAsync(cancellation);
                return stuck.Count == 0 ? Results.Ok(new { status = "ready" }) : Results.Json(new { status = "views-stuck", views = stuck }, statusCode: 503);
            }
            catch (Npgsql.NpgsqlException)
            {
                return Results.Json(new { status = "database-away" }, statusCode: 503);
            }
        }).WithMetadata(new AllowAnonymousAttribute());
    }
}
