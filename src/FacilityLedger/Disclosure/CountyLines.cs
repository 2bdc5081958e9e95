using System.Collections.Concurrent;
using System.Globalization;
using FacilityLedger.Policies;
using FacilityLedger.Web;
using Marten;

namespace FacilityLedger.Disclosure;

/// <summary>One institution as the list and the figures need it.</summary>
/// <param name="Town">Division of the policy; a register calls it a borough.</param>
/// <param name="Kind">Kind of the policy; a register calls it a type of site.</param>
/// <param name="Free">Free places as last reported.</param>
/// <param name="Classes">Types of its classes.</param>
/// <param name="Ages">In a register's words.</param>
/// <param name="InspectedOn">Day of the last published inspection or visit.</param>
public sealed record CountyLine(
    string Id, Particulars Particulars, string? Town, string? Kind, int? Places, int? InclusivePlaces, int? Free, IReadOnlyList<string> Classes, string? Ages, string? Grade,
    DateOnly? InspectedOn, ViolationCount Violations)
{
    public string Name => Particulars.Name.Length > 0 ? Particulars.Name : Id;

    /// <summary>Key of the institution before it.</summary>
    public string? Former { get; init; }

    public static CountyLine Of(PublicView view)
    {
        var (listing, classes) = (view.Latest("listing"), view.Latest("classes"));
        var inspected = view.All("inspection").Concat(view.All("visit")).Select(x => x.Day("date")).Max();
        return new(view.Id, view.Particulars, view.Particulars.Town ?? listing?.Text("borough"), view.Particulars.Kind ?? listing?.Text("siteType"),
            view.Particulars.Capacity, view.LatestOf("classes", "places")?.Number("inclusivePlaces"), view.Latest("places")?.Number("free"), classes is null ? [] : [.. ShownClasses.Of(classes).Select(x => x.Type)], listing?.Text("ages"),
            view.Latest("assessment")?.Text("grade"), inspected, ViolationCount.Of(view.All("violation").Select(ShownViolation.Of)))
        {
            Former = view.Latest("registration")?.Text("former"),
        };
    }
}

/// <summary>Published violations by what is published of their state.</summary>
/// <param name="All">Also those without a state, and those that were dismissed.</param>
/// <param name="Open">Not put right.</param>
/// <param name="Overdue">Those of the open ones whose term passed or whose correction was refused.</param>
public sealed record ViolationCount(int All, int Open, int Overdue, int PutRight)
{
    public static ViolationCount Of(IEnumerable<ShownViolation> violations)
    {
        var all = violations.ToList();
        return new(all.Count, all.Count(x => x.IsOpen), all.Count(x => x.IsOverdue), all.Count(x => x.IsPutRight));
    }
}

/// <summary>All that a jurisdiction shows on one day, in the order of the list. Made from public documents only.</summary>
/// <param name="Stamp">Changes whenever a document does.</param>
public sealed record CountyDay(DateOnly Today, string Stamp, IReadOnlyList<CountyLine> Lines)
{
    /// <summary>The institution before one at the same place and the one after it, as far as each is shown. Who comes after is told of today alone.</summary>
    internal (CountyLine? Former, CountyLine? Successor) Beside(PublicView view, bool today) =>
        (view.Latest("registration")?.Text("former") is { } before ? Lines.FirstOrDefault(x => x.Id == before) : null, today ? Lines.FirstOrDefault(x => x.Former == view.Id) : null);
}

/// <summary>Keeps the lines of each jurisdiction until one of its public documents changes or the day ends.</summary>
public sealed class CountyLines(IDocumentStore store, PolicyShelf shelf, TimeProvider clock) : IDisposable
{
    // By pinyin, as a reader looks names up; Latin names in their own order.
    private static readonly StringComparer ByName = StringComparer.Create(CultureInfo.GetCultureInfo("zh-CN"), ignoreCase: true);

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
            var (policy, all) = (shelf[jurisdiction].On(today), await session.Query<PublicFacility>().ToListAsync(cancellation));
            return kept[jurisdiction] = new(today, stamp, [.. all.Select(x => x.AsOf(today, today)).OfType<PublicView>().Select(CountyLine.Of)
                .OrderBy(x => Rank(policy, x)).ThenBy(x => x.Name, ByName).ThenBy(x => x.Id, StringComparer.Ordinal)]);
        }
        finally
        {
            one.Release();
        }

        CountyDay? Kept() => kept.GetValueOrDefault(jurisdiction) is { } day && day.Today == today && day.Stamp == stamp ? day : null;
    }

    public void Dispose() => one.Dispose();

    // Who is on file first, who has closed last.
    private static int Rank(Policy policy, CountyLine line) => line.Particulars.Status is not { } status ? 1 : PublicWords.StatusOf(policy, status) switch
    {
        { Tone: Tone.Ok } => 0,
        { Icon: "off" } => 2,
        _ => 1,
    };

    private async Task<string> StampAsync(IQuerySession session, string jurisdiction, CancellationToken cancellation)
    {
        var table = store.Options.Schema.For<PublicFacility>();
        var found = await session.AdvancedSql.QueryAsync<string>($"select count(*) || '-' || coalesce(extract(epoch from max(mt_last_modified))::text, '0') from {table} where tenant_id = ?", cancellation, jurisdiction);
        return found[0];
    }
}
