using System.Text.Json;
using FacilityLedger.Hosting;
using FacilityLedger.Plans;
using Microsoft.Playwright;
using Xunit;

namespace FacilityLedger.BrowserTests;

/// <summary>Scripts are switched off, and everything works.</summary>
public sealed class WithoutScriptTests(LedgerInBrowser ledger)
{
    private static readonly BrowserNewContextOptions NoScript = new() { JavaScriptEnabled = false };

    [Fact]
    public async Task a_parent_finds_a_facility_and_reads_its_page()
    {
        await using var context = await ledger.OpenAsync("zh", options: new(NoScript));
        var page = await context.NewPageAsync();
        await page.GotoAsync("/");
        await page.FillAsync("#q", "历山 禾屿");
        await page.ClickAsync("form[role=search] button");
        Assert.Contains("1 家机构", await page.TextContentAsync("#res"), StringComparison.Ordinal);
        Assert.Equal("历山 禾屿", await page.InputValueAsync("#q"));
        await page.ClickAsync("text=沂源县禾屿托育服务有限公司");
        Assert.Equal("沂源县禾屿托育服务有限公司", (await page.TextContentAsync("h1"))!.Trim());
        await page.ClickAsync("summary >> text=2023");
        Assert.True(await page.Locator(".log li:visible", new() { HasText = "回执 370323-2023-0007" }).IsVisibleAsync());
    }

    [Fact]
    public async Task the_list_is_narrowed_by_each_choice_and_read_page_by_page()
    {
        await using var context = await ledger.OpenAsync("zh", options: new(NoScript));
        var page = await context.NewPageAsync();
        foreach (var (choice, value) in new[] { ("town", "370323002"), ("kind", "KG_CLASS"), ("status", "nonconformity-notified") })
        {
            await page.GotoAsync("/370323");
            await page.SelectOptionAsync($"#{choice}", value);
            await page.ClickAsync("form[role=search] button");
            Assert.Contains("沂源县柘涧幼儿园（托班）", await page.TextContentAsync("ol.rows"), StringComparison.Ordinal);
            Assert.DoesNotContain("沂源县禾屿托育服务有限公司", await page.TextContentAsync("ol.rows"), StringComparison.Ordinal);
        }
        await page.GotoAsync("/370323?inclusive=1&grade=B&class=INFANT");
        Assert.Contains("禾屿", await page.TextContentAsync("ol.rows"), StringComparison.Ordinal);
        Assert.Equal(1, await page.Locator("ol.rows > li").CountAsync());
        await page.ClickAsync("text=清除筛选");
        var first = await page.Locator("ol.rows h3").AllTextContentsAsync();
        await page.ClickAsync("a[rel=next]");
        Assert.Empty((await page.Locator("ol.rows h3").AllTextContentsAsync()).Intersect(first, StringComparer.Ordinal));
        await page.ClickAsync("a[rel=prev]");
        Assert.Equal(first, await page.Locator("ol.rows h3").AllTextContentsAsync());
    }

    [Fact]
    public async Task another_day_is_asked_for_and_left_again()
    {
        await using var context = await ledger.OpenAsync("zh", options: new(NoScript));
        var page = await context.NewPageAsync();
        await page.GotoAsync(Pages.Public.First(x => x.Name == "facility-flourishing").Path);
        await page.FillAsync("#ad", "2024-06-01");
        await page.ClickAsync("#asof button");
        Assert.Contains("2024年6月1日", await page.TextContentAsync(".note"), StringComparison.Ordinal);
        Assert.DoesNotContain("2026", await page.TextContentAsync("#inspections ~ table"), StringComparison.Ordinal);
        await page.ClickAsync("text=回到今天");
        Assert.Contains("2026-11-19", await page.TextContentAsync("#inspections ~ table"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task the_language_is_switched_and_kept()
    {
        await using var context = await ledger.OpenAsync("zh", options: new(NoScript));
        var page = await context.NewPageAsync();
        await page.GotoAsync("/370323?q=禾屿");
        await page.ClickAsync("text=English");
        Assert.Equal("en", await page.GetAttributeAsync("html", "lang"));
        Assert.Equal("禾屿", await page.InputValueAsync("#q"));
        await page.ClickAsync("ol.rows a");
        Assert.Equal("en", await page.GetAttributeAsync("html", "lang"));
        await page.ClickAsync("text=中文");
        Assert.Equal("zh-CN", await page.GetAttributeAsync("html", "lang"));
    }

    [Fact]
    public async Task a_draw_is_found_from_the_first_page_and_its_file_draws_the_same()
    {
        await using var context = await ledger.OpenAsync("zh", options: new(NoScript));
        var page = await context.NewPageAsync();
        await page.GotoAsync("/370323");
        await page.ClickAsync("section#plans a");
        Assert.Contains("食品用药安全", await page.TextContentAsync("main"), StringComparison.Ordinal);
        await page.ClickAsync("main li a >> nth=0");
        Assert.Equal(4, await page.Locator("main tbody tr").CountAsync());
        var text = (await page.TextContentAsync("main"))!;
        Assert.DoesNotContain("SAMPLE-", text, StringComparison.Ordinal);
        Assert.DoesNotContain("SC-1@", text, StringComparison.Ordinal);
        var file = await page.RunAndWaitForDownloadAsync(() => page.ClickAsync("#again ~ p a"));
        await using var stream = await file.CreateReadStreamAsync();
        var draw = (await JsonSerializer.DeserializeAsync<PublishedDraw>(stream, LedgerJson.Options))!;
        Assert.Equal([], draw.Differences());
        Assert.All(new[] { draw.Commitment, draw.Seed!, draw.ObjectsHash, draw.OfficersHash }, x => Assert.Contains(x, text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task an_officer_signs_in_registers_a_facility_and_signs_out()
    {
        await using var context = await ledger.OpenAsync("zh", options: new(NoScript));
        var page = await context.NewPageAsync();
        await page.GotoAsync("/370323/desk/facilities/new/do/registration.register");
        await page.SelectOptionAsync("#account", "SP-1@370323");
        await page.ClickAsync("main button");
        foreach (var (field, value) in new[] { ("name", "示例无脚本托育中心"), ("uscc", "91370323YY000001XU"), ("address", "示例路 1 号"), ("legalRepresentative", "示例甲"), ("scope", "托育服务"), ("site", "7"), ("occurredOn", "2026-11-20") })
            await page.FillAsync($"[name='{field}']", value);
        foreach (var (field, value) in new[] { ("nature", "FORPROFIT"), ("kind", "ORDINARY"), ("town", "370323001"), ("authority", "SP") })
            await page.SelectOptionAsync($"[name='{field}']", value);
        await page.ClickAsync("main form .btn:not(.alt)");
        Assert.Equal("示例无脚本托育中心", (await page.TextContentAsync("h1"))!.Trim());
        await page.ClickAsync("header button");
        await page.GotoAsync("/370323/desk");
        Assert.Contains("/sign-in", page.Url, StringComparison.Ordinal);
    }
}
