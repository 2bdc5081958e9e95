using FacilityLedger.Hosting.Decisions;
using FacilityLedger.Policies;
using FacilityLedger.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace FacilityLedger.Hosting.SignIn;

/// <summary>What can go wrong on the way to the issuer and back. All of it is an answer: a page for people, a problem for programs.</summary>
public static class SignInFailures
{
    public static readonly Rule Refused = new("sign-in-refused", 403, "OpenID Connect Core 3.1.2.6",
        new("统一身份认证平台没有同意登录", "The issuer did not let you sign in"));
    public static readonly Rule Broken = new("sign-in-broken", 400, "OpenID Connect Core 3.1.2.7",
        new("这次登录没有完成，请重新登录", "This sign-in was not completed; begin again"));
    public static readonly Rule Away = new("issuer-away", 503, "DESIGN 7",
        new("统一身份认证平台暂时没有应答，请稍后再试", "The issuer does not answer just now; try again after a while"));
    public static readonly Rule Address = new("sign-in-address", 400, "DESIGN 7",
        new("这个地址没有设置网页登录；系统管理员需要设置 Ledger__PublicUrl",
            "Signing in is not set up for this address: the administrator sets Ledger__PublicUrl"));

    private static readonly string[] SaidNo =
        ["access_denied", "login_required", "consent_required", "interaction_required", "account_selection_required", "unauthorized_client"];
    private static readonly string[] SaidLater = ["temporarily_unavailable", "server_error"];

    /// <summary>The refusal behind an exception of the framework.</summary>
    public static Refusal Of(Exception? failure)
    {
        for (var e = failure; e is not null; e = e.InnerException)
        {
            switch (e)
            {
                case SignInRefusedException known:
                    return known.Refusal;
                // The issuer's own words are not repeated: anybody can write them into an address.
                case OpenIdConnectProtocolException said when said.Data["error"] is string error:
                    return (SaidNo.Contains(error, StringComparer.Ordinal) ? Refused
                        : SaidLater.Contains(error, StringComparer.Ordinal) ? Away : Broken).Refuse();
                case HttpRequestException or IOException or OperationCanceledException:
                    return Away.Refuse();
            }
        }
        return Broken.Refuse();
    }

    /// <summary>Answers a failed sign-in.</summary>
    /// <param name="begun">What was kept when it began, where that can be read.</param>
    public static async Task AnswerAsync(HttpContext http, Refusal refusal, AuthenticationProperties? begun = null)
    {
        string? kept = null;
        begun?.Items.TryGetValue(LedgerClaims.Jurisdiction, out kept);
        var jurisdiction = kept ?? http.GetRouteValue(LedgerClaims.Jurisdiction) as string;
        if (jurisdiction is null || http.RequestServices.GetRequiredService<PolicyShelf>().Find(jurisdiction) is null)
            jurisdiction = null;
        else
            http.Request.RouteValues[LedgerClaims.Jurisdiction] = jurisdiction;
        if (refusal.Rule == Away)
            http.Response.Headers.RetryAfter = "5";
        http.Response.Headers.CacheControl = "no-store";
        if (!ProblemAnswers.WantsPage(http.Request))
        {
            await Problems.Of(refusal, http).ExecuteAsync(http);
            return;
        }
        var context = http.RequestServices.GetRequiredService<PageFrame>()(http);
        var page = new RazorComponentResult<SignInFailedPage>(new { Context = context, Refusal = refusal, Jurisdiction = jurisdiction })
        {
            StatusCode = refusal.Rule.Status,
        };
        await page.ExecuteAsync(http);
    }
}

/// <summary>A token or an answer of the issuer that the ledger does not accept.</summary>
public sealed class SignInRefusedException(Refusal refusal) : Exception(refusal.Rule.Code)
{
    public Refusal Refusal { get; } = refusal;
}
