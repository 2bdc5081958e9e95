using FacilityLedger.Facilities;
using FacilityLedger.Hosting;
using FacilityLedger.Hosting.Decisions;
using FacilityLedger.Hosting.SignIn;
using FacilityLedger.Policies;
using FacilityLedger.Web.Forms;
using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Serialization;
using Marten;
using Microsoft.AspNetCore.Authorization;
using Wolverine.Http;

namespace FacilityLedger.Obligations;

/// <summary>One line of a worklist.</summary>
/// <param name="Obligation">Key of the obligation in the facility.</param>
/// <param name="Owner">Who owes it: a department's code, or <c>institution</c>.</param>
/// <param name="Workdays">Working days left; below 0 past due.</param>
/// <param name="Provisional">The calendar of the due day is not published yet.</param>
public sealed record WorklistItem(string Facility, string Name, string? Town, string Obligation, string Clock, string Owner, DateOnly Since, DateOnly DueOn, int Workdays, bool Provisional);

/// <summary>What a department has to do or to watch, overdue first.</summary>
/// <param name="Overdue">So many of them are past due.</param>
/// <param name="Today">So many are due today.</param>
public sealed record Worklist(string Department, DateOnly AsOf, int Overdue, int Today, IReadOnlyList<WorklistItem> Items);

/// <summary>The deadlines of a department: as JSON for programs, as iCalendar (RFC 5545) for the calendars of officers. A town sees what lies in its territory.</summary>
public static class WorklistEndpoint
{
    /// <param name="department">Null: the caller's own.</param>
    /// <param name="town">Only what lies there; null for all.</param>
    [Authorize]
    [WolverineGet("/api/{jurisdiction}/deadlines")]
    public static async Task<IResult> GetAsync(string jurisdiction, string? department, string? town, HttpContext http, IQuerySession session, PolicyShelf shelf, TimeProvider clock, CancellationToken cancellation)
    {
        var (book, of) = (shelf[jurisdiction], department ?? Deskholder.Of(http).Department);
        var today = book.DayOf(clock.GetUtcNow());
        if (Unknown(book.On(today), department, town) is { } unknown)
            return Problems.Of(unknown, http);
        var (open, facilities) = await FoundAsync(session, book, of, town, today, cancellation);
        return Results.Json(new Worklist(of, today, open.Count(x => x.Workdays < 0), open.Count(x => x.Workdays == 0),
            [.. open.Select(x => new WorklistItem(x.Facility, DeskWords.NameOf(facilities[x.Facility]).ToString(), x.Town, x.Deadline.Key, x.Deadline.Clock, x.Deadline.Owner, x.Obligation.Since, x.Deadline.DueOn, x.Workdays, x.Deadline.Provisional))]), LedgerJson.Options);
    }

    /// <summary>The same as a calendar, for programs that sign in with a token.</summary>
    [Authorize]
    [WolverineGet("/api/{jurisdiction}/deadlines.ics")]
    public static async Task<IResult> GetCalendarAsync(
        string jurisdiction, string? department, string? town, HttpContext http, IQuerySession session, PolicyShelf shelf, TimeProvider clock, CancellationToken cancellation)
    {
        var book = shelf[jurisdiction];
        return Unknown(book.On(book.DayOf(clock.GetUtcNow())), department, town) is { } unknown
            ? Problems.Of(unknown, http)
            : await CalendarAsync(book, department ?? Deskholder.Of(http).Department, town, http, session, clock, cancellation);
    }

    /// <summary>One day-long entry for each open term, on its last day.</summary>
    internal static async Task<IResult> CalendarAsync(PolicyBook book, string department, string? town, HttpContext http, IQuerySession session, TimeProvider clock, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var policy = book.On(book.DayOf(now));
        var address = http.RequestServices.GetRequiredService<PublicUrl>();
        var (open, facilities) = await FoundAsync(session, book, department, town, book.DayOf(now), cancellation);
        var calendar = new Ical.Net.Calendar { ProductId = "-//FacilityLedger//deadlines//ZH", Method = "PUBLISH" };
        calendar.AddProperty("X-WR-CALNAME", $"{policy.Title} · {policy.NameOf(department)}");
        foreach (var x in open)
        {
            var facility = facilities[x.Facility];
            var of = x.Thing.Contains('/', StringComparison.Ordinal) ? $" · {ThingWords.Of(facility, x.Thing, policy)}" : "";
            calendar.Events.Add(new CalendarEvent
            {
                Uid = $"{x.Facility}/{x.Deadline.Key}@{book.Jurisdiction}",
                DtStamp = new CalDateTime(now.UtcDateTime),
                Start = new CalDateTime(x.Deadline.DueOn),
                Summary = $"{policy.Clocks.NameIn(x.Deadline.Clock)} · {DeskWords.NameOf(facility)}",
                Description = $"{DeskWords.Since(Web.Dates.Table(x.Obligation.Since))}{of}{(x.Deadline.Provisional ? $" · {Web.Terms.Provisional(x.Deadline.DueOn).Words}" : "")}",
                Categories = [x.OfInstitution ? DeskWords.OfInstitution.ToString() : policy.NameOf(x.Deadline.Owner).ToString()],
                Transparency = TransparencyType.Transparent,
                Url = address.To($"{book.Jurisdiction}/desk/facilities/{x.Facility}"),
            });
        }
        return Results.Text(new CalendarSerializer().SerializeToString(calendar), "text/calendar", System.Text.Encoding.UTF8);
    }

    // Nobody of that name has nothing to do: that would be an answer to another question.
    private static Refusal? Unknown(Policy policy, string? department, string? town) =>
        (department is null ? null : Guard.Known("department", department, policy.Departments)) ?? (town is null ? null : Guard.Known("town", town, policy.Divisions));

    private static async Task<(IReadOnlyList<DayItem> Open, IReadOnlyDictionary<string, Facility> Facilities)> FoundAsync(IQuerySession session, PolicyBook book, string department, string? town, DateOnly today, CancellationToken cancellation)
    {
        var open = (await DayBook.OpenAsync(session, book, department, today, cancellation)).Where(x => town is null || x.Town == town).ToList();
        var facilities = await session.LoadManyAsync<Facility>(cancellation, open.Select(x => x.Facility).Distinct(StringComparer.Ordinal));
        return (open, facilities.ToDictionary(x => x.Id, StringComparer.Ordinal));
    }
}
