using System.Net;
using FacilityLedger.Disclosure;
using FacilityLedger.Registration;
using Marten.Events;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace FacilityLedger.IntegrationTests;

/// <summary>Pages that are kept. A mark in the one that is kept tells which was sent.</summary>
public sealed class RenderedAnswersTests
{
    private const string Mark = "<!-- kept -->";

    [Fact]
    public async Task a_kept_page_is_sent_again_until_its_institution_changes()
    {
        await using var ledger = await LedgerUnderTest.StartAsync();
        var id = await ledger.ARegisteredFacilityAsync();
        await ProjectedAsync(ledger);
        var first = await GetAsync(ledger, id);
        await MarkAsync(ledger, id);
        using var again = await AnswerAsync(ledger, id);
        Assert.Equal(first + Mark, await again.Content.ReadAsStringAsync());
        Assert.Equal("text/html; charset=utf-8", again.Content.Headers.ContentType?.ToString());
        Assert.True(again.Headers.CacheControl!.Public);
        using var unchanged = await AnswerAsync(ledger, id, etag: again.Headers.ETag!.ToString());
        Assert.Equal(HttpStatusCode.NotModified, unchanged.StatusCode);

        await ledger.ActAsync("sp-1", id, "registration/change", new ChangeRegistration(EnforcementSteps.Day(20), Name: "槐屿托育"));
        await ProjectedAsync(ledger);
        using var changed = await AnswerAsync(ledger, id, etag: again.Headers.ETag.ToString());
        var page = await changed.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        Assert.Contains("槐屿托育", page, StringComparison.Ordinal);
        Assert.DoesNotContain(Mark, page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_successor_is_on_the_page_of_the_former_as_soon_as_it_is_shown()
    {
        await using var ledger = await LedgerUnderTest.StartAsync();
        var former = await ledger.ARegisteredFacilityAsync(Steps.Registration with { Name = "从前的机构" });
        await ledger.ActAsync("sp-1", former, "registration/cancellation", new CancelRegistration("application", EnforcementSteps.Day(10)));
        await ProjectedAsync(ledger);
        await MarkAsync(ledger, former);
        Assert.Contains(Mark, await GetAsync(ledger, former), StringComparison.Ordinal);
        var registration = Steps.Registration with { Site = 2, Name = "后来的机构", Former = former, OccurredOn = EnforcementSteps.Day(12) };
        var successor = await ledger.ARegisteredFacilityAsync(registration);
        await ProjectedAsync(ledger);
        Assert.Contains($"facilities/{successor}\">后来的机构", await GetAsync(ledger, former), StringComparison.Ordinal);

        // And its name, though nothing of the former itself has changed.
        await ledger.ActAsync("sp-1", successor, "registration/change", new ChangeRegistration(EnforcementSteps.Day(20), Name: "改名的机构"));
        await ProjectedAsync(ledger);
        Assert.Contains($"facilities/{successor}\">改名的机构", await GetAsync(ledger, former), StringComparison.Ordinal);
    }

    [Fact]
    public async Task each_language_and_each_day_has_its_own_and_a_rebuild_leaves_none()
    {
        await using var ledger = await LedgerUnderTest.StartAsync();
        var id = await ledger.ARegisteredFacilityAsync();
        await ProjectedAsync(ledger);
        await MarkAsync(ledger, id);
        Assert.Contains("lang=\"en\"", await GetAsync(ledger, id, "en"), StringComparison.Ordinal);
        Assert.DoesNotContain(Mark, await GetAsync(ledger, id, "en"), StringComparison.Ordinal);
        Assert.Contains(Mark, await GetAsync(ledger, id), StringComparison.Ordinal);
        await PublicRebuild.RunAsync(ledger.Store, TimeSpan.Zero, ledger.Clock, TestContext.Current.CancellationToken);
        Assert.DoesNotContain(Mark, await GetAsync(ledger, id), StringComparison.Ordinal);
        await MarkAsync(ledger, id);
        Assert.Contains(Mark, await GetAsync(ledger, id), StringComparison.Ordinal);
        ledger.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Contains("截至2026年11月25日", await GetAsync(ledger, id), StringComparison.Ordinal);
    }

    [Fact]
    public async Task whoever_has_signed_in_and_whoever_asks_with_a_question_mark_gets_a_page_made_for_him()
    {
        await using var ledger = await LedgerUnderTest.StartAsync();
        var id = await ledger.ARegisteredFacilityAsync();
        await ProjectedAsync(ledger);
        using var officer = ledger.As("wj-1");
        await officer.GetStringAsync($"/370323/facilities/{id}");
        Assert.Null(Find(ledger, id));
        await GetAsync(ledger, $"{id}?asOf=2026-11-24");
        Assert.Null(Find(ledger, id));
        await MarkAsync(ledger, id);
        Assert.DoesNotContain(Mark, await officer.GetStringAsync($"/370323/facilities/{id}"), StringComparison.Ordinal);
        foreach (var query in new[] { "?asOf=2026-11-24", "?asOf=", "?lang=zh" })
            Assert.DoesNotContain(Mark, await GetAsync(ledger, id + query), StringComparison.Ordinal);
        // Nobody of another jurisdiction is known here.
        using var elsewhere = await ledger.Host.GetTestClient().GetAsync($"/us-nyc/facilities/{id}");
        Assert.Equal(HttpStatusCode.NotFound, elsewhere.StatusCode);
        Assert.Contains(Mark, await GetAsync(ledger, id), StringComparison.Ordinal);
    }

    private static RenderedKey Key(LedgerUnderTest ledger, string id)
    {
        var book = ledger.Host.Services.GetRequiredService<Policies.PolicyShelf>()["370323"];
        var today = book.DayOf(ledger.Clock.GetUtcNow());
        return new($"/370323/facilities/{id}", English: false, today, book.On(today).Version);
    }

    private static RenderedAnswer? Find(LedgerUnderTest ledger, string id) => ledger.Host.Services.GetRequiredService<RenderedAnswers>().Find(Key(ledger, id));

    private static async Task MarkAsync(LedgerUnderTest ledger, string id)
    {
        await GetAsync(ledger, id);
        var kept = Find(ledger, id)!;
        ledger.Host.Services.GetRequiredService<RenderedAnswers>().Keep(Key(ledger, id), kept with { Body = [.. kept.Body, .. "<!-- kept -->"u8] });
    }

    private static Task ProjectedAsync(LedgerUnderTest ledger) => ledger.Store.WaitForNonStaleProjectionDataAsync(TimeSpan.FromSeconds(60));

    private static async Task<string> GetAsync(LedgerUnderTest ledger, string id, string language = "zh")
    {
        using var answer = await AnswerAsync(ledger, id, language);
        return await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync();
    }

    private static async Task<HttpResponseMessage> AnswerAsync(LedgerUnderTest ledger, string id, string language = "zh", string? etag = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/370323/facilities/{id}");
        request.Headers.Add("Accept-Language", language);
        if (etag is not null)
            request.Headers.Add("If-None-Match", etag);
        return await ledger.Host.GetTestClient().SendAsync(request);
    }
}
