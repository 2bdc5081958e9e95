using System.Text.Json;
using FacilityLedger.Facilities;
using FacilityLedger.Import;
using FacilityLedger.Policies;
using Marten;
using Xunit;
using static FacilityLedger.IntegrationTests.ImportTests;

namespace FacilityLedger.IntegrationTests;

/// <summary>That a row is not there is a fact only where it is rare.</summary>
public sealed class RegisterAbsenceTests
{
    private static string[] Sites(int from, int to) => [.. Enumerable.Range(from, to - from + 1).Select(x => RegisterOnDisk.Site($"DC{x}"))];

    [Fact]
    public async Task of_a_listing_of_which_only_the_first_page_came_nothing_is_written_and_it_is_said_how_many_vanish()
    {
        await using var ledger = await LedgerUnderTest.StartAsync();
        using var register = new RegisterOnDisk().List("2014_06_09", Sites(1, 100)).List("2014_06_18", Sites(1, 20));
        foreach (var options in new string[][] { [], ["--dry-run"], ["--accept-delisting", "79"] })
            await StoppedAsync(register, ledger, options, "BasicInfo_2014_06_18.csv lacks 80 of 100 sites");
        Assert.Equal(0, await CountAsync(ledger));
        var (code, output) = await register.ImportAsync(ledger, "--json", "--accept-delisting", "80");
        Assert.Equal((0, 80), (code, Last(output).GetProperty("delisted").GetInt32()));
    }

    [Fact]
    public async Task what_the_ledger_has_is_measured_too_and_between_each_two_snapshots()
    {
        await using var ledger = await LedgerUnderTest.StartAsync();
        using var register = new RegisterOnDisk().List("2014_06_09", Sites(1, 100));
        Assert.Equal(0, (await register.ImportAsync(ledger)).Code);

        // Other sites do not make up for those that are gone.
        using var other = new RegisterOnDisk().List("2014_06_18", Sites(61, 160));
        await StoppedAsync(other, ledger, [], "BasicInfo_2014_06_18.csv lacks 60 of 100 sites");

        // Gone in one listing and back in the next is a slip as well.
        using var between = new RegisterOnDisk().List("2014_06_18", Sites(1, 100)).List("2014_06_25", Sites(1, 50)).List("2014_07_14", Sites(1, 100));
        await StoppedAsync(between, ledger, [], "BasicInfo_2014_06_25.csv lacks 50 of 100 sites");
        Assert.Equal(100, await ListedAsync(ledger));

        using var few = new RegisterOnDisk().List("2014_06_18", Sites(6, 100)).List("2014_06_25", Sites(10, 103));
        var (code, output) = await few.ImportAsync(ledger, "--json");
        Assert.Equal((0, 9, 3), (code, Last(output).GetProperty("delisted").GetInt32(), Last(output).GetProperty("facilities").GetInt32()));
        Assert.Equal(94, await ListedAsync(ledger));
    }

    [Fact]
    public async Task a_share_that_is_large_in_a_small_register_is_asked_about_from_five_sites_on()
    {
        await using var ledger = await LedgerUnderTest.StartAsync();
        using var register = new RegisterOnDisk().List("2014_06_09", Sites(1, 12)).List("2014_06_18", Sites(5, 12));
        Assert.Equal(0, (await register.ImportAsync(ledger)).Code);
        using var more = new RegisterOnDisk().List("2014_06_25", Sites(10, 12));
        await StoppedAsync(more, ledger, [], "BasicInfo_2014_06_25.csv lacks 5 of 8 sites");
    }

    [Fact]
    public async Task a_listing_with_a_row_whose_site_cannot_be_read_delists_nobody()
    {
        await using var ledger = await LedgerUnderTest.StartAsync();
        using var register = new RegisterOnDisk().List("2014_06_09", Sites(1, 3)).List("2014_06_18", [.. Sites(1, 2), RegisterOnDisk.Site("D C 3")]);
        var (code, output) = await register.ImportAsync(ledger);
        Assert.Equal(0, code);
        Assert.Contains("BasicInfo_2014_06_18.csv has 1 rows whose site cannot be read: it delists nobody", output, StringComparison.Ordinal);
        Assert.Equal(3, await ListedAsync(ledger));
        register.List("2014_06_25", Sites(1, 2));
        Assert.Equal(0, (await register.ImportAsync(ledger)).Code);
        Assert.Equal(2, await ListedAsync(ledger));
    }

