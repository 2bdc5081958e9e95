using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace FacilityLedger.Postgres;

/// <summary>
/// A PostgreSQL server that belongs to one folder. Every process that opens the folder shares it; the last to leave stops it.
/// It outlives a process that is killed, and the next process adopts it. When it dies itself, those that use it start it again.
/// </summary>
public sealed class PrivatePostgres : IAsyncDisposable
{
    private const int Attempts = 5;
    private readonly PostgresBinaries _binaries;
    private readonly PostgresAccount _account;
    private readonly CancellationTokenSource _closing = new();
    private Membership? _membership;
    private Task _watch = Task.CompletedTask;

    private PrivatePostgres(PostgresBinaries binaries, PostgresAccount account) => (_binaries, _account) = (binaries, account);

    /// <summary>As the role that the program runs as.</summary>
    public string ConnectionString { get; private set; } = "";

    /// <summary>As the role that owns the tables.</summary>
    public string OwnerConnectionString { get; private set; } = "";

    /// <summary>As the superuser that made the server: for administration.</summary>
    public string AdministratorConnectionString { get; private set; } = "";

    /// <summary>It ran already: another process had started it, perhaps one that was killed since.</summary>
    public bool Adopted { get; private set; }

    /// <summary>Where the files are: the folder that was asked for, unless root could not hand that one over.</summary>
    public string Folder => _account.Folder;

    public string LogFile => Path.Combine(Folder, "postgres.log");

    public int Major => _binaries.Major;

    private string Data => DataFolder(Folder);

    /// <summary>Whether this machine has server programs for such a folder.</summary>
    public static async Task<bool> IsPossibleAsync(string folder, CancellationToken ct = default) => await PostgresBinaries.FindAsync(folder, ct) is not null;

    /// <param name="bin">The folder of PostgreSQL's programs; null: those found on this machine.</param>
    public static async Task<PrivatePostgres> OpenAsync(string folder, string? bin = null, CancellationToken ct = default)
    {
        var account = await PostgresAccount.ForAsync(folder, ct);
        var binaries = bin is null ? await PostgresBinaries.FindAsync(account.Folder, ct) : await PostgresBinaries.AtAsync(bin, ct);
        return await OpenAsync(account, binaries ?? throw new InvalidOperationException($"There are no PostgreSQL server programs in {bin ?? "the usual folders"}."), ct);
    }

    internal static async Task<PrivatePostgres> OpenAsync(PostgresAccount account, PostgresBinaries binaries, CancellationToken ct)
    {
        var server = new PrivatePostgres(binaries, account);
        server._membership = await Membership.JoinAsync(
            account.Folder,
            async () =>
            {
                await NewCluster.MakeAsync(binaries, account, ct);
                await server.StartAsync(ct);
            },
            ct);
        server._watch = server.WatchAsync(server._closing.Token);
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        await _watch;
        _closing.Dispose();
        if (_membership is not null)
        {
            await _membership.LeaveAsync(async () => await ControlAsync(["stop", "-m", "fast", "-w", "-t", "60"], CancellationToken.None));
        }
    }

    /// <summary>Stops the server of a folder and deletes its data; false, and nothing done, while a process uses it.</summary>
    internal static async Task<bool> EraseAsync(PostgresAccount account, PostgresBinaries? binaries, CancellationToken ct) =>
        await Membership.WhenUnusedAsync(
            account.Folder,
            async () =>
            {
                if (!HoldsData(account.Folder))
                {
                    return;
                }

                if (binaries is not null)
                {
                    await new PrivatePostgres(binaries, account).ControlAsync(["stop", "-m", "immediate", "-w"], ct);
                }

                Directory.Delete(DataFolder(account.Folder), recursive: true);
            },
            ct);

    internal static string DataFolder(string folder) => Path.Combine(folder, "data");

    /// <summary>The superuser's password.</summary>
    internal static string PasswordFile(string folder) => Path.Combine(folder, "password");

    /// <summary>The password of a role that <see cref="DatabaseRoles"/> made.</summary>
    internal static string PasswordFile(string folder, string role) => $"{PasswordFile(folder)}.{role}";

    internal static bool HoldsData(string folder) => Directory.Exists(DataFolder(folder));

    /// <summary>The version of PostgreSQL that made the data in a folder; null when there is none that we can read.</summary>
    internal static int? MajorOf(string folder) =>
        Path.Combine(DataFolder(folder), "PG_VERSION") is var file && File.Exists(file) ? int.Parse(File.ReadAllText(file), CultureInfo.InvariantCulture) : null;

