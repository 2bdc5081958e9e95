using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;

namespace FacilityLedger.Hosting.SignIn;

/// <summary>Sign-in to pages at the issuer: authorisation code with PKCE; the identity token carries the <see cref="LedgerClaims"/>.</summary>
public static class OpenIdPages
{
    public static void Configure(OpenIdConnectOptions options, SignInSettings issuer, Outside outside)
    {
        options.SignInScheme = CookieAuthenticationDefaults.AuthenticationScheme;
        options.Authority = issuer.Authority;
        options.RequireHttpsMetadata = issuer.OnlyTls;
        options.BackchannelTimeout = SignInSettings.Patience;
        options.ClientId = issuer.ClientId;
        options.ClientSecret = issuer.ClientSecret;
        options.ResponseType = "code";
        options.ResponseMode = "query";
        options.UsePkce = true;
        options.MapInboundClaims = false;
        options.SaveTokens = true;
        options.Scope.Clear();
        foreach (var scope in issuer.Scopes)
            options.Scope.Add(scope);
        options.TokenValidationParameters.NameClaimType = LedgerClaims.Account;
        options.TokenValidationParameters.RoleClaimType = LedgerClaims.Role;
        // The way back is a GET that begins at the issuer: Lax cookies come along, others need not be sent across sites.
        options.CorrelationCookie.SameSite = options.NonceCookie.SameSite = SameSiteMode.Lax;
        options.CorrelationCookie.SecurePolicy = options.NonceCookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        // Officers sign out here and nowhere else.
        options.RemoteSignOutPath = options.SignedOutCallbackPath = default;
        options.Events.OnRedirectToIdentityProvider = context =>
        {
            context.ProtocolMessage.RedirectUri = outside.WayBack(context.Request, context.Options.CallbackPath)
                ?? throw new SignInRefusedException(SignInFailures.Address.Refuse());
            return Task.CompletedTask;
        };
        options.Events.OnTokenValidated = context =>
        {
            if (issuer.Fault(context.Principal!) is { } fault)
            {
                // What was kept when it began does not reach the failure.
                context.HttpContext.Request.RouteValues[LedgerClaims.Jurisdiction] = context.Properties!.Items[LedgerClaims.Jurisdiction];
                context.Fail(new SignInRefusedException(fault));
            }
            else
                context.Principal = LedgerClaims.Officer(context.Principal!, options.SignInScheme!, issuer.Origin);
            return Task.CompletedTask;
        };
        options.Events.OnTicketReceived = context =>
        {
            var kept = context.Properties!.GetTokens().Where(x => IssuerRecheck.Kept.Contains(x.Name, StringComparer.Ordinal)).ToList();
            context.Properties!.StoreTokens(kept);
            // A new sign-in has a new key, whatever the browser brought along.
            return context.HttpContext.RequestServices.GetRequiredService<OfficerSessions>().EndAsync(context.HttpContext);
        };
        options.Events.OnRemoteFailure = context =>
        {
            context.HandleResponse();
            return SignInFailures.AnswerAsync(context.HttpContext, SignInFailures.Of(context.Failure), context.Properties);
        };
    }
}
