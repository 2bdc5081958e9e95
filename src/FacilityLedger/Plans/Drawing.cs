using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace FacilityLedger.Plans;

/// <summary>An institution in the frozen library of objects (检查对象名录库).</summary>
/// <param name="Id">Key of the facility.</param>
/// <param name="Weight">Tickets that it has in the draw, at least 1.</param>
public sealed record DrawObject(string Id, int Weight);

/// <summary>An officer in the frozen library of officers (执法检查人员名录库), by number and not by name.</summary>
/// <param name="Certificate">Number of the enforcement certificate.</param>
/// <param name="Domains">Domains in which the officer may inspect.</param>
/// <param name="Recused">Keys of the institutions in which the officer has an interest.</param>
public sealed record DrawOfficer(string Certificate, IReadOnlyList<string> Domains, IReadOnlyList<string> Recused);

/// <summary>An institution that was drawn, with the two officers that go there.</summary>
public sealed record Drawn(string Object, IReadOnlyList<string> Officers);

/// <summary>The draw (双随机): pure, in whole numbers, described in <c>docs/draw.md</c> so that anybody can write it again and find the same.</summary>
public static class Drawing
{
    /// <summary>Name of the method; another method is another name.</summary>
    public const string Method = "facility-ledger-draw-1";

    /// <summary>Draws <paramref name="count"/> objects by weight, none twice, and for each two officers that inspect the domain and have no interest. Null where an object drawn has fewer than two.</summary>
    public static IReadOnlyList<Drawn>? Hold(byte[] seed, string domain, IEnumerable<DrawObject> objects, IEnumerable<DrawOfficer> officers, int count)
    {
        var (tickets, people) = (new Numbers(seed, "objects"), new Numbers(seed, "officers"));
        var urn = objects.OrderBy(x => x.Id, StringComparer.Ordinal).ToList();
        var able = officers.Where(x => x.Domains.Contains(domain)).OrderBy(x => x.Certificate, StringComparer.Ordinal).ToList();
        var total = urn.Aggregate(0UL, (sum, x) => sum + (ulong)x.Weight);
        var drawn = new List<Drawn>();
        while (drawn.Count < count && urn.Count > 0)
        {
            var at = Index(urn, tickets.Below(total));
            var found = urn[at];
            urn.RemoveAt(at);
            total -= (ulong)found.Weight;
            var free = able.Where(x => !x.Recused.Contains(found.Id)).Select(x => x.Certificate).ToList();
            if (free.Count < 2)
                return null;
            var first = Take(free, people);
            drawn.Add(new(found.Id, [first, Take(free, people)]));
        }
        return drawn;
    }

    private static int Index(List<DrawObject> urn, ulong ticket)
    {
        var at = 0;
        for (; ticket >= (ulong)urn[at].Weight; at++)
            ticket -= (ulong)urn[at].Weight;
        return at;
    }

    private static string Take(List<string> from, Numbers numbers)
    {
        var at = (int)numbers.Below((ulong)from.Count);
        var taken = from[at];
        from.RemoveAt(at);
        return taken;
    }

    /// <summary>HMAC-SHA-256(seed, "label:n") for n = 0, 1, 2 …: of each the first eight bytes, big-endian. What would favour small numbers is thrown away.</summary>
    private sealed class Numbers(byte[] seed, string label)
    {
        private long n;

        public ulong Below(ulong bound)
        {
            var last = ulong.MaxValue - ((ulong.MaxValue % bound) + 1) % bound;
            while (true)
            {
                var number = BinaryPrimitives.ReadUInt64BigEndian(HMACSHA256.HashData(seed, Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{label}:{n++}"))));
                if (number <= last)
                    return number % bound;
            }
        }
    }
}
