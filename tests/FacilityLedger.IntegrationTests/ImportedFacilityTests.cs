using System.Net;
using System.Text.Json;
using Alba;
using FacilityLedger.Disclosure;
using FacilityLedger.Hosting;
using FacilityLedger.Inspections;
using FacilityLedger.Operation;
using Marten.Events;
using Microsoft.AspNetCore.TestHost;
using Xunit;
using static FacilityLedger.IntegrationTests.ImportTests;

namespace FacilityLedger.IntegrationTests;

/// <summary>A listed institution is one like any other: it is found by its numbers, and officers go on with it.</summary>
public sealed class ImportedFacilityTests
{
    private const string Path = "/api/us-nyc/facilities/us-nyc-DC1";

    [Fact]
    public async Task a_number_finds_who_bears_it_on_the_day_else_who_bore_it_earlier()
    {
        await using var ledger = await LedgerUnderTest.StartAsync();
        using var register = new RegisterOnDisk()
            .List("2014_06_09", RegisterOnDisk.Site("DC1", permit: "100"), RegisterOnDisk.Site("DC2", permit: "200"), RegisterOnDisk.Site("DC4", permit: "400"))
            .List("2014_06_18", RegisterOnDisk.Site("DC1", permit: "101"), RegisterOnDisk.Site("DC2", permit: ""), RegisterOnDisk.Site("DC3", permit: "200"))
            .List("2014_07_14", RegisterOnDisk.Site("DC1", permit: "101"), RegisterOnDisk.Site("DC2", permit: "400"), RegisterOnDisk.Site("DC3", permit: "200"));
        Assert.Equal(0, (await register.ImportAsync(ledger)).Code);
        await ledger.Store.WaitForNonStaleProjectionDataAsync(TimeSpan.FromSeconds(20));
        foreach (var (query, found) in new (string, string[])[]
        {
            ("nyc-permit:100", ["us-nyc-DC1"]), ("nyc-permit:101", ["us-nyc-DC1"]), ("nyc-permit:200", ["us-nyc-DC3"]), ("nyc-site:DC2", ["us-nyc-DC2"]), ("nyc-permit:300", []), ("nyc-site:DC4", ["us-nyc-DC4"]), ("nyc-permit:400", ["us-nyc-DC2"]), ("nyc-permit:400&asOf=2014-06-18", ["us-nyc-DC4"]),
            ("nyc-permit:200&asOf=2014-06-17", ["us-nyc-DC2"]), ("nyc-permit:200&asOf=2014-06-18", ["us-nyc-DC3"]), ("nyc-permit:100&asOf=2014-06-09", ["us-nyc-DC1"]), ("nyc-permit:100&asOf=2014-06-08", []), ("nyc-permit:101&asOf=2014-06-09", []),
        })
            Assert.Equal(found, JsonElement.Parse(await ledger.Host.GetTestClient().GetStringAsync($"/api/us-nyc/public/facilities?identifier={query}")).GetProperty("items").EnumerateArray().Select(x => Text(x, "id")));
        Assert.Equal(HttpStatusCode.BadRequest, (await ledger.Host.GetTestClient().GetAsync("/api/us-nyc/public/facilities?asOf=x")).StatusCode);
    }

    [Fact]
    public async Task what_a_row_leaves_blank_is_answered_as_null()
    {
        await using var ledger = await LedgerUnderTest.StartAsync();
        using var register = new RegisterOnDisk().List("2014_06_09", "DC1,,, ,,,,,,,,,,");
        Assert.Equal(0, (await register.ImportAsync(ledger)).Code);
        await ledger.Store.WaitForNonStaleProjectionDataAsync(TimeSpan.FromSeconds(20));
        var shown = (await ShownAsync(ledger, "DC1", "2014-06-09"))!.Value;
        Assert.Equal(("", 1), (Text(shown, "name"), shown.GetProperty("identifiers").GetArrayLength()));
        Assert.All(new[] { "operator", "address", "status", "capacity", "validUntil" }, x => Assert.Equal(JsonValueKind.Null, shown.GetProperty(x).ValueKind));
    }

    [Fact]
    public async Task an_officer_goes_on_with_a_listed_institution_and_the_register_with_its_lines()
    {
        await using var ledger = await LedgerUnderTest.StartAsync();
        using var register = new RegisterOnDisk().List("2026_11_01", RegisterOnDisk.Site("DC1"));
        Assert.Equal(0, (await register.ImportAsync(ledger)).Code);
        var officer = ledger.As("wj-1", "us-nyc");
        await officer.DoAsync($"{Path}/inspections", new OpenInspection(["HEALTH"], ["WJ"], [new("wj-1", "A1"), new("wj-2", "A2")], new DateOnly(2026, 11, 3), Clue: "P-1"));
        await officer.DoAsync($"{Path}/operation/suspension", new SuspendOperation("emergency", new DateOnly(2026, 11, 5)));
        register.List("2026_11_08", RegisterOnDisk.Site("DC1", capacity: 25));
        Assert.Equal(0, (await register.ImportAsync(ledger)).Code);
        await officer.DoAsync($"{Path}/operation/resumption", new ResumeOperation(new DateOnly(2026, 11, 10)), (await ledger.FacilityAsync("us-nyc-DC1", "us-nyc")).VersionOf("operation"));

        await ledger.Store.WaitForNonStaleProjectionDataAsync(TimeSpan.FromSeconds(20));
        string?[] told = [.. await Task.WhenAll(new[] { "2026-11-04", "2026-11-05", "2026-11-08", "2026-11-10" }.Select(async x => (await ShownAsync(ledger, "DC1", x))!.Value).Select(async x => $"{Text(await x, "status")} {(await x).GetProperty("capacity")}"))];
        Assert.Equal(["Permitted 20", "suspended 20", "suspended 25", "Permitted 25"], told);
        await StateIsReplayAsync(ledger);
    }

    [Fact]
    public async Task a_shown_field_of_another_form_than_expected_does_not_stop_the_view()
    {
        await using var ledger = await LedgerUnderTest.StartAsync();
        using var register = new RegisterOnDisk().List("2014_06_09", RegisterOnDisk.Site("DC1"), RegisterOnDisk.Site("DC2"));
        Assert.Equal(0, (await register.ImportAsync(ledger)).Code);
        var fields = JsonSerializer.SerializeToElement(new { name = "LITTLE ONES", identifiers = "DC1", capacity = 99_999_999_999, validUntil = 5 }, LedgerJson.Options).EnumerateObject().ToDictionary(x => x.Name, x => x.Value, StringComparer.Ordinal);
        await ledger.As("wj-1", "us-nyc").DoAsync($"{Path}/disclosures/listing/correction", new CorrectDisclosure(fields, "typing-error", new DateOnly(2026, 11, 20)), 2);
        await ledger.Store.WaitForNonStaleProjectionDataAsync(TimeSpan.FromSeconds(20));
        Assert.Equal("LITTLE ONES", Text((await ShownAsync(ledger, "DC1", "2026-11-21"))!.Value, "name"));
    }
}
