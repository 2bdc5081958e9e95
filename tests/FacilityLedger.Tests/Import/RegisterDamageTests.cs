using System.Text;
using CsCheck;
using FacilityLedger.Import;
using Xunit;

namespace FacilityLedger.Tests.Import;

/// <summary>A listing that was damaged anywhere is refused, or says which row it lost, or reads as it did: none is lost in silence.</summary>
public sealed class RegisterDamageTests
{
    private static readonly string Header = string.Join(',', RegisterRow.Columns(RegisterPart.BasicInfo));

    private static readonly Gen<string> Row = Gen.Select(
        Gen.OneOf("LITTLE ONES", "\"SMITH, JONES\"", "'PICKLES'  CARE", "\"THE \"\"BIG\"\" ONE\"", "NIÑOS", ""),
        Gen.OneOf("HOLDER", "\"HOLDER, INC.\""), Gen.Int[1, 300],
        (name, holder, capacity) => $"{name},{holder},1 ROAD,BRONX,10468,,9001,07/31/2015,Permitted,ALL,{capacity},No,Private");

    private static readonly Gen<string[]> Listing = Row.Array[4, 12].Select(rows => rows.Select((x, i) => $"DC{100 + i},{x}").ToArray());

    [Fact]
    public void a_damaged_listing_loses_no_site_in_silence() =>
        Gen.Select(Listing, Gen.Enum<Damage>(), Gen.Int[0, 1 << 20]).Sample((rows, damage, place) =>
        {
            var intact = Read(Encoding.UTF8.GetBytes(Damages.Text([Header, .. rows])))!;
            var read = Read(Damages.Done(Header, rows, damage, place));
            Assert.True(!damage.Fatal() || read is null, $"{damage} was read");
            Assert.True(!damage.Harmless() || read is { Rejects.Count: 0 } && read.Entries.SequenceEqual(intact.Entries), $"{damage} hurts");
            if (read is null)
                return;
            var hit = (place % rows.Length) + 2;
            switch (damage)
            {
                case Damage.RepeatLine:
                    Demand(intact.Entries, hit + 1, "duplicate of another row");
                    break;
                case Damage.OtherCase:
                    Demand(intact.Entries, rows.Length + 2, "listed twice");
                    break;
                case Damage.ImpossibleDay:
                    Demand(intact.Entries.Where(x => x.Site != $"DC{98 + hit}"), hit, "Permit Expiration Date");
                    break;
                case Damage.OtherDelimiter:
                    Demand(intact.Entries.Where(x => x.Site != $"DC{98 + hit}"), hit, "instead of 14");
                    break;
                case Damage.CutOff:
                    // A file that ends with a row says nothing of what came after it: that is what the measure of absence is for.
                    Assert.All(read.Entries, x => Assert.Contains(x, intact.Entries));
                    return;
                default:
                    // What cannot be told from a row that was meant so is the row that was hit, and no other.
                    Assert.InRange(intact.Entries.Count(x => !read.Entries.Contains(x)), 0, damage == Damage.JoinLines ? 2 : 1);
                    break;
            }
            Assert.True(read.Rejects.Count > 0 || read.Entries.Count == intact.Entries.Count, $"{damage} lost a row in silence");
            Assert.DoesNotContain(intact.Entries.Select(x => x.Site), read.Listing.Lacks);

            void Demand(IEnumerable<RegisterEntry> entries, int row, string why)
            {
                var reject = Assert.Single(read.Rejects);
                Assert.Equal(row, reject.Row);
                Assert.Contains(why, reject.Reason, StringComparison.Ordinal);
                Assert.Equal(entries, read.Entries);
            }
        }, iter: 300);

    private static WhatIsRead? Read(byte[] content)
    {
        using var folder = new FedFolder(("BasicInfo_2014_06_09.csv", content));
        try
        {
            using var read = folder.Read();
            var bySite = read.BySite(0, new HashSet<string>(StringComparer.Ordinal));
            var entries = read.Sites.Order(StringComparer.Ordinal).Select(x => bySite(x).Single().Line!.Entry);
            return new([.. entries], read.Listings[0], [.. read.Rejects]);
        }
        catch (ImportException)
        {
            return null;
        }
    }

    private sealed record WhatIsRead(IReadOnlyList<RegisterEntry> Entries, RegisterListing Listing, IReadOnlyList<Reject> Rejects);
}
