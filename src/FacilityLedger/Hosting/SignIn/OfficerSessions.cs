using System.Security.Cryptography;
using System.Text;
using FacilityLedger.Hosting.Clock;
using FacilityLedger.Hosting.Decisions;
using Marten;
using Marten.Exceptions;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Npgsql;

namespace FacilityLedger.Hosting.SignIn;

/// <summary>A sign-in as the database has it.</summary>
/// <param name="Id">SHA-256 of the key in the cookie: who reads the database signs in nowhere.</param>
/// <param name="Ends">From then on it opens nothing: it has lain idle, or its longest time is over.</param>
/// <param name="Checked">When the issuer last said yes.</param>
/// <param name="Asked">When it was last asked.</param>
/// <param name="SilentSince">Since when it has not answered; null where it has.</param>
/// <param name="Ticket">Who it is, and the issuer's tokens, encrypted.</param>
public sealed record OfficerSession(
    string Id, DateTimeOffset Begun, DateTimeOffset Ends, DateTimeOffset Checked, DateTimeOffset Asked, DateTimeOffset? SilentSince, string Ticket);

/// <summary>The sign-ins that hold. A cookie is a key to one of them: what ends here has ended at once, whoever has the cookie.</summary>
public sealed class OfficerSessions(
    IDocumentStore store, IDataProtectionProvider protection, SignInSettings settings, IssuerRecheck issuer, TimeProvider clock) : ITicketStore
{
    /// <summary>So long it is known of a session that it ended by time, and not by signing out: over a weekend.</summary>
    public static readonly TimeSpan Remembered = TimeSpan.FromDays(3);

    // Not of a jurisdiction: the account says where it acts.
    internal const string Everywhere = "everywhere";

    // So soon nobody asks the issuer again about the same session.
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

    private readonly IDataProtector seal = protection.CreateProtector("officer-session");

    public async Task<string> StoreAsync(AuthenticationTicket ticket)
    {
        var (key, now) = (RandomNumberGenerator.GetHexString(64, lowercase: true), clock.GetUtcNow());
        await using var session = store.LightweightSession(Everywhere);
        session.Insert(With(new OfficerSession(DigestOf(key), now, now, now, now, null, ""), ticket));
        await session.SaveChangesAsync();
        return key;
    }

    public async Task<AuthenticationTicket?> RetrieveAsync(string key)
    {
        await using var session = store.QuerySession(Everywhere);
        var now = clock.GetUtcNow();
        if (await session.LoadAsync<OfficerSession>(DigestOf(key)) is not { } kept || kept.Ends <= now || TicketOf(kept) is not { } ticket)
            return null;
        return now - kept.Checked < settings.Recheck ? ticket : await CheckedAsync(kept, ticket, now);
    }

    // The times alone: what another request has just heard from the issuer stays.
    public Task RenewAsync(string key, AuthenticationTicket ticket) =>
        ChangeAsync(DigestOf(key), x => TicketOf(x) is { } held ? With(x, Timed(held, ticket.Properties)) : null);

    public Task RemoveAsync(string key) => EndAsync(DigestOf(key));

    /// <summary>Ends the session whose key the caller's cookie holds, also one that had ended by time.</summary>
    public Task EndAsync(HttpContext http) => SignInCookie.KeyIn(http) is { } key ? RemoveAsync(key) : Task.CompletedTask;

    /// <summary>The session of the caller's cookie that ended by time, and whose it was; null for strangers and who has signed out.</summary>
    public async Task<(string Id, AuthenticationTicket Ticket)?> EndedByTimeAsync(HttpContext http)
    {
        if (SignInCookie.KeyIn(http) is not { } key)
            return null;
        await using var session = store.QuerySession(Everywhere);
        var kept = await session.LoadAsync<OfficerSession>(DigestOf(key), http.RequestAborted);
        return kept is not null && kept.Ends <= clock.GetUtcNow() && TicketOf(kept) is { } ticket ? (kept.Id, ticket) : null;
    }

    /// <summary>Forgets sessions that ended long ago.</summary>
    public async Task ClearAsync(CancellationToken cancellation = default)
    {
        var before = clock.GetUtcNow() - Remembered;
        await using var session = store.LightweightSession(Everywhere);
        session.DeleteWhere<OfficerSession>(x => x.Ends < before);
        await session.SaveChangesAsync(cancellation);
    }

    // One request asks the issuer; what comes beside it goes on as before.
    private async Task<AuthenticationTicket?> CheckedAsync(OfficerSession kept, AuthenticationTicket ticket, DateTimeOffset now)
    {
        bool IsDue(OfficerSession x) => now - x.Checked >= settings.Recheck && (x.Asked <= x.Checked || now - x.Asked >= Pause);
        var asking = await ChangeAsync(kept.Id, x => IsDue(x) ? x with { Asked = now } : null);
        if (asking is null)
            return ticket;
        try
        {
            if (await issuer.AskAsync(ticket) is not { } confirmed)
            {
                await EndAsync(kept.Id);
                return null;
            }
            var after = await ChangeAsync(kept.Id, x => TicketOf(x) is { } held
                ? With(x, Timed(confirmed, held.Properties)) with { Checked = now, SilentSince = null }
                : null);
            return after is null ? null : TicketOf(after);
        }
        catch (SignInRefusedException)
        {
            var after = await ChangeAsync(kept.Id, x =>
            {
                var since = x.SilentSince ?? now;
                return x with { SilentSince = since, Ends = now - since >= settings.Grace ? now : x.Ends };
            });
            return after is null || after.Ends <= now ? null : ticket;
        }
    }

    // One after another, so that nothing that ended comes back.
    private async Task<OfficerSession?> ChangeAsync(string id, Func<OfficerSession, OfficerSession?> change)
    {
        await using var session = store.LightweightSession(Everywhere);
        await Locks.HoldAsync(session, [id]);
        if (await session.LoadAsync<OfficerSession>(id) is not { } kept || change(kept) is not { } changed)
            return null;
        session.Store(changed);
        await session.SaveChangesAsync();
        return changed;
    }

    private async Task EndAsync(string id)
    {
        await using var session = store.LightweightSession(Everywhere);
        await Locks.HoldAsync(session, [id]);
        session.Delete<OfficerSession>(id);
        await session.SaveChangesAsync();
    }

    private OfficerSession With(OfficerSession session, AuthenticationTicket ticket)
    {
        var last = session.Begun + settings.Longest;
        var idle = ticket.Properties.ExpiresUtc ?? last;
        var sealedTicket = seal.Protect(TicketSerializer.Default.Serialize(ticket));
        return session with { Ends = idle < last ? idle : last, Ticket = Convert.ToBase64String(sealedTicket) };
    }

    // Null where the keys of its encryption are gone, and where another than the issuer of this server has vouched for it.
    private AuthenticationTicket? TicketOf(OfficerSession session)
    {
        try
        {
            var ticket = TicketSerializer.Default.Deserialize(seal.Unprotect(Convert.FromBase64String(session.Ticket)));
            return ticket?.Principal.HasClaim(LedgerClaims.Origin, settings.Origin) is true ? ticket : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static AuthenticationTicket Timed(AuthenticationTicket ticket, AuthenticationProperties times)
    {
        (ticket.Properties.IssuedUtc, ticket.Properties.ExpiresUtc) = (times.IssuedUtc, times.ExpiresUtc);
        return ticket;
    }

    private static string DigestOf(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
}

/// <summary>Forgets every ten minutes of the ledger's clock what has long ended, unless that is in doubt.</summary>
public sealed partial class SessionRounds(
    OfficerSessions sessions, KeptPosts posts, TrustedClock trusted, TimeProvider clock, ILogger<SessionRounds> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMinutes(10), clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await RoundAsync(stoppingToken);
            }
            catch (Exception e) when (e is NpgsqlException or MartenException or MartenCommandException)
            {
                // What is left over is cleared in the next round.
                Missed(e.Message);
            }
        }
    }

    /// <summary>One round.</summary>
    public async Task RoundAsync(CancellationToken cancellation = default)
    {
        if (trusted.IsInDoubt)
            return;
        await sessions.ClearAsync(cancellation);
        await posts.ClearAsync(cancellation);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Ended sessions were not cleared: {Reason}")]
    private partial void Missed(string reason);
}
