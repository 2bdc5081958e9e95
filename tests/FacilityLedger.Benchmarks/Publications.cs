using System.Diagnostics;
using System.Globalization;

namespace FacilityLedger.Benchmarks;

/// <summary>Changes of a few institutions, each published with its command, at a steady pace; and how long it takes until the page shows one.</summary>
internal sealed class Publications(LedgerServer server, string jurisdiction, DateOnly today)
{
    public const int PerSecond = 10;
    private const int First = 900_000;
    private readonly List<double> seen = [];

    /// <summary>How long it took from the answer to a command to its page, of those that were watched: one after the other, lest the watching be the load.</summary>
    public IReadOnlyList<double> Seen => seen;

    /// <summary>So many were published in each second.</summary>
    public double Rate { get; private set; }

    /// <summary>Goes on until it is told to stop.</summary>
    public async Task PublishAsync(CancellationToken stop)
    {
        var (registry, health) = (await server.TokenAsync($"SP-1@{jurisdiction}", stop), await server.TokenAsync($"WJ-1@{jurisdiction}", stop));
        using var http = server.Client();
        using var reader = server.Client();
        var officer = new Officer(http, registry, health, today);
        var paths = new List<string>();
        for (var i = 0; i < PerSecond; i++)
            paths.Add(await officer.RegisterAsync(First + i, stop));
        var (versions, watched, published, begun) = (new string?[paths.Count], Task.CompletedTask, 0, Stopwatch.GetTimestamp());
        try
        {
            using var beat = new PeriodicTimer(TimeSpan.FromSeconds(1.0 / PerSecond));
            for (; await beat.WaitForNextTickAsync(stop); published++)
            {
                var (one, children) = (published % paths.Count, 1 + published / paths.Count);
                versions[one] = await officer.DeclareAsync(paths[one], children, versions[one], stop);
                if (watched.IsCompleted)
                {
                    await watched;
                    watched = WatchAsync(reader, paths[one].Split('/')[^1], children, stop);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Enough was published.
        }
        Rate = published / Stopwatch.GetElapsedTime(begun).TotalSeconds;
        await watched.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
    }

    private async Task WatchAsync(HttpClient reader, string id, int children, CancellationToken stop)
    {
        var begun = Stopwatch.GetTimestamp();
        while (await ChildrenAsync(reader, new Uri($"{jurisdiction}/facilities/{id}", UriKind.Relative), stop) < children)
            await Task.Delay(20, stop);
        seen.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
    }

    // The first figure of the table of classes.
    private static async Task<int> ChildrenAsync(HttpClient reader, Uri page, CancellationToken stop)
    {
        const string Cell = "<td class=\"num\">";
        using var answer = await reader.GetAsync(page, stop);
        var text = answer.IsSuccessStatusCode ? await answer.Content.ReadAsStringAsync(stop) : "";
        var classes = text.IndexOf("id=\"classes\"", StringComparison.Ordinal);
        var cell = classes < 0 ? -1 : text.IndexOf(Cell, classes, StringComparison.Ordinal);
        return cell < 0 ? 0 : int.Parse(text[(cell + Cell.Length)..].Split('<')[0], NumberStyles.AllowThousands, CultureInfo.InvariantCulture);
    }
}
