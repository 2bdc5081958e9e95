using System.Text.Json.Nodes;

namespace FacilityLedger.IntegrationTests.Fuzz;

/// <summary>An operation as the server's OpenAPI description has it.</summary>
/// <param name="Path">With its parameters in braces.</param>
/// <param name="Body">Schema of the body; null where it has none.</param>
internal sealed record Operation(HttpMethod Method, string Path, IReadOnlyList<string> Queries, JsonObject? Body);

/// <summary>The server's own description of itself: all that the fuzzer knows of it beforehand.</summary>
internal sealed class Described(JsonObject document)
{
    public IReadOnlyList<Operation> Operations { get; } =
    [
        .. from path in document["paths"]!.AsObject()
           from verb in path.Value!.AsObject()
           let operation = verb.Value!.AsObject()
           select new Operation(new HttpMethod(verb.Key.ToUpperInvariant()), path.Key,
               [.. (operation["parameters"]?.AsArray() ?? []).Where(x => (string?)x!["in"] == "query").Select(x => (string)x!["name"]!)], operation["requestBody"]?["content"]?["application/json"]?["schema"]?.AsObject()),
    ];

    /// <summary>A schema with its reference followed.</summary>
    public JsonObject Of(JsonNode schema) =>
        (string?)schema["$ref"] is { } name ? document["components"]!["schemas"]![name[(name.LastIndexOf('/') + 1)..]]!.AsObject()
        : schema["oneOf"] is JsonArray either ? Of(either.First(x => (string?)x!["type"] != "null")!)
        : schema.AsObject();
}
