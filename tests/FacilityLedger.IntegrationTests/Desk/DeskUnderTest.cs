using System.Net;
using Alba;
using FacilityLedger.Disclosure;
using FacilityLedger.Facilities;
using FacilityLedger.Hosting;
using FacilityLedger.Hosting.Decisions;
using FacilityLedger.Hosting.SignIn;
using FacilityLedger.Policies;
using FacilityLedger.Web;
using JasperFx.Events;
using Marten;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Mvc.Testing.Handlers;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Npgsql;
using Xunit;

namespace FacilityLedger.IntegrationTests.Desk;

/// <summary>One server for all tests of the desk.</summary>
[CollectionDefinition(nameof(DeskUnderTest))]
public sealed class DeskTogether : ICollectionFixture<DeskUnderTest>;

/// <summary>A server as people use it, with the sample accounts of Development. Each test makes facilities of its own.</summary>
public sealed class DeskUnderTest : IAsyncLifetime
{
    public const string Jurisdiction = "370323";

    /// <summary>Database schema; another one for each server, unless a test starts it twice.</summary>
    public string Schema { get; init; } = $"t{Guid.NewGuid():N}"[..20];

    public IAlbaHost Host { get; private set; } = null!;
    public IDocumentStore Store => Host.Services.GetRequiredService<IDocumentStore>();
    public PolicyBook Book => Host.Services.GetRequiredService<PolicyShelf>()[Jurisdiction];

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Development", ApplicationName = typeof(Program).Assembly.GetName().Name });
        var program = new NpgsqlConnectionStringBuilder(await TestPostgres.ConnectionStringAsync()) { MaxPoolSize = 15 };
        builder.AddLedger(program.ConnectionString, Schema, await TestPostgres.OwnerConnectionStringAsync());
        builder.Services.AddSingleton<TimeProvider>(new FakeTimeProvider(LedgerUnderTest.Start));
        builder.Configuration["Ledger:Home"] = Path.Combine(Path.GetTempPath(), Schema);
        builder.Configuration["Ledger:Policies"] = Path.Combine(AppContext.BaseDirectory, "policies");
        builder.Configuration["Ledger:Limits:Address"] = builder.Configuration["Ledger:Limits:Account"] = "0";
        builder.Services.AddLedgerPages().AddLedgerFrame().AddCountyPages();
        builder.AddLedgerSignIn(services => services.GetRequiredService<PolicyShelf>().All.Select(x => x.Latest));
        builder.Logging.SetMinimumLevel(LogLevel.Error);
        Host = await AlbaHost.For(builder, LedgerPipeline.UseWithPages);
    }

    public async ValueTask DisposeAsync()
    {
        await Host.Services.GetRequiredService<Marten.Events.Daemon.Coordination.IProjectionCoordinator>().PauseAsync();
        await Host.DisposeAsync();
        if (Directory.Exists(Path.Combine(Path.GetTempPath(), Schema)))
            Directory.Delete(Path.Combine(Path.GetTempPath(), Schema), recursive: true);
    }

    /// <summary>A browser with a cookie jar, that does not follow redirects.</summary>
    public HttpClient Browser()
    {
        var client = new HttpClient(new CookieContainerHandler { InnerHandler = Host.GetTestServer().CreateHandler() }) { BaseAddress = new("http://localhost") };
        client.DefaultRequestHeaders.Add("Accept", "text/html");
        return client;
    }

    /// <summary>An officer's browser: <c>WJ-1@370323</c>.</summary>
    public async Task<HttpClient> SignInAsync(string account)
    {
        var client = Browser();
        var page = await FormOnPage.OpenAsync(client, $"/{account.Split('@')[1]}/sign-in");
        var answer = await page.Fill("account", account).PostAsync(client);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return client;
    }

    /// <summary>What the decision makes of the state, as the officer's own act; demands that it is not refused.</summary>
    public async Task<Decision> DecideAsync<T>(string id, string account, Func<T?, Circumstances, Decision> decide) where T : class, IThings
    {
        var c = new Circumstances(new Actor($"{account}@{Jurisdiction}", account.Split('-')[0], ["officer", "evaluator"]), Book, LedgerUnderTest.Start, Guid.NewGuid().ToByteArray().Concat(Guid.NewGuid().ToByteArray()).ToArray());
        var decision = await Host.Services.GetRequiredService<Ledger>().DecideAsync<T>(id, c, x => decide(x, c));
        Assert.Null(decision.Refusal);
        return decision;
    }

    public async Task<IReadOnlyList<IEvent>> EventsAsync(string id)
    {
        await using var session = Store.QuerySession(Jurisdiction);
        return await session.Events.FetchStreamAsync(id);
    }

    /// <summary>Key of the stream that was begun last.</summary>
    public async Task<string> NewestAsync()
    {
        await using var session = Store.QuerySession(Jurisdiction);
        return (await session.Events.QueryAllRawEvents().Where(x => x.Version == 1).OrderByDescending(x => x.Sequence).Take(1).ToListAsync())[0].StreamKey!;
    }

    public async Task<Facility> FacilityAsync(string id)
    {
        await using var session = Store.QuerySession(Jurisdiction);
        return (await session.LoadAsync<Facility>(id))!;
    }
}
