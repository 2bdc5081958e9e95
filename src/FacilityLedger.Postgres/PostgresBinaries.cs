using System.Globalization;
using System.Text.RegularExpressions;
using MysticMind.PostgresEmbed;

namespace FacilityLedger.Postgres;

/// <summary>A folder with PostgreSQL's server programs (initdb, pg_ctl, postgres) and their major version.</summary>
internal sealed partial record PostgresBinaries(string Folder, int Major)
{
    public const int OldestMajor = 15;
    private const string DownloadedMajor = "17";
    private static readonly string Exe = OperatingSystem.IsWindows() ? ".exe" : "";

    public string this[string tool] => Path.Combine(Folder, tool + Exe);

    /// <summary>The binaries for the data in <paramref name="folder"/>: those that made it, else the newest on this machine. Null: there are none.</summary>
    public static async Task<PostgresBinaries?> FindAsync(string folder, CancellationToken ct)
    {
        var made = PrivatePostgres.MajorOf(folder);
        var found = new List<PostgresBinaries>();
        foreach (var bin in Usual().Concat(Downloaded(folder)).Where(HasServer))
        {
            if (await AtAsync(bin, ct) is { Major: >= OldestMajor } usable)
            {
                found.Add(usable);
            }
        }

        return found.MaxBy(binaries => binaries.Major == made ? int.MaxValue : binaries.Major);
    }

    /// <summary>The binaries in a folder that someone named; null when it holds none that work.</summary>
    public static async Task<PostgresBinaries?> AtAsync(string bin, CancellationToken ct)
    {
        if (!HasServer(bin))
        {
            return null;
        }

        var version = await ExternalProgram.RunAsync(Path.Combine(bin, "postgres" + Exe), ["--version"], ct);
        return version.Ok && Version().Match(version.Output) is { Success: true } major
            ? new PostgresBinaries(bin, int.Parse(major.Groups["major"].Value, CultureInfo.InvariantCulture))
            : null;
    }

    /// <summary>
    /// Fetches the programs into a folder of the ledger. Only the programs: the package's own way to run them switches fsync off,
    /// refuses root and kills the server with its process.
    /// </summary>
    public static async Task<PostgresBinaries?> DownloadAsync(string folder, string? repository, CancellationToken ct)
    {
        var options = new PgServerOptions { PgVersion = DownloadedMajor, DbDir = folder, BinariesDir = DownloadFolder(folder), DownloadRetryCount = 1 };
        await using var package = new PgServer(repository is { Length: > 0 } ? options with { MavenRepo = repository } : options);
        await package.InstallAsync(ct);
        return await AtAsync(package.PgBinDir, ct);
    }

    private static string DownloadFolder(string folder) => Path.Combine(folder, "binaries");

    private static bool HasServer(string bin) => Array.TrueForAll(["initdb", "pg_ctl", "postgres"], tool => File.Exists(Path.Combine(bin, tool + Exe)));

    private static IEnumerable<string> Downloaded(string folder) =>
        Directory.Exists(DownloadFolder(folder)) ? Directory.EnumerateFiles(DownloadFolder(folder), "initdb" + Exe, SearchOption.AllDirectories).Select(file => Path.GetDirectoryName(file)!) : [];

    /// <summary>PATH, then where the packages of the common systems put them.</summary>
    private static IEnumerable<string> Usual()
    {
        var path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        (string Root, string Pattern)[] packages =
        [
            ("/usr/lib/postgresql", "*"), ("/usr", "pgsql-*"), ("/opt/homebrew/opt", "postgresql*"), ("/usr/local/opt", "postgresql*"),
            ("/Applications/Postgres.app/Contents/Versions", "*"), (@"C:\Program Files\PostgreSQL", "*"),
        ];
        return path.Concat(packages.Where(p => Directory.Exists(p.Root)).SelectMany(p => Directory.EnumerateDirectories(p.Root, p.Pattern)).Select(d => Path.Combine(d, "bin")));
    }

    [GeneratedRegex(@"PostgreSQL\)? (?<major>\d+)", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Version();
}
