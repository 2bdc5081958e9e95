using FacilityLedger.Hosting.SignIn;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace FacilityLedger.Web;

/// <summary>Wiring of the pages: static Razor components, languages, headers, answers to what failed.</summary>
public static class LedgerPages
{
    // No script, nothing from elsewhere; style attributes carry the level of a tile.
    private const string ContentPolicy = "default-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    /// <summary>Adds what pages need. Add a <see cref="PageFrame"/> of the host to give sign-in and error pages their jurisdiction.</summary>
    public static IServiceCollection AddLedgerPages(this IServiceCollection services)
    {
        services.AddRazorComponents();
        services.AddLedgerLanguages();
        services.AddProblemDetails();
        services.AddResponseCompression(options =>
        {
            options.EnableForHttps = true;
            options.MimeTypes = ["text/html"];
        });
        services.AddAntiforgery(options =>
        {
            options.Cookie.Name = "ledger-form";
            options.Cookie.SameSite = SameSiteMode.Strict;
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        });
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<PageFrame>(http => PageContext.Of(http, policy: null, sample: false, nav: []));
        return services;
    }

    /// <summary>Languages, headers of pages, and answers to failures without a body. Outermost, before routing.</summary>
    public static IApplicationBuilder UseLedgerPages(this IApplicationBuilder app)
    {
        app.UseLedgerLanguages();
        // What is compressed together with what a stranger chose must hold no secret: an officer's pages are sent as they are.
        app.UseWhen(http => !http.Request.Cookies.ContainsKey(SignInCookie.Name), x => x.UseResponseCompression());
        app.Use(ProtectAsync);
        app.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandler = http => ProblemAnswers.Of(http, http.Response.StatusCode).ExecuteAsync(http) });
        app.UseStatusCodePages(failed => ProblemAnswers.Of(failed.HttpContext, failed.HttpContext.Response.StatusCode).ExecuteAsync(failed.HttpContext));
        return app;
    }

    /// <summary>Maps the stylesheet.</summary>
    public static void MapLedgerPages(this IEndpointRouteBuilder routes) => Stylesheet.Map(routes);

    private static Task ProtectAsync(HttpContext http, RequestDelegate next)
    {
        http.Response.OnStarting(() =>
        {
            var headers = http.Response.Headers;
            headers.XContentTypeOptions = "nosniff";
            if (http.Response.ContentType?.StartsWith("text/html", StringComparison.Ordinal) is not true)
                return Task.CompletedTask;
            headers.ContentSecurityPolicy = ContentPolicy;
            headers["Referrer-Policy"] = "same-origin";
            return Task.CompletedTask;
        });
        return next(http);
    }
}
