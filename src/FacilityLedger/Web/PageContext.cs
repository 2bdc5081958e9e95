using System.Security.Claims;
using FacilityLedger.Facilities;
using FacilityLedger.Hosting.SignIn;
using FacilityLedger.Policies;

namespace FacilityLedger.Web;

/// <summary>What the frame of a page says around its content: whose ledger it is, who reads it, where he is, and as of when.</summary>
/// <param name="Jurisdiction">Slug of the jurisdiction, or empty outside any.</param>
/// <param name="Sample">Whether the data are invented; the page then says so on top.</param>
/// <param name="User">The officer signed in to this jurisdiction; null for the public.</param>
/// <param name="Query">Query string with its question mark, or empty.</param>
/// <param name="Now">The moment as of which the page is true.</param>
/// <param name="Nav">The main navigation; the longest link that is a prefix of <paramref name="Path"/> is the current one.</param>
public sealed record PageContext(string Jurisdiction, Words SiteTitle, bool Sample, PageUser? User, string Path, string Query, DateTimeOffset Now, IReadOnlyList<NavLink> Nav)
{
    /// <summary>A few words under the title; null for none.</summary>
    public Words? Tagline { get; init; }
    /// <summary>Links of the footer.</summary>
    public IReadOnlyList<NavLink> Foot { get; init; } = [];
    /// <summary>Number of the ledger's last event that the page knows, if it is to be shown.</summary>
    public long? Position { get; init; }
    /// <summary>Zone in which instants are shown.</summary>
    public TimeZoneInfo Zone { get; init; } = TimeZoneInfo.Utc;

    /// <summary>The first page of this ledger.</summary>
    public string Home => Jurisdiction.Length == 0 ? "/" : $"/{Jurisdiction}";

    /// <summary>Context of the page that <paramref name="http"/> asks for; without a policy it belongs to no jurisdiction.</summary>
    public static PageContext Of(HttpContext http, Policy? policy, bool sample, IReadOnlyList<NavLink> nav)
    {
        var zone = policy is null ? TimeZoneInfo.Utc : TimeZoneInfo.FindSystemTimeZoneById(policy.TimeZone);
        var now = http.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow();
        return new PageContext(policy?.Jurisdiction ?? "", policy?.Title ?? new("托育机构台账", "Childcare ledger"), sample, UserOf(http.User, policy),
            http.Request.Path.Value ?? "/", http.Request.QueryString.Value ?? "", TimeZoneInfo.ConvertTime(now, zone), nav)
        {
            Zone = zone,
            Tagline = policy?.Tagline,
        };
    }

    // An officer of another jurisdiction is a member of the public here.
    private static PageUser? UserOf(ClaimsPrincipal user, Policy? policy)
    {
        if (policy is null || user.FindFirstValue(LedgerClaims.Account) is not { } account || user.FindFirstValue(LedgerClaims.Jurisdiction) != policy.Jurisdiction)
            return null;
        var department = user.FindFirstValue(LedgerClaims.Department) ?? "";
        return new PageUser(account, policy.NameOf(department), [.. user.FindAll(LedgerClaims.Role).Select(x => x.Value)]);
    }
}

/// <summary>An officer as the page's head shows him.</summary>
public sealed record PageUser(string Account, Words Department, IReadOnlyList<string> Roles);

/// <summary>A link of the navigation, the breadcrumbs or the footer.</summary>
public sealed record NavLink(string Href, Text Text);

/// <summary>How the host makes the context of pages that belong to no slice: sign-in, not found, failures.</summary>
public delegate PageContext PageFrame(HttpContext http);
