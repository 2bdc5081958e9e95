using FacilityLedger.Facilities;
using Marten.Events;
using Xunit;
using static FacilityLedger.IntegrationTests.ImportTests;

namespace FacilityLedger.IntegrationTests;

/// <summary>What a slip of the feed raised falls when the feed is mended.</summary>
public sealed class RegisterSlipTests
{
    private const string Today = "2026-11-23";

    [Fact]
    public async Task a_site_that_vanished_by_a_slip_is_what_it_was_when_it_is_back()
    {
        await using var ledger = await LedgerUnderTest.StartAsync();
        using var register = new RegisterOnDisk().List("2014_06_09", RegisterOnDisk.Site("DC1"), RegisterOnDisk.Site("DC2")).Visit("2014_06_09", "DC1,06/01/2014,FIRST,Clean.").Violate("2014_06_09", "DC1,06/01/2014,Floors.,GENERAL,47,");
        var before = await ShownAfterAsync(register, ledger);
        register.List("2014_06_18", RegisterOnDisk.Site("DC2"));
        var (status, _) = await ShownAfterAsync(register, ledger);
        Assert.Contains("delisted", status, StringComparison.Ordinal);
        register.List("2014_07_14", RegisterOnDisk.Site("DC1"), RegisterOnDisk.Site("DC2"));
        Assert.Equal(before, await ShownAfterAsync(register, ledger));
        Assert.Equal(FacilityStatus.Listed, (await ledger.FacilityAsync("us-nyc-DC1", "us-nyc")).Status);
        await StateIsReplayAsync(ledger);
    }

    [Fact]
    public async Task a_wrong_line_is_right_again_with_the_next_listing()
    {
        await using var ledger = await LedgerUnderTest.StartAsync();
        using var register = new RegisterOnDisk().List("2014_06_09", RegisterOnDisk.Site("DC1"));
        var before = await ShownAfterAsync(register, ledger);
        register.List("2014_06_18", RegisterOnDisk.Site("DC1", "WRONG", "", 2000, "Revoked", "0").Replace("07/31/2015", "07/31/2005", StringComparison.Ordinal));
        Assert.NotEqual(before, await ShownAfterAsync(register, ledger));
        register.List("2014_07_14", RegisterOnDisk.Site("DC1"));
        Assert.Equal(before, await ShownAfterAsync(register, ledger));
    }

    [Fact]
    public async Task a_report_under_a_wrong_day_code_or_site_falls_when_the_register_reports_it_rightly()
    {
        await using var ledger = await LedgerUnderTest.StartAsync();
        using var register = new RegisterOnDisk().List("2014_06_09", RegisterOnDisk.Site("DC1"), RegisterOnDisk.Site("DC2"))
            .Visit("2014_06_09", "DC1,06/02/2014,FIRST,Clean.", "DC1,05/01/2014,FIRST,Earlier.", "DC2,03/01/2014,FIRST,Of two.", "DC2,05/05/2014,FIRST,Of one.")
            .Violate("2014_06_09", "DC1,06/02/2014,Floors.,GENERAL,47,", "DC1,06/02/2014,Walls.,GENERAL,48,OPEN");
        Assert.Equal(0, (await register.ImportAsync(ledger)).Code);
        register.Visit("2014_06_18", "DC1,06/01/2014,FIRST,Clean.", "DC1,05/05/2014,FIRST,Of one.", "DC1,05/01/2014,FIRST,Earlier.", "DC2,03/01/2014,FIRST,Of two.")
            .Violate("2014_06_18", "DC1,06/02/2014,Floors.,GENERAL,49,", "DC1,06/02/2014,Walls.,GENERAL,48,OPEN");
        var (code, output) = await register.ImportAsync(ledger, "--json");
        Assert.Equal((0, 3), (code, Last(output).GetProperty("takenBack").GetInt32()));
        await ledger.Store.WaitForNonStaleProjectionDataAsync(TimeSpan.FromMinutes(2));
        Assert.Equal(["2014-05-01 Earlier.", "2014-05-05 Of one.", "2014-06-01 Clean."], await SaidAsync(ledger, "DC1", "inspections"));
        Assert.Equal(["2014-03-01 Of two."], await SaidAsync(ledger, "DC2", "inspections"));
        Assert.Equal(["2014-06-02 Floors.", "2014-06-02 Walls."], await SaidAsync(ledger, "DC1", "violations"));

        // What was there stays there for the days on which the register said so, and what is reported again is back.
        Assert.Equal(["2014-05-01 Earlier.", "2014-06-02 Clean."], await SaidAsync(ledger, "DC1", "inspections", "2014-06-09"));
        register.Visit("2014_06_25", "DC1,06/02/2014,FIRST,Clean.", "DC1,05/01/2014,FIRST,Earlier.");
        Assert.Equal(0, (await register.ImportAsync(ledger)).Code);
        await ledger.Store.WaitForNonStaleProjectionDataAsync(TimeSpan.FromMinutes(2));
        Assert.Equal(["2014-05-01 Earlier.", "2014-06-02 Clean."], await SaidAsync(ledger, "DC1", "inspections"));
        Assert.Contains("Nothing new", (await register.ImportAsync(ledger)).Output, StringComparison.Ordinal);
        await StateIsReplayAsync(ledger);
    }

