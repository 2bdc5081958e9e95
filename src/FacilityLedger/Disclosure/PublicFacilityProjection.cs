using JasperFx.Events;
using JasperFx.Events.Projections;
using Marten;
using Marten.Events.Projections;
using Npgsql;

namespace FacilityLedger.Disclosure;

/// <summary>Keeps the public view, behind the commits. It is given nothing but disclosure events.</summary>
/// <remarks>Whatever happened to an institution, its row is folded anew from its events: what a rebuild makes and what lived is made by the same few lines, and an event that comes twice changes nothing.</remarks>
public sealed class PublicFacilityProjection : ProjectionBase, IProjection
{
    public PublicFacilityProjection()
    {
        Name = "PublicFacility";
        IncludeType<DisclosurePublished>();
        IncludeType<DisclosureCorrected>();
        IncludeType<DisclosureWithdrawn>();
        IncludeType<DisclosureEnded>();
        IncludeType<DisclosureResumed>();
    }

    public async Task ApplyAsync(IDocumentOperations operations, IReadOnlyList<IEvent> events, CancellationToken cancellation)
    {
        var (jurisdiction, schema) = (events[0].TenantId, operations.DocumentStore.Options.DatabaseSchemaName);
        await using var connection = operations.Database.CreateConnection();
        await connection.OpenAsync(cancellation);
        var builds = await BuildsAsync(connection, schema, cancellation);
        var rows = await PublicRow.FoldAsync(connection, schema, jurisdiction, [.. events.Select(x => x.StreamKey!).Distinct(StringComparer.Ordinal)], cancellation);
        var json = PublicRow.Json(rows);
        foreach (var build in builds)
            operations.QueueSqlCommand(PutSql(schema, '?'), jurisdiction, build, jurisdiction, build, json);
    }

    /// <summary>Puts rows into a build and counts the change: the stamp of a jurisdiction differs whenever something of it does.</summary>
    /// <param name="placeholder"><c>?</c>, or <c>$</c> for numbered parameters: jurisdiction, build, and once more both with the rows.</param>
    internal static string PutSql(string schema, char placeholder)
    {
        string P(int n) => placeholder == '?' ? "?" : $"${n}";
        return $"""
            insert into {schema}.public_stamp as s (tenant_id, build, stamp) values ({P(1)}, {P(2)}, {schema}.public_put({P(3)}, {P(4)}, {P(5)}::jsonb))
            on conflict (tenant_id, build) do update set stamp = s.stamp + excluded.stamp
            """;
    }

    // The live one, and one that is being filled.
    private static async Task<IReadOnlyList<int>> BuildsAsync(NpgsqlConnection connection, string schema, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand($"select number from {schema}.public_build order by number", connection);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var builds = new List<int>();
        while (await reader.ReadAsync(cancellation))
            builds.Add(reader.GetInt32(0));
        return builds.Count > 0 ? builds : [PublicRegister.FirstBuild];
    }
}
