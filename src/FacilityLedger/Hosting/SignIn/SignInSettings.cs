namespace FacilityLedger.Hosting.SignIn;

/// <summary>The issuer of tokens, from configuration: <c>Authentication:Authority</c>, <c>:Audience</c>, and for pages <c>:ClientId</c> with <c>:ClientSecret</c>.</summary>
/// <param name="Development">No issuer is set and none is needed: sample accounts sign in.</param>
/// <param name="Missing">The one line that says why the server cannot start, or null.</param>
public sealed record SignInSettings(string? Authority, string? Audience, string? ClientId, string? ClientSecret, bool Development, string? Missing)
{
    /// <summary>Whether officers can sign in to pages at the issuer.</summary>
    public bool ForPages => Authority is not null && ClientId is not null;

    public static SignInSettings Of(IConfiguration configuration, IHostEnvironment environment)
    {
        var section = configuration.GetSection("Authentication");
        string? Value(string key) => section[key] is { Length: > 0 } value ? value : null;
        var authority = Value("Authority");
        var development = environment.IsDevelopment() && authority is null;
        var missing = development ? null
            : authority is null ? "FacilityLedger cannot start: set Authentication__Authority to the address of your OpenID Connect issuer (or ASPNETCORE_ENVIRONMENT=Development for the sample accounts)."
            : Value("Audience") is null ? "FacilityLedger cannot start: set Authentication__Audience to the audience that your issuer writes into tokens for this ledger."
            : null;
        return new(authority, Value("Audience"), Value("ClientId"), Value("ClientSecret"), development, missing);
    }
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
