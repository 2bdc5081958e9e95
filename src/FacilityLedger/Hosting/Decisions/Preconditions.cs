using FacilityLedger.Facilities;
using FacilityLedger.History;
using FacilityLedger.Hosting.SignIn;
using FacilityLedger.Inspectors;
using FacilityLedger.Policies;
using JasperFx;
using JasperFx.Events;
using Marten;
using Microsoft.AspNetCore.Authorization;
using Wolverine.Http;
using ExistingStreamIdCollisionException = Marten.Exceptions.ExistingStreamIdCollisionException;
using SessionTransactionUnusableException = Marten.Exceptions.SessionTransactionUnusableException;
using StreamLockedException = Marten.Exceptions.StreamLockedException;

namespace FacilityLedger.Hosting.Decisions;

/// <summary>Idempotency-Key and If-Match, in front of every decision. The stream is read, and so locked, before the stored answer is looked for: racing twins wait and replay.</summary>
public static class Preconditions<T> where T : class, IThings
{
    public static IResult Before(HttpContext http, IEventStream<T> stream, Answer? first)
    {
        if (first is not null)
            return first.Cleared ? Problems.Of(Idempotency.Cleared.Refuse(), http) : first.Body == AdmittedCommand.Of(http).Digest ? first : Problems.Of(Idempotency.OtherBody.Refuse(), http);
        if (stream.Aggregate is null && stream.Key != AdmittedCommand.Of(http).NewStream)
            return Problems.Of((typeof(T) == typeof(Facility) ? FacilityRecordEndpoint.Unknown : ThingHistoryEndpoint.Unknown).Refuse(), http);
        var current = stream.Aggregate?.VersionOf(Things.Addressed(http)) ?? 0;
        if (current == 0)
            return WolverineContinue.Result();
        if (Conditional.Matches(http.Request.Headers.IfMatch, Things.ETag(current)))
            return WolverineContinue.Result();
        http.Response.Headers.ETag = Things.ETag(current);
        return Problems.Of(http.Request.Headers.IfMatch.Count == 0 ? Preconditions.Required.Refuse(("current", current)) : Preconditions.Changed.Refuse(("current", current)), http);
    }
}

/// <summary>What may go wrong with a version, and what storage says when it cannot go on.</summary>
public static class Preconditions
{
    public static readonly Rule Required = new("if-match-required", 428, "DESIGN 2", new("修改已有事项须带 If-Match", "Changing an existing thing needs If-Match"));
    public static readonly Rule Changed = new("version-changed", 412, "DESIGN 2", new("该事项已被他人更改，请核对后重试", "The thing has changed meanwhile; look at it and try again"));
    public static readonly Rule Busy = new("busy", 503, "DESIGN 2", new("系统正忙，请稍后重试", "Busy at the moment; try again shortly"));

    public static IResult OnException(ConcurrencyException e, HttpContext http) => Lost(http);

    public static IResult OnException(ExistingStreamIdCollisionException e, HttpContext http) => Lost(http);

    public static IResult OnException(DocumentAlreadyExistsException e, HttpContext http) => Lost(http);

    public static IResult OnException(StreamLockedException e, HttpContext http) => Problems.Busy(http);

    public static IResult OnException(SessionTransactionUnusableException e, HttpContext http) => Problems.Busy(http);

    private static IResult Lost(HttpContext http)
    {
        http.Response.Headers.Remove("ETag");
        http.Response.Headers.Remove("Location");
        return Problems.Of(Changed.Refuse(), http);
    }
}

/// <summary>Holds the name of a stream that may not exist yet: without a row there is nothing else to lock.</summary>
public static class HoldName
{
    public static Task BeforeAsync(HttpContext http, IDocumentSession session) =>
        Locks.HoldAsync(session, [http.GetRouteValue("facilityId") as string ?? http.GetRouteValue("campaignId") as string ?? AdmittedCommand.Of(http).NewStream]);
}

/// <summary>The jurisdiction must be one that this server knows, and the caller's own.</summary>
public static class KnownJurisdiction
{
    public static readonly Rule Unknown = new("jurisdiction-unknown", 404, "DESIGN 2", new("没有这个辖区的台账", "There is no ledger of this jurisdiction here"));
    public static readonly Rule Foreign = new("jurisdiction-foreign", 403, "DESIGN 4", new("不得访问其他辖区的台账", "The ledger of another jurisdiction is closed to you"));

    public static IResult Before(HttpContext http, PolicyShelf shelf) => Against(http, shelf) is { } no ? Problems.Of(no, http) : WolverineContinue.Result();

    public static Refusal? Against(HttpContext http, PolicyShelf shelf) =>
        http.GetRouteValue("jurisdiction") is not string slug || shelf.Find(slug) is null ? Unknown.Refuse()
        : http.GetEndpoint()?.Metadata.GetMetadata<IAllowAnonymous>() is not null || IsHome(http) ? null : Foreign.Refuse();

    /// <summary>Whether the caller's account acts in the jurisdiction of the address; where that names none, everybody is at home.</summary>
    public static bool IsHome(HttpContext http) => http.GetRouteValue("jurisdiction") is not string slug || http.User.HasClaim(LedgerClaims.Jurisdiction, slug);
}

/// <summary>Who, for whom and under which request: on every event.</summary>
public static class Provenance
{
    public static async Task<(IResult, Circumstances)> BeforeAsync(HttpContext http, IDocumentSession session, PolicyShelf shelf, TimeProvider clock)
    {
        var actor = Actors.Of(http);
        var book = shelf[session.TenantId];
        Mark(session, actor, book.On(book.DayOf(clock.GetUtcNow())).Version, http.TraceIdentifier, Correlation(http));
        var entered = EnteredFor.Of(http.Request.Headers);
        entered.Mark(session);
        var c = new Circumstances(actor, book, clock.GetUtcNow(), AdmittedCommand.Of(http).Seed)
        {
            Officers = http.GetEndpoint()?.Metadata.GetMetadata<HttpChain>()?.RequestType?.IsAssignableTo(typeof(INamesOfficers)) == true ? await OfficerRegister.ReadAsync(session, http.RequestAborted) : OfficerRegister.None,
        };
        return (entered.Wrong(c.Policy) is { } wrong ? Problems.Of(wrong, http) : WolverineContinue.Result(), c);
    }

    // It comes from outside and is stored on every event.
    private static string Correlation(HttpContext http) =>
        http.Request.Headers["X-Correlation-ID"].ToString() is { Length: > 0 and <= 100 } given && PlainText.Fault(given) is null ? given : http.TraceIdentifier;

    public static void Mark(IDocumentSession session, Actor actor, string policy, string request, string correlation)
    {
        session.LastModifiedBy = actor.Account;
        session.CorrelationId = correlation;
        session.SetHeader("department", actor.Department);
        session.SetHeader("policy", policy);
        session.SetHeader("request", request);
    }
}
