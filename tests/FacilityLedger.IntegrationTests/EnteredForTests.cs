using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using FacilityLedger.Hosting;
using FacilityLedger.Hosting.Decisions;
using FacilityLedger.Registration;
using Xunit;

namespace FacilityLedger.IntegrationTests;

/// <summary>Clerks enter for institutions and for other departments: every event says so.</summary>
public sealed class EnteredForTests
{
    private static readonly DateOnly Day = new(2026, 11, 20);

    [Fact]
    public async Task every_event_of_the_command_says_for_whom_it_was_entered_and_from_which_paper()
    {
        await using var ledger = await LedgerUnderTest.StartAsync();
        var (sp, path) = (ledger.As("sp-1"), $"/api/370323/facilities/{await ledger.ARegisteredFacilityAsync()}");

        var answer = await SendAsync(sp, path, "key-1", ("On-Behalf-Of", "institution"), ("Submitted-By", "agent"), ("Document-Number", Uri.EscapeDataString("源审批函〔2026〕3号")));

        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        var all = (await sp.GetFromJsonAsync<JsonElement>($"{path}/history")).GetProperty("entries").EnumerateArray().ToList();
        Assert.All(all[..3], x => Assert.False(x.TryGetProperty("enteredFor", out _)));
        Assert.Equal(["registration-changed", "disclosure-published"], all[3..].Select(x => x.GetProperty("type").GetString()));
        Assert.All(all[3..], x => Assert.Equal("""{"onBehalfOf":"institution","submittedBy":"agent","documentNumber":"源审批函〔2026〕3号"}""", JsonSerializer.Serialize(x.GetProperty("enteredFor"), LedgerJson.Plain)));
        Assert.All(all[3..], x => Assert.Equal(("SP", "sp-1@370323"), (x.GetProperty("department").GetString(), x.GetProperty("actor").GetString())));
    }

    [Fact]
    public async Task who_gives_the_command_must_have_the_right_to_whomever_it_is_entered_for()
    {
        await using var ledger = await LedgerUnderTest.StartAsync();
        var path = $"/api/370323/facilities/{await ledger.ARegisteredFacilityAsync()}";
        var answer = await SendAsync(ledger.As("t370323001-1"), path, null, ("On-Behalf-Of", "SP"));
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Theory]
    [InlineData("On-Behalf-Of", "XX", 422, "on-behalf-of-unknown")]
    [InlineData("Submitted-By", "示例甲", 422, "submitted-by-unknown")]
    [InlineData("Document-Number", "张三的来信", 400, "document-number-malformed")]
    [InlineData("Document-Number", "3\u202E号", 400, "document-number-malformed")]
    [InlineData("Document-Number", "3\n号", 400, "document-number-malformed")]
    [InlineData("Document-Number", "3号\n", 400, "document-number-malformed")]
    [InlineData("Document-Number", "3号\uD800", 400, "document-number-malformed")]
    [InlineData("Document-Number", "0123456789012345678901234567890123456789012345678901234567890", 400, "document-number-malformed")]
    public async Task what_names_nobody_and_no_paper_is_refused(string header, string value, int status, string rule)
    {
        await using var ledger = await LedgerUnderTest.StartAsync();
        var (sp, path) = (ledger.As("sp-1"), $"/api/370323/facilities/{await ledger.ARegisteredFacilityAsync()}");
        var answer = await SendAsync(sp, path, null, (header, Uri.EscapeDataString(value)));
        var problem = await answer.Content.ReadAsStringAsync();
        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Contains($"\"rule\":\"{rule}\"", problem, StringComparison.Ordinal);
        Assert.Equal(3, (await sp.GetFromJsonAsync<JsonElement>($"{path}/history")).GetProperty("entries").GetArrayLength());
    }

    [Fact]
    public async Task the_same_key_for_another_is_another_command()
    {
        await using var ledger = await LedgerUnderTest.StartAsync();
        var (sp, path) = (ledger.As("sp-1"), $"/api/370323/facilities/{await ledger.ARegisteredFacilityAsync()}");
        Assert.True((await SendAsync(sp, path, "key-1", ("On-Behalf-Of", "institution"))).IsSuccessStatusCode);
        var other = await SendAsync(sp, path, "key-1", ("On-Behalf-Of", "JT"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, other.StatusCode);
        Assert.Contains("idempotency-key-reused", await other.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        var same = await SendAsync(sp, path, "key-1", ("On-Behalf-Of", "institution"));
        Assert.Equal("true", same.Headers.GetValues("Idempotency-Replayed").Single());
    }

    [Fact]
    public async Task the_description_of_the_api_names_the_headers_of_a_command()
    {
        await using var ledger = await LedgerUnderTest.StartAsync();
        var api = await ledger.As("sp-1").GetFromJsonAsync<JsonElement>("/openapi/v1.json");
        var change = api.GetProperty("paths").GetProperty("/api/{jurisdiction}/facilities/{facilityId}/registration/change").GetProperty("post");
        var headers = change.GetProperty("parameters").EnumerateArray().Where(x => x.GetProperty("in").GetString() == "header").Select(x => x.GetProperty("name").GetString());
        Assert.Equal(["Document-Number", "Idempotency-Key", "If-Match", "On-Behalf-Of", "Submitted-By"], headers.Order(StringComparer.Ordinal));
    }

    private static async Task<HttpResponseMessage> SendAsync(HttpClient client, string path, string? key, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{path}/registration/change") { Content = JsonContent.Create(new ChangeRegistration(Day, Name: "示例园"), options: LedgerJson.Options) };
        request.Headers.TryAddWithoutValidation("If-Match", "\"1\"");
        if (key is not null)
            request.Headers.Add("Idempotency-Key", key);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return await client.SendAsync(request);
    }
}
