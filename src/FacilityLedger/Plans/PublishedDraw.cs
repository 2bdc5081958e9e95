using System.Security.Cryptography;
using System.Text;
using FacilityLedger.Disclosure;

namespace FacilityLedger.Plans;

/// <summary>A draw as it is published: all its inputs and its result. Officers stand in it by number.</summary>
/// <param name="Commitment">SHA-256(salt ‖ seed), published before the libraries were used.</param>
/// <param name="Salt">In Base64.</param>
/// <param name="Seed">In hexadecimal; the commitment is over this text.</param>
/// <param name="ObjectsHash">SHA-256 of the canonical JSON of <paramref name="Objects"/>.</param>
/// <param name="OfficersHash">SHA-256 of the canonical JSON of <paramref name="Officers"/>.</param>
public sealed record PublishedDraw(
    string Id, string Plan, string Method, string Domain, int Count, string Commitment, DateOnly PreparedOn, IReadOnlyList<DrawObject> Objects, string ObjectsHash, IReadOnlyList<DrawOfficer> Officers, string OfficersHash,
    string? Salt = null, string? Seed = null, DateOnly? HeldOn = null, IReadOnlyList<Drawn>? Result = null)
{
    /// <summary>What does not agree when the draw is held again from this file alone; none: it is the same.</summary>
    public IEnumerable<string> Differences()
    {
        if (Method != Drawing.Method)
        {
            yield return $"the method is {Method}, not {Drawing.Method}";
            yield break;
        }
        if (Seed is null || Salt is null || Result is null)
        {
            yield return "the draw has not been held";
            yield break;
        }
        if (CanonicalJson.Hash(Objects) != ObjectsHash)
            yield return "the library of objects has another hash";
        if (CanonicalJson.Hash(Officers) != OfficersHash)
            yield return "the library of officers has another hash";
        if (Commit(Salt, Seed) != Commitment)
            yield return "the seed is not the one that was committed to";
        if (CanonicalJson.Of(Drawing.Hold(Bytes(Seed), Domain, Objects, Officers, Count)) != CanonicalJson.Of(Result))
            yield return "the result is another";
    }

    /// <summary>The key of the random numbers: the text itself, in UTF-8.</summary>
    public static byte[] Bytes(string seed) => Encoding.UTF8.GetBytes(seed);

    private static string? Commit(string salt, string seed)
    {
        var bytes = new byte[salt.Length];
        return Convert.TryFromBase64String(salt, bytes, out var n) ? Convert.ToHexStringLower(SHA256.HashData([.. bytes[..n], .. Bytes(seed)])) : null;
    }
}
