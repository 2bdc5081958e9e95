using System.Net;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace FacilityLedger.Hosting.SignIn;

/// <summary>Gives tokens for sample accounts without a password: in Development, to callers on this machine. Its key is made at start, so a token dies with the process.</summary>
public sealed class DevelopmentIssuer(Accounts accounts, TimeProvider time)
{
    /// <summary>The mark of what it has vouched for.</summary>
    public const string Name = "urn:facilityledger:development";
    // What proxies add, and what is left of it when the proxy is known.
    private static readonly string[] Proxied =
        ["Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Original-For", "X-Original-Host", "X-Original-Proto"];
    private static readonly TimeSpan Life = TimeSpan.FromHours(8);
    private readonly SymmetricSecurityKey key = new(RandomNumberGenerator.GetBytes(32));

    /// <summary>What a token of this issuer must satisfy.</summary>
    public TokenValidationParameters Validation => new()
    {
        ValidIssuer = Name,
        ValidAudience = Name,
        IssuerSigningKey = key,
        ValidAlgorithms = [SecurityAlgorithms.HmacSha256],
        NameClaimType = LedgerClaims.Account,
        RoleClaimType = LedgerClaims.Role,
    };

    public IssuedToken Issue(Account account)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var token = new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Name,
            Audience = Name,
            IssuedAt = now,
            NotBefore = now,
            Expires = now + Life,
            Subject = account.Identity("development"),
            SigningCredentials = new SigningCredentials(key, SecurityAlgorithms.HmacSha256),
        });
        return new IssuedToken(token, "Bearer", (int)Life.TotalSeconds);
    }

    /// <summary>Maps <c>GET /dev/accounts</c> and <c>POST /dev/token</c>.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/dev/accounts", (HttpContext http, Accounts accounts) => IsLocal(http)
            ? Results.Ok(accounts.All.Select(x => new ListedAccount(x.Name, x.DisplayName.ToString(), x.Department, x.Roles)))
            : Results.NotFound()).AllowAnonymous();
        routes.MapPost("/dev/token", (TokenRequest asked, HttpContext http, DevelopmentIssuer issuer) => IsLocal(http) && issuer.Find(asked.Account) is { } account
            ? Results.Ok(issuer.Issue(account))
            : Results.NotFound()).AllowAnonymous();
    }

    /// <summary>Whether the caller sits at this machine: not through a proxy, and not by a foreign name that a page elsewhere has pointed here.</summary>
    public static bool IsLocal(HttpContext http)
    {
        var host = http.Request.Host.Host;
        var named = host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address);
        var proxied = Proxied.Any(http.Request.Headers.ContainsKey);
        return named && !proxied && (http.Connection.RemoteIpAddress is { } remote ? IPAddress.IsLoopback(remote) : InProcess(http));
    }

    // Without an address the caller is a test in this process, or a socket behind which anybody may stand.
    private static bool InProcess(HttpContext http) =>
        http.RequestServices.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>() is not { Addresses.Count: > 0 };

    private Account? Find(string name) => accounts.Find(name);
}

/// <summary>Body of <c>POST /dev/token</c>.</summary>
public sealed record TokenRequest(string Account);

public sealed record IssuedToken(
    [property: System.Text.Json.Serialization.JsonPropertyName("access_token")] string AccessToken,
    [property: System.Text.Json.Serialization.JsonPropertyName("token_type")] string TokenType,
    [property: System.Text.Json.Serialization.JsonPropertyName("expires_in")] int ExpiresIn);

public sealed record ListedAccount(string Account, string Name, string Department, IReadOnlyList<string> Roles);
