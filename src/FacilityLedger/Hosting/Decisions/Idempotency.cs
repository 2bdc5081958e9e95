using System.Security.Cryptography;
using System.Text.Json;
using Marten;
using Marten.Services.BatchQuerying;

namespace FacilityLedger.Hosting.Decisions;

/// <summary>The first answer to a command, kept so that a retry with the same key gets it again.</summary>
/// <param name="Body">Digest of the request's body and of <see cref="EnteredFor"/>: the same key with another body is refused.</param>
/// <param name="At">When it was given.</param>
public sealed record Answer(string Id, string Body, int Status, string ETag, string? Location, string Stream, DateTimeOffset At) : IResult
{
    private static readonly DateTimeOffset Never = new(9999, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Its time is over: that there was an answer is all that is left of it, so that the command is never carried out twice.</summary>
    public bool Cleared { get; init; }

    /// <summary>What is left of an answer. It is not found again among those whose time is over.</summary>
    public static Answer OfCleared(string id) => new(id, "", 0, "", null, "", Never) { Cleared = true };

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
    public static FirstAnswer Of(HttpContext http) => new(AdmittedCommand.Of(http).Key);

    public Task<Answer?> Fetch(IBatchedQuery query) => key is null ? Task.FromResult<Answer?>(null) : query.Load<Answer>(key)!;
}

/// <summary>Idempotency-Key: one effect however often a command is sent.</summary>
public static class Idempotency
{
    public static readonly Rule OtherBody = new("idempotency-key-reused", 422, "DESIGN 4", new("同一 Idempotency-Key 已用于内容不同的请求", "This Idempotency-Key was used for a request with another body"));
    public static readonly Rule Malformed = new("idempotency-key-malformed", 400, "DESIGN 4", new("Idempotency-Key 须为 1 至 200 个可见字符", "An Idempotency-Key has 1 to 200 visible characters"));
    public static readonly Rule Cleared = new("idempotency-key-cleared", 409, "DESIGN 4",
        new("该 Idempotency-Key 的首次答复已超过保存期并被清除；该请求当时已处理，不会再次执行", "The first answer to this Idempotency-Key was kept for its time and cleared; the command was carried out then and is not carried out again"));

    public const string Header = "Idempotency-Key";

    /// <summary>Id under which the answer is kept.</summary>
    /// <param name="address">Of the command in its one spelling, see <see cref="Gate.Address"/>.</param>
    public static string IdOf(string account, string address, string key) => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(new[] { account, address, key })));

    public static bool WellFormed(string key) => key.Length is > 0 and <= 200 && key.All(x => x is > ' ' and < (char)127);
}

/// <summary>Bytes that only this installation knows: salts must not follow from what a client sent.</summary>
public sealed record LedgerSecret(byte[] Bytes)
{
    public static LedgerSecret Random() => new(RandomNumberGenerator.GetBytes(32));

    public byte[] Derive(string key) => HMACSHA256.HashData(Bytes, System.Text.Encoding.UTF8.GetBytes(key));
}
