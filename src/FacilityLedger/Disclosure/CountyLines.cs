using System.Collections.Concurrent;
using FacilityLedger.Policies;
using Marten;

namespace FacilityLedger.Disclosure;

/// <summary>One institution as the list and the figures need it.</summary>
public sealed record CountyLine(string Id, Particulars Particulars, int? Places, string? Grade)
{
    public static CountyLine Of(PublicView view) => new(view.Id, view.Particulars,
        view.Latest("classes")?.Number("places") ?? view.Particulars.Capacity, view.Latest("assessment")?.Text("grade"));
}

/// <summary>All that a jurisdiction shows on one day, in the order of the list. Made from public documents only.</summary>
/// <param name="Stamp">Changes whenever a document does.</param>
public sealed record CountyDay(DateOnly Today, string Stamp, IReadOnlyList<CountyLine> Lines);

/// <summary>Keeps the lines of each jurisdiction until one of its public documents changes or the day ends.</summary>
public sealed class CountyLines(IDocumentStore store, PolicyShelf shelf, TimeProvider clock) : IDisposable
{
    private readonly ConcurrentDictionary<string, CountyDay> kept = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim one = new(1);

    public async Task<CountyDay> OfAsync(string jurisdiction, CancellationToken cancellation)
    {
        var today = shelf[jurisdiction].DayOf(clock.GetUtcNow());
        await using var session = store.QuerySession(jurisdiction);
        // The stamp is read first: lines may be younger than their stamp, never older.
        var stamp = await StampAsync(session, jurisdiction, cancellation);
        if (Kept() is { } known)
            return known;
        await one.WaitAsync(cancellation);
        try
        {
            if (Kept() is { } meanwhile)
                return meanwhile;
            var all = await session.Query<PublicFacility>().ToListAsync(cancellation);
            return kept[jurisdiction] = new(today, stamp, [.. all.Select(x => x.AsOf(today, today)).OfType<PublicView>().Select(CountyLine.Of)
                .OrderBy(x => x.Particulars.Name, StringComparer.Ordinal).ThenBy(x => x.Id, StringComparer.Ordinal)]);
        }
        finally
        {
            one.Release();
        }

        CountyDay? Kept() => kept.GetValueOrDefault(jurisdiction) is { } day && day.Today == today && day.Stamp == stamp ? day : null;
    }

    public void Dispose() => one.Dispose();

    private async Task<string> StampAsync(IQuerySession session, string jurisdiction, CancellationToken cancellation)
    {
        var table = store.Options.Schema.For<PublicFacility>();
        var found = await session.AdvancedSql.QueryAsync<string>($"select count(*) || '-' || coalesce(extract(epoch from max(mt_last_modified))::text, '0') from {table} where tenant_id = ?", cancellation, jurisdiction);
        return found[0];
    }
}
