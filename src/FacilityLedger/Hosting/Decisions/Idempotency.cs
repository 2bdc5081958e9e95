using System.Security.Claims;
using System.Security.Cryptography;
using System.Text.Json;
using FacilityLedger.Facilities;
using Marten;
using Marten.Services.BatchQuerying;
using Wolverine.Http;

namespace FacilityLedger.Hosting.Decisions;

/// <summary>The first answer to a command, kept so that a retry with the same key gets it again.</summary>
/// <param name="Body">Digest of the request's body and of <see cref="EnteredFor"/>: the same key with another body is refused.</param>
public sealed record Answer(string Id, string Body, int Status, string ETag, string? Location, string Stream) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = Status;
        httpContext.Response.Headers.ETag = ETag;
        httpContext.Response.Headers["Ledger-Stream"] = Stream;
        httpContext.Response.Headers["Idempotency-Replayed"] = "true";
        if (Location is not null)
            httpContext.Response.Headers.Location = Location;
        return Task.CompletedTask;
    }
}

/// <summary>Looks for the first answer to a command, behind the lock on the stream but in the same round trip.</summary>
/// <param name="key">Null when the caller sent none.</param>
public sealed class FirstAnswer(string? key) : IBatchQueryPlan<Answer?>
{
    public static FirstAnswer Of(HttpContext http) => new(Idempotency.Key(http));

    public Task<Answer?> Fetch(IBatchedQuery query) => key is null ? Task.FromResult<Answer?>(null) : query.Load<Answer>(key)!;
}

/// <summary>Idempotency-Key: one effect however often a command is sent.</summary>
public static class Idempotency
{
    public static readonly Rule OtherBody = new("idempotency-key-reused", 422, "DESIGN 4", new("同一 Idempotency-Key 已用于内容不同的请求", "This Idempotency-Key was used for a request with another body"));
    public static readonly Rule Malformed = new("idempotency-key-malformed", 400, "DESIGN 4", new("Idempotency-Key 须为 1 至 200 个可见字符", "An Idempotency-Key has 1 to 200 visible characters"));

    private const string BodyItem = "body-sha256";
    private const string SeedItem = "seed";

    /// <summary>Id under which the answer is kept; null when the caller sent no key.</summary>
    public static string? Key(HttpContext http) =>
        http.Request.Headers["Idempotency-Key"].ToString() is { Length: > 0 } key ? Key(http.User, http.Request.Method, http.Request.Path, key) : null;

    public static string Key(ClaimsPrincipal user, string method, PathString path, string key) => $"{user.Identity?.Name} {method} {path} {key}";

    public static bool WellFormed(string key) => key.Length is > 0 and <= 200 && key.All(x => x is > ' ' and < (char)127);

    public static string BodyHash(HttpContext http) => (string)http.Items[BodyItem]!;

    /// <summary>32 bytes for ids and salts: from the key and a secret of this run of the server, so that salts never follow from what a client sent; random without a key.</summary>
    public static byte[] Seed(HttpContext http) => (byte[])http.Items[SeedItem]!;

    // The framework would answer a body that does not fit without a rule, and log what was sent.
    private static Refusal? Unreadable(ReadOnlySpan<byte> body, HttpContext http)
    {
        var command = http.GetEndpoint()?.Metadata.GetMetadata<HttpChain>()?.RequestType;
        try
        {
            return command is null || JsonSerializer.Deserialize(body, command, LedgerJson.Options) is not null ? null : BadRequests.Unreadable("$");
        }
        catch (JsonException e)
        {
            return BadRequests.Unreadable(e.Path);
        }
    }

    /// <summary>Reads the body into memory before any lock is taken (a slow client would hold others up) and derives the seed and the key of a new stream.</summary>
    public static void Use(WebApplication app, LedgerSecret secret) => app.Use(async (http, next) =>
    {
        if (HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method) || !http.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal))
        {
            await next();
            return;
        }
        var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body, http.RequestAborted);
        body.Position = 0;
        http.Request.Body = body;
        http.Items[BodyItem] = EnteredFor.Of(http.Request.Headers).Digest(body.GetBuffer().AsSpan(0, (int)body.Length));
        if (Unreadable(body.GetBuffer().AsSpan(0, (int)body.Length), http) is { } unreadable)
        {
            await Problems.Of(unreadable, http).ExecuteAsync(http);
            return;
        }
        var given = http.Request.Headers["Idempotency-Key"].ToString();
        if (given.Length > 0 && !WellFormed(given))
        {
            await Problems.Of(Malformed.Refuse(), http).ExecuteAsync(http);
            return;
        }
        var key = given.Length > 0 ? $"{http.User.Identity?.Name} {http.Request.Path} {given}" : RandomNumberGenerator.GetHexString(32);
        http.Items[SeedItem] = secret.Derive(key);
        http.Request.Headers[NewStream.Header] = FacilityId.New(http.Request.Path.Value!.Split('/').ElementAtOrDefault(2) ?? "", key);
        await next();
    });
}

/// <summary>A POST to a collection of streams decides on the stream whose key follows from its Idempotency-Key.</summary>
public static class NewStream
{
    /// <summary>Set by the server alone; what a client sends under this name is overwritten.</summary>
    public const string Header = "Ledger-New-Stream";
}

/// <summary>Bytes that only this installation knows: salts must not follow from what a client sent.</summary>
public sealed record LedgerSecret(byte[] Bytes)
{
    public static LedgerSecret Random() => new(RandomNumberGenerator.GetBytes(32));

    public byte[] Derive(string key) => HMACSHA256.HashData(Bytes, System.Text.Encoding.UTF8.GetBytes(key));
}
