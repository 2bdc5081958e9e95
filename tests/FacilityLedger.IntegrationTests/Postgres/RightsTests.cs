using FacilityLedger.Hosting.Decisions;
using Marten;
using Npgsql;
using Xunit;

namespace FacilityLedger.IntegrationTests;

/// <summary>One server for all of them.</summary>
public sealed class LedgerWithRights : IAsyncLifetime
{
    public LedgerUnderTest Ledger { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Ledger = await LedgerUnderTest.StartAsync();

    public ValueTask DisposeAsync() => Ledger.DisposeAsync();
}

/// <summary>
/// What the program's own role may do in the database, tried as SQL. That its rights suffice, every other test of a host proves.
/// </summary>
public sealed class RightsTests(LedgerWithRights server) : IClassFixture<LedgerWithRights>, IAsyncLifetime
{
    private const string Jurisdiction = "370323";
    private static readonly DateOnly Day = new(2026, 11, 24);
    private static int tests;

    private readonly LedgerUnderTest ledger = server.Ledger;
    private readonly int test = Interlocked.Increment(ref tests);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private string Stream => $"{Jurisdiction}-vault-{test}";

    private string First => $"{test}-FIRST";

    private string Second => $"{test}-SECOND";

    private string Third => $"{test}-THIRD";

    private string[] Kept => [First, Second, Third];

