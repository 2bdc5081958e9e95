using System.Globalization;

namespace FacilityLedger.Benchmarks;

/// <summary>An invented county of any size, ten publications of each institution. Always the same.</summary>
/// <remarks>The publications are written as events, past the commands. What the public sees is made of them by the program's own rebuild, which folds them by
/// the same lines as the projection: no row of the public view is invented here.</remarks>
internal static class GeneratedCounty
{
    public const int Usual = 20_000;
    public const int Least = 2_000;
    private const int Chunk = 10_000;

    private const string Events = """
        with f as (
          select n, '370323-G' || lpad(n::text, 7, '0') as id,
            '沂源县' || substr('禾槐枫桐兰梅竹荷菊松柏杨柳桃李杏梨枣榆桂', 1 + n % 20, 1) || substr('屿溪苑园庭舍坊轩林谷湾洲岸泉池塘桥里巷村', 1 + n / 20 % 20, 1)
              || '托育服务有限公司' || (n / 400) || ' '
              || (array['Little Stars', 'Sunny Days', 'Green Apple', 'Rainbow', 'Happy Bees', 'Blue Whale', 'Lily Pond'])[1 + n % 7] as name,
            case when n % 4 = 0 then 'unfiled' when n % 97 = 0 then 'terminated' else 'filed' end as status
          from generate_series($1::int, $2::int) n),
        s as (insert into {0}.mt_streams (id, version, timestamp, created, tenant_id) select id, 10, now(), now(), '370323' from f)
        insert into {0}.mt_events (seq_id, id, stream_id, version, type, timestamp, tenant_id, mt_dotnet_type, data)
        select nextval('{0}.mt_events_sequence'), gen_random_uuid(), f.id, k.version, 'disclosure-published', now(), '370323', 'x',
          jsonb_build_object('disclosure', k.key, 'kind', k.kind, 'about', k.about, 'fields', k.fields, 'basis', '示例依据 1', 'from', k.day, 'occurredOn', k.day)
        from f, lateral (values
          (1, 'registration', 'registration', 'registration', '2026-01-05', jsonb_build_object(
            'identifiers', jsonb_build_array(jsonb_build_object('scheme', 'uscc', 'value', '91370323G' || lpad(n::text, 7, '0') || 'X0')),
            'name', f.name, 'kind', 'ORDINARY', 'nature', 'FORPROFIT', 'town', '37032300' || (1 + n % 3), 'address', '示例路 ' || (n % 900) || ' 号',
            'authority', 'SP', 'registeredOn', '2026-01-05')),
          (2, 'status', 'status', 'registration', '2026-01-05', jsonb_build_object('status', f.status, 'since', '2026-01-05')),
          (3, 'filing', 'filing', 'filing', '2026-02-05',
            jsonb_build_object('status', 'filed', 'receiptNumber', '示例备〔2026〕' || n || '号', 'receiptDate', '2026-02-05')),
          (4, 'classes', 'classes', 'operation', '2026-02-05', jsonb_build_object(
            'classes', jsonb_build_array(jsonb_build_object('type', 'JUNIOR', 'children', 14)), 'places', 60, 'inclusivePlaces', 40)),
          (5, 'fees', 'fees', 'operation', '2026-02-05',
            jsonb_build_object('fees', jsonb_build_array(jsonb_build_object('item', 'care', 'amount', '1800.00')))),
          (6, 'places', 'places', 'operation', '2026-03-05', jsonb_build_object('places', 60, 'free', n % 9, 'taken', 60 - n % 9)),
          (7, 'inspection-A', 'inspection', 'inspections/A', '2026-03-06', jsonb_build_object(
            'date', '2026-03-06', 'domains', jsonb_build_array('CARE'), 'departments', jsonb_build_array('WJ'), 'result', 'no-problem')),
          (8, 'inspection-B', 'inspection', 'inspections/B', '2026-04-06', jsonb_build_object(
            'date', '2026-04-06', 'domains', jsonb_build_array('CARE'), 'departments', jsonb_build_array('WJ'), 'result', 'correction-ordered')),
          (9, 'violation-V', 'violation', 'violations/V', '2026-04-08', jsonb_build_object('item', 'CAR-01', 'severity', 2, 'found', '2026-04-06',
            'due', '2026-04-20', 'state', case when n % 5 = 0 then 'open' else 'put-right' end)),
          (10, 'inspection-C', 'inspection', 'inspections/C', '2026-06-06', jsonb_build_object(
            'date', '2026-06-06', 'domains', jsonb_build_array('SECURITY'), 'departments', jsonb_build_array('GA'), 'result', 'no-problem'))
        ) as k(version, key, kind, about, day, fields)
        """;

    public static string Id(int number) => string.Create(CultureInfo.InvariantCulture, $"370323-G{number:D7}");

    public static string Uscc(int number) => string.Create(CultureInfo.InvariantCulture, $"91370323G{number:D7}X0");

    public static async Task WriteAsync(BenchmarkDatabase database, string schema, int facilities, CancellationToken stop)
    {
        await using var connection = await database.OpenAsync(stop);
        for (var first = 1; first <= facilities; first += Chunk)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = Events.Replace("{0}", schema, StringComparison.Ordinal);
            command.CommandTimeout = 300;
            foreach (var bound in new[] { first, Math.Min(first + Chunk - 1, facilities) })
                command.Parameters.Add(new() { Value = bound });
            await command.ExecuteNonQueryAsync(stop);
        }
        // The projections need not read them again.
        await database.ExecuteAsync($"""
            update {schema}.mt_event_progression set last_seq_id = (select max(seq_id) from {schema}.mt_events);
            analyze {schema}.mt_events; analyze {schema}.mt_streams
            """, stop);
    }
}
