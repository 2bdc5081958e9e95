using System.Net;
using Alba;
using FacilityLedger.Hosting.Decisions;
using FacilityLedger.Operation;
using FacilityLedger.Plans;
using Marten.Events;
using Microsoft.AspNetCore.TestHost;
using Xunit;

namespace FacilityLedger.IntegrationTests;

/// <summary>The pages that anybody may read: nobody signs in here.</summary>
public sealed class PublicPageTests
{
    [Fact]
    public async Task a_registered_facility_is_found_and_shown_in_both_languages()
    {
        await using var ledger = await LedgerUnderTest.StartAsync();
        var id = await ledger.ARegisteredFacilityAsync();
        await ledger.Store.WaitForNonStaleProjectionDataAsync(TimeSpan.FromSeconds(20));

        var first = await GetAsync(ledger, "/", "zh");
        Assert.Equal((HttpStatusCode.Redirect, "/370323"), (first.StatusCode, first.Headers.Location?.OriginalString));
        foreach (var (language, list, day, registered) in new[] { ("zh", "1 家机构", "截至2026年11月24日的公示", "登记机关"), ("en", "1 facility", "As published up to 24 November 2026", "Registered by") })
        {
            var county = await TextAsync(ledger, "/370323", language);
            Assert.Contains(list, county, StringComparison.Ordinal);
            var name = language == "zh" ? Steps.Registration.Name : $"<span lang=\"zh-CN\">{Steps.Registration.Name}</span>";
            Assert.Contains($"<a href=\"/370323/facilities/{id}\">{name}</a>", county, StringComparison.Ordinal);
            var page = await TextAsync(ledger, $"/370323/facilities/{id}", language);
            foreach (var text in new[] { $"<h1>{name}</h1>", $"<code>{Steps.Registration.Uscc}</code>", day, registered, Steps.Registration.Address })
                Assert.Contains(text, page, StringComparison.Ordinal);
            Assert.DoesNotContain(Steps.Registration.LegalRepresentative, page, StringComparison.Ordinal);
            Assert.DoesNotContain("370323001", page.Replace("?town=370323001", "", StringComparison.Ordinal), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task what_may_not_be_shown_is_a_page_not_found()
    {
        await using var ledger = await LedgerUnderTest.StartAsync();
        var id = await ledger.ARegisteredFacilityAsync();
        await ledger.Store.WaitForNonStaleProjectionDataAsync(TimeSpan.FromSeconds(20));
        Assert.Equal(HttpStatusCode.OK, (await GetAsync(ledger, $"/370323/facilities/{id}?asOf=2026-10-12")).StatusCode);
        foreach (var (path, status) in new[]
        {
            ($"/370323/facilities/{id}?asOf=2026-10-11", HttpStatusCode.NotFound), ("/370323/facilities/370323-NOBODY", HttpStatusCode.NotFound), ("/mars", HttpStatusCode.NotFound),
            ($"/mars/facilities/{id}", HttpStatusCode.NotFound), ($"/us-nyc/facilities/{id}", HttpStatusCode.NotFound), ($"/370323/facilities/{id}?asOf=2026-11-25", HttpStatusCode.BadRequest), ("/370323?page=x", HttpStatusCode.BadRequest), ("/370323?page=2", HttpStatusCode.BadRequest),
        })
        {
            var answer = await GetAsync(ledger, path);
            Assert.Equal(status, answer.StatusCode);
            Assert.Equal("text/html", answer.Content.Headers.ContentType?.MediaType);
            Assert.Null(answer.Headers.ETag);
        }
    }

    [Fact]
    public async Task the_list_is_narrowed_and_read_page_by_page_and_follows_the_ledger()
    {
        await using var ledger = await LedgerUnderTest.StartAsync();
        Assert.Contains("台账还没有公示任何机构", await TextAsync(ledger, "/370323"), StringComparison.Ordinal);
        for (var i = 0; i < 21; i++)
            await ledger.ARegisteredFacilityAsync(Steps.Registration with { Name = $"示例托育 {i:00}", Site = i + 1 });
        await ledger.Store.WaitForNonStaleProjectionDataAsync(TimeSpan.FromSeconds(20));

        var page = await TextAsync(ledger, "/370323?town=370323001");
        Assert.Contains("21 家机构", page, StringComparison.Ordinal);
        Assert.DoesNotContain("示例托育 20", page, StringComparison.Ordinal);
        var next = page.Split("rel=\"next\" href=\"")[1].Split('#')[0].Replace("&amp;", "&", StringComparison.Ordinal);
        var last = await TextAsync(ledger, next);
        Assert.Contains("示例托育 20", last, StringComparison.Ordinal);
        Assert.DoesNotContain("示例托育 19", last, StringComparison.Ordinal);
        // 07 alone may stand in a key too: keys are random.
        Assert.Contains("1 家机构", await TextAsync(ledger, "/370323?q=" + Uri.EscapeDataString("示例 育07")), StringComparison.Ordinal);
        Assert.Contains("没有找到符合条件的机构", await TextAsync(ledger, "/370323?kind=FAMILY"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task who_is_on_file_comes_first_then_everybody_by_pinyin()
    {
        await using var ledger = await LedgerUnderTest.StartAsync();
        await ledger.ARegisteredFacilityAsync(Steps.Registration with { Name = "安安托育", Site = 2 });
        await ledger.AFiledFacilityAsync("370323-2026-0002", Steps.Registration with { Name = "张家托育", Site = 3 });
        await ledger.AFiledFacilityAsync("370323-2026-0003", Steps.Registration with { Name = "白云托育", Site = 4 });
        await ledger.Store.WaitForNonStaleProjectionDataAsync(TimeSpan.FromSeconds(20));
        var page = await TextAsync(ledger, "/370323");
        var order = new[] { "白云托育", "张家托育", "安安托育" };
        Assert.Equal(order, order.OrderBy(x => page.IndexOf(x, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task what_a_later_publication_replaced_stays_in_the_timeline()
    {
        await using var ledger = await LedgerUnderTest.StartAsync();
        var id = await ledger.AFiledFacilityAsync();
        await ledger.ActAsync("wj-1", id, "operation/classes", new DeclareClasses([new("JUNIOR", 10, 15)], 15, 0, new DateOnly(2026, 11, 10)));
        await ledger.ActAsync("wj-1", id, "operation/classes", new DeclareClasses([new("JUNIOR", 12, 15), new("SENIOR", 18, 20)], 35, 20, new DateOnly(2026, 11, 20)));
        await ledger.Store.WaitForNonStaleProjectionDataAsync(TimeSpan.FromSeconds(20));
        var page = await TextAsync(ledger, $"/370323/facilities/{id}", "en");
        Assert.Contains("15 places", page, StringComparison.Ordinal);
        Assert.Contains("35 places (20 inclusive)", page, StringComparison.Ordinal);
        Assert.DoesNotContain("35 places", await TextAsync(ledger, $"/370323/facilities/{id}?asOf=2026-11-15", "en"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task an_unchanged_page_is_not_sent_again_but_each_language_is_its_own()
    {
        await using var ledger = await LedgerUnderTest.StartAsync();
        var id = await ledger.ARegisteredFacilityAsync();
        await ledger.Store.WaitForNonStaleProjectionDataAsync(TimeSpan.FromSeconds(20));
        foreach (var path in new[] { "/370323", $"/370323/facilities/{id}" })
        {
            var answer = await GetAsync(ledger, path, "zh");
            Assert.True(answer.Headers.CacheControl!.Public);
            Assert.Equal(HttpStatusCode.NotModified, (await GetAsync(ledger, path, "zh", answer.Headers.ETag!.Tag)).StatusCode);
            Assert.Equal(HttpStatusCode.OK, (await GetAsync(ledger, path, "en", answer.Headers.ETag!.Tag)).StatusCode);
            var chosen = await GetAsync(ledger, path + "?lang=en");
            Assert.True(chosen.Headers.CacheControl!.Private);
            using var officer = ledger.As("wj-1");
            var signedIn = await officer.GetAsync(path);
            Assert.False(signedIn.Headers.CacheControl!.Public);
            Assert.Null(signedIn.Headers.ETag);
        }
    }

    [Fact]
    public async Task a_plan_is_a_page_once_it_is_published_and_a_draw_shows_its_seed_once_it_is_held()
    {
        await using var ledger = await LedgerUnderTest.StartAsync();
        foreach (var site in Enumerable.Range(1, 3))
            await ledger.ARegisteredFacilityAsync(Steps.Registration with { Site = site });
        await ledger.Store.WaitForNonStaleProjectionDataAsync(TimeSpan.FromSeconds(20));
        var draft = await ledger.As("wj-1").DoAsync("/api/370323/plans", EnforcementSteps.Yearly);
        Assert.Contains("还没有公布检查计划", await TextAsync(ledger, "/370323/plans"), StringComparison.Ordinal);
        var (plan, draw) = await ledger.APreparedDrawAsync(2);
        var plans = await TextAsync(ledger, "/370323/plans", "en");
        Assert.Contains($"/370323/draws/{plan}-{draw}", plans, StringComparison.Ordinal);
        Assert.DoesNotContain(draft, plans, StringComparison.Ordinal);
        Assert.DoesNotContain("wj-", plans, StringComparison.Ordinal);
        var path = $"/370323/draws/{plan}-{draw}";
        var committed = await GetAsync(ledger, path);
        var seed = (await SeedAsync())!;
        Assert.DoesNotContain(seed, await committed.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotModified, (await GetAsync(ledger, path, etag: committed.Headers.ETag!.Tag)).StatusCode);
        await ledger.As("wj-1").DoAsync($"/api/370323/plans/{plan}/draws/{draw}/result", new HoldDraw(EnforcementSteps.Day(3)), 4);
        Assert.Equal(HttpStatusCode.OK, (await GetAsync(ledger, path, etag: committed.Headers.ETag.Tag)).StatusCode);
        var held = await TextAsync(ledger, path);
        Assert.Contains(seed, held, StringComparison.Ordinal);
        Assert.All(EnforcementSteps.Prices.Officers, x => Assert.DoesNotContain(x.Certificate, held, StringComparison.Ordinal));
        foreach (var (wrong, status) in new[] { ("/370323/plans?year=1999", HttpStatusCode.BadRequest), ("/370323/plans?year=x", HttpStatusCode.BadRequest), ($"/370323/draws/{plan}-NONE", HttpStatusCode.NotFound), ("/us-nyc/draws/" + $"{plan}-{draw}", HttpStatusCode.NotFound), ("/mars/plans", HttpStatusCode.NotFound) })
            Assert.Equal(status, (await GetAsync(ledger, wrong)).StatusCode);

        async Task<string?> SeedAsync()
        {
            await using var session = ledger.Store.QuerySession("370323");
            return (await session.LoadAsync<VaultEntry>((await session.LoadAsync<InspectionPlan>(plan))!.Draws[draw].Prepared.Seed.Id))?.Value;
        }
    }

    [Fact]
    public async Task a_register_is_shown_in_its_own_words()
    {
        await using var ledger = await LedgerUnderTest.StartAsync();
        using var register = new RegisterOnDisk().List("2014_06_09", RegisterOnDisk.Site("DC1", "LITTLE ONES", capacity: 20, status: "Permitted"))
            .Violate("2014_06_09", "DC1,03/21/2014,Floors <b>.,GENERAL,47.41 (j),CORRECTED").Visit("2014_06_12", "DC1,03/21/2014,PUBLIC HEALTH SANITATION INSPECTION,First.");
        Assert.Equal(0, (await register.ImportAsync(ledger)).Code);
        await ledger.Store.WaitForNonStaleProjectionDataAsync(TimeSpan.FromSeconds(20));
        Assert.Contains("LITTLE ONES", await TextAsync(ledger, "/us-nyc?status=Permitted"), StringComparison.Ordinal);
        var page = await TextAsync(ledger, "/us-nyc/facilities/us-nyc-DC1");
        foreach (var text in new[] { "Permitted", "Floors &lt;b&gt;.", "GENERAL", "47.41 (j)", "CORRECTED", "PUBLIC HEALTH SANITATION INSPECTION", "First.", "类别" })
            Assert.Contains(text, page, StringComparison.Ordinal);
    }

    private static async Task<HttpResponseMessage> GetAsync(LedgerUnderTest ledger, string path, string language = "zh", string? etag = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("Accept", "text/html");
        request.Headers.Add("Accept-Language", language);
        if (etag is not null)
            request.Headers.Add("If-None-Match", etag);
        return await ledger.Host.GetTestClient().SendAsync(request);
    }

    private static async Task<string> TextAsync(LedgerUnderTest ledger, string path, string language = "zh")
    {
        var answer = await GetAsync(ledger, path, language);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{path}: {(int)answer.StatusCode} {text}");
        return text;
    }
}
