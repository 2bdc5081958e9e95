using Marten;
using Weasel.Core;
using Weasel.Postgresql;
using Weasel.Postgresql.Functions;
using Weasel.Postgresql.Tables;

namespace FacilityLedger.Disclosure;

/// <summary>Where the public view lies: what is shown of each institution, a line for each span of days in which the lists show the same of it, and the figures of the county.</summary>
/// <remarks>Each row belongs to a build. Readers see the live one; a rebuild fills another beside it and makes that the live one by one row of <c>public_build</c>.</remarks>
internal static class PublicTables
{
    // All that changes with an institution changes in one call: its row, its lines, and by how much the figures differ from before. What is older than what stands changes nothing.
    private const string Put = """
        DECLARE
          accepted text[];
        BEGIN
          PERFORM pg_advisory_xact_lock(hashtext('{0}.public_put'));
          SELECT coalesce(array_agg(r.id), ARRAY[]::text[]) INTO accepted
            FROM jsonb_to_recordset(p_rows) AS r(id text, version bigint)
            LEFT JOIN {0}.public_facility o ON o.tenant_id = p_tenant AND o.build = p_build AND o.id = r.id
            WHERE o.version IS NULL OR o.version <= r.version;
          INSERT INTO {0}.public_figure AS f (tenant_id, build, day, dimension, code, number, places, inclusive, put_right, open)
            SELECT p_tenant, p_build, d.day, d.dimension, d.code, sum(d.number), sum(d.places), sum(d.inclusive), sum(d."putRight"), sum(d.open)
            FROM (
              SELECT x.* FROM jsonb_to_recordset(p_rows) AS r(id text, figures jsonb),
                jsonb_to_recordset(r.figures) AS x(day date, dimension text, code text, number bigint, places bigint, inclusive bigint, "putRight" bigint, open bigint)
                WHERE r.id = ANY (accepted)
              UNION ALL
              SELECT x.day, x.dimension, x.code, -x.number, -x.places, -x.inclusive, -x."putRight", -x.open FROM {0}.public_facility o,
                jsonb_to_recordset(o.figures) AS x(day date, dimension text, code text, number bigint, places bigint, inclusive bigint, "putRight" bigint, open bigint)
                WHERE o.tenant_id = p_tenant AND o.build = p_build AND o.id = ANY (accepted)) d
            GROUP BY d.day, d.dimension, d.code
            HAVING sum(d.number) <> 0 OR sum(d.places) <> 0 OR sum(d.inclusive) <> 0 OR sum(d."putRight") <> 0 OR sum(d.open) <> 0
          ON CONFLICT (tenant_id, build, day, dimension, code) DO UPDATE SET number = f.number + excluded.number, places = f.places + excluded.places,
            inclusive = f.inclusive + excluded.inclusive, put_right = f.put_right + excluded.put_right, open = f.open + excluded.open;
          DELETE FROM {0}.public_line WHERE tenant_id = p_tenant AND build = p_build AND facility = ANY (accepted);
          INSERT INTO {0}.public_line (tenant_id, build, facility, first, until, status, sort, text, grams, codes, former, data)
            SELECT p_tenant, p_build, r.id, l.first, l.until, l.status, l.sort, l.text, l.grams, l.codes, l.former, l.data
            FROM jsonb_to_recordset(p_rows) AS r(id text, lines jsonb),
              jsonb_to_recordset(r.lines) AS l(first date, until date, status text, sort text, text text, grams integer[], codes text[], former text, data jsonb)
            WHERE r.id = ANY (accepted);
          DELETE FROM {0}.public_facility o USING jsonb_to_recordset(p_rows) AS r(id text, data jsonb)
            WHERE o.tenant_id = p_tenant AND o.build = p_build AND o.id = r.id AND o.id = ANY (accepted) AND r.data IS NULL;
          INSERT INTO {0}.public_facility AS f (tenant_id, build, id, version, text, grams, numbers, figures, data)
            SELECT p_tenant, p_build, r.id, r.version, r.text, r.grams, r.numbers, r.figures, r.data
            FROM jsonb_to_recordset(p_rows) AS r(id text, version bigint, text text, grams integer[], numbers text[], figures jsonb, data jsonb)
            WHERE r.id = ANY (accepted) AND r.data IS NOT NULL
          ON CONFLICT (tenant_id, build, id) DO UPDATE SET version = excluded.version, text = excluded.text, grams = excluded.grams, numbers = excluded.numbers,
            figures = excluded.figures, data = excluded.data;
          RETURN cardinality(accepted);
        END;
        """;

