using System.Globalization;
using System.Text.Json;
using FacilityLedger.Corrections;
using FacilityLedger.Hosting;
using FacilityLedger.Hosting.Decisions;
using JasperFx.Events;
using Marten;
using Microsoft.AspNetCore.Authorization;
using Wolverine.Http;

namespace FacilityLedger.History;

/// <summary>One event as staff read it. Sealed values appear as their id and digest only: that is all the event has.</summary>
/// <param name="Type">Stored name of the event.</param>
/// <param name="OccurredOn">The day it happened.</param>
/// <param name="Recorded">The instant it was entered.</param>
/// <param name="VoidedBy">Version of the voiding; null while the entry counts.</param>
/// <param name="CorrectedBy">Version of the correction that counts in its place; null where there is none.</param>
public sealed record TimelineEntry(
    long Version, string Type, string Thing, DateOnly OccurredOn, DateTimeOffset Recorded, string Department, string Actor, string? Policy, long? VoidedBy, JsonElement Data, long? CorrectedBy = null)
{
    /// <summary>For whom it was entered, where that is another than who entered it; null where nothing is said.</summary>
    public EnteredFor? EnteredFor { get; init; }

    /// <summary>All facts of a stream, in the order of entry.</summary>
    public static IEnumerable<TimelineEntry> Of(IReadOnlyList<IEvent> events)
    {
        var amendments = events.Where(x => x.Data is IAmends).Select(x => (By: (IAmends)x.Data, x.Version)).ToList();
        long? Amending<T>(IEvent e) where T : IAmends => amendments.FindLast(x => x.By is T && x.By.Covers(e.Version)) is { By: not null } last ? last.Version : null;
        foreach (var e in events)
            if (e.Data is IFact fact)
                yield return new(e.Version, e.EventTypeName, fact.Thing, fact.OccurredOn, e.Timestamp, e.GetHeader("department")?.ToString() ?? "none", e.UserName ?? "none",
                    e.GetHeader("policy")?.ToString(), Amending<EntryVoided>(e), JsonSerializer.SerializeToElement(fact, fact.GetType(), LedgerJson.Options), Amended.IsShown(fact) ? null : Amending<EntryCorrected>(e))
                { EnteredFor = EnteredFor.Of(e) };
    }
}

/// <param name="AsOf">Only what had happened by this day is listed, as the ledger knows it now.</param>
public sealed record Timeline(string Id, DateOnly? AsOf, IReadOnlyList<TimelineEntry> Entries);

public static class TimelineEndpoint
{
    public static readonly Rule Day = new("day-malformed", 400, "ISO 8601", new("日期格式应为 YYYY-MM-DD", "A day is written YYYY-MM-DD"));

    [Authorize]
    [WolverineGet("/api/{jurisdiction}/facilities/{facilityId}/history")]
    public static async Task<IResult> GetAsync(string facilityId, string? asOf, HttpContext http, IQuerySession session, CancellationToken cancellation)
    {
        DateOnly? until = null;
        if (!string.IsNullOrEmpty(asOf))
        {
            if (!DateOnly.TryParseExact(asOf, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
                return Problems.Of(Day.Refuse(("field", "asOf")), http);
            until = day;
        }
        var entries = TimelineEntry.Of(await session.EntriesAsync(facilityId, cancellation)).ToList();
        return entries.Count == 0
            ? Problems.Of(FacilityRecordEndpoint.Unknown.Refuse(), http)
            : Results.Json(new Timeline(facilityId, until, [.. entries.Where(x => until is null || x.OccurredOn <= until)]), LedgerJson.Options);
    }

    /// <summary>The events of a facility; none where the key is of another kind of stream.</summary>
    internal static async Task<IReadOnlyList<IEvent>> EntriesAsync(this IQuerySession session, string facilityId, CancellationToken cancellation)
    {
        var events = await session.Events.FetchStreamAsync(facilityId, token: cancellation);
        return events is [{ Data: IFact and not IForeignFact }, ..] ? events : [];
    }
}