    [Fact]
    public async Task a_dry_run_says_what_the_run_then_does()
    {
        await using var ledger = await LedgerUnderTest.StartAsync();
        using var register = new RegisterOnDisk().List("2014_06_09", Sites(1, 60)).Visit("2014_06_09", "DC1,06/01/2014,FIRST,Clean.", "DC1,06/02/2014,FIRST,Dirty.", "DC99,06/02/2014,FIRST,Clean.");
        await SameAsync(register, ledger);
        register.List("2014_06_18", [.. Sites(3, 60), RegisterOnDisk.Site("DC61"), "DC62,x"]).List("2014_06_25", [RegisterOnDisk.Site("DC1", capacity: 25), .. Sites(4, 61)])
            .Visit("2014_06_18", "DC1,06/01/2014,FIRST,Cleaner.").Violate("2014_06_18", "DC4,06/02/2014,Floors.,GENERAL,47,").Violate("2014_06_25", "DC4,06/02/2014,Floors.,GENERAL,47,CORRECTED");
        var last = await SameAsync(register, ledger);
        Assert.Equal([1, 3, 1, 1, 1, 2, 1], new[] { "facilities", "delisted", "relisted", "changed", "reported", "restated", "takenBack" }.Select(x => last.GetProperty(x).GetInt32()));
        Assert.Equal(0, (await SameAsync(register, ledger)).GetProperty("events").GetInt32());
    }

    [Theory]
    [InlineData("--accept-delisting")]
    [InlineData("--accept-delisting", "-1")]
    [InlineData("--accept-delisting", "many")]
    [InlineData("--accept-delisting", "1.5")]
    [InlineData("--accept-delisting", "99999999999")]
    [InlineData("--accept-delisting", "")]
    [InlineData("--rejects", "/nowhere/at/all.csv")]
    [InlineData("--rejects", "/")]
    [InlineData("--rejects", "")]
    [InlineData("--rejects", "--json")]
    [InlineData("--dryrun")]
    [InlineData("another-folder")]
    public async Task a_wrong_argument_is_one_line_and_begins_nothing(params string[] options)
    {
        var output = new StringWriter();
        Assert.Equal(2, await ImportCommand.RunAsync(["us-nyc", ".", .. options], null!, new PolicyShelf(), TimeProvider.System, output, default));
        Assert.Contains("usage: import", Assert.Single(output.ToString().TrimEnd().Split('\n')), StringComparison.Ordinal);
        Assert.Equal(output.ToString().TrimEnd(), ImportCommand.Wrong(["us-nyc", ".", .. options]));
    }

    [Theory]
    [InlineData("nowhere", "there is no folder")]
    [InlineData("", "holds none of")]
    public void a_folder_without_a_register_is_told_before_a_database_is_asked(string below, string says)
    {
        using var register = new RegisterOnDisk();
        Assert.Contains(says, ImportCommand.Wrong(["us-nyc", Path.Combine(register.Folder, below)]), StringComparison.Ordinal);
        Assert.Null(ImportCommand.Wrong(["us-nyc", register.List("2014_06_09", RegisterOnDisk.Site("DC1")).Folder]));
    }

    private static async Task<JsonElement> SameAsync(RegisterOnDisk register, LedgerUnderTest ledger)
    {
        var (_, dry) = await register.ImportAsync(ledger, "--json", "--dry-run");
        var rejects = await File.ReadAllTextAsync(register.Rejects);
        var (code, run) = await register.ImportAsync(ledger, "--json");
        Assert.True(code == 0, run);
        Assert.Equal(Last(dry).ToString(), Last(run).ToString());
        Assert.Equal(dry.Replace("Would append", "Appended", StringComparison.Ordinal), run);
        Assert.Equal(rejects, await File.ReadAllTextAsync(register.Rejects));
        return Last(run);
    }

    private static async Task StoppedAsync(RegisterOnDisk register, LedgerUnderTest ledger, string[] options, string says)
    {
        var before = await EventsAsync(ledger);
        var (code, output) = await register.ImportAsync(ledger, options);
        Assert.True(code == 2, output);
        Assert.Contains(says, Assert.Single(output.TrimEnd().Split('\n')), StringComparison.Ordinal);
        Assert.Contains("nothing was written", output, StringComparison.Ordinal);
        Assert.Equal(before, await EventsAsync(ledger));
    }

    private static async Task<int> EventsAsync(LedgerUnderTest ledger)
    {
        await using var session = ledger.Store.QuerySession("us-nyc");
        return await session.Events.QueryAllRawEvents().CountAsync();
    }

    private static async Task<int> CountAsync(LedgerUnderTest ledger)
    {
        await using var session = ledger.Store.QuerySession("us-nyc");
        return await session.Query<Facility>().CountAsync();
    }

    private static async Task<int> ListedAsync(LedgerUnderTest ledger)
    {
        await using var session = ledger.Store.QuerySession("us-nyc");
        return (await session.Query<Facility>().ToListAsync()).Count(x => x.Status == FacilityStatus.Listed);
    }
}
