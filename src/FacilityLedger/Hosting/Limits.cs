using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using FacilityLedger.Hosting.Decisions;
using FacilityLedger.Web;
using Microsoft.AspNetCore.RateLimiting;

namespace FacilityLedger.Hosting;

/// <summary>How many requests an address, or an account, may send: who only asks much does not take the server from the others.
/// Offices share an address, so the limits are wide.</summary>
public sealed class Limits : IDisposable
{
    public static readonly Rule TooMany = new("too-many-requests", 429, "RFC 6585", new("请求过于频繁，请稍后再试", "Too many requests; try again after a while"));

    private readonly RequestDelegate next;
    private readonly PartitionedRateLimiter<HttpContext> limiter;

    public Limits(RequestDelegate next, IConfiguration configuration)
    {
        this.next = next;
        var strangers = configuration.GetValue("Ledger:Limits:Address", 6000);
        var accounts = configuration.GetValue("Ledger:Limits:Account", 6000);
        limiter = PartitionedRateLimiter.Create<HttpContext, string>(http =>
            http.User.Identity is { IsAuthenticated: true, Name: { } account }
                ? PerMinute($"account {account}", accounts)
                : PerMinute($"address {AddressOf(http)}", strangers));
    }

    public async Task InvokeAsync(HttpContext http)
    {
        if (http.GetEndpoint()?.Metadata.GetMetadata<DisableRateLimitingAttribute>() is not null)
        {
            await next(http);
            return;
        }
        using var lease = limiter.AttemptAcquire(http);
        if (lease.IsAcquired)
        {
            await next(http);
            return;
        }
        var wait = lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.FromSeconds(1);
        http.Response.Headers.RetryAfter = Math.Max(1, Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        var answer = ProblemAnswers.WantsPage(http.Request) ? ProblemAnswers.Of(http, TooMany.Status) : Problems.Of(TooMany.Refuse(), http);
        await answer.ExecuteAsync(http);
    }

    public void Dispose() => limiter.Dispose();

    // So many at once, and so many a minute; 0 is no limit.
    private static RateLimitPartition<string> PerMinute(string key, int requests) => requests <= 0
        ? RateLimitPartition.GetNoLimiter("")
        : RateLimitPartition.GetTokenBucketLimiter(key, _ => new()
        {
            TokenLimit = requests,
            TokensPerPeriod = Math.Max(1, requests / 60),
            ReplenishmentPeriod = TimeSpan.FromSeconds(Math.Max(1, 60.0 / requests)),
            QueueLimit = 0,
        });

    // Whoever has one IPv6 address has a network of them.
    private static string AddressOf(HttpContext http) => http.Connection.RemoteIpAddress switch
    {
        null => "none",
        { IsIPv4MappedToIPv6: true } mapped => mapped.MapToIPv4().ToString(),
        { AddressFamily: AddressFamily.InterNetworkV6 } six => new IPAddress([.. six.GetAddressBytes()[..8], .. new byte[8]]).ToString(),
        var four => four.ToString(),
    };
}
