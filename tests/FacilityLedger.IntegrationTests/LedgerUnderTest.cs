using System.Net.Http.Json;
using System.Security.Claims;
using System.Text.Encodings.Web;
using Alba;
using FacilityLedger.Disclosure;
using FacilityLedger.Facilities;
using FacilityLedger.Hosting;
using FacilityLedger.Web;
using JasperFx.CommandLine;
using Marten;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Npgsql;
using Wolverine;

namespace FacilityLedger.IntegrationTests;

/// <summary>A whole server on real PostgreSQL, in a schema of its own, with a clock that only tests move. Callers say who they are in a header.</summary>
public sealed class LedgerUnderTest : IAsyncDisposable
{
    public static readonly DateTimeOffset Start = new(2026, 11, 24, 1, 0, 0, TimeSpan.Zero);

    public required IAlbaHost Host { get; init; }
    public required string Schema { get; init; }
    public FakeTimeProvider Clock { get; init; } = new(Start);

    /// <summary>What was logged at warning or above.</summary>
    public required IReadOnlyCollection<string> Logged { get; init; }
    public IDocumentStore Store => Host.Services.GetRequiredService<IDocumentStore>();

    /// <param name="policies">Folder of the policies; null for the small ones of the tests.</param>
    /// <param name="schema">That of a ledger that ran before; null for a new one.</param>
    /// <param name="settings">More of the connection string.</param>
    /// <param name="time">The server's clock, made of that which the test moves; null for that one itself.</param>
    /// <param name="configured">Settings of the server.</param>
    public static async Task<LedgerUnderTest> StartAsync(
        string? policies = null, string? schema = null, string? settings = null, Func<FakeTimeProvider, TimeProvider>? time = null,
        params IReadOnlyList<(string Name, string Value)> configured)
    {
        var clock = new FakeTimeProvider(Start);
        schema ??= $"t{Guid.NewGuid():N}"[..20];
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Testing", ApplicationName = typeof(Program).Assembly.GetName().Name });
        var (program, owner) = (await TestPostgres.ConnectionStringAsync(), await TestPostgres.OwnerConnectionStringAsync());
        builder.AddLedger($"{program};{settings}", schema, owner);
        builder.Services.AddSingleton(time?.Invoke(clock) ?? clock);
        // Each endpoint is compiled once per run, not once per ledger.
        builder.Services.ConfigureWolverine(options => options.CodeGeneration.ReuseCompiledAssemblies = true);
        builder.Configuration["Ledger:Home"] = Path.Combine(Path.GetTempPath(), schema);
        builder.Configuration["Ledger:Policies"] = policies ?? Path.Combine(AppContext.BaseDirectory, "policies");
        // Tests ask faster than people.
        builder.Configuration["Ledger:Limits:Address"] = builder.Configuration["Ledger:Limits:Account"] = "0";
        foreach (var (name, value) in configured)
            builder.Configuration[name] = value;
        builder.Services.AddAuthentication(SaysWho.Scheme).AddScheme<AuthenticationSchemeOptions, SaysWho>(SaysWho.Scheme, null);
        builder.Services.AddAuthorizationBuilder().SetFallbackPolicy(new Microsoft.AspNetCore.Authorization.AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        builder.Services.AddLedgerPages().AddLedgerFrame().AddCountyPages();
        builder.Logging.SetMinimumLevel(LogLevel.Error);
        var log = new KeptLog();
        builder.Logging.AddProvider(log).AddFilter<KeptLog>(null, LogLevel.Warning);
        var host = await AlbaHost.For(builder, LedgerPipeline.Use);
        return new LedgerUnderTest { Host = host, Clock = clock, Schema = schema, Logged = log.Lines };
    }

    /// <summary>A caller: <c>wj-1</c> is the first officer of department WJ, <c>wj-evaluator</c> its evaluator.</summary>
    public HttpClient As(string officer, string jurisdiction = "370323")
    {
        var client = Host.GetTestClient();
        client.DefaultRequestHeaders.Add("X-Officer", $"{officer}@{jurisdiction}");
        return client;
    }

    /// <summary>Somebody who does not say who he is.</summary>
    public HttpClient Anonymous() => Host.GetTestClient();

    /// <summary>Keys of all streams of the jurisdiction.</summary>
    public async Task<IReadOnlyList<string>> StreamsAsync(string jurisdiction = "370323")
    {
        await using var session = Store.QuerySession(jurisdiction);
        return [.. (await session.Events.QueryAllRawEvents().Where(x => x.Version == 1).Select(x => x.StreamKey!).ToListAsync()).Order(StringComparer.Ordinal)];
    }

    public async Task<Facility> FacilityAsync(string id, string jurisdiction = "370323")
    {
        await using var session = Store.QuerySession(jurisdiction);
        return (await session.LoadAsync<Facility>(id))!;
    }

    /// <summary>The definition: the fold of the whole stream.</summary>
    public async Task<Facility> ReplayAsync(string id, string jurisdiction = "370323")
    {
        await using var session = Store.QuerySession(jurisdiction);
        return Facility.Replay((await session.Events.FetchStreamAsync(id)).Select(Entry.Of))!;
    }

    /// <summary>Holds a stream as a command in the middle of its work does, until it is disposed of.</summary>
    public async Task<IAsyncDisposable> HoldAsync(string stream)
    {
        var connection = new NpgsqlConnection($"{await TestPostgres.ConnectionStringAsync()};Pooling=false");
        await connection.OpenAsync();
        await connection.BeginTransactionAsync();
        await using var command = new NpgsqlCommand($"select 1 from {Schema}.mt_streams where id = $1 for update", connection);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = stream });
        if (await command.ExecuteScalarAsync() is not 1)
            throw new InvalidOperationException($"there is no stream {stream}");
        return connection; // closing it rolls back
    }

    public async ValueTask DisposeAsync()
    {
        await Host.Services.GetRequiredService<Marten.Events.Daemon.Coordination.IProjectionCoordinator>().PauseAsync();
        await Host.DisposeAsync();
        if (Directory.Exists(Path.Combine(Path.GetTempPath(), Schema)))
            Directory.Delete(Path.Combine(Path.GetTempPath(), Schema), recursive: true);
    }
}

internal sealed class SaysWho(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder) : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public new const string Scheme = "says-who";

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var says = Request.Headers["X-Officer"].ToString();
        if (says.Length == 0)
            return Task.FromResult(AuthenticateResult.NoResult());
        var (account, jurisdiction) = (says, says.Split('@')[1]);
        var identity = new ClaimsIdentity([new("sub", account), new("department", says.Split('-')[0].ToUpperInvariant()), new("jurisdiction", jurisdiction), new("role", says.Split('@')[0].Split('-')[^1] is { } role && !int.TryParse(role, out _) ? role : "officer")], Scheme, "sub", "role");
        return Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), Scheme)));
    }
}

internal sealed class KeptLog : ILoggerProvider, ILogger
{
    public System.Collections.Concurrent.ConcurrentQueue<string> Lines { get; } = [];

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => Lines.Enqueue($"{formatter(state, exception)} {exception}");

    public void Dispose()
    {
        // Nothing is held.
    }
}
