using System.Text;
using System.Text.Json;
using Alba;
using FacilityLedger.Facilities;
using FacilityLedger.Hosting;
using FacilityLedger.Import;
using FacilityLedger.Policies;
using Marten;
using Marten.Events;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace FacilityLedger.IntegrationTests;

public sealed class ImportTests
{
    private static string Site(string id, string name = "LITTLE ONES", int capacity = 20, string status = "Permitted") => RegisterOnDisk.Site(id, name, capacity: capacity, status: status);

    [Fact]
    public async Task each_snapshot_can_be_asked_again_and_a_second_run_appends_nothing()
    {
        await using var ledger = await LedgerUnderTest.StartAsync();
        using var register = new RegisterOnDisk()
            .List("2014_06_09", Site("DC1", "'PICKLES'  DAY\nCARE"), Site("DC2"), Site("DC3"))
            .List("20140618", Site("DC1", "'PICKLES'  DAY\nCARE", capacity: 25), Site("DC3"), Site("DC4"))
            .List("07_14_2014", Site("DC1", "'PICKLES'  DAY\nCARE", status: "Expired-InRenewal"), Site("DC2"), Site("DC4"));
        Assert.Equal((4, 0), await OutcomeAsync(register, ledger));
        Assert.Equal((0, 0, 0), await AgainAsync(register, ledger));
        await ledger.Store.WaitForNonStaleProjectionDataAsync(TimeSpan.FromSeconds(20));

        foreach (var (day, capacity, status) in new[] { ("2014-06-09", 20, "Permitted"), ("2014-06-18", 25, "Permitted"), ("2014-07-14", 20, "Expired-InRenewal") })
        {
            var shown = (await ShownAsync(ledger, "DC1", day))!.Value;
            Assert.Equal(("'PICKLES'  DAY\nCARE", "HOLDER, INC.", capacity, status, "2015-07-31"), (Text(shown, "name"), Text(shown, "operator"), shown.GetProperty("capacity").GetInt32(), Text(shown, "status"), Text(shown, "validUntil")));
        }
        Assert.Null(await ShownAsync(ledger, "DC1", "2014-06-08"));
        Assert.Null(await ShownAsync(ledger, "DC4", "2014-06-17"));
        Assert.Equal(["Permitted", "delisted", "Permitted"], await Task.WhenAll(new[] { "2014-06-17", "2014-06-18", "2014-07-14" }.Select(async x => Text((await ShownAsync(ledger, "DC2", x))!.Value, "status"))));
        Assert.Equal(FacilityStatus.Delisted, (await ledger.FacilityAsync("us-nyc-DC3", "us-nyc")).Status);
        Assert.Equal(FacilityStatus.Listed, (await ledger.FacilityAsync("us-nyc-DC2", "us-nyc")).Status);
        await StateIsReplayAsync(ledger);
    }

    [Fact]
    public async Task visits_and_violations_are_taken_as_they_are_reported()
    {
        await using var ledger = await LedgerUnderTest.StartAsync();
        const string Type = "PUBLIC HEALTH SANITATION INSPECTION";
        using var register = new RegisterOnDisk()
            .List("2014_06_09", Site("DC1"), Site("DC1"), "bad row,of,three")
            .Violate("2014_06_09", "DC1,03/21/2014,Floors.,GENERAL,47.41 (j),", "DC1,03/21/2014,There were no new violations observed at the time of this inspection/visit.,\"\n\",,", "DC1,31/31/2014,Walls.,GENERAL,47,")
            .Visit("2014_06_12", $"DC1,03/21/2014,{Type},First.", $"DC1,03/21/2014,{Type},First.", $"DC1,03/21/2014,{Type},Second.", "DC1,04/01/2014,,No type.", "DC1,No visit found in database.,,", $"DC2,03/21/2014,{Type},Early.", $"DC9,03/21/2014,{Type},Nowhere.")
            .List("2014_06_18", Site("DC1"), Site("DC2"))
            .Visit("2014-06-18", $"DC1,03/21/2014,{Type},Second.", $"DC1,03/21/2014,{Type},Rewritten.")
            .Violate("2014-06-18", "DC1,03/21/2014,Floors.,GENERAL,47.41 (j),CORRECTED");
        var (code, output) = await register.ImportAsync(ledger, "--json");
        Assert.Equal(0, code);
        Assert.Equal(4, Last(output).GetProperty("rejected").GetInt32());
        var rejects = await File.ReadAllTextAsync(register.Rejects);
        Assert.Contains("BasicInfo_2014_06_09.csv\",3,\"duplicate", rejects, StringComparison.Ordinal);
        Assert.Contains("InspectionInfo_2014_06_09.csv\",4,\"Visit Date '31/31/2014' is no date", rejects, StringComparison.Ordinal);
        Assert.Contains("InspectionSummaries_2014_06_12.csv\",8,\"its site is in no listing", rejects, StringComparison.Ordinal);

        var facility = (await ledger.FacilityAsync("us-nyc-DC1", "us-nyc")).Register;
        Assert.Equal(["First.", "No type.", "Rewritten.", "Second."], facility.Visits.Values.Select(x => x.Summary).Order(StringComparer.Ordinal));
        Assert.Equal([1, 2, 3], facility.Visits.Values.Where(x => x.Type == Type).Select(x => x.Ordinal).Order());
        Assert.Equal(("Floors.", "CORRECTED"), facility.Violations.Values.Select(x => (x.Summary, x.ReportedStatus)).Single());
        Assert.Single((await ledger.FacilityAsync("us-nyc-DC2", "us-nyc")).Register.Visits);
        Assert.Equal((0, 0, 0), await AgainAsync(register, ledger));

        await ledger.Store.WaitForNonStaleProjectionDataAsync(TimeSpan.FromSeconds(20));
        string?[] statuses = [.. (await Task.WhenAll(ShownAsync(ledger, "DC1", "2014-06-17"), ShownAsync(ledger, "DC1", "2014-06-18")))
            .Select(x => x!.Value.GetProperty("violations")[0].GetProperty("fields").TryGetProperty("reportedStatus", out var s) ? s.GetString() : null)];
        Assert.Equal([null, "CORRECTED"], statuses);
        Assert.Equal(4, (await ShownAsync(ledger, "DC1", "2014-06-12"))!.Value.GetProperty("inspections").GetArrayLength());
        await StateIsReplayAsync(ledger);
    }

