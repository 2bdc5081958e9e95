using FacilityLedger.Cases;
using FacilityLedger.Facilities;
using FacilityLedger.Policies;
using FacilityLedger.Violations;

namespace FacilityLedger.Credit;

/// <summary>The class of a breach with its terms (令第36号; until 31 March 2026 令第58号), counted from the document that found the fact.</summary>
/// <param name="Found">Day of the decision; without a penalty that of the recording.</param>
/// <param name="Shortest">Last day before which no repair is granted; null where it may be at once.</param>
/// <param name="Longest">Last day on which it may be published: the class's, but never later than the longest term of all, counted from the day on which the conduct is known to have ended or else was recorded (山东省社会信用条例 38).</param>
public sealed record BreachTerm(CreditClass Class, DateOnly Found, DateOnly? Shortest, DateOnly Longest)
{
    private const string LongestOfAll = "credit-longest";

    /// <summary>Null where the policy has no regime for the day.</summary>
    public static BreachTerm? Of(PolicyBook book, Facility facility, Violation violation)
    {
        var found = violation.Penalty?.DecidedOn ?? violation.RecordedOn;
        var policy = book.On(found);
        if (policy.Credit.RegimeOn(found) is not { } regime)
            return null;
        var of = ClassOf(regime, facility, violation);
        var longest = End(book, of.LongestClock, found);
        var ended = violation.VerifiedOn ?? violation.RecordedOn;
        return new(of, found, of.ShortestClock is { } shortest ? End(book, shortest, found) : null, policy.Clocks.Any(x => x.Code == LongestOfAll) && End(book, LongestOfAll, ended) is var most && most < longest ? most : longest);
    }

    private static CreditClass ClassOf(CreditRegime regime, Facility facility, Violation violation) => violation.Penalty switch
    {
        null => regime.Classes.FirstOrDefault(x => violation.Severity >= x.FromSeverity) ?? regime.Classes[^1],
        { Procedure: "summary" } => regime.Classes[^1],
        var penalty => regime.Classes.FirstOrDefault(x => x.Penalties.Any(p => Imposed(facility, penalty).Any(k => k.Kind == p.Kind && (p.FromAmount is not { } least || k.Amount is { } amount && Yuan.Parse(amount) >= Yuan.Parse(least))))) ?? regime.Classes[^1],
    };

    /// <summary>All that the decision imposed.</summary>
    internal static IEnumerable<(string Kind, string? Amount)> Imposed(Facility facility, Penalty penalty) =>
        facility.Cases.All.Values.FirstOrDefault(x => x.Number == penalty.Number) is { } of ? of.Penalties.Select(x => (x.Kind, x.Amount)) : [(penalty.Kind, penalty.Amount)];

    private static DateOnly End(PolicyBook book, string clock, DateOnly from) => book.On(from).Clock(clock) is var x ? book.Calendar.Deadline(from, x.N, x.Unit).Item1 : default;
}
