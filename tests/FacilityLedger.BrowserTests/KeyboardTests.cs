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
        var reachable = await page.EvaluateAsync<int>("() => [...document.querySelectorAll('a[href], button, summary, input:not([type=hidden]), select, textarea, [tabindex=\"0\"]')].filter(x => x.checkVisibility()).length");
        // Radio buttons of one name are one stop.
        reachable -= await page.EvaluateAsync<int>("() => { const radios = [...document.querySelectorAll('input[type=radio]')]; return radios.length - new Set(radios.map(x => x.name)).size; }");
        for (var i = 0; i < reachable; i++)
        {
            await page.Keyboard.PressAsync("Tab");
            var hidden = await page.EvaluateAsync<string?>("""
                () => {
                  const x = document.activeElement, box = x.getBoundingClientRect(), style = getComputedStyle(x);
                  x.dataset.met = (+x.dataset.met || 0) + 1;
                  const seen = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2 && box.bottom > 0 && box.top < innerHeight;
                  return x !== document.body && x.dataset.met <= (x.type === 'date' ? 9 : 1) && seen ? null : x.outerHTML.slice(0, 200);
                }
                """);
            // A date is three stops and its calendar.
            if (await page.EvaluateAsync<bool>("() => document.activeElement.type === 'date' && document.activeElement.dataset.met > 1"))
                i--;
            Assert.True(hidden is null, $"{page.Url}: focus {i + 1} of {reachable} is not seen: {hidden}");
        }
    }
}
