using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;
using FacilityLedger.Policies;
using Marten;
using Marten.Linq.MatchesSql;

namespace FacilityLedger.Obligations;

/// <summary>One open obligation of a facility as a department sees it on a day.</summary>
/// <param name="Workdays">Working days left; below 0 past due.</param>
public sealed record DayItem(Facility Facility, Obligation Obligation, int Workdays)
{
    public Deadline Deadline => Obligation.Deadline;
    /// <summary>The institution owes it; the department watches.</summary>
    public bool OfInstitution => Deadline.Owner == "institution";
}

/// <summary>What a department has open over all facilities.</summary>
public static class DayBook
{
    public static async Task<IReadOnlyList<DayItem>> OfAsync(IQuerySession session, PolicyBook book, string department, DateOnly today, CancellationToken cancellation)
    {
        var facilities = await session.Query<Facility>()
            .Where(x => x.MatchesSql("exists (select 1 from jsonb_each(d.data -> 'obligations' -> 'all') o where lower(o.value ->> 'status') in ('open', 'overdue') and o.value -> 'deadline' ->> 'owner' in (?, 'institution'))", department))
            .ToListAsync(cancellation);
        return [.. facilities.SelectMany(x => Of(x, book, today)).Where(x => x.Deadline.Owner == department || x.OfInstitution && Watches(x.Facility, x.Deadline.Key, department))];
    }

    public static IEnumerable<DayItem> Of(Facility facility, PolicyBook book, DateOnly today) =>
        facility.Obligations.OpenOnes.Select(x => new DayItem(facility, x, x.Deadline.DueOn < today ? Math.Min(-1, book.Calendar.Between(today, x.Deadline.DueOn)) : x.Deadline.DueOn == today ? 0 : Math.Max(1, book.Calendar.Between(today, x.Deadline.DueOn))));

    private static bool Watches(Facility facility, string key, string department) => key.Split('/') is ["violations", var id, ..]
        ? facility.Violations.Find(id)?.Department == department
        : facility.Filing.Authorities.Contains(department);
}
