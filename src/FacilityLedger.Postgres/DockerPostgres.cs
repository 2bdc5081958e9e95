using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Npgsql;

namespace FacilityLedger.Postgres;

/// <summary>A PostgreSQL container that belongs to one ledger folder: same name, same volume, shared and stopped like <see cref="PrivatePostgres"/>.</summary>
internal sealed class DockerPostgres : IAsyncDisposable
{
    private const string Port = "5432/tcp";
    private static readonly TimeSpan Quick = TimeSpan.FromSeconds(20);
    private readonly string _docker;
    private readonly string _image;
    private readonly string _folder;
    private Membership? _membership;

    private DockerPostgres(string docker, string image, string folder) => (_docker, _image, _folder) = (docker, image, folder);

    /// <summary>As the role that the program runs as.</summary>
    public string ConnectionString { get; private set; } = "";

    /// <summary>As the role that owns the tables.</summary>
    public string OwnerConnectionString { get; private set; } = "";

    /// <summary>The container's and the volume's name; another folder has another.</summary>
    public string Name => $"facility-ledger-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Path.GetFullPath(_folder))))[..12]}";

    /// <summary>Null when an engine answers and has the image or can fetch it, else why not.</summary>
    public static async Task<string?> WhyNotAsync(string docker, string image, CancellationToken ct)
    {
        var engine = await ExternalProgram.RunWithinAsync(Quick, docker, ["version", "--format", "{{.Server.Version}}"], ct);
        if (!engine.Ok)
        {
            return engine.Reason;
        }

        var present = await ExternalProgram.RunWithinAsync(Quick, docker, ["image", "inspect", "--format", "{{.Id}}", image], ct);
        var fetched = present.Ok ? present : await ExternalProgram.RunWithinAsync(TimeSpan.FromMinutes(10), docker, ["pull", "--quiet", image], ct);
        return fetched.Ok ? null : fetched.Reason;
    }

    /// <summary>The ledger of this folder is in a container already.</summary>
    public static bool HoldsData(string folder) => File.Exists(PrivatePostgres.PasswordFile(folder));

    public static async Task<DockerPostgres> OpenAsync(string docker, string image, string folder, CancellationToken ct)
    {
        Directory.CreateDirectory(folder);
        var server = new DockerPostgres(docker, image, folder);
        server._membership = await Membership.JoinAsync(folder, () => server.StartAsync(ct), ct);
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        if (_membership is not null)
        {
            await _membership.LeaveAsync(async () => await ExternalProgram.RunAsync(_docker, ["stop", "--time", "60", Name], CancellationToken.None));
        }
    }

    /// <summary>Removes container and volume of a folder; false, and nothing done, while a process uses them.</summary>
    public static async Task<bool> EraseAsync(string docker, string folder, CancellationToken ct) =>
        await Membership.WhenUnusedAsync(
            folder,
            async () =>
            {
                var name = new DockerPostgres(docker, "", folder).Name;
                await ExternalProgram.RunAsync(docker, ["rm", "--force", name], ct);
                var removed = await ExternalProgram.RunAsync(docker, ["volume", "rm", "--force", name], ct);
                if (!removed.Ok)
                {
                    throw new InvalidOperationException($"Docker cannot remove the volume {name}: {removed.Reason}");
                }

                File.Delete(PrivatePostgres.PasswordFile(folder));
                File.Delete(OwnersPasswordFile(folder));
                File.Delete(ProgramsPasswordFile(folder));
            },
            ct);

    private async Task StartAsync(CancellationToken ct)
    {
        var password = await NewCluster.SecretAsync(PrivatePostgres.PasswordFile(_folder), ct);
        var state = await ExternalProgram.RunWithinAsync(Quick, _docker, ["container", "inspect", "--format", "{{.State.Running}}", Name], ct);
        var started = !state.Ok ? await RunNewAsync(password, ct)
            : state.Output.Trim() is "true" ? state
            : await ExternalProgram.RunAsync(_docker, ["start", Name], ct);
        if (!started.Ok)
        {
            throw new InvalidOperationException($"Docker cannot start {Name} from {_image}: {started.Output.Trim()}");
        }

        // Docker picks another free port at every start.
        var port = await ExternalProgram.RunWithinAsync(Quick, _docker, ["port", Name, Port], ct);
        if (!port.Ok || !int.TryParse(port.Reason.Split(':')[^1], CultureInfo.InvariantCulture, out var number))
        {
            throw new InvalidOperationException($"Docker does not say which port {Name} has: {port.Reason}. See docker logs {Name}");
        }

        var address = new NpgsqlConnectionStringBuilder
        {
            Host = "127.0.0.1",
            Port = number,
            Username = DatabaseRoles.Administrator,
            Password = password,
            Database = "ledger",
            MaxPoolSize = 40,
            ApplicationName = "FacilityLedger",
        };
        try
        {
            var once = address.ConnectionString + ";Pooling=false";
            await using var answers = await PostgresAnswer.OpenAsync(once, startingUpOnly: false, TimeSpan.FromMinutes(2), ct);
        }
        catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.InvalidPassword)
        {
            // The folder was deleted, the volume was not: this is for a person to decide.
            throw new InvalidOperationException(
                $"The Docker volume {Name} holds a ledger whose password was in {_folder} and is gone. To start anew: {_docker} rm --force {Name} && {_docker} volume rm {Name}", e);
        }

        var owners = await NewCluster.SecretAsync(OwnersPasswordFile(_folder), ct);
        var programs = await NewCluster.SecretAsync(ProgramsPasswordFile(_folder), ct);
        await DatabaseRoles.MakeAsync(address.ConnectionString, owners, programs, ct);
        (address.Username, address.Password) = (DatabaseRoles.Owner, owners);
        OwnerConnectionString = address.ConnectionString;
        (address.Username, address.Password) = (DatabaseRoles.Program, programs);
        ConnectionString = address.ConnectionString;
    }

    private static string OwnersPasswordFile(string folder) => PrivatePostgres.PasswordFile(folder, DatabaseRoles.Owner);

    private static string ProgramsPasswordFile(string folder) => PrivatePostgres.PasswordFile(folder, DatabaseRoles.Program);

    /// <summary>The password travels in the client's environment: a command line is visible to every account.</summary>
    private Task<Answer> RunNewAsync(string password, CancellationToken ct) => ExternalProgram.RunAsync(
        _docker,
        [
            "run", "--detach", "--name", Name, "--publish", "127.0.0.1::5432", "--volume", $"{Name}:/var/lib/postgresql/data",
            "--stop-signal", "SIGINT", "--shm-size", "256m",
            "--env", $"POSTGRES_USER={DatabaseRoles.Administrator}", "--env", "POSTGRES_DB=ledger", "--env", "POSTGRES_PASSWORD",
            "--env", "POSTGRES_INITDB_ARGS=--locale=C.UTF-8 --data-checksums", "--env", "PGDATA=/var/lib/postgresql/data",
            _image, "-c", "max_connections=100", "-c", "max_wal_size=2GB", "-c", "wal_compression=on", "-c", "timezone=UTC", "-c", "client_connection_check_interval=1s",
            .. DatabaseRoles.Discreet.SelectMany(setting => (string[])["-c", setting.Replace(" ", "", StringComparison.Ordinal)]),
        ],
        ct,
        environment: new Dictionary<string, string>(StringComparer.Ordinal) { ["POSTGRES_PASSWORD"] = password });
}
