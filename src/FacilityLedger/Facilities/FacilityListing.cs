using System.Globalization;
using FacilityLedger.Disclosure;
using FacilityLedger.Obligations;
using FacilityLedger.Policies;
using FacilityLedger.Web;
using FacilityLedger.Web.Forms;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FacilityLedger.Facilities;

/// <summary>What is looked for in the list of institutions; empty means all.</summary>
/// <param name="Due"><c>open</c> or <c>overdue</c>: only institutions with such obligations.</param>
/// <param name="AsOf">Words are looked for in what the institutions were known by on this day; null for whatever they were ever known by.</param>
public sealed record FacilitySearch(string? Q, string? Town, string? Status, string? Due, DateOnly? AsOf)
{
    public bool Any => Given.Any();

    private IEnumerable<KeyValuePair<string, string?>> Given => new[]
    {
        KeyValuePair.Create("q", Q), KeyValuePair.Create("town", Town), KeyValuePair.Create("status", Status), KeyValuePair.Create("due", Due),
        KeyValuePair.Create("asOf", AsOf is { } day ? Dates.Iso(day) : null),
    }.Where(x => !string.IsNullOrWhiteSpace(x.Value));

    /// <summary>The same search on another page.</summary>
    /// <param name="name"><c>after</c> or <c>before</c>: the page begins behind the place, or ends before it.</param>
    internal string At(int page, string name, FacilityPlace place) => QueryString.Create(page == 0
        ? Given
        : Given.Append(KeyValuePair.Create<string, string?>("page", page.ToString(CultureInfo.InvariantCulture))).Append(KeyValuePair.Create<string, string?>(name, place.ToString()))).Value is { Length: > 0 } query ? query : "?";
}

/// <summary>A place in the list, by name: behind or before it the list goes on, whoever came or went meanwhile.</summary>
internal sealed record FacilityPlace(string At, string Id)
{
    public override string ToString() => Cursor.Of(At, Id);

    public static FacilityPlace? TryRead(string? text) => text is not null && Cursor.Parts(text) is [var at, var id] ? new(at, id) : null;
}

/// <summary>The list of all institutions of a jurisdiction.</summary>
public static class FacilityListing
{
    public const int PageSize = 50;

    internal static async Task<IResult> ListAsync(
        string jurisdiction, string? q, string? town, string? status, string? due, string? asOf, int? page, string? after, string? before, HttpContext http, PolicyShelf shelf, CancellationToken cancellation)
    {
        if (shelf.Find(jurisdiction) is not { } book)
            return ProblemAnswers.Of(http, StatusCodes.Status404NotFound);
        var scene = Scenes.Empty(http, book);
        var (begins, ends) = (FacilityPlace.TryRead(after), FacilityPlace.TryRead(before));
        if (!PublicApi.TryDay(asOf, scene.Today, out var day) || due is not (null or "" or "open" or "overdue")
            || begins is null != string.IsNullOrEmpty(after) || ends is null != string.IsNullOrEmpty(before))
        {
            return ProblemAnswers.Of(http, StatusCodes.Status400BadRequest);
        }
        var search = new FacilitySearch(Clean(q), Clean(town), Clean(status), due, string.IsNullOrEmpty(asOf) ? null : day);
        await using var session = Scenes.Session(http, book);
        var (place, backwards) = (begins ?? ends, begins is null && ends is not null);
        // A page that is only numbered is counted from the first line, as far as anybody reads on.
        var number = Math.Clamp(page ?? 0, 0, place is null ? FoundCount.Most / PageSize : int.MaxValue / PageSize - 1);
        var (count, places) = await FoundAsync(session, jurisdiction, search, scene.Today, place, backwards, place is null ? number * PageSize : 0, cancellation);
        var shown = places.Take(PageSize).ToList();
        if (backwards)
            shown.Reverse();
        var items = (await session.LoadManyAsync<Facility>(cancellation, shown.Select(x => x.Id))).ToDictionary(x => x.Id, StringComparer.Ordinal);
        return new RazorComponentResult<FacilityListPage>(new
        {
            Context = DeskPages.Frame(http, book),
            Scene = scene,
            Search = search,
            Count = count,
            Number = number,
            Previous = number > 0 && shown.Count > 0 ? search.At(number - 1, "before", shown[0]) : null,
            Next = shown.Count > 0 && (backwards || places.Count > PageSize) ? search.At(number + 1, "after", shown[^1]) : null,
            Lines = shown.Select(x => items[x.Id]).Select(x => new FacilityLine(x, x.Obligations.OpenOnes.Count(), x.Obligations.OpenOnes.Count(o => o.Deadline.DueOn < scene.Today))).ToArray(),
        });
    }

