using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Alba;
using FacilityLedger.Hosting;
using Marten.Events;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Xunit;

namespace FacilityLedger.IntegrationTests;

/// <summary>HTTP as other programs speak it.</summary>
public sealed class HttpTests
{
    private const string List = "/api/370323/public/facilities";

    [Fact]
    public async Task what_the_caller_holds_already_is_not_sent_again_however_it_names_it()
    {
        await using var ledger = await LedgerUnderTest.StartAsync();
        var id = await ledger.ARegisteredFacilityAsync();
        await ledger.Store.WaitForNonStaleProjectionDataAsync(TimeSpan.FromMinutes(2));
        foreach (var path in new[] { $"{List}/{id}", "/api/370323/public/plans", "/370323", $"/370323/facilities/{id}", "/370323/plans", "/openapi/v1.json" })
        {
            var first = await AskAsync(ledger, HttpMethod.Get, path);
            var tag = first.Headers.ETag!.Tag;
            Assert.True(first.Headers.ETag.IsWeak, path);
            foreach (var held in new[] { tag, $"W/{tag}", "*", $"\"other\", {tag}", $"W/\"other\",W/{tag}" })
                foreach (var method in new[] { HttpMethod.Get, HttpMethod.Head })
                {
                    var again = await AskAsync(ledger, method, path, ("If-None-Match", held));
                    Assert.True(again.StatusCode == HttpStatusCode.NotModified, $"{path} {held}: {(int)again.StatusCode}");
                    Assert.Equal((first.Headers.ETag, first.Headers.CacheControl), (again.Headers.ETag, again.Headers.CacheControl));
                    Assert.Contains("Accept-Encoding", again.Headers.Vary);
                    Assert.Null(again.Content.Headers.ContentType);
                    Assert.Empty(await again.Content.ReadAsByteArrayAsync());
                }
            foreach (var other in new[] { "\"other\"", "W/\"other\"", tag.Trim('"'), "", $"other {tag}" })
                Assert.Equal(HttpStatusCode.OK, (await AskAsync(ledger, HttpMethod.Get, path, ("If-None-Match", other))).StatusCode);
        }
        using var officer = ledger.As("wj-1");
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/370323/facilities/{id}");
        request.Headers.IfNoneMatch.Add((await officer.GetAsync(request.RequestUri)).Headers.ETag!);
        Assert.Equal(HttpStatusCode.NotModified, (await officer.SendAsync(request)).StatusCode);
    }

    [Theory]
    [InlineData("\"5\"", true), InlineData("*", true), InlineData("\"4\", \"5\"", true), InlineData(" \"5\" ,\"6\"", true)]
    [InlineData("W/\"5\"", false), InlineData("w/\"5\"", false), InlineData("5", false), InlineData("\"4\"", false), InlineData("", false), InlineData("*,\"4\"", false), InlineData("x\"5\"", false)]
    public void a_version_is_named_by_itself_in_a_list_or_by_the_star(string given, bool matches) =>
        Assert.Equal(matches, Conditional.Matches(new Microsoft.Extensions.Primitives.StringValues(given), "\"5\""));

