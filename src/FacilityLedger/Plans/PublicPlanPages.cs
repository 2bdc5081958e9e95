using System.Globalization;
using FacilityLedger.Disclosure;
using FacilityLedger.Policies;
using FacilityLedger.Web;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FacilityLedger.Plans;

/// <summary>The plans and draws as anybody may read them: what the public interface answers, and the published names of the institutions drawn.</summary>
public static class PublicPlanPages
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("").AllowAnonymous().ExcludeFromDescription();
        pages.MapGet("/{jurisdiction}/plans", ListAsync);
        pages.MapGet("/{jurisdiction}/draws/{id}", DrawAsync);
    }

    private static async Task<IResult> ListAsync(string jurisdiction, string? year, HttpContext http, IDocumentStore store, PolicyShelf shelf, TimeProvider clock, CancellationToken cancellation)
    {
        if (shelf.Find(jurisdiction) is not { } book)
            return CountyPages.NotFound(http);
        await using var session = store.QuerySession(jurisdiction);
        var all = await PublicPlansEndpoint.AllAsync(session, cancellation);
        var shown = all.Select(x => x.Year).FirstOrDefault();
        if (!string.IsNullOrEmpty(year) && (!int.TryParse(year, NumberStyles.None, CultureInfo.InvariantCulture, out shown) || all.All(x => x.Year != shown)))
            return CountyPages.Problem(http, PlanWords.BadYear);
        var policy = book.On(book.DayOf(clock.GetUtcNow()));
        return CountyPages.Unchanged(http, $"{all.Count}-{all.Sum(x => x.Version)}-{shown}-{policy.Version}")
            ? Results.StatusCode(StatusCodes.Status304NotModified)
            : new RazorComponentResult<PublicPlansPage>(new { Context = CountyPages.Frame(http), Policy = policy, Year = shown, Years = (IReadOnlyList<int>)[.. all.Select(x => x.Year).Distinct()], Plans = (IReadOnlyList<InspectionPlan>)[.. all.Where(x => x.Year == shown)] });
    }

    private static async Task<IResult> DrawAsync(string jurisdiction, string id, HttpContext http, IDocumentStore store, PublicRegister register, PolicyShelf shelf, TimeProvider clock, CancellationToken cancellation)
    {
        if (shelf.Find(jurisdiction) is not { } book)
            return CountyPages.NotFound(http);
        await using var session = store.QuerySession(jurisdiction);
        if (await PublicPlansEndpoint.FindAsync(id, session, cancellation) is not { } found)
            return CountyPages.NotFound(http);
        var today = book.DayOf(clock.GetUtcNow());
        var policy = book.On(today);
        var state = await register.StateAsync(jurisdiction, cancellation);
        if (CountyPages.Unchanged(http, $"{found.Plan.Version}-{state}-{today:yyyyMMdd}-{policy.Version}"))
            return Results.StatusCode(StatusCodes.Status304NotModified);
        var named = await register.NamedAsync(jurisdiction, [.. (found.Draw.Result ?? []).Select(x => x.Object)], today, cancellation);
        return new RazorComponentResult<PublicDrawPage>(new { Context = CountyPages.Frame(http), Policy = policy, found.Plan, found.Draw, Named = named });
    }
}
