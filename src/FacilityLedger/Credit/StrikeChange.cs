using FacilityLedger.Disclosure;
using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;

namespace FacilityLedger.Credit;

/// <summary>A change of credit counts no longer. It stays in the file; its cause may count again, unless it was repaired.</summary>
/// <param name="Change">Id of the change.</param>
/// <param name="Ground">See <see cref="Strike.Ground"/>.</param>
/// <param name="DueTo">The thing by which it ceased, as its path.</param>
public sealed record CreditChangeStruck(string Change, string Rule, string Cause, string Ground, string DueTo, DateOnly OccurredOn) : IFact
{
    public string Thing => "credit";
}

/// <summary>What follows when changes of credit begin or cease to count.</summary>
internal static class CreditChanges
{
    public const string Shown = "credit";

    /// <summary>Strikes changes, with what follows.</summary>
    public static IEnumerable<IFact?> Struck(Circumstances c, Facility facility, IEnumerable<CreditEntry> entries, string ground, string dueTo, DateOnly on) =>
        With(c, facility, on, [.. entries.Select(x => new CreditChangeStruck(x.Id, x.Rule, x.Cause, ground, dueTo, on))]);

    /// <summary>The facts about changes, the new grade, and what the public sees.</summary>
    public static IEnumerable<IFact?> With(Circumstances c, Facility facility, DateOnly on, params IReadOnlyList<IFact> facts)
    {
        if (facts.Count == 0)
            yield break;
        foreach (var fact in facts)
            yield return fact;
        var (was, now) = (facility.Credit, facts.Aggregate(facility.Credit, (x, fact) => x.Evolve(fact)));
        var before = was.Grade ?? CreditScale.Of(c.Book.On(on).Credit).Grade(0);
        if (now.Grade is { } grade && grade != before)
            yield return new CreditGradeChanged(before, grade, on);
        var after = facility;
        // What rested on a change that is struck may be shown for no day any more.
        if (facts.OfType<CreditChangeStruck>().FirstOrDefault() is { } struck && facility.Disclosures.Standing.ContainsKey(Shown))
        {
            yield return new DisclosureWithdrawn(Shown, struck.Ground, facility.NotBefore(Shown, on));
            after = facility with { Disclosures = facility.Disclosures with { Standing = facility.Disclosures.Standing.Remove(Shown) } };
        }
        yield return Disclosing.Auto(c, after, "credit", Shown, on, Fields(now));
    }

    /// <summary>What the public sees of credit, where it is another than stands shown.</summary>
    public static DisclosurePublished? Publication(Circumstances c, Facility facility, DateOnly on) =>
        facility.Disclosures.Standing.ContainsKey(Shown) && facility.Credit.Scale is not null ? Disclosing.Auto(c, facility, "credit", Shown, on, Fields(facility.Credit)) : null;

    private static Dictionary<string, object?> Fields(CreditState credit) => new(StringComparer.Ordinal)
    {
        ["grade"] = credit.Grade,
        ["score"] = credit.Score,
        ["changes"] = CreditLine.Counting(credit).Select(x => new { date = x.On, rule = x.Rule, cause = x.Cause, points = x.Points, score = x.Score, grade = x.Grade, until = x.Until }).ToList(),
    };
}
