using FacilityLedger.Assessments;
using FacilityLedger.Hosting;
using FacilityLedger.Hosting.Decisions;
using FacilityLedger.Inspectors;
using FacilityLedger.Plans;
using Marten;
using Microsoft.AspNetCore.Authorization;
using Wolverine.Http;

namespace FacilityLedger.History;

/// <summary>What happened to one thing of a stream, or to a stream that is no facility's: where the <c>Location</c> of a command leads. The ETag is what a command on it needs as If-Match.</summary>
/// <param name="Thing">Its path below the stream; null for the whole stream.</param>
public sealed record ThingHistory(string Id, string? Thing, IReadOnlyList<TimelineEntry> Entries);

public static class ThingHistoryEndpoint
{
    public static readonly Rule Unknown = new("thing-unknown", 404, "DESIGN 2", new("台账中没有这个事项", "The ledger does not hold this thing"));

    [Authorize]
    [WolverineGet("/api/{jurisdiction}/facilities/{facilityId}/{collection}/{thing}")]
    public static Task<IResult> OfFacilityAsync(string facilityId, string collection, string thing, HttpContext http, IQuerySession session, CancellationToken cancellation) =>
        AnswerAsync(facilityId, $"{collection}/{thing}", x => x is not IForeignFact, http, session, cancellation);

    [Authorize]
    [WolverineGet("/api/{jurisdiction}/plans/{planId}")]
    public static Task<IResult> OfPlanAsync(string planId, HttpContext http, IQuerySession session, CancellationToken cancellation) =>
        AnswerAsync(planId, null, x => x is PlanDrafted, http, session, cancellation);

    [Authorize]
    [WolverineGet("/api/{jurisdiction}/plans/{planId}/draws/{draw}")]
    public static Task<IResult> OfDrawAsync(string planId, string draw, HttpContext http, IQuerySession session, CancellationToken cancellation) =>
        AnswerAsync(planId, $"draws/{draw}", x => x is PlanDrafted, http, session, cancellation);

    [Authorize]
    [WolverineGet("/api/{jurisdiction}/campaigns/{campaignId}")]
    public static Task<IResult> OfCampaignAsync(string campaignId, HttpContext http, IQuerySession session, CancellationToken cancellation) =>
        AnswerAsync(campaignId, null, x => x is CampaignOpened, http, session, cancellation);

    [Authorize]
    [WolverineGet("/api/{jurisdiction}/officers/{officerId}")]
    public static Task<IResult> OfOfficerAsync(string officerId, HttpContext http, IQuerySession session, CancellationToken cancellation) =>
        AnswerAsync(officerId, null, x => x is OfficerCertified, http, session, cancellation);

    private static async Task<IResult> AnswerAsync(string stream, string? thing, Func<IFact, bool> begins, HttpContext http, IQuerySession session, CancellationToken cancellation)
    {
        var events = stream.Contains('\0', StringComparison.Ordinal) ? [] : await session.Events.FetchStreamAsync(stream, token: cancellation);
        if (events.Select(x => x.Data).OfType<IFact>().FirstOrDefault() is not { } first || !begins(first))
            return Problems.Of(Unknown.Refuse(), http);
        var entries = TimelineEntry.Of(events).Where(x => thing is null || x.Thing == thing).ToList();
        if (entries.Count == 0)
            return Problems.Of(Unknown.Refuse(), http);
        http.Response.Headers.ETag = Things.ETag(entries[^1].Version);
        return Results.Json(new ThingHistory(stream, thing, entries), LedgerJson.Options);
    }
}
