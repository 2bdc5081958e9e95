using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Configuration;
using Npgsql;

namespace FacilityLedger.Postgres;

/// <summary>
/// <c>database psql</c>, <c>database pg_dump …</c>: runs one of PostgreSQL's programs on the ledger's database, as the role that owns
/// its tables. A server that belongs to the folder is started for it where none runs.
/// </summary>
public static class DatabaseCommand
{
    private const string Usage =
        "usage: database PROGRAM [ARGUMENT…], for example: database psql, database pg_dump --format=custom --file=ledger.dump";

    /// <returns>The exit code of the program; 2: the command is malformed.</returns>
    public static async Task<int> RunAsync(string[] args, IConfiguration configuration, string home, CancellationToken ct)
    {
        if (args is not [var program, .. var arguments])
        {
            await Console.Out.WriteLineAsync(Usage);
            return 2;
        }

        await using var database = await LedgerDatabase.OpenAsync(configuration, home, TextWriter.Null, ct);
        var address = new NpgsqlConnectionStringBuilder(database.Access.Owner ?? database.Access.Program);
        var beside = Path.Combine(database.Programs ?? "", program);
        var info = new ProcessStartInfo(File.Exists(beside) ? beside : program, arguments)
        {
            UseShellExecute = false,
            Environment =
            {
                ["PGHOST"] = address.Host,
                ["PGPORT"] = address.Port.ToString(CultureInfo.InvariantCulture),
                ["PGUSER"] = address.Username,
                ["PGPASSWORD"] = address.Password,
                ["PGDATABASE"] = address.Database,
            },
        };
        try
        {
            using var process = Process.Start(info)!;
            // Ctrl-C reaches the program itself; psql ends a statement with it and goes on.
            await process.WaitForExitAsync(CancellationToken.None);
            return process.ExitCode;
        }
        catch (Win32Exception e)
        {
            throw new LedgerDatabaseException($"{program} cannot be run: {new Win32Exception(e.NativeErrorCode).Message}", e);
        }
    }
}
