using Microsoft.Playwright;
using Xunit;

namespace FacilityLedger.BrowserTests;

/// <summary>What is printed is a paper: in Chinese for every officer, legible on a phone, without the words for the screen in print.</summary>
public sealed class PaperTests(LedgerInBrowser ledger)
{
    public static TheoryData<string, string> InBothLanguages => EveryPage.InBothLanguages(Pages.Papers);

    [Theory, MemberData(nameof(InBothLanguages))]
    public async Task axe_finds_nothing_on_the_screen_and_in_print(string name, string language)
    {
        var address = Pages.Papers.First(x => x.Name == name);
        await using var context = await ledger.OpenAsync(language, address.Officer);
        var page = await context.OpenAsync(address, ledger.Home);
        Assert.Equal("zh-CN", await page.GetAttributeAsync("html", "lang"));
        foreach (var width in Look.Widths)
        {
            await page.SetViewportSizeAsync(width, 800);
            await page.PictureAsync($"{name}.{language}.{width}");
            await page.FitsAsync($"at {width} px");
            await page.IsAccessibleAsync($"at {width} px");
        }
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        await page.PictureAsync($"{name}.{language}.print");
        await page.IsAccessibleAsync("in print");
        Assert.False(await page.Locator(".noprint").IsVisibleAsync());
    }
}
