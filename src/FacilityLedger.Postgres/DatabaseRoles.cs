using Npgsql;

namespace FacilityLedger.Postgres;

/// <summary>
/// The roles of a server that belongs to one ledger. The superuser that made it stays for administration. The owner makes the tables and
/// says who may do what with them. The program owns nothing.
/// </summary>
public static class DatabaseRoles
{
    public const string Administrator = "ledger";
    public const string Owner = "ledger_owner";
    public const string Program = "ledger_app";

    /// <summary>
    /// Makes the two roles where they are missing, gives the owner the database with what the superuser of an earlier version made in it,
    /// and keeps what commands carry out of the server's log. Done again it changes nothing.
    /// </summary>
    /// <param name="administrator">Leads to the ledger's database as a superuser.</param>
    public static async Task MakeAsync(string administrator, string ownersPassword, string programsPassword, CancellationToken ct)
    {
        // The passwords stand in statements, which a slow or failing server would write to its log.
        var address = new NpgsqlConnectionStringBuilder(administrator)
        {
            Pooling = false,
            Options = "-c log_statement=none -c log_min_duration_statement=-1 -c log_min_error_statement=panic",
        };
        await using var connection = new NpgsqlConnection(address.ConnectionString);
        await connection.OpenAsync(ct);
        await RunAsync(connection, Roles(ownersPassword, programsPassword), ct);
        await RunAsync(connection, Ownership, ct);
        await using var careful = new NpgsqlCommand(IsDiscreet, connection);
        if (await careful.ExecuteScalarAsync(ct) is not true)
        {
            foreach (var setting in Discreet)
            {
                await RunAsync(connection, $"alter system set {setting}", ct);
            }

            await RunAsync(connection, "select pg_reload_conf()", ct);
        }
    }

    /// <summary>Settings of a server whose log holds no parameter of a command and no row that an error is about.</summary>
    internal static readonly string[] Discreet =
        ["log_parameter_max_length = 0", "log_parameter_max_length_on_error = 0", "log_error_verbosity = terse"];

    private const string IsDiscreet = """
        select current_setting('log_parameter_max_length') = '0' and current_setting('log_parameter_max_length_on_error') = '0'
           and current_setting('log_error_verbosity') = 'terse'
        """;

    private static string Roles(string ownersPassword, string programsPassword) => $"""
        do $$ begin
          if not exists (select from pg_roles where rolname = '{Owner}') then create role {Owner}; end if;
          if not exists (select from pg_roles where rolname = '{Program}') then create role {Program}; end if;
        end $$;
        alter role {Owner} with login nosuperuser nocreatedb nocreaterole noreplication nobypassrls password {Literal(ownersPassword)};
        alter role {Program} with login nosuperuser nocreatedb nocreaterole noreplication nobypassrls password {Literal(programsPassword)};
        """;

    // What belongs to an extension stays the superuser's; the sequence of a column follows its table.
    private const string Ownership = $"""
        do $$
        declare x record;
        begin
          if exists (select from pg_database where datname = current_database() and datdba <> '{Owner}'::regrole) then
            execute format('alter database %I owner to {Owner}', current_database());
            execute format('revoke all on database %I from public', current_database());
            execute format('grant connect, temporary on database %I to {Program}', current_database());
          end if;
          for x in
            select n.nspname from pg_namespace n
            where n.nspowner = current_user::regrole and n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'public')
          loop
            execute format('alter schema %I owner to {Owner}', x.nspname);
          end loop;
          for x in
            select n.nspname, c.relname,
                   case c.relkind when 'S' then 'sequence' when 'v' then 'view' when 'm' then 'materialized view' else 'table' end as kind
            from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where c.relowner = current_user::regrole and c.relkind in ('r', 'p', 'v', 'm', 'S')
              and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
              and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid
                              and (d.deptype = 'e' or c.relkind = 'S' and d.deptype in ('a', 'i')))
          loop
            execute format('alter %s %I.%I owner to {Owner}', x.kind, x.nspname, x.relname);
          end loop;
          for x in
            select p.oid::regprocedure as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace
            where p.proowner = current_user::regrole and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
              and not exists (select from pg_depend d where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype = 'e')
          loop
            execute format('alter routine %s owner to {Owner}', x.name);
          end loop;
        end $$;
        """;

    private static string Literal(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    private static async Task RunAsync(NpgsqlConnection connection, string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(ct);
    }
}
