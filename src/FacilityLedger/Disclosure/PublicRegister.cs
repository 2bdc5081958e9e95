using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using FacilityLedger.Facilities;
using FacilityLedger.Hosting;
using FacilityLedger.Policies;
using FacilityLedger.Web;
using Marten;
using Npgsql;

namespace FacilityLedger.Disclosure;

/// <summary>What of the public view is live, and a number that differs after every change of it.</summary>
public sealed record PublicState(int Build, long Stamp)
{
    public override string ToString() => FormattableString.Invariant($"{Build}-{Stamp}");
}

/// <summary>An institution that another page leads to.</summary>
public sealed record NamedFacility(string Id, string Name)
{
    /// <summary>Differs after each renaming, in signs that a header may hold.</summary>
    internal string Tag => $"{Id}.{Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(Name)).AsSpan(..6))}";
}

/// <summary>What an answer about one institution depends on, beside the day and the policy.</summary>
/// <param name="Former">Who was registered at the same place before it, and
/// <paramref name="Successor"/> who was after it, as far as that is shown today.</param>
public sealed record PublicHead(int Build, long Version, NamedFacility? Former, NamedFacility? Successor);

/// <summary>One institution.</summary>
public sealed record PublicFound(PublicFacility Facility, PublicHead Head);

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

/// <summary>Asks the public view. Every question is answered by an index or by rows that are kept: none costs more where the county is larger.</summary>
public sealed class PublicRegister(IDocumentStore store)
{
    internal const int FirstBuild = 1;

    /// <summary>Scheme of the ledger's own key among the identifiers.</summary>
    internal const string IdScheme = "id";

    // So many lines are looked through in their order before an index is asked instead.
    private const int Glance = 500;

    private readonly string schema = store.Options.DatabaseSchemaName;

    private string Live => $"coalesce((select number from {schema}.public_build where live), {FirstBuild})";

    public async Task<PublicState> StateAsync(string jurisdiction, CancellationToken cancellation)
    {
        await using var question = await AskAsync(cancellation);
        var of = question.P(jurisdiction);
        return (await question.AllAsync($"select b.number, coalesce((select stamp from {schema}.public_stamp where tenant_id = {of} and build = b.number), 0) from (select {Live} as number) b",
            x => new PublicState(x.GetInt32(0), x.GetInt64(1)), cancellation))[0];
    }

    /// <summary>The institution with this key; null where nothing is published of it.</summary>
    public Task<PublicFound?> FindAsync(string jurisdiction, string id, DateOnly today, CancellationToken cancellation) =>
        FindAsync(jurisdiction, id, today, ", f.data", x => new PublicFound(Read<PublicFacility>(x, 6), Head(x)), cancellation);

    /// <summary>The same without the institution itself: whether what was made of it is good still.</summary>
    public Task<PublicHead?> HeadAsync(string jurisdiction, string id, DateOnly today, CancellationToken cancellation) =>
        FindAsync(jurisdiction, id, today, "", Head, cancellation);

    /// <summary>The key as it is written, of one in any case and width; null where no institution bears it.</summary>
    public async Task<string?> KeyAsync(string jurisdiction, string id, CancellationToken cancellation)
    {
        await using var question = await AskAsync(cancellation);
        var (of, numbers) = (question.P(jurisdiction), question.P<string[]>([new Registration.Identifier(IdScheme, id.Replace("\0", "", StringComparison.Ordinal)).Key()]));
        var keys = await question.AllAsync($"select id from {schema}.public_facility where tenant_id = {of} and build = {Live} and numbers @> {numbers}", x => x.GetString(0), cancellation);
        return keys.Count > 0 ? keys[0] : null;
    }

    /// <summary>Those of the institutions of which something is shown today, with their names.</summary>
    public async Task<IReadOnlyDictionary<string, NamedFacility>> NamedAsync(string jurisdiction, IReadOnlyList<string> ids, DateOnly today, CancellationToken cancellation)
    {
        await using var question = await AskAsync(cancellation);
        var (of, keys, day) = (question.P(jurisdiction), question.P(ids.ToArray()), question.P(today));
        return (await question.AllAsync($"select l.facility, {Name} from {schema}.public_line l where l.tenant_id = {of} and l.build = {Live} and l.facility = any({keys}) and l.first <= {day} and l.until > {day}",
            x => new NamedFacility(x.GetString(0), x.GetString(1)), cancellation)).ToDictionary(x => x.Id, StringComparer.Ordinal);
    }

