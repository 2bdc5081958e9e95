using System.Net;
using FacilityLedger.IntegrationTests;
using Xunit;

namespace FacilityLedger.FaultTests;

/// <summary>The owner of the tables makes them; the program's role owns nothing.</summary>
public sealed class TwoRolesTests
{
    [Fact]
    public async Task a_program_without_the_owners_role_needs_tables_that_are_there_and_says_who_makes_them()
    {
        await using var database = await LedgerHome.NewAsync();
        await using var books = await database.BooksAsync();
        await using var home = await LedgerHome.NewAsync();
        var program = ("ConnectionStrings__Ledger", books.ConnectionString);

        var early = home.Run([program]);
        Assert.Equal(1, await early.EndAsync());
        Assert.StartsWith("The tables of database ledger are not those of this program", early.Output, StringComparison.Ordinal);
        const string Help = "ledger_app may not change them. Run db-apply with ConnectionStrings:LedgerOwner first.";
        Assert.EndsWith(Help, early.Output, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', early.Output);

        var owner = home.Run([program, ("ConnectionStrings__LedgerOwner", books.OwnerConnectionString)], "db-apply");
        Assert.True(await owner.EndAsync() == 0, owner.Output);
        var server = home.Run([program]);
        await Until.TrueAsync("it serves", async () => server.Ended || await home.GetAsync("/health/ready") == HttpStatusCode.OK);
        Assert.False(server.Ended, server.Output);
        Assert.DoesNotContain("may change and delete", server.Output, StringComparison.Ordinal);
        Assert.Equal(0, await server.StopAsync());
    }

    [Fact]
    public async Task one_role_for_both_serves_and_says_aloud_what_it_may()
    {
        await using var database = await LedgerHome.NewAsync();
        await using var books = await database.BooksAsync();
        await using var home = await LedgerHome.NewAsync();
        var server = home.Run([("ConnectionStrings__Ledger", books.OwnerConnectionString)]);
        await Until.TrueAsync("it serves", async () => server.Ended || await home.GetAsync("/health/ready") == HttpStatusCode.OK);
        Assert.Contains("The database role ledger_owner may change and delete what was recorded.", server.Output, StringComparison.Ordinal);
        Assert.Equal(0, await server.StopAsync());
    }

    [Fact]
    public async Task a_ledger_of_an_earlier_version_gets_its_roles_at_the_next_start()
    {
        await using var home = await LedgerHome.NewAsync();
        Assert.Equal(0, await (await home.ServeAsync()).StopAsync());
        await using (var books = await home.BooksAsync())
            await books.ForgetRolesAsync();

        await home.ServeAsync();
        var work = new CaseWork(home.Address);
        await work.WalkAsync(1, 1);
        await work.AreWholeAsync(home);
        await using var after = await home.BooksAsync();
        Assert.Equal(["ledger_owner"], await after.OwnersAsync());
        Assert.Equal("select insert", await after.RightsAsync("mt_events"));
        Assert.Equal("select insert update delete truncate", await after.RightsAsync("mt_doc_facility"));
    }
}
