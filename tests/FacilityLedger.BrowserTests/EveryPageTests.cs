using Microsoft.Playwright;
using Xunit;

namespace FacilityLedger.BrowserTests;

/// <summary>Every page of the public, in both languages, at three widths.</summary>
public sealed class EveryPublicPageTests(LedgerInBrowser ledger)
{
    public static TheoryData<string, string> All => EveryPage.Of(Pages.Public);

    [Theory, MemberData(nameof(All))]
    public Task is_accessible_and_fits(string name, string language) => EveryPage.IsFitAsync(ledger, Pages.Public, name, language);

    [Theory, MemberData(nameof(All))]
    public Task is_accessible_in_every_mode(string name, string language) => EveryPage.IsFitInEveryModeAsync(ledger, Pages.Public, name, language);
}

/// <summary>Every page of the officers, in both languages, at three widths.</summary>
public sealed class EveryDeskPageTests(LedgerInBrowser ledger)
{
    public static TheoryData<string, string> All => EveryPage.Of(Pages.Desk);

    [Theory, MemberData(nameof(All))]
    public Task is_accessible_and_fits(string name, string language) => EveryPage.IsFitAsync(ledger, Pages.Desk, name, language);

    [Theory, MemberData(nameof(All))]
    public Task is_accessible_in_every_mode(string name, string language) => EveryPage.IsFitInEveryModeAsync(ledger, Pages.Desk, name, language);
}

internal static class EveryPage
{
    private static readonly (string Name, PageEmulateMediaOptions Media)[] Modes =
    [
        ("dark", new() { ColorScheme = ColorScheme.Dark }),
        ("forced colours", new() { ColorScheme = ColorScheme.Null, ForcedColors = ForcedColors.Active }),
        ("print", new() { Media = Media.Print, ColorScheme = ColorScheme.Null, ForcedColors = ForcedColors.Null }),
    ];

    public static TheoryData<string, string> Of(IEnumerable<Address> pages)
    {
        var all = new TheoryData<string, string>();
        foreach (var page in pages)
        {
            all.Add(page.Name, "zh");
            all.Add(page.Name, "en");
        }
        return all;
    }

    public static async Task IsFitAsync(LedgerInBrowser ledger, IEnumerable<Address> pages, string name, string language)
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

    public static async Task IsFitInEveryModeAsync(LedgerInBrowser ledger, IEnumerable<Address> pages, string name, string language)
    {
        var address = pages.First(x => x.Name == name);
        await using var context = await ledger.OpenAsync(language, address.Officer);
        var page = await context.OpenAsync(address, ledger.Home);
        foreach (var (mode, media) in Modes)
        {
            await page.EmulateMediaAsync(media);
            await page.PictureAsync($"{name}.{language}.{mode}");
            await page.IsAccessibleAsync($"in {mode}");
        }
    }
}
