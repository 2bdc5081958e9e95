using System.Globalization;
using FacilityLedger.Facilities;
using FacilityLedger.Hosting;
using FacilityLedger.Hosting.Decisions;
using FacilityLedger.Policies;
using FacilityLedger.Registration;
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
    public static async Task<IResult> List(string jurisdiction, string? q, string? identifier, string? asOf, string? cursor, string? limit, HttpContext http, PublicRegister register, PolicyShelf shelf, TimeProvider clock, CancellationToken cancellation)
    {
        var size = 50;
        if (!string.IsNullOrEmpty(limit) && (!int.TryParse(limit, NumberStyles.None, CultureInfo.InvariantCulture, out size) || size is < 1 or > 200))
            return Problems.Of(BadLimit.Refuse(), http);
        // A colon of the full width is typed as easily.
        identifier = identifier?.Replace('：', ':');
        var colon = identifier?.IndexOf(':', StringComparison.Ordinal) ?? -1;
        if (!string.IsNullOrEmpty(identifier) && colon < 1)
            return Problems.Of(BadIdentifier.Refuse(), http);
        var today = shelf[jurisdiction].DayOf(clock.GetUtcNow());
        if (!TryDay(asOf, today, out var day))
            return Problems.Of(BadDay.Refuse(), http);
        var after = Cursor.Start;
        if (!string.IsNullOrEmpty(cursor) && !Cursor.TryRead(cursor, out after))
            return Problems.Of(BadCursor.Refuse(), http);

        var words = SoughtWords.Of(jurisdiction, q);
        var number = string.IsNullOrEmpty(identifier) ? null : new Identifier(identifier[..colon], identifier[(colon + 1)..].Replace("\0", "", StringComparison.Ordinal)).Key();
        var (items, next) = day == today && number is null
            ? Page(await register.LinesAsync(jurisdiction, words, after.Id, size + 1, today, cancellation), size, x => x.Id, x => PublicSummary.Of(jurisdiction, x.Id, x.Particulars))
            : await ShownAsync(register, jurisdiction, words, number, after.Id, size, day, today, cancellation);
        if (next is not null)
            http.Response.Headers.Link = $"<{http.Request.Path}{http.Request.Query.Where(x => x.Key is not "cursor").Aggregate(new QueryString(), (all, x) => all.Add(x.Key, x.Value.ToString())).Add("cursor", next)}>; rel=\"next\"";
        http.Response.Headers.CacheControl = "public, max-age=60";
        return Results.Ok(new PublicList(items, next));
    }

    [WolverineGet("/api/{jurisdiction}/public/facilities/{id}"), AllowAnonymous]
    public static async Task<IResult> Get(string jurisdiction, string id, string? asOf, HttpContext http, PublicRegister register, PolicyShelf shelf, TimeProvider clock, CancellationToken cancellation)
    {
        var today = shelf[jurisdiction].DayOf(clock.GetUtcNow());
        if (!TryDay(asOf, today, out var day))
            return Problems.Of(BadDay.Refuse(), http);
        var found = await register.FindAsync(jurisdiction, id, today, cancellation);
        if (found is null && await register.KeyAsync(jurisdiction, id, cancellation) is { } key)
            found = await register.FindAsync(jurisdiction, key, today, cancellation);
        if (found?.Facility.AsOf(day, today) is not { } view)
            return Problems.Of(NotShown.Refuse(("facility", id), ("asOf", day)), http);
        var former = day == today ? found.Head.Former : await register.FormerAsync(jurisdiction, view, today, cancellation);
        var successor = day == today ? found.Head.Successor : null;
        // What may be shown changes with the version, and with the day on which it is asked.
        http.Response.Headers.CacheControl = "public, max-age=60";
        return Conditional.NotModified(http, Conditional.Weak($"{view.Version}-{day:yyyyMMdd}-{today:yyyyMMdd}-{former?.Id}-{successor?.Id}"))
            ? Results.StatusCode(StatusCodes.Status304NotModified)
            : Results.Ok(PublicAnswer.Of(jurisdiction, view, former?.Id, successor?.Id));
    }

    private static async Task<(IReadOnlyList<PublicSummary> Items, string? Next)> ShownAsync(
        PublicRegister register, string jurisdiction, SoughtWords words, string? number, string after, int size, DateOnly day, DateOnly today, CancellationToken cancellation)
    {
        var (views, next) =
            await EarlierDays.ShownAsync(register, jurisdiction, words, number, after, size, day, today, fits: null, cancellation);
        return ([.. views.Select(x => PublicSummary.Of(jurisdiction, x.Id, x.Particulars))], next?.ToString());
    }

    private static (IReadOnlyList<PublicSummary> Items, string? Next) Page<T>(IReadOnlyList<T> found, int size, Func<T, string> id, Func<T, PublicSummary> summary) =>
        ([.. found.Take(size).Select(summary)], found.Count > size ? new Cursor(id(found[size - 1])).ToString() : null);

    internal static bool TryDay(string? asOf, DateOnly today, out DateOnly day)
    {
        day = today;
        return string.IsNullOrEmpty(asOf) || DateOnly.TryParseExact(asOf, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day) && day <= today;
    }
}
