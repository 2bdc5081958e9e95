using System.Diagnostics;
using FacilityLedger.Disclosure;

namespace FacilityLedger.Benchmarks;

/// <summary>The public side of a large register, beside a bare Kestrel endpoint that reads one row by its key in the same run.</summary>
internal static class PublicBenchmark
{
    private const string Schema = "public_side";
    private const string Jurisdiction = "370323";
    private const string Api = $"api/{Jurisdiction}/public/facilities";
    private const int Requests = 1600;
    private const int Hot = 200;
    private const int Times = 320;
    private const int WarmRounds = 5;
    private const double MostMilliseconds = 50;

    private static readonly (string What, string Path)[] Questions =
    [
        ("list", Jurisdiction),
        ("list of a town and a status", $"{Jurisdiction}?town=370323001&status=filed"),
        .. new[] { "禾", "禾屿", "禾屿托", "托育", "l", "li", "lit", "Little 12", "禾屿 12号", "无此机构", "qzx" }
            .SelectMany(q => new[] { ($"search {q}", $"{Jurisdiction}?q={Uri.EscapeDataString(q)}"), ($"API q={q}", $"{Api}?q={Uri.EscapeDataString(q)}") }),
        ("API list", $"{Api}?limit=50"),
        ("API list behind a cursor", $"{Api}?limit=50&cursor={new Cursor(GeneratedCounty.Id(1500))}"),
        ("API identifier=", $"{Api}?identifier=uscc:{GeneratedCounty.Uscc(700)}"),
        ("API identifier= no hit", $"{Api}?identifier=uscc:NOBODY"),
        ("API q= of an earlier day", $"{Api}?q={Uri.EscapeDataString("禾屿")}&asOf=2026-03-01"),
    ];

    public static async Task MeasureAsync(BenchmarkDatabase database, int facilities, CancellationToken stop)
    {
        var today = await PrepareAsync(database, facilities, stop);
        var begun = Stopwatch.GetTimestamp();
        await using var server = await LedgerServer.StartAsync(database, Schema, stop);
        using (var first = server.Client())
            await first.GetStringAsync(new Uri(Jurisdiction, UriKind.Relative), stop);
        var started = Stopwatch.GetElapsedTime(begun).TotalSeconds;
        await Task.Delay(TimeSpan.FromSeconds(5), stop);
        await SayAsync($"start to first page {started:F1} s (at most 5); idle memory {server.Megabytes} MB (at most 300)");
        await using var bare = await BareServer.StartAsync(database, Schema, stop);

        await CompareAsync(database, server, bare, facilities, stop);
        await LatenciesAsync(server, bare, "nothing else going on", stop);
        using (var enough = CancellationTokenSource.CreateLinkedTokenSource(stop))
        {
            var publications = new Publications(server, Jurisdiction, today);
            var publishing = publications.PublishAsync(enough.Token);
            await LatenciesAsync(server, bare, $"{Publications.PerSecond} publications a second", stop);
            await enough.CancelAsync();
            await publishing;
            var seen = publications.Seen;
            await SayAsync($"\n{publications.Rate:F1} publications a second; from event to page p50 {Asked.Percentile(seen, 50):F0} ms, p99 {Asked.Percentile(seen, 99):F0} ms (at most 2,000), {seen.Count} watched");
        }
        await SayAsync($"memory after all {server.Megabytes} MB");
    }

    private static async Task<DateOnly> PrepareAsync(BenchmarkDatabase database, int facilities, CancellationToken stop)
    {
        await using (await LedgerServer.StartAsync(database, Schema, stop))
        {
            // Makes the tables and adopts the policies.
        }
        var (store, book) = await database.LedgerAsync(Schema, Jurisdiction, stop);
        await using var _ = store;
        await GeneratedCounty.WriteAsync(database, Schema, facilities, stop);
        var begun = Stopwatch.GetTimestamp();
        await PublicRebuild.RunAsync(store, TimeSpan.Zero, TimeProvider.System, stop);
        await SayAsync($"\n{facilities} facilities; a rebuild of the public view takes {Stopwatch.GetElapsedTime(begun).TotalSeconds:F1} s");
        foreach (var table in new[] { "public_line", "public_facility", "public_figure" })
            await database.ExecuteAsync($"vacuum analyze {Schema}.{table}", stop);
        return book.DayOf(TimeProvider.System.GetUtcNow());
    }

