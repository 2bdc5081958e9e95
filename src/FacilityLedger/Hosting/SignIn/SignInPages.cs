using System.Security.Claims;
using FacilityLedger.Policies;
using FacilityLedger.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;

namespace FacilityLedger.Hosting.SignIn;

/// <summary>Signing in and out of the pages of one jurisdiction.</summary>
public static class SignInPages
{
    private const string Cookies = CookieAuthenticationDefaults.AuthenticationScheme;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("/{jurisdiction}").AllowAnonymous().ExcludeFromDescription();
        pages.MapGet("/sign-in", Show);
        pages.MapPost("/sign-in", EnterAsync);
        pages.MapGet("/sign-in/issuer", ToIssuerAsync);
        pages.MapGet("/signed-in", Arrived);
        pages.MapPost("/sign-out", LeaveAsync);
    }

    private static RazorComponentResult<SignInPage> Show(string jurisdiction, string? returnUrl, HttpContext http, SignInSettings settings, Accounts accounts) =>
        Page(http, jurisdiction, settings, accounts, LocalOr(returnUrl, jurisdiction), []);

    private static async Task<IResult> EnterAsync(string jurisdiction, [FromForm] string? account, [FromForm] string? returnUrl, HttpContext http, SignInSettings settings, Accounts accounts)
    {
        if (!settings.Development || !DevelopmentIssuer.IsLocal(http))
            return ProblemAnswers.Of(http, StatusCodes.Status404NotFound);
        var back = LocalOr(returnUrl, jurisdiction);
        if (accounts.Find(account ?? "") is not { } chosen || chosen.Jurisdiction != jurisdiction)
            return Page(http, jurisdiction, settings, accounts, back, [new("account", SignInWords.ChooseOne)]);
        await SignInCookie.EnterAsync(http, LedgerClaims.Officer(new ClaimsPrincipal(chosen.Identity(Cookies)), Cookies, settings.Origin));
        return Results.LocalRedirect(back);
    }

    private static async Task ToIssuerAsync(
        string jurisdiction, string? returnUrl, HttpContext http, SignInSettings settings, PolicyShelf shelf)
    {
        if (!settings.ForPages || shelf.Find(jurisdiction) is null)
        {
            await ProblemAnswers.Of(http, StatusCodes.Status404NotFound).ExecuteAsync(http);
            return;
        }
        var back = Uri.EscapeDataString(LocalOr(returnUrl, jurisdiction));
        var begun = new AuthenticationProperties
        {
            RedirectUri = $"/{Uri.EscapeDataString(jurisdiction)}/signed-in?returnUrl={back}",
            Items = { [LedgerClaims.Jurisdiction] = jurisdiction },
        };
        try
        {
            await http.ChallengeAsync(OpenIdConnectDefaults.AuthenticationScheme, begun);
        }
        catch (Exception e) when (e is SignInRefusedException or InvalidOperationException or HttpRequestException or IOException
            || e is OperationCanceledException && !http.RequestAborted.IsCancellationRequested)
        {
            await SignInFailures.AnswerAsync(http, e is SignInRefusedException known ? known.Refusal : SignInFailures.Away.Refuse());
        }
    }

    // A strict cookie is not sent on a redirect that began at the issuer; from a page of our own it is.
    private static RazorComponentResult<SignedInPage> Arrived(string jurisdiction, string? returnUrl, HttpContext http) =>
        new(new { Context = http.RequestServices.GetRequiredService<PageFrame>()(http), ReturnUrl = LocalOr(returnUrl, jurisdiction) });

    // The issuer's own session stays: other systems of the county use it too.
    private static async Task<IResult> LeaveAsync(string jurisdiction, HttpContext http, [FromForm] string? returnUrl)
    {
        await SignInCookie.LeaveAsync(http);
        // Forms are kept for the way back; who comes to the machine next goes back to none.
        http.Response.Headers["Clear-Site-Data"] = "\"cache\"";
        return Results.LocalRedirect(LocalOr(returnUrl, jurisdiction));
    }

    private static RazorComponentResult<SignInPage> Page(HttpContext http, string jurisdiction, SignInSettings settings, Accounts accounts, string returnUrl, IReadOnlyList<FieldError> errors) =>
        new(new
        {
            Context = http.RequestServices.GetRequiredService<PageFrame>()(http),
            Jurisdiction = jurisdiction,
            ReturnUrl = returnUrl,
            Kept = QueryHelpers.ParseQuery(returnUrl.Split('?', 2)[^1]).ContainsKey(KeptPosts.Parameter),
            Accounts = settings.Development && DevelopmentIssuer.IsLocal(http) ? accounts.All.Where(x => x.Jurisdiction == jurisdiction).ToArray() : [],
            Settings = settings,
            Errors = errors,
        })
        {
            StatusCode = errors.Count > 0 ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK,
        };

    /// <summary>The address to come back to if it is one of ours, else the jurisdiction's first page; in signs that a header may hold.</summary>
    public static string LocalOr(string? returnUrl, string jurisdiction)
    {
        var local = returnUrl is ['/', ..] && !returnUrl.StartsWith("//", StringComparison.Ordinal) && !returnUrl.Contains('\\') && !returnUrl.Any(char.IsControl);
        return local
            ? string.Concat(returnUrl!.EnumerateRunes().Select(x => x.Value is > ' ' and < '\u007f' ? x.ToString() : Uri.EscapeDataString(x.ToString())))
            : $"/{Uri.EscapeDataString(jurisdiction)}";
    }
}
