using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace FacilityLedger.IntegrationTests.SignIn;

/// <summary>What an issuer says of an account when the ledger asks again.</summary>
internal enum Says
{
    Yes,
    No,
    Nothing,
}

/// <summary>An OpenID Connect issuer in this process: the server's calls to it end here.</summary>
internal sealed class FakeIssuer : HttpMessageHandler
{
    public const string Address = "https://issuer.test";
    public const string Client = "ledger-pages";
    public const string Audience = "ledger-api";

    private readonly RsaSecurityKey key = new(RSA.Create(2048)) { KeyId = "k1" };
    private readonly ConcurrentDictionary<string, Dictionary<string, object>> codes = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Dictionary<string, object>> refreshes = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> accesses = new(StringComparer.Ordinal);

    /// <summary>No request reaches it.</summary>
    public bool Silent { get; set; }

    /// <summary>Accounts that get no refresh tokens; of these it tells what it knows of the user.</summary>
    public HashSet<string> WithoutRefreshTokens { get; } = [];

    /// <summary>By account; <see cref="Says.Yes"/> where nothing is said.</summary>
    public ConcurrentDictionary<string, Says> Of { get; } = new(StringComparer.Ordinal);

    /// <summary>Claims that it changes when it is asked again, by account.</summary>
    public ConcurrentDictionary<string, Action<Dictionary<string, object>>> Changes { get; } = new(StringComparer.Ordinal);

    /// <summary>Accounts of which it was asked again, in order.</summary>
    public ConcurrentQueue<string> AskedAgain { get; } = [];

    public static Dictionary<string, object> Officer(string account, string department = "WJ") => new(StringComparer.Ordinal)
    {
        ["sub"] = account,
        ["department"] = department,
        ["jurisdiction"] = "370323",
        ["role"] = new[] { "officer" },
    };

    public string Token(Dictionary<string, object> claims, string audience = Audience) => new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
    {
        Issuer = Address,
        Audience = audience,
        IssuedAt = DateTime.UtcNow,
        NotBefore = DateTime.UtcNow.AddMinutes(-1),
        Expires = DateTime.UtcNow.AddHours(1),
        Claims = claims,
        SigningCredentials = new SigningCredentials(key, SecurityAlgorithms.RsaSha256),
    });

    /// <summary>The way back for a person who was sent here and agreed.</summary>
    public string Approve(Uri sent, Dictionary<string, object> claims)
    {
        var asked = QueryHelpers.ParseQuery(sent.Query);
        var code = Guid.NewGuid().ToString("N");
        codes[code] = new(claims, StringComparer.Ordinal) { ["nonce"] = asked["nonce"].ToString() };
        return QueryHelpers.AddQueryString("/signin-oidc", new Dictionary<string, string?>(StringComparer.Ordinal) { ["code"] = code, ["state"] = asked["state"] });
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (Silent)
            throw new HttpRequestException("no answer");
        return request.RequestUri!.AbsolutePath switch
        {
            "/.well-known/openid-configuration" => Json(new
            {
                issuer = Address,
                authorization_endpoint = $"{Address}/authorize",
                token_endpoint = $"{Address}/token",
                userinfo_endpoint = $"{Address}/userinfo",
                jwks_uri = $"{Address}/keys",
                response_types_supported = new[] { "code" },
                id_token_signing_alg_values_supported = new[] { "RS256" },
            }),
            "/keys" => Json(new { keys = new[] { Published() } }),
            "/token" => await TokenAsync(request, cancellationToken),
            "/userinfo" => UserInfo(request),
            _ => new(HttpStatusCode.NotFound),
        };
    }

    private async Task<HttpResponseMessage> TokenAsync(HttpRequestMessage request, CancellationToken cancellation)
    {
        var form = QueryHelpers.ParseQuery(await request.Content!.ReadAsStringAsync(cancellation));
        if (form["grant_type"] != "refresh_token")
            return codes.TryRemove(form["code"].ToString(), out var first) ? Granted(first) : Json(new { error = "invalid_grant" }, HttpStatusCode.BadRequest);
        // A refresh token is good once: whoever asks with an old one is a thief.
        if (!refreshes.TryRemove(form["refresh_token"].ToString(), out var claims))
            return Json(new { error = "invalid_grant" }, HttpStatusCode.BadRequest);
        var account = claims["sub"].ToString()!;
        AskedAgain.Enqueue(account);
        switch (Of.GetValueOrDefault(account))
        {
            case Says.No:
                return Json(new { error = "invalid_grant" }, HttpStatusCode.BadRequest);
            case Says.Nothing:
                refreshes[form["refresh_token"].ToString()] = claims;
                return new(HttpStatusCode.BadGateway) { Content = new StringContent("<html>bad gateway</html>") };
        }
        claims = new(claims, StringComparer.Ordinal);
        claims.Remove("nonce");
        if (Changes.TryGetValue(account, out var change))
            change(claims);
        return Granted(claims);
    }

    private HttpResponseMessage UserInfo(HttpRequestMessage request)
    {
        if (!accesses.TryGetValue(request.Headers.Authorization?.Parameter ?? "", out var account))
            return new(HttpStatusCode.Unauthorized);
        AskedAgain.Enqueue(account);
        return Of.GetValueOrDefault(account) switch
        {
            Says.No => new(HttpStatusCode.Unauthorized),
            Says.Nothing => new(HttpStatusCode.ServiceUnavailable),
            _ => Json(new { sub = account }),
        };
    }

    private HttpResponseMessage Granted(Dictionary<string, object> claims)
    {
        var (access, refresh) = (Guid.NewGuid().ToString("N"), Guid.NewGuid().ToString("N"));
        var account = accesses[access] = claims.GetValueOrDefault("sub")?.ToString() ?? "";
        var again = !WithoutRefreshTokens.Contains(account);
        if (again)
            refreshes[refresh] = claims;
        return Json(new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["access_token"] = access,
            ["refresh_token"] = again ? refresh : null,
            ["token_type"] = "Bearer",
            ["expires_in"] = 360_000,
            ["id_token"] = Token(claims, Client),
        });
    }

    private object Published()
    {
        var open = key.Rsa.ExportParameters(includePrivateParameters: false);
        return new { kty = "RSA", use = "sig", alg = "RS256", kid = key.KeyId, n = Base64UrlEncoder.Encode(open.Modulus), e = Base64UrlEncoder.Encode(open.Exponent) };
    }

    private static HttpResponseMessage Json(object body, HttpStatusCode status = HttpStatusCode.OK) => new(status) { Content = JsonContent.Create(body) };
}
