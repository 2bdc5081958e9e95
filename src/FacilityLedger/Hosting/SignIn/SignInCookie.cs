using System.Security.Claims;
using FacilityLedger.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.Options;

namespace FacilityLedger.Hosting.SignIn;

/// <summary>The cookie of the pages: the key of one of the <see cref="OfficerSessions"/>. It never leaves the site.</summary>
public static class SignInCookie
{
    public const string Name = "ledger";

    // The framework's name of the one claim that a cookie has when a store has the rest.
    private const string KeyClaim = "Microsoft.AspNetCore.Authentication.Cookies-SessionId";

    public static void Configure(CookieAuthenticationOptions options)
    {
        options.Cookie.Name = Name;
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Strict;
        options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        options.ExpireTimeSpan = SignInSettings.Idle;
        options.SlidingExpiration = true;
        options.Events.OnRedirectToLogin = Challenge;
        options.Events.OnRedirectToAccessDenied = context => ProblemAnswers.Of(context.HttpContext, StatusCodes.Status403Forbidden).ExecuteAsync(context.HttpContext);
    }

    /// <summary>The key that the caller's cookie holds, whether its session holds or not; null for a stranger.</summary>
    public static string? KeyIn(HttpContext http)
    {
        var all = http.RequestServices.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>();
        var options = all.Get(CookieAuthenticationDefaults.AuthenticationScheme);
        var cookie = options.CookieManager.GetRequestCookie(http, Name);
        return string.IsNullOrEmpty(cookie) ? null : options.TicketDataFormat.Unprotect(cookie)?.Principal.FindFirst(KeyClaim)?.Value;
    }

    /// <summary>Signs in with a new key, and ends the session that the browser had before.</summary>
    public static async Task EnterAsync(HttpContext http, ClaimsPrincipal officer)
    {
        await LeaveAsync(http);
        // The framework's handler of this request still holds the old key; another one finds that it has ended.
        await using var scope = http.RequestServices.CreateAsyncScope();
        var handlers = scope.ServiceProvider.GetRequiredService<IAuthenticationHandlerProvider>();
        var another = await handlers.GetHandlerAsync(http, CookieAuthenticationDefaults.AuthenticationScheme);
        await ((IAuthenticationSignInHandler)another!).SignInAsync(officer, null);
    }

    /// <summary>Ends the session in the store and takes the cookie back.</summary>
    public static async Task LeaveAsync(HttpContext http)
    {
        await http.RequestServices.GetRequiredService<OfficerSessions>().EndAsync(http);
        await http.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
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
        var back = http.Request.Path.ToUriComponent() + (HttpMethods.IsGet(http.Request.Method) ? http.Request.QueryString.Value : "");
        http.Response.Redirect($"/{Uri.EscapeDataString(jurisdiction)}/sign-in?returnUrl={Uri.EscapeDataString(back)}");
        return Task.CompletedTask;
    }
}
