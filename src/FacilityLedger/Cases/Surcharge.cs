using FacilityLedger.Facilities;
using FacilityLedger.Policies;

namespace FacilityLedger.Cases;

/// <summary>What is added to a fine that is paid late (行政处罚法 72, 73): a part of what is in arrears for each day, never more than the fine. It follows from the decision, the payments, what was granted and the day, so no event says it.</summary>
public static class Surcharge
{
    /// <summary>What has been added by the end of that day.</summary>
    /// <remarks>Payments count on the fine first. A day on which a reconsideration or a suit was under way adds nothing, nor does a day within a term, be it the law's or granted.</remarks>
    public static Yuan On(Case was, PolicyBook book, DateOnly day)
    {
        if (was.DecidedOn is not { } decided || was.Plans.Count == 0 || was.Status == CaseStatus.Revoked)
            return default;
        var late = was.Penalties.Where(x => x.Amount is not null).Select(x => (Amount: Yuan.Parse(x.Amount!).Value, Kind: book.On(decided).PenaltyKinds.FirstOrDefault(k => k.Code == x.Kind)))
            .Where(x => x.Kind?.LatePercent is not null).ToList();
        var (fine, added) = (late.Sum(x => x.Amount), 0m);
        var last = was.ClosedOn < day ? was.ClosedOn.Value : day;
        for (var at = was.Plans[0].Steps[0].Until.AddDays(1); at <= last && added < fine; at = at.AddDays(1))
            added += Math.Min(Arrears(was, at), Math.Max(0, fine - Paid(was, at))) * late[0].Kind!.LatePercent!.Value / 100;
        return Yuan.From(decimal.Round(Math.Min(added, fine), 2, MidpointRounding.ToZero));
    }

    private static decimal Arrears(Case was, DateOnly at) => was.Challenges.Exists(x => x.FiledOn <= at && (x.EndedOn is null || at <= x.EndedOn))
        ? 0
        : Math.Max(0, was.Plans.Last(x => x.Since <= at).Steps.Where(x => x.Until < at).Select(x => x.Total.Value).DefaultIfEmpty().Max() - Paid(was, at));

    // The day of the payment is late too.
    private static decimal Paid(Case was, DateOnly at) => was.Payments.Where(x => x.On < at).Sum(x => x.Amount.Value);
}
