using System.Security.Cryptography;
using System.Text;
using FacilityLedger.Hosting.Decisions;

namespace FacilityLedger.Facilities;

/// <summary>Stream keys: strings unique over all jurisdictions. Never the credit code (it may be registered again), never a counter.</summary>
public static class FacilityId
{
    /// <summary>The key of a new stream: the jurisdiction and ten base-32 signs of SHA-256 over the command's Idempotency-Key, so that a retry names the same stream.</summary>
    public static string New(string jurisdiction, string idempotencyKey) =>
        $"{jurisdiction}-{Base32.Encode(SHA256.HashData(Encoding.UTF8.GetBytes($"{jurisdiction} {idempotencyKey}")))[..10]}";

    /// <summary>The key of an institution that another register numbers: <c>us-nyc-DC2027</c>.</summary>
    public static string Imported(string jurisdiction, string number) => $"{jurisdiction}-{number}";

    /// <summary>Whether it has the form of a key of this jurisdiction.</summary>
    public static bool IsOf(string jurisdiction, string key) =>
        key.Length <= 60 && key.StartsWith(jurisdiction + "-", StringComparison.Ordinal) && key.Length > jurisdiction.Length + 1 && key[(jurisdiction.Length + 1)..].All(char.IsAsciiLetterOrDigit);
}
