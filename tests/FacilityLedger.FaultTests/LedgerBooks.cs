using System.Text.Json;
using FacilityLedger.Adoption;
using FacilityLedger.Disclosure;
using FacilityLedger.Facilities;
using FacilityLedger.Hosting;
using FacilityLedger.Hosting.Decisions;
using FacilityLedger.Policies;
using FacilityLedger.Postgres;
using JasperFx.Events;
using JasperFx.Events.Projections;
using Marten;
using Marten.Events;
using Npgsql;
using Xunit;

namespace FacilityLedger.FaultTests;

/// <summary>Reads a ledger past the server, to see whether it is whole.</summary>
internal sealed class LedgerBooks(PrivatePostgres postgres) : IAsyncDisposable
{
    private readonly DocumentStore store =
        DocumentStore.For(options => LedgerStore.Configure(options, postgres.OwnerConnectionString, null, TimeProvider.System));

    /// <summary>Every fact of a jurisdiction's facilities, by stream, in the order of entry.</summary>
    public async Task<IReadOnlyDictionary<string, IReadOnlyList<IEvent>>> StreamsAsync(string jurisdiction)
    {
        await using var session = store.QuerySession(jurisdiction);
        return (await session.Events.QueryAllRawEvents().OrderBy(x => x.Sequence).ToListAsync()).Where(x => x.Data is IFact)
            .GroupBy(x => x.StreamKey!, StringComparer.Ordinal).ToDictionary(x => x.Key, x => (IReadOnlyList<IEvent>)[.. x], StringComparer.Ordinal);
    }

    /// <summary>Process id of a backend that works for another process.</summary>
    public Task<int> BackendAsync() => AskAsync<int>("select pid from pg_stat_activity where datname = 'ledger' and pid <> pg_backend_pid() order by query_start desc limit 1");

    /// <summary>As the role that the program runs as.</summary>
    public string ConnectionString => postgres.ConnectionString;

    /// <summary>As the role that owns the tables.</summary>
    public string OwnerConnectionString => postgres.OwnerConnectionString;

    /// <summary>Ends the session in which a server holds the right to serve, as a lost connection would; answers how many there were.</summary>
    public Task<long> EndServerLockAsync() => AskAsync<long>($"select count(pg_terminate_backend(pid)) {ServerLocks(granted: true)}");

    /// <summary>How many sessions of servers hold the right to serve, or wait for it.</summary>
    public Task<long> ServerLocksAsync(bool granted) => AskAsync<long>($"select count(*) {ServerLocks(granted)}");

    /// <summary>Makes the database what an earlier version left: one superuser owns all, and there is no other role.</summary>
    public async Task ForgetRolesAsync()
    {
        NpgsqlConnection.ClearAllPools();
        await AskAsync<int>("""
            reassign owned by ledger_owner to ledger;
            drop function ledger_vault_mask;
            drop owned by ledger_app; drop owned by ledger_owner;
            drop role ledger_app; drop role ledger_owner;
            select 1
            """);
        foreach (var file in Directory.EnumerateFiles(postgres.Folder, "password.ledger_*"))
            File.Delete(file);
    }

    /// <summary>Whom the tables, sequences and functions of the ledger belong to.</summary>
    public Task<string[]> OwnersAsync() => AskAsync<string[]>("""
        select array_agg(distinct owner::regrole::text) from
        (select relowner as owner from pg_class where relnamespace = 'public'::regnamespace
         union select proowner from pg_proc where pronamespace = 'public'::regnamespace) x
        """);

    /// <summary>What the program's role may do with a table.</summary>
    public Task<string> RightsAsync(string table) =>
        AskAsync<string>($"""
            select string_agg(x, ' ' order by n)
            from unnest(array['select', 'insert', 'update', 'delete', 'truncate']) with ordinality r (x, n)
            where has_table_privilege('ledger_app', '{table}', x)
            """);

    /// <summary>How many wait for what another holds.</summary>
    public Task<long> WaitingAsync() => AskAsync<long>("select count(*) from pg_stat_activity where wait_event_type = 'Lock'");

    /// <summary>Makes the tables, as a program would that is started on an empty folder.</summary>
    public Task PrepareAsync() => LedgerSchema.ApplyAsync(postgres.OwnerConnectionString, postgres.ConnectionString, store);

    /// <summary>The same, with the policy of a jurisdiction adopted.</summary>
    public async Task<PolicyBook> PrepareAsync(string jurisdiction)
    {
        await PrepareAsync();
        return await PolicyStream.AdoptAsync(store, PolicyFile.Read(Path.Combine(AppContext.BaseDirectory, "policy", $"{jurisdiction}.json")), sample: false);
    }

    /// <summary>Moves every entry so far in time.</summary>
    public Task<long> MoveEntriesAsync(string interval) =>
        AskAsync<long>($"with moved as (update mt_events set timestamp = timestamp + interval '{interval}' returning 1) select count(*) from moved");

