using FacilityLedger.Hosting.Decisions;

namespace FacilityLedger.Obligations;

/// <summary>The end of the validity of something that has to be renewed.</summary>
/// <param name="Of">Code of the material or of the certificate.</param>
/// <param name="At">The instant at which its last day ends.</param>
public sealed record Expiry(string Of, DateOnly ValidUntil, DateTimeOffset At);

/// <summary>How long what an institution has to hold is valid. Each end is recorded by itself, on the day after it.</summary>
/// <param name="Expired">Those of <paramref name="Expiries"/> that the ledger has recorded.</param>
public sealed record Validity(IReadOnlyList<Expiry> Expiries, IReadOnlyList<Expiry> Expired)
{
    public static Validity None { get; } = new([], []);

    /// <summary>Ends that are still to be recorded.</summary>
    public IEnumerable<Expiry> Pending => Expiries.Except(Expired);

    /// <summary>The next of them.</summary>
    public DateTimeOffset? NextExpiry => Pending.Select(x => (DateTimeOffset?)x.At).Min();

    public bool Awaits(string of, DateOnly until) => Pending.Any(x => x.Of == of && x.ValidUntil == until);

    /// <summary>All of it was stated anew.</summary>
    public Validity Restated(IReadOnlyList<Expiry> expiries) => new(expiries, [.. Expired.Where(expiries.Contains)]);

    /// <summary>An end was recorded.</summary>
    public Validity Recorded(string of, DateOnly until) =>
        this with { Expired = [.. Expired.Concat(Pending.Where(x => x.Of == of && x.ValidUntil == until)).OrderBy(x => x.Of, StringComparer.Ordinal).ThenBy(x => x.ValidUntil)] };

    /// <summary>The marks of what has ended by now. What was entered long after its end has missed the term for its renewal too.</summary>
    /// <param name="mark">The mark of an end, with the term for the renewal.</param>
    public IEnumerable<IFact> Marks<T>(Circumstances c, Func<Expiry, T> mark) where T : IFact, IStartsClock
    {
        foreach (var expired in Pending.Where(x => x.At <= c.Now).OrderBy(x => x.At).ThenBy(x => x.Of, StringComparer.Ordinal).Select(mark))
        {
            yield return expired;
            foreach (var due in expired.Deadlines.OfType<Deadline>().Where(x => x.DueAt <= c.Now))
                yield return new ObligationFellDue(due.Key, due.Clock, due.DueOn, due.DueOn.AddDays(1));
        }
    }
}
