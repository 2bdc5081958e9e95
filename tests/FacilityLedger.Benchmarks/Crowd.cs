using System.Diagnostics;
using System.Globalization;

namespace FacilityLedger.Benchmarks;

/// <summary>Clients that ask a server one thing after the other, each over its own connection.</summary>
internal static class Crowd
{
    public const int Clients = 8;

    public static async Task<Asked> AskAsync(Uri address, IReadOnlyList<string> paths, CancellationToken stop, int clients = Clients)
    {
        var started = Stopwatch.GetTimestamp();
        var times = await Task.WhenAll(Enumerable.Range(0, clients)
            .Select(client => Task.Run(() => OneAsync(address, [.. paths.Where((_, i) => i % clients == client)], stop), stop)));
        return new(paths.Count / Stopwatch.GetElapsedTime(started).TotalSeconds, [.. times.SelectMany(x => x)]);
    }

    private static async Task<List<double>> OneAsync(Uri address, IEnumerable<string> paths, CancellationToken stop)
    {
        using var http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 1 }) { BaseAddress = address };
        var mine = new List<double>();
        foreach (var path in paths)
        {
            var begun = Stopwatch.GetTimestamp();
            using var answer = await http.GetAsync(new Uri(path, UriKind.Relative), stop);
            await answer.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync(stop);
            mine.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
        }
        return mine;
    }
}

/// <param name="Rate">Answers per second.</param>
/// <param name="Milliseconds">How long each took.</param>
internal sealed record Asked(double Rate, IReadOnlyList<double> Milliseconds)
{
    public string At50 => Percentile(Milliseconds, 50).ToString("F1", CultureInfo.InvariantCulture);
    public double At99 => Percentile(Milliseconds, 99);

    public static double Percentile(IReadOnlyList<double> values, int percent) =>
        values.Count == 0 ? double.NaN : values.Order().ElementAt(Math.Min(values.Count - 1, values.Count * percent / 100));
}
