using System.Security.Cryptography;
using System.Text;

namespace FacilityLedger.Hosting.Decisions;

/// <summary>Salt and value behind a <see cref="Sealed"/>. Insert-only; never in a log, a projection or an answer to the public.</summary>
public sealed record VaultEntry(string Id, string Salt, string Value)
{
    /// <summary>Whether this entry is what the event sealed.</summary>
    public bool Opens(Sealed secret) => secret.Id == Id && secret.Hash == HashOf(Convert.FromBase64String(Salt), Value);

    internal static string HashOf(byte[] salt, string value) => Convert.ToHexStringLower(SHA256.HashData([.. salt, .. Encoding.UTF8.GetBytes(value)]));

    public override string ToString() => $"vault {Id}";
}

/// <summary>
/// Two officers had values deleted for ever: one asked, another approved. In the transaction that appends it, and in no other, the database
/// deletes from the vault the entries that it names: <c>ledger_vault_mask(tenant, stream, entries)</c>.
/// </summary>
/// <param name="Entries">Ids of the entries.</param>
/// <param name="Ground">Code of why.</param>
/// <param name="RequestedBy">Account of who asked.</param>
/// <param name="ApprovedBy">Account of who approved, and gave the command.</param>
public sealed record VaultEntriesMasked(
    IReadOnlyList<string> Entries, string Ground, string RequestedBy, string ApprovedBy, DateOnly OccurredOn) : IForeignFact
{
    public string Thing => "vault";
}

/// <summary>A sealed value on its way into an event, with the entry that the vault keeps of it.</summary>
public sealed record Secret(Sealed Sealed, VaultEntry Entry)
{
    /// <summary>Seals the n-th value of a command; id and salt come from different outputs of HMAC-SHA-256 over the command's seed.</summary>
    public static Secret Of(byte[] seed, string name, string value)
    {
        var id = Base32.Encode(HMACSHA256.HashData(seed, Encoding.UTF8.GetBytes("id " + name)))[..16];
        var salt = HMACSHA256.HashData(seed, Encoding.UTF8.GetBytes("salt " + name));
        return new(new Sealed(id, VaultEntry.HashOf(salt, value)), new VaultEntry(id, Convert.ToBase64String(salt), value));
    }

    public override string ToString() => Sealed.ToString();
}

/// <summary>Crockford's base 32 (no I L O U), for ids that people read aloud.</summary>
public static class Base32
{
    private const string Signs = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    /// <summary>Five bits a sign, from the highest bit on; a remainder of fewer than five bits is left out.</summary>
    public static string Encode(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder(bytes.Length * 8 / 5);
        var (buffer, bits) = (0, 0);
        foreach (var b in bytes)
        {
            (buffer, bits) = ((buffer << 8 | b) & 0xFFFF, bits + 8);
            for (; bits >= 5; bits -= 5)
                text.Append(Signs[buffer >> bits - 5 & 31]);
        }
        return text.ToString();
    }
}
