using FacilityLedger.Hosting.Decisions;
using Npgsql;

namespace FacilityLedger.Hosting;

/// <summary>
/// What the program's role may do in the tables of a ledger. What was recorded and what was sealed is added and read, never changed,
/// never deleted.
/// </summary>
internal static class Rights
{
    private const string Entries = "mt_doc_vaultentry";
    private const string Events = "mt_events";
    private const string Streams = "mt_streams";

    /// <summary>Statements of the owner, to be sent as one command, which is one transaction; said again they change nothing.</summary>
    /// <param name="program">The program's role. Where it is the owner too it keeps its rights.</param>
    public static string Of(string schema, string program)
    {
        var (s, p) = (Quoted(schema), Quoted(program));
        return $"""
            {Masking(s)}
            revoke all on function {s}.ledger_vault_mask(text, text, text[]) from public;
            grant execute on function {s}.ledger_vault_mask(text, text, text[]) to {p};
            revoke create on schema {s} from public;
            grant usage on schema {s} to {p};
            do $rights$ begin
              if current_user <> {Literal(program)} then
                grant select, insert, update, delete, truncate on all tables in schema {s} to {p};
                grant usage, select on all sequences in schema {s} to {p};
                alter default privileges in schema {s} grant select, insert, update, delete, truncate on tables to {p};
                alter default privileges in schema {s} grant usage, select on sequences to {p};
                revoke update, delete, truncate on {s}.{Events}, {s}.{Entries} from {p};
                revoke delete, truncate on {s}.{Streams} from {p};
              end if;
            end $rights$;
            """;
    }

    /// <summary>Asks whether the role that asks may rewrite the past.</summary>
    public static string MayRewrite(string schema) => $"""
        select bool_or(has_table_privilege(c.oid, 'UPDATE, DELETE, TRUNCATE') or pg_has_role(c.relowner, 'USAGE'))
        from pg_class c where c.relnamespace = {Literal(Quoted(schema))}::regnamespace and c.relname in ('{Events}', '{Entries}')
        """;

    /// <summary>
    /// Deletes from the vault just what a masking event names that the same transaction has appended. The event stays and says who asked,
    /// who approved and why; whoever has the program's role can delete nothing without leaving it.
    /// </summary>
    private static string Masking(string s) => $"""
        create or replace function {s}.ledger_vault_mask(tenant text, stream text, entries text[]) returns void
        language plpgsql security definer set search_path = pg_catalog, pg_temp as $mask$
        declare deleted bigint;
        begin
          if not exists (
            select from {s}.{Events} e
            where e.tenant_id = tenant and e.stream_id = stream and e.type = '{EventNames.All[typeof(VaultEntriesMasked)]}'
              and e.xmin = pg_current_xact_id()::xid
              and (select array_agg(x order by x) from jsonb_array_elements_text(e.data -> 'entries') x)
                = (select array_agg(x order by x) from unnest(entries) x)
              and e.data ->> 'requestedBy' <> '' and e.data ->> 'approvedBy' <> ''
              and lower(e.data ->> 'requestedBy') <> lower(e.data ->> 'approvedBy')
              and e.user_name = e.data ->> 'approvedBy')
          then
            raise exception 'no masking event of this transaction, asked for by one and approved by another, names these entries'
              using errcode = 'insufficient_privilege';
          end if;
          delete from {s}.{Entries} v where v.tenant_id = tenant and v.id = any(entries);
          get diagnostics deleted = row_count;
          if deleted <> cardinality(entries) then
            raise exception 'of % entries the vault has %', cardinality(entries), deleted using errcode = 'no_data_found';
          end if;
        end $mask$;
        """;

    private static string Quoted(string name) => new NpgsqlCommandBuilder().QuoteIdentifier(name);

    private static string Literal(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
}