    [Fact]
    public async Task pages_of_other_sites_read_what_is_public_and_nothing_else()
    {
        await using var ledger = await LedgerUnderTest.StartAsync();
        var id = await ledger.ARegisteredFacilityAsync();
        await ledger.Store.WaitForNonStaleProjectionDataAsync(TimeSpan.FromMinutes(2));
        const string Site = "https://map.example";
        foreach (var path in new[] { List, $"{List}?limit=0", $"{List}/{id}", $"{List}/370323-NOBODY", "/api/370323/public/plans", "/api/370323/public/draws/x", "/openapi/v1.json" })
        {
            var read = await AskAsync(ledger, HttpMethod.Get, path, ("Origin", Site));
            Assert.True(Is(read, "Access-Control-Allow-Origin", "*"), $"{path}: {(int)read.StatusCode}");
            Assert.False(read.Headers.Contains("Access-Control-Allow-Credentials"));
            Assert.All(["ETag", "Link", "Retry-After"], x => Assert.Contains(x, read.Headers.GetValues("Access-Control-Expose-Headers").Single(), StringComparison.Ordinal));
            var asked = await AskAsync(ledger, HttpMethod.Options, path, ("Origin", Site), ("Access-Control-Request-Method", "GET"), ("Access-Control-Request-Headers", "if-none-match,accept-language"));
            Assert.Equal(HttpStatusCode.NoContent, asked.StatusCode);
            Assert.True(Is(asked, "Access-Control-Allow-Origin", "*") && Is(asked, "Access-Control-Allow-Headers", "if-none-match,accept-language"), path);
            Assert.True(asked.Headers.Contains("Access-Control-Max-Age"));
            var more = await AskAsync(ledger, HttpMethod.Options, path, ("Origin", Site), ("Access-Control-Request-Method", "PUT"));
            Assert.Equal(HttpStatusCode.NoContent, more.StatusCode);
            Assert.False(more.Headers.Contains("Access-Control-Allow-Methods") && !Is(more, "Access-Control-Allow-Methods", "GET, HEAD"));
        }
        foreach (var path in new[] { $"/api/370323/facilities/{id}", $"/api/370323/facilities/{id}/history", "/api/370323/deadlines", "/370323", "/health/live" })
        {
            using var officer = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { { "X-Officer", "wj-1@370323" }, { "Origin", Site } } };
            var asked = await AskAsync(ledger, HttpMethod.Options, path, ("Origin", Site), ("Access-Control-Request-Method", "GET"));
            Assert.Equal(HttpStatusCode.NoContent, asked.StatusCode);
            foreach (var answer in new[] { asked, await ledger.Host.GetTestClient().SendAsync(officer) })
                Assert.DoesNotContain(answer.Headers, x => x.Key.StartsWith("Access-Control-", StringComparison.OrdinalIgnoreCase));
        }
    }

    [Theory]
    [InlineData("application/json; charset=utf-7"), InlineData("application/json; charset=gb2312"), InlineData("application/json; charset=\"nobody\"")]
    public async Task a_body_in_another_encoding_is_refused(string type)
    {
        await using var ledger = await LedgerUnderTest.StartAsync();
        using var body = new ByteArrayContent("{}"u8.ToArray());
        body.Headers.TryAddWithoutValidation("Content-Type", type);
        var answer = await ledger.As("sp-1").PostAsync("/api/370323/facilities", body);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("body-malformed", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_body_of_another_type_is_a_word_about_the_body_whoever_sends_it()
    {
        await using var ledger = await LedgerUnderTest.StartAsync();
        foreach (var client in new[] { ledger.Anonymous(), ledger.As("sp-1") })
        {
            using var body = new StringContent("name", System.Text.Encoding.UTF8, "text/plain");
            var answer = await client.PostAsync("/api/370323/facilities", body);
            Assert.Equal(HttpStatusCode.UnsupportedMediaType, answer.StatusCode);
            Assert.Contains("media-type", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData($"{List}?town=370323001", "town"), InlineData($"{List}?q=a&utm_source=chat", "utm_source"), InlineData($"{List}/X?as_of=2026-10-12", "as_of"), InlineData("/api/370323/public/plans?year=2026", "year")]
    [InlineData("/api/370323/deadlines?departement=WJ", "departement"), InlineData("/api/370323/facilities/X/history?asof=2026-10-12&page=2", "page"), InlineData("/api/370323/facilities/X?lang=en", "lang")]
    [InlineData("/api/370323/facilities/X/events?a", "a"), InlineData("/api/370323/deadlines.ics?token=1", "token")]
    public async Task the_interface_names_a_parameter_that_it_does_not_know(string path, string parameter)
    {
        await using var ledger = await LedgerUnderTest.StartAsync();
        var problem = await ProblemAsync(await ledger.As("wj-1").GetAsync(path));
        Assert.Equal(("query-unknown", parameter), (Text(problem, "rule"), Text(problem, "parameter")));
    }

    [Theory]
    [InlineData("/api/370323/deadlines?department=ZZ", "department"), InlineData("/api/370323/deadlines.ics?department=wj", "department")]
    [InlineData("/api/370323/deadlines?town=370323", "town"), InlineData("/api/370323/deadlines.ics?town=", "town")]
    public async Task nobody_of_that_name_has_no_deadlines(string path, string parameter)
    {
        await using var ledger = await LedgerUnderTest.StartAsync();
        var problem = await ProblemAsync(await ledger.As("wj-1").GetAsync(path));
        Assert.Equal(("code-unknown", parameter), (Text(problem, "rule"), Text(problem, "field")));
    }

    [Fact]
    public async Task a_command_has_no_parameters_and_a_page_ignores_those_of_others()
    {
        await using var ledger = await LedgerUnderTest.StartAsync();
        Assert.Equal("query-unknown", Text(await ProblemAsync(await ledger.As("sp-1").SendAsync(HttpMethod.Post, "/api/370323/facilities?dry=1", Steps.Registration)), "rule"));
        Assert.Equal("query-repeated", Text(await ProblemAsync(await ledger.Host.GetTestClient().GetAsync($"{List}?q=a&Q=b")), "rule"));
        foreach (var page in new[] { "/370323?utm_source=chat", "/370323/plans?from=timeline", "/health/live?x=1", "/openapi/v1.json?v=2" })
            Assert.Equal(HttpStatusCode.OK, (await AskAsync(ledger, HttpMethod.Get, page)).StatusCode);
        foreach (var known in new[] { $"{List}?q=&identifier=&cursor=&limit=&asOf=", "/api/370323/deadlines?department=WJ&town=370323001" })
            Assert.Equal(HttpStatusCode.OK, (await ledger.As("wj-1").GetAsync(known)).StatusCode);
    }

    [Theory]
    [InlineData("ask-1", true), InlineData("a b", false), InlineData("编号", false), InlineData("a\tb", false)]
    public async Task a_name_for_the_request_is_kept_as_it_is_or_refused(string name, bool kept)
    {
        await using var ledger = await LedgerUnderTest.StartAsync();
        foreach (var (given, good) in new[] { (name, kept), (name + new string('x', 101), false) })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/api/370323/deadlines") { Headers = { { "X-Officer", "wj-1@370323" } } };
            Assert.True(request.Headers.TryAddWithoutValidation("X-Correlation-ID", given));
            var answer = await ledger.Host.GetTestClient().SendAsync(request);
            Assert.Equal(good ? HttpStatusCode.OK : HttpStatusCode.BadRequest, answer.StatusCode);
            if (!good)
                Assert.Equal("correlation-id-malformed", Text(await ProblemAsync(answer), "rule"));
        }
    }

    [Fact]
    public async Task the_description_is_one_for_everybody_small_on_the_wire_and_says_who_has_to_sign_in()
    {
        await using var ledger = await LedgerUnderTest.StartAsync(configured: ("Ledger:PublicUrl", "https://ledger.example/county/"));
        var plain = await (await AskAsync(ledger, HttpMethod.Get, "/openapi/v1.json")).Content.ReadAsByteArrayAsync();
        foreach (var (header, value) in new[] { ("Accept-Language", "en"), ("Host", "elsewhere.example"), ("Cookie", "lang=en") })
            Assert.Equal(plain, await (await AskAsync(ledger, HttpMethod.Get, "/openapi/v1.json", (header, value))).Content.ReadAsByteArrayAsync());
        foreach (var (wish, encoding) in new[] { ("gzip, br", "br"), ("gzip", "gzip"), ("br;q=0, gzip;q=0.5", "gzip"), ("identity", null) })
        {
            var packed = await AskAsync(ledger, HttpMethod.Get, "/openapi/v1.json", ("Accept-Encoding", wish));
            Assert.Equal(encoding, packed.Content.Headers.ContentEncoding.SingleOrDefault());
            Assert.True(encoding is null || (await packed.Content.ReadAsByteArrayAsync()).Length < plain.Length / 5);
        }
        var api = JsonDocument.Parse(plain).RootElement;
        Assert.Equal("https://ledger.example/county/", Text(api.GetProperty("servers")[0], "url"));
        var scheme = api.GetProperty("components").GetProperty("securitySchemes").GetProperty("bearer");
        Assert.Equal(("http", "bearer"), (Text(scheme, "type"), Text(scheme, "scheme")));
        foreach (var (path, operation) in api.GetProperty("paths").EnumerateObject().Where(x => x.Name.StartsWith("/api/", StringComparison.Ordinal)).SelectMany(x => x.Value.EnumerateObject().Select(o => (x.Name, o.Value))))
            Assert.True(operation.TryGetProperty("security", out var needs) ? needs[0].TryGetProperty("bearer", out _) : path.Contains("/public/", StringComparison.Ordinal), path);
        var list = api.GetProperty("paths").GetProperty("/api/{jurisdiction}/public/facilities").GetProperty("get");
        Assert.False(list.TryGetProperty("security", out _));
        Assert.Equal(["asOf", "cursor", "identifier", "limit", "q"], list.GetProperty("parameters").EnumerateArray().Where(x => Text(x, "in") == "query").Select(x => Text(x, "name")).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task nobody_keeps_what_is_for_staff_and_no_link_follows_the_host_of_a_request()
    {
        await using var ledger = await LedgerUnderTest.StartAsync();
        var (facility, _) = await ledger.AnOrderedViolationAsync();
        foreach (var path in new[] { $"facilities/{facility}", $"facilities/{facility}/history", $"facilities/{facility}/events", "deadlines", "deadlines.ics", "facilities/NONE" })
        {
            var answer = await ledger.As("wj-1").GetAsync($"/api/370323/{path}");
            Assert.True(answer.Headers.CacheControl is { NoStore: true }, path);
            Assert.True(Is(answer, "X-Content-Type-Options", "nosniff"), path);
        }
        Assert.True(Is(await AskAsync(ledger, HttpMethod.Get, "/370323"), "Permissions-Policy", x => x.Contains("camera=()", StringComparison.Ordinal)));
        Assert.False(ledger.Host.Services.GetRequiredService<IOptions<KestrelServerOptions>>().Value.AddServerHeader);

        async Task<string> CalendarAsync(LedgerUnderTest of)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/api/370323/deadlines.ics") { Headers = { { "X-Officer", "wj-1@370323" }, { "Host", "evil.example" } } };
            return await (await of.Host.GetTestClient().SendAsync(request)).Content.ReadAsStringAsync();
        }
        Assert.DoesNotContain("URL", await CalendarAsync(ledger), StringComparison.Ordinal);
        await using var known = await LedgerUnderTest.StartAsync(configured: ("Ledger:PublicUrl", "https://ledger.example"));
        var (there, _) = await known.AnOrderedViolationAsync();
        var calendar = (await CalendarAsync(known)).Replace("\r\n ", "", StringComparison.Ordinal);
        Assert.Contains($"URL:https://ledger.example/370323/desk/facilities/{there}", calendar, StringComparison.Ordinal);
        Assert.DoesNotContain("evil.example", calendar, StringComparison.Ordinal);
    }

    [Fact]
    public async Task who_asks_too_much_waits_and_nobody_else_does()
    {
        await using var ledger = await LedgerUnderTest.StartAsync(configured: [("Ledger:Limits:Address", "3"), ("Ledger:Limits:Account", "2")]);
        var (anybody, wj, xf) = (ledger.Host.GetTestClient(), ledger.As("wj-1"), ledger.As("xf-1"));
        for (var i = 0; i < 3; i++)
            Assert.Equal(HttpStatusCode.OK, (await anybody.GetAsync(List)).StatusCode);
        for (var i = 0; i < 2; i++)
            Assert.Equal(HttpStatusCode.OK, (await wj.GetAsync("/api/370323/deadlines")).StatusCode);
        foreach (var (client, path) in new[] { (anybody, List), (anybody, $"{List}/X"), (anybody, "/370323"), (anybody, "/api/370323/facilities/X"), (wj, "/api/370323/deadlines"), (wj, List) })
        {
            var answer = await client.GetAsync(path);
            Assert.True(answer.StatusCode == HttpStatusCode.TooManyRequests, $"{path}: {(int)answer.StatusCode}");
            Assert.InRange(answer.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(60));
            Assert.Equal("too-many-requests", Text(await ProblemAsync(answer), "rule"));
        }
        Assert.Equal(HttpStatusCode.TooManyRequests, (await wj.SendAsync(HttpMethod.Post, "/api/370323/found-places", new { })).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await xf.GetAsync("/api/370323/deadlines")).StatusCode);
        for (var i = 0; i < 5; i++)
            Assert.Equal(HttpStatusCode.OK, (await anybody.GetAsync("/health/live")).StatusCode);
        using var person = new HttpRequestMessage(HttpMethod.Get, "/370323") { Headers = { { "Accept", "text/html" } } };
        var page = await anybody.SendAsync(person);
        Assert.Equal((HttpStatusCode.TooManyRequests, "text/html"), (page.StatusCode, page.Content.Headers.ContentType?.MediaType));
        Assert.NotNull(page.Headers.RetryAfter);
    }

    private static async Task<HttpResponseMessage> AskAsync(LedgerUnderTest ledger, HttpMethod method, string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path);
        foreach (var (name, value) in headers)
            Assert.True(request.Headers.TryAddWithoutValidation(name, value));
        return await ledger.Host.GetTestClient().SendAsync(request);
    }

    private static bool Is(HttpResponseMessage answer, string header, string value) => Is(answer, header, x => x == value);

    private static bool Is(HttpResponseMessage answer, string header, Func<string, bool> holds) => answer.Headers.TryGetValues(header, out var values) && holds(string.Join(',', values));

    private static async Task<JsonElement> ProblemAsync(HttpResponseMessage answer)
    {
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    private static string Text(JsonElement value, string member) => value.GetProperty(member).GetString()!;
}
