using System.Net;
using System.Net.Http.Json;
using FacilityLedger.Hosting;
using FacilityLedger.Registration;
using Xunit;

namespace FacilityLedger.IntegrationTests;

/// <summary>Fixtures are states: each step sends the real commands over HTTP.</summary>
public static class Steps
{
    public static readonly RegisterFacility Registration = new("沂源县禾屿托育服务有限公司", "91370323YY000001XU", "FORPROFIT", "ORDINARY", "370323001", "历山街道示例路 12 号", "SP", "示例甲", "托育服务", new DateOnly(2026, 10, 12));

    /// <summary>Sends a command with the version of its thing as the state has it; the answer is returned whatever it is.</summary>
    public static async Task<HttpResponseMessage> SendAsync(this HttpClient client, HttpMethod method, string path, object? command, long? version = null, string? key = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = JsonContent.Create(command ?? new { }, options: LedgerJson.Options) };
        if (version is { } v)
            request.Headers.TryAddWithoutValidation("If-Match", $"\"{v}\"");
        if (key is not null)
            request.Headers.Add("Idempotency-Key", key);
        return await client.SendAsync(request);
    }

    /// <summary>Posts and demands success; answers the id at the end of the Location, if one was made.</summary>
    public static async Task<string> DoAsync(this HttpClient client, string path, object? command, long? version = null)
    {
        var answer = await client.SendAsync(HttpMethod.Post, path, command, version);
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        return answer.Headers.Location?.OriginalString.Split('/')[^1] ?? "";
    }

    /// <summary>Posts and demands a refusal by the rule.</summary>
    public static async Task RefusedAsync(this HttpClient client, string path, object? command, HttpStatusCode status, string rule, long? version = null)
    {
        var answer = await client.SendAsync(HttpMethod.Post, path, command, version);
        var problem = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == status, $"{path}: {(int)answer.StatusCode} {problem}");
        Assert.Contains($"\"rule\":\"{rule}\"", problem, StringComparison.Ordinal);
    }

    /// <summary>A registered facility; answers its key.</summary>
    public static Task<string> ARegisteredFacilityAsync(this LedgerUnderTest ledger, RegisterFacility? registration = null) => ledger.As("sp-1").DoAsync("/api/370323/facilities", registration ?? Registration);
}
