using FacilityLedger.Facilities;
using FacilityLedger.Policies;
using FacilityLedger.Web;
using Marten;

namespace FacilityLedger.Disclosure;

/// <summary>A place in the list for people: behind or before it the list goes on, whoever came or went meanwhile.</summary>
/// <param name="Rank">Who is on file first (0), who has closed last (2).</param>
/// <param name="Sort">Key of the name in the order of names.</param>
public sealed record ListPlace(int Rank, string Sort, string Id)
{
    public override string ToString() => Cursor.Of(FormattableString.Invariant($"{Rank}"), Sort, Id);

    public static ListPlace? TryRead(string text) => Cursor.Parts(text) is [['0' or '1' or '2'] rank, var sort, var id] ? new(rank[0] - '0', sort, id) : null;
}

/// <summary>Which page of the list for people.</summary>
/// <param name="Skip">So many lines are left out from the beginning; used without a place.</param>
/// <param name="Backwards">The page that ends before the place, not the one that begins behind it.</param>
public sealed record ListPosition(int Skip, ListPlace? Place = null, bool Backwards = false);

/// <summary>A page of the list for people.</summary>
/// <param name="Further">There is a next page.</param>
public sealed record CountyFound(FoundCount Count, IReadOnlyList<(CountyLine Line, ListPlace Place)> Lines, bool Further);

/// <summary>Which page of which list is asked for.</summary>
/// <param name="State">What of the public view is live; <paramref name="Totals"/> are its figures, of the day that the list shows.</param>
/// <param name="Size">So many lines a page has.</param>
public sealed record ListQuestion(
    string Jurisdiction, PublicState State, Policy Policy, CountyTotals Totals, CountySearch Search, ListPosition At, int Size)
{
    internal int Skipped => At.Place is null ? At.Skip : 0;

    internal string Down => At.Backwards ? "<" : ">";

    internal string Order(string of) => At.Backwards ? $"{of}.sort desc, {of}.facility desc" : $"{of}.sort, {of}.facility";
}

/// <summary>The list for people: who is on file first, who has closed last, then by name.</summary>
public sealed class CountyListing(IDocumentStore store)
{
    // So many lines are looked through in their order before an index is asked instead.
    private const int Glance = 500;

    private readonly string schema = store.Options.DatabaseSchemaName;

    public async Task<CountyFound> PageAsync(ListQuestion asked, CancellationToken cancellation)
    {
        var count = new FoundCount(asked.Totals.All.Number);
        if (asked.Search.Any)
        {
            var (counted, few) = await HitsAsync(asked, FoundCount.Most + 1, cancellation);
            count = FoundCount.Of(counted);
            if (!count.More)
                return Page(count, few, asked);
        }
        // Many usually fill a page with the first lines of the list. Where they all stand far behind, they are put in order.
        var lines = await FirstAsync(asked, cancellation) ?? (await HitsAsync(asked, most: null, cancellation)).Lines;
        return Page(count, lines, asked);
    }

    // All that match, found by an index and put in order.
    private async Task<(long Count, List<(CountyLine, ListPlace)> Lines)> HitsAsync(ListQuestion asked, int? most, CancellationToken cancellation)
    {
        var at = asked.At;
        await using var q = await AskAsync(cancellation);
        var (of, build, today) = (q.P(asked.Jurisdiction), q.P(asked.State.Build), q.P(asked.Totals.Today));
        var ranks = Ranks(asked);
        var rank = $"case when h.status = any({q.P(ranks[0])}) then 0 when h.status = any({q.P(ranks[2])}) then 2 else 1 end";
        var order = $"x.rank{(at.Backwards ? " desc" : "")}, {asked.Order("x")}";
        var behind = at.Place is { } place
            ? $"(x.rank, x.sort, x.facility) {asked.Down} ({q.P(place.Rank)}, {q.P(place.Sort)}, {q.P(place.Id)})"
            : "true";
        // Where there are more, these are not those of the page.
        var few = most is null ? "" : $" and (select count(*) from hits) < {q.P((long)most)}";
        var rows = await q.AllAsync(
            $"""
            with hits as materialized (
              select l.facility, l.first, l.status, l.sort from {schema}.public_line l
              where {Question.ByNoIndex($"l.tenant_id = {of} and l.build = {build} and l.first <= {today} and l.until > {today}")}
                {asked.Search.Where(q, asked.Jurisdiction, asked.Policy)}{(most is { } limit ? $" limit {q.P(limit)}" : "")}),
            x as (select h.facility, h.first, h.sort, {rank} as rank from hits h),
            page as (select x.* from x where {behind}{few} order by {order} limit {q.P(asked.Size + 1)} offset {q.P(asked.Skipped)})
            select c.number, x.rank, x.sort, x.facility, l.data from (select count(*) as number from hits) c left join page x on true
            left join {schema}.public_line l on l.tenant_id = {of} and l.build = {build} and l.facility = x.facility and l.first = x.first order by {order}
            """,
            x => (Count: x.GetInt64(0), Line: x.IsDBNull(3) ? default : (Question.Read<CountyLine>(x, 4), new ListPlace(x.GetInt32(1), x.GetString(2), x.GetString(3)))),
            cancellation);
        return (rows[0].Count, [.. rows.Where(x => x.Line.Item2 is not null).Select(x => x.Line)]);
    }

