using System.Net;
using System.Text.RegularExpressions;
using Alba;
using FacilityLedger.Disclosure;
using FacilityLedger.Hosting;
using FacilityLedger.Hosting.SignIn;
using FacilityLedger.Policies;
using FacilityLedger.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace FacilityLedger.IntegrationTests;

/// <summary>An officer at his desk: whole pages, with the cookie of the development sign-in.</summary>
public sealed partial class DeskTests : IAsyncLifetime
{
    private IAlbaHost host = null!;

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Development", ApplicationName = typeof(Program).Assembly.GetName().Name });
        builder.AddLedger(await TestPostgres.ConnectionStringAsync(), $"t{Guid.NewGuid():N}"[..20]);
        builder.Services.AddSingleton<TimeProvider>(new FakeTimeProvider(LedgerUnderTest.Start));
        builder.Configuration["Ledger:Policies"] = Path.Combine(AppContext.BaseDirectory, "policies");
        builder.Services.AddLedgerPages().AddLedgerFrame().AddCountyPages();
        builder.AddLedgerSignIn(services => services.GetRequiredService<PolicyShelf>().All.Select(x => x.Latest));
        builder.Logging.SetMinimumLevel(LogLevel.Error);
        host = await AlbaHost.For(builder, LedgerPipeline.UseWithPages);
    }

    public async ValueTask DisposeAsync()
    {
        await host.Services.GetRequiredService<Marten.Events.Daemon.Coordination.IProjectionCoordinator>().PauseAsync();
        await host.DisposeAsync();
    }

    [Fact]
    public async Task Whoever_is_not_signed_in_is_sent_to_sign_in()
    {
        using var client = Browser();
        var answer = await client.GetAsync("/370323/desk");
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Contains("/370323/sign-in", answer.Headers.Location!.OriginalString, StringComparison.Ordinal);
        using var posted = new FormUrlEncodedContent([]);
        Assert.Equal(HttpStatusCode.Redirect, (await client.PostAsync("/370323/desk/facilities/new/do/registration.register", posted)).StatusCode);
    }

    [Fact]
    public async Task A_facility_grows_from_forms_and_the_day_shows_what_is_due()
    {
        using var sp = await SignInAsync("SP-1@370323");
        var record = await RegisterAsync(sp);
        var page = await sp.GetStringAsync(record);
        Assert.Contains("禾屿", page, StringComparison.Ordinal);
        Assert.Contains("附件2 第5行", page, StringComparison.Ordinal);

        using var wj = await SignInAsync("WJ-1@370323");
        var form = await wj.GetStringAsync($"{record}/do/filing.submit");
        var answer = await SubmitAsync(wj, $"{record}/do/filing.submit", form,
            [new("serviceForms[]", "full-day"), new("places", "30"), new("inclusivePlaces", "20"), new("premises.tenure", "owned"), new("mealsProvided", "false"), new("occurredOn", "2026-11-23")]);
        Assert.True(answer.StatusCode == HttpStatusCode.SeeOther, await answer.Content.ReadAsStringAsync());
        var day = await wj.GetStringAsync("/370323/desk");
        Assert.Contains("do/filing.receipt", day, StringComparison.Ordinal);
        Assert.Contains("禾屿", day, StringComparison.Ordinal);
        Assert.DoesNotContain("do/filing.receipt", await sp.GetStringAsync("/370323/desk"), StringComparison.Ordinal);
        Assert.Contains("禾屿", await sp.GetStringAsync("/370323/desk/facilities?q=禾屿"), StringComparison.Ordinal);
        Assert.DoesNotContain("禾屿", await sp.GetStringAsync("/370323/desk/facilities?q=100%25"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refusal_gives_back_what_was_typed_with_the_clause()
    {
        using var sp = await SignInAsync("SP-1@370323");
        const string path = "/370323/desk/facilities/new/do/registration.register";
        var answer = await SubmitAsync(sp, path, await sp.GetStringAsync(path), [.. Registration.Where(x => x.Key != "scope"), new("scope", "餐饮")]);
        var page = await answer.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("25号文 5", page, StringComparison.Ordinal);
        Assert.Contains("餐饮", page, StringComparison.Ordinal);
        Assert.Contains("沂源县禾屿托育服务有限公司", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_of_an_older_version_says_what_changed()
    {
        using var sp = await SignInAsync("SP-1@370323");
        var path = $"{await RegisterAsync(sp)}/do/registration.change";
        var (first, second) = (await sp.GetStringAsync(path), await sp.GetStringAsync(path));
        Assert.Equal(HttpStatusCode.SeeOther, (await SubmitAsync(sp, path, first, [new("name", "新名称一"), new("occurredOn", "2026-11-20")])).StatusCode);
        var answer = await SubmitAsync(sp, path, second, [new("name", "新名称二"), new("occurredOn", "2026-11-20")]);
        var page = await answer.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.PreconditionFailed, answer.StatusCode);
        Assert.Contains("登记变更", page, StringComparison.Ordinal);
        Assert.Contains("新名称二", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, (await SubmitAsync(sp, path, page, [new("name", "新名称二"), new("occurredOn", "2026-11-20")])).StatusCode);
    }

    [Fact]
    public async Task A_cookie_alone_commands_nothing()
    {
        using var sp = await SignInAsync("SP-1@370323");
        using var json = new StringContent("{}", System.Text.Encoding.UTF8, "application/json");
        Assert.Equal(HttpStatusCode.Unauthorized, (await sp.PostAsync("/api/370323/facilities", json)).StatusCode);
        using var bare = new FormUrlEncodedContent(Registration);
        Assert.Equal(HttpStatusCode.BadRequest, (await sp.PostAsync("/370323/desk/facilities/new/do/registration.register", bare)).StatusCode);
    }

    private static readonly KeyValuePair<string, string>[] Registration =
    [
        new("name", "沂源县禾屿托育服务有限公司"), new("uscc", "91370323YY000001XU"), new("nature", "FORPROFIT"), new("kind", "ORDINARY"), new("town", "370323001"), new("address", "历山街道示例路 12 号"),
        new("authority", "SP"), new("legalRepresentative", "示例甲"), new("scope", "托育服务"), new("site", "1"), new("occurredOn", "2026-10-12"), new("phone", ""),
    ];

    private static async Task<string> RegisterAsync(HttpClient client)
    {
        const string path = "/370323/desk/facilities/new/do/registration.register";
        var answer = await SubmitAsync(client, path, await client.GetStringAsync(path), Registration);
        Assert.True(answer.StatusCode == HttpStatusCode.SeeOther, $"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        return answer.Headers.Location!.OriginalString;
    }

    private HttpClient Browser() => new(new Microsoft.AspNetCore.Mvc.Testing.Handlers.CookieContainerHandler { InnerHandler = host.GetTestServer().CreateHandler() }) { BaseAddress = new("http://localhost") };

    private async Task<HttpClient> SignInAsync(string account)
    {
        var client = Browser();
        client.DefaultRequestHeaders.Add("Accept", "text/html");
        var answer = await SubmitAsync(client, "/370323/sign-in", await client.GetStringAsync("/370323/sign-in"), [new("account", account)]);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return client;
    }

    // As a browser: what is hidden in the page goes back with what was typed.
    private static async Task<HttpResponseMessage> SubmitAsync(HttpClient client, string path, string page, IEnumerable<KeyValuePair<string, string>> typed)
    {
        var hidden = Hidden().Matches(page).Select(x => KeyValuePair.Create(x.Groups["name"].Value, WebUtility.HtmlDecode(x.Groups["value"].Value))).DistinctBy(x => x.Key);
        using var form = new FormUrlEncodedContent([.. hidden, .. typed]);
        return await client.PostAsync(path, form);
    }

    [GeneratedRegex("<input type=\"hidden\" name=\"(?<name>[^\"]+)\" value=\"(?<value>[^\"]*)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Hidden();
}
