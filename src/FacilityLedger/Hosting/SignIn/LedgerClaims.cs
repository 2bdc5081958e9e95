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
}
