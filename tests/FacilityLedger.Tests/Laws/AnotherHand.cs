using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace FacilityLedger.Tests.Laws;

/// <summary>The draw as somebody else would write it who has <c>docs/draw.md</c> and the published file, and nothing of the ledger.</summary>
internal static class AnotherHand
{
    /// <summary>Each institution drawn with its officers, in the order of drawing.</summary>
    public static IEnumerable<string> Draws(JsonElement file)
    {
        var (seed, domain) = (Encoding.UTF8.GetBytes(Text(file, "seed")), Text(file, "domain"));
        var (objectNumber, officerNumber) = (0, 0);
        var left = file.GetProperty("objects").EnumerateArray().OrderBy(x => Text(x, "id"), StringComparer.Ordinal).ToList();
        var able = file.GetProperty("officers").EnumerateArray().Where(x => Lists(x, "domains", domain)).OrderBy(x => Text(x, "certificate"), StringComparer.Ordinal).ToList();
        for (var n = file.GetProperty("count").GetInt32(); n > 0 && left.Count > 0; n--)
        {
            var r = Below(left.Sum(x => x.GetProperty("weight").GetInt32()), seed, "objects", ref objectNumber);
            var drawn = left.First(x => (r -= x.GetProperty("weight").GetInt32()) < 0);
            left.Remove(drawn);
            var free = able.Where(x => !Lists(x, "recused", Text(drawn, "id"))).Select(x => Text(x, "certificate")).ToList();
            var first = free[(int)Below(free.Count, seed, "officers", ref officerNumber)];
            free.Remove(first);
            yield return $"{Text(drawn, "id")} {first} {free[(int)Below(free.Count, seed, "officers", ref officerNumber)]}";
        }
    }

    /// <summary>Of texts and whole numbers alone, which need no other rule of writing.</summary>
    public static string Hash(JsonElement list) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Canonical(list))));

    private static string Canonical(JsonElement x) => x.ValueKind switch
    {
        JsonValueKind.Array => $"[{string.Join(',', x.EnumerateArray().Select(Canonical))}]",
        JsonValueKind.Object => $"{{{string.Join(',', x.EnumerateObject().OrderBy(m => m.Name, StringComparer.Ordinal).Select(m => $"\"{m.Name}\":{Canonical(m.Value)}"))}}}",
        JsonValueKind.String => $"\"{x.GetString()}\"",
        _ => x.GetRawText(),
    };

    private static BigInteger Below(int bound, byte[] seed, string source, ref int n)
    {
        var multiple = (BigInteger.One << 64) / bound * bound;
        while (true)
        {
            var x = new BigInteger(HMACSHA256.HashData(seed, Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{source}:{n++}"))).AsSpan(0, 8), isUnsigned: true, isBigEndian: true);
            if (x < multiple)
                return x % bound;
        }
    }

    private static string Text(JsonElement x, string member) => x.GetProperty(member).GetString()!;

    private static bool Lists(JsonElement x, string member, string value) => x.GetProperty(member).EnumerateArray().Any(v => v.GetString() == value);
}
