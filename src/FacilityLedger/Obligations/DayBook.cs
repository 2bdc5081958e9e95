using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;
using FacilityLedger.Policies;
using FacilityLedger.Web.Forms;
using Marten;

namespace FacilityLedger.Obligations;

/// <summary>One open obligation as a department sees it on a day.</summary>
/// <param name="Facility">Key of the institution.</param>
/// <param name="Town">Code of its town; null where none is known.</param>
/// <param name="Workdays">Working days left; below 0 past due.</param>
public sealed record DayItem(string Facility, string? Town, Obligation Obligation, int Workdays)
{
    public Deadline Deadline => Obligation.Deadline;

    /// <summary>The institution owes it; the department watches.</summary>
    public bool OfInstitution => Deadline.Owner == DayBook.Institution;

    /// <summary>The thing that has to be dealt with: <c>violations/K3…</c>, <c>filing</c>.</summary>
    public string Thing => Deadline.Key.Split('/') is [var collection, var of, _, _] ? $"{collection}/{of}" : Deadline.Key[..Deadline.Key.LastIndexOf('/')];
}

/// <summary>A department's day.</summary>
/// <param name="Facilities">The institutions of what is shown, by key.</param>
/// <param name="Towns">Codes of the towns in which the department has something open, whatever town is shown.</param>
/// <param name="Town">The one town that is shown; null for all.</param>
public sealed record Day(IReadOnlyList<DayPart> Parts, IReadOnlyDictionary<string, Facility> Facilities, IReadOnlyList<string> Towns, string? Town)
{
    public IEnumerable<DayItem> All => Parts.SelectMany(x => x.Items);
}

/// <summary>A part of the day: what is overdue, what is due today.</summary>
/// <param name="Shown">The most urgent of them, or all.</param>
public sealed record DayPart(string Id, Words Title, Words Brief, IReadOnlyList<DayItem> Items, IReadOnlyList<DayItem> Shown);

/// <summary>What a department has open over all facilities.</summary>
public static class DayBook
{
    /// <summary>The owner of a duty that is no department's.</summary>
    public const string Institution = "institution";

    private const int Few = 20;

    /// <summary>The day of a department. The index on <see cref="Facility.Agenda"/> finds it; of a file only what is open is read, and the whole of it only where it is shown.</summary>
    /// <param name="whole">Id of the part that is shown to its end.</param>
    /// <param name="town">Only what lies in this town; null for all.</param>
    public static async Task<Day> OfAsync(IQuerySession session, PolicyBook book, string department, DateOnly today, string? whole, string? town, CancellationToken cancellation)
    {
        var all = await OpenAsync(session, book, department, today, cancellation);
        var items = all.Where(x => town is null || x.Town == town).ToList();
        DayPart Part(string id, Words title, Words brief, Func<int, bool> within)
        {
            List<DayItem> part = [.. items.Where(x => within(x.Workdays))];
            return new(id, title, brief, part, whole == id ? part : [.. part.Take(Few)]);
        }
        DayPart[] parts =
        [
            Part("due-before", DeskWords.Overdue, DeskWords.OverdueBrief, x => x < 0), Part("due-today", DeskWords.DueToday, DeskWords.TodayBrief, x => x == 0),
            Part("due-soon", DeskWords.Soon, DeskWords.SoonBrief, x => x is > 0 and <= 5), Part("due-later", DeskWords.Later, DeskWords.Later, x => x > 5),
        ];
        var shown = await session.LoadManyAsync<Facility>(cancellation, parts.SelectMany(x => x.Shown).Select(x => x.Facility).Distinct(StringComparer.Ordinal));
        return new Day(parts, shown.ToDictionary(x => x.Id, StringComparer.Ordinal), [.. all.Select(x => x.Town).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)], town);
    }

    /// <summary>All that a department has open, or a town in its territory, the earliest first.</summary>
    public static async Task<IReadOnlyList<DayItem>> OpenAsync(IQuerySession session, PolicyBook book, string department, DateOnly today, CancellationToken cancellation)
    {
        var territory = book.On(today).Department(department)?.Territory ?? department;
        var table = session.DocumentStore.Options.Schema.For<Facility>(qualified: true);
        var open = await session.AdvancedSql.QueryAsync<string, string?, AgendaItem>(
            $"""
            select row(d.id), row(d.data #>> '{"{registration,town}"}'), row(a.value) from {table} d, jsonb_array_elements(d.data -> 'agenda') a
            where d.tenant_id = ? and (d.data -> 'agenda' @> {Holding} or d.data -> 'agenda' @> {Holding}) and (a.value -> 'desks' @> to_jsonb(?::text) or a.value -> 'desks' @> to_jsonb(?::text))
            """, cancellation, book.Jurisdiction, department, territory, department, territory);
        return [.. open.Select(x => Of(x.Item1, x.Item2, x.Item3.Obligation, book, today)).OrderBy(x => x.Deadline.DueAt).ThenBy(x => x.Facility, StringComparer.Ordinal)];
    }

    /// <summary>All that is open of one facility, the earliest first.</summary>
    public static IEnumerable<DayItem> Of(Facility facility, PolicyBook book, DateOnly today) => facility.Obligations.OpenOnes.Select(x => Of(facility.Id, facility.Registration.Town, x, book, today));

    private const string Holding = "jsonb_build_array(jsonb_build_object('desks', jsonb_build_array(?::text)))";

    // What was to be done within hours may be past due on its own day.
    private static DayItem Of(string facility, string? town, Obligation obligation, PolicyBook book, DateOnly today) => obligation is { Deadline.InHours: true, Status: ObligationStatus.Overdue } && obligation.Deadline.DueOn == today
        ? new(facility, town, obligation, -1)
        : ByDay(facility, town, obligation, book, today);

    // On a day off nothing is due today, and what fell due on one is past due all the same.
    private static DayItem ByDay(string facility, string? town, Obligation obligation, PolicyBook book, DateOnly today) => obligation.Deadline.DueOn is var due && due == today
        ? new(facility, town, obligation, 0)
        : new(facility, town, obligation, due < today ? Math.Min(-1, book.Calendar.Between(today, due)) : Math.Max(1, book.Calendar.Between(today, due)));
}
