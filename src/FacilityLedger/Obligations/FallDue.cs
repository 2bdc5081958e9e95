using FacilityLedger.Credit;
using FacilityLedger.Facilities;
using FacilityLedger.Filing;
using FacilityLedger.Hosting.Decisions;
using FacilityLedger.Operation;

namespace FacilityLedger.Obligations;

/// <summary>A duty was not met by its last day. The mark stands until the ledger learns that it was met in time.</summary>
/// <param name="Obligation">Key of the obligation.</param>
/// <param name="Clock">The policy's clock.</param>
/// <param name="Next">The term of the year after, where the duty comes every year: missing one does not end the next.</param>
public sealed record ObligationFellDue(string Obligation, string Clock, DateOnly DueOn, DateOnly OccurredOn, Deadline? Next = null) : IFact, IStartsClock
{
    public string Thing => $"obligations/{Obligation}";
    public IEnumerable<Deadline?> Deadlines => [Next];
}

/// <summary>A notice of working days moved the end of a term, or made a provisional one certain.</summary>
/// <param name="Obligation">Key of the obligation.</param>
/// <param name="WasDueOn">Its last day until now.</param>
/// <param name="Now">The term as it is counted now.</param>
/// <param name="Notice">Number of the notice.</param>
public sealed record DeadlineMoved(string Obligation, DateOnly WasDueOn, Deadline Now, string? Notice, DateOnly OccurredOn) : IFact
{
    public string Thing => $"obligations/{Obligation}";
}

/// <summary>Asked by the sweep of each facility with something due, and of all when a notice of working days came. Asked twice, it answers once: the fold closes what it looks for.</summary>
public static class FallDue
{
    public static Decision Decide(Facility facility, Circumstances c)
    {
        var moved = Moved(facility, c).ToList();
        var fallen = moved.Aggregate(facility.Obligations, (book, x) => book.Evolve(x)).All.Values
            .Where(x => x.Status == ObligationStatus.Open && x.Deadline.DueAt <= c.Now)
            .OrderBy(x => x.Deadline.DueAt).ThenBy(x => x.Deadline.Key, StringComparer.Ordinal)
            .SelectMany(x => Marks(facility, x.Deadline, moved.Find(m => m.Obligation == x.Deadline.Key)?.OccurredOn ?? Later(facility, x.Deadline.Key, Passed(x.Deadline, x.Since)), c));
        return Decision.Of(moved).And(fallen).And(MaterialExpiry.Decide(facility, c)).And(CertificateExpiries.Decide(facility, c)).And(CreditLapse.Decide(facility, c));
    }

    /// <summary>Terms that the calendar counts otherwise by now. Those that have ended too: what was in time follows from their days, and a voiding may open them again.</summary>
    internal static IEnumerable<DeadlineMoved> Moved(Facility facility, Circumstances c) =>
        facility.Obligations.InOrder.Where(x => x.Deadline.ByCalendar).Select(x => (Was: x.Deadline, Now: c.Again(x.Deadline))).Where(x => x.Was != x.Now)
            .Select(x => new DeadlineMoved(x.Was.Key, x.Was.DueOn, x.Now, c.Book.Calendar.Deciding(x.Now.From, x.Now.DueOn), Later(facility, x.Was.Key, c.Today)));

    // A duty of every year that was entered long after its end has missed those of the years after it too.
    private static IEnumerable<ObligationFellDue> Marks(Facility facility, Deadline due, DateOnly on, Circumstances c)
    {
        var next = YearlyDuty.After(due, c) is { } year && !facility.Obligations.All.ContainsKey(year.Key) ? year : null;
        var mark = new ObligationFellDue(due.Key, due.Clock, due.DueOn, on, next);
        return next?.DueAt <= c.Now ? Marks(facility, next, Later(facility, next.Key, Passed(next, on)), c).Prepend(mark) : [mark];
    }

    // A mark may follow another that was made later than its own day.
    private static DateOnly Later(Facility facility, string obligation, DateOnly day) => facility.Touched.GetValueOrDefault($"obligations/{obligation}") is { } last && last.OccurredOn > day ? last.OccurredOn : day;

    // A term that had passed when it was entered falls due on the day on which it was entered. One in hours passes within its last day.
    private static DateOnly Passed(Deadline due, DateOnly since) => (due.InHours ? due.DueOn : due.DueOn.AddDays(1)) is var day && day > since ? day : since;
}
