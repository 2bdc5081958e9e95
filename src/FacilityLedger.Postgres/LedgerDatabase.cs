using Microsoft.Extensions.Configuration;
using MysticMind.PostgresEmbed;
using Npgsql;

namespace FacilityLedger.Postgres;

/// <summary>No database could be opened. The message is for the person who started the program: what was tried, why it failed, what helps.</summary>
public sealed class LedgerDatabaseException : Exception
{
    public LedgerDatabaseException()
    {
    }

    public LedgerDatabaseException(string message)
        : base(message)
    {
    }

    public LedgerDatabaseException(string message, Exception inner)
        : base(message, inner)
    {
    }
}

/// <summary>
/// The PostgreSQL database of one ledger folder: the one that was named, else a server that this class finds, starts and stops.
/// A folder that has data stays with the kind of server that made it, so that a newly installed one never shows an empty ledger.
/// </summary>
public sealed class LedgerDatabase : IAsyncDisposable
{
    private static readonly string[] Kinds = ["machine", "docker", "download"];
    private readonly IAsyncDisposable? _server;

    private LedgerDatabase(DatabaseAccess access, string source, IAsyncDisposable? server) =>
        (Access, Source, _server) = (access, source, server);

    public DatabaseAccess Access { get; }

    /// <summary>As the role that the program runs as.</summary>
    public string ConnectionString => Access.Program;

    /// <summary>Folder of PostgreSQL's programs that fit this server; null: not known.</summary>
    public string? Programs { get; private init; }

    /// <summary>One line for people: which server this is, where its data and its log are.</summary>
    public string Source { get; }

    /// <summary>
    /// Opens the database: ConnectionStrings:Ledger (and :LedgerOwner, whom its tables belong to), else server programs of this machine
    /// (or in Ledger:PostgresBin), else Docker
    /// (image LEDGER_POSTGRES_IMAGE), else downloaded programs (from Ledger:PostgresDownload, if set). Ledger:PostgresFrom names
    /// those of "machine, docker, download" that are allowed.
    /// </summary>
    /// <param name="home">The folder of this ledger.</param>
    /// <param name="says">Told about what takes long.</param>
    public static async Task<LedgerDatabase> OpenAsync(IConfiguration configuration, string home, TextWriter says, CancellationToken ct)
    {
        try
        {
            return configuration.GetConnectionString("Ledger") is { Length: > 0 } given
                ? await GivenAsync(given, configuration.GetConnectionString("LedgerOwner"), configuration["Ledger:Schema"], ct)
                : await new Search(configuration, home, says).OpenAsync(ct);
        }
        catch (Exception e) when (e is InvalidOperationException or TimeoutException or IOException or UnauthorizedAccessException or NpgsqlException or ArgumentException)
        {
            throw new LedgerDatabaseException(e.Message, e);
        }
    }

    /// <summary>
    /// Deletes the data of a ledger folder, wherever its server keeps it: in the folder, where root had to move it, in a Docker volume.
    /// A database that ConnectionStrings:Ledger names is left alone.
    /// </summary>
    public static async Task EraseAsync(IConfiguration configuration, string home, CancellationToken ct)
    {
        try
        {
            var search = new Search(configuration, home, TextWriter.Null);
            if (!await search.EraseAsync(ct))
            {
                throw new LedgerDatabaseException($"Another process uses the database of {home}; stop it first.");
            }
        }
        catch (Exception e) when (e is InvalidOperationException or TimeoutException or IOException or UnauthorizedAccessException)
        {
            throw new LedgerDatabaseException(e.Message, e);
        }
    }

    public ValueTask DisposeAsync() => _server?.DisposeAsync() ?? ValueTask.CompletedTask;

    /// <summary>One role that may make tables runs as their owner; one that may not finds them as the owner left them.</summary>
    private static async Task<LedgerDatabase> GivenAsync(string program, string? owner, string? schema, CancellationToken ct)
    {
        var address = new NpgsqlConnectionStringBuilder(program);
        await using (var connection = await AnswerAsync("Ledger", program, ct))
        {
            if (owner is { Length: > 0 })
            {
                await using var answers = await AnswerAsync("LedgerOwner", owner, ct);
            }
            else
            {
                await using var may = new NpgsqlCommand(
                    """
                    select coalesce(
                      (select has_schema_privilege(oid, 'CREATE') from pg_namespace where nspname = $1),
                      has_database_privilege(current_database(), 'CREATE'))
                    """,
                    connection);
                may.Parameters.Add(new NpgsqlParameter<string> { TypedValue = schema ?? "public" });
                owner = await may.ExecuteScalarAsync(ct) is true ? program : null;
            }
        }

        return new LedgerDatabase(
            new DatabaseAccess(program, owner),
            $"PostgreSQL at {address.Host}:{address.Port}, database {address.Database} (ConnectionStrings:Ledger)",
            null);
    }

    private static async Task<NpgsqlConnection> AnswerAsync(string name, string connectionString, CancellationToken ct)
    {
        try
        {
            return await PostgresAnswer.OpenAsync(connectionString, startingUpOnly: false, TimeSpan.FromSeconds(20), ct);
        }
        catch (NpgsqlException e)
        {
            var address = new NpgsqlConnectionStringBuilder(connectionString);
            throw new LedgerDatabaseException(
                $"ConnectionStrings:{name} leads to {address.Host}:{address.Port}, database {address.Database}, "
                + $"which does not answer: {e.Message}",
                e);
        }
    }

