using Xunit;

namespace FacilityLedger.BrowserTests;

/// <summary>The looks themselves can fail: a page with faults is found out.</summary>
public sealed class CanFailTests(LedgerInBrowser ledger)
{
    [Fact]
    public async Task an_image_without_words_is_found_and_so_is_a_page_that_is_too_wide()
    {
        await using var context = await ledger.OpenAsync();
        var page = await context.NewPageAsync();
        await page.SetContentAsync("<!DOCTYPE html><html lang=en><title>x</title><main><h1>x</h1><img src='data:,'><p style='width:2000px'>wide</p></main></html>");
        Assert.Contains("image-alt", (await Assert.ThrowsAnyAsync<Exception>(() => page.IsAccessibleAsync("now"))).Message, StringComparison.Ordinal);
        Assert.Contains("wide", (await Assert.ThrowsAnyAsync<Exception>(() => page.FitsAsync("now"))).Message, StringComparison.Ordinal);
    }
}
