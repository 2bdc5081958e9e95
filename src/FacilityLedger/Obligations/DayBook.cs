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
    public bool OfInstitution => Deadline.Owner == DayBook.Institution;

    /// <summary>The thing that has to be dealt with: <c>violations/K3…</c>, <c>filing</c>.</summary>
    public string Thing => Deadline.Key[..Deadline.Key.LastIndexOf('/')];
}

/// <summary>What a department has open over all facilities.</summary>
public static class DayBook
{
    /// <summary>The owner of a duty that is no department's.</summary>
    public const string Institution = "institution";

    /// <summary>Found by the index on <see cref="Facility.Desks"/>: the day never reads a facility on which nothing is open for this department.</summary>
    public static async Task<IReadOnlyList<DayItem>> OfAsync(IQuerySession session, PolicyBook book, string department, DateOnly today, CancellationToken cancellation)
    {
        var territory = book.On(today).Department(department)?.Territory ?? department;
        var facilities = await session.Query<Facility>()
            .Where(x => x.MatchesSql("(d.data -> 'desks' @> jsonb_build_array(?::text) or d.data -> 'desks' @> jsonb_build_array(?::text))", department, territory))
            .ToListAsync(cancellation);
        return [.. facilities.SelectMany(x => Of(x, book, today)).Where(x => Desks(x.Facility, x.Deadline).Any(d => d == department || d == territory)).OrderBy(x => x.Deadline.DueAt).ThenBy(x => x.Facility.Id, StringComparer.Ordinal)];
    }

    /// <summary>All that is open of one facility, the earliest first.</summary>
    public static IEnumerable<DayItem> Of(Facility facility, PolicyBook book, DateOnly today) => facility.Obligations.OpenOnes.Select(x => new DayItem(facility, x, Left(book, today, x.Deadline.DueOn)));

    /// <summary>Where an obligation lies: with the department whose it is. One of the institution lies with who ordered it and with the town, or with the filing authorities.</summary>
    internal static IEnumerable<string> Desks(Facility facility, Deadline deadline) => (deadline.Owner, deadline.Key.Split('/')) switch
    {
        (not Institution, _) => [deadline.Owner],
        (_, ["violations", var id, ..]) => new[] { facility.Violations.Find(id)?.Department, facility.Registration.Town }.OfType<string>(),
        _ => facility.Filing.Authorities,
    };

    // On a day off nothing is due today, and what fell due on one is past due all the same.
    private static int Left(PolicyBook book, DateOnly today, DateOnly due) =>
        due == today ? 0 : due < today ? Math.Min(-1, book.Calendar.Between(today, due)) : Math.Max(1, book.Calendar.Between(today, due));
}
