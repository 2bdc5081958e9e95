using System.IO.Compression;
using System.Net;
using System.Text.RegularExpressions;
using Xunit;

namespace FacilityLedger.BrowserTests;

/// <summary>A page comes with the first packets, on a phone in a village too. No browser is needed to weigh it.</summary>
public sealed partial class WeightTests(LedgerInBrowser ledger)
{
    public static TheoryData<string> All => [.. Pages.Public.Select(x => x.Name)];

    [Theory, MemberData(nameof(All))]
    public async Task a_public_page_weighs_at_most_14_kilobytes(string name)
    {
        var address = Pages.Public.First(x => x.Name == name);
        var (bytes, _) = await GetAsync(address.Path);
        Assert.InRange(bytes, 1, 14 * 1024);
    }

    [Fact]
    public async Task the_stylesheet_weighs_at_most_10_kilobytes_and_is_the_only_thing_more()
    {
        var (_, text) = await GetAsync("/370323");
        var links = Links().Matches(text).Select(x => x.Groups["href"].Value).ToList();
        var (bytes, style) = await GetAsync(Assert.Single(links));
        Assert.InRange(bytes, 1, 10 * 1024);
        Assert.DoesNotContain("url(", style, StringComparison.Ordinal);
        Assert.DoesNotContain("@import", style, StringComparison.Ordinal);
    }

    private async Task<(int Bytes, string Text)> GetAsync(string path)
    {
        using var handler = new HttpClientHandler { AutomaticDecompression = DecompressionMethods.None };
        using var client = new HttpClient(handler) { BaseAddress = new(ledger.Home) };
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("Accept", "text/html");
        request.Headers.Add("Accept-Encoding", "br");
        var answer = await client.SendAsync(request);
        var body = await answer.Content.ReadAsByteArrayAsync();
        Assert.Equal("br", Assert.Single(answer.Content.Headers.ContentEncoding));
        using var reader = new StreamReader(new BrotliStream(new MemoryStream(body), CompressionMode.Decompress));
        return (body.Length, await reader.ReadToEndAsync());
    }

    [GeneratedRegex("<link rel=\"stylesheet\" href=\"(?<href>[^\"]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Links();
}
