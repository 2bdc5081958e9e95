using FacilityLedger.BrowserTests.County;
using Microsoft.Playwright;
using Xunit;

namespace FacilityLedger.BrowserTests;

/// <summary>The receipt is a paper: in Chinese for every officer, legible on a phone, and two sheets of A4 in print.</summary>
public sealed class ReceiptTests(LedgerInBrowser ledger)
{
    private static readonly Address Receipt = new("receipt", $"/370323/desk/facilities/{Seed.Id("heyu")}/receipt/WJ", "WJ-1@370323");

    [Theory, InlineData("zh"), InlineData("en")]
    public async Task axe_finds_nothing_on_the_screen_and_in_print(string language)
    {
        await using var context = await ledger.OpenAsync(language, Receipt.Officer);
        var page = await context.OpenAsync(Receipt, ledger.Home);
        Assert.Equal("zh-CN", await page.GetAttributeAsync("html", "lang"));
        foreach (var width in Look.Widths)
        {
            await page.SetViewportSizeAsync(width, 800);
            await page.PictureAsync($"receipt.{language}.{width}");
            await page.FitsAsync($"at {width} px");
            await page.IsAccessibleAsync($"at {width} px");
        }
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        await page.IsAccessibleAsync("in print");
        Assert.False(await page.Locator(".noprint").IsVisibleAsync());
    }
}
