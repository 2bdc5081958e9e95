using System.Net.Http.Headers;
using FacilityLedger.Hosting.Clock;
using FacilityLedger.Hosting.Decisions;
using FacilityLedger.Hosting.SignIn;
using FacilityLedger.Inspections;
using FacilityLedger.IntegrationTests.SignIn;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Xunit;
using static FacilityLedger.IntegrationTests.EnforcementSteps;

namespace FacilityLedger.IntegrationTests;

/// <summary>What was cleared does not come back: so nothing is cleared by a clock that may be wrong.</summary>
public sealed class ClearingRoundsTests
{
    private const string Everywhere = "everywhere";
    private static readonly TimeSpan Long = TimeSpan.FromDays(60);

    [Fact]
    public async Task answers_and_uploads_stay_while_the_clock_is_in_doubt()
    {
        var jump = TimeSpan.Zero;
        await using var ledger = await LedgerUnderTest.StartAsync(
            time: x => new LedgerClock(() => x.GetUtcNow() + jump, () => x.GetUtcNow() - LedgerUnderTest.Start));
        var facility = await ledger.ARegisteredFacilityAsync();
        await ledger.As("wj-1").SendAsync(HttpMethod.Post, $"/api/370323/facilities/{facility}/inspections", Care, key: "visit");
        using var content = new ByteArrayContent(EvidenceTests.Photo);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        Assert.True((await ledger.As("wj-1").PutAsync("/api/370323/evidence", content)).IsSuccessStatusCode);
        jump = TimeSpan.FromHours(1);
        ledger.Clock.Advance(Long);

        await RoundAsync(ledger.Host.Services, inDoubt: true);
        Assert.Equal((true, true), (await HasAnswersAsync(ledger), Held(ledger)));

        jump = TimeSpan.Zero;
        await RoundAsync(ledger.Host.Services, inDoubt: false);
        Assert.Equal((false, false), (await HasAnswersAsync(ledger), Held(ledger)));
    }

    [Fact]
    public async Task sessions_and_kept_forms_stay_while_the_clock_is_in_doubt()
    {
        var jump = TimeSpan.Zero;
        await using var ledger = new IssuedLedger
        {
            Time = x => new LedgerClock(() => x.GetUtcNow() + jump, () => x.GetUtcNow() - LedgerUnderTest.Start),
        };
        await ledger.InitializeAsync();
        using var officer = await ledger.SignInAsync("doubt-1");
        var store = ledger.Host.Services.GetRequiredService<IDocumentStore>();
        await using (var session = store.LightweightSession(Everywhere))
        {
            session.Store(new KeptPost("doubt", ledger.Clock.GetUtcNow().AddMinutes(30), [1]));
            await session.SaveChangesAsync();
        }
        jump = TimeSpan.FromHours(1);
        ledger.Clock.Advance(Long);

        await RoundAsync(ledger.Host.Services, inDoubt: true);
        Assert.Equal((1, 1), await KeptAsync(store));

        jump = TimeSpan.Zero;
        await RoundAsync(ledger.Host.Services, inDoubt: false);
        Assert.Equal((0, 0), await KeptAsync(store));
    }

    private static async Task RoundAsync(IServiceProvider services, bool inDoubt)
    {
        Assert.Equal(inDoubt, services.GetRequiredService<TrustedClock>().IsInDoubt);
        foreach (var round in services.GetServices<IHostedService>())
            await (round switch
            {
                SessionRounds x => x.RoundAsync(),
                SpentAnswerRounds x => x.RoundAsync(),
                UploadRounds x => x.RoundAsync(),
                _ => Task.CompletedTask,
            });
    }

    private static async Task<bool> HasAnswersAsync(LedgerUnderTest ledger)
    {
        await using var session = ledger.Store.QuerySession("370323");
        return await session.Query<Answer>().AnyAsync(x => !x.Cleared);
    }

    private static bool Held(LedgerUnderTest ledger)
    {
        using var file = ledger.Host.Services.GetRequiredService<IEvidenceStore>().Open("370323", EvidenceTests.PhotoDigest);
        return file is not null;
    }

    private static async Task<(int Sessions, int Posts)> KeptAsync(IDocumentStore store)
    {
        await using var session = store.QuerySession(Everywhere);
        return (await session.Query<OfficerSession>().CountAsync(), await session.Query<KeptPost>().CountAsync());
    }
}
