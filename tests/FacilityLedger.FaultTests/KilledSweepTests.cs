using FacilityLedger.Facilities;
using FacilityLedger.Filing;
using FacilityLedger.Obligations;
using FacilityLedger.Registration;
using Xunit;

namespace FacilityLedger.FaultTests;

public sealed class KilledSweepTests
{
    private const int Facilities = 60;
    private static readonly DateOnly Day = new(2026, 1, 12);

    [Fact]
    public async Task every_term_is_marked_once_though_the_server_is_killed_among_them()
    {
        await using var home = await LedgerHome.NewAsync();
        var server = await home.ServeAsync();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(n => Task.Run(() => FileAsync(home.Address, n))));
        for (var kills = 0; kills < 2; kills++)
        {
            var before = await UnmarkedAsync(home);
            await Until.TrueAsync("the sweep goes on", async () => await UnmarkedAsync(home) is var now && (now < before || now == 0));
            await server.KillAsync();
            server = await home.ServeAsync();
        }
        await Until.TrueAsync("every term is marked", async () => await UnmarkedAsync(home) == 0);
        await using var books = await home.BooksAsync();
        var streams = await books.StreamsAsync("370323");
        Assert.Equal(Facilities, streams.Count);
        Assert.All(streams.Values.Select(x => x.Select(e => e.Data).OfType<ObligationFellDue>().Select(e => e.Obligation).ToList()), marks =>
        {
            Assert.Superset(new HashSet<string>(["filing/nonconformity", "filing/receipt-WJ"], StringComparer.Ordinal), marks.ToHashSet(StringComparer.Ordinal));
            Assert.Equal(marks.Distinct(StringComparer.Ordinal).Count(), marks.Count);
        });
        await books.AreWholeAsync("370323");
    }

    /// <summary>Terms that are over and bear no mark yet.</summary>
    private static async Task<int> UnmarkedAsync(LedgerHome home)
    {
        await using var books = await home.BooksAsync();
        return (await books.StreamsAsync("370323")).Values.Select(x => Facility.Replay(x.Select(Entry.Of))!).SelectMany(x => x.Obligations.All.Values)
            .Count(x => x.Status == ObligationStatus.Open && x.Deadline.DueAt <= TimeProvider.System.GetUtcNow());
    }

    // Terms that are long over: the next round of the sweep finds all of them.
    private static async Task FileAsync(Uri address, int client)
    {
        using var sp = new PatientClient(address, "SP-1@370323", []);
        using var wj = new PatientClient(address, "WJ-1@370323", []);
        for (var site = client + 1; site <= Facilities; site += 4)
        {
            var facility = await sp.DoAsync("/api/370323/facilities", new RegisterFacility($"示例 {site}", "91370323YY000001XU", "FORPROFIT", "ORDINARY", "370323001", "历山街道示例路 12 号", "SP", "示例甲", "托育服务", Day, site), $"s{site}");
            await wj.DoAsync($"/api/370323/facilities/{facility}/filing", new SubmitFiling(["full-day"], 60, 40, new Premises("owned"), false, [new("FM1")], Day), $"f{site}");
        }
    }
}