    // Those that match among the first lines of each status, looked through in their order;
    // null where these do not fill the page and there are further lines.
    private async Task<List<(CountyLine, ListPlace)>?> FirstAsync(ListQuestion asked, CancellationToken cancellation)
    {
        var (at, wanted, ranks) = (asked.At, asked.Skipped + asked.Size + 1, Ranks(asked));
        var lines = new List<(CountyLine, ListPlace)>();
        var rest = Enumerable.Range(0, 3).Where(x => at.Place is not { } place || (at.Backwards ? x <= place.Rank : x >= place.Rank));
        foreach (var rank in at.Backwards ? rest.Reverse() : rest)
        {
            if (lines.Count >= wanted || ranks[rank].Length == 0)
                continue;
            await using var q = await AskAsync(cancellation);
            var (of, build, today) = (q.P(asked.Jurisdiction), q.P(asked.State.Build), q.P(asked.Totals.Today));
            var (limit, glance) = (q.P(wanted - lines.Count), q.P(Math.Max(Glance, wanted)));
            var behind = at.Place is { } place && place.Rank == rank
                ? $" and (l.sort, l.facility) {asked.Down} ({q.P(place.Sort)}, {q.P(place.Id)})"
                : "";
            var found = await q.AllAsync(
                $"""
                select x.sort, x.facility, x.data, x.fits, x.number = {glance} from unnest({q.P(ranks[rank])}) as s(status) cross join lateral (
                  select l.sort, l.facility, l.data, l.number, l.fits from (
                    select l.*, (true{asked.Search.Where(q, asked.Jurisdiction, asked.Policy, inOrder: true)}) as fits from (
                      select l.sort, l.facility, l.text, l.codes, l.data, row_number() over (order by {asked.Order("l")}) as number
                      from {schema}.public_line l
                      where l.tenant_id = {of} and l.build = {build} and l.status = s.status and l.first <= {today} and l.until > {today}{behind}
                      order by {asked.Order("l")} limit {glance}) l) l
                  where l.fits or l.number = {glance}
                  order by {asked.Order("l")} limit {limit}) x
                order by {asked.Order("x")} limit {limit}
                """,
                x => (Line: (Question.Read<CountyLine>(x, 2), new ListPlace(rank, x.GetString(0), x.GetString(1))), Fits: x.GetBoolean(3), Last: x.GetBoolean(4)),
                cancellation);
            // What stands behind the last line that was looked at is not known of its status, and so of none.
            var known = found.TakeWhile(x => !x.Last).Count();
            lines.AddRange(found.Take(known + 1).Where(x => x.Fits).Select(x => x.Line));
            if (known < found.Count && lines.Count < wanted)
                return null;
        }
        return [.. lines.Skip(asked.Skipped)];
    }

    private static CountyFound Page(FoundCount count, List<(CountyLine, ListPlace)> lines, ListQuestion asked)
    {
        IEnumerable<(CountyLine, ListPlace)> page = lines.Take(asked.Size);
        return new(count, [.. asked.At.Backwards ? page.Reverse() : page], asked.At.Backwards || lines.Count > asked.Size);
    }

    // Statuses that somebody has, by where they stand in the list. The policy says so, and may say so differently tomorrow.
    private static string[][] Ranks(ListQuestion asked)
    {
        var policy = asked.Policy;
        var by = asked.Totals.By(CountyTotals.Status).Keys.Where(asked.Search.MayHave).ToLookup(x => x.Length == 0 ? 1 : PublicWords.StatusOf(policy, x) switch
        {
            { Tone: Tone.Ok } => 0,
            { Icon: "off" } => 2,
            _ => 1,
        });
        return [[.. by[0]], [.. by[1]], [.. by[2]]];
    }

    private Task<Question> AskAsync(CancellationToken cancellation) => Question.AskAsync(store.Storage.Database, cancellation);
}
