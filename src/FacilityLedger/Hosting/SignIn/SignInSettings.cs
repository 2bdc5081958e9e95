using System.Globalization;
using System.Security.Claims;
using FacilityLedger.Hosting.Decisions;

namespace FacilityLedger.Hosting.SignIn;

/// <summary>The issuer of tokens, from configuration: <c>Authentication:Authority</c>, <c>:Audience</c>, and for pages <c>:ClientId</c> with <c>:ClientSecret</c>.</summary>
/// <param name="Development">No issuer is set and none is needed: sample accounts sign in.</param>
/// <param name="Missing">The one line that says why the server cannot start, or null.</param>
public sealed record SignInSettings(string? Authority, string? Audience, string? ClientId, string? ClientSecret, bool Development, string? Missing)
{
    /// <summary>Without use a session ends after so long.</summary>
    public static readonly TimeSpan Idle = TimeSpan.FromHours(8);

    /// <summary>So long the issuer is waited for.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>What is asked of the issuer for pages; <c>Authentication:Scopes</c>.</summary>
    public IReadOnlyList<string> Scopes { get; init; } = ["openid", "profile"];

    /// <summary>A session ends after so long, however busy; <c>Authentication:SessionHours</c>.</summary>
    public TimeSpan Longest { get; init; } = TimeSpan.FromHours(12);

    /// <summary>So often the issuer is asked whether an officer still is one; <c>Authentication:RecheckMinutes</c>.</summary>
    public TimeSpan Recheck { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>So long a session goes on while the issuer does not answer; <c>Authentication:GraceMinutes</c>.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromMinutes(60);

    /// <summary>Whether officers can sign in to pages at the issuer.</summary>
    public bool ForPages => Authority is not null && ClientId is not null;

    /// <summary>Who vouches for officers here. A cookie that another has vouched for opens nothing.</summary>
    public string Origin => Development ? DevelopmentIssuer.Name : Authority ?? "";

    /// <summary>Whether the issuer is asked over TLS only; not on this machine.</summary>
    public bool OnlyTls => Authority is null || !new Uri(Authority).IsLoopback;

    /// <summary>Why a token is not accepted, though its signature is good; null where it is.</summary>
    public Refusal? Fault(ClaimsPrincipal token) => !Development && token.HasClaim("iss", DevelopmentIssuer.Name)
        ? LedgerClaims.Unclear.Refuse(("claim", "iss"))
        : LedgerClaims.Fault(token);

    public static SignInSettings Of(IConfiguration configuration, IHostEnvironment environment)
    {
        var section = configuration.GetSection("Authentication");
        string? Value(string key) => section[key] is { Length: > 0 } value ? value : null;
        var authority = Value("Authority");
        var development = environment.IsDevelopment() && authority is null;
        string[] spans = ["SessionHours", "RecheckMinutes", "GraceMinutes"];
        var wrong = spans.FirstOrDefault(x => Value(x) is { } said && !IsSpan(said));
        var missing = wrong is not null ? $"FacilityLedger cannot start: Authentication__{wrong} is not a whole number above 0."
            : development ? null
            : authority is null ? "FacilityLedger cannot start: set Authentication__Authority to the address of your OpenID Connect issuer (or ASPNETCORE_ENVIRONMENT=Development for the sample accounts)."
            : !IsAddress(authority) ? "FacilityLedger cannot start: Authentication__Authority is not an https address (http: only on this machine)."
            : Value("Audience") is null ? "FacilityLedger cannot start: set Authentication__Audience to the audience that your issuer writes into tokens for this ledger."
            : null;
        var address = authority is not null && IsAddress(authority) ? authority : null;
        var settings = new SignInSettings(address, Value("Audience"), Value("ClientId"), Value("ClientSecret"), development, missing);
        TimeSpan Span(string key, TimeSpan unless, TimeSpan unit) =>
            Value(key) is { } said && IsSpan(said) ? unit * int.Parse(said, CultureInfo.InvariantCulture) : unless;
        return settings with
        {
            Scopes = Value("Scopes")?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? settings.Scopes,
            Longest = Span("SessionHours", settings.Longest, TimeSpan.FromHours(1)),
            Recheck = Span("RecheckMinutes", settings.Recheck, TimeSpan.FromMinutes(1)),
            Grace = Span("GraceMinutes", settings.Grace, TimeSpan.FromMinutes(1)),
        };
    }

    private static bool IsSpan(string said) =>
        int.TryParse(said, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and <= 100_000;

    private static bool IsAddress(string authority) =>
        Uri.TryCreate(authority, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback);
}

/// <summary>Stops the start before anything else starts. A program that would rather print the line asks <see cref="SignInSettings.Missing"/> first.</summary>
public sealed class SignInCheck(SignInSettings settings) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken) =>
        settings.Missing is { } line ? throw new InvalidOperationException(line) : Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
