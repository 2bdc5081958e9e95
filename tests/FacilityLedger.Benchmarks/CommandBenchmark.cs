using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace FacilityLedger.Benchmarks;

/// <summary>Commands per second through HTTP, over plain Npgsql writing the rows that they leave, in as many transactions from as many clients.</summary>
public static class CommandBenchmark
{
    private const string Schema = "commands";
    private const int Lives = 96;
    private const int Warmup = 10;
    private const double Aim = 0.4;
    private static readonly int[] Clients = [1, 8, 32];

    public static async IAsyncEnumerable<Comparison> MeasureAsync(BenchmarkDatabase database, [EnumeratorCancellation] CancellationToken stop)
    {
        await using var server = await LedgerServer.StartAsync(database, Schema, stop);
        var (store, book) = await database.LedgerAsync(Schema, "370323", stop);
        await using var _ = store;
        var today = book.DayOf(TimeProvider.System.GetUtcNow());
        var (registry, health) = (await server.TokenAsync("SP-1@370323", stop), await server.TokenAsync("WJ-1@370323", stop));
        var number = 0;

        // .NET compiles anew what has run often; until then a server is slower than it will be.
        for (var run = 0; run < Warmup; run++)
            await LedgerAsync(clients: 8);
        // What these lives leave is what the other side writes in every round.
        var before = await WrittenRows.NowAsync(database, stop);
        await LedgerAsync(clients: 8);
        var written = await WrittenRows.SinceAsync(database, store, Schema, before, stop);
        if (written.Sum(x => x.Count) is var transactions and not Lives * Officer.CommandsPerLife)
            throw new InvalidOperationException($"{Lives * Officer.CommandsPerLife} commands made {transactions} transactions.");
        await WrittenRows.WriteAsync(database, written, clients: 8, stop);

        foreach (var clients in Clients)
            yield return await Comparison.MeasureAsync(database, $"commands/s through HTTP, {clients} client{(clients > 1 ? "s" : "")}", Aim,
                () => LedgerAsync(clients), () => WrittenRows.WriteAsync(database, written, clients, stop), stop);

        async Task<double> LedgerAsync(int clients)
        {
            using var connections = new Connections(server, clients);
            var started = Stopwatch.GetTimestamp();
            await Task.WhenAll(connections.All.Select(http => Task.Run(async () =>
            {
                var officer = new Officer(http, registry, health, today);
                for (var life = 0; life < Lives / clients; life++)
                    await officer.LiveAsync(Interlocked.Increment(ref number), stop);
            }, stop)));
            return Lives * Officer.CommandsPerLife / Stopwatch.GetElapsedTime(started).TotalSeconds;
        }
    }

    private sealed class Connections(LedgerServer server, int count) : IDisposable
    {
        public IReadOnlyList<HttpClient> All { get; } = [.. Enumerable.Range(0, count).Select(_ => server.Client())];

        public void Dispose()
        {
            foreach (var http in All)
                http.Dispose();
        }
    }
}
