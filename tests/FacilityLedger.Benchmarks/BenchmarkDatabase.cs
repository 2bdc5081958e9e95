using System.Globalization;
using FacilityLedger.Adoption;
using FacilityLedger.Hosting;
using FacilityLedger.Policies;
using FacilityLedger.Postgres;
using JasperFx.Events.Daemon;
using Marten;
using Npgsql;

namespace FacilityLedger.Benchmarks;

/// <summary>The server of this run. Ledgers live in schemas of their own, and so do the copies of their tables that plain Npgsql writes to.</summary>
/// <param name="folder">Temporary files of this run.</param>
public sealed class BenchmarkDatabase(PrivatePostgres postgres, string folder) : IAsyncDisposable
{
    // As a careful program would use Npgsql: statements are prepared, connections are kept.
    private readonly NpgsqlDataSource raw = NpgsqlDataSource.Create(
        new NpgsqlConnectionStringBuilder(postgres.AdministratorConnectionString) { MaxAutoPrepare = 50, ApplicationName = "raw" });

    public DatabaseAccess Access => new(postgres.ConnectionString, postgres.OwnerConnectionString);

    public string Folder => folder;

    public async Task<NpgsqlConnection> OpenAsync(CancellationToken stop) => await raw.OpenConnectionAsync(stop);

    public async Task ExecuteAsync(string sql, CancellationToken stop)
    {
        await using var command = raw.CreateCommand(sql);
        command.CommandTimeout = 120;
        await command.ExecuteNonQueryAsync(stop);
    }

    public async Task<T> ScalarAsync<T>(string sql, CancellationToken stop)
    {
        await using var command = raw.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync(stop))!;
    }

    /// <summary>Leaves no work of one measurement to the next.</summary>
    public async Task RestAsync(CancellationToken stop)
    {
        GC.Collect();
        await ExecuteAsync("checkpoint", stop);
    }

    /// <summary>A ledger in a schema of its own, with the policy of the jurisdiction adopted.</summary>
    public async Task<(DocumentStore Store, PolicyBook Book)> LedgerAsync(string schema, string jurisdiction, CancellationToken stop)
    {
        var store = DocumentStore.For(options =>
        {
            LedgerStore.Configure(options, postgres.ConnectionString, schema, TimeProvider.System);
            options.Projections.AsyncMode = DaemonMode.ExternallyManaged;
        });
        await LedgerSchema.ApplyAsync(postgres.OwnerConnectionString, postgres.ConnectionString, store, stop);
        var policy = PolicyFile.Read(Path.Combine(AppContext.BaseDirectory, "policy", $"{jurisdiction}.json"));
        return (store, await PolicyStream.AdoptAsync(store, policy, sample: false, cancellation: stop));
    }

    /// <summary>Makes empty copies of tables, with the same columns, defaults, checks and indexes.</summary>
    /// <returns>The schema of the copies.</returns>
    public async Task<string> CopiesAsync(string schema, IEnumerable<string> tables, CancellationToken stop)
    {
        var copies = $"raw_{schema}";
        await ExecuteAsync($"create schema {copies}; {string.Concat(tables.Select(x => $"create table {copies}.{x} (like {schema}.{x} including all);"))}", stop);
        return copies;
    }

    /// <summary>What the figures depend on.</summary>
    public async Task<string> FactsAsync(CancellationToken stop)
    {
        var server = await ScalarAsync<string>("select format('PostgreSQL %s, fsync %s, synchronous_commit %s', current_setting('server_version'), current_setting('fsync'), current_setting('synchronous_commit'))", stop);
        return string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessorCount} cores, .NET {Environment.Version}, {server}");
    }

    public ValueTask DisposeAsync() => raw.DisposeAsync();
}
