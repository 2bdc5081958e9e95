using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace FacilityLedger.Hosting.SignIn;

/// <summary>
/// Addresses and keys that the issuer publishes. While it is silent, one caller waits for it now and then and all others hear at once that it is.
/// </summary>
public sealed class IssuerDocument(string address, HttpClient client, bool onlyTls, TimeProvider clock)
    : BaseConfigurationManager, IConfigurationManager<OpenIdConnectConfiguration>
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    private readonly ConfigurationManager<OpenIdConnectConfiguration> kept =
        new(address, new OpenIdConnectConfigurationRetriever(), new HttpDocumentRetriever(client) { RequireHttps = onlyTls });
    private readonly Lock gate = new();
    private Task<OpenIdConnectConfiguration>? asking;
    private DateTimeOffset silentUntil = DateTimeOffset.MinValue;

    /// <summary>Whether it did not answer when it was last asked.</summary>
    public bool Silent => silentUntil != DateTimeOffset.MinValue;

    /// <exception cref="SignInRefusedException">The issuer is silent, or what it publishes cannot be read.</exception>
    public Task<OpenIdConnectConfiguration> GetConfigurationAsync(CancellationToken cancel)
    {
        lock (gate)
        {
            if (asking is not { IsCompleted: false })
            {
                if (clock.GetUtcNow() < silentUntil)
                    throw new SignInRefusedException(SignInFailures.Away.Refuse());
                // Not with the token of the caller, who may go away while others wait beside him.
                asking = AskAsync();
            }
            return asking.WaitAsync(cancel);
        }
    }

    public override async Task<BaseConfiguration> GetBaseConfigurationAsync(CancellationToken cancel) =>
        await GetConfigurationAsync(cancel);

    public override void RequestRefresh() => kept.RequestRefresh();

    private async Task<OpenIdConnectConfiguration> AskAsync()
    {
        try
        {
            var answer = await kept.GetConfigurationAsync(CancellationToken.None);
            silentUntil = DateTimeOffset.MinValue;
            return answer;
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException
            or IOException or HttpRequestException or OperationCanceledException)
        {
            silentUntil = clock.GetUtcNow() + Pause;
            throw new SignInRefusedException(SignInFailures.Away.Refuse());
        }
    }
}