    public async ValueTask InitializeAsync()
    {
        foreach (var tenant in new[] { Jurisdiction, "us-nyc" })
        {
            await using var session = ledger.Store.LightweightSession(tenant);
            session.Insert(Kept.Select(x => new VaultEntry(x, "c2FsdA==", $"a name of {tenant}")).ToArray());
            await session.SaveChangesAsync(Ct);
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [InlineData("update mt_events set data = '{}'")]
    [InlineData("delete from mt_events where version = 1")]
    [InlineData("truncate mt_events")]
    [InlineData("alter table mt_events add column mine int")]
    [InlineData("drop table mt_events")]
    [InlineData("create rule mine as on insert to mt_events do instead nothing")]
    [InlineData("update mt_doc_vaultentry set data = '{}'")]
    [InlineData("delete from mt_doc_vaultentry")]
    [InlineData("truncate mt_doc_vaultentry")]
    [InlineData("delete from mt_streams")]
    [InlineData("truncate mt_streams cascade")]
    [InlineData("create table mine (x int)")]
    [InlineData("alter function ledger_vault_mask security invoker")]
    [InlineData("set role ledger_owner")]
    public async Task what_was_recorded_and_what_was_sealed_is_never_changed_by_the_program(string sql)
    {
        var refused = await Assert.ThrowsAsync<PostgresException>(() => RunAsync(sql));
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
    }

    [Fact]
    public async Task a_role_that_may_rewrite_the_past_is_named_aloud_and_one_that_may_not_is_not()
    {
        Assert.DoesNotContain(ledger.Logged, x => x.Contains("may change and delete", StringComparison.Ordinal));
        var owner = new NpgsqlConnectionStringBuilder(await TestPostgres.OwnerConnectionStringAsync());
        await using var alone = await LedgerUnderTest.StartAsync(settings: $"Username={owner.Username};Password={owner.Password}");
        var aloud = $"The database role {owner.Username} may change and delete what was recorded.";
        Assert.Contains(alone.Logged, x => x.StartsWith(aloud, StringComparison.Ordinal));
    }

    [Fact]
    public async Task a_masking_event_of_two_officers_deletes_just_what_it_names()
    {
        var masked = Masks(First, Third);
        await MaskAsync(masked, Jurisdiction, [Third, First]);
        Assert.Equal([Second], await LeftAsync(Jurisdiction));
        Assert.Equal(Kept, await LeftAsync("us-nyc"));
        await using var session = ledger.Store.QuerySession(Jurisdiction);
        Assert.Equivalent(masked, Assert.Single(await session.Events.FetchStreamAsync(Stream, token: Ct)).Data);
    }

    [Fact]
    public Task entries_that_the_event_does_not_name_stay() => RefusedAsync(Masks(First), Jurisdiction, [First, Second]);

    [Fact]
    public Task not_all_that_the_event_names_is_not_what_it_names() => RefusedAsync(Masks(First, Second), Jurisdiction, [First]);

    [Fact]
    public Task nothing_is_not_what_it_names() => RefusedAsync(Masks(), Jurisdiction, []);

    [Fact]
    public Task an_entry_that_is_not_there_leaves_all_as_it_is() => RefusedAsync(Masks(First, "FOURTH"), Jurisdiction, [First, "FOURTH"]);

    [Fact]
    public Task one_officer_alone_deletes_nothing() =>
        RefusedAsync(Masks(First) with { RequestedBy = "wj-2@370323" }, Jurisdiction, [First]);

    [Fact]
    public Task one_officer_in_other_letters_is_one_officer() =>
        RefusedAsync(Masks(First) with { RequestedBy = "WJ-2@370323" }, Jurisdiction, [First]);

    [Fact]
    public Task who_approves_is_who_gives_the_command() =>
        RefusedAsync(Masks(First) with { ApprovedBy = "wj-3@370323" }, Jurisdiction, [First]);

    [Fact]
    public Task an_event_of_one_jurisdiction_deletes_nothing_of_another() => RefusedAsync(Masks(First), "us-nyc", [First]);

    [Fact]
    public async Task an_event_of_an_earlier_transaction_deletes_nothing()
    {
        await using (var session = Session())
        {
            session.Events.StartStream(Stream, Masks(First));
            await session.SaveChangesAsync(Ct);
        }
        var again = $"select ledger_vault_mask('{Jurisdiction}', '{Stream}', array['{First}'])";
        var refused = await Assert.ThrowsAsync<PostgresException>(() => RunAsync(again));
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
        Assert.Equal(Kept, await LeftAsync(Jurisdiction));
    }

    private static VaultEntriesMasked Masks(params string[] entries) => new(entries, "erasure", "wj-1@370323", "wj-2@370323", Day);

    private async Task RefusedAsync(VaultEntriesMasked masked, string tenant, string[] entries)
    {
        await Assert.ThrowsAnyAsync<Exception>(() => MaskAsync(masked, tenant, entries));
        Assert.Equal(Kept, await LeftAsync(Jurisdiction));
        Assert.Equal(Kept, await LeftAsync("us-nyc"));
        await using var session = ledger.Store.QuerySession(Jurisdiction);
        Assert.Empty(await session.Events.FetchStreamAsync(Stream, token: Ct));
    }

    // As a command will: the event, and what it names, in one transaction.
    private async Task MaskAsync(VaultEntriesMasked masked, string tenant, string[] entries)
    {
        await using var session = Session();
        session.Events.StartStream(Stream, masked);
        session.QueueSqlCommand($"select {ledger.Schema}.ledger_vault_mask(?, ?, ?)", tenant, Stream, entries);
        await session.SaveChangesAsync(Ct);
    }

    private IDocumentSession Session()
    {
        var session = ledger.Store.LightweightSession(Jurisdiction);
        session.LastModifiedBy = "wj-2@370323";
        return session;
    }

    private async Task<IEnumerable<string>> LeftAsync(string tenant)
    {
        await using var session = ledger.Store.QuerySession(tenant);
        return (await session.Query<VaultEntry>().ToListAsync(Ct)).Select(x => x.Id).Where(Kept.Contains).Order(StringComparer.Ordinal);
    }

    private async Task RunAsync(string sql)
    {
        var program = await TestPostgres.ConnectionStringAsync();
        await using var connection = new NpgsqlConnection($"{program};Pooling=false;Search Path={ledger.Schema}");
        await connection.OpenAsync(Ct);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(Ct);
    }
}
