using System.Globalization;
using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;
using FacilityLedger.Policies;
using Marten;

namespace FacilityLedger.Filing;

/// <summary>Proposes the number of a receipt. No more than that: what is taken, the claim decides.</summary>
public static class ReceiptNumber
{
    private const string Counter = "{n}";

    /// <summary>One more than the highest of the year; null where the policy has no pattern.</summary>
    public static async Task<string?> NextAsync(IQuerySession session, Policy policy, DateOnly today, CancellationToken cancellation)
    {
        if (policy.ReceiptPattern?.Replace("{year}", today.Year.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal).Split(Counter) is not [var before, var after])
            return null;
        var start = new Claim("receipt", before).Id;
        var taken = await session.Query<ClaimedName>().Where(x => x.Id.StartsWith(start)).Select(x => x.Id).ToListAsync(cancellation);
        return Next(before, after, taken.Select(x => x["receipt:".Length..]));
    }

    /// <summary>The number after the highest of those that have the pattern, however they are written.</summary>
    public static string Next(string before, string after, IEnumerable<string> taken)
    {
        var (head, tail) = (Folding.Of(before), Folding.Of(after));
        var last = taken.Select(Folding.Of).OfType<string>()
            .Where(x => x.StartsWith(head, StringComparison.Ordinal) && x.EndsWith(tail, StringComparison.Ordinal) && x.Length > head.Length + tail.Length)
            .Select(x => int.TryParse(x[head.Length..(x.Length - tail.Length)], NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : 0).DefaultIfEmpty().Max();
        return string.Create(CultureInfo.InvariantCulture, $"{before}{last + 1:0000}{after}");
    }
}