    [Fact]
    public async Task a_stopped_run_is_simply_run_again_and_a_dry_run_writes_nothing()
    {
        await using var ledger = await LedgerUnderTest.StartAsync();
        using var register = new RegisterOnDisk().List("2014_06_09", [.. Enumerable.Range(0, 2500).Select(x => Site($"DC{x}"))]);
        Assert.Equal(0, (await register.ImportAsync(ledger, "--dry-run")).Code);
        Assert.Equal(0, await CountAsync(ledger));

        using var stop = new CancellationTokenSource();
        var output = new Stopping(stop);
        var code = await ImportCommand.RunAsync(["us-nyc", register.Folder], ledger.Store, ledger.Host.Services.GetRequiredService<PolicyShelf>(), ledger.Clock, output, stop.Token);
        Assert.Equal(130, code);
        Assert.InRange(await CountAsync(ledger), 500, 2000);
        Assert.Equal(0, (await register.ImportAsync(ledger)).Code);
        Assert.Equal(2500, await CountAsync(ledger));
        Assert.Equal((0, 0, 0), await AgainAsync(register, ledger));
    }

    [Fact]
    public async Task names_of_files_and_columns_are_known_in_other_spellings()
    {
        await using var ledger = await LedgerUnderTest.StartAsync();
        const string Text = "Note,site type,MAXIMUM CAPACITY, site_id ,Center  Name,permit holder,Address,Borough,ZipCode,Phone,Permit-Number,Permit Expiration Date,Permit Status,Age Range,Certified to Administer Medication\r\n"
            + "x,Private,30,DC1,\"A\r\nB \"\"C\"\"\",O'NEIL,1 ROAD ,BRONX,10468,718,100,7/31/2015,Permitted,ALL,No\r\n\r\n";
        using var register = new RegisterOnDisk().Write("Basic-Info 6.9.2014.CSV", [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(Text)]);
        Assert.Equal((1, 0), await OutcomeAsync(register, ledger));
        Assert.Equal(new RegisterEntry("DC1", "100", "A\r\nB \"C\"", "O'NEIL", "1 ROAD ", "BRONX", "10468", "718", "Permitted", 30, new DateOnly(2015, 7, 31), "ALL", "No", "Private"), (await ledger.FacilityAsync("us-nyc-DC1", "us-nyc")).Register.Entry);
        Assert.Equal(new DateOnly(2014, 6, 9), (await ledger.FacilityAsync("us-nyc-DC1", "us-nyc")).Register.Since);
    }

