using System.Globalization;
using FacilityLedger.Facilities;
using FacilityLedger.Hosting;
using FacilityLedger.Policies;
using FacilityLedger.Web;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FacilityLedger.Disclosure;

/// <summary>The pages that anybody may read, made from public documents only.</summary>
public static class CountyPages
{
    private const int PageSize = 20;

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

    private static async Task<IResult> ShowListAsync(string jurisdiction, [AsParameters] CountySearch search, string? page, HttpContext http, CountyLines county, PolicyShelf shelf, CancellationToken cancellation)
    {
        if (shelf.Find(jurisdiction) is not { } book)
            return NotFound(http);
        var day = await county.OfAsync(jurisdiction, cancellation);
        var policy = book.On(day.Today);
        var found = search.In(day.Lines, policy).ToList();
        var number = 1;
        if (!string.IsNullOrEmpty(page) && (!int.TryParse(page, NumberStyles.None, CultureInfo.InvariantCulture, out number) || number < 1 || number > 1 && (number - 1L) * PageSize >= found.Count))
            return Problem(http, PublicWords.BadPage);
        return Unchanged(http, $"{day.Stamp}-{day.Today:yyyyMMdd}-{policy.Version}")
            ? Results.StatusCode(StatusCodes.Status304NotModified)
            : new RazorComponentResult<CountyPage>(new { Context = Frame(http), Policy = policy, Day = day, Search = search, Found = found, Number = number, Size = PageSize });
    }

    private static async Task<IResult> ShowFacilityAsync(string jurisdiction, string id, string? asOf, HttpContext http, IDocumentStore store, CountyLines county, PolicyShelf shelf, TimeProvider clock, CancellationToken cancellation)
    {
        if (shelf.Find(jurisdiction) is not { } book)
            return NotFound(http);
        var today = book.DayOf(clock.GetUtcNow());
        var day = today;
        if (!string.IsNullOrEmpty(asOf) && (!DateOnly.TryParseExact(asOf, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day) || day > today))
            return Problem(http, PublicWords.BadDay);
        await using var session = store.QuerySession(jurisdiction);
        // A NUL cannot be asked for in PostgreSQL.
        if (id.Contains('\0', StringComparison.Ordinal) || (await session.LoadAsync<PublicFacility>(id, cancellation))?.AsOf(day, today) is not { } view)
            return NotFound(http);
        var policy = book.On(today);
        // A new registration of the same place: each leads to the other, as far as both are shown.
        var (former, successor) = (await county.OfAsync(jurisdiction, cancellation)).Beside(view, day == today);
        return Unchanged(http, $"{view.Version}-{day:yyyyMMdd}-{today:yyyyMMdd}-{policy.Version}-{former?.Id}-{successor?.Id}")
            ? Results.StatusCode(StatusCodes.Status304NotModified)
            : new RazorComponentResult<FacilityPage>(new { Context = Frame(http), Policy = policy, View = view, Today = today, Former = former, Successor = successor });
    }

    // What an officer gets names him, and what sets the language sets a cookie: neither is for a shared cache.
    internal static bool Unchanged(HttpContext http, FormattableString state)
    {
        if (http.User.Identity?.IsAuthenticated == true || http.Request.Query.ContainsKey("lang"))
        {
            http.Response.Headers.CacheControl = "private, no-cache";
            return false;
        }
        http.Response.Headers.CacheControl = "public, max-age=60";
        return Conditional.NotModified(http, Conditional.WeakPage(state), "Accept-Language, Cookie, Accept-Encoding");
    }

    internal static PageContext Frame(HttpContext http) => http.RequestServices.GetRequiredService<PageFrame>()(http);

    internal static RazorComponentResult<NotFoundPage> NotFound(HttpContext http) => new(new { Context = Frame(http) }) { StatusCode = StatusCodes.Status404NotFound };

    internal static RazorComponentResult<ProblemPage> Problem(HttpContext http, Words detail) =>
        new(new { Context = Frame(http), Status = StatusCodes.Status400BadRequest, Detail = (Text)detail }) { StatusCode = StatusCodes.Status400BadRequest };
}
