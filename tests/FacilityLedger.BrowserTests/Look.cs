using Deque.AxeCore.Commons;
using Microsoft.Playwright;
using Xunit;

namespace FacilityLedger.BrowserTests;

/// <summary>What is demanded of a page that is open in a browser.</summary>
internal static class Look
{
    /// <summary>A desk, a phone, and the narrowest window of WCAG 2.2, 1.4.10.</summary>
    public static readonly int[] Widths = [1280, 390, 320];

    // Put into the page once; the wrapper's own run puts it into two pages at each look, which is most of its time.
    private static readonly string Axe = new BundledAxeScriptProvider().GetScript();

    // All rules, those of best practice too; the size of targets is not on by default.
    private const string Run = """
        async () => {
          const found = await axe.run(document, { resultTypes: ['violations'], rules: { 'target-size': { enabled: true } } });
          return found.violations.map(x => [`${x.id}: ${x.help}`, ...x.nodes.slice(0, 5).map(n => '    ' + n.target + '  ' + n.html.slice(0, 300))].join('\n'));
        }
        """;

    // Text in Chinese signs of which nothing around it says that it is Chinese; the title of a page is one text.
    private const string Unmarked = """
        () => {
          const found = [], texts = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT);
          while (texts.nextNode()) {
            const text = texts.currentNode, around = text.parentElement;
            if (/\p{Script=Han}/u.test(text.data) && !around.closest('[lang]').lang.startsWith('zh') && !['TITLE', 'SCRIPT', 'STYLE'].includes(around.tagName))
              found.push(around.outerHTML.slice(0, 200));
          }
          return found.slice(0, 10);
        }
        """;

    /// <summary>Opens the page, demands its status, that nothing was asked of any other place, and that it has no script.</summary>
    public static async Task<IPage> OpenAsync(this IBrowserContext context, Address address, string home)
    {
        var page = await context.NewPageAsync();
        List<string> foreign = [];
        page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(home, StringComparison.Ordinal) && !request.Url.StartsWith("data:", StringComparison.Ordinal))
                foreign.Add(request.Url);
        };
        var answer = await page.GotoAsync(address.Path);
        if (address.Link is { } link)
            answer = await page.GotoAsync((await page.GetAttributeAsync($"a[href$='{link}']", "href"))!);
        Assert.Equal(address.Status, answer!.Status);
        Assert.Empty(foreign);
        Assert.Equal(0, await page.Locator("script").CountAsync());
        return page;
    }

    /// <summary>Demands that axe finds nothing, with everything unfolded.</summary>
    public static async Task IsAccessibleAsync(this IPage page, string when)
    {
        await page.EvaluateAsync("document.querySelectorAll('details').forEach(x => x.open = true)");
        if (!await page.EvaluateAsync<bool>("'axe' in window"))
            await page.EvaluateAsync(Axe);
        var found = await page.EvaluateAsync<string[]>(Run);
        Assert.True(found.Length == 0, $"{page.Url} {when}\n{string.Join('\n', found)}");
        var unmarked = await page.EvaluateAsync<string[]>(Unmarked);
        Assert.True(unmarked.Length == 0, $"{page.Url} {when} has Chinese parts without their language:\n{string.Join('\n', unmarked)}");
    }

    /// <summary>Demands that nobody has to scroll sideways.</summary>
    public static async Task FitsAsync(this IPage page, string when)
    {
        var beyond = await page.EvaluateAsync<string[]>(
            "() => document.documentElement.scrollWidth <= innerWidth ? [] : [...document.querySelectorAll('body *')].filter(x => x.getBoundingClientRect().right > innerWidth + 1).slice(0, 5).map(x => x.outerHTML.slice(0, 160))");
        Assert.True(beyond.Length == 0, $"{page.Url} {when} is wider than the window:\n{string.Join('\n', beyond)}");
    }

    /// <summary>Keeps a picture where LEDGER_PICTURES names a folder: pages are looked at by people too.</summary>
    public static async Task PictureAsync(this IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("LEDGER_PICTURES") is { Length: > 0 } folder)
            await page.ScreenshotAsync(new() { FullPage = true, Path = Path.Combine(folder, name + ".png") });
    }
}
