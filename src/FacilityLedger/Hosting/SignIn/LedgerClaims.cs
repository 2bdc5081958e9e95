using System.Security.Claims;
using FacilityLedger.Hosting.Decisions;
using Claim = System.Security.Claims.Claim;

namespace FacilityLedger.Hosting.SignIn;

/// <summary>Names of the claims by which the ledger knows an officer; an issuer in production is set up to send these.</summary>
public static class LedgerClaims
{
    public const string Account = "sub";
    /// <summary>Code of the policy, or <c>none</c>.</summary>
    public const string Department = "department";
    /// <summary>Slug of the one jurisdiction in which the account acts.</summary>
    public const string Jurisdiction = "jurisdiction";
    /// <summary><c>officer</c>, <c>auditor</c>, <c>evaluator</c> or <c>administrator</c>; may occur more than once.</summary>
    public const string Role = "role";
    /// <summary>Number of an enforcement certificate; may occur more than once.</summary>
    public const string Certificate = "certificate";
    /// <summary>Who vouched for a signed-in officer: the ledger's own word in its cookie, never one of a token.</summary>
    public const string Origin = "origin";

    public static readonly Rule Unclear = new("token-unclear", 401, "DESIGN 7",
        new("令牌必须写明唯一的账号、辖区和部门", "A token names one account, one jurisdiction and one department"));

    private const int LongestAccount = 255;

    // Under these the ledger itself writes: nobody else may be taken for it.
    private static readonly HashSet<string> Own = new(["import", "system", "sweep", "policy", "anonymous", "sample"], Folding.Comparer);

    /// <summary>Why a token does not say who acts, or says it of several; null where it is clear. A department may be missing: <c>none</c>.</summary>
    public static Refusal? Fault(ClaimsPrincipal token)
    {
        foreach (var claim in (string[])[Account, Jurisdiction, Department])
        {
            var said = token.FindAll(claim).Select(x => x.Value).ToList();
            if (said.Count > 1)
                return Unclear.Because(
                    new($"令牌中的 {claim} 有 {said.Count} 个值，只能有一个", $"The token has {said.Count} values of {claim}; one is allowed"), ("claim", claim));
            if (said.Count == 0 ? claim != Department : !IsName(said[0]) || (claim == Account && Own.Contains(said[0])))
                return Unclear.Because(new($"令牌中没有可用的 {claim}", $"The token has no usable {claim}"), ("claim", claim));
        }
        return null;
    }

    /// <summary>The identity that a cookie carries: what the ledger knows an officer by, and nothing else of the token.</summary>
    /// <param name="origin">Who vouched for it.</param>
    public static ClaimsPrincipal Officer(ClaimsPrincipal token, string scheme, string origin)
    {
        var known = token.Claims.Where(x => x.Type is Account or Department or Jurisdiction or Role or Certificate);
        var claims = known.Select(x => new Claim(x.Type, x.Value, ClaimValueTypes.String, origin));
        return new(new ClaimsIdentity(claims.Append(new Claim(Origin, origin, ClaimValueTypes.String, origin)), scheme, Account, Role));
    }

    private static bool IsName(string value) => value.Length <= LongestAccount && PlainText.Fault(value) is null;
}
