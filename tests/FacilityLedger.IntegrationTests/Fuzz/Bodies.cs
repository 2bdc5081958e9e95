using System.Globalization;
using System.Text.Json.Nodes;

namespace FacilityLedger.IntegrationTests.Fuzz;

/// <summary>Bodies from schemas: mostly as the server would have them, sometimes not. It learns from answers: a refusal names the codes that are known, and what was taken once is worth sending again.</summary>
internal sealed class Bodies(Random random, Described described, DateOnly today)
{
    /// <summary>Stands in texts that nobody but the ledger may keep: it must never come out in a log.</summary>
    public const string Canary = "金丝雀QX7";

    private const int Remembered = 40;
    private static readonly string[] Strange =
    [
        "", " ", "\0", "\u0007", "\u202e反", "\u200b", "\ud800", "ﬁ", "'; drop table mt_events; --", "{\"$type\":\"x\"}", "../../etc/passwd", "%2e%2e%2f", "<script>alert(1)</script>", "{{7*7}}", "\r\nX-Injected: 1", "𠮷野", "\u3164",
        new string('长', 3000), "null", "-1", "1e309", "2026-02-30", "0001-01-01", "9999-12-31", "ＡＢＣ", "a\u0301", "\ufeffx", "🙂", "١٢٣",
    ];

    private readonly Dictionary<string, List<JsonNode?>> known = new(StringComparer.Ordinal);

    public JsonNode? Of(JsonNode schema, string member)
    {
        if (Now(2))
            return Broken();
        var shape = described.Of(schema);
        if (known.TryGetValue(member, out var values) && values.Count > 0 && Now(70))
            return values[random.Next(values.Count)]?.DeepClone();
        var type = shape["type"] is JsonArray several ? several.Select(x => (string?)x).First(x => x != "null") : (string?)shape["type"];
        return type switch
        {
            "object" when shape["properties"] is JsonObject members => Object(shape, members),
            "array" => new JsonArray([.. Enumerable.Range(0, Now(90) ? random.Next(1, 3) : random.Next(0, 40)).Select(_ => Of(shape["items"]!, member))]),
            "integer" => Now(85) ? random.Next(0, 60) : random.Next(2) == 0 ? -random.Next() : random.NextInt64(),
            "number" => random.Next(0, 100),
            "boolean" => Now(50),
            "string" => Text(shape, member),
            // A value without a shape: anything at all.
            _ => Now(50) ? new JsonObject { ["occurredOn"] = Day() } : Broken(),
        };
    }

    /// <summary>What an answer teaches: of a refusal the codes that it knows of its field.</summary>
    public void Learn(JsonObject problem)
    {
        if ((string?)problem["field"] is { } field && problem["known"] is JsonValue said && said.TryGetValue(out string? codes))
            foreach (var code in codes.Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(Remembered))
                Remember(field, code);
    }

    /// <summary>The members of a body that was taken.</summary>
    public void LearnTaken(JsonObject body)
    {
        foreach (var (name, value) in body)
            if (value is JsonValue or JsonArray)
                Remember(name, value.DeepClone());
    }

    private void Remember(string member, JsonNode value)
    {
        if (!known.TryGetValue(member, out var values))
            known[member] = values = [];
        if (values.Exists(x => JsonNode.DeepEquals(x, value)))
            return;
        if (values.Count < Remembered)
            values.Add(value);
        else
            values[random.Next(Remembered)] = value;
    }

    private JsonObject Object(JsonObject shape, JsonObject members)
    {
        var required = (shape["required"]?.AsArray() ?? []).Select(x => (string)x!).ToHashSet(StringComparer.Ordinal);
        var made = new JsonObject(members.Where(x => required.Contains(x.Key) ? Now(99) : Now(40)).Select(x => KeyValuePair.Create(x.Key, Of(x.Value!, x.Key))));
        if (Now(1))
            made["nobody"] = Canary;
        return made;
    }

    private JsonNode? Text(JsonObject shape, string member) => (string?)shape["format"] switch
    {
        "date" => Now(97) ? Day() : Strange[random.Next(Strange.Length)],
        "date-time" => Now(97) ? $"{Day()}T{random.Next(0, 24):00}:00:00+08:00" : Strange[random.Next(Strange.Length)],
        _ when member.Contains("mount", StringComparison.Ordinal) => Now(90) ? string.Create(CultureInfo.InvariantCulture, $"{random.Next(0, 90_000)}.00") : "1.5",
        _ when Now(6) => Strange[random.Next(Strange.Length)],
        _ => $"{Canary}{random.Next(100)}",
    };

    private string Day() => today.AddDays(Now(75) ? 0 : Now(80) ? -random.Next(0, 60) : random.Next(-900, 40)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private JsonNode? Broken() => random.Next(8) switch
    {
        0 => null,
        1 => new JsonArray(null, null),
        2 => new JsonObject { ["a"] = Canary },
        3 => 1e300,
        4 => -0.5,
        5 => true,
        6 => new JsonArray([.. Enumerable.Range(0, 300).Select(x => (JsonNode)x)]),
        _ => Strange[random.Next(Strange.Length)],
    };

    private bool Now(int percent) => random.Next(100) < percent;
}
