using System.Threading.RateLimiting;

namespace FacilityLedger.Hosting;

/// <summary>The crowd of one facility, or of one plan, never starves another: its commands wait in a queue of their own, not in the connection pool. Nobody stands in it before his command has arrived whole.</summary>
public sealed class FairShare : IDisposable
{
    private static readonly string[] Streams = ["facilityId", "planId", "campaignId", "officerId"];

    private readonly PartitionedRateLimiter<HttpContext> queues = PartitionedRateLimiter.Create<HttpContext, string>(http =>
        Streams.Select(x => http.GetRouteValue(x)).OfType<string>().FirstOrDefault() is not { } stream
            ? RateLimitPartition.GetNoLimiter("")
            : RateLimitPartition.GetConcurrencyLimiter($"{http.GetRouteValue("jurisdiction")}/{stream}", _ => new ConcurrencyLimiterOptions { PermitLimit = 2, QueueLimit = 256 }));

    /// <summary>A place at the stream that the request addresses; not acquired where its queue is full.</summary>
    public ValueTask<RateLimitLease> TakeAsync(HttpContext http) => queues.AcquireAsync(http, 1, http.RequestAborted);

    public void Dispose() => queues.Dispose();
}
