using FacilityLedger.Facilities;
using FacilityLedger.Filing;
using FacilityLedger.Hosting.Decisions;
using FacilityLedger.Obligations;
using FacilityLedger.Policies;

namespace FacilityLedger.Sample;

/// <summary>The life of one invented institution. Terms fall due by themselves as its days go by.</summary>
/// <param name="number">Its place in the county: receipts, addresses and decisions are numbered by it.</param>
internal sealed class SampleLife(PolicyBook book, DateOnly today, int number) : SampleStream<Facility>(book, $"facility {number}")
{
    private static readonly Actor Sweep = new("sweep", "none", ["system"]);

    public int Number { get; } = number;
    public Facility Now => State ?? throw new SampleException($"facility {Number} has no file yet");

    /// <summary>An officer gives a command of this institution.</summary>
    /// <param name="entered">Day on which it is entered, if later than the day on which it happened.</param>
    public Decision On(DateOnly day, string officer, Func<Facility, Circumstances, Decision> decide, DateOnly? entered = null)
    {
        LiveUntil(entered ?? day);
        return Enter(entered ?? day, officer, (_, c) => decide(Now, c));
    }

    /// <summary>The same, of an institution that this command brings into the ledger.</summary>
    public Decision Begin(DateOnly day, string officer, Func<Facility?, Circumstances, Decision> decide) => Enter(day, officer, decide);

    /// <summary>Lets go by all days before this one: the institution declares what it always does, renews its materials before they expire or a little after, and what it does not falls due.</summary>
    public void LiveUntil(DateOnly day)
    {
        while (State is { } now)
        {
            var due = now.NextDue is { } at && at <= Book.EndOf(day.AddDays(-1)) ? at : (DateTimeOffset?)null;
            if (Routine(now) is { } routine && routine.Day < day && !(due < Book.EndOf(routine.Day)))
                Enter(routine.Day, "WJ-2", (facility, c) => routine.Decide(facility!, routine.Day, c));
            else if (due is { } instant)
                Enter(instant.AddMinutes(1), Sweep, (facility, c) => FallDue.Decide(facility!, c));
            else
                return;
        }
    }

    // On a working day, and never before what was entered last.
    private (DateOnly Day, Func<Facility, DateOnly, Circumstances, Decision> Decide)? Routine(Facility now)
    {
        var renewals = now.Filing.Materials.Validity.Expiries.Select(x => (Day: RenewedOn(x), Decide: (Func<Facility, DateOnly, Circumstances, Decision>)((facility, day, c) => RenewMaterialEndpoint.Decide(new(x.Of, day, day), facility, c))));
        if (renewals.Concat(SampleRoutine.Next(now) is { } declared ? [declared] : []).OrderBy(x => x.Day).Cast<(DateOnly Day, Func<Facility, DateOnly, Circumstances, Decision> Decide)?>().FirstOrDefault() is not { } next)
            return null;
        var last = Book.DayOf(Acts[^1].At);
        return next with { Day = After(next.Day > last ? next.Day : last, 0) };
    }

    // One in nine forgets, and is reminded by the ledger.
    private DateOnly RenewedOn(Expiry expiry)
    {
        var day = Number % 9 == 7 ? After(expiry.ValidUntil, 6) : After(expiry.ValidUntil.AddDays(-45), Number % 8);
        return State!.Touched["filing"].OccurredOn is var touched && touched > day ? touched : day;
    }

    /// <summary>The working day so many working days after a day; after 0 the day itself, or the next working day.</summary>
    public DateOnly After(DateOnly day, int workdays) => Book.Calendar.Add(workdays == 0 ? day.AddDays(-1) : day, Math.Max(1, workdays)).DueOn;

    /// <summary>The working day so many working days before today.</summary>
    public DateOnly Ago(int workdays)
    {
        var day = today;
        while (Book.Calendar.Between(day, today) < workdays || Book.Calendar.Between(day.AddDays(-1), day) == 0)
            day = day.AddDays(-1);
        return day;
    }

    protected override Facility? Replay(IEnumerable<Entry> entries) => Facility.Replay(entries);
}