    /// <summary>Does away with the database, whoever is connected.</summary>
    public async Task DropAsync()
    {
        var address = new NpgsqlConnectionStringBuilder(postgres.AdministratorConnectionString);
        var drop = $"drop database \"{address.Database}\" with (force)";
        (address.Database, address.Pooling) = ("postgres", false);
        await using var connection = new NpgsqlConnection(address.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(drop, connection);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Asks the decisions themselves, past the server.</summary>
    public Ledger Ledger => new(store);

    /// <summary>So many facilities bear a mark of the sweep.</summary>
    public Task<long> MarkedAsync() => AskAsync<long>("select count(distinct stream_id) from mt_events where type in ('obligation-fell-due', 'material-expired')");

    /// <summary>There is something that the sweep has to mark.</summary>
    public Task<bool> HasDueAsync() => AskAsync<bool>("select exists (select 1 from mt_doc_facility where (data ->> 'nextDue')::timestamptz <= now())");

    /// <summary>Holds the keys of streams that do not exist yet, as another writer in the middle of its work would: whoever begins one of them waits until this is disposed of.</summary>
    public async Task<IAsyncDisposable> HoldAsync(string jurisdiction, IEnumerable<string> streams)
    {
        var connection = new NpgsqlConnection(postgres.OwnerConnectionString);
        await connection.OpenAsync();
        await connection.BeginTransactionAsync();
        foreach (var stream in streams)
        {
            await using var command = new NpgsqlCommand("insert into mt_streams (id, tenant_id, version) values ($1, $2, 0)", connection);
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = stream });
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = jurisdiction });
            await command.ExecuteNonQueryAsync();
        }
        return connection; // closing it rolls back
    }

    /// <summary>What holds of a whole ledger: streams without gaps, states and views that are what the events say, and a vault with just what the events sealed.</summary>
    public async Task AreWholeAsync(string jurisdiction)
    {
        var (streams, states, views, vault) = await OfOneMomentAsync(jurisdiction);
        Assert.All(streams, x => Assert.Equal(Enumerable.Range(1, x.Value.Count).Select(n => (long)n), x.Value.Select(e => e.Version)));
        Assert.Equal(0, await AskAsync<long>("select count(*) from mt_streams s where version > 0 and version <> (select count(*) from mt_events e where e.stream_id = s.id and e.tenant_id = s.tenant_id)"));
        Assert.Equal(Canonical(streams.Select(x => Facility.Replay(x.Value.Select(Entry.Of)))), Canonical(states));
        Assert.Equal(Canonical(streams.Select(x => x.Value.Where(IsDisclosure).Select(Entry.Of).Aggregate((PublicFacility?)null, PublicFacility.Next))), Canonical(views));

        var secrets = streams.Values.SelectMany(x => x).SelectMany(x => SealedIn(JsonSerializer.SerializeToElement(x.Data, x.Data.GetType(), LedgerJson.Options))).ToList();
        Assert.Equal(vault.Keys.Order(StringComparer.Ordinal), secrets.Select(x => x.Id).Order(StringComparer.Ordinal));
        Assert.All(secrets, x => Assert.True(vault[x.Id].Opens(x)));
    }

    public async ValueTask DisposeAsync()
    {
        await store.DisposeAsync();
        NpgsqlConnection.ClearAllPools();
        await postgres.DisposeAsync();
    }

    // The sweep of a running server enters what falls due between two readings; then all are read again.
    private async Task<(IReadOnlyDictionary<string, IReadOnlyList<IEvent>> Streams, IReadOnlyList<Facility> States, IReadOnlyList<PublicFacility> Views, IReadOnlyDictionary<string, VaultEntry> Vault)> OfOneMomentAsync(string jurisdiction)
    {
        while (true)
        {
            var streams = await StreamsAsync(jurisdiction);
            await store.WaitForNonStaleProjectionDataAsync(TimeSpan.FromSeconds(60));
            await using var session = store.QuerySession(jurisdiction);
            var states = await session.Query<Facility>().ToListAsync();
            var views = (await session.AdvancedSql.QueryAsync<string>("select data::text from public_facility where tenant_id = ?", CancellationToken.None, jurisdiction))
                .Select(x => JsonSerializer.Deserialize<PublicFacility>(x, LedgerJson.Options)!).ToList();
            var vault = await session.Query<VaultEntry>().ToListAsync();
            if ((await StreamsAsync(jurisdiction)).Sum(x => x.Value.Count) == streams.Sum(x => x.Value.Count))
                return (streams, states, views, vault.ToDictionary(x => x.Id, StringComparer.Ordinal));
        }
    }

    private async Task<T> AskAsync<T>(string sql)
    {
        await using var connection = new NpgsqlConnection(postgres.AdministratorConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    private static string ServerLocks(bool granted) =>
        $"from pg_locks join pg_stat_activity using (pid) where locktype = 'advisory' and granted = {granted} and application_name like 'process % on %'";

    private static bool IsDisclosure(IEvent e) => e.Data is DisclosurePublished or DisclosureCorrected or DisclosureEnded or DisclosureResumed or DisclosureWithdrawn;

    private static IEnumerable<string> Canonical<T>(IEnumerable<T?> documents) where T : class => documents.Where(x => x is not null).Select(CanonicalJson.Of).Order(StringComparer.Ordinal);

    private static IEnumerable<Sealed> SealedIn(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object when value.EnumerateObject().Select(x => x.Name).Order(StringComparer.Ordinal).SequenceEqual(["hash", "id"]) => [value.Deserialize<Sealed>(LedgerJson.Options)!],
        JsonValueKind.Object => value.EnumerateObject().SelectMany(x => SealedIn(x.Value)),
        JsonValueKind.Array => value.EnumerateArray().SelectMany(SealedIn),
        _ => [],
    };
}