    private async Task WatchAsync(CancellationToken ct)
    {
        using var every = new PeriodicTimer(TimeSpan.FromSeconds(1));
        try
        {
            while (await every.WaitForNextTickAsync(ct))
            {
                if (KilledServer.IsGone(Data))
                {
                    await _membership!.HoldingDoorAsync(() => ReviveAsync(ct), ct);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The folder is being left.
        }
    }

    /// <summary>Starts it where it was: open pools lead to that port. What keeps it from starting stands in its log, and the next second tries again.</summary>
    private async Task ReviveAsync(CancellationToken ct)
    {
        try
        {
            if (KilledServer.IsGone(Data))
            {
                await StartAsync(ct, new NpgsqlConnectionStringBuilder(ConnectionString).Port);
            }
        }
        catch (Exception e) when (e is InvalidOperationException or TimeoutException or IOException or UnauthorizedAccessException or NpgsqlException)
        {
            // Readiness says that there is no database.
        }
    }

    private async Task StartAsync(CancellationToken ct, int? where = null)
    {
        var password = await File.ReadAllTextAsync(PasswordFile(Folder), ct);
        for (var attempt = 1; ; attempt++)
        {
            if (RecordedPort() is { } running && await ServesThisFolderAsync(running, password, ct))
            {
                await LetInAsync(running, password, ct);
                Adopted = true;
                return;
            }

            var port = where ?? FreePort();
            var logged = File.Exists(LogFile) ? new FileInfo(LogFile).Length : 0;
            var start = await ControlAsync(["start", "-l", LogFile, "-w", "-t", "120", "-o", $"-p {port}"], ct);
            if (start.Ok && await ServesThisFolderAsync(port, password, ct))
            {
                await LetInAsync(port, password, ct);
                return;
            }

            var reason = await LoggedSinceAsync(logged, ct);
            if (attempt == Attempts || !CanRemedy(reason))
            {
                throw new InvalidOperationException($"PostgreSQL does not start on {Data}: {start.Reason}\n{reason}\nSee {LogFile}");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(300 * attempt), ct);
        }
    }

    /// <summary>Removes what kept the server from starting, where that is known to be safe; false: another attempt would fail as well.</summary>
    private bool CanRemedy(string reason)
    {
        if (reason.Contains("pre-existing shared memory", StringComparison.Ordinal))
        {
            KilledServer.EndOrphans(Data);
            return true;
        }

        if (reason.Contains("\"postmaster.pid\" already exists", StringComparison.Ordinal))
        {
            KilledServer.ForgetDeadOrStranger(Data);
            return true;
        }

        return reason.Contains("Address already in use", StringComparison.Ordinal);
    }

    /// <summary>True when the server on this port answers and serves our folder; then it has our database.</summary>
    private async Task<bool> ServesThisFolderAsync(int port, string password, CancellationToken ct)
    {
        var maintenance = Address(port, DatabaseRoles.Administrator, password);
        (maintenance.Database, maintenance.Pooling) = ("postgres", false);
        try
        {
            await using var connection = await PostgresAnswer.OpenAsync(maintenance.ConnectionString, startingUpOnly: true, TimeSpan.FromMinutes(10), ct);
            // A server of another folder may sit on a recycled port.
            await using var folder = new NpgsqlCommand("select current_setting('data_directory')", connection);
            if (!string.Equals(Path.GetFullPath((string)(await folder.ExecuteScalarAsync(ct))!), Path.GetFullPath(Data), StringComparison.Ordinal))
            {
                return false;
            }

            await using var exists = new NpgsqlCommand("select 1 from pg_database where datname = 'ledger'", connection);
            if (await exists.ExecuteScalarAsync(ct) is null)
            {
                await using var create = new NpgsqlCommand("create database ledger", connection);
                await create.ExecuteNonQueryAsync(ct);
            }
        }
        catch (NpgsqlException)
        {
            return false;
        }

        return true;
    }

    /// <summary>Makes the roles of the ledger, and the connection strings by which they come in.</summary>
    private async Task LetInAsync(int port, string password, CancellationToken ct)
    {
        var (owners, programs) = (await PasswordAsync(DatabaseRoles.Owner, ct), await PasswordAsync(DatabaseRoles.Program, ct));
        AdministratorConnectionString = Address(port, DatabaseRoles.Administrator, password).ConnectionString;
        await DatabaseRoles.MakeAsync(AdministratorConnectionString, owners, programs, ct);
        var owner = Address(port, DatabaseRoles.Owner, owners);
        owner.MaxPoolSize = 8;
        OwnerConnectionString = owner.ConnectionString;
        ConnectionString = Address(port, DatabaseRoles.Program, programs).ConnectionString;
    }

    private static NpgsqlConnectionStringBuilder Address(int port, string role, string password) => new()
    {
        Host = "127.0.0.1",
        Port = port,
        Username = role,
        Password = password,
        Database = "ledger",
        MaxPoolSize = 40,
        ApplicationName = "FacilityLedger",
    };

    private async Task<string> PasswordAsync(string role, CancellationToken ct)
    {
        var file = PasswordFile(Folder, role);
        var password = await NewCluster.SecretAsync(file, ct);
        await _account.GiveAsync(file, ct);
        return password;
    }

    /// <summary>The fourth line of postmaster.pid. The file outlives a killed server, so the port must answer too.</summary>
    private int? RecordedPort()
    {
        var file = Path.Combine(Data, "postmaster.pid");
        return File.Exists(file) && int.TryParse(File.ReadLines(file).ElementAtOrDefault(3), CultureInfo.InvariantCulture, out var port) ? port : null;
    }

    private Task<Answer> ControlAsync(string[] arguments, CancellationToken ct) =>
        ExternalProgram.RunAsync(_binaries["pg_ctl"], [.. arguments, "-D", Data], ct, _account.Name);

    private async Task<string> LoggedSinceAsync(long position, CancellationToken ct)
    {
        if (!File.Exists(LogFile))
        {
            return "";
        }

        await using var log = new FileStream(LogFile, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        log.Seek(Math.Min(position, log.Length), SeekOrigin.Begin);
        using var reader = new StreamReader(log);
        return (await reader.ReadToEndAsync(ct)).Trim();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
