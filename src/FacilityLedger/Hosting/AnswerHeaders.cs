namespace FacilityLedger.Hosting;

/// <summary>Headers of every answer. What its endpoint does not say may be kept, nobody keeps.</summary>
public static class AnswerHeaders
{
    // No script, nothing from elsewhere; style attributes carry the level of a tile.
    private const string ContentPolicy =
        "default-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
        + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    // The photo of an inspection comes through a file field, which asks for none of these.
    private const string Permissions =
        "accelerometer=(), autoplay=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), "
        + "magnetometer=(), microphone=(), midi=(), payment=(), usb=()";

    /// <summary>Outermost, so that it has the last word.</summary>
    public static void UseAnswerHeaders(this IApplicationBuilder app) => app.Use((http, next) =>
    {
        http.Response.OnStarting(() => Write(http.Response));
        return next(http);
    });

    private static Task Write(HttpResponse response)
    {
        var page = response.ContentType?.StartsWith("text/html", StringComparison.Ordinal) is true;
        response.Headers.XContentTypeOptions = "nosniff";
        if (response.Headers.CacheControl.Count == 0)
            // A browser may show an officer's page once more on the way back; a program asks again.
            response.Headers.CacheControl = page ? "private, no-cache" : "no-store";
        if (!page)
            return Task.CompletedTask;
        response.Headers.ContentSecurityPolicy = ContentPolicy;
        response.Headers["Referrer-Policy"] = "same-origin";
        response.Headers["Permissions-Policy"] = Permissions;
        return Task.CompletedTask;
    }
}
