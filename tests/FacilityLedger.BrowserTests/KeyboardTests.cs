using Microsoft.Playwright;
using Xunit;

namespace FacilityLedger.BrowserTests;

/// <summary>Nobody needs a mouse.</summary>
public sealed class KeyboardTests(LedgerInBrowser ledger)
{
    public static TheoryData<string> Some => ["county", "facility-flourishing", "register-facility", "sign-in", "record", "form-filing"];

    [Theory, MemberData(nameof(Some))]
    public async Task the_first_key_offers_to_skip_to_the_content(string name)
    {
        var address = Pages.Public.Concat(Pages.Desk).First(x => x.Name == name);
        await using var context = await ledger.OpenAsync("en", address.Officer);
        var page = await context.OpenAsync(address, ledger.Home);
        await page.Keyboard.PressAsync("Tab");
        Assert.True(await page.EvaluateAsync<bool>("() => { const x = document.activeElement, box = x.getBoundingClientRect(); return x.matches('.skip') && box.top >= 0 && box.left >= 0 && box.height > 20; }"));
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.PressAsync("Tab");
        Assert.True(await page.EvaluateAsync<bool>("() => document.querySelector('main').contains(document.activeElement)"));
    }

    [Theory, MemberData(nameof(Some))]
    public async Task focus_reaches_everything_and_is_always_seen(string name)
    {
        var address = Pages.Public.Concat(Pages.Desk).First(x => x.Name == name);
        await using var context = await ledger.OpenAsync("zh", address.Officer);
        var page = await context.OpenAsync(address, ledger.Home);
        string? unseen = null;
        for (var stops = 0; unseen is null && stops < 400 && await NextAsync(page); stops++)
            unseen = await page.EvaluateAsync<string?>("""
                () => {
                  const x = document.activeElement, box = x.getBoundingClientRect(), style = getComputedStyle(x);
                  x.dataset.met = '';
                  return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2 && box.bottom > 0 && box.top < innerHeight ? null : x.outerHTML.slice(0, 200);
                }
                """);
        Assert.True(unseen is null, $"{page.Url}: no focus is seen at {unseen}");
        // Of radio buttons under one name, one is a stop.
        var missed = await page.EvaluateAsync<string[]>("""
            () => [...document.querySelectorAll('a[href], button, summary, input:not([type=hidden], [type=radio]), select, textarea, [tabindex="0"]')]
              .filter(x => x.checkVisibility() && !('met' in x.dataset)).map(x => x.outerHTML.slice(0, 200))
            """);
        Assert.Empty(missed);
    }

    // False where the keys have left the page.
    private static async Task<bool> NextAsync(IPage page)
    {
        await page.Keyboard.PressAsync("Tab");
        return await page.EvaluateAsync<bool>("() => document.activeElement !== document.body");
    }
}