    [Fact]
    public async Task a_report_that_aged_out_or_whose_absence_is_not_certain_stays()
    {
        await using var ledger = await LedgerUnderTest.StartAsync();
        string[] all = [.. Enumerable.Range(1, 20).SelectMany(x => new[] { $"DC{x},03/01/2014,FIRST,Old.", $"DC{x},05/01/2014,FIRST,New." })];
        using var register = new RegisterOnDisk().List("2014_06_09", [.. Enumerable.Range(1, 20).Select(x => RegisterOnDisk.Site($"DC{x}"))]).Visit("2014_06_09", all);
        Assert.Equal(0, (await register.ImportAsync(ledger)).Code);

        // Older than all that is said of the site; the site not named at all; a row of the site that cannot be read.
        register.Visit("2014_06_18", ["DC1,05/01/2014,FIRST,New.", .. all[4..37], "DC19,04/31/2014,FIRST,New.", all[38], all[39]]);
        Assert.Equal((0, 0), await TakenBackAsync(register, ledger));

        // A file that has far fewer rows than the one before.
        register.Visit("2014_06_25", [.. all[..30].Where(x => x.EndsWith("Old.", StringComparison.Ordinal))]);
        Assert.Equal((0, 0), await TakenBackAsync(register, ledger));

        // A row that belongs to nobody knows whom.
        register.Visit("2014_07_14", [all[0], .. all[2..14], "?,03/01/2014,FIRST,Old."]);
        Assert.Equal((0, 0), await TakenBackAsync(register, ledger));
    }

    private static async Task<(int Code, int TakenBack)> TakenBackAsync(RegisterOnDisk register, LedgerUnderTest ledger)
    {
        var (code, output) = await register.ImportAsync(ledger, "--json");
        return (code, Last(output).GetProperty("takenBack").GetInt32());
    }

    private static async Task<(string Particulars, string Reports)> ShownAfterAsync(RegisterOnDisk register, LedgerUnderTest ledger)
    {
        var (code, output) = await register.ImportAsync(ledger);
        Assert.True(code == 0, output);
        await ledger.Store.WaitForNonStaleProjectionDataAsync(TimeSpan.FromMinutes(2));
        var shown = (await ShownAsync(ledger, "DC1", Today))!.Value;
        return (string.Join(' ', new[] { "name", "operator", "status", "capacity", "validUntil", "identifiers" }.Select(x => shown.GetProperty(x).ToString())),
            $"{string.Join(' ', await SaidAsync(ledger, "DC1", "inspections"))} {string.Join(' ', await SaidAsync(ledger, "DC1", "violations"))}");
    }

    private static async Task<IEnumerable<string>> SaidAsync(LedgerUnderTest ledger, string site, string what, string day = Today) =>
        (await ShownAsync(ledger, site, day))!.Value.GetProperty(what).EnumerateArray().Select(x => x.GetProperty("fields"))
            .Select(x => $"{Text(x, "date")} {Text(x, "summary")}").Order(StringComparer.Ordinal);
}
