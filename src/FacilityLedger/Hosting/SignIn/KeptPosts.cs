using System.Buffers;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Marten;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;

namespace FacilityLedger.Hosting.SignIn;

/// <summary>A form as the database has it until its officer has signed in again.</summary>
/// <param name="Id">That of the session: each keeps one.</param>
/// <param name="Form">Who sent it, where to, and what; encrypted.</param>
public sealed record KeptPost(string Id, DateTimeOffset Until, byte[] Form);

/// <summary>
/// A form that met a session which had ended by time: it is kept for half an hour, and its officer finds it filled in after signing in again.
/// Nothing of it is entered until the officer sends it once more. The body of a stranger, or of who has signed out, is not even read.
/// </summary>
public sealed partial class KeptPosts(
    IDocumentStore store, OfficerSessions sessions, IDataProtectionProvider protection, TimeProvider clock)
{
    /// <summary>Parameter of a form's address by which the form is found again.</summary>
    public const string Parameter = "kept";

    private static readonly TimeSpan Life = TimeSpan.FromMinutes(30);

    // Where the server sets no limit of its own.
    private const long Largest = 30_000_000;

    private readonly IDataProtector seal = protection.CreateProtector("kept-post");

    /// <summary>Keeps what is posted and sends the officer to sign in; false where nothing is kept, and nothing was answered.</summary>
    public async Task<bool> KeepAsync(HttpContext http, string jurisdiction)
    {
        if (await sessions.EndedByTimeAsync(http) is not var (session, ticket)
            || !ticket.Principal.HasClaim(LedgerClaims.Jurisdiction, jurisdiction))
            return false;
        var body = await ReadAsync(http);
        if (body is null || !await IsOursAsync(http, body, ticket.Principal))
            return false;
        var path = http.Request.Path.ToUriComponent();
        await KeepAsync(session, ticket.Principal.FindFirstValue(LedgerClaims.Account)!, path, http.Request.ContentType!, body);
        var back = QueryHelpers.AddQueryString(path + http.Request.QueryString.ToUriComponent(), Parameter, session);
        http.Response.StatusCode = StatusCodes.Status303SeeOther;
        http.Response.Headers.Location = $"/{Uri.EscapeDataString(jurisdiction)}/sign-in?returnUrl={Uri.EscapeDataString(back)}";
        return true;
    }

    /// <summary>What the signed-in officer had sent to this address when the session had ended; null where nothing of him is kept.</summary>
    public async Task<IFormCollection?> FindAsync(HttpContext http)
    {
        var id = http.Request.Query[Parameter].ToString();
        if (!Key().IsMatch(id))
            return null;
        await using var session = store.QuerySession(OfficerSessions.Everywhere);
        if (await session.LoadAsync<KeptPost>(id, http.RequestAborted) is not { } kept || kept.Until <= clock.GetUtcNow())
            return null;
        try
        {
            using var stored = new BinaryReader(new MemoryStream(seal.Unprotect(kept.Form)));
            var (account, path, type) = (stored.ReadString(), stored.ReadString(), stored.ReadString());
            return account != http.User.FindFirstValue(LedgerClaims.Account) || path != http.Request.Path.ToUriComponent() ? null
                : await FormAsync(type, stored.ReadBytes(stored.ReadInt32()));
        }
        catch (Exception e) when (e is CryptographicException or InvalidDataException)
        {
            return null;
        }
    }

    /// <summary>Forgets what nobody came back for.</summary>
    public async Task ClearAsync(CancellationToken cancellation = default)
    {
        var now = clock.GetUtcNow();
        await using var session = store.LightweightSession(OfficerSessions.Everywhere);
        session.DeleteWhere<KeptPost>(x => x.Until <= now);
        await session.SaveChangesAsync(cancellation);
    }

    private async Task KeepAsync(string id, string account, string path, string type, byte[] body)
    {
        using var form = new MemoryStream();
        await using (var writer = new BinaryWriter(form))
        {
            writer.Write(account);
            writer.Write(path);
            writer.Write(type);
            writer.Write(body.Length);
            writer.Write(body);
        }
        await using var session = store.LightweightSession(OfficerSessions.Everywhere);
        session.Store(new KeptPost(id, clock.GetUtcNow() + Life, seal.Protect(form.ToArray())));
        await session.SaveChangesAsync();
    }

    // Null where it is larger than a form may be, no form, or broken off.
    private static async Task<byte[]?> ReadAsync(HttpContext http)
    {
        var largest = http.Features.Get<IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize ?? Largest;
        if (!http.Request.HasFormContentType || http.Request.ContentLength > largest)
            return null;
        using var body = new MemoryStream();
        var part = ArrayPool<byte>.Shared.Rent(81920);
        try
        {
            while (await http.Request.Body.ReadAsync(part, http.RequestAborted) is > 0 and var read)
            {
                if (body.Length + read > largest)
                    return null;
                body.Write(part, 0, read);
            }
            return body.ToArray();
        }
        catch (IOException)
        {
            return null;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(part);
        }
    }

    // Whether the form came from a page that was given to this officer: what another site has posted is never filled in for anybody.
    private static async Task<bool> IsOursAsync(HttpContext http, byte[] body, ClaimsPrincipal officer)
    {
        var (user, antiforgery) = (http.User, http.RequestServices.GetRequiredService<IAntiforgery>());
        http.Request.Body = new MemoryStream(body);
        http.User = officer;
        try
        {
            return await antiforgery.IsRequestValidAsync(http);
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            return false;
        }
        finally
        {
            http.User = user;
        }
    }

    private static Task<IFormCollection> FormAsync(string type, byte[] body)
    {
        var request = new DefaultHttpContext().Request;
        (request.ContentType, request.ContentLength, request.Body) = (type, body.Length, new MemoryStream(body));
        return request.ReadFormAsync();
    }

    [GeneratedRegex("^[0-9a-f]{64}$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Key();
}
