using System.Net;
using System.Text.RegularExpressions;
using Alba;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace FacilityLedger.IntegrationTests.Desk;

/// <summary>Every address that the server has is asked in the other ways of HTTP, by nobody and by an officer: the addresses come from its own routes.</summary>
[Collection(nameof(DeskUnderTest))]
public sealed class MethodTests(DeskUnderTest desk)
{
    // What is different each time that it is asked; the frame is forbidden once more where a page gives its first cookie.
    private static readonly HashSet<string> Own = new(["Set-Cookie", "X-Frame-Options", "Date", "Content-Length", "Transfer-Encoding"], StringComparer.OrdinalIgnoreCase);

    [Fact]
    public async Task head_is_get_without_its_body_options_says_what_may_be_done_and_anything_else_is_405()
    {
        var (facility, inspection, _) = await desk.AnInspectionAsync();
        using var officer = await desk.SignInAsync("WJ-1@370323");
        using var browser = desk.Browser();
        using var program = desk.Host.GetTestClient();
        var read = Addresses("GET", facility, inspection);
        Assert.True(read.Count > 25, $"{read.Count} addresses");
        var wrong = new List<string>();
        // Two answers are compared: they must be about one state.
        await Until.TrueAsync("the server is ready", async () => (await AskAsync(officer, "GET", "/health/ready")).StatusCode == HttpStatusCode.OK);
        foreach (var (who, client) in new[] { ("an officer", officer), ("a browser", browser), ("a program", program) })
            foreach (var path in read)
            {
                var got = await AskAsync(client, "GET", path);
                var head = await AskAsync(client, "HEAD", path);
                if (Headers(got) != Headers(head) || (await head.Content.ReadAsByteArrayAsync()).Length > 0)
                    wrong.Add($"{who} HEAD {path}:\n  {Headers(head)}\n  not\n  {Headers(got)}");
                var options = await AskAsync(client, "OPTIONS", path);
                if (options.StatusCode != HttpStatusCode.NoContent || !new[] { "GET", "HEAD", "OPTIONS" }.All(options.Content.Headers.Allow.Contains))
                    wrong.Add($"{who} OPTIONS {path}: {(int)options.StatusCode} {string.Join(", ", options.Content.Headers.Allow)}");
                var patch = await AskAsync(client, "PATCH", path);
                if (patch.StatusCode != HttpStatusCode.MethodNotAllowed || !patch.Content.Headers.Allow.SequenceEqual(options.Content.Headers.Allow) || patch.Content.Headers.ContentLength == 0)
                    wrong.Add($"{who} PATCH {path}: {(int)patch.StatusCode} {string.Join(", ", patch.Content.Headers.Allow)}");
            }
        foreach (var path in Addresses("POST", facility, inspection).Except(read))
        {
            var options = await AskAsync(program, "OPTIONS", path);
            if (options.StatusCode != HttpStatusCode.NoContent || !options.Content.Headers.Allow.Contains("POST"))
                wrong.Add($"OPTIONS {path}: {(int)options.StatusCode}");
            var delete = await AskAsync(program, "DELETE", path);
            if (delete.StatusCode != HttpStatusCode.MethodNotAllowed || !delete.Content.Headers.Allow.Contains("POST"))
                wrong.Add($"DELETE {path}: {(int)delete.StatusCode}");
        }
        Assert.True(wrong.Count == 0, string.Join('\n', wrong.Take(30)));
    }

    [Fact]
    public async Task the_address_of_a_form_says_that_it_can_be_sent()
    {
        var (facility, inspection, _) = await desk.AnInspectionAsync();
        using var officer = await desk.SignInAsync("WJ-1@370323");
        foreach (var path in new[] { $"/370323/desk/facilities/{facility}/do/inspection.complete?of={inspection}", "/370323/desk/plans/new/do/plan.draft" })
        {
            var options = await AskAsync(officer, "OPTIONS", path);
            var put = await AskAsync(officer, "PUT", path);
            Assert.Equal((HttpStatusCode.NoContent, HttpStatusCode.MethodNotAllowed), (options.StatusCode, put.StatusCode));
            foreach (var answer in new[] { options, put })
                Assert.Equal(["GET", "HEAD", "OPTIONS", "POST"], answer.Content.Headers.Allow.Order(StringComparer.Ordinal));
        }
        var page = await AskAsync(officer, "OPTIONS", $"/370323/desk/facilities/{facility}");
        Assert.Equal(["GET", "HEAD", "OPTIONS"], page.Content.Headers.Allow.Order(StringComparer.Ordinal));
        Assert.Equal(HttpStatusCode.NotFound, (await AskAsync(officer, "POST", "/370323/desk/nowhere/new/do/plan.draft")).StatusCode);
    }

    [Fact]
    public async Task what_anybody_reads_is_sent_compressed_and_what_an_officer_reads_is_not()
    {
        using var anybody = desk.Host.GetTestClient();
        anybody.DefaultRequestHeaders.Add("Accept-Encoding", "gzip");
        foreach (var path in new[] { "/api/370323/public/facilities", "/370323", "/openapi/v1.json" })
            Assert.Equal(["gzip"], (await anybody.GetAsync(path)).Content.Headers.ContentEncoding);
        using var officer = await desk.SignInAsync("WJ-1@370323");
        officer.DefaultRequestHeaders.Add("Accept-Encoding", "gzip");
        foreach (var path in new[] { "/api/370323/deadlines", "/370323/desk" })
            Assert.Empty((await officer.GetAsync(path)).Content.Headers.ContentEncoding);
    }

    [Fact]
    public async Task a_form_is_sent_from_an_address_with_parameters_of_its_own()
    {
        var (facility, inspection, _) = await desk.AnInspectionAsync();
        using var officer = await desk.SignInAsync("WJ-1@370323");
        var page = await FormOnPage.OpenAsync(officer, $"/370323/desk/facilities/{facility}/do/inspection.complete?of={inspection}&utm_source=chat");
        Assert.NotEqual(HttpStatusCode.BadRequest, (await page.PostAsync(officer)).StatusCode);
    }

    private List<string> Addresses(string method, string facility, string inspection) =>
    [
        .. desk.Host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(x => x.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains(method) == true)
            .Select(x => Filled("/" + x.RoutePattern.RawText!.Trim('/'), facility, inspection)).Distinct(StringComparer.Ordinal),
    ];

    private static string Filled(string pattern, string facility, string inspection) => Regex.Replace(
        pattern.Replace("{jurisdiction}", "370323", StringComparison.Ordinal).Replace("{facilityId}", facility, StringComparison.Ordinal)
            .Replace("facilities/{id}", $"facilities/{facility}", StringComparison.Ordinal).Replace("{inspection}", inspection, StringComparison.Ordinal).Replace("{room}", "facilities", StringComparison.Ordinal),
        @"\{[^}]+\}", "X", RegexOptions.None, TimeSpan.FromSeconds(1));

    private static Task<HttpResponseMessage> AskAsync(HttpClient client, string method, string path) => client.SendAsync(new HttpRequestMessage(new HttpMethod(method), path));

    private static string Headers(HttpResponseMessage answer) => $"{(int)answer.StatusCode} " + string.Join(" | ",
        answer.Headers.Concat(answer.Content.Headers).Where(x => !Own.Contains(x.Key)).OrderBy(x => x.Key, StringComparer.Ordinal).Select(x => $"{x.Key}: {string.Join(',', x.Value)}"));
}
