using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using FacilityLedger.IntegrationTests;
using FacilityLedger.Postgres;
using Xunit;

namespace FacilityLedger.FaultTests;

/// <summary>A ledger folder and a port of one test, with the programs that run on it. Whatever still runs at the end is ended, PostgreSQL too.</summary>
internal sealed class LedgerHome : IAsyncDisposable
{
    private readonly List<LedgerProcess> started = [];
    private readonly HttpClient http = new() { Timeout = TimeSpan.FromSeconds(30) };

    private LedgerHome(string? folder)
    {
        Folder = folder ?? Path.Combine(Path.GetTempPath(), $"facility-ledger-fault-{Path.GetRandomFileName()}");
        Directory.CreateDirectory(Folder);
    }

    // Not one of the runtime's own temporary folders: those are closed to the account that PostgreSQL runs as.
    public string Folder { get; }

    public int Port { get; } = FreePort();

    public Uri Address => new($"http://localhost:{Port.ToString(CultureInfo.InvariantCulture)}");

    private string Postgres => Path.Combine(Folder, "postgres");

    /// <param name="folder">One that may be there already; null for a new one.</param>
    public static async Task<LedgerHome> NewAsync(string? folder = null)
    {
        var home = new LedgerHome(folder);
        if (!await PrivatePostgres.IsPossibleAsync(home.Postgres))
        {
            Directory.Delete(home.Folder, recursive: true);
            Assert.Skip("there are no PostgreSQL server programs on this machine");
        }
        return home;
    }

    /// <summary>Starts the program with a command; without one it is the server.</summary>
    public LedgerProcess Run(params string[] arguments) => Run([], arguments);

    /// <summary>The same, with more in its environment.</summary>
    public LedgerProcess Run(IEnumerable<(string Name, string Value)> environment, params string[] arguments)
    {
        var program = LedgerProcess.Start(Folder, Port, arguments, environment);
        started.Add(program);
        return program;
    }

    /// <summary>Starts the server; back when it is ready.</summary>
    public async Task<LedgerProcess> ServeAsync()
    {
        var server = Run();
        await Until.TrueAsync($"the server on {Folder} is ready", async () => server.Ended ? throw new InvalidOperationException($"The server has ended:\n{server.Output}") : await GetAsync("/health/ready") == HttpStatusCode.OK);
        return server;
    }

    /// <summary>The status of an answer; null when nobody answers.</summary>
    public async Task<HttpStatusCode?> GetAsync(string path)
    {
        try
        {
            using var answer = await http.GetAsync(new Uri(Address, path));
            return answer.StatusCode;
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
        {
            return null;
        }
    }

    /// <summary>What is answered to anybody.</summary>
    public async Task<HttpResponseMessage> AnswerAsync(string path, string accept = "*/*")
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Address, path));
        request.Headers.Add("Accept", accept);
        return await http.SendAsync(request);
    }

    /// <summary>The text of an answer; nothing when nobody answers.</summary>
    public async Task<string> TextAsync(string path)
    {
        try
        {
            using var answer = await AnswerAsync(path);
            return await answer.Content.ReadAsStringAsync();
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
        {
            return "";
        }
    }

    /// <summary>Keeps all of PostgreSQL's processes from doing anything until it is disposed of: connections stay, and nobody answers on them.</summary>
    public IDisposable Stopped() => new Standstill(Postmaster()!.Value);

    /// <summary>Opens the database beside the programs, or instead of them.</summary>
    public async Task<LedgerBooks> BooksAsync() => new(await PrivatePostgres.OpenAsync(Postgres));

    /// <summary>Where the store keeps the file of that digest.</summary>
    public string Evidence(string jurisdiction, string digest) => Path.Combine(Folder, "evidence", jurisdiction, digest[..2], digest);

    /// <summary>All files that the store keeps, without what it notes beside them.</summary>
    public IEnumerable<string> Evidence(string jurisdiction) => Directory.EnumerateFiles(Path.Combine(Folder, "evidence", jurisdiction), "*", SearchOption.AllDirectories).Where(x => !Path.GetFileName(x).Contains('.', StringComparison.Ordinal));

    /// <summary>Process id of the folder's PostgreSQL; null when it does not run.</summary>
    public int? Postmaster() => File.Exists(Path.Combine(Postgres, "data", "postmaster.pid")) ? PostmasterOf(File.ReadLines(Path.Combine(Postgres, "data", "postmaster.pid")).First()) : null;

    /// <summary>Keeps PostgreSQL from starting on this folder until it is disposed of.</summary>
    public IDisposable Locked() => new Lock(Path.Combine(Postgres, "data", "PG_VERSION"));

    /// <summary>kill -9 of PostgreSQL itself: all of it is gone.</summary>
    public async Task KillPostgresAsync()
    {
        using var postmaster = Process.GetProcessById(Postmaster()!.Value);
        postmaster.Kill();
        await postmaster.WaitForExitAsync();
    }

    /// <summary>kill -9 of one of PostgreSQL's processes that work for the server: it breaks off all others and starts them again.</summary>
    public async Task KillBackendAsync()
    {
        await using var books = await BooksAsync();
        using var backend = Process.GetProcessById(await books.BackendAsync());
        backend.Kill();
        await backend.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var program in started)
            await program.DisposeAsync();
        http.Dispose();
        if (Directory.Exists(Postgres))
            await (await PrivatePostgres.OpenAsync(Postgres)).DisposeAsync(); // the last to leave stops it
        Directory.Delete(Folder, recursive: true);
    }

    private static int? PostmasterOf(string line) =>
        int.TryParse(line, CultureInfo.InvariantCulture, out var pid) && Array.Exists(Process.GetProcesses(), x => x.Id == pid && x.ProcessName.StartsWith("postgres", StringComparison.Ordinal)) ? pid : null;

    private sealed class Standstill : IDisposable
    {
        private readonly int postmaster;

        public Standstill(int postmaster)
        {
            this.postmaster = postmaster;
            Signal("-STOP");
        }

        public void Dispose() => Signal("-CONT");

        // The postmaster first: it would start new ones meanwhile.
        private void Signal(string signal)
        {
            using var first = Process.Start("kill", [signal, postmaster.ToString(CultureInfo.InvariantCulture)]);
            first.WaitForExit();
            using var others = Process.Start("pkill", [signal, "-P", postmaster.ToString(CultureInfo.InvariantCulture)]);
            others.WaitForExit();
        }
    }

    private sealed class Lock : IDisposable
    {
        private readonly string file;

        public Lock(string file)
        {
            this.file = file;
            File.Move(file, file + ".away");
        }

        public void Dispose() => File.Move(file + ".away", file);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
