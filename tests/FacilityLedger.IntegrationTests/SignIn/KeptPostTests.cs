using System.Net;
using System.Security.Cryptography;
using System.Text;
using FacilityLedger.IntegrationTests.Desk;
using Marten;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Npgsql;
using Xunit;

namespace FacilityLedger.IntegrationTests.SignIn;

/// <summary>What becomes of a form that an officer sends when the session has ended.</summary>
[Collection(nameof(IssuedLedger))]
public sealed class KeptPostTests(IssuedLedger ledger)
{
    private const string Register = "/370323/desk/facilities/new/do/registration.register";

    [Fact]
    public async Task what_was_typed_is_there_again_after_signing_in_and_is_entered_once_when_it_is_sent_once_more()
    {
        var name = $"会话结束托育{Guid.NewGuid():N}"[..12];
        using var officer = await ledger.SignInAsync("typed-1", department: "SP");
        var form = Filled(await FormOnPage.OpenAsync(officer, Register), name);
        ledger.Clock.Advance(TimeSpan.FromHours(9));

        var kept = await form.PostAsync(officer);
        Assert.Equal(HttpStatusCode.SeeOther, kept.StatusCode);
        Assert.Empty(await RegisteredAsync());
        Assert.DoesNotContain(name, await StoredAsync(), StringComparison.Ordinal);
        Assert.Contains("30 分钟", await officer.GetStringAsync(kept.Headers.Location), StringComparison.Ordinal);

        var page = await BackAsync(officer, kept.Headers.Location!, "typed-1");
        var again = new FormOnPage(await (await officer.GetAsync(page)).Content.ReadAsStringAsync());
        Assert.Equal([name, "示例甲", "2026-10-12"], ((string[])["name", "legalRepresentative", "occurredOn"]).SelectMany(again.Of));
        Assert.Equal(form.Of("_key"), again.Of("_key"));
        Assert.NotEqual(form.Of("__RequestVerificationToken"), again.Of("__RequestVerificationToken"));
        Assert.Empty(await RegisteredAsync());

        var (first, second) = (await again.PostAsync(officer), await again.PostAsync(officer));
        Assert.Equal((HttpStatusCode.SeeOther, first.Headers.Location), (first.StatusCode, second.Headers.Location));
        Assert.Equal([name], await RegisteredAsync());
    }

    [Fact]
    public async Task nobody_else_finds_it_and_nobody_after_half_an_hour()
    {
        using var officer = await ledger.SignInAsync("half-1", department: "SP");
        var form = Filled(await FormOnPage.OpenAsync(officer, Register), "谁也找不到");
        ledger.Clock.Advance(TimeSpan.FromHours(9));
        var kept = await form.PostAsync(officer);
        Assert.Equal(HttpStatusCode.SeeOther, kept.StatusCode);

        using var colleague = ledger.Browser();
        var page = await BackAsync(colleague, kept.Headers.Location!, "half-2");
        Assert.Equal([""], (await FormOnPage.OpenAsync(colleague, page)).Of("name"));

        ledger.Clock.Advance(TimeSpan.FromMinutes(31));
        await BackAsync(officer, kept.Headers.Location!, "half-1");
        Assert.Equal([""], (await FormOnPage.OpenAsync(officer, page)).Of("name"));
        await ledger.Host.Services.GetRequiredService<FacilityLedger.Hosting.SignIn.KeptPosts>().ClearAsync();
        Assert.Equal("", await StoredAsync());
    }

    [Fact]
    public async Task a_session_keeps_one_and_the_later_takes_the_place_of_the_earlier()
    {
        using var officer = await ledger.SignInAsync("one-1", department: "SP");
        var form = Filled(await FormOnPage.OpenAsync(officer, Register), "先寄出的");
        ledger.Clock.Advance(TimeSpan.FromHours(9));
        await form.PostAsync(officer);
        var kept = await form.Fill("name", "后寄出的").PostAsync(officer);
        var page = await BackAsync(officer, kept.Headers.Location!, "one-1");
        Assert.Equal(["后寄出的"], (await FormOnPage.OpenAsync(officer, page)).Of("name"));
    }

