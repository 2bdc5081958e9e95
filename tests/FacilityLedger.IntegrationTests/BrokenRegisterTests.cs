using System.Text;
using FacilityLedger.Facilities;
using FacilityLedger.Import;
using Marten;
using Xunit;

namespace FacilityLedger.IntegrationTests;

/// <summary>What is broken is said in one line and changes nothing.</summary>
public sealed class BrokenRegisterTests
{
    private static readonly string Good = $"{RegisterOnDisk.Listing}\n{RegisterOnDisk.Site("DC1")}\n{RegisterOnDisk.Site("DC2")}\n";

    private static readonly (string Name, byte[] Content, string Says)[] Broken =
    [
        ("BasicInfo_2014_06_18.csv", [], "BasicInfo_2014_06_18.csv is empty"),
        ("BasicInfo_2014_06_18.csv", Text("\n\n"), "lacks the columns"),
        ("BasicInfo_2014_06_18.csv", Text(RegisterOnDisk.Listing), "lists nothing"),
        ("BasicInfo_2014_06_18.csv", Text("Site ID,Center Name\nDC1,X\n"), "lacks the columns Permit Holder"),
        ("BasicInfo_2014_06_18.csv", Text(Good[..^60]), "ends in the middle of row 3"),
        ("InspectionSummaries_2014_06_18.csv", Text("Site ID,Visit Date,Visit Type,Summary\nDC1,06/01/2014,INSPECTION,No violations were found.\nDC2,06/02/2014,INSPECTION,No viol"), "ends in the middle of row 3"),
        ("BasicInfo_2014_06_18.csv", Text($"{RegisterOnDisk.Listing}\nDC1,\"LITTLE ONES\n{RegisterOnDisk.Site("DC2").Replace("\"", "", StringComparison.Ordinal)}\n"), "is broken at row 2"),
        ("BasicInfo_2014_06_18.csv", Encoding.Latin1.GetBytes(Good.Replace("LITTLE", "PÉTIT", StringComparison.Ordinal)), "is no UTF-8 text (line 2)"),
        ("BasicInfo_2014_06_18.csv", [.. Text(Good), 0xED, 0xA0, 0x80, (byte)'\n'], "is no UTF-8 text (line 4)"),
        ("BasicInfo_2014_06_18.csv", Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes(Good)).ToArray(), "is no UTF-8 text (line 1)"),
        ("BasicInfo_latest.csv", Text(Good), "BasicInfo_latest.csv holds no date"),
        ("BasicInfo_2014_06_31.csv", Text(Good), "holds no date"),
        ("BasicInfo_06_09_2014.csv", Text(Good), "two files for one day: BasicInfo_06_09_2014.csv and BasicInfo_2014_06_09.csv"),
        ("BasicInfo_2031_01_01.csv", Text(Good), "BasicInfo_2031_01_01.csv is of a day that has not come"),
        ("InspectionInfo_2014_06_18.csv", Text("Site ID,Visit Date\n"), "lacks the columns Regulation Summary"),
    ];

    [Fact]
    public async Task a_broken_file_stops_the_run_before_anything_is_written()
    {
        await using var ledger = await LedgerUnderTest.StartAsync();
        foreach (var (name, content, says) in Broken)
        {
            using var register = new RegisterOnDisk().Write("BasicInfo_2014_06_09.csv", Text(Good)).Write(name, content);
            var (code, output) = await register.ImportAsync(ledger, "--json");
            Assert.True(code == 2, $"{says}: {output}");
            Assert.Contains(says, Assert.Single(output.TrimEnd().Split('\n')), StringComparison.Ordinal);
        }
        await using var session = ledger.Store.QuerySession("us-nyc");
        Assert.Equal(0, await session.Query<Facility>().CountAsync());
    }

    [Fact]
    public async Task a_row_that_cannot_be_stored_is_rejected_and_its_site_stays_as_it_was()
    {
        await using var ledger = await LedgerUnderTest.StartAsync();
        using var register = new RegisterOnDisk().List("2014_06_09", [.. Enumerable.Range(1, 5).Select(x => RegisterOnDisk.Site($"DC{x}"))])
            .List("2014_06_18", RegisterOnDisk.Site("DC1", new string('X', 1_000_000)), RegisterOnDisk.Site("DC2", "NUL\0"), RegisterOnDisk.Site("DC3").Replace(",20,", ",many,", StringComparison.Ordinal), "", "DC4,short", RegisterOnDisk.Site("DC4", "FIRST"),
                RegisterOnDisk.Site("DC5", "FIRST"), RegisterOnDisk.Site("DC5", "SECOND"), RegisterOnDisk.Site("no site"), "  ");
        var (code, output) = await register.ImportAsync(ledger, "--json");
        Assert.Equal((0, 13, 6), (code, ImportTests.Last(output).GetProperty("rows").GetInt32(), ImportTests.Last(output).GetProperty("rejected").GetInt32()));
        Assert.Equal(
        [
            "file,row,reason",
            "\"BasicInfo_2014_06_18.csv\",2,\"Center Name is longer than 2000 bytes\"",
            "\"BasicInfo_2014_06_18.csv\",3,\"Center Name holds a NUL character\"",
            "\"BasicInfo_2014_06_18.csv\",4,\"Maximum Capacity 'many' is no number\"",
            "\"BasicInfo_2014_06_18.csv\",6,\"2 fields instead of 14\"",
            "\"BasicInfo_2014_06_18.csv\",9,\"DC5 is listed twice; the first row counts\"",
            "\"BasicInfo_2014_06_18.csv\",10,\"'no site' is no site number\"",
        ], await File.ReadAllLinesAsync(register.Rejects));
        Assert.Equal(["LITTLE ONES", "LITTLE ONES", "LITTLE ONES", "FIRST", "FIRST"], await Task.WhenAll(Enumerable.Range(1, 5).Select(async x => (await ledger.FacilityAsync($"us-nyc-DC{x}", "us-nyc")).Register.Entry!.Name)));
        Assert.Equal(FacilityStatus.Listed, (await ledger.FacilityAsync("us-nyc-DC1", "us-nyc")).Status);
    }

    [Fact]
    public async Task a_file_without_a_line_break_at_its_end_is_whole_when_its_last_row_is()
    {
        await using var ledger = await LedgerUnderTest.StartAsync();
        using var register = new RegisterOnDisk().Write("BasicInfo_2014_06_09.csv", Text(Good.TrimEnd()))
            .Write("InspectionSummaries_2014_06_09.csv", Text("Site ID,Visit Date,Visit Type,Summary\nDC1,06/01/2014,INSPECTION,Found.\nDC2,06/02/2014,INSPECTION,Nothing was found."))
            .Write("InspectionInfo_2014_06_09.csv", Text("Site ID,Visit Date,Regulation Summary,Violation Category,Code-Sub-Section,Violation Status\nDC1,06/01/2014,Floors.,GENERAL,47,CORRECTED\nDC1,06/01/2014,Walls.,GENERAL,48,"));
        var (code, output) = await register.ImportAsync(ledger, "--json");
        Assert.True(code == 0, output);
        Assert.Equal(0, ImportTests.Last(output).GetProperty("rejected").GetInt32());
    }

    [Fact]
    public async Task a_rejects_file_that_was_asked_for_is_this_runs()
    {
        await using var ledger = await LedgerUnderTest.StartAsync();
        using var register = new RegisterOnDisk().Write("BasicInfo_2014_06_09.csv", Text(Good));
        await File.WriteAllTextAsync(register.Rejects, "of an earlier run");
        await register.ImportAsync(ledger, "--dry-run");
        Assert.Equal("file,row,reason", (await File.ReadAllTextAsync(register.Rejects)).Trim());
    }

    private static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);
}
