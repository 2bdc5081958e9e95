using System.Net;
using FacilityLedger.Hosting.SignIn;
using FacilityLedger.IntegrationTests.Desk;
using Marten;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Npgsql;
using Xunit;

namespace FacilityLedger.IntegrationTests.SignIn;

/// <summary>How long a sign-in holds, and what ends it.</summary>
[Collection(nameof(IssuedLedger))]
public sealed class SignInSessionTests(IssuedLedger ledger)
{
    private static readonly Uri Here = new("http://localhost");

    [Fact]
    public async Task the_cookie_holds_a_key_and_the_database_neither_the_key_nor_who_it_is()
    {
        var jar = new CookieContainer();
        using var officer = await ledger.SignInAsync("kept-secret-1", jar);
        Assert.True(await IssuedLedger.IsInAsync(officer));

        var options = ledger.Host.Services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(CookieAuthenticationDefaults.AuthenticationScheme);
        var key = Assert.Single(options.TicketDataFormat.Unprotect(jar.GetCookies(Here)[SignInCookie.Name]!.Value)!.Principal.Claims).Value;
        await using var connection = new NpgsqlConnection(await TestPostgres.ConnectionStringAsync());
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand($"select string_agg(id || data::text, ' ') from {ledger.Schema}.mt_doc_officersession", connection);
        var stored = (string)(await command.ExecuteScalarAsync())!;
        Assert.NotEmpty(stored);
        Assert.All([key, "kept-secret-1", "refresh_token"], x => Assert.DoesNotContain(x, stored, StringComparison.Ordinal));
        Assert.DoesNotContain(ledger.Log.Lines, x => x.Contains("refresh_token", StringComparison.Ordinal) || x.Contains(key, StringComparison.Ordinal));
    }

    [Fact]
    public async Task after_signing_out_the_cookie_opens_nothing_whoever_has_kept_it()
    {
        var jar = new CookieContainer();
        using var officer = await ledger.SignInAsync("out-1", jar);
        using var copy = ledger.Browser(Copied(jar));
        Assert.True(await IssuedLedger.IsInAsync(copy));
        Assert.Equal(HttpStatusCode.Redirect, (await (await FormOnHeadAsync(officer)).PostAsync(officer)).StatusCode);
        Assert.False(await IssuedLedger.IsInAsync(copy));
        Assert.False(await IssuedLedger.IsInAsync(officer));
    }

    [Fact]
    public async Task each_sign_in_has_a_key_of_its_own_and_ends_the_one_before_it()
    {
        var jar = new CookieContainer();
        using var officer = await ledger.SignInAsync("again-1", jar);
        using var copy = ledger.Browser(Copied(jar));
        Assert.Equal(HttpStatusCode.Redirect, (await ledger.ReturnAsync(officer, FakeIssuer.Officer("again-2"))).StatusCode);
        Assert.True(await IssuedLedger.IsInAsync(officer));
        Assert.False(await IssuedLedger.IsInAsync(copy));
    }

    [Fact]
    public async Task a_sample_officer_who_signs_in_anew_has_a_new_key_too()
    {
        await using var sample = new IssuedLedger { Environment = "Development", Issuer = null };
        await sample.InitializeAsync();
        var jar = new CookieContainer();
        using var officer = sample.Browser(jar);
        async Task EnterAsync(string account) =>
            Assert.Equal(HttpStatusCode.Redirect, (await (await FormOnPage.OpenAsync(officer, "/370323/sign-in")).Fill("account", account).PostAsync(officer)).StatusCode);
        await EnterAsync("WJ-1@370323");
        using var copy = sample.Browser(Copied(jar));
        sample.Clock.Advance(TimeSpan.FromHours(5));
        await EnterAsync("SP-1@370323");
        Assert.Contains("SP-1@370323", await officer.GetStringAsync("/370323/desk"), StringComparison.Ordinal);
        Assert.False(await IssuedLedger.IsInAsync(copy));
        sample.Clock.Advance(TimeSpan.FromHours(9));
        Assert.False(await IssuedLedger.IsInAsync(officer));
    }

    [Fact]
    public async Task it_ends_after_eight_hours_without_use_and_after_twelve_with()
    {
        using var idle = await ledger.SignInAsync("idle-1");
        ledger.Clock.Advance(TimeSpan.FromHours(8.1));
        Assert.False(await IssuedLedger.IsInAsync(idle));

        using var busy = await ledger.SignInAsync("busy-1");
        for (var hour = 3.5; hour < 12; hour += 2.5)
        {
            ledger.Clock.Advance(TimeSpan.FromHours(hour == 3.5 ? 3.5 : 2.5));
            Assert.True(await IssuedLedger.IsInAsync(busy), $"{hour} h");
        }
        ledger.Clock.Advance(TimeSpan.FromHours(1.5));
        Assert.False(await IssuedLedger.IsInAsync(busy));
    }

    [Fact]
    public async Task whom_the_issuer_knows_no_longer_is_out_within_a_quarter_of_an_hour_and_stays_out()
    {
        using var officer = await ledger.SignInAsync("gone-1");
        ledger.Issuer!.Of["gone-1"] = Says.No;
        ledger.Clock.Advance(TimeSpan.FromMinutes(10));
        Assert.True(await IssuedLedger.IsInAsync(officer));
        ledger.Clock.Advance(TimeSpan.FromMinutes(6));
        Assert.False(await IssuedLedger.IsInAsync(officer));
        ledger.Issuer.Of["gone-1"] = Says.Yes;
        Assert.False(await IssuedLedger.IsInAsync(officer));
    }

