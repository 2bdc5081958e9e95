using System.Globalization;
using FacilityLedger.Facilities;
using FacilityLedger.Filing;
using FacilityLedger.Hosting.Decisions;
using FacilityLedger.IntegrationTests;
using FacilityLedger.Obligations;
using FacilityLedger.Policies;
using FacilityLedger.Registration;
using Xunit;

namespace FacilityLedger.FaultTests;

public sealed class KilledSweepTests
{
    private const int Facilities = 400;
    private const int Kills = 3;
    private static readonly DateOnly Day = new(2026, 1, 12);

    [Fact]
    public async Task every_term_is_marked_once_though_the_server_and_its_database_are_killed_among_them()
    {
        await using var home = await LedgerHome.NewAsync();
        await using (var books = await home.BooksAsync())
            await FileAsync(books);
        var server = home.Run();
        var marked = 0L;
        for (var kill = 1; kill <= Kills; kill++)
        {
            await using (var books = await home.BooksAsync())
                await Until.TrueAsync($"the sweep goes on: {server.Output}", async () => server.Ended || await books.MarkedAsync() >= marked + Facilities / 15);
            Assert.False(server.Ended, server.Output);
            if (kill == 2)
                await home.KillPostgresAsync();
            else
                await server.KillAsync();
            await using (var books = await home.BooksAsync())
                marked = await books.MarkedAsync();
            Assert.InRange(marked, 1, Facilities - 1);
            if (kill != 2)
                server = home.Run();
        }
        await using var whole = await home.BooksAsync();
        await Until.TrueAsync($"every term is marked: {server.Output}", async () => server.Ended || !await whole.HasDueAsync());
        Assert.False(server.Ended, server.Output);

        var streams = await whole.StreamsAsync("370323");
        Assert.Equal(Facilities, streams.Count);
        var marks = streams.Values.Select(x => x.Select(e => e.Data is ObligationFellDue due ? due.Obligation : (e.Data as MaterialExpired)?.Material).OfType<string>().Order(StringComparer.Ordinal).ToList()).ToList();
        Assert.All(marks, x => Assert.Equal(x.Distinct(StringComparer.Ordinal), x));
        // Which reports of a year were missed is a question of the day on which this runs.
        Assert.Equal("FM3 FM5 filing/material-FM3 filing/material-FM5 filing/nonconformity filing/receipt-WJ",
            Assert.Single(marks.Select(x => string.Join(' ', x.Where(m => !m.StartsWith("operation/", StringComparison.Ordinal)))).Distinct(StringComparer.Ordinal)));
        await whole.AreWholeAsync("370323");
    }

    // By the decisions themselves, on a day whose terms are long over: the first round of the sweep finds all of them, and the next one those that began with a material's end.
    private static async Task FileAsync(LedgerBooks books)
    {
        var book = await books.PrepareAsync("370323");
        var noon = new DateTimeOffset(Day.ToDateTime(new TimeOnly(4, 0)), TimeSpan.Zero);
        await Parallel.ForEachAsync(Enumerable.Range(1, Facilities), new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (n, cancellation) =>
        {
            var (id, seed) = (FacilityId.New("370323", n.ToString(CultureInfo.InvariantCulture)), BitConverter.GetBytes((long)n).Concat(new byte[24]).ToArray());
            var (sp, wj) = (new Circumstances(new("SP-1@370323", "SP", [Roles.Officer]), book, noon, seed), new Circumstances(new("WJ-1@370323", "WJ", [Roles.Officer]), book, noon, [.. seed.Reverse()]));
            var (registration, filing) = (Registration(n), new SubmitFiling(["full-day"], 60, 40, new Premises("owned"), false, [new("FM1"), new("FM3", Day.AddDays(30)), new("FM5", Day.AddDays(60))], Day));
            Demand(await books.Ledger.DecideAsync<Facility>(id, sp, x => RegisterFacilityEndpoint.Decide(registration, x, sp), cancellation));
            Demand(await books.Ledger.DecideAsync<Facility>(id, wj, x => SubmitFilingEndpoint.Decide(filing, x!, wj), cancellation));
        });
    }

    private static RegisterFacility Registration(int number)
    {
        var body = $"91370323{number:D8}";
        body += Uscc.OrgCheckSign(body[8..]);
        return new($"示例 {number}", body + Uscc.CheckSign(body), "FORPROFIT", "ORDINARY", "370323001", "历山街道示例路 12 号", "SP", "示例甲", "托育服务", Day);
    }

    private static void Demand(Decision decision) => Assert.True(decision.Refusal is null, decision.Refusal?.Rule.Code);
}
