using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using FacilityLedger.Hosting;

namespace FacilityLedger.Policies;

/// <summary>A policy is wrong or cannot be adopted; the message names the file and the path in it.</summary>
public sealed class PolicyException(string message) : Exception(message);

/// <summary>A policy with the text it was read from.</summary>
/// <param name="Sha256">Digest of the text: an adopted version never changes.</param>
public sealed record LoadedPolicy(Policy Policy, string Text, string Sha256);

/// <summary>Reads and checks <c>policy/*.json</c>.</summary>
public static class PolicyFile
{
    private static readonly JsonSerializerOptions Strict = LedgerJson.Apply(new JsonSerializerOptions { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow });

    /// <exception cref="PolicyException">The file cannot be read as a policy, or breaks a rule of <see cref="PolicyChecks"/>.</exception>
    public static LoadedPolicy Read(string path) => Parse(File.ReadAllText(path), Path.GetFileName(path));

    /// <param name="name">What errors call the text.</param>
    public static LoadedPolicy Parse(string text, string name)
    {
        try
        {
            var policy = JsonSerializer.Deserialize<Policy>(text, Strict) ?? throw new PolicyException($"{name}: $: empty");
            if (PolicyChecks.Of(policy).FirstOrDefault() is { } fault)
                throw new PolicyException($"{name}: {fault}");
            return new(policy, text, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))));
        }
        catch (JsonException e)
        {
            throw new PolicyException($"{name}: {e.Path ?? "$"}: {e.Message}");
        }
    }
}