    [Fact]
    public async Task the_issuer_is_asked_once_by_however_many_requests_and_its_new_tokens_are_used_the_next_time()
    {
        using var officer = await ledger.SignInAsync("many-1");
        for (var round = 1; round <= 3; round++)
        {
            ledger.Clock.Advance(TimeSpan.FromMinutes(16));
            Assert.All(await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => IssuedLedger.IsInAsync(officer))), Assert.True);
            Assert.Equal(round, ledger.Issuer!.AskedAgain.Count(x => x == "many-1"));
        }
    }

    [Fact]
    public async Task a_silent_issuer_is_borne_for_an_hour()
    {
        using var officer = await ledger.SignInAsync("patient-1");
        ledger.Issuer!.Of["patient-1"] = Says.Nothing;
        foreach (var minutes in new[] { 16, 30, 25 })
        {
            ledger.Clock.Advance(TimeSpan.FromMinutes(minutes));
            Assert.True(await IssuedLedger.IsInAsync(officer), $"{minutes}");
        }
        ledger.Clock.Advance(TimeSpan.FromMinutes(10));
        Assert.False(await IssuedLedger.IsInAsync(officer));

        using var luckier = await ledger.SignInAsync("patient-2");
        ledger.Issuer.Of["patient-2"] = Says.Nothing;
        ledger.Clock.Advance(TimeSpan.FromMinutes(50));
        Assert.True(await IssuedLedger.IsInAsync(luckier));
        ledger.Issuer.Of["patient-2"] = Says.Yes;
        ledger.Clock.Advance(TimeSpan.FromMinutes(50));
        Assert.True(await IssuedLedger.IsInAsync(luckier));
        ledger.Issuer.Of["patient-2"] = Says.Nothing;
        ledger.Clock.Advance(TimeSpan.FromMinutes(50));
        Assert.True(await IssuedLedger.IsInAsync(luckier));
    }

    [Fact]
    public async Task where_the_issuer_gives_no_refresh_token_it_is_asked_what_it_knows_of_the_user()
    {
        ledger.Issuer!.WithoutRefreshTokens.Add("user-1");
        using var officer = await ledger.SignInAsync("user-1");
        ledger.Clock.Advance(TimeSpan.FromMinutes(16));
        Assert.True(await IssuedLedger.IsInAsync(officer));
        Assert.Contains("user-1", ledger.Issuer.AskedAgain);
        ledger.Issuer.Of["user-1"] = Says.No;
        ledger.Clock.Advance(TimeSpan.FromMinutes(16));
        Assert.False(await IssuedLedger.IsInAsync(officer));
    }

    [Fact]
    public async Task what_the_issuer_says_of_the_officer_now_counts()
    {
        using var officer = await ledger.SignInAsync("moved-1");
        Assert.Contains("县卫生健康局", await officer.GetStringAsync("/370323/desk"), StringComparison.Ordinal);
        ledger.Issuer!.Changes["moved-1"] = x => x["department"] = "SP";
        ledger.Clock.Advance(TimeSpan.FromMinutes(16));
        Assert.DoesNotContain("县卫生健康局", await HeadAsync(officer), StringComparison.Ordinal);

        foreach (var (account, change) in new (string, Action<Dictionary<string, object>>)[]
        {
            ("moved-2", x => x["sub"] = "somebody-else"),
            ("moved-3", x => x["jurisdiction"] = new[] { "370323", "us-nyc" }),
            ("moved-4", x => x.Remove("jurisdiction")),
        })
        {
            using var other = await ledger.SignInAsync(account);
            ledger.Issuer.Changes[account] = change;
            ledger.Clock.Advance(TimeSpan.FromMinutes(16));
            Assert.False(await IssuedLedger.IsInAsync(other), account);
        }
    }

    [Fact]
    public async Task what_has_long_ended_is_forgotten()
    {
        using var officer = await ledger.SignInAsync("old-1");
        ledger.Clock.Advance(TimeSpan.FromHours(9) + OfficerSessions.Remembered);
        using var younger = await ledger.SignInAsync("old-2");
        await ledger.Host.Services.GetRequiredService<OfficerSessions>().ClearAsync();
        await using var session = ledger.Host.Services.GetRequiredService<IDocumentStore>().QuerySession("everywhere");
        Assert.Equal(1, await session.Query<OfficerSession>().CountAsync());
        Assert.True(await IssuedLedger.IsInAsync(younger));
    }

    private static async Task<string> HeadAsync(HttpClient officer)
    {
        using var page = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(await officer.GetStringAsync("/370323/desk"));
        return page.QuerySelector("header")!.TextContent;
    }

    private static async Task<FormOnPage> FormOnHeadAsync(HttpClient officer) =>
        // The form of signing out stands in the head of every page.
        new((await officer.GetStringAsync("/370323/desk")).Replace("<header", "<main", StringComparison.Ordinal).Replace("</header>", "</main>", StringComparison.Ordinal));

    private static CookieContainer Copied(CookieContainer jar)
    {
        var copy = new CookieContainer();
        copy.Add(jar.GetCookies(Here));
        return copy;
    }
}
