using System.Net;
using System.Text.Json;
using Alba;
using Marten.Events;
using Microsoft.AspNetCore.TestHost;
using Xunit;

namespace FacilityLedger.IntegrationTests;

/// <summary>What anybody may read: nobody signs in here.</summary>
public sealed class PublicApiTests
{
    private const string List = "/api/370323/public/facilities";

    [Fact]
    public async Task a_registered_facility_is_shown_as_of_its_first_day_and_not_before()
    {
        await using var ledger = await LedgerUnderTest.StartAsync();
        var id = await ledger.ARegisteredFacilityAsync();
        await ledger.Store.WaitForNonStaleProjectionDataAsync(TimeSpan.FromSeconds(20));
        var anybody = ledger.Host.GetTestClient();

        var answer = await anybody.GetAsync($"{List}/{id}?asOf=2026-10-12");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var shown = await ReadAsync(answer);
        Assert.Equal((id, "370323", Steps.Registration.Name, "2026-10-12"), (Text(shown, "id"), Text(shown, "jurisdiction"), Text(shown, "name"), Text(shown, "asOf")));
        Assert.Equal("uscc", Text(shown.GetProperty("identifiers")[0], "scheme"));
        Assert.DoesNotContain(Steps.Registration.LegalRepresentative, shown.GetRawText(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await anybody.GetAsync($"{List}/{id}?asOf=2026-10-11")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await anybody.GetAsync($"{List}/370323-NOBODY")).StatusCode);

        using var again = new HttpRequestMessage(HttpMethod.Get, $"{List}/{id}?asOf=2026-10-12");
        again.Headers.IfNoneMatch.Add(answer.Headers.ETag!);
        Assert.Equal(HttpStatusCode.NotModified, (await anybody.SendAsync(again)).StatusCode);
        Assert.True(answer.Headers.CacheControl!.Public);
    }

    [Fact]
    public async Task the_list_is_searched_by_text_and_number_and_read_page_by_page()
    {
        await using var ledger = await LedgerUnderTest.StartAsync();
        string[] names = ["丙 100% 托育", "甲托育", "乙托育"];
        foreach (var (name, i) in names.Select((x, i) => (x, i)))
            await ledger.ARegisteredFacilityAsync(Steps.Registration with { Name = name, Uscc = $"91370323YY00000{i}XX", UsccConfirmation = $"C-{i}" });
        await ledger.Store.WaitForNonStaleProjectionDataAsync(TimeSpan.FromSeconds(20));
        var anybody = ledger.Host.GetTestClient();

        var (seen, url) = (new List<string>(), (string?)$"{List}?limit=1");
        for (; url is not null;)
        {
            var page = await anybody.GetAsync(url);
            seen.AddRange((await ReadAsync(page)).GetProperty("items").EnumerateArray().Select(x => Text(x, "name")));
            url = page.Headers.TryGetValues("Link", out var link) ? link.Single().Split('<', '>')[1] : null;
        }
        Assert.Equal(names.Order(StringComparer.Ordinal), seen.Order(StringComparer.Ordinal));
        Assert.Equal([names[0]], await NamesAsync(anybody, "q=100%25"));
        Assert.Equal([names[1]], await NamesAsync(anybody, "q=" + Uri.EscapeDataString("甲")));
        Assert.Equal([names[2]], await NamesAsync(anybody, "identifier=uscc:91370323YY000002XX"));
        Assert.Empty(await NamesAsync(anybody, "identifier=uscc:91370323YY000009XX"));
        Assert.Empty(await NamesAsync(anybody, "q=%27%3B--%00"));
    }

    [Theory]
    [InlineData("?limit=0", "limit-malformed")]
    [InlineData("?limit=x", "limit-malformed")]
    [InlineData("?cursor=%21", "cursor-malformed")]
    [InlineData("?identifier=x", "identifier-malformed")]
    [InlineData("/370323-X?asOf=2026-13-01", "as-of-malformed")]
    [InlineData("/370323-X?asOf=2030-01-01", "as-of-malformed")]
    public async Task a_malformed_question_is_refused(string query, string rule)
    {
        await using var ledger = await LedgerUnderTest.StartAsync();
        var answer = await ledger.Host.GetTestClient().GetAsync(List + query);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(rule, Text(await ReadAsync(answer), "rule"));
    }

    private static async Task<string[]> NamesAsync(HttpClient client, string query) =>
        [.. (await ReadAsync(await client.GetAsync($"{List}?{query}"))).GetProperty("items").EnumerateArray().Select(x => Text(x, "name"))];

    private static async Task<JsonElement> ReadAsync(HttpResponseMessage answer) => JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;

    private static string Text(JsonElement value, string member) => value.GetProperty(member).GetString()!;
}
