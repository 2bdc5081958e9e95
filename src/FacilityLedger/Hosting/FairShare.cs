using System.Threading.RateLimiting;

namespace FacilityLedger.Hosting;

/// <summary>The crowd of one facility, or of one plan, never starves another: its commands wait in a queue of their own, not in the connection pool.</summary>
public static class FairShare
{
    private static readonly string[] Streams = ["facilityId", "planId", "campaignId", "officerId"];

    public static IServiceCollection AddFairShare(this IServiceCollection services) => services.AddRateLimiter(options =>
    {
        options.RejectionStatusCode = StatusCodes.Status503ServiceUnavailable;
        options.OnRejected = async (context, _) => await Decisions.Problems.Busy(context.HttpContext).ExecuteAsync(context.HttpContext);
        options.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(http =>
            HttpMethods.IsGet(http.Request.Method) || Streams.Select(x => http.GetRouteValue(x)).OfType<string>().FirstOrDefault() is not { } stream
                ? RateLimitPartition.GetNoLimiter("")
                : RateLimitPartition.GetConcurrencyLimiter($"{http.GetRouteValue("jurisdiction")}/{stream}", _ => new ConcurrencyLimiterOptions { PermitLimit = 2, QueueLimit = 256 }));
    });
}
