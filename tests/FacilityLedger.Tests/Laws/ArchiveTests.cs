using System.Globalization;
using System.Text.Json;
using CsCheck;
using FacilityLedger.Facilities;
using FacilityLedger.Hosting;
using Xunit;

namespace FacilityLedger.Tests.Laws;

public sealed class ArchiveTests
{
    private static readonly Gen<(int Key, Paper? Paper)[]> Acts = Gen.Select(Gen.Int[0, 300], Gen.Frequency((8, Gen.Int.Select(x => (Paper?)new Paper(x, x % 7 != 0))), (1, Gen.Const((Paper?)null)))).Array[0, 900];

    [Fact]
    public void reads_as_a_dictionary_through_storing_it_between() => Acts.Sample(acts =>
    {
        var (archive, dictionary) = (Archive<Paper>.Empty, new SortedDictionary<string, Paper>(StringComparer.Ordinal));
        foreach (var (n, act) in acts.Index())
        {
            var key = Key(act.Key);
            Assert.Equal(dictionary.TryGetValue(key, out var was), archive.TryGetValue(key, out var held));
            Assert.Equal(was, held);
            if (act.Paper is null)
                dictionary.Remove(key);
            else
                dictionary[key] = act.Paper;
            archive = act.Paper is null ? archive.Remove(key) : archive.SetItem(key, act.Paper);
            if (n % 20 == 0)
                archive = Stored(archive);
        }
        Assert.Equal(dictionary, archive.OrderBy(x => x.Key, StringComparer.Ordinal));
        Assert.Equal(dictionary.Count, archive.Count);
        Assert.Equal(JsonSerializer.Serialize(dictionary, LedgerJson.Plain), JsonSerializer.Serialize(new SortedDictionary<string, Paper>(JsonSerializer.Deserialize<Dictionary<string, Paper>>(JsonSerializer.Serialize(archive, LedgerJson.Plain), LedgerJson.Options)!, StringComparer.Ordinal), LedgerJson.Plain));
        Assert.Superset(dictionary.Values.Where(x => !x.Done).ToHashSet(), archive.AtHand.ToHashSet());
    }, iter: 60);

    [Fact]
    public void what_is_settled_lies_packed_and_is_found_again()
    {
        var archive = Stored(Archive<Paper>.Of(Enumerable.Range(0, 1000).Select(x => KeyValuePair.Create(Key(x), new Paper(x, x > 9)))));
        Assert.InRange(archive.AtHand.Count(), 10, 60);
        Assert.Subset(archive.AtHand.ToHashSet(), Enumerable.Range(0, 10).Select(x => new Paper(x, false)).ToHashSet());
        Assert.Equal(new Paper(500, true), archive[Key(500)]);
        Assert.False(archive.ContainsKey("nothing"));
        Assert.InRange(JsonSerializer.Serialize(archive, LedgerJson.Options).Length, 1, JsonSerializer.Serialize(archive, LedgerJson.Plain).Length / 2);
    }

    private static string Key(int n) => string.Create(CultureInfo.InvariantCulture, $"inspections/{n}");

    private static Archive<Paper> Stored(Archive<Paper> archive) => JsonSerializer.Deserialize<Archive<Paper>>(JsonSerializer.Serialize(archive, LedgerJson.Options), LedgerJson.Options)!;

    private sealed record Paper(int Number, bool Done) : ISettles
    {
        bool ISettles.Settled => Done;
    }
}
