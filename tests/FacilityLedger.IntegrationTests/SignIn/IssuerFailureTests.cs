using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.TestHost;
using Microsoft.AspNetCore.WebUtilities;
using Xunit;

namespace FacilityLedger.IntegrationTests.SignIn;

/// <summary>Whatever the issuer, a stranger or a token says: an answer, and never a failure of the server.</summary>
[Collection(nameof(IssuedLedger))]
public sealed class IssuerFailureTests(IssuedLedger ledger)
{
    private const string Asked = "/api/370323/deadlines.ics";

    public static TheoryData<string, string> Unclear => new()
    {
        { "sub", """{"department":"WJ","jurisdiction":"370323"}""" },
        { "sub", """{"sub":"","department":"WJ","jurisdiction":"370323"}""" },
        { "sub", """{"sub":"  ","department":"WJ","jurisdiction":"370323"}""" },
        { "sub", """{"sub":"a\nb","department":"WJ","jurisdiction":"370323"}""" },
        { "jurisdiction", """{"sub":"wj-1","department":"WJ","jurisdiction":["370323","us-nyc"]}""" },
        { "jurisdiction", """{"sub":"wj-1","department":"WJ"}""" },
        { "department", """{"sub":"wj-1","department":["WJ","SP"],"jurisdiction":"370323"}""" },
        { "department", """{"sub":"wj-1","department":"","jurisdiction":"370323"}""" },
    };

    [Fact]
    public async Task a_clear_token_is_taken_with_several_roles_and_audiences()
    {
        using var program = ledger.Program(ledger.Issuer!.Token(FakeIssuer.Officer("clear-1")));
        Assert.Equal(HttpStatusCode.OK, (await program.GetAsync(Asked)).StatusCode);
        var several = new Dictionary<string, object>(FakeIssuer.Officer("clear-2"), StringComparer.Ordinal) { ["role"] = new[] { "officer", "auditor" }, ["aud"] = new[] { "another", FakeIssuer.Audience } };
        using var other = ledger.Program(ledger.Issuer!.Token(several));
        Assert.Equal(HttpStatusCode.OK, (await other.GetAsync(Asked)).StatusCode);
    }

