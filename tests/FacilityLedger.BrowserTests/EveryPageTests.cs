using Microsoft.Playwright;
using Xunit;

namespace FacilityLedger.BrowserTests;

/// <summary>Every page of the public: in both languages at three widths, and once in each mode.</summary>
public sealed class EveryPublicPageTests(LedgerInBrowser ledger)
{
    public static TheoryData<string, string> InBothLanguages => EveryPage.InBothLanguages(Pages.Public);
    public static TheoryData<string> All => [.. Pages.Public.Select(x => x.Name)];

    [Theory, MemberData(nameof(InBothLanguages))]
    public Task axe_finds_nothing_and_nobody_scrolls_sideways(string name, string language) => EveryPage.FitsAsync(ledger, Pages.Public, name, language);

    [Theory, MemberData(nameof(All))]
    public Task axe_finds_nothing_in_the_dark_in_forced_colours_and_in_print(string name) => EveryPage.FitsEveryModeAsync(ledger, Pages.Public, name);
}

/// <summary>The same of every page of the officers.</summary>
public sealed class EveryDeskPageTests(LedgerInBrowser ledger)
{
    public static TheoryData<string, string> InBothLanguages => EveryPage.InBothLanguages(Pages.Desk);
    public static TheoryData<string> All => [.. Pages.Desk.Select(x => x.Name)];

    [Theory, MemberData(nameof(InBothLanguages))]
    public Task axe_finds_nothing_and_nobody_scrolls_sideways(string name, string language) => EveryPage.FitsAsync(ledger, Pages.Desk, name, language);

    [Theory, MemberData(nameof(All))]
    public Task axe_finds_nothing_in_the_dark_in_forced_colours_and_in_print(string name) => EveryPage.FitsEveryModeAsync(ledger, Pages.Desk, name);
}

internal static class EveryPage
{
    private static readonly (string Name, PageEmulateMediaOptions Media)[] Modes =
    [
        ("dark", new() { ColorScheme = ColorScheme.Dark }),
        ("forced-colours", new() { ColorScheme = ColorScheme.Null, ForcedColors = ForcedColors.Active }),
        ("print", new() { Media = Media.Print, ColorScheme = ColorScheme.Null, ForcedColors = ForcedColors.Null }),
    ];

    public static TheoryData<string, string> InBothLanguages(IEnumerable<Address> pages)
    {
        var all = new TheoryData<string, string>();
        foreach (var page in pages)
        {
            all.Add(page.Name, "zh");
            all.Add(page.Name, "en");
        }
        return all;
    }

    public static async Task FitsAsync(LedgerInBrowser ledger, IEnumerable<Address> pages, string name, string language)
    {
        var address = pages.First(x => x.Name == name);
        await using var context = await ledger.OpenAsync(language, address.Officer);
        var page = await context.OpenAsync(address, ledger.Home);
        Assert.Equal(language == "zh" ? "zh-CN" : "en", await page.GetAttributeAsync("html", "lang"));
        foreach (var width in Look.Widths)
        {
            await page.SetViewportSizeAsync(width, 800);
            await page.PictureAsync($"{name}.{language}.{width}");
            await page.FitsAsync($"at {width} px");
            await page.IsAccessibleAsync($"at {width} px");
        }
    }

    public static async Task FitsEveryModeAsync(LedgerInBrowser ledger, IEnumerable<Address> pages, string name)
    {
        var address = pages.First(x => x.Name == name);
        await using var context = await ledger.OpenAsync("zh", address.Officer);
        var page = await context.OpenAsync(address, ledger.Home);
        foreach (var (mode, media) in Modes)
        {
            await page.EmulateMediaAsync(media);
            await page.PictureAsync($"{name}.{mode}");
            await page.IsAccessibleAsync($"in {mode}");
        }
    }
}
