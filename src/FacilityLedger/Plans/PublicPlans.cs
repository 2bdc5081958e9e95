using FacilityLedger.Hosting;
using FacilityLedger.Hosting.Decisions;
using Marten;
using Microsoft.AspNetCore.Authorization;
using Wolverine.Http;

namespace FacilityLedger.Plans;

/// <summary>A published plan as anybody may read it: no accounts.</summary>
public sealed record PublicPlan(string Id, string Name, int Year, string Department, IReadOnlyList<PlanItem> Items, IReadOnlyList<string> Draws);

/// <summary>Published plans and their draws, for everybody: the list of items and caps (国办发〔2024〕54号), and all that it takes to draw again.</summary>
public static class PublicPlansEndpoint
{
    [WolverineGet("/api/{jurisdiction}/public/plans"), AllowAnonymous]
    public static async Task<IResult> ListAsync(HttpContext http, IQuerySession session, CancellationToken cancellation)
    {
        var all = await AllAsync(session, cancellation);
        http.Response.Headers.CacheControl = "public, max-age=60";
        return Conditional.NotModified(http, Conditional.Weak($"{all.Count}-{all.Sum(x => x.Version)}"))
            ? Results.StatusCode(StatusCodes.Status304NotModified)
            : Results.Json(all.Select(Of), LedgerJson.Options);
    }

    private static PublicPlan Of(InspectionPlan x) =>
        new(x.Id, x.Name, x.Year, x.Department, x.Items, [.. x.Draws.Keys.Order(StringComparer.Ordinal).Select(d => $"{x.Id}-{d}")]);

    [WolverineGet("/api/{jurisdiction}/public/draws/{id}"), AllowAnonymous]
    public static async Task<IResult> DrawAsync(string id, HttpContext http, IQuerySession session, CancellationToken cancellation)
    {
        if (await FindAsync(id, session, cancellation) is not { } found)
            return Problems.Of(HoldDrawEndpoint.Unknown.Refuse(), http);
        http.Response.Headers.CacheControl = "public, max-age=60";
        return Conditional.NotModified(http, Conditional.Weak($"{found.Plan.Version}"))
            ? Results.StatusCode(StatusCodes.Status304NotModified)
            : Results.Json(found.Draw, LedgerJson.Options);
    }

    /// <summary>The published plans, the latest year first.</summary>
    internal static Task<IReadOnlyList<InspectionPlan>> AllAsync(IQuerySession session, CancellationToken cancellation) =>
        session.Query<InspectionPlan>().Where(x => x.Status == PlanStatus.Published).OrderByDescending(x => x.Year).ThenBy(x => x.Id).ToListAsync(cancellation);

    /// <summary>A draw by its published id, with its plan; null where there is none.</summary>
    internal static async Task<(InspectionPlan Plan, PublishedDraw Draw)?> FindAsync(string id, IQuerySession session, CancellationToken cancellation)
    {
        var at = id.LastIndexOf('-');
        // A NUL cannot be asked for in PostgreSQL.
        return at > 0 && !id.Contains('\0', StringComparison.Ordinal) && await session.LoadAsync<InspectionPlan>(id[..at], cancellation) is { } plan && plan.Draws.GetValueOrDefault(id[(at + 1)..]) is { } draw
            ? (plan, draw.Published(plan.Id))
            : null;
    }
}
