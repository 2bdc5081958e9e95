using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;

namespace FacilityLedger.Hosting.SignIn;

/// <summary>Sign-in to pages at the issuer: authorisation code with PKCE; the identity token carries the <see cref="LedgerClaims"/>.</summary>
public static class OpenIdPages
{
    public static void Configure(OpenIdConnectOptions options, SignInSettings issuer)
    {
        options.SignInScheme = CookieAuthenticationDefaults.AuthenticationScheme;
        options.Authority = issuer.Authority;
        options.ClientId = issuer.ClientId;
        options.ClientSecret = issuer.ClientSecret;
        options.ResponseType = "code";
        options.ResponseMode = "query";
        options.UsePkce = true;
        options.MapInboundClaims = false;
        options.SaveTokens = false;
        options.TokenValidationParameters.NameClaimType = LedgerClaims.Account;
        options.TokenValidationParameters.RoleClaimType = LedgerClaims.Role;
    }
}
