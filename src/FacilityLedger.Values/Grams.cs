using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace FacilityLedger.Values;

/// <summary>The signs of folded texts, one by one and in twos, as numbers: what the indexes of all searches hold. An index of threes finds nothing for two Chinese signs,
/// and most who search type two.</summary>
/// <remarks>Numbers of two jurisdictions differ, so that a search in one does not pay for what the others hold. Two grams of one jurisdiction never share a number.</remarks>
public static class Grams
{
    /// <summary>Stands between texts that are searched together: no word reaches over it.</summary>
    public const char Between = '\n';

    private static readonly ConcurrentDictionary<string, uint> Seeds = new(StringComparer.Ordinal);

    /// <param name="folded">Texts as <see cref="Folding"/> leaves them, with <see cref="Between"/> between them.</param>
    public static int[] Of(string jurisdiction, string folded)
    {
        var (seed, grams) = (Seed(jurisdiction), new HashSet<int>());
        for (var i = 0; i < folded.Length; i++)
        {
            if (folded[i] == Between)
                continue;
            grams.Add(Number(seed, '\0', folded[i]));
            if (i > 0 && folded[i - 1] != Between)
                grams.Add(Number(seed, folded[i - 1], folded[i]));
        }
        return [.. grams.Order()];
    }

    /// <summary>The grams of which a text that holds all the words has every one.</summary>
    internal static int[] OfWords(string jurisdiction, IEnumerable<string> words)
    {
        var seed = Seed(jurisdiction);
        return [.. words.SelectMany(x => x.Length == 1 ? [Number(seed, '\0', x[0])] : Enumerable.Range(1, x.Length - 1).Select(i => Number(seed, x[i - 1], x[i]))).Distinct()];
    }

    /// <summary>Stands before what is sorted and belongs to one jurisdiction. Digits and capitals up to F, which every collation puts in the order of their bytes.</summary>
    public static string Prefix(string jurisdiction) => Seed(jurisdiction).ToString("X8", System.Globalization.CultureInfo.InvariantCulture);

    // Multiplying by an odd number and flipping bits keeps different pairs different.
    private static int Number(uint seed, char first, char second) => unchecked((int)((((uint)first << 16) | second) * 2654435761u ^ seed));

    private static uint Seed(string jurisdiction) => Seeds.GetOrAdd(jurisdiction, x => BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(x))));
}

/// <summary>What somebody typed into a search: words that must all occur, in any order.</summary>
/// <param name="Grams">Those of all words; none where no word was typed.</param>
public sealed record SoughtWords(IReadOnlyList<string> Words, int[] Grams)
{
    public static SoughtWords Of(string jurisdiction, string? typed)
    {
        string[] words = [.. (typed ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(x => Folding.Of(x)).Where(x => x.Length > 0).Distinct(StringComparer.Ordinal)];
        return new(words, FacilityLedger.Values.Grams.OfWords(jurisdiction, words));
    }

    public bool Any => Words.Count > 0;

    /// <param name="folded">Texts as <see cref="Folding"/> leaves them.</param>
    public bool AreIn(string folded) => Words.All(x => folded.Contains(x, StringComparison.Ordinal));
}

/// <summary>How many were found; nobody needs more than the first thousand counted.</summary>
/// <param name="Number">At most <see cref="Most"/>, unless the number was known without counting.</param>
/// <param name="More">There are more than that.</param>
public readonly record struct FoundCount(long Number, bool More = false)
{
    public const int Most = 1000;

    /// <param name="counted">Up to one above <see cref="Most"/>.</param>
    public static FoundCount Of(long counted) => counted > Most ? new(Most, More: true) : new(counted);
}