    [Fact]
    public async Task an_older_snapshot_that_comes_late_is_named_and_changes_nothing()
    {
        await using var ledger = await LedgerUnderTest.StartAsync();
        using var register = new RegisterOnDisk().List("2014_06_09", Site("DC1"));
        Assert.Equal((1, 0), await OutcomeAsync(register, ledger));
        register.List("2014_07_14", Site("DC1"));
        Assert.Equal((0, 0, 0), await AgainAsync(register, ledger));
        register.List("2014_06_18", Site("DC1", capacity: 25), Site("DC2"));
        var (_, output) = await register.ImportAsync(ledger, "--json");
        Assert.Contains("BasicInfo_2014_06_18.csv is older", output, StringComparison.Ordinal);
        Assert.Equal(0, Last(output).GetProperty("events").GetInt32());
        Assert.Equal(20, (await ledger.FacilityAsync("us-nyc-DC1", "us-nyc")).Register.Entry!.Capacity);
        await using var session = ledger.Store.QuerySession("us-nyc");
        Assert.Equal(["BasicInfo_2014_06_09.csv", "BasicInfo_2014_07_14.csv"], (await session.Events.FetchStreamAsync("register-us-nyc")).Select(x => ((RegisterFileTaken)x.Data).File));
    }

    [Fact]
    public async Task what_cannot_be_begun_is_said_in_one_line()
    {
        await using var ledger = await LedgerUnderTest.StartAsync();
        using var register = new RegisterOnDisk().Write("BasicInfo_2014_06_09.csv", "Site ID,Center Name", "DC1,X");
        foreach (var (args, says) in new (string[], string)[]
        {
            ([], "usage"), (["us-nyc"], "usage"), (["mars", register.Folder], "no reader"), (["us-nyc", "/nowhere"], "no folder"), (["us-nyc", register.Folder, "--x"], "--x"), (["us-nyc", register.Folder], "lacks the columns Permit Holder"),
        })
        {
            var output = new StringWriter();
            Assert.Equal(2, await ImportCommand.RunAsync(args, ledger.Store, ledger.Host.Services.GetRequiredService<PolicyShelf>(), ledger.Clock, output, default));
            Assert.Contains(says, Assert.Single(output.ToString().TrimEnd().Split('\n')), StringComparison.Ordinal);
        }
    }

    internal static async Task StateIsReplayAsync(LedgerUnderTest ledger)
    {
        await using var session = ledger.Store.QuerySession("us-nyc");
        var streams = (await session.Events.QueryAllRawEvents().ToListAsync()).Where(x => x.Data is Hosting.Decisions.IFact).GroupBy(x => x.StreamKey!).ToDictionary(x => x.Key, x => x.OrderBy(e => e.Version).Select(Facilities.Entry.Of));
        var states = await session.Query<Facility>().ToListAsync();
        Assert.Equal(streams.Count, states.Count);
        foreach (var state in states)
            Assert.Equal(JsonElement.Parse(JsonSerializer.Serialize(Facility.Replay(streams[state.Id]), LedgerJson.Options)), JsonElement.Parse(JsonSerializer.Serialize(state, LedgerJson.Options)), JsonElement.DeepEquals);
    }

    internal static async Task<JsonElement?> ShownAsync(LedgerUnderTest ledger, string site, string day)
    {
        var answer = await ledger.Host.GetTestClient().GetAsync($"/api/us-nyc/public/facilities/us-nyc-{site}?asOf={day}");
        return answer.IsSuccessStatusCode ? JsonElement.Parse(await answer.Content.ReadAsStringAsync()) : null;
    }

    internal static JsonElement Last(string output) => JsonElement.Parse(output.TrimEnd().Split('\n')[^1]);

    internal static string Text(JsonElement value, string member) => value.GetProperty(member).GetString()!;

    private static async Task<int> CountAsync(LedgerUnderTest ledger)
    {
        await using var session = ledger.Store.QuerySession("us-nyc");
        return await session.Query<Facility>().CountAsync();
    }

    private static async Task<(int Facilities, int Rejected)> OutcomeAsync(RegisterOnDisk register, LedgerUnderTest ledger)
    {
        var (code, output) = await register.ImportAsync(ledger, "--json");
        Assert.True(code == 0, output);
        return (Last(output).GetProperty("facilities").GetInt32(), Last(output).GetProperty("rejected").GetInt32());
    }

    private static async Task<(int Code, int Facilities, int Events)> AgainAsync(RegisterOnDisk register, LedgerUnderTest ledger)
    {
        var (code, output) = await register.ImportAsync(ledger, "--json");
        Assert.Contains("Nothing new", output, StringComparison.Ordinal);
        return (code, Last(output).GetProperty("facilities").GetInt32(), Last(output).GetProperty("events").GetInt32());
    }

    /// <summary>Stops the run when its first batch is written.</summary>
    private sealed class Stopping(CancellationTokenSource stop) : StringWriter
    {
        public override void WriteLine(string? value) => stop.Cancel();
    }
}
