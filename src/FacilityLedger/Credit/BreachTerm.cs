using FacilityLedger.Facilities;
using FacilityLedger.Policies;
using FacilityLedger.Violations;

namespace FacilityLedger.Credit;

/// <summary>The class of a breach with its terms (令第36号; until 31 March 2026 令第58号), counted from the document that found the fact.</summary>
/// <param name="Found">Day of the decision; without a penalty that of the recording.</param>
/// <param name="Shortest">Last day on which no repair is granted yet; null where it may be at once.</param>
/// <param name="Longest">Last day on which it may be published: the class's, but never later than the longest term of all, counted from the end of the conduct as far as it is known, else from the recording (山东省社会信用条例 38).</param>
public sealed record BreachTerm(CreditClass Class, DateOnly Found, DateOnly? Shortest, DateOnly Longest)
{
    private const string LongestOfAll = "credit-longest";

    /// <summary>The term of its last penalty, or of the bare breach; null where the policy has no regime for the day.</summary>
    public static BreachTerm? Of(PolicyBook book, Violation violation) => Of(book, violation, violation.Penalty);

    /// <summary>That of a decision: of the acts that it penalises the one that may be published the longest.</summary>
    public static BreachTerm? Of(PolicyBook book, PenalisedActs decided) => decided.Violations.Select(x => Of(book, x, decided.Penalty)).OfType<BreachTerm>().MaxBy(x => x.Longest);

    /// <summary>The same of each of its penalties.</summary>
    public static IEnumerable<BreachTerm> All(PolicyBook book, Violation violation) =>
        (violation.Penalties.IsEmpty ? [Of(book, violation)] : violation.Penalties.Select(x => Of(book, violation, x))).OfType<BreachTerm>();

    /// <summary>Last day on which what was found of a breach may be published; null where the policy has no term.</summary>
    /// <param name="found">Day of the fact; null: that of the penalty, or of the recording.</param>
    internal static DateOnly? LongestOf(PolicyBook book, Violation violation, DateOnly? found, Penalty? penalty) =>
        Of(book, violation, penalty, found)?.Longest ?? Most(book, Ended(violation));

    /// <summary>Last day of the longest term of all that begins with a day; null where the policy has none.</summary>
    internal static DateOnly? Most(PolicyBook book, DateOnly from) => book.On(from) is var policy && policy.Clocks.Any(x => x.Code == LongestOfAll) ? End(book, policy, LongestOfAll, from) : null;

    private static BreachTerm? Of(PolicyBook book, Violation violation, Penalty? penalty, DateOnly? since = null)
    {
        var found = since ?? penalty?.DecidedOn ?? violation.RecordedOn;
        var policy = book.On(found);
        if (policy.Credit.RegimeOn(found) is not { } regime)
            return null;
        var of = ClassOf(regime, violation, penalty);
        var longest = End(book, policy, of.LongestClock, found);
        if (Most(book, Ended(violation)) is { } most && most < longest)
            longest = most;
        return new(of, found, of.ShortestClock is { } shortest ? End(book, policy, shortest, found) : null, longest);
    }

    private static DateOnly Ended(Violation violation) => violation.EndedOn ?? violation.VerifiedOn ?? violation.RecordedOn;

    private static CreditClass ClassOf(CreditRegime regime, Violation violation, Penalty? penalty) => regime.Classes.FirstOrDefault(x => penalty switch
    {
        null => violation.Severity >= x.FromSeverity,
        { Procedure: "summary" } => false,
        _ => x.Penalties.Any(p => penalty.Kinds.Any(k => k.Kind == p.Kind && (p.FromAmount is not { } least || Yuan.TryParse(k.Amount, out var amount) && amount >= Yuan.Parse(least)))),
    }) ?? regime.Classes[^1];

    private static DateOnly End(PolicyBook book, Policy policy, string clock, DateOnly from)
    {
        var term = policy.Clock(clock);
        return book.Calendar.Deadline(from, term.N, term.Unit, term.Moves).DueOn;
    }
}
