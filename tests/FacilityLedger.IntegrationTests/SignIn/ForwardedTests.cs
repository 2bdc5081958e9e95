using System.Net;
using System.Text.Json;
using FacilityLedger.Hosting;
using FacilityLedger.Hosting.SignIn;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Configuration;
using Xunit;

namespace FacilityLedger.IntegrationTests.SignIn;

/// <summary>A server behind the proxy 10.1.2.3, or another of 10.9.0.0/16, and known as ledger.example.</summary>
public sealed class BehindProxy : IAsyncLifetime
{
    public IssuedLedger Ledger { get; } = new() { Settings = new() { ["Ledger:Proxies"] = "10.1.2.3, 10.9.0.0/16", ["Ledger:Hosts"] = "ledger.example" } };

    public ValueTask InitializeAsync() => Ledger.InitializeAsync();

    public ValueTask DisposeAsync() => Ledger.DisposeAsync();
}

/// <summary>Whom the server believes about where a caller came from, and which addresses it gives out.</summary>
public sealed class ForwardedTests(BehindProxy behind) : IClassFixture<BehindProxy>
{
    private const string ToIssuer = "/370323/sign-in/issuer";

    [Theory]
    [InlineData("10.1.2.3", null)]
    [InlineData("10.9.77.1", null)]
    [InlineData("10.1.2.3", "ledger.example")]
    public async Task a_named_proxy_is_believed_that_outside_is_tls(string proxy, string? host)
    {
        var answer = await AskAsync(behind.Ledger, proxy, host is null ? "ledger.example" : null, host ?? "localhost");
        Assert.Equal("https://ledger.example/signin-oidc", WayBack(answer));
        Assert.NotEqual(0, answer.Response.Headers.SetCookie.Count);
        Assert.All(answer.Response.Headers.SetCookie, x => Assert.Contains("; secure", x, StringComparison.Ordinal));
        Assert.Contains("max-age", answer.Response.Headers.StrictTransportSecurity.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("10.1.2.4")]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    public async Task nobody_else_is(string stranger)
    {
        var answer = await AskAsync(behind.Ledger, stranger, "evil.example", "ledger.example");
        Assert.Equal("http://ledger.example/signin-oidc", WayBack(answer));
        Assert.All(answer.Response.Headers.SetCookie, x => Assert.DoesNotContain("; secure", x, StringComparison.Ordinal));
        Assert.Equal("", answer.Response.Headers.StrictTransportSecurity.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("10.1.2.3")]
    public async Task a_variable_of_the_framework_makes_nobody_else_believed(string proxies)
    {
        // ASPNETCORE_FORWARDEDHEADERS_ENABLED, as the framework reads it.
        await using var ledger = new IssuedLedger
        {
            Arguments = ["--FORWARDEDHEADERS_ENABLED=true"],
            Settings = new() { ["Ledger:Proxies"] = proxies, ["Ledger:Hosts"] = "ledger.example" },
        };
        await ledger.InitializeAsync();
        foreach (var stranger in new[] { "10.1.2.4", "127.0.0.1", "::1" })
        {
            var answer = await AskAsync(ledger, stranger, "evil.example", "ledger.example");
            Assert.Equal("http://ledger.example/signin-oidc", WayBack(answer));
            Assert.Equal((stranger, "203.0.113.9"), ($"{answer.Connection.RemoteIpAddress}", answer.Request.Headers["X-Forwarded-For"].ToString()));
            Assert.All(answer.Response.Headers.SetCookie, x => Assert.DoesNotContain("; secure", x, StringComparison.Ordinal));
        }
        if (proxies.Length > 0)
            Assert.Equal("https://ledger.example/signin-oidc", WayBack(await AskAsync(ledger, proxies, null, "ledger.example")));
    }

    [Fact]
    public async Task a_name_that_is_not_its_own_is_refused_also_from_the_proxy()
    {
        Assert.Equal("https://ledger.example/signin-oidc", WayBack(await AskAsync(behind.Ledger, "10.1.2.3", "evil.example", "ledger.example")));
        Assert.Equal(StatusCodes.Status400BadRequest, (await AskAsync(behind.Ledger, "10.1.2.3", null, "evil.example")).Response.StatusCode);
    }

    [Fact]
    public async Task the_public_address_counts_whatever_a_caller_says_and_is_tls_without_a_word_of_the_proxy()
    {
        await using var known = new IssuedLedger { Settings = new() { ["Ledger:PublicUrl"] = "https://ledger.example" } };
        await known.InitializeAsync();
        foreach (var host in new[] { "evil.example", "localhost", "ledger.example" })
        {
            var answer = await AskAsync(known, "10.1.2.3", "evil.example", host, proto: "http");
            Assert.Equal("https://ledger.example/signin-oidc", WayBack(answer));
            Assert.All(answer.Response.Headers.SetCookie, x => Assert.Contains("; secure", x, StringComparison.Ordinal));
            Assert.Equal(host == "localhost", answer.Response.Headers.StrictTransportSecurity.Count == 0);
        }
    }

    [Fact]
    public async Task without_a_name_of_its_own_people_sign_in_on_this_machine_only()
    {
        await using var nameless = new IssuedLedger();
        await nameless.InitializeAsync();
        Assert.Equal("http://localhost/signin-oidc", WayBack(await AskAsync(nameless, "10.1.2.3", "evil.example", "localhost")));
        var no = await AskAsync(nameless, "10.1.2.3", null, "evil.example", accept: "application/json");
        Assert.Equal(StatusCodes.Status400BadRequest, no.Response.StatusCode);
        var problem = JsonElement.Parse(await new StreamReader(no.Response.Body).ReadToEndAsync());
        Assert.Equal("sign-in-address", ImportTests.Text(problem, "rule"));
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/370323")]
    [InlineData("/370323/sign-in")]
    [InlineData("/370323/sign-in/issuer")]
    [InlineData("/370323/desk")]
    [InlineData("/signin-oidc")]
    [InlineData("/openapi/v1.json")]
    [InlineData("/api/370323/deadlines.ics")]
    public async Task a_request_whose_host_is_no_name_is_answered(string path)
    {
        foreach (var host in new[] { "", "a b", "ledger.example:99999", "[::1", "xn--", "a.xn--0" })
        {
            var answer = await behind.Ledger.Host.GetTestServer().SendAsync(http =>
            {
                (http.Request.Path, http.Request.Host) = (path, new(host));
                http.Request.Headers.Accept = "text/html";
            });
            Assert.InRange(answer.Response.StatusCode, 400, 499);
        }
        Assert.Equal(200, (await behind.Ledger.Host.GetTestServer().SendAsync(http => (http.Request.Path, http.Request.Host) = ("/health/live", new("")))).Response.StatusCode);
    }

    [Fact]
    public void who_came_through_a_proxy_sits_not_at_this_machine()
    {
        static bool Local(string? header)
        {
            var http = new DefaultHttpContext { Request = { Host = new("localhost") }, Connection = { RemoteIpAddress = IPAddress.Loopback } };
            if (header is not null)
                http.Request.Headers[header] = "127.0.0.1";
            return DevelopmentIssuer.IsLocal(http);
        }
        Assert.True(Local(null));
        Assert.All(["X-Forwarded-For", "X-Original-For", "X-Forwarded-Host", "X-Original-Proto", "Forwarded"], x => Assert.False(Local(x)));
    }

    [Theory]
    [InlineData("Ledger:Proxies", "10.0.0.1/8")]
    [InlineData("Ledger:Proxies", "proxy.internal")]
    [InlineData("Ledger:Hosts", "*")]
    [InlineData("Ledger:Hosts", "https://ledger.example")]
    public void a_wrong_setting_is_named_at_the_start(string key, string value)
    {
        var configuration = new ConfigurationManager { [key] = value };
        Assert.Contains(value, Assert.Throws<LedgerStartException>(() => Outside.Of(configuration)).Message, StringComparison.Ordinal);
    }

    private static Task<HttpContext> AskAsync(IssuedLedger ledger, string from, string? forwardedHost, string host, string proto = "https", string accept = "text/html") =>
        ledger.Host.GetTestServer().SendAsync(http =>
        {
            (http.Request.Path, http.Request.Host, http.Connection.RemoteIpAddress) = (ToIssuer, new(host), IPAddress.Parse(from));
            http.Request.Headers.Accept = accept;
            http.Request.Headers["X-Forwarded-For"] = "203.0.113.9";
            http.Request.Headers["X-Forwarded-Proto"] = proto;
            if (forwardedHost is not null)
                http.Request.Headers["X-Forwarded-Host"] = forwardedHost;
        });

    private static string WayBack(HttpContext answer)
    {
        Assert.Equal(StatusCodes.Status302Found, answer.Response.StatusCode);
        return QueryHelpers.ParseQuery(new Uri(answer.Response.Headers.Location.ToString()).Query)["redirect_uri"].ToString();
    }
}
