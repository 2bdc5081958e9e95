using FacilityLedger.Facilities;
using FacilityLedger.Filing;
using FacilityLedger.Hosting.Decisions;
using FacilityLedger.Inspectors;
using FacilityLedger.Obligations;
using FacilityLedger.Plans;
using FacilityLedger.Policies;

namespace FacilityLedger.Sample;

/// <summary>The life of one invented institution. Terms fall due by themselves as its days go by.</summary>
/// <param name="number">Its place in the county: receipts, addresses and decisions are numbered by it.</param>
/// <param name="plans">Inspection plans of the county; what they cover everywhere is owed here too.</param>
internal sealed class SampleLife(PolicyBook book, DateOnly today, int number, IReadOnlyList<SamplePlan> plans, OfficerRegister register) : SampleStream<Facility>(book, $"facility {number}", register)
{
    private readonly List<(DateOnly Day, Action Happens)> coming = [];
    private static readonly Actor Sweep = new("sweep", "none", ["system"]);

    public int Number { get; } = number;
    public IReadOnlyList<SamplePlan> Plans => plans;
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

    /// <summary>Something that will happen to it on a day, whatever else does.</summary>
    public void Comes(DateOnly day, Action happens) => coming.Add((day, happens));

    /// <summary>Lets go by all days before this one: what comes happens, the institution declares what it always does, renews its materials before they expire or a little after, and what it does not falls due.</summary>
    public void LiveUntil(DateOnly day)
    {
        while (State is { } now)
        {
            var due = now.NextDue is { } at && at <= Book.EndOf(day.AddDays(-1)) ? at : (DateTimeOffset?)null;
            var (routine, next) = (Routine(now), coming.OrderBy(x => x.Day).FirstOrDefault());
            if (Owed(now) is { } owed && owed.On < day && !(due < Book.EndOf(owed.On)) && !(routine?.Day <= owed.On))
                Enter(Book.EndOf(owed.On).AddMinutes(1), Sweep, (facility, c) => OweCoverage.Decide(facility!, owed.Plan, c));
            else if (next.Happens is not null && next.Day < day && !(due < Book.EndOf(next.Day)) && !(routine?.Day < next.Day))
            {
                coming.Remove(next);
                next.Happens();
            }
            else if (routine is { } act && act.Day < day && !(due < Book.EndOf(act.Day)))
                Enter(act.Day, "WJ-2", (facility, c) => act.Decide(facility!, act.Day, c));
            else if (due is { } instant)
                Enter(instant.AddMinutes(1), Sweep, (facility, c) => FallDue.Decide(facility!, c));
            else
                return;
        }
    }

    // The night after the plan was published, or after whatever made the institution one that it covers.
    private (InspectionPlan Plan, DateOnly On)? Owed(Facility now)
    {
        var last = Book.DayOf(Acts[^1].At);
        foreach (var plan in plans.Where(x => x.Year >= last.Year))
        {
            var on = plan.PublishedOn > last ? plan.PublishedOn : last;
            if (on.Year == plan.Year && OweCoverage.Decide(now, plan.State!, new Circumstances(Sweep, Book, Book.EndOf(on), [])).Events.Count > 0)
                return (plan.State!, on);
        }
        return null;
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

    protected override Facility Next(Facility? before, Entry entry) => Facility.Next(before, entry);
}
