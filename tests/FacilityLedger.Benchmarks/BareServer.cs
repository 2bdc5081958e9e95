using System.Diagnostics;
using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace FacilityLedger.Benchmarks;

/// <summary>A bare Kestrel endpoint in a process of its own that reads one stored row by its key and sends it as it lies: what no program on this stack does faster.</summary>
internal sealed class BareServer : IAsyncDisposable
{
    /// <summary>Argument by which this program becomes the endpoint.</summary>
    public const string Argument = "bare-endpoint";

    private const string Database = "BARE_DATABASE";
    private readonly Process process;

    private BareServer(Process process, Uri address) => (this.process, Address) = (process, address);

    public Uri Address { get; }

    public static async Task<BareServer> StartAsync(BenchmarkDatabase database, string schema, CancellationToken stop)
    {
        var address = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{LedgerServer.FreePort()}"));
        string[] arguments = [Path.Combine(AppContext.BaseDirectory, "FacilityLedger.Benchmarks.dll"), Argument, address.OriginalString, schema];
        var start = new ProcessStartInfo("dotnet", arguments) { UseShellExecute = false, Environment = { [Database] = database.Access.Program } };
        var server = new BareServer(Process.Start(start)!, address);
        try
        {
            await server.ReadyAsync(stop);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <param name="args">Its own address and the schema.</param>
    public static async Task RunAsync(string[] args)
    {
        var (address, schema) = (args[0], args[1]);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(address);
        // As a careful program would use Npgsql, and as the ledger does.
        await using var database = NpgsqlDataSource.Create(
            new NpgsqlConnectionStringBuilder(Environment.GetEnvironmentVariable(Database)) { MaxAutoPrepare = 10, NoResetOnClose = true });
        await using var app = builder.Build();
        var sql = $"select data from {schema}.public_facility where tenant_id = '370323' and build = (select number from {schema}.public_build where live) and id = $1";
        app.Run(async http =>
        {
            await using var command = database.CreateCommand(sql);
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = http.Request.Path.Value![1..] });
            await using var reader = await command.ExecuteReaderAsync(http.RequestAborted);
            if (!await reader.ReadAsync(http.RequestAborted))
            {
                http.Response.StatusCode = StatusCodes.Status404NotFound;
                return;
            }
            var row = reader.GetFieldValue<byte[]>(0);
            http.Response.ContentType = "application/json";
            http.Response.ContentLength = row.Length;
            await http.Response.Body.WriteAsync(row, http.RequestAborted);
        });
        await app.RunAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
            process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private async Task ReadyAsync(CancellationToken stop)
    {
        using var http = new HttpClient { BaseAddress = Address };
        for (var waiting = Stopwatch.StartNew(); waiting.Elapsed < TimeSpan.FromSeconds(60) && !process.HasExited; await Task.Delay(100, stop))
        {
            try
            {
                using var answer = await http.GetAsync(new Uri("none", UriKind.Relative), stop);
                if (answer.StatusCode == HttpStatusCode.NotFound)
                    return;
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }
        }
        throw new InvalidOperationException("The bare endpoint did not start.");
    }
}
