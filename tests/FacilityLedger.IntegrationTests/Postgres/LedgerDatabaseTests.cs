using FacilityLedger.Hosting;
using FacilityLedger.Postgres;
using Microsoft.Extensions.Configuration;
using Npgsql;
using Xunit;

namespace FacilityLedger.IntegrationTests;

public sealed class LedgerDatabaseTests : IDisposable
{
    private readonly string _home = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        if (Directory.Exists(_home))
        {
            Directory.Delete(_home, recursive: true);
        }
    }

    [Fact]
    public async Task A_database_that_is_named_is_used_and_not_stopped()
    {
        var named = await TestPostgres.ConnectionStringAsync();
        await using (var database = await OpenAsync(("ConnectionStrings:Ledger", named)))
        {
            Assert.Equal(new DatabaseAccess(named, null), database.Access);
            Assert.Contains("ConnectionStrings:Ledger", database.Source, StringComparison.Ordinal);
        }

        await using var again = await OpenAsync(("ConnectionStrings:Ledger", named));
    }

    [Fact]
    public async Task Of_two_roles_that_are_named_one_owns_the_tables()
    {
        var (program, owner) = (await TestPostgres.ConnectionStringAsync(), await TestPostgres.OwnerConnectionStringAsync());
        await using var database = await OpenAsync(("ConnectionStrings:Ledger", program), ("ConnectionStrings:LedgerOwner", owner));
        Assert.Equal(new DatabaseAccess(program, owner), database.Access);
        await using var alone = await OpenAsync(("ConnectionStrings:Ledger", owner));
        Assert.Equal(new DatabaseAccess(owner, owner), alone.Access);
    }

    [Fact]
    public async Task A_machine_with_PostgreSQL_serves_the_folder_itself()
    {
        Assert.SkipUnless(await PrivatePostgres.IsPossibleAsync(_home, Ct), "No PostgreSQL server programs on this machine.");
        await using var database = await OpenAsync();

        Assert.Contains("Database=ledger", database.ConnectionString, StringComparison.Ordinal);
        Assert.Contains(Path.Combine(_home, "postgres", "data"), database.Source, StringComparison.Ordinal);
        Assert.Contains("postgres.log", database.Source, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_machine_with_Docker_keeps_the_folder_in_a_container_that_stops_and_comes_back()
    {
        Assert.SkipWhen(Environment.GetEnvironmentVariable("LEDGER_TEST_POSTGRES") is "local", "LEDGER_TEST_POSTGRES=local");
        (string, string)[] settings = [("Ledger:PostgresFrom", "docker"), ("LEDGER_POSTGRES_IMAGE", Environment.GetEnvironmentVariable("LEDGER_POSTGRES_IMAGE") ?? "postgres:17")];
        try
        {
            await using (var database = await OpenAsync(settings))
            {
                Assert.Equal("on", await AskAsync(database, "create table kept (words text); insert into kept values ('kept'); select current_setting('fsync')"));
            }

            await using (var again = await OpenAsync(settings))
            {
                Assert.Equal("kept", await AskAsync(again, "select words from kept"));
            }
        }
        catch (LedgerDatabaseException none) when (none.Message.Contains("  Docker: ", StringComparison.Ordinal))
        {
            Assert.Skip(none.Message.Split('\n').First(line => line.Contains("Docker: ", StringComparison.Ordinal)).Trim());
        }
        finally
        {
            await LedgerDatabase.EraseAsync(new ConfigurationBuilder().Build(), _home, Ct);
        }
    }

    [Fact]
    public async Task Where_nothing_works_the_message_says_what_was_tried_and_what_helps()
    {
        var none = await Assert.ThrowsAsync<LedgerDatabaseException>(() => OpenAsync(
            ("Ledger:PostgresFrom", "docker, download"), ("Ledger:Docker", "no-such-program"), ("Ledger:PostgresDownload", "http://127.0.0.1:1/")));

        Assert.Contains("ConnectionStrings:Ledger: not set", none.Message, StringComparison.Ordinal);
        Assert.Contains("Docker: ", none.Message, StringComparison.Ordinal);
        Assert.Contains("Download: ", none.Message, StringComparison.Ordinal);
        Assert.Contains("apt-get install postgresql", none.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_named_folder_without_programs_is_not_passed_over()
    {
        var wrong = await Assert.ThrowsAsync<LedgerDatabaseException>(() => OpenAsync(("Ledger:PostgresBin", Path.GetTempPath())));
        Assert.Contains("Ledger:PostgresBin", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_ledger_that_lives_in_Docker_does_not_begin_anew_elsewhere()
    {
        Directory.CreateDirectory(Path.Combine(_home, "docker"));
        await File.WriteAllTextAsync(Path.Combine(_home, "docker", "password"), "of its container", Ct);

        var stopped = await Assert.ThrowsAsync<LedgerDatabaseException>(() => OpenAsync(("Ledger:Docker", "no-such-program")));
        Assert.Contains("the data of this ledger is in a Docker volume", stopped.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Erased_it_begins_anew_but_not_while_it_is_used()
    {
        Assert.SkipUnless(await PrivatePostgres.IsPossibleAsync(_home, Ct), "No PostgreSQL server programs on this machine.");
        var configuration = new ConfigurationBuilder().Build();
        await using (await OpenAsync())
        {
            var used = await Assert.ThrowsAsync<LedgerDatabaseException>(() => LedgerDatabase.EraseAsync(configuration, _home, Ct));
            Assert.Contains("uses the database", used.Message, StringComparison.Ordinal);
        }

        await LedgerDatabase.EraseAsync(configuration, _home, Ct);
        Assert.False(Directory.Exists(Path.Combine(_home, "postgres", "data")));
        await using var anew = await OpenAsync();
    }

    [Fact]
    public void One_server_at_a_time_and_the_second_learns_who_runs()
    {
        Assert.Null(ServerLock.HolderOf(_home));
        using (ServerLock.TryTake(_home))
        {
            Assert.Null(ServerLock.TryTake(_home));
            Assert.Equal(Environment.ProcessId, ServerLock.HolderOf(_home));
        }

        Assert.Null(ServerLock.HolderOf(_home));
        using var next = ServerLock.TryTake(_home);
        Assert.NotNull(next);
    }

    private static async Task<string?> AskAsync(LedgerDatabase database, string sql)
    {
        await using var source = NpgsqlDataSource.Create(database.Access.Owner!);
        await using var command = source.CreateCommand(sql);
        return (string?)await command.ExecuteScalarAsync(Ct);
    }

    private Task<LedgerDatabase> OpenAsync(params (string Key, string Value)[] settings) => LedgerDatabase.OpenAsync(
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Key, (string?)s.Value))).Build(), _home, TextWriter.Null, Ct);
}