    /// <summary>Who was there before it, as far as that is shown today.</summary>
    public async Task<NamedFacility?> FormerAsync(string jurisdiction, PublicView view, DateOnly today, CancellationToken cancellation) =>
        view.Former is { } former ? (await NamedAsync(jurisdiction, [former], today, cancellation)).GetValueOrDefault(former) : null;

    public async Task<CountyTotals> TotalsAsync(string jurisdiction, PublicState state, DateOnly today, CancellationToken cancellation)
    {
        await using var question = await AskAsync(cancellation);
        var (of, build, day) = (question.P(jurisdiction), question.P(state.Build), question.P(today));
        var rows = await question.AllAsync(
            $"""
            select dimension, code, sum(number)::bigint, sum(places)::bigint, sum(inclusive)::bigint, sum(put_right)::bigint, sum(open)::bigint from {schema}.public_figure
            where tenant_id = {of} and build = {build} and day <= {day} group by dimension, code
            """, x => (Key: (x.GetString(0), x.GetString(1)), Total: new CountyTotal(x.GetInt64(2), x.GetInt64(3), x.GetInt64(4), x.GetInt64(5), x.GetInt64(6))), cancellation);
        return new(today, rows.ToDictionary(x => x.Key, x => x.Total));
    }

    /// <summary>A page of the list for people: who is on file first, who has closed last, then by name.</summary>
    /// <param name="totals">Of the same state.</param>
    public async Task<CountyFound> ListAsync(
        string jurisdiction, PublicState state, Policy policy, CountyTotals totals, CountySearch search, ListPosition at, int size,
        CancellationToken cancellation)
    {
        var asked = new Listed(jurisdiction, state, policy, totals, search, at, size);
        var count = new FoundCount(totals.All.Number);
        if (search.Any)
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

    /// <summary>Lines of today behind a key, in the order of the keys.</summary>
    public Task<IReadOnlyList<CountyLine>> LinesAsync(string jurisdiction, SoughtWords words, string after, int size, DateOnly today, CancellationToken cancellation) =>
        ByKeyAsync<CountyLine>(jurisdiction, "public_line", "facility", after, size, words, q => $"x.first <= {q.P(today)} and x.until > {q.P(today)}", cancellation);

    /// <summary>Institutions behind a key of which it was ever shown what is looked for, in the order of the keys. Whether it may be shown of the day that is asked about, only they themselves say.</summary>
    /// <param name="number">An identifier as <see cref="ShownFields.Key"/> spells it; null for any.</param>
    public Task<IReadOnlyList<PublicFacility>> CandidatesAsync(string jurisdiction, SoughtWords words, string? number, string after, int size, CancellationToken cancellation) =>
        ByKeyAsync<PublicFacility>(jurisdiction, "public_facility", "id", after, size, words, q => number is null ? "true" : $"x.numbers @> {q.P<string[]>([number])}", cancellation);

    private const string Name = "coalesce(nullif(l.data #>> '{particulars,name}', ''), l.facility)";

    private async Task<T?> FindAsync<T>(
        string jurisdiction, string id, DateOnly today, string data, Func<NpgsqlDataReader, T> read, CancellationToken cancellation)
        where T : class
    {
        if (id.Contains('\0', StringComparison.Ordinal))
            return null;
        await using var question = await AskAsync(cancellation);
        var (of, key, day) = (question.P(jurisdiction), question.P(id), question.P(today));
        string Shown(string line) =>
            $"{line}.tenant_id = {of} and {line}.build = f.build and {line}.first <= {day} and {line}.until > {day}";
        var found = await question.AllAsync(
            $"""
            select f.build, f.version, p.facility, p.name, s.facility, s.name{data} from {schema}.public_facility f
            left join lateral (
              select l.facility, {Name} as name from {schema}.public_line x join {schema}.public_line l on l.facility = x.former
              where x.facility = f.id and {Shown("x")} and {Shown("l")} limit 1) p on true
            left join lateral (
              select l.facility, {Name} as name from {schema}.public_line l
              where l.former = f.id and {Shown("l")} order by l.facility limit 1) s on true
            where f.tenant_id = {of} and f.build = {Live} and f.id = {key}
            """, read, cancellation);
        return found.Count > 0 ? found[0] : null;
    }

    private static PublicHead Head(NpgsqlDataReader x) => new(x.GetInt32(0), x.GetInt64(1), Named(x, 2), Named(x, 4));

    private static NamedFacility? Named(NpgsqlDataReader x, int column) =>
        x.IsDBNull(column) ? null : new(x.GetString(column), x.GetString(column + 1));

    private sealed record Listed(
        string Jurisdiction, PublicState State, Policy Policy, CountyTotals Totals, CountySearch Search, ListPosition At, int Size)
    {
        public int Skip => At.Place is null ? At.Skip : 0;

        public string Order(string of) => At.Backwards ? $"{of}.sort desc, {of}.facility desc" : $"{of}.sort, {of}.facility";

        public string Down => At.Backwards ? "<" : ">";
    }

    // All that match, found by an index and put in order.
    private async Task<(long Count, List<(CountyLine, ListPlace)> Lines)> HitsAsync(Listed asked, int? most, CancellationToken cancellation)
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
            page as (select x.* from x where {behind}{few} order by {order} limit {q.P(asked.Size + 1)} offset {q.P(asked.Skip)})
            select c.number, x.rank, x.sort, x.facility, l.data from (select count(*) as number from hits) c left join page x on true
            left join {schema}.public_line l on l.tenant_id = {of} and l.build = {build} and l.facility = x.facility and l.first = x.first order by {order}
            """,
            x => (Count: x.GetInt64(0), Line: x.IsDBNull(3) ? default : (Read<CountyLine>(x, 4), new ListPlace(x.GetInt32(1), x.GetString(2), x.GetString(3)))),
            cancellation);
        return (rows[0].Count, [.. rows.Where(x => x.Line.Item2 is not null).Select(x => x.Line)]);
    }

    // Those that match among the first lines of each status, looked through in their order;
    // null where these do not fill the page and there are further lines.
    private async Task<List<(CountyLine, ListPlace)>?> FirstAsync(Listed asked, CancellationToken cancellation)
    {
        var (at, wanted, ranks) = (asked.At, asked.Skip + asked.Size + 1, Ranks(asked));
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
                x => (Line: (Read<CountyLine>(x, 2), new ListPlace(rank, x.GetString(0), x.GetString(1))), Fits: x.GetBoolean(3), Last: x.GetBoolean(4)),
                cancellation);
            // What stands behind the last line that was looked at is not known of its status, and so of none.
            var known = found.TakeWhile(x => !x.Last).Count();
            lines.AddRange(found.Take(known + 1).Where(x => x.Fits).Select(x => x.Line));
            if (known < found.Count && lines.Count < wanted)
                return null;
        }
        return [.. lines.Skip(asked.Skip)];
    }

    private static CountyFound Page(FoundCount count, List<(CountyLine, ListPlace)> lines, Listed asked)
    {
        IEnumerable<(CountyLine, ListPlace)> page = lines.Take(asked.Size);
        return new(count, [.. asked.At.Backwards ? page.Reverse() : page], asked.At.Backwards || lines.Count > asked.Size);
    }

    // Statuses that somebody has, by where they stand in the list. The policy says so, and may say so differently tomorrow.
    private static string[][] Ranks(Listed asked)
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

    private async Task<IReadOnlyList<T>> ByKeyAsync<T>(
        string jurisdiction, string table, string key, string after, int size, SoughtWords words, Func<Question, string> where,
        CancellationToken cancellation)
    {
        string Of(Question q) => $"x.tenant_id = {q.P(jurisdiction)} and x.build = {Live} and {where(q)} and x.{key} > {q.P(after)}";
        if (words.Any)
        {
            await using var few = await AskAsync(cancellation);
            var rows = await few.AllAsync(
                $"""
                with hits as materialized (
                  select x.{key} as key from {schema}.{table} x where {Question.ByNoIndex(Of(few))}{few.Holding("x.text", "x.grams", words)} limit {FoundCount.Most + 1}),
                page as (select key from hits order by key limit {few.P(size)})
                select c.number, x.data from (select count(*) as number from hits) c left join page on true
                left join {schema}.{table} x on x.{key} = page.key and {Of(few)} order by page.key
                """, x => (Count: x.GetInt64(0), Row: x.IsDBNull(1) ? default : Read<T>(x, 1)), cancellation);
            if (rows[0].Count <= FoundCount.Most)
                return [.. rows.Where(x => x.Row is not null).Select(x => x.Row!)];
        }
        // More than a thousand are spread over the keys.
        await using var many = await AskAsync(cancellation);
        return await many.AllAsync(
            $"select x.data from {schema}.{table} x where {Of(many)}{many.HoldingInOrder("x.text", words)} order by x.{key} limit {many.P(size)}",
            x => Read<T>(x, 0), cancellation);
    }

    private static T Read<T>(NpgsqlDataReader reader, int column) => JsonSerializer.Deserialize<T>(reader.GetFieldValue<byte[]>(column), LedgerJson.Options)!;

    private Task<Question> AskAsync(CancellationToken cancellation) => Question.AskAsync(store.Storage.Database, cancellation);
}
