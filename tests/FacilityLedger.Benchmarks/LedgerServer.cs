using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using FacilityLedger.Hosting.SignIn;

namespace FacilityLedger.Benchmarks;

/// <summary>The product as people start it: its own process, Kestrel on loopback, sign-in by the issuer of Development.</summary>
public sealed class LedgerServer : IAsyncDisposable
{
    // The first start makes all tables, and the machine may be shared.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private readonly Process process;
    private readonly ConcurrentQueue<string?> said = [];

    private LedgerServer(Process process, Uri address)
    {
        (this.process, Address) = (process, address);
        process.OutputDataReceived += (_, e) => said.Enqueue(e.Data);
        process.ErrorDataReceived += (_, e) => said.Enqueue(e.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public Uri Address { get; }

    /// <summary>What the process holds in memory.</summary>
    public long Megabytes
    {
        get
        {
            process.Refresh();
            return process.WorkingSet64 / (1024 * 1024);
        }
    }

    public static async Task<LedgerServer> StartAsync(BenchmarkDatabase database, string schema, CancellationToken stop)
    {
        var address = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{FreePort()}"));
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "FacilityLedger.dll"), "--urls", address.OriginalString])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["ASPNETCORE_ENVIRONMENT"] = "Development",
                ["ConnectionStrings__Ledger"] = database.Access.Program,
                ["ConnectionStrings__LedgerOwner"] = database.Access.Owner,
                ["Ledger__Schema"] = schema,
                ["Ledger__Limits__Address"] = "0",
                ["Ledger__Limits__Account"] = "0",
                ["Ledger__Home"] = Path.Combine(database.Folder, "home"),
            },
        };
        var server = new LedgerServer(new Process { StartInfo = start }, address);
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

    /// <summary>A client with a connection of its own.</summary>
    public HttpClient Client() => new(new SocketsHttpHandler { MaxConnectionsPerServer = 1 }) { BaseAddress = Address };

    public async Task<string> TokenAsync(string account, CancellationToken stop)
    {
        using var client = Client();
        using var answer = await client.PostAsJsonAsync("dev/token", new TokenRequest(account), stop);
        return (await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<IssuedToken>(stop))!.AccessToken;
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
        using var client = Client();
        for (var waiting = Stopwatch.StartNew(); ; await Task.Delay(100, stop))
        {
            try
            {
                using var answer = await client.GetAsync(new Uri("health/ready", UriKind.Relative), stop);
                if (answer.StatusCode == HttpStatusCode.OK)
                    return;
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }
            if (process.HasExited || waiting.Elapsed > Patience)
                throw new InvalidOperationException($"The server did not start:\n{string.Join('\n', said)}");
        }
    }

    internal static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
