using System.Text.Json;
using FacilityLedger.Hosting;
using FacilityLedger.Hosting.Decisions;
using Marten;
using Microsoft.AspNetCore.Authorization;
using Wolverine.Http;

namespace FacilityLedger.History;

/// <summary>The whole stream as JSON Lines, one event a line.</summary>
public static class EventExportEndpoint
{
    private static readonly byte[] LineEnd = [(byte)'\n'];

    [Authorize]
    [WolverineGet("/api/{jurisdiction}/facilities/{facilityId}/events")]
    public static async Task<IResult> GetAsync(string facilityId, HttpContext http, IQuerySession session, CancellationToken cancellation)
    {
        var entries = TimelineEntry.Of(await session.EntriesAsync(facilityId, cancellation)).ToList();
        if (entries.Count == 0)
            return Problems.Of(FacilityRecordEndpoint.Unknown.Refuse(), http);
        return Results.Stream(async body =>
        {
            foreach (var entry in entries)
            {
                await JsonSerializer.SerializeAsync(body, entry, LedgerJson.Options, cancellation);
                await body.WriteAsync(LineEnd, cancellation);
            }
        }, "application/jsonl");
    }
}