    private static async Task CompareAsync(BenchmarkDatabase database, LedgerServer server, BareServer bare, int facilities, CancellationToken stop)
    {
        var ids = Enumerable.Range(1, facilities).Select(GeneratedCounty.Id).ToArray();
        new Random(13).Shuffle(ids);
        var drawn = new Random(7);
        var (hot, fresh) = (ids[^Hot..], new Queue<string>(ids[..^Hot]));
        var cold = Math.Min(Requests / 2, facilities / 12);
        string[] Drawn() => [.. Enumerable.Range(0, Requests).Select(_ => ids[drawn.Next(ids.Length)])];
        async Task<double> JsonAsync() => (await Crowd.AskAsync(server.Address, [.. Drawn().Select(x => $"{Api}/{x}")], stop)).Rate;
        async Task<double> PageAsync(IEnumerable<string> of) =>
            (await Crowd.AskAsync(server.Address, [.. of.Select(x => $"{Jurisdiction}/facilities/{x}")], stop)).Rate;
        async Task<double> RowAsync() => (await Crowd.AskAsync(bare.Address, Drawn(), stop)).Rate;
        Task<double> ColdAsync() => PageAsync(Enumerable.Range(0, cold).Select(_ => fresh.Dequeue()));
        Task<double> WarmAsync() => PageAsync(Enumerable.Repeat(hot, Requests / Hot).SelectMany(x => x));

        // .NET compiles anew what has run often; until then a server is slower than it will be.
        for (var round = 0; round < WarmRounds; round++)
        {
            await JsonAsync();
            await ColdAsync();
            await WarmAsync();
            await RowAsync();
        }
        await Console.Out.WriteLineAsync(Comparison.Header);
        foreach (var (what, aim, ask) in new (string, double, Func<Task<double>>)[]
            { ("facility JSON/s, drawn evenly", 0.4, JsonAsync), ("facility page/s, cold", 0.15, ColdAsync), ("facility page/s, warm", 0.4, WarmAsync) })
            await Console.Out.WriteLineAsync((await Comparison.MeasureAsync(database, what, aim, ask, RowAsync, stop)).ToString());
    }

    private static async Task LatenciesAsync(LedgerServer server, BareServer bare, string meanwhile, CancellationToken stop)
    {
        var row = await Crowd.AskAsync(bare.Address, [.. Enumerable.Range(1, Requests).Select(GeneratedCounty.Id)], stop);
        await SayAsync($"\n{meanwhile}: p50 and p99 in ms (at most {MostMilliseconds}); the bare endpoint {row.At50} and {row.At99:F1} for {Crowd.Clients} clients");
        await SayAsync($"{"",-34}{"1 client",16}{$"{Crowd.Clients} clients",18}");
        foreach (var (what, path) in Questions)
        {
            await Crowd.AskAsync(server.Address, [.. Enumerable.Repeat(path, Times / 4)], stop);
            var alone = await Crowd.AskAsync(server.Address, [.. Enumerable.Repeat(path, Times / 2)], stop, clients: 1);
            var asked = await Crowd.AskAsync(server.Address, [.. Enumerable.Repeat(path, Times)], stop);
            await SayAsync($"{what,-34}{alone.At50,8}{alone.At99,8:F1}{asked.At50,10}{asked.At99,8:F1}{(asked.At99 > MostMilliseconds ? "  over" : "")}");
        }
    }

    private static Task SayAsync(FormattableString line) => Console.Out.WriteLineAsync(FormattableString.Invariant(line));
}
