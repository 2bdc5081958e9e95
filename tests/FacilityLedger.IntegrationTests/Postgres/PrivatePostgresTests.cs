using System.Diagnostics;
using System.Globalization;
using FacilityLedger.Postgres;
using Npgsql;
using Xunit;

namespace FacilityLedger.IntegrationTests;

/// <summary>The private server is what stands between an acknowledged command and a kill -9, so it is killed here for real.</summary>
public sealed class PrivatePostgresTests : IDisposable
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    [Fact]
    public async Task A_new_folder_gets_a_durable_server_that_reads_Chinese()
    {
        await using var server = await OpenAsync();

        Assert.Equal("on on on", await AskAsync(server, "select concat_ws(' ', current_setting('fsync'), current_setting('synchronous_commit'), current_setting('full_page_writes'))"));
        Assert.Equal("ledger 100 UTC", await AskAsync(server, "select concat_ws(' ', current_database(), current_setting('max_connections'), current_setting('timezone'))"));
        Assert.NotEqual("{}", await AskAsync(server, "create extension pg_trgm; select show_trgm('阳光托育中心')::text"));
    }

    [Fact]
    public async Task The_password_is_for_its_owner_only_and_the_server_asks_for_it()
    {
        await using var server = await OpenAsync();

        Assert.SkipWhen(OperatingSystem.IsWindows(), "Files have no Unix mode here.");
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, OperatingSystem.IsWindows() ? UnixFileMode.None : File.GetUnixFileMode(Path.Combine(_folder, "password")));
        var guess = new NpgsqlConnectionStringBuilder(server.ConnectionString) { Password = "guess", Pooling = false };
        await using var stranger = new NpgsqlConnection(guess.ConnectionString);
        var refused = await Assert.ThrowsAsync<PostgresException>(() => stranger.OpenAsync(Ct));
        Assert.Equal(PostgresErrorCodes.InvalidPassword, refused.SqlState);
    }

    [Fact]
    public async Task It_has_an_owner_of_the_tables_and_a_program_that_owns_nothing_and_neither_is_a_superuser()
    {
        await using var server = await OpenAsync();

        Assert.Equal("ledger_app login, ledger_owner login", await AskAsync(server, """
            select string_agg(
              concat(rolname, case when rolcanlogin then ' login' end, case when more then ' and more' end), ', ' order by rolname)
            from (select *, rolsuper or rolcreaterole or rolcreatedb or rolreplication or rolbypassrls as more from pg_roles) r
            where rolname like 'ledger\_%'
            """));
        Assert.Equal("ledger_owner", await AskAsync(server, "select datdba::regrole::text from pg_database where datname = 'ledger'"));
        await using var program = new NpgsqlConnection(server.ConnectionString + ";Pooling=false");
        await program.OpenAsync(Ct);
        string[] forbidden =
        [
            "create table mine (x int)", "create schema mine", "create role mine", "copy (select 1) to program 'true'", "set log_statement = 'all'",
        ];
        foreach (var sql in forbidden)
        {
            await using var command = new NpgsqlCommand(sql, program);
            var refused = await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync(Ct));
            Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
        }
    }

    [Fact]
    public async Task What_a_superuser_of_an_earlier_version_made_becomes_the_owners()
    {
        await using (var server = await OpenAsync())
        {
            await AskAsync(server, """
                alter database ledger owner to ledger;
                create schema s; create table s.kept (id serial, words text); insert into s.kept (words) values ('kept');
                create sequence s.numbers; create view s.seen as select * from s.kept;
                create function s.one() returns int language sql as 'select 1';
                drop owned by ledger_app, ledger_owner; drop role ledger_app; drop role ledger_owner
                """);
            await AskAsync(server, "alter system reset all");
            foreach (var role in (string[])["ledger_app", "ledger_owner"])
            {
                File.Delete(Path.Combine(_folder, $"password.{role}"));
            }
        }

        await using var upgraded = await OpenAsync();
        await using var owner = new NpgsqlConnection(upgraded.OwnerConnectionString + ";Pooling=false");
        await owner.OpenAsync(Ct);
        await using var uses = new NpgsqlCommand(
            """
            alter table s.kept add more text; alter sequence s.numbers restart; drop view s.seen; drop function s.one();
            select words from s.kept
            """,
            owner);
        Assert.Equal("kept", await uses.ExecuteScalarAsync(Ct));
    }

    [Fact]
    public async Task Its_log_holds_no_parameter_of_a_slow_or_of_a_failed_command()
    {
        await using var server = await OpenAsync();
        await AskAsync(server, "alter role ledger_app set log_min_duration_statement = 0; select '1'");
        await using (var connection = new NpgsqlConnection(server.ConnectionString + ";Pooling=false;Max Auto Prepare=10"))
        {
            await connection.OpenAsync(Ct);
            await RunAsync(connection, "create temporary table claims (name text primary key, salt text check (salt <> 'wrong'))");
            foreach (var salt in (string[])["right", "wrong", "right"])
            {
                await using var insert = new NpgsqlCommand("insert into claims (name, salt) values ($1, $2)", connection);
                insert.Parameters.Add(new NpgsqlParameter<string> { TypedValue = "canary-of-a-name" });
                insert.Parameters.Add(new NpgsqlParameter<string> { TypedValue = salt });
                await Record.ExceptionAsync(() => insert.ExecuteNonQueryAsync(Ct));
            }

            await RunAsync(connection, "select 'the last statement'");
        }

        await UntilAsync(async () => (await LogAsync(server)).Contains("the last statement", StringComparison.Ordinal));
        var log = await LogAsync(server);
        Assert.Contains("insert into claims (name, salt) values ($1, $2)", log, StringComparison.Ordinal);
        Assert.Contains("violates check constraint", log, StringComparison.Ordinal);
        Assert.Contains("violates unique constraint", log, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", log, StringComparison.Ordinal);
        Assert.DoesNotContain(await File.ReadAllTextAsync(Path.Combine(_folder, "password.ledger_app"), Ct), log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_restart_keeps_the_data()
    {
        await using (var first = await OpenAsync())
        {
            await WriteAsync(first);
        }

        Assert.Null(Postmaster());
        await using var second = await OpenAsync();
        Assert.False(second.Adopted);
        Assert.Equal("kept", await ReadAsync(second));
    }

    [Fact]
    public async Task A_killed_server_starts_again_with_its_data()
    {
        await using var killed = await OpenAsync();
        await WriteAsync(killed);
        await Processes.KillAsync(Postmaster()!.Value, Ct);

        await using var next = await OpenAsync();
        Assert.Equal("kept", await ReadAsync(next));
    }

    [Fact]
    public async Task A_killed_server_starts_again_though_a_backend_still_calculates()
    {
        await using var killed = await OpenAsync();
        await WriteAsync(killed);
        await using var busy = await ConnectAsync(killed);
        var calculation = new NpgsqlCommand("select count(*) from generate_series(1, 100000000000)", busy).ExecuteScalarAsync(Ct);
        await UntilAsync(async () => await AskAsync(killed, "select count(*)::text from pg_stat_activity where state = 'active' and query like '%100000000000)'") is "1");
        await Processes.KillAsync(Postmaster()!.Value, Ct);

        await using var next = await OpenAsync();
        Assert.Equal("kept", await ReadAsync(next));
        await Assert.ThrowsAnyAsync<NpgsqlException>(() => calculation);
    }

    [Fact]
    public async Task A_recorded_pid_that_now_belongs_to_another_program_does_not_keep_it_from_starting()
    {
        await using (await OpenAsync())
        {
        }

        using var stranger = Process.Start(new ProcessStartInfo(OperatingSystem.IsWindows() ? "timeout" : "sleep", "300"))!;
        try
        {
            await File.WriteAllTextAsync(PidFile, $"{stranger.Id}\n{Path.Combine(_folder, "data")}\n1\n1\n\n127.0.0.1\n1 1\nready\n", Ct);
            await using var server = await OpenAsync();
            Assert.NotEqual(stranger.Id, Postmaster());
            Assert.Equal("1", await AskAsync(server, "select '1'"));
        }
        finally
        {
            stranger.Kill();
        }
    }

    [Fact]
    public async Task Two_share_one_server_and_the_last_one_stops_it()
    {
        var first = await OpenAsync();
        var second = await OpenAsync();
        Assert.True(second.Adopted);
        Assert.Equal(first.ConnectionString, second.ConnectionString);

        await first.DisposeAsync();
        Assert.Equal("1", await AskAsync(second, "select '1'"));

        await second.DisposeAsync();
        Assert.Null(Postmaster());
        await Assert.ThrowsAnyAsync<NpgsqlException>(() => AskAsync(second, "select '1'"));
    }

    [Fact]
    public async Task Three_that_begin_at_once_make_one_server()
    {
        var servers = await Task.WhenAll(OpenAsync(), OpenAsync(), OpenAsync());

        Assert.Single(servers.Select(s => s.ConnectionString).Distinct(StringComparer.Ordinal));
        Assert.Single(servers, s => !s.Adopted);
        foreach (var server in servers)
        {
            await server.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_half_made_data_folder_is_made_anew()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "data.partial", "base"));
        await File.WriteAllTextAsync(Path.Combine(_folder, "data.partial", "PG_VERSION"), "15", Ct);
        await File.WriteAllTextAsync(Path.Combine(_folder, "password"), "of the killed attempt", Ct);

        await using var server = await OpenAsync();
        Assert.Equal("1", await AskAsync(server, "select '1'"));
        Assert.False(Directory.Exists(Path.Combine(_folder, "data.partial")));
    }

    [Fact]
    public async Task Broken_settings_are_reported_with_the_log()
    {
        await using (await OpenAsync())
        {
        }

        await File.AppendAllTextAsync(Path.Combine(_folder, "data", "postgresql.conf"), "no_such_setting = 1\n", Ct);
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(OpenAsync);
        Assert.Contains("no_such_setting", refused.Message, StringComparison.Ordinal);
        Assert.Contains("postgres.log", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Data_of_another_version_is_left_alone()
    {
        await using (await OpenAsync())
        {
        }

        await File.WriteAllTextAsync(Path.Combine(_folder, "data", "PG_VERSION"), "14\n", Ct);
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(OpenAsync);
        Assert.Contains("made by PostgreSQL 14", refused.Message, StringComparison.Ordinal);
    }

    private async Task<PrivatePostgres> OpenAsync()
    {
        Assert.SkipUnless(await PrivatePostgres.IsPossibleAsync(_folder, Ct), "No PostgreSQL server programs on this machine.");
        return await PrivatePostgres.OpenAsync(_folder, ct: Ct);
    }

    private string PidFile => Path.Combine(_folder, "data", "postmaster.pid");

    private int? Postmaster() => File.Exists(PidFile) ? int.Parse(File.ReadLines(PidFile).First(), CultureInfo.InvariantCulture) : null;

    private static Task<string?> WriteAsync(PrivatePostgres server) => AskAsync(server, "create table kept (words text); insert into kept values ('kept')");

    private static Task<string?> ReadAsync(PrivatePostgres server) => AskAsync(server, "select words from kept");

    private static async Task<string?> AskAsync(PrivatePostgres server, string sql)
    {
        await using var connection = await ConnectAsync(server);
        await using var command = new NpgsqlCommand(sql, connection);
        return (string?)await command.ExecuteScalarAsync(Ct);
    }

    private static async Task RunAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(Ct);
    }

    private static async Task<string> LogAsync(PrivatePostgres server)
    {
        await using var log = new FileStream(server.LogFile, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(log);
        return await reader.ReadToEndAsync(Ct);
    }

    private static async Task<NpgsqlConnection> ConnectAsync(PrivatePostgres server)
    {
        var connection = new NpgsqlConnection(server.AdministratorConnectionString + ";Pooling=false");
        await connection.OpenAsync(Ct);
        return connection;
    }

    private static async Task UntilAsync(Func<Task<bool>> condition)
    {
        while (!await condition())
        {
            Ct.ThrowIfCancellationRequested();
        }
    }
}
