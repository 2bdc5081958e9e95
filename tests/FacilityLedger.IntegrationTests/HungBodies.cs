using System.Net;
using System.Net.Http.Headers;

namespace FacilityLedger.IntegrationTests;

/// <summary>Requests of which a piece of the body arrives and then nothing more: slower than any slow client.</summary>
internal sealed class HungBodies : IDisposable
{
    private readonly CancellationTokenSource end = new();
    private readonly List<(string Who, Hanging Body, Task<(HttpStatusCode Status, string Text)> Answer)> sent = [];

    public void Send(HttpClient client, HttpMethod method, string path)
    {
        var body = new Hanging(end.Token);
        body.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        sent.Add((client.DefaultRequestHeaders.TryGetValues("X-Officer", out var who) ? who.Single() : "", body, AnswerAsync(client, new HttpRequestMessage(method, path) { Content = body })));
    }

    /// <summary>Back when the first piece of each is on its way, or its answer is there.</summary>
    public Task AllBegunAsync() => Task.WhenAll(sent.Select(x => Task.WhenAny(x.Body.Begun, x.Answer)));

    /// <summary>The answers that those got who are not among these.</summary>
    public async Task<IReadOnlyList<(HttpStatusCode Status, string Text)>> AnsweredAsync(string except = "") =>
        await Task.WhenAll(sent.Where(x => x.Who.Length == 0 || !except.Contains(x.Who, StringComparison.Ordinal)).Select(x => x.Answer.WaitAsync(TimeSpan.FromMinutes(2))));

    public void Dispose()
    {
        end.Cancel();
        end.Dispose();
    }

    private static async Task<(HttpStatusCode, string)> AnswerAsync(HttpClient client, HttpRequestMessage request)
    {
        using (request)
        using (var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead))
            return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    private sealed class Hanging(CancellationToken end) : HttpContent
    {
        private readonly TaskCompletionSource begun = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Begun => begun.Task;

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await stream.WriteAsync("{\"name\":"u8.ToArray(), end);
            await stream.FlushAsync(end);
            begun.TrySetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, end);
        }

        protected override bool TryComputeLength(out long length)
        {
            length = -1;
            return false;
        }
    }
}
