using System.Threading.RateLimiting;

namespace FacilityLedger.Hosting;

/// <summary>One facility's crowd never starves another: its commands wait in a queue of their own, not in the connection pool.</summary>
public static class FairShare
{
    public static IServiceCollection AddFairShare(this IServiceCollection services) => services.AddRateLimiter(options =>
    {
        options.RejectionStatusCode = StatusCodes.Status503ServiceUnavailable;
        options.OnRejected = async (context, _) => await Decisions.Problems.Busy(context.HttpContext).ExecuteAsync(context.HttpContext);
        options.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(http =>
            HttpMethods.IsGet(http.Request.Method) || http.GetRouteValue("facilityId") is not string facility
                ? RateLimitPartition.GetNoLimiter("")
                : RateLimitPartition.GetConcurrencyLimiter($"{http.GetRouteValue("jurisdiction")}/{facility}", _ => new ConcurrencyLimiterOptions { PermitLimit = 2, QueueLimit = 256 }));
    });
}
