using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using FacilityLedger.Facilities;
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

/// <summary>Asks the public view. Every question is answered by an index or by rows that are kept: none costs more where the county is larger.</summary>
public sealed class PublicRegister(IDocumentStore store)
{
    internal const int FirstBuild = 1;

    /// <summary>Scheme of the ledger's own key among the identifiers.</summary>
    internal const string IdScheme = "id";

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
        FindAsync(jurisdiction, id, today, ", f.data", x => new PublicFound(Question.Read<PublicFacility>(x, 6), Head(x)), cancellation);

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
                """, x => (Count: x.GetInt64(0), Row: x.IsDBNull(1) ? default : Question.Read<T>(x, 1)), cancellation);
            if (rows[0].Count <= FoundCount.Most)
                return [.. rows.Where(x => x.Row is not null).Select(x => x.Row!)];
        }
        // More than a thousand are spread over the keys.
        await using var many = await AskAsync(cancellation);
        return await many.AllAsync(
            $"select x.data from {schema}.{table} x where {Of(many)}{many.HoldingInOrder("x.text", words)} order by x.{key} limit {many.P(size)}",
            x => Question.Read<T>(x, 0), cancellation);
    }

    private Task<Question> AskAsync(CancellationToken cancellation) => Question.AskAsync(store.Storage.Database, cancellation);
}
