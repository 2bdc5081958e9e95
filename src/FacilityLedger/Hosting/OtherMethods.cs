using FacilityLedger.Web;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace FacilityLedger.Hosting;

/// <summary>HEAD, OPTIONS and 405 of every address, from the endpoints that there are: none of them is a word about the person.</summary>
public static class OtherMethods
{
    // The framework's own name of the endpoint that it chooses where an address has others, but not for this method.
    private const string NotForThisMethod = "405 HTTP Method Not Supported";

    // Another, where an address takes a body of another type.
    private const string NotForThisType = "415 HTTP Unsupported Media Type";

    /// <summary>HEAD is GET without the body (RFC 9110, 9.3.2). Outermost, so that its headers are those of GET.</summary>
    public static void UseHead(this IApplicationBuilder app) => app.Use(async (http, next) =>
    {
        // Other sites may read and nothing else: whoever asks for more hears what the address has, as anybody does.
        if (HttpMethods.IsOptions(http.Request.Method) && http.Request.Headers.AccessControlRequestMethod is not ([] or ["GET"] or ["HEAD"]))
            http.Request.Headers.Remove(HeaderNames.AccessControlRequestMethod);
        if (!HttpMethods.IsHead(http.Request.Method))
        {
            await next(http);
            return;
        }
        var body = http.Features.GetRequiredFeature<IHttpResponseBodyFeature>();
        http.Request.Method = HttpMethods.Get;
        http.Features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(Stream.Null));
        try
        {
            await next(http);
            await http.Response.BodyWriter.FlushAsync(http.RequestAborted);
        }
        finally
        {
            http.Features.Set(body);
            http.Request.Method = HttpMethods.Head;
        }
    });

    /// <summary>What may be done at an address, for who asks (OPTIONS) and for who tried something else (405, 415).
    /// Behind routing, before anybody is asked who he is.</summary>
    public static void UseOtherMethods(this IApplicationBuilder app) => app.Use(async (http, next) =>
    {
        if (http.GetEndpoint() is { DisplayName: NotForThisType })
        {
            await BadRequests.AnswerAsync(http, BadRequests.OtherType.Refuse());
            return;
        }
        if (http.GetEndpoint() is not { DisplayName: NotForThisMethod, RequestDelegate: { } refuse })
        {
            await next(http);
            return;
        }
        await refuse(http);
        var allowed = http.Response.Headers.Allow.ToString().Split(", ");
        string[] more = allowed.Contains(HttpMethods.Get) ? [HttpMethods.Head, HttpMethods.Options] : [HttpMethods.Options];
        http.Response.Headers.Allow = string.Join(", ", allowed.Union(more));
        if (HttpMethods.IsOptions(http.Request.Method))
            http.Response.StatusCode = StatusCodes.Status204NoContent;
        else
            await ProblemAnswers.Of(http, StatusCodes.Status405MethodNotAllowed).ExecuteAsync(http);
    });
}
