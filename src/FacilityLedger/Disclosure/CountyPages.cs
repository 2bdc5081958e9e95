using System.Globalization;
using System.Text;
using FacilityLedger.Facilities;
using FacilityLedger.Hosting;
using FacilityLedger.Policies;
using FacilityLedger.Web;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Logging.Abstractions;

namespace FacilityLedger.Disclosure;

/// <summary>The pages that anybody may read, made from public documents only.</summary>
public static class CountyPages
{
    private const int PageSize = 20;
    private const string Html = "text/html; charset=utf-8";

    public static IServiceCollection AddCountyPages(this IServiceCollection services) =>
        services.AddSingleton<PublicRegister>().AddSingleton<CountyListing>().AddSingleton<RenderedAnswers>();

    public static void Map(IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("").AllowAnonymous().ExcludeFromDescription();
        pages.MapGet("/", First);
        pages.MapGet("/{jurisdiction}", ShowListAsync);
        pages.MapGet("/{jurisdiction}/facilities/{id}", ShowFacilityAsync);
    }

    private static IResult First(HttpContext http, PolicyShelf shelf) =>
        shelf.All.FirstOrDefault() is { } first ? Results.LocalRedirect($"/{Uri.EscapeDataString(first.Jurisdiction)}{http.Request.QueryString}") : NotFound(http);

    private static async Task<IResult> ShowListAsync(
        string jurisdiction, [AsParameters] CountySearch search, string? page, string? after, string? before, string? asOf, HttpContext http,
        PublicRegister register, CountyListing listing, RenderedAnswers rendered, PolicyShelf shelf, TimeProvider clock, CancellationToken cancellation)
    {
        if (shelf.Find(jurisdiction) is not { } book)
            return NotFound(http);
        var today = book.DayOf(clock.GetUtcNow());
        var policy = book.On(today);
        if (!PublicApi.TryDay(asOf, today, out var day))
            return Problem(http, PublicWords.BadDay);
        if (day < today)
            return await ShowEarlierAsync(jurisdiction, policy, search, day, today, after, http, register, cancellation);
        if (!TryPosition(page, after, before, out var number, out var position))
            return Problem(http, PublicWords.BadPage);
        var state = await register.StateAsync(jurisdiction, cancellation);
        if (Unchanged(http, $"{state}-{today:yyyyMMdd}-{policy.Version}"))
            return NotModified;
        var key = RenderedKey.Of(http, today, policy.Version);
        if (key is not null && rendered.Find(key) is { } kept && state.Equals(kept.State))
            return Results.Bytes(kept.Body, Html);
        var totals = await register.TotalsAsync(jurisdiction, state, today, cancellation);
        var found = await listing.PageAsync(new(jurisdiction, state, policy, totals, search, position, PageSize), cancellation);
        if (number > 1 && found.Lines.Count == 0)
            return Problem(http, PublicWords.BadPage);
        var shown = new
        {
            Context = Frame(http),
            Policy = policy,
            Totals = totals,
            Search = search,
            Found = found,
            Number = number,
            Size = PageSize
        };
        return key is null ? new RazorComponentResult<CountyPage>(shown) : await KeepAsync<CountyPage>(http, rendered, key, state, shown);
    }

    // A page that follows from another begins where that one ended. One that is only numbered is counted from the first line, as far as anybody reads on.
    private static bool TryPosition(string? page, string? after, string? before, out int number, out ListPosition position)
    {
        (number, position) = (1, new(0));
        if (!string.IsNullOrEmpty(page) && (!int.TryParse(page, NumberStyles.None, CultureInfo.InvariantCulture, out number) || number < 1))
            return false;
        if (string.IsNullOrEmpty(after) && string.IsNullOrEmpty(before))
        {
            position = new((int)Math.Min((number - 1L) * PageSize, int.MaxValue));
            return position.Skip < FoundCount.Most;
        }
        var place = ListPlace.TryRead(string.IsNullOrEmpty(after) ? before! : after);
        position = new(0, place, Backwards: string.IsNullOrEmpty(after));
        return place is not null && number > 1;
    }

