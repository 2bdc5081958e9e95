namespace FacilityLedger.Import;

/// <summary>Rows have no numbers of their own: several may share a key, and a later snapshot may list them in another order.</summary>
public static class Matching
{
    /// <summary>Pairs rows with what is known of their key. Equal ones find each other first, then those that are <paramref name="alike"/>, then what is left in its order: a row with something known was
    /// rewritten, a row without is new. What is known and has no row has aged out and means nothing.</summary>
    /// <param name="known">In the order of their ordinals.</param>
    /// <returns>Rows that say something new, with what they rewrite (default when new) and their ordinal.</returns>
    public static IEnumerable<(TRow Row, TKnown? Was, int Ordinal)> Of<TRow, TKnown>(IReadOnlyList<TRow> rows, IReadOnlyList<TKnown> known, Func<TRow, TKnown, bool> same, Func<TRow, TKnown, bool> alike)
    {
        var left = known.Select((x, i) => (Known: x, Ordinal: i + 1)).ToList();
        var changed = rows.Where(row => Find(row, same) is null).ToList();
        var pairs = changed.Select(row => (Row: row, Was: Find(row, alike))).ToList();
        var next = known.Count;
        foreach (var (row, was) in pairs)
        {
            var found = was ?? Find(row, (_, _) => true);
            yield return found is { } x ? (row, x.Known, x.Ordinal) : (row, default(TKnown), ++next);
        }

        (TKnown Known, int Ordinal)? Find(TRow row, Func<TRow, TKnown, bool> fits)
        {
            var at = left.FindIndex(x => fits(row, x.Known));
            if (at < 0)
                return null;
            var found = left[at];
            left.RemoveAt(at);
            return found;
        }
    }
}
