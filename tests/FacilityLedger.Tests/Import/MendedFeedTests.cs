using System.Text;
using CsCheck;
using FacilityLedger.Import;
using Xunit;

namespace FacilityLedger.Tests.Import;

/// <summary>Whatever a damaged feed said, after the next whole one the ledger says what it would say had the damage never been.</summary>
public sealed class MendedFeedTests
{
    private static readonly string[] Headers = [.. Enum.GetValues<RegisterPart>().Select(x => string.Join(',', RegisterRow.Columns(x)))];

    private static readonly Gen<string> Line = Gen.Select(
        Gen.OneOf("LITTLE ONES", "\"SMITH, JONES\"", "\"THE \"\"BIG\"\" ONE\""), Gen.Int[1, 300],
        (name, capacity) => $"{name},HOLDER,1 ROAD,BRONX,10468,,9001,07/31/2015,Permitted,ALL,{capacity},No,Private");

    // Two that a listing lacks are believed.
    private static readonly Gen<string[]> Listing = Gen.Select(Line.Array[8], Gen.Int[0, 8], Gen.Int[0, 8],
        (rows, one, other) => Enumerable.Range(0, 8).Except([one, other]).Select(x => $"DC{100 + x},{rows[x]}").ToArray());

    private static readonly Gen<string[]> Visits = Gen.Select(
        Gen.Int[0, 5], Gen.Int[1, 12], Gen.OneOf("No violations", "\"Five, or fewer\"", "\"Two\nlines, \"\"so\"\"\""))
        .Array[8, 16].Select(rows => rows.Select(x => $"DC{100 + x.Item1},{x.Item2:00}/05/2013,INSPECTION,{x.Item3}").ToArray());

    private static readonly Gen<string[]> Violations = Gen.Select(Gen.Int[0, 5], Gen.Int[1, 12], Gen.OneOf("OPEN", "CORRECTED"))
        .Array[8, 16].Select(rows => rows
            .Select(x => $"DC{100 + x.Item1},{x.Item2:00}/05/2013,\"Staff, untrained\",GENERAL,47.41 (j),{x.Item3}").Distinct().ToArray());

    [Fact]
    public void a_mended_feed_leaves_nothing_of_the_damage() =>
        Gen.Select(Listing.Array[3], Visits, Violations, Gen.Enum<Damage>(), Gen.Int[0, 2], Gen.Int[0, 1 << 20])
        .Sample((listings, visits, violations, damage, part, place) =>
        {
            string[][] first = [listings[0], visits[..^3], violations[..^3]];
            string[][] second = [listings[1], visits[..^1], violations[..^1]];
            string[][] third = [listings[2], visits, violations];
            var (damaged, spared) = (new AFedLedger(), new AFedLedger());
            Assert.True(damaged.Run(9, Whole(first)));
            Assert.True(spared.Run(9, Whole(first)));
            var before = damaged.Says();
            var bad = Whole(second);
            bad[part] = Damages.Done(Headers[part], second[part], damage, place);
            var taken = damaged.Run(10, bad);
            Assert.True(spared.Run(10, Whole(second)));
            Assert.True(taken || damaged.Says() == before, $"{damage}: refused and written");
            Assert.True(!damage.Harmless() || damaged.Says() == spared.Says(), $"{damage} of {(RegisterPart)part} hurts");
            Assert.True(!damage.Fatal() || !taken, $"{damage} of {(RegisterPart)part} was taken");
            damaged.Run(11, Whole(third));
            spared.Run(11, Whole(third));
            Assert.Equal(spared.Says(), damaged.Says());
        }, iter: 100);

    [Theory]
    [InlineData("\r\n")]
    [InlineData("\r")]
    public void other_line_breaks_say_nothing_new_within_fields_either(string end)
    {
        var feed = Whole([["DC100,LITTLE ONES,HOLDER,1 ROAD,BRONX,10468,,9001,07/31/2015,Permitted,ALL,20,No,Private"],
            ["DC100,01/05/2013,INSPECTION,\"Two\nlines\""], ["DC100,01/05/2013,\"Staff,\nuntrained\",GENERAL,47.41 (j),OPEN"]]);
        var ledger = new AFedLedger();
        Assert.True(ledger.Run(9, feed));
        var before = ledger.Facts;
        var saved = feed.Select(Encoding.UTF8.GetString).Select(x => x.Replace("\n", end, StringComparison.Ordinal));
        Assert.True(ledger.Run(10, [.. saved.Select(Encoding.UTF8.GetBytes)]));
        Assert.Equal(before, ledger.Facts);
    }

    private static byte[][] Whole(string[][] rows) =>
        [.. rows.Select((x, part) => Encoding.UTF8.GetBytes(Damages.Text([Headers[part], .. x])))];
}
