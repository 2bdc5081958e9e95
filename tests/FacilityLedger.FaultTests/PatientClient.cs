using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using FacilityLedger.Hosting;

namespace FacilityLedger.FaultTests;

/// <summary>Sends each command under one Idempotency-Key until it is acknowledged. A lost answer, a server that is away and one that is busy are met with patience; any other refusal is a failure.</summary>
/// <param name="refused">Where statuses that were no success are noted.</param>
internal sealed class PatientClient(Uri address, string account, ConcurrentQueue<HttpStatusCode> refused) : IDisposable
{
    private readonly HttpClient http = new() { BaseAddress = address, Timeout = TimeSpan.FromSeconds(30) };

    /// <summary>The key of the stream that the answer names.</summary>
    public async Task<string> DoAsync(string path, object command, string key, string? ifMatch = null)
    {
        string? stream = null;
        await Until.TrueAsync($"{path} {key} is acknowledged", async () => (stream = await OnceAsync(path, command, key, ifMatch)) is not null);
        return stream!;
    }

    public void Dispose() => http.Dispose();

    // Null: send it again.
    private async Task<string?> OnceAsync(string path, object command, string key, string? ifMatch)
    {
        try
        {
            http.DefaultRequestHeaders.Authorization ??= new AuthenticationHeaderValue("Bearer", await TokenAsync());
            using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(command, command.GetType(), options: LedgerJson.Options) };
            request.Headers.Add("Idempotency-Key", key);
            if (ifMatch is not null)
                request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
            using var answer = await http.SendAsync(request);
            if (answer.IsSuccessStatusCode)
                return answer.Headers.GetValues("Ledger-Stream").Single();
            refused.Enqueue(answer.StatusCode);
            if (answer.StatusCode == HttpStatusCode.Unauthorized)
                http.DefaultRequestHeaders.Authorization = null; // a token dies with the process that gave it
            else if (answer.StatusCode != HttpStatusCode.ServiceUnavailable)
                throw new InvalidOperationException($"{path} {key}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
        {
            // Nobody answers, or the answer was lost on the way.
        }
        return null;
    }

    private async Task<string> TokenAsync()
    {
        using var answer = await http.PostAsJsonAsync("/dev/token", new { account });
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("access_token").GetString()!;
    }
}