    private sealed class Search(IConfiguration configuration, string home, TextWriter says)
    {
        private readonly string _private = Path.Combine(home, "postgres");
        private readonly string _docker = Path.Combine(home, "docker");
        private readonly List<string> _tried = ["ConnectionStrings:Ledger: not set"];

        public async Task<LedgerDatabase> OpenAsync(CancellationToken ct)
        {
            var account = await PostgresAccount.ForAsync(_private, ct);
            string[] allowed = configuration["Ledger:PostgresFrom"]?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? Kinds;
            if (DockerPostgres.HoldsData(_docker))
            {
                allowed = ["docker"];
            }
            else if (PrivatePostgres.HoldsData(account.Folder))
            {
                allowed = [.. allowed.Where(kind => kind is not "docker")];
            }

            foreach (var kind in Kinds.Intersect(allowed, StringComparer.Ordinal))
            {
                var opened = kind switch
                {
                    "machine" => await OnThisMachineAsync(account, ct),
                    "docker" => await InDockerAsync(ct),
                    _ => await DownloadedAsync(account, ct),
                };
                if (opened is not null)
                {
                    return opened;
                }
            }

            throw new LedgerDatabaseException($"""
                No PostgreSQL for this ledger. Tried:
                  {string.Join("\n  ", _tried)}
                Any of these helps:
                  Install PostgreSQL {PostgresBinaries.OldestMajor} or later (Debian, Ubuntu: apt-get install postgresql; Fedora: dnf install postgresql-server; macOS: brew install postgresql@17).
                  Start Docker.
                  Set ConnectionStrings__Ledger to a database that runs.
                """);
        }

        public async Task<bool> EraseAsync(CancellationToken ct)
        {
            var account = await PostgresAccount.ForAsync(_private, ct);
            return await PrivatePostgres.EraseAsync(account, await PostgresBinaries.FindAsync(account.Folder, ct), ct)
                && (!DockerPostgres.HoldsData(_docker) || await DockerPostgres.EraseAsync(Docker, _docker, ct));
        }

        private string Docker => configuration["Ledger:Docker"] ?? "docker";

        private async Task<LedgerDatabase?> OnThisMachineAsync(PostgresAccount account, CancellationToken ct)
        {
            if (configuration["Ledger:PostgresBin"] is { Length: > 0 } bin)
            {
                // Whoever names a folder wants that one, and would not notice that another was taken.
                return await PrivateAsync(account, await PostgresBinaries.AtAsync(bin, ct) ?? throw new LedgerDatabaseException($"Ledger:PostgresBin is {bin}, where initdb, pg_ctl and postgres are not."), ct);
            }

            if (await PostgresBinaries.FindAsync(account.Folder, ct) is { } found)
            {
                return await PrivateAsync(account, found, ct);
            }

            _tried.Add($"This machine: no server programs of PostgreSQL {PostgresBinaries.OldestMajor} or later (initdb, pg_ctl, postgres) on PATH or in the usual folders");
            return null;
        }

        private async Task<LedgerDatabase?> InDockerAsync(CancellationToken ct)
        {
            var image = configuration["LEDGER_POSTGRES_IMAGE"] ?? "postgres:17";
            await says.WriteLineAsync($"Looking for Docker and its image {image}, which may have to be fetched …");
            if (await DockerPostgres.WhyNotAsync(Docker, image, ct) is { } reason)
            {
                _tried.Add($"Docker: {reason}" + (DockerPostgres.HoldsData(_docker) ? " (and the data of this ledger is in a Docker volume)" : ""));
                return null;
            }

            var server = await DockerPostgres.OpenAsync(Docker, image, _docker, ct);
            return new LedgerDatabase(
                new DatabaseAccess(server.ConnectionString, server.OwnerConnectionString),
                $"PostgreSQL in Docker, container and volume {server.Name}, log: {Docker} logs {server.Name}",
                server);
        }

        private async Task<LedgerDatabase?> DownloadedAsync(PostgresAccount account, CancellationToken ct)
        {
            await says.WriteLineAsync("Fetching PostgreSQL's programs (about 20 MB, once) …");
            try
            {
                if (await PostgresBinaries.DownloadAsync(account.Folder, configuration["Ledger:PostgresDownload"], ct) is { } fetched)
                {
                    return await PrivateAsync(account, fetched, ct);
                }

                _tried.Add("Download: the fetched programs do not run on this system");
            }
            catch (Exception e) when (e is PostgresEmbedException or UnsupportedPlatformException or HttpRequestException)
            {
                _tried.Add($"Download: {e.Message.ReplaceLineEndings(" ")} {e.InnerException?.Message}".TrimEnd());
            }

            return null;
        }

        private static async Task<LedgerDatabase> PrivateAsync(PostgresAccount account, PostgresBinaries binaries, CancellationToken ct)
        {
            var server = await PrivatePostgres.OpenAsync(account, binaries, ct);
            return new LedgerDatabase(
                new DatabaseAccess(server.ConnectionString, server.OwnerConnectionString),
                $"PostgreSQL {server.Major} from {binaries.Folder}{(server.Adopted ? ", which ran already" : "")}, data in {PrivatePostgres.DataFolder(server.Folder)}, log in {server.LogFile}",
                server)
            { Programs = binaries.Folder };
        }
    }
}
