using FacilityLedger.Hosting.SignIn;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace FacilityLedger.Web;

/// <summary>Wiring of the pages: static Razor components, languages, answers to what failed.</summary>
public static class LedgerPages
{
    /// <summary>Adds what pages need. Add a <see cref="PageFrame"/> of the host to give sign-in and error pages their jurisdiction.</summary>
    public static IServiceCollection AddLedgerPages(this IServiceCollection services)
    {
        services.AddRazorComponents();
        services.AddLedgerLanguages();
        services.AddProblemDetails();
        services.AddResponseCompression(options =>
        {
            options.EnableForHttps = true;
            options.MimeTypes = ["text/html", "application/json", "application/problem+json"];
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

    /// <summary>Languages, compression, and answers to failures without a body. Outermost, before routing.</summary>
    public static IApplicationBuilder UseLedgerPages(this IApplicationBuilder app)
    {
        app.UseLedgerLanguages();
        // What is compressed together with what a stranger chose must hold no secret: what an officer gets is sent as it is.
        app.UseWhen(http => !http.Request.Cookies.ContainsKey(SignInCookie.Name) && http.Request.Headers.Authorization.Count == 0, x => x.UseResponseCompression());
        app.UseLanguageOfParts();
        app.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandler = http => ProblemAnswers.Of(http, http.Response.StatusCode).ExecuteAsync(http) });
        app.UseStatusCodePages(failed => ProblemAnswers.Of(failed.HttpContext, failed.HttpContext.Response.StatusCode).ExecuteAsync(failed.HttpContext));
        return app;
    }

    /// <summary>Maps the stylesheet.</summary>
    public static void MapLedgerPages(this IEndpointRouteBuilder routes) => Stylesheet.Map(routes);
}
