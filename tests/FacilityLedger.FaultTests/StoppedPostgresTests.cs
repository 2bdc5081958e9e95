using System.Diagnostics;
using System.Net;
using FacilityLedger.IntegrationTests;
using FacilityLedger.Registration;
using Xunit;

namespace FacilityLedger.FaultTests;

/// <summary>A database that is there and does not answer, and one that is not there. Whoever asks is told so, and when to ask again.</summary>
public sealed class StoppedPostgresTests
{
    private static readonly RegisterFacility Registration =
        new("stopped", "91370323YY000001XU", "FORPROFIT", "ORDINARY", "370323001", "历山街道示例路 12 号",
            "SP", "示例甲", "托育服务", new DateOnly(2026, 1, 12), 1);

    [Fact]
    public async Task a_stopped_database_is_said_within_five_seconds_and_keeps_nobody_waiting_without_end()
    {
        await using var home = await LedgerHome.NewAsync();
        await home.ServeAsync();
        using var sp = new PatientClient(home.Address, "SP-1@370323", new());
        await sp.DoAsync("/api/370323/facilities", Registration, "before");
        using (home.Stopped())
        {
            await SaysWhyAsync(home, sp, "database-away");
            Assert.Equal(HttpStatusCode.OK, await home.GetAsync("/health/live"));
        }
        await Until.TrueAsync("it is ready again", async () => await home.GetAsync("/health/ready") == HttpStatusCode.OK);
        await sp.DoAsync("/api/370323/facilities", Registration with { Site = 2 }, "after");
    }

    [Fact]
    public async Task a_database_that_is_gone_is_said_so()
    {
        await using var home = await LedgerHome.NewAsync();
        await home.ServeAsync();
        using var sp = new PatientClient(home.Address, "SP-1@370323", new());
        await sp.DoAsync("/api/370323/facilities", Registration, "before");
        await using (var books = await home.BooksAsync())
            await books.DropAsync();
        await SaysWhyAsync(home, sp, "database-away");
    }

    private static async Task SaysWhyAsync(LedgerHome home, PatientClient sp, string rule)
    {
        var asked = Stopwatch.GetTimestamp();
        using (var ready = await home.AnswerAsync("/health/ready"))
        {
            Assert.InRange(Stopwatch.GetElapsedTime(asked), TimeSpan.Zero, TimeSpan.FromSeconds(5));
            await IsAwayAsync(ready);
            Assert.Contains($"\"rule\":\"{rule}\"", await ready.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
        using (var read = await home.AnswerAsync("/api/370323/public/facilities/370323-NOBODY"))
            await IsAwayAsync(read);
        using (var page = await home.AnswerAsync("/370323/facilities/370323-NOBODY", "text/html"))
            Assert.Equal((HttpStatusCode.ServiceUnavailable, true, "text/html"),
                (page.StatusCode, page.Headers.RetryAfter is not null, page.Content.Headers.ContentType?.MediaType));
        using var command = await sp.OnceAsync("/api/370323/facilities", Registration with { Site = 3 }, "meanwhile");
        await IsAwayAsync(command);
    }

    private static async Task IsAwayAsync(HttpResponseMessage answer)
    {
        Assert.True(answer.StatusCode == HttpStatusCode.ServiceUnavailable, $"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        Assert.Equal(("application/problem+json", true), (answer.Content.Headers.ContentType?.MediaType, answer.Headers.RetryAfter is not null));
    }
}
