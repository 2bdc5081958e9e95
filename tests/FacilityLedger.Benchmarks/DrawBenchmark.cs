using System.Diagnostics;
using System.Globalization;
using FacilityLedger.Plans;

namespace FacilityLedger.Benchmarks;

/// <summary>How long a draw takes: 300 of 3,000 institutions, and all of them, among 300 officers.</summary>
internal static class DrawBenchmark
{
    private const int Times = 5;

    public static string Measure()
    {
        DrawObject[] objects = [.. Enumerable.Range(0, 3000).Select(i => new DrawObject($"370323-{Number(i)}", 1 << i % 4))];
        DrawOfficer[] officers = [.. Enumerable.Range(0, 300).Select(i => new DrawOfficer($"鲁C-{Number(i)}", ["PRICE"], [objects[i * 7].Id]))];
        return string.Join('\n', new[] { 300, 3000 }.Select(count => $"a draw of {count} of 3,000 among 300 officers: {Median(objects, officers, count):F0} ms"));
    }

    private static double Median(DrawObject[] objects, DrawOfficer[] officers, int count) => Enumerable.Range(0, Times).Select(round =>
    {
        var begun = Stopwatch.GetTimestamp();
        _ = Drawing.Hold(PublishedDraw.Bytes(Number(round)), "PRICE", objects, officers, count);
        return Stopwatch.GetElapsedTime(begun).TotalMilliseconds;
    }).Order().ElementAt(Times / 2);

    private static string Number(int i) => i.ToString("0000", CultureInfo.InvariantCulture);
}
