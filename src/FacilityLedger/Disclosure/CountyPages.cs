using System.Globalization;
using FacilityLedger.Facilities;
using FacilityLedger.Policies;
using FacilityLedger.Web;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FacilityLedger.Disclosure;

/// <summary>What is looked for in the list; empty means all.</summary>
public sealed record CountySearch(string? Q, string? Town, string? Kind, string? Status)
{
    public bool Any => Given.Any();

    private IEnumerable<KeyValuePair<string, string?>> Given =>
        new[] { KeyValuePair.Create("q", Q), KeyValuePair.Create("town", Town), KeyValuePair.Create("kind", Kind), KeyValuePair.Create("status", Status) }.Where(x => !string.IsNullOrWhiteSpace(x.Value));

    public IEnumerable<CountyLine> In(IEnumerable<CountyLine> lines) => lines.Where(x =>
        Is(Town, x.Particulars.Town) && Is(Kind, x.Particulars.Kind) && Is(Status, x.Particulars.Status)
        && (string.IsNullOrWhiteSpace(Q) || x.Particulars.Search.Contains(Q.Trim().ToLowerInvariant(), StringComparison.Ordinal)));

    public string Query(string? cursor) => QueryString.Create(cursor is null ? Given : Given.Append(KeyValuePair.Create<string, string?>("cursor", cursor))).Value ?? "";

    private static bool Is(string? sought, string? has) => string.IsNullOrWhiteSpace(sought) || sought == has;
}

/// <summary>The pages that anybody may read, made from public documents only.</summary>
public static class CountyPages
{
    private const int PageSize = 50;
    // A new build may write the same data differently.
    private static readonly string Build = typeof(CountyPages).Module.ModuleVersionId.ToString("N")[..8];

    public static IServiceCollection AddCountyPages(this IServiceCollection services) => services.AddSingleton<CountyLines>();

    public static void Map(IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("").AllowAnonymous().ExcludeFromDescription();
        pages.MapGet("/", First);
        pages.MapGet("/{jurisdiction}", ShowListAsync);
        pages.MapGet("/{jurisdiction}/facilities/{id}", ShowFacilityAsync);
    }

    private static IResult First(HttpContext http, PolicyShelf shelf) =>
        shelf.All.FirstOrDefault() is { } first ? Results.LocalRedirect($"/{Uri.EscapeDataString(first.Jurisdiction)}{http.Request.QueryString}") : NotFound(http);

    private static async Task<IResult> ShowListAsync(string jurisdiction, string? q, string? town, string? kind, string? status, string? cursor, HttpContext http, CountyLines county, PolicyShelf shelf, CancellationToken cancellation)
    {
        if (shelf.Find(jurisdiction) is not { } book)
            return NotFound(http);
        var after = Cursor.Start;
        if (!string.IsNullOrEmpty(cursor) && !Cursor.TryRead(cursor, out after))
            return Problem(http, PublicApi.BadCursor.Title);
        var day = await county.OfAsync(jurisdiction, cancellation);
        var policy = book.On(day.Today);
        if (Unchanged(http, $"{day.Stamp}-{day.Today:yyyyMMdd}-{policy.Version}"))
            return Results.StatusCode(StatusCodes.Status304NotModified);
        var search = new CountySearch(q, town, kind, status);
        var found = search.In(day.Lines).ToList();
        var page = found.SkipWhile(x => after != Cursor.Start && !IsAfter(x, after)).Take(PageSize + 1).ToList();
        var next = page.Count > PageSize ? new Cursor(page[PageSize - 1].Particulars.Name, page[PageSize - 1].Id).ToString() : null;
        return new RazorComponentResult<CountyPage>(new
        {
            Context = Frame(http), Policy = policy, All = day.Lines, Search = search, Found = found.Count, Lines = (IReadOnlyList<CountyLine>)[.. page.Take(PageSize)], Next = next, Later = after != Cursor.Start,
        });
    }

    private static async Task<IResult> ShowFacilityAsync(string jurisdiction, string id, string? asOf, HttpContext http, IDocumentStore store, PolicyShelf shelf, TimeProvider clock, CancellationToken cancellation)
    {
        if (shelf.Find(jurisdiction) is not { } book)
            return NotFound(http);
        var today = book.DayOf(clock.GetUtcNow());
        var day = today;
        if (!string.IsNullOrEmpty(asOf) && (!DateOnly.TryParseExact(asOf, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day) || day > today))
            return Problem(http, PublicApi.BadDay.Title);
        await using var session = store.QuerySession(jurisdiction);
        // A NUL cannot be asked for in PostgreSQL.
        if (id.Contains('\0', StringComparison.Ordinal) || (await session.LoadAsync<PublicFacility>(id, cancellation))?.AsOf(day, today) is not { } view)
            return NotFound(http);
        var policy = book.On(today);
        return Unchanged(http, $"{view.Version}-{day:yyyyMMdd}-{today:yyyyMMdd}-{policy.Version}")
            ? Results.StatusCode(StatusCodes.Status304NotModified)
            : new RazorComponentResult<FacilityPage>(new { Context = Frame(http), Policy = policy, View = view, Today = today });
    }

    private static bool IsAfter(CountyLine line, Cursor cursor) =>
        string.CompareOrdinal(line.Particulars.Name, cursor.Name) is var order && (order > 0 || order == 0 && string.CompareOrdinal(line.Id, cursor.Id) > 0);

    // What an officer gets names him, and what sets the language sets a cookie: neither is for a shared cache.
    private static bool Unchanged(HttpContext http, FormattableString state)
    {
        if (http.User.Identity?.IsAuthenticated == true || http.Request.Query.ContainsKey("lang"))
        {
            http.Response.Headers.CacheControl = "private, no-cache";
            return false;
        }
        var etag = $"\"{FormattableString.Invariant(state)}-{(Words.IsEnglish ? "en" : "zh")}-{Build}\"";
        http.Response.Headers.ETag = etag;
        http.Response.Headers.CacheControl = "public, max-age=60";
        if (!http.Request.Headers.IfNoneMatch.ToString().Split(',', StringSplitOptions.TrimEntries).Contains(etag))
            return false;
        http.Response.Headers.Vary = "Accept-Language, Cookie";
        return true;
    }

    private static PageContext Frame(HttpContext http) => http.RequestServices.GetRequiredService<PageFrame>()(http);

    private static RazorComponentResult<NotFoundPage> NotFound(HttpContext http) => new(new { Context = Frame(http) }) { StatusCode = StatusCodes.Status404NotFound };

    private static RazorComponentResult<ProblemPage> Problem(HttpContext http, Words detail) =>
        new(new { Context = Frame(http), Status = StatusCodes.Status400BadRequest, Detail = (Text)detail }) { StatusCode = StatusCodes.Status400BadRequest };
}
