using CsCheck;
using FacilityLedger.Import;
using Xunit;

namespace FacilityLedger.Tests.Import;

/// <summary>A listing that was damaged anywhere is refused, or says which row it lost, or reads as it did: no site is ever lost in silence.</summary>
public sealed class RegisterDamageTests
{
    private const string Header =
        "Site ID,Center Name,Permit Holder,Address,Borough,Zip Code,Phone,Permit Number,Permit Expiration Date,Permit Status,Age Range,Maximum Capacity,Certified to Administer Medication,Site Type";

    private static readonly Gen<string> Row = Gen.Select(Gen.OneOf("LITTLE ONES", "\"SMITH, JONES\"", "'PICKLES'  CARE", "\"THE \"\"BIG\"\" ONE\"", ""), Gen.OneOf("HOLDER", "\"HOLDER, INC.\""), Gen.Int[1, 300],
        (name, holder, capacity) => $"{name},{holder},1 ROAD,BRONX,10468,,9001,07/31/2015,Permitted,ALL,{capacity},No,Private");

    private static readonly Gen<string[]> Listing = Row.Array[4, 12].Select(rows => rows.Select((x, i) => $"DC{100 + i},{x}").ToArray());

    [Fact]
    public void a_damaged_listing_loses_no_site_in_silence() =>
        Gen.Select(Listing, Gen.Enum<Damage>(), Gen.Int[0, 1 << 20]).Sample((rows, damage, place) =>
        {
            var text = Text([Header, .. rows]);
            var damaged = Damaged(text, rows, damage, place);
            if (Read(damaged) is not { } read)
                return;
            var intact = Read(text)!;
            var touched = intact.Entries.Count(x => !read.Entries.Contains(x));
            var told = read.Rejects.Count > 0;
            // A file that ends with a row says nothing of what came after it: that is what the measure of absence is for.
            if (damage != Damage.CutOff)
                Assert.DoesNotContain(intact.Entries.Select(x => x.Site), read.Listing.Lacks);
            if (damage == Damage.CutOff)
                Assert.All(read.Entries, x => Assert.Contains(x, intact.Entries));
            // What cannot be told from a row that was meant so is the row that was hit, and no other.
            Assert.True(touched <= (damage == Damage.CutOff ? rows.Length : damage == Damage.JoinLines ? 2 : 1), $"{damage}: {touched}");
            Assert.True(told || read.Entries.Count == intact.Entries.Count || damage == Damage.CutOff, $"{damage}");
            if (damage is Damage.RepeatLine or Damage.OtherCase or Damage.SwapColumns)
                Assert.Equal(intact.Entries, read.Entries);
            Assert.True(damage != Damage.SwapColumns || !told);
        }, iter: 3000);

    private enum Damage { CutOff, RepeatLine, InsertQuote, OtherCase, SwapColumns, DropDelimiter, JoinLines, BreakLine }

    private static string Damaged(string text, string[] rows, Damage damage, int place)
    {
        var (at, row) = (place % text.Length, place % rows.Length);
        var body = text.IndexOf('\n', StringComparison.Ordinal) + 1;
        return damage switch
        {
            // Of a listing of one row without a line break nobody knows whether it is whole.
            Damage.CutOff => text[..Math.Max(at, text.IndexOf('\n', body) + 2)],
            Damage.RepeatLine => Text([Header, .. rows[..row], rows[row], .. rows[row..]]),
            Damage.InsertQuote => text.Insert(Math.Max(at, body), "\""),
            Damage.OtherCase => Text([Header, .. rows, rows[row].Replace("DC", "dc", StringComparison.Ordinal)]),
            Damage.SwapColumns => Text([Swapped(Header), .. rows.Select(Swapped)]),
            Damage.DropDelimiter => Without(text, Math.Max(at, body), ','),
            Damage.JoinLines => Without(text, Math.Max(at, body), '\n'),
            _ => text.Insert(Math.Max(at, body), "\n"),
        };
    }

    // The two columns at the end, of which no field is quoted.
    private static string Swapped(string row) => row.Split(',') is var x ? string.Join(',', [.. x[..^2], x[^1], x[^2]]) : row;

    private static string Without(string text, int from, char sign) => text.IndexOf(sign, from) is >= 0 and var at ? text.Remove(at, 1) : text;

    private static string Text(IEnumerable<string> lines) => string.Concat(lines.Select(x => $"{x}\n"));

    private static WhatIsRead? Read(string text)
    {
        var folder = Directory.CreateTempSubdirectory("register-").FullName;
        try
        {
            File.WriteAllText(Path.Combine(folder, "BasicInfo_2014_06_09.csv"), text);
            using var read = RegisterFolder.Read(folder);
            var bySite = read.BySite(0, new HashSet<string>(StringComparer.Ordinal));
            return new([.. read.Sites.Order(StringComparer.Ordinal).Select(x => bySite(x).Single().Line!.Entry)], read.Listings[0], [.. read.Rejects]);
        }
        catch (ImportException)
        {
            return null;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private sealed record WhatIsRead(IReadOnlyList<RegisterEntry> Entries, RegisterListing Listing, IReadOnlyList<Reject> Rejects);
}
