using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;

namespace FacilityLedger.Obligations;

public enum ObligationStatus
{
    /// <summary>Not met, not yet fallen due.</summary>
    Open,
    /// <summary>Not met, and the ledger has recorded that it fell due.</summary>
    Overdue,
    Met,
    MetLate,
    /// <summary>Ended by a closing or a dismissal.</summary>
    Dropped,
}

/// <summary>One duty with its term.</summary>
/// <param name="MovedFrom">The day on which it was due before a notice of working days moved it.</param>
/// <param name="Notice">Number of that notice.</param>
/// <param name="MetAt">Of a term in hours, the instant at which it was met, where the act has one.</param>
public sealed record Obligation(Deadline Deadline, DateOnly Since, ObligationStatus Status, DateOnly? MetOn = null, DateOnly? MovedFrom = null, string? Notice = null, DateTimeOffset? MetAt = null) : ISettles
{
    public bool Open => Status is ObligationStatus.Open or ObligationStatus.Overdue;

    bool ISettles.Settled => !Open;
}

/// <summary>All duties of a facility, by key. Deadlines are state: one sweep asks <see cref="FallDue"/> of each facility with something due.</summary>
public sealed record ObligationBook(Archive<Obligation> All)
{
    public static ObligationBook None { get; } = new(Archive<Obligation>.Empty);

    /// <summary>The earliest end of a term that the ledger has not yet recorded as overdue.</summary>
    public DateTimeOffset? NextDue => All.AtHand.Where(x => x.Status == ObligationStatus.Open).Select(x => (DateTimeOffset?)x.Deadline.DueAt).Min();

    public IEnumerable<Obligation> OpenOnes => Ordered(All.AtHand.Where(x => x.Open));

    internal IEnumerable<Obligation> InOrder => Ordered(All.Values);

    private static IEnumerable<Obligation> Ordered(IEnumerable<Obligation> some) => some.OrderBy(x => x.Deadline.DueAt).ThenBy(x => x.Deadline.Key, StringComparer.Ordinal);

    public ObligationBook Evolve(IFact fact)
    {
        var all = fact is ObligationFellDue due && All.GetValueOrDefault(due.Obligation) is { Status: ObligationStatus.Open } open && open.Deadline.DueOn == due.DueOn
            ? All.SetItem(due.Obligation, open with { Status = ObligationStatus.Overdue })
            : All;
        // Overdue by the old calendar is not overdue by the new one; the sweep sees when it is. The term that moved may have been voided, and then an earlier one stands.
        if (fact is DeadlineMoved moved && all.GetValueOrDefault(moved.Obligation) is { } term && term.Deadline.DueOn == moved.WasDueOn)
            all = all.SetItem(moved.Obligation, term with
            {
                Deadline = moved.Now,
                Status = term.MetOn is { } on ? Met(on, moved.Now) : term.Open && moved.Now.DueOn > moved.WasDueOn ? ObligationStatus.Open : term.Status,
                MovedFrom = moved.Now.DueOn == moved.WasDueOn ? term.MovedFrom : moved.WasDueOn,
                Notice = moved.Now.DueOn == moved.WasDueOn ? term.Notice : moved.Notice,
            });
        foreach (var key in (fact as IMeets)?.Meets ?? [])
            // Where several acts meet it, the earliest did, whichever was entered first.
            if (all.GetValueOrDefault(key) is { } met && (met.Open || Earlier(fact, met)))
                all = all.SetItem(key, met with { Status = HourOf(fact, met.Deadline) is { } at ? InTime(at <= met.Deadline.DueAt) : Met(fact.OccurredOn, met.Deadline), MetOn = fact.OccurredOn, MetAt = HourOf(fact, met.Deadline) });
        foreach (var dropped in fact is IDrops drops ? all.AtHand.Where(x => x.Open && drops.Drops.Any(p => x.Deadline.Key.StartsWith(p, StringComparison.Ordinal))) : [])
            all = all.SetItem(dropped.Deadline.Key, dropped with { Status = ObligationStatus.Dropped });
        foreach (var deadline in ((fact as IStartsClock)?.Deadlines ?? []).OfType<Deadline>())
            // What had ended before its mark was made, as an end that was entered late has it, does not come again.
            if (fact is not ObligationFellDue mark || all.ContainsKey(mark.Obligation))
                all = all.SetItem(deadline.Key, new Obligation(deadline, fact.OccurredOn, fact is ObligationFellDue { Obligation: var of } && all[of].Status == ObligationStatus.Dropped ? ObligationStatus.Dropped : ObligationStatus.Open));
        return ReferenceEquals(all, All) ? this : new ObligationBook(all);
    }

    private static bool Earlier(IFact fact, Obligation met) => met.MetOn > fact.OccurredOn || met.MetOn == fact.OccurredOn && HourOf(fact, met.Deadline) < met.MetAt;

    private static DateTimeOffset? HourOf(IFact fact, Deadline deadline) => deadline.InHours ? (fact as IAtHour)?.OccurredAt : null;

    private static ObligationStatus Met(DateOnly on, Deadline deadline) => InTime(on <= deadline.DueOn);

    private static ObligationStatus InTime(bool inTime) => inTime ? ObligationStatus.Met : ObligationStatus.MetLate;
}
