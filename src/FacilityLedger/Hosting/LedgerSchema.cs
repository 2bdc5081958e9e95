using FacilityLedger.Postgres;
using JasperFx;
using Marten;
using Npgsql;
using Weasel.Core;
using Weasel.Core.Migrations;
using Wolverine.Persistence.Durability;

namespace FacilityLedger.Hosting;

/// <summary>
/// The tables of a ledger and who may do what with them. The owner's role makes them, before the program's own, which owns nothing,
/// asks for the first.
/// </summary>
public sealed partial class LedgerSchema : IHostedService
{
    private readonly IDocumentStore store;
    private readonly IReadOnlyList<IDatabase> databases;
    private readonly DatabaseAccess access;
    private readonly ILogger<LedgerSchema> log;
    private readonly Lazy<Task> made;

    public LedgerSchema(IDocumentStore store, IMessageStore messages, DatabaseAccess access, ILogger<LedgerSchema> log)
    {
        (this.store, this.access, this.log) = (store, access, log);
        databases = messages is IDatabase queues ? [store.Storage.Database, queues] : [store.Storage.Database];
        made = new(MakeAsync);
    }

    /// <summary>Makes the tables what this program needs, once; a role that may rewrite what was recorded is named aloud.</summary>
    /// <exception cref="LedgerDatabaseException">The tables are not what this program needs, and it may not change them.</exception>
    public Task ReadyAsync(CancellationToken ct) => made.Value.WaitAsync(ct);

    public Task StartAsync(CancellationToken cancellationToken) => ReadyAsync(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>The same for a store that is opened past a server: without the tables of its messages.</summary>
    public static Task ApplyAsync(string owner, string program, IDocumentStore store, CancellationToken ct = default) =>
        ApplyAsync(owner, program, store.Options.DatabaseSchemaName, [store.Storage.Database], ct);

    private static async Task ApplyAsync(
        string owner, string program, string schema, IReadOnlyList<IDatabase> databases, CancellationToken ct)
    {
        await using var connection = await OpenAsync(owner, ct);
        // Two programs that are started together wait for each other here.
        await using (var alone = new NpgsqlCommand("select pg_advisory_lock(hashtextextended($1, 0))", connection))
        {
            alone.Parameters.Add(new NpgsqlParameter<string> { TypedValue = $"facility-ledger schema {schema}" });
            await alone.ExecuteNonQueryAsync(ct);
        }
        // Left to itself it prints every statement.
        var silent = new DefaultMigrationLogger(TextWriter.Null);
        foreach (var database in databases)
        {
            var objects = database.AllObjects().ToArray();
            var change = await SchemaMigration.DetermineAsync(connection, database.Migrator, ct, objects);
            if (change.Difference != SchemaPatchDifference.None)
                await database.Migrator.ApplyAllAsync(connection, change, AutoCreate.CreateOrUpdate, silent, ct);
        }
        await using var rights = new NpgsqlCommand(Rights.Of(schema, new NpgsqlConnectionStringBuilder(program).Username!), connection);
        await rights.ExecuteNonQueryAsync(ct);
    }

    private async Task MakeAsync()
    {
        var schema = store.Options.DatabaseSchemaName;
        if (access.Owner is { } owner)
            await ApplyAsync(owner, access.Program, schema, databases, CancellationToken.None);
        await using var connection = await OpenAsync(access.Program, CancellationToken.None);
        if (access.Owner is null)
            await DemandAsync(connection);
        await using var asks = new NpgsqlCommand(Rights.MayRewrite(schema), connection);
        if (await asks.ExecuteScalarAsync() is true)
            MayRewrite(log, connection.UserName);
    }

    private async Task DemandAsync(NpgsqlConnection connection)
    {
        foreach (var database in databases)
        {
            var objects = database.AllObjects().ToArray();
            var change = await SchemaMigration.DetermineAsync(connection, database.Migrator, CancellationToken.None, objects);
            if (change.Difference == SchemaPatchDifference.None)
                continue;
            var first = change.Deltas.First(x => x.Difference != SchemaPatchDifference.None).SchemaObject.Identifier;
            throw new LedgerDatabaseException(
                $"The tables of database {connection.Database} are not those of this program ({first}), "
                + $"and {connection.UserName} may not change them. Run db-apply with ConnectionStrings:LedgerOwner first.");
        }
    }

    private static async Task<NpgsqlConnection> OpenAsync(string connectionString, CancellationToken ct)
    {
        // An index on millions of rows takes its time.
        var address = new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false, CommandTimeout = 0 };
        var connection = new NpgsqlConnection(address.ConnectionString);
        try
        {
            await connection.OpenAsync(ct);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    [LoggerMessage(
        LogLevel.Warning,
        "The database role {Role} may change and delete what was recorded. "
        + "Give the program one of its own that may not: see Rights and roles in docs/operations.md.")]
    private static partial void MayRewrite(ILogger log, string? role);
}
