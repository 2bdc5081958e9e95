using FacilityLedger.Facilities;
using FacilityLedger.Policies;

namespace FacilityLedger.Hosting.Decisions;

/// <summary>Refusals as RFC 9457 problems, in the caller's language.</summary>
public static class Problems
{
    public static IResult Of(Refusal refusal, HttpContext http)
    {
        http.Items["problem"] = refusal;
        if (refusal.Rule.Status == StatusCodes.Status503ServiceUnavailable)
            http.Response.Headers.RetryAfter = refusal.Rule == Preconditions.Busy ? "1" : "10";
        var more = refusal.Arguments.ToDictionary(x => x.Name, x => x.Value, StringComparer.Ordinal);
        more["rule"] = refusal.Rule.Code;
        if (refusal.BasisIn(PolicyOf(http)) is { } basis)
            more["basis"] = basis;
        more["traceId"] = http.TraceIdentifier;
        return Results.Problem(statusCode: refusal.Rule.Status, type: $"urn:facilityledger:rule:{refusal.Rule.Code}", title: refusal.Rule.Title.ToString(), detail: refusal.Detail.ToString(), extensions: more);
    }

    private static Policy? PolicyOf(HttpContext http) => http.Request.RouteValues["jurisdiction"] is string jurisdiction ? http.RequestServices.GetRequiredService<PolicyShelf>().Find(jurisdiction)?.Latest : null;

    public static IResult Busy(HttpContext http) => Of(Preconditions.Busy.Refuse(), http);
}
