using System.Security.Cryptography;
using System.Text.Json;
using FacilityLedger.Facilities;
using FacilityLedger.Policies;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing.Patterns;
using Wolverine.Http;

namespace FacilityLedger.Hosting.Decisions;

/// <summary>A command that the gate has let in: what its endpoint takes of the request beside the body. The gate alone makes it; nothing of it can come with a request.</summary>
/// <param name="Key">Id under which the answer is kept; null when the caller sent no Idempotency-Key.</param>
/// <param name="Digest">Of the body and of <see cref="EnteredFor"/>.</param>
/// <param name="Seed">32 bytes for ids and salts: from the key and a secret of this run of the server, so that salts never follow from what a client sent; random without a key.</param>
/// <param name="NewStream">Key of the stream that the command makes, where it makes one: a retry names the same.</param>
public sealed record AdmittedCommand(string? Key, string Digest, byte[] Seed, string NewStream)
{
    /// <exception cref="InvalidOperationException">The request did not come through the gate.</exception>
    public static AdmittedCommand Of(HttpContext http) => http.Features.GetRequiredFeature<AdmittedCommand>();
}

/// <summary>The one way to a command: who (asked before it) → where → may → what → the queue of its stream → the endpoint. A command is what its endpoint says, however the address was written.
/// Until the whole body has arrived nothing is held for the caller but a socket.</summary>
public sealed class Gate(RequestDelegate next, LedgerSecret secret, FairShare share, BodyLimits limits)
{
    public static readonly Rule HeaderUnknown = new("header-unknown", 400, "DESIGN 2", new("请求含有不能由客户端发送的标头", "The request holds a header that no client may send"));

    private const string OwnHeaders = "Ledger-";

    public async Task InvokeAsync(HttpContext http, PolicyShelf shelf, TimeProvider clock)
    {
        if (http.GetEndpoint() is not RouteEndpoint endpoint || endpoint.Metadata.GetMetadata<GivesAttribute>() is not { } gives)
        {
            await next(http);
            return;
        }
        if (KnownJurisdiction.Against(http, shelf) is { } elsewhere)
            await Problems.Of(elsewhere, http).ExecuteAsync(http);
        else if (Guard.May(Now(http, shelf, clock), Actors.Of(http), gives.Command) is { } no)
            await Problems.Of(no, http).ExecuteAsync(http);
        else
            await TakeAsync(http, endpoint);
    }

    private async Task TakeAsync(HttpContext http, RouteEndpoint endpoint)
    {
        if (Unfit(http.Request.Headers) is { } header)
        {
            await Problems.Of(header, http).ExecuteAsync(http);
            return;
        }
        var (body, refused) = await limits.ReadAsync(http, limits.Command, limits.CommandTime);
        if ((refused ?? Unreadable(body.Span, endpoint)) is { } no)
        {
            await Problems.Of(no, http).ExecuteAsync(http);
            return;
        }
        http.Request.Body = new MemoryStream(body.ToArray(), writable: false);
        var given = http.Request.Headers[Idempotency.Header].ToString();
        var key = given.Length > 0 ? Idempotency.IdOf(Actors.Of(http).Account, Address(endpoint, http.Request.RouteValues), given) : null;
        var source = key ?? RandomNumberGenerator.GetHexString(32);
        http.Features.Set(new AdmittedCommand(key, EnteredFor.Of(http.Request.Headers).Digest(body.Span), secret.Derive(source), FacilityId.New((string)http.Request.RouteValues["jurisdiction"]!, source)));
        using var permit = await share.TakeAsync(http);
        if (permit.IsAcquired)
            await next(http);
        else
            await Problems.Busy(http).ExecuteAsync(http);
    }

    private static Policy Now(HttpContext http, PolicyShelf shelf, TimeProvider clock)
    {
        var book = shelf[(string)http.GetRouteValue("jurisdiction")!];
        return book.On(book.DayOf(clock.GetUtcNow()));
    }

    private static Refusal? Unfit(IHeaderDictionary headers) =>
        headers.Keys.FirstOrDefault(x => x.StartsWith(OwnHeaders, StringComparison.OrdinalIgnoreCase)) is { } own ? HeaderUnknown.Refuse(("header", own))
        : headers[Idempotency.Header] is { Count: > 0 } keys && (keys.Count > 1 || !Idempotency.WellFormed(keys[0] ?? "")) ? Idempotency.Malformed.Refuse() : null;

    // The framework would answer a body that does not fit without a rule, and log what was sent.
    private static Refusal? Unreadable(ReadOnlySpan<byte> body, RouteEndpoint endpoint)
    {
        try
        {
            return endpoint.Metadata.GetMetadata<HttpChain>()?.RequestType is not { } command || JsonSerializer.Deserialize(body, command, LedgerJson.Commands) is not null ? null : BadRequests.Unreadable("$");
        }
        catch (JsonException e)
        {
            return BadRequests.Unreadable(e);
        }
    }

    /// <summary>The address of a command in its one spelling: as its route writes it, with the values that were sent.</summary>
    public static string Address(RouteEndpoint endpoint, RouteValueDictionary values) => "/" + string.Join('/', endpoint.RoutePattern.PathSegments.Select(segment => string.Concat(segment.Parts.Select(part => part switch
    {
        RoutePatternLiteralPart x => x.Content,
        RoutePatternSeparatorPart x => x.Content,
        RoutePatternParameterPart x => values[x.Name]?.ToString(),
        _ => "",
    }))));
}

/// <summary>Who acts, as the signed-in account says.</summary>
public static class Actors
{
    public static Actor Of(HttpContext http) => new(http.User.Identity?.Name ?? "anonymous", http.User.FindFirst("department")?.Value ?? "none", [.. http.User.FindAll("role").Select(x => x.Value)]);
}
