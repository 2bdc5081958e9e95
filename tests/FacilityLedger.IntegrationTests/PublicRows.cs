using FacilityLedger.Disclosure;
using FacilityLedger.Hosting;
using Marten;
using Npgsql;

namespace FacilityLedger.IntegrationTests;

/// <summary>What is stored for the public, read past the pages.</summary>
internal static class PublicRows
{
    /// <summary>Each institution of the live build with its lines, in one spelling.</summary>
    public static Task<IReadOnlyList<string>> AllAsync(IDocumentStore store) => AskAsync(store, (schema, live) =>
        $"""
        select (to_jsonb(f) - 'build' || jsonb_build_object('lines', (select jsonb_agg(to_jsonb(l) - 'build' order by first) from {schema}.public_line l
          where (l.tenant_id, l.build, l.facility) = (f.tenant_id, f.build, f.id))))::text
        from {schema}.public_facility f where build = {live} order by tenant_id, id
        """);

    /// <summary>The figures of the live build that are not naught.</summary>
    public static Task<IReadOnlyList<string>> FiguresAsync(IDocumentStore store) => AskAsync(store, (schema, live) =>
        $"select (to_jsonb(f) - 'build')::text from {schema}.public_figure f where build = {live} and (number, places, inclusive, put_right, open) <> (0, 0, 0, 0, 0) order by 1");

    /// <summary>What may be shown of each institution of a jurisdiction.</summary>
    public static async Task<IReadOnlyList<PublicFacility>> OfAsync(IDocumentStore store, string jurisdiction) =>
        [.. (await AskAsync(store, (schema, live) => $"select data::text from {schema}.public_facility where build = {live} and tenant_id = '{jurisdiction}' order by id"))
            .Select(x => System.Text.Json.JsonSerializer.Deserialize<PublicFacility>(x, LedgerJson.Options)!)];

    public static async Task ExecuteAsync(IDocumentStore store, Func<string, string> sql)
    {
        await using var connection = store.Storage.Database.CreateConnection();
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql(store.Options.DatabaseSchemaName), connection);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<IReadOnlyList<string>> AskAsync(IDocumentStore store, Func<string, string, string> sql)
    {
        var schema = store.Options.DatabaseSchemaName;
        await using var connection = store.Storage.Database.CreateConnection();
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql(schema, $"coalesce((select number from {schema}.public_build where live), 1)"), connection);
        await using var reader = await command.ExecuteReaderAsync();
        var all = new List<string>();
        while (await reader.ReadAsync())
            all.Add(reader.GetString(0));
        return all;
    }
}
