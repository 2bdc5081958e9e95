using System.Collections.Concurrent;
using FacilityLedger.BrowserTests;
using FacilityLedger.BrowserTests.County;
using FacilityLedger.Disclosure;
using FacilityLedger.Facilities;
using FacilityLedger.Hosting;
using FacilityLedger.Hosting.Decisions;
using FacilityLedger.Hosting.SignIn;
using FacilityLedger.IntegrationTests;
using FacilityLedger.Policies;
using FacilityLedger.Web;
using Marten;
using Marten.Events;
using Marten.Events.Daemon.Coordination;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Microsoft.Playwright;
using Xunit;

[assembly: AssemblyFixture(typeof(LedgerInBrowser))]

namespace FacilityLedger.BrowserTests;

/// <summary>One server as people use it, on a port of its own, with a county in it, and one browser where the machine has one. Shared by all tests: they only read, or act on an institution of their own.</summary>
public sealed class LedgerInBrowser : IAsyncLifetime
{
    /// <summary>The moment at which all pages are looked at.</summary>
    public static readonly DateTimeOffset Now = new(2026, 11, 24, 1, 30, 0, TimeSpan.Zero);

    private readonly ConcurrentDictionary<string, Task<string>> sessions = new(StringComparer.Ordinal);
    private readonly DirectoryInfo policies = Directory.CreateTempSubdirectory("browser-policies-");
    private WebApplication? app;
    private IPlaywright? playwright;
    private IBrowser? browser;

    public string Home => app!.Urls.First();

    public async ValueTask InitializeAsync()
    {
        app = Build(await TestPostgres.ConnectionStringAsync(), await TestPostgres.OwnerConnectionStringAsync());
        LedgerPipeline.UseWithPages(app);
        await app.StartAsync();
        await new Seed(app.Services).SowAsync();
        await app.Services.GetRequiredService<IDocumentStore>().WaitForNonStaleProjectionDataAsync(TimeSpan.FromSeconds(60));
        if (Browser.Program is null)
            return;
        playwright = await Playwright.CreateAsync();
        browser = await Browser.StartAsync(playwright);
    }

    /// <summary>A window of nobody, or of an officer who has signed in. The test that asks is skipped where no browser is on the machine.</summary>
    public async Task<IBrowserContext> OpenAsync(string language = "zh", string? officer = null, BrowserNewContextOptions? options = null)
    {
        Assert.SkipWhen(browser is null, "skipped: no Chromium");
        options ??= new();
        options.Locale = language == "zh" ? "zh-CN" : "en-GB";
        options.BaseURL ??= Home;
        options.StorageState = officer is null ? null : await sessions.GetOrAdd(officer, SignInAsync);
        var context = await browser.NewContextAsync(options);
        context.SetDefaultTimeout(20_000);
        return context;
    }

    public Policy Policy => app!.Services.GetRequiredService<PolicyShelf>()["370323"].Latest;

    public async Task<Facility> FacilityAsync(string id)
    {
        await using var session = app!.Services.GetRequiredService<IDocumentStore>().QuerySession("370323");
        return (await session.LoadAsync<Facility>(id))!;
    }

    /// <summary>What was recorded of an institution.</summary>
    public async Task<IReadOnlyList<IFact>> FactsAsync(string facility)
    {
        await using var session = app!.Services.GetRequiredService<IDocumentStore>().QuerySession("370323");
        return [.. (await session.Events.FetchStreamAsync(facility)).Select(x => x.Data).OfType<IFact>()];
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
            await browser.DisposeAsync();
        playwright?.Dispose();
        if (app is not null)
        {
            await app.Services.GetRequiredService<IProjectionCoordinator>().PauseAsync();
            await app.StopAsync();
            await app.DisposeAsync();
        }
        policies.Delete(recursive: true);
    }

    private WebApplication Build(string database, string owner)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Development", ApplicationName = typeof(Program).Assembly.GetName().Name, ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.SetMinimumLevel(LogLevel.Error);
        builder.AddLedger(database, $"b{Guid.NewGuid():N}"[..20], owner);
        builder.Services.AddSingleton<TimeProvider>(new FakeTimeProvider(Now));
        builder.Configuration["Ledger:Policies"] = Policies();
        builder.Configuration["Ledger:SampleJurisdiction"] = "370323";
        builder.Services.AddLedgerPages().AddLedgerFrame().AddCountyPages();
        builder.AddLedgerSignIn(services => services.GetRequiredService<PolicyShelf>().All.Select(x => x.Latest));
        return builder.Build();
    }

    // The shipped ones, and the county's once more for a ledger that nothing has happened in yet.
    private string Policies()
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "policy"), "*.json").Where(x => !x.EndsWith(".schema.json", StringComparison.Ordinal)))
            File.Copy(file, Path.Combine(policies.FullName, Path.GetFileName(file)));
        File.WriteAllText(Path.Combine(policies.FullName, "empty.json"), File.ReadAllText(Path.Combine(policies.FullName, "370323.json")).Replace("\"jurisdiction\": \"370323\"", "\"jurisdiction\": \"empty\"", StringComparison.Ordinal));
        return policies.FullName;
    }

    private async Task<string> SignInAsync(string officer)
    {
        await using var context = await OpenAsync();
        var page = await context.NewPageAsync();
        await page.GotoAsync($"/{officer.Split('@')[1]}/sign-in");
        await page.SelectOptionAsync("#account", officer);
        await page.ClickAsync("main button");
        return await context.StorageStateAsync();
    }
}
