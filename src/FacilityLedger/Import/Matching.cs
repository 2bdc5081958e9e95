namespace FacilityLedger.Import;

/// <summary>Rows have no numbers of their own: several may share a key, and a later snapshot may list them in another order.</summary>
/// <param name="News">Rows that say something new, with what they rewrite (default when new).</param>
/// <param name="Left">What is known and has no row.</param>
public sealed record Matching<TRow, TKnown>(IReadOnlyList<(TRow Row, TKnown? Was)> News, IReadOnlyList<TKnown> Left);

/// <inheritdoc cref="Matching{TRow, TKnown}"/>
public static class Matching
{
    /// <summary>Pairs rows with what is known of their key. Equal ones find each other first, then those that are <paramref name="alike"/>, then what is left in its order: a row with something known was
    /// rewritten, a row without is new.</summary>
    /// <param name="known">In the order in which they are to be rewritten.</param>
    public static Matching<TRow, TKnown> Of<TRow, TKnown>(IReadOnlyList<TRow> rows, IReadOnlyList<TKnown> known, Func<TRow, TKnown, bool> same, Func<TRow, TKnown, bool> alike)
    {
        var left = known.ToList();
        var changed = rows.Where(row => !Find(row, same, out _)).ToList();
        var pairs = changed.Select(row => (Row: row, Found: Find(row, alike, out var was), Was: was)).ToList();
        List<(TRow, TKnown?)> news = [];
        foreach (var (row, found, was) in pairs)
            news.Add((row, found || !Find(row, (_, _) => true, out var next) ? was : next));
        return new(news, left);

        bool Find(TRow row, Func<TRow, TKnown, bool> fits, out TKnown? found)
        {
            var at = left.FindIndex(x => fits(row, x));
            found = at < 0 ? default : left[at];
            if (at >= 0)
                left.RemoveAt(at);
            return at >= 0;
        }
    }
}
