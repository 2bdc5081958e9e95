using FacilityLedger.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace FacilityLedger.Hosting.SignIn;

/// <summary>The cookie of the pages. It never leaves the site and dies eight hours after its last use.</summary>
public static class SignInCookie
{
    public const string Name = "ledger";

    public static void Configure(CookieAuthenticationOptions options)
    {
        options.Cookie.Name = Name;
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Strict;
        options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        options.ExpireTimeSpan = TimeSpan.FromHours(8);
        options.SlidingExpiration = true;
        options.Events.OnRedirectToLogin = Challenge;
        options.Events.OnRedirectToAccessDenied = context => ProblemAnswers.Of(context.HttpContext, StatusCodes.Status403Forbidden).ExecuteAsync(context.HttpContext);
    }

    // A person is sent to sign in and comes back; a program is told 401.
    private static Task Challenge(RedirectContext<CookieAuthenticationOptions> context)
    {
        var http = context.HttpContext;
        if (ProblemAnswers.IsApi(http.Request) || http.GetRouteValue("jurisdiction") is not string jurisdiction)
        {
            http.Response.Headers.WWWAuthenticate = "Bearer";
            return ProblemAnswers.Of(http, StatusCodes.Status401Unauthorized).ExecuteAsync(http);
        }
        // What was posted cannot be repeated after signing in, so the way back is the page itself.
        var back = http.Request.Path + (HttpMethods.IsGet(http.Request.Method) ? http.Request.QueryString.Value : "");
        http.Response.Redirect($"/{Uri.EscapeDataString(jurisdiction)}/sign-in?returnUrl={Uri.EscapeDataString(back)}");
        return Task.CompletedTask;
    }
}
