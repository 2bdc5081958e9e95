using System.Net;
using Alba;
using FacilityLedger.Disclosure;
using FacilityLedger.Hosting;
using FacilityLedger.Hosting.SignIn;
using FacilityLedger.Policies;
using FacilityLedger.Web;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Mvc.Testing.Handlers;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Npgsql;
using Xunit;

namespace FacilityLedger.IntegrationTests.SignIn;

/// <summary>One server with an issuer for all tests of sign-in. Each test signs in as an account of its own.</summary>
[CollectionDefinition(nameof(IssuedLedger))]
public sealed class IssuedTogether : ICollectionFixture<IssuedLedger>;

/// <summary>A server of Production whose officers sign in at an issuer, or of Development without one.</summary>
public sealed class IssuedLedger : IAsyncLifetime
{
    private const string Page = "/370323/desk";

    public string Environment { get; init; } = "Production";
    public string Schema { get; init; } = $"t{Guid.NewGuid():N}"[..20];
    public string Home => Path.Combine(Path.GetTempPath(), Schema);

    /// <summary>Whether the home stays for another server.</summary>
    public bool LeavesHome { get; init; }

    /// <summary>Further settings.</summary>
    public Dictionary<string, string> Settings { get; init; } = [];

    /// <summary>What the framework itself reads when the host is made, as from the environment of the process.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    public IAlbaHost Host { get; private set; } = null!;

    // Cookies and tokens of the framework live by the machine's clock too.
    public FakeTimeProvider Clock { get; } = new(DateTimeOffset.UtcNow);

    /// <summary>The server's clock, made of that one; null for that one itself.</summary>
    public Func<FakeTimeProvider, TimeProvider>? Time { get; init; }

    internal FakeIssuer? Issuer { get; init; } = new();
    internal KeptLog Log { get; } = new();

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            EnvironmentName = Environment,
            ApplicationName = typeof(Program).Assembly.GetName().Name,
            Args = [.. Arguments],
        });
        var program = new NpgsqlConnectionStringBuilder(await TestPostgres.ConnectionStringAsync()) { MaxPoolSize = 15 };
        builder.AddLedger(program.ConnectionString, Schema, await TestPostgres.OwnerConnectionStringAsync());
        builder.Services.AddSingleton(Time?.Invoke(Clock) ?? Clock);
        builder.Configuration["Ledger:Home"] = Home;
        builder.Configuration["Ledger:Policies"] = Path.Combine(AppContext.BaseDirectory, "policies");
        if (Issuer is { } issuer)
        {
            builder.Configuration["Authentication:Authority"] = FakeIssuer.Address;
            builder.Configuration["Authentication:Audience"] = FakeIssuer.Audience;
            builder.Configuration["Authentication:ClientId"] = FakeIssuer.Client;
            builder.Configuration["Authentication:ClientSecret"] = "secret-of-the-client";
            builder.Services.Configure<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme, x => x.BackchannelHttpHandler = issuer);
            builder.Services.Configure<OpenIdConnectOptions>(OpenIdConnectDefaults.AuthenticationScheme, x => x.BackchannelHttpHandler = issuer);
        }
        foreach (var (name, value) in Settings)
            builder.Configuration[name] = value;
        builder.Services.AddLedgerPages().AddLedgerFrame().AddCountyPages();
        builder.AddLedgerSignIn(services => services.GetRequiredService<PolicyShelf>().All.Select(x => x.Latest));
        builder.Logging.ClearProviders().AddProvider(Log).SetMinimumLevel(LogLevel.Warning);
        Host = await AlbaHost.For(builder, LedgerPipeline.UseWithPages);
    }

    public async ValueTask DisposeAsync()
    {
        if (Host is null)
            return;
        await Host.Services.GetRequiredService<Marten.Events.Daemon.Coordination.IProjectionCoordinator>().PauseAsync();
        await Host.DisposeAsync();
        if (!LeavesHome && Directory.Exists(Home))
            Directory.Delete(Home, recursive: true);
    }

    /// <summary>A browser with a cookie jar, that does not follow redirects.</summary>
    public HttpClient Browser(CookieContainer? jar = null)
    {
        var client = new HttpClient(new CookieContainerHandler(jar ?? new()) { InnerHandler = Host.GetTestServer().CreateHandler() }) { BaseAddress = new("http://localhost") };
        client.DefaultRequestHeaders.Add("Accept", "text/html");
        return client;
    }

    /// <summary>A program that sends a token.</summary>
    public HttpClient Program(string token)
    {
        var client = Host.GetTestClient();
        client.DefaultRequestHeaders.Authorization = new("Bearer", token);
        return client;
    }

    /// <summary>What the server answers when a person comes back from the issuer, who said this of him.</summary>
    public async Task<HttpResponseMessage> ReturnAsync(HttpClient browser, Dictionary<string, object> claims, string page = Page)
    {
        var sent = await browser.GetAsync($"/370323/sign-in/issuer?returnUrl={Uri.EscapeDataString(page)}");
        Assert.Equal(HttpStatusCode.Redirect, sent.StatusCode);
        return await browser.GetAsync(Issuer!.Approve(sent.Headers.Location!, claims));
    }

    /// <summary>The browser of an officer who has signed in at the issuer.</summary>
    public async Task<HttpClient> SignInAsync(string account, CookieContainer? jar = null, string department = "WJ")
    {
        var browser = Browser(jar);
        var back = await ReturnAsync(browser, FakeIssuer.Officer(account, department));
        Assert.True(back.StatusCode == HttpStatusCode.Redirect, $"{back.StatusCode} {await back.Content.ReadAsStringAsync()}");
        return browser;
    }

    /// <summary>Whether the officer's first page opens.</summary>
    public static async Task<bool> IsInAsync(HttpClient browser) => (await browser.GetAsync(Page)).StatusCode switch
    {
        HttpStatusCode.OK => true,
        HttpStatusCode.Redirect => false,
        var other => throw new InvalidOperationException($"{Page}: {other}"),
    };
}
