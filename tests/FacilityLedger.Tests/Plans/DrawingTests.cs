using System.Globalization;
using FacilityLedger.Disclosure;
using FacilityLedger.Hosting;
using FacilityLedger.Plans;
using Xunit;

namespace FacilityLedger.Tests.Plans;

public sealed class DrawingTests
{
    private static readonly DrawObject[] Objects = [new("370323-B", 2), new("370323-A", 1), new("370323-C", 4), new("370323-a", 1), new("370323-D", 1)];
    private static readonly DrawOfficer[] Officers = [new("鲁C-002", ["CARE"], []), new("鲁C-001", ["CARE", "FIRE"], ["370323-C"]), new("鲁C-003", ["CARE"], []), new("鲁C-004", ["FIRE"], [])];

    [Fact]
    public void the_same_seed_and_libraries_give_what_another_program_gave() => Assert.Equal("""[{"object":"370323-C","officers":["鲁C-002","鲁C-003"]},{"object":"370323-a","officers":["鲁C-002","鲁C-003"]},{"object":"370323-B","officers":["鲁C-001","鲁C-003"]}]""", Held("seed", 3));

    [Fact]
    public void the_order_in_which_the_libraries_are_given_changes_nothing() =>
        Assert.Equal(Held("seed", 5), CanonicalJson.Of(Drawing.Hold(PublishedDraw.Bytes("seed"), "CARE", Objects.Reverse(), Officers.Reverse(), 5)));

    [Fact]
    public void no_object_is_drawn_twice_and_nobody_inspects_where_they_have_an_interest_or_another_domain()
    {
        foreach (var seed in Enumerable.Range(0, 500))
        {
            var drawn = Drawing.Hold(PublishedDraw.Bytes(Text(seed)), "CARE", Objects, Officers, 9)!;
            Assert.Equal(Objects.Length, drawn.Select(x => x.Object).Distinct(StringComparer.Ordinal).Count());
            Assert.All(drawn, x => Assert.Equal(2, x.Officers.Distinct(StringComparer.Ordinal).Count()));
            Assert.DoesNotContain(drawn, x => x.Officers.Contains("鲁C-004") || x.Object == "370323-C" && x.Officers.Contains("鲁C-001"));
        }
    }

    [Fact]
    public void where_fewer_than_two_officers_may_go_there_is_no_draw() => Assert.Null(Drawing.Hold(PublishedDraw.Bytes("seed"), "FIRE", Objects, Officers, 5));

    [Fact]
    public void each_is_drawn_as_often_as_it_weighs_and_every_pair_as_often_as_the_others()
    {
        const int Draws = 20_000;
        var (objects, pairs) = (new Dictionary<string, int>(StringComparer.Ordinal), new Dictionary<string, int>(StringComparer.Ordinal));
        DrawOfficer[] free = [.. Officers.Select(x => x with { Domains = ["CARE"], Recused = [] })];
        for (var i = 0; i < Draws; i++)
        {
            var one = Drawing.Hold(PublishedDraw.Bytes(Text(i)), "CARE", Objects, free, 1)![0];
            objects[one.Object] = objects.GetValueOrDefault(one.Object) + 1;
            var pair = string.Join(' ', one.Officers.Order(StringComparer.Ordinal));
            pairs[pair] = pairs.GetValueOrDefault(pair) + 1;
        }
        // Chi-squared at one in a thousand; the seeds are fixed, so it is the same every time.
        Assert.InRange(Objects.Sum(x => Squared(objects[x.Id], Draws * x.Weight / 9.0)), 0, 18.47);
        Assert.Equal(6, pairs.Count);
        Assert.InRange(pairs.Values.Sum(x => Squared(x, Draws / 6.0)), 0, 20.52);
    }

    [Fact]
    public async Task a_published_draw_is_held_again_and_what_was_changed_is_named()
    {
        const string Salt = "c2FsdA==";
        var result = Drawing.Hold(PublishedDraw.Bytes("seed"), "CARE", Objects, Officers, 3);
        var commitment = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData("saltseed"u8));
        var draw = new PublishedDraw("D1", "P1", Drawing.Method, "CARE", 3, commitment, new(2026, 1, 5), Objects, CanonicalJson.Hash(Objects), Officers, CanonicalJson.Hash(Officers), Salt, "seed", new(2026, 1, 6), result);
        Assert.Equal((0, "same"), await RedrawnAsync(draw));
        Assert.Equal((1, "different"), await RedrawnAsync(draw with { Seed = "sead" }));
        Assert.Equal((1, "different"), await RedrawnAsync(draw with { Result = [.. result!.Reverse()] }));
        Assert.Equal((1, "different"), await RedrawnAsync(draw with { Objects = [.. Objects.Select(x => x with { Weight = 1 })] }));
        Assert.Equal((1, "different"), await RedrawnAsync(draw with { Officers = [.. Officers.Skip(1)] }));
        Assert.Equal((1, "different"), await RedrawnAsync(draw with { Method = "another" }));
        Assert.Equal((1, "different"), await RedrawnAsync(draw with { Seed = null, Salt = null, Result = null }));
        Assert.Equal(2, await RedrawCommand.RunAsync(["redraw", "/nowhere"], TextWriter.Null, TestContext.Current.CancellationToken));
    }

    private static string Held(string seed, int count) => CanonicalJson.Of(Drawing.Hold(PublishedDraw.Bytes(seed), "CARE", Objects, Officers, count));

    private static string Text(int i) => i.ToString(CultureInfo.InvariantCulture);

    private static double Squared(int found, double due) => (found - due) * (found - due) / due;

    private static async Task<(int Code, string Said)> RedrawnAsync(PublishedDraw draw)
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, System.Text.Json.JsonSerializer.Serialize(draw, LedgerJson.Options), TestContext.Current.CancellationToken);
        using var said = new StringWriter();
        var code = await RedrawCommand.RunAsync(["redraw", file], said, TestContext.Current.CancellationToken);
        File.Delete(file);
        return (code, said.ToString().Split(':')[0]);
    }
}
