using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using FacilityLedger.Hosting;
using FacilityLedger.IntegrationTests;

namespace FacilityLedger.FaultTests;

/// <summary>What the server said of a command that it has recorded.</summary>
/// <param name="Stream">Key of the stream.</param>
/// <param name="Id">The end of the Location; empty where nothing was made.</param>
/// <param name="ETag">Version of the thing.</param>
internal sealed record Acknowledgement(string Stream, string Id, string ETag);

/// <summary>Sends each command under one Idempotency-Key until it is acknowledged. A lost answer, a server that is away and one that is busy are met with patience; any other refusal is a failure.</summary>
/// <param name="refused">Where statuses that were no success are noted.</param>
internal sealed class PatientClient(Uri address, string account, ConcurrentQueue<HttpStatusCode> refused) : IDisposable
{
    private readonly HttpClient http = new() { BaseAddress = address, Timeout = TimeSpan.FromSeconds(30) };

    /// <summary>The key of the stream that the answer names.</summary>
    public async Task<string> DoAsync(string path, object command, string key, string? ifMatch = null) => (await SendAsync(path, command, key, ifMatch)).Stream;

    public Task<Acknowledgement> SendAsync(string path, object command, string key, string? ifMatch = null) => AskAsync($"{path} {key}", () =>
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(command, command.GetType(), options: LedgerJson.Options) };
        request.Headers.Add("Idempotency-Key", key);
        if (ifMatch is not null)
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        return request;
    }, answer => Task.FromResult(new Acknowledgement(answer.Headers.GetValues("Ledger-Stream").Single(), answer.Headers.Location?.OriginalString.Split('/')[^1] ?? "", answer.Headers.ETag!.Tag)));

    /// <summary>Sends it once, and answers what the answer was. Somebody who has sent before.</summary>
    public async Task<HttpResponseMessage> OnceAsync(string path, object command, string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(command, command.GetType(), options: LedgerJson.Options) };
        request.Headers.Add("Idempotency-Key", key);
        return await http.SendAsync(request);
    }

    public Task<JsonElement> GetAsync(string path) => AskAsync(path, () => new HttpRequestMessage(HttpMethod.Get, path), answer => answer.Content.ReadFromJsonAsync<JsonElement>());

    /// <summary>Sends the bytes of a file.</summary>
    public Task PutAsync(string path, byte[] bytes) => AskAsync(path, () => new HttpRequestMessage(HttpMethod.Put, path) { Content = new ByteArrayContent(bytes) }, answer => Task.FromResult(answer.StatusCode));

    public void Dispose() => http.Dispose();

    private async Task<T> AskAsync<T>(string what, Func<HttpRequestMessage> request, Func<HttpResponseMessage, Task<T>> read)
    {
        (bool Done, T? Answer) heard = default;
        await Until.TrueAsync($"{what} is acknowledged", async () => (heard = await OnceAsync(what, request, read)).Done);
        return heard.Answer!;
    }

    // Not done: send it again.
    private async Task<(bool Done, T? Answer)> OnceAsync<T>(string what, Func<HttpRequestMessage> asked, Func<HttpResponseMessage, Task<T>> read)
    {
        try
        {
            http.DefaultRequestHeaders.Authorization ??= new AuthenticationHeaderValue("Bearer", await TokenAsync());
            using var request = asked();
            using var answer = await http.SendAsync(request);
            if (answer.IsSuccessStatusCode)
                return (true, await read(answer));
            refused.Enqueue(answer.StatusCode);
            if (answer.StatusCode == HttpStatusCode.Unauthorized)
                http.DefaultRequestHeaders.Authorization = null; // a token dies with the process that gave it
            else if (answer.StatusCode != HttpStatusCode.ServiceUnavailable)
                throw new InvalidOperationException($"{what}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
        {
            // Nobody answers, or the answer was lost on the way.
        }
        return default;
    }

    private async Task<string> TokenAsync()
    {
        using var answer = await http.PostAsJsonAsync("/dev/token", new { account });
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("access_token").GetString()!;
    }
}
