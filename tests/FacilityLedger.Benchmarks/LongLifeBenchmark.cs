using System.Diagnostics;
using System.Globalization;
using FacilityLedger.Inspections;

namespace FacilityLedger.Benchmarks;

/// <summary>What a command costs on a facility with a long file, over one on a facility that was just registered.</summary>
public static class LongLifeBenchmark
{
    private const string Schema = "longlife";
    private const int Events = 2000;
    private const int Commands = 150;
    private const double Most = 2;

    public static async Task<string> MeasureAsync(BenchmarkDatabase database, CancellationToken stop)
    {
        await using var server = await LedgerServer.StartAsync(database, Schema, stop);
        var (store, book) = await database.LedgerAsync(Schema, "370323", stop);
        await using var _ = store;
        var today = book.DayOf(TimeProvider.System.GetUtcNow());
        using var http = server.Client();
        var officer = new Officer(http, await server.TokenAsync("SP-1@370323", stop), await server.TokenAsync("WJ-1@370323", stop), today);
        var (fresh, old) = (await officer.RegisterAsync(1, stop), await officer.RegisterAsync(2, stop));
        var stream = old.Split('/')[^1];
        // Years of inspections with what was found.
        while (await database.ScalarAsync<long>($"select version from {Schema}.mt_streams where id = '{stream}'", stop) < Events)
            await officer.InspectAsync(old, ["CARE", "HEALTH"], "correction-ordered", stop, new RecordFinding("CARE", 2, "示例：托小班收托 16 人，超过班额一人。", today, "CAR-01"), new RecordFinding("HEALTH", 1, "示例：晨检记录缺两日。", today));
        var versions = new Dictionary<string, string?>(StringComparer.Ordinal) { [fresh] = null, [old] = null };
        var children = 0;
        await TakeAsync(fresh);
        await TakeAsync(old);
        var rounds = new List<(double Fresh, double Old)>();
        for (var round = 0; round < 5; round++)
            rounds.Add((await TakeAsync(fresh), await TakeAsync(old)));
        var (one, other) = (rounds.Select(x => x.Fresh).Order().ElementAt(2), rounds.Select(x => x.Old).Order().ElementAt(2));
        var size = await database.ScalarAsync<int>($"select length(data::text) from {Schema}.mt_doc_facility where id = '{stream}'", stop);
        return string.Create(CultureInfo.InvariantCulture, $"a command on a facility with {Events} events: {other:F2} ms, on a fresh one {one:F2} ms: {other / one:F2} times (at most {Most:F0}); its state has {size / 1024} kB");

        async Task<double> TakeAsync(string facility)
        {
            var started = Stopwatch.GetTimestamp();
            for (var i = 0; i < Commands; i++)
                versions[facility] = await officer.DeclareAsync(facility, 1 + ++children % 15, versions[facility], stop);
            return Stopwatch.GetElapsedTime(started).TotalMilliseconds / Commands;
        }
    }
}