    [Fact]
    public async Task the_body_of_a_stranger_or_of_who_has_signed_out_is_not_read()
    {
        var jar = new CookieContainer();
        using var officer = await ledger.SignInAsync("left-1", jar, "SP");
        var copy = new CookieContainer();
        copy.Add(jar.GetCookies(new Uri("http://localhost")));
        var desk = await officer.GetStringAsync("/370323/desk");
        var leave = new FormOnPage(desk.Replace("<header", "<main", StringComparison.Ordinal).Replace("</header>", "</main>", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.Redirect, (await leave.PostAsync(officer)).StatusCode);
        ledger.Clock.Advance(TimeSpan.FromHours(9));

        foreach (var cookies in new[] { "", "ledger=junk", copy.GetCookieHeader(new Uri("http://localhost")) })
        {
            var body = new NeverRead();
            var answer = await ledger.Host.GetTestServer().SendAsync(http =>
            {
                (http.Request.Method, http.Request.Path, http.Request.Host) = ("POST", Register, new("localhost"));
                (http.Request.ContentType, http.Request.Body) = ("application/x-www-form-urlencoded", body);
                http.Request.Headers.Cookie = cookies;
                http.Request.Headers.Accept = "text/html";
            });
            Assert.Equal(302, answer.Response.StatusCode);
            Assert.DoesNotContain("kept", answer.Response.Headers.Location.ToString(), StringComparison.Ordinal);
            Assert.False(body.WasRead);
        }
    }

    [Fact]
    public async Task a_form_without_the_token_of_its_page_or_larger_than_a_form_may_be_is_not_kept()
    {
        using var officer = await ledger.SignInAsync("cross-1", department: "SP");
        var form = Filled(await FormOnPage.OpenAsync(officer, Register), "别处寄来");
        ledger.Clock.Advance(TimeSpan.FromHours(9));
        Assert.Equal(HttpStatusCode.Redirect, (await form.Fill("__RequestVerificationToken", "made-up").PostAsync(officer)).StatusCode);
        using var large = new ByteArrayContent(new byte[31_000_000]);
        large.Headers.ContentType = new("application/x-www-form-urlencoded");
        Assert.Equal(HttpStatusCode.Redirect, (await officer.PostAsync(Register, large)).StatusCode);
        Assert.DoesNotContain("cross-1", await StoredAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task the_file_of_a_form_need_not_be_chosen_again()
    {
        await using var desk = new DeskUnderTest();
        await desk.InitializeAsync();
        var (id, inspection, _) = await desk.AnInspectionAsync();
        using var officer = await desk.SignInAsync("WJ-1@370323");
        var path = $"/370323/desk/facilities/{id}/do/inspection.evidence?of={inspection}";
        var page = await FormOnPage.OpenAsync(officer, path);
        byte[] pdf = [.. "%PDF-1.7 "u8, .. Guid.NewGuid().ToByteArray()];
        ((FakeTimeProvider)desk.Host.Services.GetRequiredService<TimeProvider>()).Advance(TimeSpan.FromHours(9));
        using var content = new MultipartFormDataContent();
        foreach (var field in page.Names.Where(x => x != "digest"))
            content.Add(new StringContent(page.Of(field) is [var standing, ..] ? standing : ""), field);
        content.Add(new ByteArrayContent(pdf), "digest", "检查记录.pdf");
        var kept = await officer.PostAsync(path, content);
        Assert.Equal(HttpStatusCode.SeeOther, kept.StatusCode);

        var signIn = await FormOnPage.OpenAsync(officer, kept.Headers.Location!.OriginalString);
        var entered = await signIn.Fill("account", "WJ-1@370323").PostAsync(officer);
        var again = await FormOnPage.OpenAsync(officer, entered.Headers.Location!.OriginalString);
        Assert.Equal([Convert.ToHexStringLower(SHA256.HashData(pdf))], again.Of("digest"));
        Assert.Equal(["检查记录.pdf"], again.Of("name"));
        Assert.Equal(HttpStatusCode.SeeOther, (await again.PostAsync(officer)).StatusCode);
        Assert.Single((await desk.FacilityAsync(id)).Inspections.All[inspection].Evidence);
    }

    /// <summary>Signs in at the issuer by the way on which the officer was sent. Answers the page to which it leads back.</summary>
    private async Task<string> BackAsync(HttpClient browser, Uri signIn, string account)
    {
        var page = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(signIn.OriginalString.Split('?', 2)[1])["returnUrl"].ToString();
        Assert.Equal(HttpStatusCode.Redirect, (await ledger.ReturnAsync(browser, FakeIssuer.Officer(account, "SP"), page)).StatusCode);
        return page;
    }

    private async Task<IEnumerable<string>> RegisteredAsync()
    {
        await using var session = ledger.Host.Services.GetRequiredService<IDocumentStore>().QuerySession("370323");
        return (await session.Query<Facilities.Facility>().ToListAsync()).Select(x => x.Registration.Name);
    }

    private async Task<string> StoredAsync()
    {
        await using var connection = new NpgsqlConnection(await TestPostgres.ConnectionStringAsync());
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand($"select string_agg(decode(data ->> 'form', 'base64'), '') from {ledger.Schema}.mt_doc_keptpost", connection);
        return await command.ExecuteScalarAsync() is byte[] stored ? Encoding.UTF8.GetString(stored) : "";
    }

    private static FormOnPage Filled(FormOnPage page, string name) => page.Fill("name", name).Fill("uscc", DeskStates.NewUscc()).Fill("nature", "FORPROFIT").Fill("kind", "ORDINARY").Fill("town", "370323001")
        .Fill("address", "历山街道示例路 12 号").Fill("legalRepresentative", "示例甲").Fill("scope", "托育服务").Fill("occurredOn", "2026-10-12");

    private sealed class NeverRead : MemoryStream
    {
        public bool WasRead { get; private set; }

        public override bool CanSeek => false;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            WasRead = true;
            return ValueTask.FromResult(0);
        }
    }
}
