using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using FacilityLedger.Corrections;
using FacilityLedger.Registration;
using Xunit;

namespace FacilityLedger.IntegrationTests;

public sealed class HistoryTests
{
    private static readonly DateOnly Day = new(2026, 11, 20);

    [Fact]
    public async Task staff_read_the_record_with_the_version_of_each_thing_and_nothing_sealed()
    {
        await using var ledger = await LedgerUnderTest.StartAsync();
        var path = $"/api/370323/facilities/{await ledger.ARegisteredFacilityAsync()}";

        var answer = await ledger.As("lx-1").GetAsync(path);
        var text = await answer.Content.ReadAsStringAsync();
        var record = JsonElement.Parse(text);

        Assert.Equal("\"3\"", answer.Headers.ETag!.Tag);
        Assert.Equal("\"1\"", record.GetProperty("etags").GetProperty("registration").GetString());
        Assert.Equal("\"2\"", record.GetProperty("etags").GetProperty("disclosures/registration").GetString());
        Assert.Equal("unfiled", record.GetProperty("status").GetString());
        Assert.Equal(Steps.Registration.Name, record.GetProperty("registration").GetProperty("name").GetString());
        Assert.DoesNotContain("legalRepresentative", text, StringComparison.Ordinal);
        Assert.DoesNotContain("示例甲", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task the_timeline_shows_both_the_entry_and_its_voiding_and_stops_at_a_day()
    {
        await using var ledger = await LedgerUnderTest.StartAsync();
        var (sp, path) = (ledger.As("sp-1"), $"/api/370323/facilities/{await ledger.ARegisteredFacilityAsync()}");
        await sp.DoAsync($"{path}/registration/change", new ChangeRegistration(Day, Name: "错"), 1);
        await sp.DoAsync($"{path}/voidings", new VoidEntry(4, "typing-error", Day.AddDays(1)));

        var all = (await sp.GetFromJsonAsync<JsonElement>($"{path}/history")).GetProperty("entries").EnumerateArray().ToList();
        Assert.Equal(["facility-registered", "disclosure-published", "disclosure-published", "registration-changed", "disclosure-published", "entry-voided", "disclosure-withdrawn"], all.Select(x => x.GetProperty("type").GetString()));
        Assert.Equal([6, 6], all[3..5].Select(x => x.GetProperty("voidedBy").GetInt64()));
        Assert.False(all[0].TryGetProperty("voidedBy", out _));
        Assert.Equal(("SP", "sp-1@370323", "2026-10-12"), (all[0].GetProperty("department").GetString(), all[0].GetProperty("actor").GetString(), all[0].GetProperty("occurredOn").GetString()));
        Assert.Equal("错", all[3].GetProperty("data").GetProperty("name").GetString());
        Assert.NotEqual(default, all[0].GetProperty("recorded").GetDateTimeOffset());

        async Task<int> CountAsync(string day) => (await sp.GetFromJsonAsync<JsonElement>($"{path}/history?asOf={day}")).GetProperty("entries").GetArrayLength();
        Assert.Equal((0, 3, 5, 7), (await CountAsync("2026-10-11"), await CountAsync("2026-10-12"), await CountAsync("2026-11-20"), await CountAsync("2026-11-21")));
        var malformed = await sp.GetAsync($"{path}/history?asOf=21.11.2026");
        Assert.Equal(HttpStatusCode.BadRequest, malformed.StatusCode);
        Assert.Contains("day-malformed", await malformed.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task the_events_are_one_a_line()
    {
        await using var ledger = await LedgerUnderTest.StartAsync();
        var path = $"/api/370323/facilities/{await ledger.ARegisteredFacilityAsync()}/events";
        var answer = await ledger.As("wj-1").GetAsync(path);
        Assert.Equal("application/jsonl", answer.Content.Headers.ContentType!.MediaType);
        var lines = (await answer.Content.ReadAsStringAsync()).TrimEnd('\n').Split('\n');
        Assert.Equal([1, 2, 3], lines.Select(x => JsonElement.Parse(x).GetProperty("version").GetInt32()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("/history")]
    [InlineData("/events")]
    public async Task only_staff_of_the_jurisdiction_read_what_there_is(string what)
    {
        await using var ledger = await LedgerUnderTest.StartAsync();
        var path = $"/api/370323/facilities/{await ledger.ARegisteredFacilityAsync()}{what}";
        var campaign = await ledger.As("wj-1").DoAsync("/api/370323/campaigns", CampaignTests.Round);

        var nobody = ledger.As("wj-1");
        nobody.DefaultRequestHeaders.Remove("X-Officer");
        Assert.Equal(HttpStatusCode.Unauthorized, (await nobody.GetAsync(path)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await ledger.As("wj-1", "us-nyc").GetAsync(path)).StatusCode);
        var none = await ledger.As("wj-1").GetAsync($"/api/370323/facilities/370323-NONE{what}");
        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
        Assert.Contains("facility-unknown", await none.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await ledger.As("wj-1").GetAsync($"/api/370323/facilities/{campaign}{what}")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await ledger.As("jt-1").GetAsync(path)).StatusCode);
    }
}
