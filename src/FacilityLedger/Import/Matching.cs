namespace FacilityLedger.Import;

/// <summary>Rows have no numbers of their own: several may share a key, and a later snapshot may list them in another order.</summary>
public static class Matching
{
    /// <summary>Pairs what is left after equal ones have found each other: a row with something known was rewritten, a row without is new. What is known and has no row has aged out and means nothing.</summary>
    /// <param name="known">In the order of their ordinals.</param>
    /// <returns>Rows that say something new, with what they rewrite (default when new) and their ordinal.</returns>
    public static IEnumerable<(TRow Row, TKnown? Was, int Ordinal)> Of<TRow, TKnown>(IReadOnlyList<TRow> rows, IReadOnlyList<TKnown> known, Func<TRow, TKnown, bool> same)
    {
        var left = known.Select((x, i) => (Known: x, Ordinal: i + 1)).ToList();
        var unmatched = new List<TRow>();
        foreach (var row in rows)
        {
            var at = left.FindIndex(x => same(row, x.Known));
            if (at < 0)
                unmatched.Add(row);
            else
                left.RemoveAt(at);
        }
        for (var i = 0; i < unmatched.Count; i++)
            yield return i < left.Count ? (unmatched[i], left[i].Known, left[i].Ordinal) : (unmatched[i], default, known.Count + i - left.Count + 1);
    }
}
