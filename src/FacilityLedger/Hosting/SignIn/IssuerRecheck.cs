using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Claims;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace FacilityLedger.Hosting.SignIn;

/// <summary>
/// Asks the issuer whether an officer who is signed in may still be: by the refresh token that it gave, else by what it tells of a user.
/// Where it offers neither, nothing is asked.
/// </summary>
public sealed class IssuerRecheck(IOptionsMonitor<OpenIdConnectOptions> pages, SignInSettings settings, TimeProvider clock)
{
    private const string Refresh = "refresh_token";
    private const string Access = "access_token";
    private const string AccessEnds = "expires_at";

    /// <summary>The tokens that are kept for asking again.</summary>
    public static readonly IReadOnlyList<string> Kept = [Refresh, Access, AccessEnds];

    /// <summary>The ticket as the issuer confirms it, with what it says of the officer now; null where it says no.</summary>
    /// <exception cref="SignInRefusedException">It does not answer, or not as agreed.</exception>
    public async Task<AuthenticationTicket?> AskAsync(AuthenticationTicket ticket)
    {
        if (!settings.ForPages)
            return ticket;
        var options = pages.Get(OpenIdConnectDefaults.AuthenticationScheme);
        var document = await options.ConfigurationManager!.GetConfigurationAsync(CancellationToken.None);
        try
        {
            if (ticket.Properties.GetTokenValue(Refresh) is { Length: > 0 } refresh)
                return await RefreshedAsync(options, document, ticket, refresh);
            var said = ticket.Properties.GetTokenValue(AccessEnds);
            var alive = DateTimeOffset.TryParse(said, CultureInfo.InvariantCulture, out var ends) && ends > clock.GetUtcNow();
            return alive && document.UserInfoEndpoint is { Length: > 0 } address
                ? await KnownAsync(options, address, ticket)
                : ticket;
        }
        catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException
            or JsonException or InvalidOperationException or UriFormatException)
        {
            throw new SignInRefusedException(SignInFailures.Away.Refuse());
        }
    }

    private async Task<AuthenticationTicket?> RefreshedAsync(
        OpenIdConnectOptions options, OpenIdConnectConfiguration document, AuthenticationTicket ticket, string refresh)
    {
        var form = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["grant_type"] = Refresh,
            [Refresh] = refresh,
            ["client_id"] = settings.ClientId!,
        };
        if (settings.ClientSecret is { } secret)
            form["client_secret"] = secret;
        using var asked = new FormUrlEncodedContent(form);
        using var answer = await options.Backchannel.PostAsync(document.TokenEndpoint, asked);
        var said = JsonNode.Parse(await answer.Content.ReadAsStringAsync()) as JsonObject;
        if (!answer.IsSuccessStatusCode)
            return Said(said, "error") == "invalid_grant" ? null : throw new SignInRefusedException(SignInFailures.Away.Refuse());
        var officer = ticket.Principal;
        if (Said(said, "id_token") is { } token)
        {
            var rules = options.TokenValidationParameters.Clone();
            rules.ConfigurationManager = options.ConfigurationManager as BaseConfigurationManager;
            var read = await options.TokenHandler.ValidateTokenAsync(token, rules);
            if (!read.IsValid)
                throw new SignInRefusedException(SignInFailures.Away.Refuse());
            var now = new ClaimsPrincipal(read.ClaimsIdentity);
            if (settings.Fault(now) is not null || now.FindFirstValue(LedgerClaims.Account) != officer.FindFirstValue(LedgerClaims.Account))
                return null;
            officer = LedgerClaims.Officer(now, ticket.AuthenticationScheme, settings.Origin);
        }
        var properties = ticket.Properties.Clone();
        _ = int.TryParse(said?["expires_in"]?.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var life);
        var ends = clock.GetUtcNow().AddSeconds(life);
        properties.StoreTokens(
        [
            new() { Name = Refresh, Value = Said(said, Refresh) ?? refresh },
            new() { Name = Access, Value = Said(said, Access) ?? "" },
            new() { Name = AccessEnds, Value = ends.ToString("o", CultureInfo.InvariantCulture) },
        ]);
        return new AuthenticationTicket(officer, properties, ticket.AuthenticationScheme);
    }

    private static async Task<AuthenticationTicket?> KnownAsync(OpenIdConnectOptions options, string address, AuthenticationTicket ticket)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", ticket.Properties.GetTokenValue(Access));
        using var answer = await options.Backchannel.SendAsync(request);
        if (answer.StatusCode is System.Net.HttpStatusCode.Unauthorized or System.Net.HttpStatusCode.Forbidden)
            return null;
        if (!answer.IsSuccessStatusCode)
            throw new SignInRefusedException(SignInFailures.Away.Refuse());
        // A signed answer is no JSON, and a yes all the same.
        if (answer.Content.Headers.ContentType?.MediaType != "application/json")
            return ticket;
        var user = JsonNode.Parse(await answer.Content.ReadAsStringAsync()) as JsonObject;
        return Said(user, "sub") == ticket.Principal.FindFirstValue(LedgerClaims.Account) ? ticket : null;
    }

    private static string? Said(JsonObject? answer, string member) =>
        answer?[member] is JsonValue value && value.TryGetValue<string>(out var text) && text.Length > 0 ? text : null;
}