    [Theory]
    [MemberData(nameof(Unclear))]
    public async Task a_token_that_names_nobody_or_several_is_refused_and_says_by_which_claim(string claim, string token)
    {
        var claims = Claims(token);
        using var program = ledger.Program(ledger.Issuer!.Token(claims));
        var answer = await program.GetAsync(Asked);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        var problem = JsonElement.Parse(await answer.Content.ReadAsStringAsync());
        Assert.Equal(("token-unclear", claim), (ImportTests.Text(problem, "rule"), ImportTests.Text(problem, "claim")));
        Assert.Contains("invalid_token", answer.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Unclear))]
    public async Task nor_does_it_sign_in_to_pages(string claim, string token)
    {
        using var browser = ledger.Browser();
        var back = await ledger.ReturnAsync(browser, Claims(token));
        Assert.Equal(HttpStatusCode.Unauthorized, back.StatusCode);
        var page = await back.Content.ReadAsStringAsync();
        Assert.Contains("href=\"/370323/sign-in\"", page, StringComparison.Ordinal);
        Assert.Contains(claim, page, StringComparison.Ordinal);
        Assert.False(await IssuedLedger.IsInAsync(browser));
    }

    [Fact]
    public async Task two_subjects_are_no_subject()
    {
        // To the reader of tokens such a one is broken.
        var claims = Claims("""{"sub":["one","other"],"department":"WJ","jurisdiction":"370323"}""");
        using var program = ledger.Program(ledger.Issuer!.Token(claims));
        Assert.Equal(HttpStatusCode.Unauthorized, (await program.GetAsync(Asked)).StatusCode);
        using var browser = ledger.Browser();
        Assert.InRange((int)(await ledger.ReturnAsync(browser, claims)).StatusCode, 400, 499);
        Assert.False(await IssuedLedger.IsInAsync(browser));
    }

    [Fact]
    public async Task who_did_not_agree_at_the_issuer_reads_so_and_may_begin_again()
    {
        using var browser = ledger.Browser();
        async Task<string> RefusedAsync(string accept)
        {
            var sent = await browser.GetAsync("/370323/sign-in/issuer?returnUrl=%2F370323%2Fdesk");
            var state = Uri.EscapeDataString(QueryHelpers.ParseQuery(sent.Headers.Location!.Query)["state"].ToString());
            using var back = new HttpRequestMessage(HttpMethod.Get, $"/signin-oidc?error=access_denied&error_description=%3Cb%3Eno%3C%2Fb%3E&state={state}");
            back.Headers.Accept.Add(new(accept));
            var answer = await browser.SendAsync(back);
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
            return await answer.Content.ReadAsStringAsync();
        }
        Assert.Equal("sign-in-refused", ImportTests.Text(JsonElement.Parse(await RefusedAsync("application/json")), "rule"));
        var page = await RefusedAsync("text/html");
        Assert.Contains("href=\"/370323/sign-in\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>no", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("?code=junk")]
    [InlineData("?state=junk&code=junk")]
    [InlineData("?error=access_denied")]
    [InlineData("?error=server_error&state=%00")]
    [InlineData("?id_token=a.b.c&state=%E4%B8%AD")]
    public async Task whatever_comes_to_the_way_back_by_itself_is_answered_with_a_page_or_a_problem(string junk)
    {
        using var browser = ledger.Browser();
        foreach (var answer in new[] { await browser.GetAsync($"/signin-oidc{junk}"), await browser.PostAsync($"/signin-oidc{junk}", new StringContent("%%%")) })
        {
            Assert.InRange((int)answer.StatusCode, 400, 499);
            Assert.Equal("text/html", answer.Content.Headers.ContentType?.MediaType);
        }
        var problem = await ledger.Host.GetTestClient().GetAsync($"/signin-oidc{junk}");
        Assert.InRange((int)problem.StatusCode, 400, 499);
        Assert.Equal("application/problem+json", problem.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task a_way_back_that_began_in_another_browser_or_was_changed_or_is_used_twice_lets_nobody_in()
    {
        using var attacker = ledger.Browser();
        using var victim = ledger.Browser();
        var sent = await attacker.GetAsync("/370323/sign-in/issuer?returnUrl=%2F370323%2Fdesk");
        var back = ledger.Issuer!.Approve(sent.Headers.Location!, FakeIssuer.Officer("attacker-1"));
        var answer = await victim.GetAsync(back);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("href=\"/370323/sign-in\"", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.False(await IssuedLedger.IsInAsync(victim));
        Assert.Equal(HttpStatusCode.BadRequest, (await attacker.GetAsync(back.Replace("state=", "state=A", StringComparison.Ordinal))).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await attacker.GetAsync(back)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await attacker.GetAsync(back)).StatusCode);
        var problem = JsonElement.Parse(await (await ledger.Host.GetTestClient().GetAsync(back)).Content.ReadAsStringAsync());
        Assert.Equal("sign-in-broken", ImportTests.Text(problem, "rule"));
    }

    [Fact]
    public async Task while_the_issuer_is_silent_people_and_programs_hear_so_and_when_it_speaks_again_all_goes_on()
    {
        await using var alone = new IssuedLedger();
        alone.Issuer!.Silent = true;
        await alone.InitializeAsync();
        using var program = alone.Program(alone.Issuer.Token(FakeIssuer.Officer("silent-1")));
        using var browser = alone.Browser();
        for (var i = 0; i < 2; i++)
        {
            var no = await program.GetAsync(Asked);
            Assert.Equal((HttpStatusCode.ServiceUnavailable, "issuer-away"), (no.StatusCode, ImportTests.Text(JsonElement.Parse(await no.Content.ReadAsStringAsync()), "rule")));
            Assert.NotNull(no.Headers.RetryAfter);
            var page = await browser.GetAsync("/370323/sign-in/issuer");
            Assert.Equal(HttpStatusCode.ServiceUnavailable, page.StatusCode);
            Assert.Contains("/370323/sign-in", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
        Assert.Equal(HttpStatusCode.OK, (await program.GetAsync("/370323")).StatusCode);

        alone.Issuer.Silent = false;
        alone.Clock.Advance(TimeSpan.FromSeconds(6));
        Assert.Equal(HttpStatusCode.OK, (await program.GetAsync(Asked)).StatusCode);
        Assert.True(await IssuedLedger.IsInAsync(await alone.SignInAsync("silent-2")));

        // Its addresses are known by now, and it falls silent between the two ways.
        var sent = await browser.GetAsync("/370323/sign-in/issuer");
        alone.Issuer.Silent = true;
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await browser.GetAsync(alone.Issuer.Approve(sent.Headers.Location!, FakeIssuer.Officer("silent-3")))).StatusCode);
    }

    [Theory]
    [InlineData("/370323/desk?q=%E4%B8%AD", "/370323/desk?q=%E4%B8%AD")]
    [InlineData("/370323/机构?q=甲 乙", "/370323/%E6%9C%BA%E6%9E%84?q=%E7%94%B2%20%E4%B9%99")]
    [InlineData("//elsewhere.example", "/370323")]
    [InlineData("/\\elsewhere.example", "/370323")]
    [InlineData("https://elsewhere.example/机构", "/370323")]
    public async Task the_page_to_come_back_to_is_ours_and_may_be_named_in_chinese(string asked, string led)
    {
        using var officer = await ledger.SignInAsync($"back-{Guid.NewGuid():N}");
        var desk = await officer.GetStringAsync("/370323/desk");
        var token = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(desk).QuerySelector("[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        using var form = new FormUrlEncodedContent([new("__RequestVerificationToken", token), new("returnUrl", asked)]);
        var answer = await officer.PostAsync("/370323/sign-out", form);
        Assert.Equal((HttpStatusCode.Redirect, led), (answer.StatusCode, answer.Headers.Location?.OriginalString));
    }

    private static Dictionary<string, object> Claims(string json) => JsonElement.Parse(json).EnumerateObject().ToDictionary(
        x => x.Name,
        x => x.Value.ValueKind == JsonValueKind.Array ? x.Value.EnumerateArray().Select(v => v.GetString()!).ToArray() : (object)x.Value.GetString()!,
        StringComparer.Ordinal);
}
