using System.Globalization;
using FacilityLedger.Postgres;
using Npgsql;
using Testcontainers.PostgreSql;
using Xunit.Sdk;
using Xunit.v3;

[assembly: TestPipelineStartup(typeof(FacilityLedger.IntegrationTests.TestPostgresEnd))]

namespace FacilityLedger.IntegrationTests;

/// <summary>
/// One PostgreSQL server for this test process: a container where a Docker engine answers, else a private server.
/// LEDGER_TEST_POSTGRES=local leaves Docker out; LEDGER_POSTGRES_IMAGE names another image.
/// </summary>
public static class TestPostgres
{
    private const string FolderPrefix = "facility-ledger-tests-";
    // Hosts come and go by the dozen: each holds few connections, and gives them back soon.
    private const string FewConnections = "Maximum Pool Size=12;Connection Idle Lifetime=4;Connection Pruning Interval=2";
    private static readonly Lazy<Task<(string Program, string Owner)>> Started = new(StartAsync);
    private static Func<ValueTask>? stop;

    /// <summary>Stops it, where a test asked for it.</summary>
    public static ValueTask StopAsync() => stop?.Invoke() ?? ValueTask.CompletedTask;

    /// <summary>As the role that the program runs as, which owns nothing.</summary>
    public static async Task<string> ConnectionStringAsync() => $"{(await Started.Value).Program};{FewConnections}";

    /// <summary>As the role that makes the tables.</summary>
    public static async Task<string> OwnerConnectionStringAsync() => $"{(await Started.Value).Owner};{FewConnections}";

    private static async Task<(string Program, string Owner)> StartAsync()
    {
        var skipped = "LEDGER_TEST_POSTGRES=local";
        if (!string.Equals(Environment.GetEnvironmentVariable("LEDGER_TEST_POSTGRES"), "local", StringComparison.Ordinal))
        {
            try
            {
                return await StartContainerAsync();
            }
            catch (Exception e)
            {
                // No engine, no image, no permission: each has its own exception, and for each the private server will do.
                skipped = e.Message.Split('\n')[0];
            }
        }

        return await StartPrivateAsync(skipped);
    }

    private static async Task<(string Program, string Owner)> StartContainerAsync()
    {
        var image = Environment.GetEnvironmentVariable("LEDGER_POSTGRES_IMAGE") is { Length: > 0 } named ? named : "postgres:17";
        var container = new PostgreSqlBuilder(image)
            .WithDatabase("ledger").WithUsername(DatabaseRoles.Administrator).WithPassword("ledger-tests")
            .WithCommand("-c", "max_connections=200").Build();
        await container.StartAsync();
        stop = container.DisposeAsync;
        await Console.Error.WriteLineAsync($"PostgreSQL for these tests: container of {image}");
        var administrator = new NpgsqlConnectionStringBuilder(container.GetConnectionString());
        await DatabaseRoles.MakeAsync(administrator.ConnectionString, "owner-tests", "program-tests", CancellationToken.None);
        await PrepareAsync(administrator.ConnectionString);
        return (As(DatabaseRoles.Program, "program-tests"), As(DatabaseRoles.Owner, "owner-tests"));

        string As(string role, string password)
        {
            (administrator.Username, administrator.Password) = (role, password);
            return administrator.ConnectionString;
        }
    }

    private static async Task<(string Program, string Owner)> StartPrivateAsync(string whyNotDocker)
    {
        await StopLeftoversAsync();
        var folder = Path.Combine(Path.GetTempPath(), FolderPrefix + Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
        var server = await PrivatePostgres.OpenAsync(folder);
        stop = async () =>
        {
            await server.DisposeAsync();
            Directory.Delete(folder, recursive: true);
        };
        await Console.Error.WriteLineAsync($"PostgreSQL for these tests: private server {server.Major} in {folder} (no Docker: {whyNotDocker})");
        await PrepareAsync(server.AdministratorConnectionString);
        return (server.ConnectionString, server.OwnerConnectionString);
    }

    // A test gives the program as little room as a full disk has; that is the superuser's to allow.
    // No test here takes the power away, and each ledger makes a hundred tables: their server need not wait for the disk.
    private static async Task PrepareAsync(string administrator)
    {
        await using var source = NpgsqlDataSource.Create(administrator);
        foreach (var statement in new[]
        {
            $"grant set on parameter temp_file_limit to {DatabaseRoles.Program}, {DatabaseRoles.Owner}",
            "alter system set fsync = off", "alter system set synchronous_commit = off", "alter system set full_page_writes = off", "select pg_reload_conf()",
        })
        {
            await using var command = source.CreateCommand(statement);
            await command.ExecuteNonQueryAsync();
        }
    }

    /// <summary>A test run that was killed leaves its server running.</summary>
    private static async Task StopLeftoversAsync()
    {
        foreach (var folder in Directory.EnumerateDirectories(Path.GetTempPath(), FolderPrefix + "*"))
        {
            if (int.TryParse(Path.GetFileName(folder)[FolderPrefix.Length..], CultureInfo.InvariantCulture, out var owner) && !Processes.Alive(owner))
            {
                try
                {
                    await using (await PrivatePostgres.OpenAsync(folder))
                    {
                    }

                    Directory.Delete(folder, recursive: true);
                }
                catch (Exception e) when (e is InvalidOperationException or IOException or TimeoutException or UnauthorizedAccessException)
                {
                    await Console.Error.WriteLineAsync($"{folder} of an earlier test run stays: {e.Message}");
                }
            }
        }
    }
}

/// <summary>Stops the server when the tests are over and not when the process ends: xunit calls a process that takes ten seconds to end a failed one.</summary>
public sealed class TestPostgresEnd : ITestPipelineStartup
{
    public ValueTask StartAsync(IMessageSink diagnosticMessageSink) => ValueTask.CompletedTask;

    public ValueTask StopAsync() => TestPostgres.StopAsync();
}
