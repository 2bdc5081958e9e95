using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;
using FacilityLedger.Obligations;
using FacilityLedger.Policies;
using FacilityLedger.Violations;

namespace FacilityLedger.Credit;

/// <summary>A change that lowers credit counts as long as its breach may be published and no longer (令第36号; 山东省社会信用条例 38). Asked by the sweep with <see cref="FallDue"/>; asked twice, it answers once.</summary>
public static class CreditLapse
{
    /// <summary>Ground of the strike.</summary>
    internal const string Ground = "expired";

    /// <summary>How long a change under a rule counts; null where it raises credit, and where the policy has no term.</summary>
    /// <param name="violation">Null where something else caused it: then nothing counts longer than the longest term of all.</param>
    internal static CreditTerm? Of(PolicyBook book, CreditRule rule, Violation? violation, DateOnly on) =>
        violation is not null && rule.Delta < 0 ? Until(book, BreachTerm.LongestOf(book, violation, Found(rule.Cause, violation), Decided(rule.Cause, violation))) : ByHand(book, rule.Delta, on);

    /// <summary>The same of a change by hand, counted from its own day.</summary>
    internal static CreditTerm? ByHand(PolicyBook book, int points, DateOnly on) => points < 0 ? Until(book, BreachTerm.Most(book, on)) : null;

    internal static IEnumerable<IFact> Decide(Facility facility, Circumstances c)
    {
        var (state, struck) = (facility, new List<IFact>());
        foreach (var lapsed in facility.Credit.Counting.Where(x => x.Term?.EndsAt <= c.Now).GroupBy(x => x.Term!.Until.AddDays(1)).OrderBy(x => x.Key).ToList())
        {
            var on = facility.Touched["credit"].OccurredOn is var last && last > lapsed.Key ? last : lapsed.Key;
            var facts = CreditChanges.With(c, state, on, [.. lapsed.Select(x => new CreditChangeStruck(x.Id, x.Rule, x.Cause, Ground, x.Cause, on))]).OfType<IFact>().ToList();
            state = facts.Aggregate(state, (x, fact) => x with { Credit = x.Credit.Evolve(fact), Disclosures = x.Disclosures.Evolve(fact, x.Version + 1) });
            struck.AddRange(facts);
        }
        return struck;
    }

    // The fact that counts: that a term was missed, that a refusal was verified, that a penalty was decided.
    private static DateOnly? Found(string cause, Violation violation) => cause switch { "overdue" => violation.Missed.Min(), "refusal" => violation.VerifiedOn, _ => null };

    private static Penalty? Decided(string cause, Violation violation) => cause == "penalty" ? violation.Penalties.FindLast(x => x.Procedure != "summary") : null;

    private static CreditTerm? Until(PolicyBook book, DateOnly? day) => day is { } until ? new(until, book.EndOf(until)) : null;
}
