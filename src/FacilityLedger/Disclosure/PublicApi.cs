using System.Globalization;
using FacilityLedger.Facilities;
using FacilityLedger.Hosting;
using FacilityLedger.Hosting.Decisions;
using FacilityLedger.Policies;
using Marten;
using Marten.Linq.MatchesSql;
using Microsoft.AspNetCore.Authorization;
using Wolverine.Http;

namespace FacilityLedger.Disclosure;

/// <summary>What anybody may read, without signing in.</summary>
public static class PublicApi
{
    public static readonly Rule NotShown = new("nothing-to-show", 404, "DESIGN 2", new("该机构在这一天没有可公开的信息", "Nothing may be shown of such an institution on this day"));
    public static readonly Rule BadDay = new("as-of-malformed", 400, "ISO 8601", new("asOf 须为不晚于今天的日期 YYYY-MM-DD", "asOf is a day YYYY-MM-DD, not after today"));
    public static readonly Rule BadLimit = new("limit-malformed", 400, "DESIGN 4", new("limit 须为 1 至 200", "limit lies between 1 and 200"));
    public static readonly Rule BadCursor = new("cursor-malformed", 400, "RFC 8288", new("cursor 无法识别，请从第一页重新开始", "This cursor is not one of this list; begin with its first page"));
    public static readonly Rule BadIdentifier = new("identifier-malformed", 400, "DESIGN 4", new("identifier 须为 scheme:value", "An identifier is scheme:value"));

    [WolverineGet("/api/{jurisdiction}/public/facilities"), AllowAnonymous]
    public static async Task<IResult> List(string jurisdiction, string? q, string? identifier, string? asOf, string? cursor, string? limit, HttpContext http, IQuerySession session, PolicyShelf shelf, TimeProvider clock, CancellationToken cancellation)
    {
        var size = 50;
        if (!string.IsNullOrEmpty(limit) && (!int.TryParse(limit, NumberStyles.None, CultureInfo.InvariantCulture, out size) || size is < 1 or > 200))
            return Problems.Of(BadLimit.Refuse(), http);
        if (!string.IsNullOrEmpty(identifier) && identifier.IndexOf(':', StringComparison.Ordinal) < 1)
            return Problems.Of(BadIdentifier.Refuse(), http);
        var today = shelf[jurisdiction].DayOf(clock.GetUtcNow());
        if (!TryDay(asOf, today, out var day))
            return Problems.Of(BadDay.Refuse(), http);
        var after = Cursor.Start;
        if (!string.IsNullOrEmpty(cursor) && !Cursor.TryRead(cursor, out after))
            return Problems.Of(BadCursor.Refuse(), http);

        IQueryable<PublicFacility> found = session.Query<PublicFacility>();
        if (!string.IsNullOrWhiteSpace(q))
        {
            var sought = q.Trim().ToLowerInvariant().Replace("\0", "", StringComparison.Ordinal);
            found = found.Where(x => x.MatchesSql("strpos(d.data -> 'current' ->> 'search', ?) > 0", sought));
        }
        if (!string.IsNullOrEmpty(identifier))
            found = found.Where(x => x.Numbers.Contains(identifier.Replace("\0", "", StringComparison.Ordinal)));
        if (after != Cursor.Start)
            found = found.Where(x => x.MatchesSql("(d.data -> 'current' ->> 'name', d.id) > (?, ?)", after.Name, after.Id));
        var page = await found.OrderBy(x => x.Current.Name).ThenBy(x => x.Id).Take(size + 1).ToListAsync(cancellation);

        var next = page.Count > size ? new Cursor(page[size - 1].Current.Name, page[size - 1].Id).ToString() : null;
        if (next is not null)
            http.Response.Headers.Link = $"<{http.Request.Path}{http.Request.Query.Where(x => x.Key is not "cursor").Aggregate(new QueryString(), (all, x) => all.Add(x.Key, x.Value.ToString())).Add("cursor", next)}>; rel=\"next\"";
        http.Response.Headers.CacheControl = "public, max-age=60";
        return Results.Ok(new PublicList([.. Shown(page.Take(size), identifier, day, today).Select(x => PublicSummary.Of(jurisdiction, x))], next));
    }

    [WolverineGet("/api/{jurisdiction}/public/facilities/{id}"), AllowAnonymous]
    public static async Task<IResult> Get(string jurisdiction, string id, string? asOf, HttpContext http, IQuerySession session, CountyLines county, PolicyShelf shelf, TimeProvider clock, CancellationToken cancellation)
    {
        var today = shelf[jurisdiction].DayOf(clock.GetUtcNow());
        if (!TryDay(asOf, today, out var day))
            return Problems.Of(BadDay.Refuse(), http);
        if ((await session.LoadAsync<PublicFacility>(id, cancellation))?.AsOf(day, today) is not { } view)
            return Problems.Of(NotShown.Refuse(("facility", id), ("asOf", day)), http);
        var (former, successor) = (await county.OfAsync(jurisdiction, cancellation)).Beside(view, day == today);
        // What may be shown changes with the version, and with the day on which it is asked.
        http.Response.Headers.CacheControl = "public, max-age=60";
        return Conditional.NotModified(http, Conditional.Weak($"{view.Version}-{day:yyyyMMdd}-{today:yyyyMMdd}-{former?.Id}-{successor?.Id}"))
            ? Results.StatusCode(StatusCodes.Status304NotModified)
            : Results.Ok(PublicAnswer.Of(jurisdiction, view, former?.Id, successor?.Id));
    }

    // A number may have passed from one to another: who bears it on that day goes before who bore it earlier.
    private static List<PublicView> Shown(IEnumerable<PublicFacility> found, string? identifier, DateOnly day, DateOnly today)
    {
        var shown = found.Where(x => string.IsNullOrEmpty(identifier) || x.Bore(identifier, day, today)).Select(x => x.AsOf(day, today)).OfType<PublicView>().ToList();
        return !string.IsNullOrEmpty(identifier) && shown.Any(x => x.Bears(identifier)) ? [.. shown.Where(x => x.Bears(identifier))] : shown;
    }

    private static bool TryDay(string? asOf, DateOnly today, out DateOnly day)
    {
        day = today;
        return string.IsNullOrEmpty(asOf) || DateOnly.TryParseExact(asOf, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day) && day <= today;
    }
}
