using System.Text.Json;
using FacilityLedger.Facilities;
using FacilityLedger.Hosting;
using FacilityLedger.Hosting.Decisions;
using Npgsql;

namespace FacilityLedger.Disclosure;

/// <summary>All that is stored of one institution for the public: a fold of its disclosure events and of nothing else, so that it may be made anew at any time and comes out the same.</summary>
/// <param name="Text">All that was ever shown and could be looked for, folded.</param>
/// <param name="Numbers">All identifiers that were ever shown, and its key, as <see cref="ShownFields.Key"/> spells them.</param>
/// <param name="Data">Null where nothing may be shown for any day.</param>
internal sealed record PublicRow(
    string Id, long Version, string Text, IReadOnlyList<int> Grams, IReadOnlyList<string> Numbers, IReadOnlyList<PublicLine> Lines, IReadOnlyList<FigureChange> Figures, PublicFacility? Data)
{
    private static readonly string[] Disclosed =
    [
        .. EventNames.All.Where(x => x.Key == typeof(DisclosurePublished) || x.Key == typeof(DisclosureCorrected) || x.Key == typeof(DisclosureWithdrawn) || x.Key == typeof(DisclosureEnded) || x.Key == typeof(DisclosureResumed))
            .Select(x => x.Value),
    ];

    /// <summary>The rows of these institutions, from all their disclosure events.</summary>
    /// <param name="schema">Schema of the ledger's tables.</param>
    public static async Task<IReadOnlyList<PublicRow>> FoldAsync(NpgsqlConnection connection, string schema, string jurisdiction, IReadOnlyList<string> ids, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand($"select stream_id, version, type, data::text, timestamp from {schema}.mt_events where tenant_id = $1 and stream_id = any($2) and type = any($3) order by stream_id, version", connection);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = jurisdiction });
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. ids] });
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = Disclosed });
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var rows = new List<PublicRow>();
        var entries = new List<(Entry Entry, DateTime At)>();
        while (await reader.ReadAsync(cancellation))
        {
            var fact = (IFact)JsonSerializer.Deserialize(reader.GetString(3), EventNames.TypeOf(reader.GetString(2)), LedgerJson.Options)!;
            var entry = new Entry(reader.GetString(0), reader.GetInt64(1), fact, "none");
            if (entries.Count > 0 && entries[0].Entry.Stream != entry.Stream)
            {
                rows.Add(Of(jurisdiction, entries));
                entries.Clear();
            }
            entries.Add((entry, reader.GetDateTime(4)));
        }
        if (entries.Count > 0)
            rows.Add(Of(jurisdiction, entries));
        return rows;
    }

    public static string Json(IEnumerable<PublicRow> rows) => JsonSerializer.Serialize(rows, LedgerJson.Options);

    private static PublicRow Of(string jurisdiction, List<(Entry Entry, DateTime At)> entries)
    {
        var last = entries[^1];
        var view = entries.Select(x => x.Entry).Aggregate((PublicFacility?)null, PublicFacility.Next);
        if (view is null)
            return new(last.Entry.Stream, last.Entry.Version, "", [], [], [], [], null);
        // Nobody asks any more what was shown on the days before its last event: by then it was a day later somewhere, and no fact is dated ahead.
        var known = entries.Select(x => x.Entry.Fact.OccurredOn).Append(DateOnly.FromDateTime(last.At.ToUniversalTime()).AddDays(-1)).Max();
        var lines = PublicLine.Of(jurisdiction, view, known);
        var text = SearchText.Of(view);
        return new(view.Id, view.Version, text, Values.Grams.Of(jurisdiction, text), Numbered(view), lines, FigureChange.Of(lines), view);
    }

    private static List<string> Numbered(PublicFacility view) =>
        [.. view.Publications.Values.SelectMany(x => x).SelectMany(x => x.Fields.Identifiers()).Select(x => x.Key()).Append(new Registration.Identifier(PublicRegister.IdScheme, view.Id).Key()).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
}

