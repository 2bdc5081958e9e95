using FacilityLedger.Facilities;

namespace FacilityLedger.Disclosure;

/// <summary>The list about an earlier day, in the order of the keys. What may be shown of such a day only the institutions themselves say.</summary>
public static class EarlierDays
{
    // A page may have to pass over institutions of which nothing may be shown of that day; it does not do so without end.
    private const int Rounds = 5;

    /// <param name="number">An identifier as <see cref="ShownFields.Key"/> spells it; null for any.</param>
    /// <param name="after">The key behind which the page begins.</param>
    /// <param name="fits">What else is asked of an institution; null for nothing.</param>
    /// <returns>The institutions as they were, and the key behind which the next page begins; null where there is none.</returns>
    public static async Task<(IReadOnlyList<PublicView> Views, Cursor? Next)> ShownAsync(
        PublicRegister register, string jurisdiction, SoughtWords words, string? number, string after, int size, DateOnly day, DateOnly today,
        Func<PublicView, bool>? fits, CancellationToken cancellation)
    {
        var shown = new List<PublicView>();
        var more = true;
        for (var round = 0; round < Rounds && more && shown.Count <= size; round++)
        {
            var found = await register.CandidatesAsync(jurisdiction, words, number, after, size + 1, cancellation);
            more = found.Count > size;
            after = found.Count > 0 ? found[^1].Id : after;
            shown.AddRange(found.Where(x => number is null || x.Bore(number, day, today)).Select(x => x.AsOf(day, today)).OfType<PublicView>()
                .Where(x => words.AreIn(SearchText.Of(x)) && fits?.Invoke(x) != false));
        }
        // A number may have passed from one to another: who bears it on that day goes before who bore it earlier.
        if (number is not null && shown.Any(x => x.Bears(number)))
            shown.RemoveAll(x => !x.Bears(number));
        return shown.Count > size ? (shown[..size], new(shown[size - 1].Id)) : (shown, more ? new(after) : null);
    }
}
