using Microsoft.Playwright;
using Xunit;

namespace FacilityLedger.BrowserTests;

/// <summary>An officer with a keyboard and nothing else.</summary>
internal static class Keys
{
    private const int Patience = 300;

    /// <summary>Tabs on to the first control that fits, of those that come next.</summary>
    public static async Task ReachAsync(this IPage page, string control)
    {
        for (var pressed = 0; pressed < Patience; pressed++)
        {
            await page.Keyboard.PressAsync("Tab");
            if (await page.EvaluateAsync<bool>("x => document.activeElement.matches(x)", control))
                return;
        }
        Assert.Fail($"{page.Url}: no key leads to {control}");
    }

    /// <summary>Goes to a link or a button, and presses it.</summary>
    public static async Task PressOnAsync(this IPage page, string control)
    {
        await page.ReachAsync(control);
        await page.LeaveAsync(() => page.Keyboard.PressAsync("Enter"));
    }

    /// <summary>Goes through the fields in their order: types, ticks, chooses with the arrows.</summary>
    public static async Task TypeAsync(this IPage page, params (string Name, string[] Values)[] fields)
    {
        foreach (var (name, values) in fields)
        {
            var field = page.Locator($"form [name='{name}']:not([type=hidden])").First;
            var (tag, type) = (await field.EvaluateAsync<string>("x => x.tagName"), await field.GetAttributeAsync("type"));
            if (type == "checkbox")
                foreach (var value in values)
                    await TickAsync(page, $"[name='{name}'][value='{value}']");
            else
            {
                await page.ReachAsync($"[name='{name}']");
                if (type == "file")
                    await (await page.RunAndWaitForFileChooserAsync(() => page.Keyboard.PressAsync("Space"))).SetFilesAsync(values);
                else if (type == "radio")
                    await UntilAsync(page, "Space", $"document.activeElement.checked && document.activeElement.value === '{values[0]}'");
                else if (tag == "SELECT")
                    await UntilAsync(page, "ArrowDown", $"document.activeElement.value === '{values[0]}'");
                else
                    await page.Keyboard.InsertTextAsync(values[0]);
            }
        }
    }

    /// <summary>Goes to the button, presses it, and reads that it was recorded.</summary>
    public static async Task SendByKeyAsync(this IPage page)
    {
        await page.PressOnAsync("form.desk .acts button");
        Assert.True(await page.Locator(".note.ok[role=status]").CountAsync() == 1, $"{page.Url}\n{await page.InnerTextAsync("main")}");
    }

    private static async Task TickAsync(IPage page, string box)
    {
        var folded = page.Locator("form.desk details:not([open])").Filter(new() { Has = page.Locator(box) });
        if (await folded.CountAsync() > 0)
        {
            var legend = await folded.Locator("summary").InnerTextAsync();
            for (var pressed = 0; pressed < Patience && await page.EvaluateAsync<string>("document.activeElement.innerText") != legend; pressed++)
                await page.Keyboard.PressAsync("Tab");
            await page.Keyboard.PressAsync("Space");
        }
        await page.ReachAsync(box);
        if (!await page.Locator(box).IsCheckedAsync())
            await page.Keyboard.PressAsync("Space");
        Assert.True(await page.Locator(box).IsCheckedAsync(), box);
    }

    // The first press ticks, the others go on.
    private static async Task UntilAsync(IPage page, string first, string holds)
    {
        for (var pressed = 0; pressed < Patience && !await page.EvaluateAsync<bool>($"() => {holds}"); pressed++)
            await page.Keyboard.PressAsync(pressed == 0 ? first : "ArrowDown");
        Assert.True(await page.EvaluateAsync<bool>($"() => {holds}"), holds);
    }
}