/// <summary>What the lists show of an institution on each of a span of days, and what they find it by.</summary>
/// <param name="First">First day of the span; the first span of all begins with time.</param>
/// <param name="Until">First day after it.</param>
/// <param name="Sort">Its place among the names.</param>
/// <param name="Codes">Its town, kind and so on, each behind the jurisdiction and the name of the filter.</param>
public sealed record PublicLine(
    DateOnly First, DateOnly Until, string Status, string Sort, string Text, IReadOnlyList<int> Grams, IReadOnlyList<string> Codes, string? Former, CountyLine Data)
{
    /// <summary>The spans from a day on, until which nothing is asked. What is shown changes with a day alone where a publication begins, ends or may no longer be shown.</summary>
    public static IReadOnlyList<PublicLine> Of(string jurisdiction, PublicFacility facility, DateOnly known)
    {
        var days = facility.Publications.Values.SelectMany(x => x).SelectMany(x => new[] { x.From, x.EndedOn, x.Until?.AddDays(1) }).OfType<DateOnly>().Where(x => x > known).Distinct().Order().ToList();
        var lines = new List<PublicLine>();
        string? before = null;
        foreach (var (i, day) in days.Prepend(known).Index())
        {
            var first = i == 0 ? DateOnly.MinValue : day;
            if (facility.AsOf(day, day) is not { } view)
            {
                Close(first);
                before = null;
                continue;
            }
            var (line, text) = (CountyLine.Of(view), SearchText.Of(view));
            var says = $"{JsonSerializer.Serialize(line, LedgerJson.Options)}{Values.Grams.Between}{text}";
            if (says == before)
                continue;
            Close(first);
            lines.Add(new(first, DateOnly.MaxValue, line.Particulars.Status ?? "", NameOrder.Of(line.Name), text, Values.Grams.Of(jurisdiction, text), [.. line.Codes(jurisdiction)], line.Former, line));
            before = says;
        }
        return lines;

        void Close(DateOnly day)
        {
            if (lines.Count > 0 && lines[^1].Until == DateOnly.MaxValue)
                lines[^1] = lines[^1] with { Until = day };
        }
    }
}

/// <summary>By how much a figure of the county differs from a day on because of one institution.</summary>
/// <param name="Dimension">What is counted: all, or those of a town, a kind, a status …</param>
/// <param name="Code">Which town, kind, status.</param>
public sealed record FigureChange(DateOnly Day, string Dimension, string Code, long Number, long Places, long Inclusive, long PutRight, long Open)
{
    public static IReadOnlyList<FigureChange> Of(IEnumerable<PublicLine> lines) =>
    [
        .. lines.SelectMany(x => x.Until == DateOnly.MaxValue ? Of(x.First, x.Data, 1) : Of(x.First, x.Data, 1).Concat(Of(x.Until, x.Data, -1)))
            .GroupBy(x => (x.Day, x.Dimension, x.Code))
            .Select(x => new FigureChange(x.Key.Day, x.Key.Dimension, x.Key.Code, x.Sum(y => y.Number), x.Sum(y => y.Places), x.Sum(y => y.Inclusive), x.Sum(y => y.PutRight), x.Sum(y => y.Open)))
            .Where(x => x is not { Number: 0, Places: 0, Inclusive: 0, PutRight: 0, Open: 0 }),
    ];

    private static IEnumerable<FigureChange> Of(DateOnly day, CountyLine line, int sign)
    {
        var all = new FigureChange(day, CountyTotals.Everybody, "", sign, sign * (line.Places ?? 0L), sign * (line.InclusivePlaces ?? 0L), sign * line.Violations.PutRight, sign * line.Violations.Open);
        return line.Counted().Select(x => new FigureChange(day, x.Dimension, x.Code, sign, x.Dimension == CountyTotals.Town ? all.Places : 0, 0, 0, 0)).Prepend(all);
    }
}
