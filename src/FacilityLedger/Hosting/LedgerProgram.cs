using System.Net;
using System.Net.Sockets;
using FacilityLedger.Adoption;
using FacilityLedger.Disclosure;
using FacilityLedger.Hosting.Clock;
using FacilityLedger.Hosting.SignIn;
using FacilityLedger.Import;
using FacilityLedger.Inspections;
using FacilityLedger.Plans;
using FacilityLedger.Policies;
using FacilityLedger.Postgres;
using FacilityLedger.Sample;
using FacilityLedger.Web;
using JasperFx;
using Marten;

namespace FacilityLedger.Hosting;

/// <summary>
/// One executable: without a command it is the server; <c>import</c>, <c>evidence</c>, <c>clock</c>, <c>rebuild</c>, <c>redraw</c>, <c>db-apply</c>,
/// <c>database</c>, <c>health</c> and <c>reset</c> are the ledger's own commands, all others Marten's and Wolverine's.
/// </summary>
public static class LedgerProgram
{
    private const int DefaultPort = 5080;

    public static async Task<int> RunAsync(string[] args)
    {
        using var stop = new CancellationTokenSource();
        Console.CancelKeyPress += (_, e) =>
        {
            e.Cancel = true;
            stop.Cancel();
        };
        try
        {
            return args switch
            {
                [] or ["--" or "run", ..] => await ServeAsync(args, stop.Token),
                ["redraw", ..] => await RedrawCommand.RunAsync(args, Console.Out, stop.Token),
                ["reset", ..] => await ResetAsync(args, stop.Token),
                ["health"] => await HealthAsync(stop.Token),
                ["database", .. var rest] => await DatabaseAsync(rest, stop.Token),
                [var option, ..] when option.StartsWith("--", StringComparison.Ordinal) => await ServeAsync(args, stop.Token),
                _ => await CommandAsync(args, stop.Token),
            };
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return 130;
        }
        catch (Exception e) when (e is LedgerDatabaseException or PolicyException or LedgerStartException)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return 1;
        }
    }

    private static async Task<int> ServeAsync(string[] args, CancellationToken stop)
    {
        var builder = Builder(args);
        var home = HomeOf(builder.Configuration);
        Directory.CreateDirectory(home);
        using var alone = ServerLock.TryTake(home)
            ?? throw new LedgerStartException($"A server already runs on {home} (process {ServerLock.HolderOf(home)?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "unknown"}). Stop it, or give this one another folder: --Ledger:Home=FOLDER");
        var urls = UrlsOf(builder.Configuration);
        foreach (var url in urls.Split(';'))
            DemandFree(OnLoopback(url));
        builder.WebHost.UseUrls(urls.Split(';'));
        _ = Outside.Of(builder.Configuration);
        if (SignInSettings.Of(builder.Configuration, builder.Environment).Missing is { } missing)
            throw new LedgerStartException(missing);
        await using var database = await LedgerDatabase.OpenAsync(builder.Configuration, home, Console.Out, stop);
        await using var only = await SchemaLock.TakeAsync(database.ConnectionString, builder.Configuration["Ledger:Schema"], stop);
        // What a person waits for is given up in time to tell him so.
        var patient = $"Timeout=5;Command Timeout=15;{database.ConnectionString}";
        builder.AddLedger(patient, builder.Configuration["Ledger:Schema"], database.Access.Owner);
        builder.Services.AddLedgerPages().AddLedgerFrame().AddCountyPages();
        builder.AddLedgerSignIn(services => services.GetRequiredService<PolicyShelf>().All.Select(x => x.Latest));
        await using var app = builder.Build();
        LedgerPipeline.UseWithPages(app);
        // Before the host starts, which would bury in a trace what is wrong with the database.
        await app.Services.GetRequiredService<LedgerSchema>().ReadyAsync(stop);
        await app.Services.GetRequiredService<TrustedClock>().CompareAsync(stop);
        if (app.Environment.IsDevelopment())
        {
            await PrepareAsync(app.Services, stop);
            await SampleFilling.FillAsync(app.Services.GetRequiredService<PolicyShelf>(), database.ConnectionString, builder.Configuration["Ledger:Schema"], Console.Out, stop);
        }
        await app.StartAsync(stop);
        await SayWhereAsync(app, database, urls);
        await using (stop.Register(app.Lifetime.StopApplication))
        await using (only.Lost.Register(app.Lifetime.StopApplication))
            await app.WaitForShutdownAsync(CancellationToken.None);
        if (!only.Lost.IsCancellationRequested)
            return 0;
        await Console.Error.WriteLineAsync($"Another server has taken over the database ({only.Holder ?? "unknown"}); this one has stopped.");
        return 1;
    }

    private static async Task<int> CommandAsync(string[] args, CancellationToken stop)
    {
        if (args is ["import", .. var wanted] && ImportCommand.Wrong(wanted) is { } wrong)
        {
            await Console.Out.WriteLineAsync(wrong);
            return 2;
        }
        var builder = Builder([]);
        await using var database = await LedgerDatabase.OpenAsync(builder.Configuration, HomeOf(builder.Configuration), TextWriter.Null, stop);
        builder.AddLedger(database.ConnectionString, builder.Configuration["Ledger:Schema"], database.Access.Owner);
        builder.Services.AddLedgerPages().AddLedgerFrame().AddCountyPages();
        builder.AddLedgerSignIn(services => services.GetRequiredService<PolicyShelf>().All.Select(x => x.Latest));
        await using var app = builder.Build();
        if (args is ["db-apply"])
        {
            await app.Services.GetRequiredService<LedgerSchema>().ReadyAsync(stop);
            await Console.Out.WriteLineAsync($"{database.Source}: the tables and the rights are those of this program.");
            return 0;
        }
        if (args is not ["import" or "evidence" or "clock" or "rebuild", .. var rest])
        {
            LedgerPipeline.UseWithPages(app);
            return await app.RunJasperFxCommands(args);
        }
        var (trusted, clock) = (app.Services.GetRequiredService<TrustedClock>(), app.Services.GetRequiredService<TimeProvider>());
        if (args[0] == "clock")
        {
            await app.Services.GetRequiredService<LedgerSchema>().ReadyAsync(stop);
            return await ClockCommand.RunAsync(rest, trusted, clock, Console.Out, stop);
        }
        if (args[0] == "import")
            await trusted.DemandAsync(stop);
        await PrepareAsync(app.Services, stop, write: args[0] is not "evidence" && !args.Contains(ImportCommand.DryRun));
        var (store, shelf) = (app.Services.GetRequiredService<IDocumentStore>(), app.Services.GetRequiredService<PolicyShelf>());
        if (args[0] == "rebuild")
            return await RebuildAsync(rest, store, app.Services.GetRequiredService<TimeProvider>(), stop);
        return args[0] == "evidence" ? await EvidenceCommand.RunAsync(rest, store, app.Services.GetRequiredService<IEvidenceStore>(), shelf, Console.Out, stop) : await ImportCommand.RunAsync(rest, store, shelf, app.Services.GetRequiredService<TimeProvider>(), Console.Out, stop);
    }

    // Those who opened a page a moment ago still read the former rows.
    private static readonly TimeSpan Readers = TimeSpan.FromSeconds(30);

    private static async Task<int> RebuildAsync(string[] args, IDocumentStore store, TimeProvider clock, CancellationToken stop)
    {
        if (args is not ["public"])
        {
            await Console.Error.WriteLineAsync("usage: rebuild public");
            return 2;
        }
        await Console.Out.WriteLineAsync($"The public view was made anew: {await PublicRebuild.RunAsync(store, Readers, clock, stop)} institutions.");
        return 0;
    }

    // A command runs beside a server or alone, and the sample is filled before anybody is served: the schema and the policies are there either way, and no background work starts.
    private static async Task PrepareAsync(IServiceProvider services, CancellationToken stop, bool write = true)
    {
        await services.GetRequiredService<LedgerSchema>().ReadyAsync(stop);
        await ActivatorUtilities.CreateInstance<PolicyAdoption>(services).TakeAsync(write, stop);
    }

    private static WebApplicationBuilder Builder(string[] args)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning).AddFilter("JasperFx", LogLevel.Warning).AddFilter("Marten", LogLevel.Warning).AddFilter("Wolverine", LogLevel.Warning).AddFilter("Npgsql", LogLevel.Warning)
            // Commands come by HTTP alone: there are no message handlers to find.
            .AddFilter("Wolverine.Configuration.HandlerDiscovery", LogLevel.Error);
        return builder;
    }

    private static string HomeOf(ConfigurationManager configuration) => Path.GetFullPath(configuration["Ledger:Home"] ?? ".data");

    private static async Task SayWhereAsync(WebApplication app, LedgerDatabase database, string urls)
    {
        await Console.Out.WriteLineAsync($"\n  {database.Source}\n");
        foreach (var book in app.Services.GetRequiredService<PolicyShelf>().All)
            await Console.Out.WriteLineAsync($"  {book.Latest.Name.Zh} {book.Latest.Name.En}: {urls.Split(';')[0]}/{book.Jurisdiction}{(book.Sample ? "  (sample)" : "")}");
        if (app.Environment.IsDevelopment())
            await Console.Out.WriteLineAsync($"  sample sign-ins: {urls.Split(';')[0]}/dev/accounts");
        if (app.Services.GetRequiredService<TrustedClock>() is { Waits: true, Doubt: var doubt })
            await Console.Out.WriteLineAsync($"\n  {doubt}");
        await Console.Out.WriteLineAsync("\n  Ctrl-C stops the ledger; nothing is lost.\n");
    }

    private static void DemandFree(Uri url)
    {
        try
        {
            using var probe = new TcpListener(url.HostNameType == UriHostNameType.IPv4 ? IPAddress.Parse(url.Host) : IPAddress.Loopback, url.Port);
            probe.Start();
        }
        catch (SocketException)
        {
            throw new LedgerStartException($"Port {url.Port} is taken{PortHolder.Of(url.Port)}. Stop that, or choose another: --Ledger:Port=NUMBER");
        }
    }

    private static async Task<int> DatabaseAsync(string[] args, CancellationToken stop)
    {
        var configuration = Builder([]).Configuration;
        return await DatabaseCommand.RunAsync(args, configuration, HomeOf(configuration), stop);
    }

    // For a container's health check: its image has no other client.
    private static async Task<int> HealthAsync(CancellationToken stop)
    {
        var configuration = Builder([]).Configuration;
        var url = OnLoopback(UrlsOf(configuration).Split(';')[0]);
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
        try
        {
            using var answer = await http.GetAsync(new Uri(url, "/health/ready"), stop);
            await Console.Out.WriteLineAsync(await answer.Content.ReadAsStringAsync(stop));
            return answer.IsSuccessStatusCode ? 0 : 1;
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return 1;
        }
    }

    private static Uri OnLoopback(string url) =>
        new(url.Replace("*", "localhost", StringComparison.Ordinal).Replace("+", "localhost", StringComparison.Ordinal));

    private static string UrlsOf(ConfigurationManager configuration) =>
        configuration["urls"] ?? $"http://localhost:{configuration.GetValue("Ledger:Port", DefaultPort)}";

    private static async Task<int> ResetAsync(string[] args, CancellationToken stop)
    {
        var configuration = Builder([]).Configuration;
        var home = HomeOf(configuration);
        using (ServerLock.TryTake(home) ?? throw new LedgerStartException($"A server runs on {home}; stop it first."))
        {
            if (!args.Contains("--yes"))
            {
                await Console.Out.WriteAsync($"This deletes all of {home}. Type yes: ");
                if ((await Console.In.ReadLineAsync(stop))?.Trim() != "yes")
                    throw new LedgerStartException("Nothing was deleted.");
            }
            await LedgerDatabase.EraseAsync(configuration, home, stop);
        }
        if (Directory.Exists(home))
            Directory.Delete(home, recursive: true);
        await Console.Out.WriteLineAsync($"{home} is empty; the next start begins anew.");
        return 0;
    }
}

/// <summary>The server cannot start; the message is all that the caller needs.</summary>
public sealed class LedgerStartException(string message) : Exception(message);
