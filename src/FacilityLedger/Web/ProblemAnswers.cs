using Microsoft.AspNetCore.Http.HttpResults;

namespace FacilityLedger.Web;

/// <summary>Answers to a failed request that nothing else has answered: a page for a person, RFC 9457 problem+json for a program.</summary>
public static class ProblemAnswers
{
    public static IResult Of(HttpContext http, int status)
    {
        if (!WantsPage(http.Request))
            return Results.Problem(statusCode: status, title: Terms.StatusTitle(status).ToString(), detail: Terms.StatusDetail(status).ToString(), extensions: [new("traceId", http.TraceIdentifier)]);
        var context = http.RequestServices.GetRequiredService<PageFrame>()(http);
        return status == 404
            ? new RazorComponentResult<NotFoundPage>(new { Context = context }) { StatusCode = status }
            : new RazorComponentResult<ProblemPage>(new { Context = context, Status = status, Request = status >= 500 ? http.TraceIdentifier : "" }) { StatusCode = status };
    }

    /// <summary>Whether a person asks: a browser, outside the API.</summary>
    public static bool WantsPage(HttpRequest request) =>
        !IsApi(request) && request.GetTypedHeaders().Accept.Any(x => x.MediaType.Equals("text/html", StringComparison.OrdinalIgnoreCase));

    public static bool IsApi(HttpRequest request) => request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase) || request.Path.StartsWithSegments("/dev", StringComparison.OrdinalIgnoreCase);
}
