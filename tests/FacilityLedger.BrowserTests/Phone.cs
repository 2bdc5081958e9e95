using FacilityLedger.IntegrationTests;
using Microsoft.Playwright;
using Xunit;

namespace FacilityLedger.BrowserTests;

/// <summary>An officer's thumb on a phone.</summary>
internal static class Phone
{
    public static BrowserNewContextOptions Options(string? home = null) =>
        new() { ViewportSize = new() { Width = 390, Height = 844 }, HasTouch = true, IsMobile = true, BaseURL = home };

    /// <summary>Taps a link, and waits for the page that it leads to.</summary>
    public static Task FollowAsync(this IPage page, string link) => page.LeaveAsync(() => page.Locator(link).First.TapAsync());

    /// <summary>Does what leads to another page, and waits for it.</summary>
    public static async Task LeaveAsync(this IPage page, Func<Task> how)
    {
        await page.EvaluateAsync("document.documentElement.dataset.left = ''");
        await how();
        await page.Locator("html:not([data-left]) h1").WaitForAsync();
    }

    /// <summary>Types into a field, chooses in it, or ticks what is named.</summary>
    public static async Task EnterAsync(this IPage page, params (string Name, string[] Values)[] fields)
    {
        foreach (var (name, values) in fields)
        {
            var field = page.Locator($"form.desk [name='{name}']:not([type=hidden])");
            var folded = page.Locator("form.desk details:not([open])").Filter(new() { Has = page.Locator($"[name='{name}']") });
            if (await folded.CountAsync() > 0 && !await field.First.IsVisibleAsync())
                await folded.First.Locator("summary").TapAsync();
            var (tag, type) = (await field.First.EvaluateAsync<string>("x => x.tagName"), await field.First.GetAttributeAsync("type"));
            if (type is "radio" or "checkbox")
                foreach (var value in values)
                    await TickAsync(page, $"[name='{name}'][value='{value}']");
            else if (tag == "SELECT")
                await field.SelectOptionAsync(values);
            else if (type == "file")
                await field.SetInputFilesAsync(values);
            else
                await field.FillAsync(values[0]);
        }
    }

    public static async Task TickAsync(this IPage page, string box)
    {
        var folded = page.Locator("form.desk details:not([open])").Filter(new() { Has = page.Locator(box) });
        if (await folded.CountAsync() > 0)
            await folded.First.Locator("summary").TapAsync();
        if (!await page.Locator(box).IsCheckedAsync())
            await page.Locator($"label:has({box})").TapAsync();
        Assert.True(await page.Locator(box).IsCheckedAsync(), box);
    }

    /// <summary>Sends the form; it is recorded, and the page says so.</summary>
    public static async Task SendAsync(this IPage page)
    {
        await page.LeaveAsync(() => page.Locator("form.desk .acts button").TapAsync());
        Assert.True(await page.Locator(".note.ok[role=status]").CountAsync() == 1, $"{page.Url}\n{await page.InnerTextAsync("main")}");
    }

    /// <summary>Sends the form into the void, and goes back from the browser's own page.</summary>
    public static async Task SendIntoTheVoidAsync(this IPage page)
    {
        await page.Locator("form.desk .acts button").TapAsync();
        await Until.TrueAsync("the browser gave up", () => page.Url.StartsWith("chrome-error:", StringComparison.Ordinal));
        // The address is there before the page is: who goes back too early meets a form that is still being put together.
        await page.WaitForLoadStateAsync();
        await page.GoBackAsync();
        await page.WaitForFunctionAsync("() => document.readyState === 'complete' && document.querySelector('form.desk') !== null");
    }

    /// <summary>All that the form would send now, what is hidden too.</summary>
    public static async Task<string[]> FilledAsync(this IPage page) => await page.EvaluateAsync<string[]>(
        "() => [...new FormData(document.querySelector('form.desk'))].map(([name, value]) => `${name}=${value instanceof File ? `${value.name} ${value.size}` : value}`)");
}
