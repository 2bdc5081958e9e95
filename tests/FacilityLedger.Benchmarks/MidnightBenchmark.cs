using System.Diagnostics;
using System.Globalization;
using FacilityLedger.Facilities;
using FacilityLedger.Filing;
using FacilityLedger.Hosting;
using FacilityLedger.Hosting.Decisions;
using FacilityLedger.Registration;
using Marten;

namespace FacilityLedger.Benchmarks;

/// <summary>Ten thousand terms that fell due at one midnight while the server was down: how long until each is recorded, and what commands do meanwhile.</summary>
public static class MidnightBenchmark
{
    private const string Schema = "midnight";
    private const int Facilities = 5000;
    private const int Terms = 2 * Facilities;
    private const int Clients = 8;

    public static async Task<string> MeasureAsync(BenchmarkDatabase database, CancellationToken stop)
    {
        var (store, book) = await database.LedgerAsync(Schema, "370323", stop);
        await using var _ = store;
        var today = book.DayOf(TimeProvider.System.GetUtcNow());
        await FileAsync(store, book, today.AddDays(-60), stop);

        var number = Facilities;
        var marks = $"select count(*) from {Schema}.mt_events where type = 'obligation-fell-due'";
        long before, after;
        double busy, calm;
        TimeSpan took;
        await using (var server = await LedgerServer.StartAsync(database, Schema, stop))
        {
            var (registry, health) = (await server.TokenAsync("SP-1@370323", stop), await server.TokenAsync("WJ-1@370323", stop));
            // Warm enough that the compiler is not what is measured.
            before = await database.ScalarAsync<long>(marks, stop);
            var started = Stopwatch.GetTimestamp();
            busy = await RateAsync(server, registry, health, async () => await database.ScalarAsync<long>(marks, stop) >= Terms);
            took = Stopwatch.GetElapsedTime(started);
            after = await database.ScalarAsync<long>(marks, stop);
            var until = Stopwatch.GetTimestamp();
            calm = await RateAsync(server, registry, health, () => Task.FromResult(Stopwatch.GetElapsedTime(until) > TimeSpan.FromSeconds(10)));
        }
        var twice = await database.ScalarAsync<long>($"select count(*) from (select 1 from {Schema}.mt_events where type = 'obligation-fell-due' group by stream_id, data ->> 'obligation' having count(*) > 1) x", stop);
        return string.Create(CultureInfo.InvariantCulture, $"{after - before} terms of one midnight recorded in {took.TotalSeconds:F0} s ({before} before the clock began), {twice} twice (at most 120 s); commands of {Clients} clients meanwhile {busy:F0}/s, afterwards {calm:F0}/s: {busy / calm:F2} (at least 0.50)");

        async Task<double> RateAsync(LedgerServer server, string registry, string health, Func<Task<bool>> done)
        {
            using var end = CancellationTokenSource.CreateLinkedTokenSource(stop);
            var (commands, started) = (0, Stopwatch.GetTimestamp());
            var clients = Enumerable.Range(0, Clients).Select(_ => Task.Run(async () =>
            {
                using var http = server.Client();
                var officer = new Officer(http, registry, health, today);
                while (!end.IsCancellationRequested)
                {
                    await officer.LiveAsync(Interlocked.Increment(ref number), stop);
                    Interlocked.Add(ref commands, Officer.CommandsPerLife);
                }
            }, stop)).ToList();
            while (!await done())
                await Task.Delay(50, stop);
            await end.CancelAsync();
            var rate = commands / Stopwatch.GetElapsedTime(started).TotalSeconds;
            await Task.WhenAll(clients);
            return rate;
        }
    }

    // By the decisions themselves, on a day whose terms are long over.
    private static async Task FileAsync(DocumentStore store, Policies.PolicyBook book, DateOnly day, CancellationToken stop)
    {
        var ledger = new Ledger(store);
        var noon = new DateTimeOffset(day.ToDateTime(new TimeOnly(4, 0)), TimeSpan.Zero);
        var numbers = Enumerable.Range(1, Facilities);
        await Parallel.ForEachAsync(numbers, new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = stop }, async (n, token) =>
        {
            var id = FacilityId.New("370323", n.ToString(CultureInfo.InvariantCulture));
            var seed = BitConverter.GetBytes((long)n).Concat(new byte[24]).ToArray();
            var (registry, health) = (new Circumstances(new("SP-1", "SP", [Roles.Officer]), book, noon, seed), new Circumstances(new("WJ-1", "WJ", [Roles.Officer]), book, noon, [.. seed.Reverse()]));
            Demand(await ledger.DecideAsync<Facility>(id, registry, x => RegisterFacilityEndpoint.Decide(Officer.Registration(n, day), x, registry), token));
            Demand(await ledger.DecideAsync<Facility>(id, health, x => SubmitFilingEndpoint.Decide(Officer.Filing(day), x!, health), token));
        });
    }

    private static void Demand(Decision decision)
    {
        if (decision.Refusal is { } refusal)
            throw new InvalidOperationException($"{refusal.Rule.Code}: {refusal.Detail.En}");
    }
}
