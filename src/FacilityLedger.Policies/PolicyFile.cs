using System.Text.Json;
using System.Text.Json.Serialization;

namespace FacilityLedger.Policies;

/// <summary>A policy that cannot be loaded or adopted. The message names the file and the path of each fault.</summary>
public sealed class PolicyException(string message) : Exception(message);

/// <param name="Text">The text as it was read.</param>
/// <param name="Sha256">Over the canonical JSON, in lower-case hexadecimal: white space and line ends do not make another policy.</param>
public sealed record LoadedPolicy(Policy Policy, string Text, string Sha256);

/// <summary>Reads policies strictly: unknown and missing members are refused, as is what contradicts itself (<see cref="PolicyChecks"/>).</summary>
public static class PolicyFile
{
    private static readonly JsonSerializerOptions Strict = new(LedgerJson.Options) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow };
    private static readonly JsonDocumentOptions Document = new() { AllowDuplicateProperties = false, MaxDepth = 32 };

    /// <exception cref="PolicyException">See <see cref="Read"/>.</exception>
    public static Policy Load(string path) => Read(path).Policy;

    /// <summary>Reads and checks a file.</summary>
    /// <exception cref="PolicyException">It is not UTF-8 or no JSON, does not have the policy's shape, or fails a check, e.g. <c>370323.json: $.violations[3].penaltyBasis: …</c>, one line for each fault.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static LoadedPolicy Read(string path) => Parse(TextFile.Read(path), Path.GetFileName(path));

    /// <summary>Reads and checks a text.</summary>
    /// <param name="name">What errors call the text.</param>
    /// <exception cref="PolicyException">See <see cref="Read"/>.</exception>
    public static LoadedPolicy Parse(string text, string name)
    {
        var loaded = Reread(text, name);
        using var document = JsonDocument.Parse(text, Document);
        var faults = Unfit(document.RootElement, "$").Concat(PolicyChecks.Faults(loaded.Policy)).Select(x => $"{name}: {x}").ToList();
        return faults.Count == 0 ? loaded : throw new PolicyException(string.Join('\n', faults));
    }

    /// <summary>Reads without the checks a text that was adopted once: stricter checks must not make history unreadable.</summary>
    /// <exception cref="PolicyException">It is no JSON or does not have the policy's shape.</exception>
    public static LoadedPolicy Reread(string text, string name)
    {
        try
        {
            using var document = JsonDocument.Parse(text, Document);
            if (NullItem(document.RootElement, "$") is { } path)
                throw new PolicyException($"{name}: {path}: null is no item");
            var policy = document.RootElement.Deserialize<Policy>(Strict) ?? throw new PolicyException($"{name}: $: null is no policy");
            return new(policy, text, CanonicalJson.Hash(document.RootElement));
        }
        catch (JsonException e)
        {
            throw new PolicyException($"{name}: {e.Path ?? $"line {e.LineNumber + 1}"}: {Plain(e.Message)}");
        }
    }

    // The serializer's null checks stop at the items of a list.
    private static string? NullItem(JsonElement value, string path) => value.ValueKind switch
    {
        JsonValueKind.Object => value.EnumerateObject().Select(x => NullItem(x.Value, $"{path}.{x.Name}")).FirstOrDefault(x => x is not null),
        JsonValueKind.Array => value.EnumerateArray().Select((x, i) => x.ValueKind == JsonValueKind.Null ? $"{path}[{i}]" : NullItem(x, $"{path}[{i}]")).FirstOrDefault(x => x is not null),
        _ => null,
    };

    // What a policy says is shown and stored as what officers type is.
    private static IEnumerable<PolicyFault> Unfit(JsonElement value, string path) => value.ValueKind switch
    {
        JsonValueKind.Object => value.EnumerateObject().SelectMany(x => Unfit(x.Value, $"{path}.{x.Name}")),
        JsonValueKind.Array => value.EnumerateArray().SelectMany((x, i) => Unfit(x, $"{path}[{i}]")),
        JsonValueKind.String => PlainText.Fault(value.GetString()!) is { } fault ? [new PolicyFault(path, $"no text may be or hold this: {fault}")] : [],
        _ => [],
    };

    // The path stands before the message already.
    private static string Plain(string message) => message.IndexOf(" Path: ", StringComparison.Ordinal) is var end and > 0 ? message[..end] : message;
}
