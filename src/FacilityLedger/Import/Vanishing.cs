using FacilityLedger.Policies;

namespace FacilityLedger.Import;

/// <summary>What is known of a listed site.</summary>
/// <param name="AsOf">Day of the snapshot that last said something new of its line.</param>
public readonly record struct KnownSite(bool Listed, DateOnly AsOf);

/// <summary>How many sites a listing lacks that were listed before.</summary>
/// <param name="Of">So many were listed.</param>
public sealed record Vanished(string File, int Gone, int Of)
{
    public override string ToString() => FormattableString.Invariant($"{File} lacks {Gone} of {Of} sites");
}

/// <summary>Absence is a fact only where it is rare: a listing of which the first page alone came would delist all others. It is measured over all listings of a run before anything is written.</summary>
public static class Vanishing
{
    /// <summary>What each listing makes vanish, from what the ledger has through all of them in the order of their days.</summary>
    /// <param name="newest">Day of the youngest listing that was taken over; older ones change nothing.</param>
    public static IReadOnlyList<Vanished> Of(IReadOnlyDictionary<string, KnownSite> ledger, IEnumerable<RegisterListing> listings, DateOnly newest)
    {
        var known = new Dictionary<string, KnownSite>(ledger, StringComparer.Ordinal);
        List<Vanished> all = [];
        foreach (var listing in listings.Where(x => x.Day >= newest))
        {
            var listed = known.Count(x => x.Value.Listed);
            string[] gone = [.. known.Where(x => x.Value.Listed && x.Value.AsOf <= listing.Day && listing.Lacks(x.Key)).Select(x => x.Key)];
            foreach (var site in gone)
                known[site] = new(Listed: false, listing.Day);
            foreach (var site in listing.Sites.Where(x => known.GetValueOrDefault(x).AsOf <= listing.Day))
                known[site] = new(Listed: true, listing.Day);
            if (gone.Length > 0)
                all.Add(new(listing.File, gone.Length, listed));
        }
        return all;
    }

    /// <exception cref="ImportException">More rows of a listing than can be believed lack what every row has: a column came empty, or two listings were put together.</exception>
    public static void DemandWhole(IEnumerable<RegisterListing> listings, RegisterLimits limits)
    {
        foreach (var listing in listings)
        {
            foreach (var (says, rows) in listing.Faults.Where(x => limits.Doubt(x.Value, listing.Rows)))
                throw new ImportException(FormattableString.Invariant(
                    $"{rows} of {listing.Rows} rows of {listing.File} {says}: more than {limits.Percent} % are taken for a damaged file; nothing was written"));
        }
    }

    /// <param name="accepted">So many may be delisted in all, as somebody decided who looked; null where nobody did.</param>
    /// <exception cref="ImportException">More vanish than can be believed.</exception>
    public static void Demand(IReadOnlyList<Vanished> all, RegisterLimits limits, int? accepted)
    {
        var sum = all.Sum(x => x.Gone);
        if (accepted is { } most && sum > most)
            throw new ImportException(FormattableString.Invariant($"{sum} sites would be delisted, more than the {most} that --accept-delisting takes ({string.Join(", ", all)}); nothing was written"));
        if (accepted is null && all.Where(limits.Doubts).ToList() is { Count: > 0 } doubtful)
            throw new ImportException(FormattableString.Invariant(
                $"{string.Join(", ", doubtful)} that were listed before: more than {limits.Percent} % at once are asked about; nothing was written. If they are gone in truth: --accept-delisting {sum}"));
    }

    private static bool Doubts(this RegisterLimits limits, Vanished x) => limits.Doubt(x.Gone, x.Of);
}