    public static void Add(StoreOptions options)
    {
        var schema = options.DatabaseSchemaName;
        var builds = new Table(Named(schema, "public_build"));
        builds.AddColumn("number", "integer").AsPrimaryKey();
        builds.AddColumn("live", "boolean").NotNull();

        var stamps = OfTenant(schema, "public_stamp");
        stamps.AddColumn("stamp", "bigint").NotNull();

        var facilities = OfTenant(schema, "public_facility");
        facilities.AddColumn("id", "text").AsPrimaryKey();
        facilities.AddColumn("version", "bigint").NotNull();
        facilities.AddColumn("text", "text").NotNull();
        facilities.AddColumn("grams", "integer[]").NotNull();
        facilities.AddColumn("numbers", "text[]").NotNull();
        facilities.AddColumn("figures", "jsonb").NotNull();
        facilities.AddColumn("data", "jsonb").NotNull();
        facilities.Indexes.Add(new IndexDefinition("ix_public_facility_grams") { Method = IndexMethod.gin, Columns = ["grams"] });
        facilities.Indexes.Add(new IndexDefinition("ix_public_facility_numbers") { Method = IndexMethod.gin, Columns = ["numbers"] });

        var lines = OfTenant(schema, "public_line");
        lines.AddColumn("facility", "text").AsPrimaryKey();
        lines.AddColumn("first", "date").AsPrimaryKey();
        lines.AddColumn("until", "date").NotNull();
        lines.AddColumn("status", "text").NotNull();
        lines.AddColumn("sort", "text").NotNull();
        lines.AddColumn("text", "text").NotNull();
        lines.AddColumn("grams", "integer[]").NotNull();
        lines.AddColumn("codes", "text[]").NotNull();
        lines.AddColumn("former", "text");
        lines.AddColumn("data", "jsonb").NotNull();
        lines.Indexes.Add(new IndexDefinition("ix_public_line_order") { Columns = ["tenant_id", "build", "status", "sort", "facility"] });
        lines.Indexes.Add(new IndexDefinition("ix_public_line_former") { Columns = ["tenant_id", "build", "former"] });
        lines.Indexes.Add(new IndexDefinition("ix_public_line_grams") { Method = IndexMethod.gin, Columns = ["grams"] });
        lines.Indexes.Add(new IndexDefinition("ix_public_line_codes") { Method = IndexMethod.gin, Columns = ["codes"] });

        var figures = OfTenant(schema, "public_figure");
        figures.AddColumn("day", "date").AsPrimaryKey();
        figures.AddColumn("dimension", "text").AsPrimaryKey();
        figures.AddColumn("code", "text").AsPrimaryKey();
        foreach (var column in new[] { "number", "places", "inclusive", "put_right", "open" })
            figures.AddColumn(column, "bigint").NotNull();

        var put = new Function(Named(schema, "public_put"),
            $"CREATE OR REPLACE FUNCTION {schema}.public_put(p_tenant text, p_build integer, p_rows jsonb)\n RETURNS bigint\n LANGUAGE plpgsql\nAS $function$\n{Put.Replace("{0}", schema, StringComparison.Ordinal)}\n$function$;");
        foreach (var part in new ISchemaObject[] { builds, stamps, facilities, lines, figures, put })
            options.Storage.ExtendedSchemaObjects.Add(part);
    }

    private static PostgresqlObjectName Named(string schema, string name) => new(schema, name, SchemaUtils.IdentifierUsage.General);

    private static Table OfTenant(string schema, string name)
    {
        var table = new Table(Named(schema, name));
        table.AddColumn("tenant_id", "text").AsPrimaryKey();
        table.AddColumn("build", "integer").AsPrimaryKey();
        return table;
    }
}
