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

    /// <summary>Lets go by all days before this one: terms fall due, and materials are renewed before they expire, or a little after.</summary>
    public void LiveUntil(DateOnly day)
    {
        while (Next(day) is { } next)
            next();
    }

    private Action? Next(DateOnly day)
    {
        DateTimeOffset? due = State?.NextDue is { } at && at <= Book.EndOf(day.AddDays(-1)) ? at : null;
        var renewal = State?.Filing.Materials.Expiries.Select(x => (x.Material, On: RenewedOn(x))).OrderBy(x => x.On).Cast<(string Material, DateOnly On)?>().FirstOrDefault();
        if (renewal is { } one && one.On < day && (due is null || one.On <= Book.DayOf(due.Value)))
            return () => Enter(one.On, "WJ-2", (facility, c) => RenewMaterialEndpoint.Decide(new(one.Material, one.On, one.On), facility!, c));
        return due is { } now ? () => Enter(now.AddMinutes(1), Sweep, (facility, c) => FallDue.Decide(facility!, c)) : null;
    }

    // One in nine forgets, and is reminded by the ledger.
    private DateOnly RenewedOn(Expiry expiry)
    {
        var day = Number % 9 == 7 ? After(expiry.ValidUntil, 6) : After(expiry.ValidUntil.AddDays(-45), Number % 8);
        var (last, touched) = (Book.DayOf(Acts[^1].At), State!.Touched["filing"].OccurredOn);
        return new[] { day, last, touched }.Max();
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
