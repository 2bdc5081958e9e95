using System.Security.Cryptography;

namespace FacilityLedger.Postgres;

/// <summary>The data folder of a private server, made once.</summary>
internal static class NewCluster
{
    /// <summary>Makes the data folder where there is none. It is filled under another name, so that a kill in the middle leaves nothing that looks complete.</summary>
    public static async Task MakeAsync(PostgresBinaries binaries, PostgresAccount account, CancellationToken ct)
    {
        var data = PrivatePostgres.DataFolder(account.Folder);
        if (PrivatePostgres.HoldsData(account.Folder))
        {
            Refuse(data, PrivatePostgres.MajorOf(account.Folder), binaries);
            return;
        }

        var half = data + ".partial";
        if (Directory.Exists(half))
        {
            Directory.Delete(half, recursive: true);
        }

        var password = PrivatePostgres.PasswordFile(account.Folder);
        await WriteSecretAsync(password, RandomNumberGenerator.GetHexString(32, lowercase: true), ct);
        await account.GiveAsync(password, ct);
        // C.UTF-8: with plain C, pg_trgm sees no Chinese. Where the system has no such locale, ICU knows the letters.
        string[] locale = OperatingSystem.IsLinux() ? ["--locale=C.UTF-8"] : ["--locale=C", "--locale-provider=icu", "--icu-locale=und"];
        var made = await ExternalProgram.RunAsync(
            binaries["initdb"],
            [
                "-D", half, "-U", DatabaseRoles.Administrator, "--pwfile", password,
                "--auth=scram-sha-256", "--encoding=UTF8", "--data-checksums", .. locale,
            ],
            ct,
            account.Name);
        if (!made.Ok)
        {
            throw new InvalidOperationException($"initdb cannot make {half}: {made.Output.Trim()}");
        }

        await File.AppendAllTextAsync(Path.Combine(half, "postgresql.conf"), Settings, ct);
        Directory.Move(half, data);
    }

    /// <summary>The secret of a file; a new one where there is no file.</summary>
    public static async Task<string> SecretAsync(string path, CancellationToken ct)
    {
        if (!File.Exists(path))
        {
            await WriteSecretAsync(path, RandomNumberGenerator.GetHexString(32, lowercase: true), ct);
        }

        return await File.ReadAllTextAsync(path, ct);
    }

    /// <summary>Writes a file that only its owner can read.</summary>
    public static async Task WriteSecretAsync(string path, string secret, CancellationToken ct)
    {
        File.Delete(path);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        await using var writer = new StreamWriter(path, options);
        await writer.WriteAsync(secret.AsMemory(), ct);
    }

    private static void Refuse(string data, int? made, PostgresBinaries binaries)
    {
        if (made is null)
        {
            throw new InvalidOperationException($"{data} is there, but this account cannot read it, or it holds no PostgreSQL data. Run as the account that made it.");
        }

        if (made != binaries.Major)
        {
            throw new InvalidOperationException(
                $"{data} was made by PostgreSQL {made}; the programs in {binaries.Folder} are {binaries.Major}. Install PostgreSQL {made}, or move the data with pg_dump or pg_upgrade.");
        }
    }

    private const string Settings = """

        # Written once by FacilityLedger. Durability (fsync, full_page_writes, synchronous_commit) stays at its default: on.
        listen_addresses = '127.0.0.1'
        unix_socket_directories = ''             # the distribution's folder is often not writable for this account
        max_connections = 100
        shared_buffers = 128MB
        max_wal_size = 2GB                       # fewer checkpoints during an import
        checkpoint_timeout = 15min
        wal_compression = on
        random_page_cost = 1.1
        client_connection_check_interval = 1s    # the statement of a killed client ends too
        timezone = 'UTC'
        log_timezone = 'UTC'
        lc_messages = 'C'
        log_min_duration_statement = 2s          # the statements; DatabaseRoles keeps their parameters out
        log_parameter_max_length = 0
        log_parameter_max_length_on_error = 0
        log_error_verbosity = terse              # the details of an error are the row that it is about
        log_line_prefix = '%m [%p] '

        """;
}
