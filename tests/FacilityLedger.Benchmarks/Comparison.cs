using System.Globalization;

namespace FacilityLedger.Benchmarks;

/// <summary>What the ledger and plain Npgsql each did per second, round by round.</summary>
/// <param name="Aim">The ratio that the ledger should reach.</param>
public sealed record Comparison(string What, double Aim, IReadOnlyList<(double Ledger, double Raw)> Rounds)
{
    public static string Header { get; } = $"\n{"",-40}{"ledger",10}{"raw",10}{"ratio",8}   {"min-max",-12}{"aim",5}";

    private const int Times = 5;

    /// <summary>Alternates who goes first: the machine may be shared, and a checkpoint or a neighbour must not always hit the same side.</summary>
    public static async Task<Comparison> MeasureAsync(BenchmarkDatabase database, string what, double aim, Func<Task<double>> ledger, Func<Task<double>> raw, CancellationToken stop)
    {
        var rounds = new List<(double, double)>();
        for (var round = 0; round < Times; round++)
        {
            var (first, second) = round % 2 == 0 ? (ledger, raw) : (raw, ledger);
            await database.RestAsync(stop);
            var one = await first();
            await database.RestAsync(stop);
            var other = await second();
            rounds.Add(round % 2 == 0 ? (one, other) : (other, one));
        }
        return new(what, aim, rounds);
    }

    public override string ToString()
    {
        var ratios = Rounds.Select(x => x.Ledger / x.Raw).ToList();
        return string.Create(CultureInfo.InvariantCulture,
            $"{What,-40}{Median(Rounds.Select(x => x.Ledger)),10:F0}{Median(Rounds.Select(x => x.Raw)),10:F0}{Median(ratios),8:F2}   {$"{ratios.Min():F2}-{ratios.Max():F2}",-12}{Aim,5:F2}");
    }

    private static double Median(IEnumerable<double> values) => values.Order().ElementAt(Times / 2);
}
