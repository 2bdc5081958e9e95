using FacilityLedger.Import;
using FacilityLedger.Policies;
using Xunit;

namespace FacilityLedger.Tests.Import;

/// <summary>How much may be gone at once.</summary>
public sealed class VanishingTests
{
    private static readonly DateOnly First = new(2014, 6, 9);

    [Theory]
    [InlineData(2222, 5, true)]
    [InlineData(2223, 18, true)]
    [InlineData(3726, 78, true)]
    [InlineData(100, 5, true)]
    [InlineData(100, 6, false)]
    [InlineData(8, 4, true)]
    [InlineData(8, 5, false)]
    [InlineData(100, 80, false)]
    [InlineData(10, 10, false)]
    public void what_vanished_between_real_listings_is_believed_and_a_page_that_is_missing_is_not(int of, int gone, bool believed)
    {
        var all = Vanishing.Of(Known(1, of), [Listing(0, gone + 1, of)], default);
        Assert.Equal((gone, of), (all[0].Gone, all[0].Of));
        Assert.Equal(believed, Record.Exception(() => Vanishing.Demand(all, RegisterLimits.Usual, null)) is null);
        Vanishing.Demand(all, RegisterLimits.Usual, gone);
        Assert.Contains($"--accept-delisting", Assert.Throws<ImportException>(() => Vanishing.Demand(all, RegisterLimits.Usual, gone - 1)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void all_that_a_run_delists_counts_against_what_was_accepted()
    {
        var all = Vanishing.Of(Known(1, 100), [Listing(0, 1, 50), Listing(9, 1, 100), Listing(20, 4, 103)], default);
        Assert.Equal([50, 3], all.Select(x => x.Gone));
        Vanishing.Demand(all, RegisterLimits.Usual, 53);
        Assert.Throws<ImportException>(() => Vanishing.Demand(all, RegisterLimits.Usual, 52));
    }

    [Fact]
    public void a_listing_that_changes_nothing_makes_nobody_vanish()
    {
        Assert.Empty(Vanishing.Of(Known(1, 100), [Listing(0, 1, 2)], First.AddDays(1)));
        Assert.Empty(Vanishing.Of(Known(1, 100, First.AddDays(1)), [Listing(0, 1, 2)], default));
        Assert.Empty(Vanishing.Of(Known(1, 100), [Listing(0, 1, 2) with { Nameless = 1 }], default));
        Assert.Empty(Vanishing.Of(Known(1, 4), [Listing(0, 1, 2) with { Unreadable = new HashSet<string>(["DC3", "DC4"], StringComparer.Ordinal) }], default));
    }

    [Theory]
    [InlineData(100, 5, true), InlineData(100, 6, false), InlineData(36, 30, false), InlineData(8, 4, true)]
    public void a_listing_that_has_lost_a_column_or_was_put_together_of_two_is_not_believed(int rows, int lacking, bool believed)
    {
        foreach (var fault in new[] { "have no Center Name", "list a site a second time" })
        {
            var listing = Listing(0, 1, rows) with { Faults = new Dictionary<string, int> { [fault] = lacking } };
            var said = Record.Exception(() => Vanishing.DemandWhole([listing], RegisterLimits.Usual));
            Assert.Equal(believed, said is null);
            Assert.True(believed || said is ImportException && said.Message.Contains($"{lacking} of {rows} rows of L0 {fault}", StringComparison.Ordinal));
        }
    }

    private static Dictionary<string, KnownSite> Known(int from, int to, DateOnly asOf = default) => Sites(from, to).ToDictionary(x => x, _ => new KnownSite(Listed: true, asOf), StringComparer.Ordinal);

    private static RegisterListing Listing(int day, int from, int to) =>
        new($"L{day}", First.AddDays(day), Sites(from, to).ToHashSet(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal), 0, to - from + 1, new Dictionary<string, int>());

    private static IEnumerable<string> Sites(int from, int to) => Enumerable.Range(from, Math.Max(0, to - from + 1)).Select(x => $"DC{x}");
}