    private static async Task<IResult> ShowEarlierAsync(
        string jurisdiction, Policy policy, CountySearch search, DateOnly day, DateOnly today, string? after, HttpContext http, PublicRegister register,
        CancellationToken cancellation)
    {
        var begin = Cursor.Start;
        if (!string.IsNullOrEmpty(after) && !Cursor.TryRead(after, out begin))
            return Problem(http, PublicWords.BadPage);
        if (Unchanged(http, $"{await register.StateAsync(jurisdiction, cancellation)}-{day:yyyyMMdd}-{today:yyyyMMdd}-{policy.Version}"))
            return NotModified;
        var (views, next) = await EarlierDays.ShownAsync(
            register, jurisdiction, SoughtWords.Of(jurisdiction, search.Q), number: null, begin.Id, PageSize, day, today,
            x => search.Fits(CountyLine.Of(x), jurisdiction, policy), cancellation);
        return new RazorComponentResult<EarlierListPage>(new
        {
            Context = Frame(http),
            Policy = policy,
            Search = search,
            Day = day,
            Today = today,
            Lines = views.Select(CountyLine.Of).ToList(),
            Next = next?.ToString(),
        });
    }

    private static async Task<IResult> ShowFacilityAsync(
        string jurisdiction, string id, string? asOf, HttpContext http, PublicRegister register, RenderedAnswers rendered,
        PolicyShelf shelf, TimeProvider clock, CancellationToken cancellation)
    {
        if (shelf.Find(jurisdiction) is not { } book)
            return NotFound(http);
        var today = book.DayOf(clock.GetUtcNow());
        if (!PublicApi.TryDay(asOf, today, out var day))
            return Problem(http, PublicWords.BadDay);
        var policy = book.On(today);
        var page = RenderedKey.Of(http, today, policy.Version);
        if (page is not null && rendered.Find(page) is { } kept
            && await register.HeadAsync(jurisdiction, id, today, cancellation) is { } head && head.Equals(kept.State))
            return UnchangedFacility(http, head.Version, today, today, policy, head.Former, head.Successor)
                ? NotModified
                : Results.Bytes(kept.Body, Html);
        var found = await register.FindAsync(jurisdiction, id, today, cancellation);
        if (found is null && await register.KeyAsync(jurisdiction, id, cancellation) is { } key)
            return Results.LocalRedirect($"/{Uri.EscapeDataString(jurisdiction)}/facilities/{Uri.EscapeDataString(key)}{http.Request.QueryString}");
        if (found?.Facility.AsOf(day, today) is not { } view)
            return NotFound(http);
        // A new registration of the same place: each leads to the other, as far as both are shown. Who comes after is told of today alone.
        var former = day == today ? found.Head.Former : await register.FormerAsync(jurisdiction, view, today, cancellation);
        var successor = day == today ? found.Head.Successor : null;
        if (UnchangedFacility(http, view.Version, day, today, policy, former, successor))
            return NotModified;
        var shown = new { Context = Frame(http), Policy = policy, View = view, Today = today, Former = former, Successor = successor };
        return page is null
            ? new RazorComponentResult<FacilityPage>(shown)
            : await KeepAsync<FacilityPage>(http, rendered, page, found.Head, shown);
    }

    private static IResult NotModified => Results.StatusCode(StatusCodes.Status304NotModified);

    private static bool UnchangedFacility(
        HttpContext http, long version, DateOnly day, DateOnly today, Policy policy, NamedFacility? former, NamedFacility? successor) =>
        Unchanged(http, $"{version}-{day:yyyyMMdd}-{today:yyyyMMdd}-{policy.Version}-{former?.Tag}-{successor?.Tag}");

    private static async Task<IResult> KeepAsync<TPage>(
        HttpContext http, RenderedAnswers rendered, RenderedKey key, object state, object shown)
        where TPage : IComponent
    {
        await using var renderer = new HtmlRenderer(http.RequestServices, NullLoggerFactory.Instance);
        var body = await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var page = await renderer.RenderComponentAsync<TPage>(ParameterView.FromDictionary(new RouteValueDictionary(shown)));
            return Encoding.UTF8.GetBytes(page.ToHtmlString());
        });
        rendered.Keep(key, new(state, body));
        return Results.Bytes(body, Html);
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

    internal static RazorComponentResult<ProblemPage> Problem(HttpContext http, Words detail)
    {
        http.Response.Headers.ETag = default;
        http.Response.Headers.CacheControl = default;
        return new(new { Context = Frame(http), Status = StatusCodes.Status400BadRequest, Detail = (Text)detail }) { StatusCode = StatusCodes.Status400BadRequest };
    }
}