    // Few are put in order when they are found; many are walked in their order until the page is full.
    private static async Task<(FoundCount Count, IReadOnlyList<FacilityPlace> Places)> FoundAsync(
        IQuerySession session, string jurisdiction, FacilitySearch search, DateOnly today, FacilityPlace? place, bool backwards, int skip, CancellationToken cancellation)
    {
        var table = session.DocumentStore.Options.Schema.For<Facility>(qualified: true);
        var order = backwards ? "x.listed_at desc, x.id desc" : "x.listed_at, x.id";
        string Behind(Question q) => place is null ? "true" : $"(x.listed_at, x.id) {(backwards ? "<" : ">")} ({q.P(place.At)}, {q.P(place.Id)})";
        await using var few = await Question.AskAsync(session.Database, cancellation);
        var rows = await few.AllAsync(
            $"""
            with hits as materialized (select d.listed_at, d.id from {table} d where {Where(few, jurisdiction, search, today)} limit {FoundCount.Most + 1}),
            x as (select * from hits x where {Behind(few)} order by {order} limit {few.P(PageSize + 1)} offset {few.P(skip)})
            select c.number, x.listed_at, x.id from (select count(*) as number from hits) c left join x on true order by {order}
            """, x => (Count: x.GetInt64(0), Place: x.IsDBNull(2) ? null : new FacilityPlace(x.GetString(1), x.GetString(2))), cancellation);
        var count = FoundCount.Of(rows[0].Count);
        if (!count.More)
            return (count, [.. rows.Select(x => x.Place).OfType<FacilityPlace>()]);
        await using var many = await Question.AskAsync(session.Database, cancellation);
        var prefix = Grams.Prefix(jurisdiction);
        return (count, await many.AllAsync(
            $"""
            select x.listed_at, x.id from (select d.* from {table} d where {Where(many, jurisdiction, search, today, inOrder: true)}) x
            where x.listed_at >= {many.P(prefix)} and x.listed_at < {many.P($"{prefix}G")} and {Behind(many)} order by {order} limit {many.P(PageSize + 1)} offset {many.P(skip)}
            """, x => new FacilityPlace(x.GetString(0), x.GetString(1)), cancellation));
    }

    private static string Where(Question q, string jurisdiction, FacilitySearch search, DateOnly today, bool inOrder = false)
    {
        var words = SoughtWords.Of(jurisdiction, search.Q);
        var of = $"d.tenant_id = {q.P(jurisdiction)}";
        var where = words.Any && !inOrder ? Question.ByNoIndex(of) : of;
        where += inOrder ? q.HoldingInOrder("d.search_text", words) : q.Holding("d.search_text", "d.search_grams", words);
        if (search.AsOf is { } day)
            where += string.Concat(words.Words.Select(x => KnownBy(q, x, day)));
        if (!string.IsNullOrEmpty(search.Town))
            where += $" and d.listed_town = {q.P(search.Town)}";
        if (!string.IsNullOrEmpty(search.Status))
            where += $" and d.status = {q.P(search.Status)}";
        if (search.Due is "open" or "overdue")
        {
            var until = search.Due == "overdue" ? Facility.DueBy(jurisdiction, today) : $"{Grams.Prefix(jurisdiction)}G";
            where += $" and d.listed_due >= {q.P(Grams.Prefix(jurisdiction))} and d.listed_due < {q.P(until)}";
        }
        return where;
    }

    private static string KnownBy(Question q, string word, DateOnly day) =>
        $"""
         and exists (select from unnest(string_to_array(d.search_text, chr(10)), d.search_days) as k(text, since)
          where strpos(k.text, {q.P(word)}) > 0 and k.since <= {q.P(Facility.Number(day))})
        """;

    // A NUL cannot be asked for in PostgreSQL.
    private static string? Clean(string? asked) => asked?.Replace("\0", "", StringComparison.Ordinal).Trim();
}

/// <summary>One institution of the list.</summary>
/// <param name="Open">Obligations that are not met, the overdue ones among them.</param>
public sealed record FacilityLine(Facility Facility, int Open, int Overdue);
