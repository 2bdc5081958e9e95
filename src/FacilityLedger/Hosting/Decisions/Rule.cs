using FacilityLedger.Facilities;
using FacilityLedger.Policies;

namespace FacilityLedger.Hosting.Decisions;

/// <summary>One named invariant: its stable code, the answer's status and the clause it comes from. <c>docs/invariants.md</c> is generated from these.</summary>
/// <param name="Code">Stable, kebab-case; part of the problem's <c>type</c>.</param>
/// <param name="Status">HTTP status of a refusal: 422 a rule, 403 the department, 409 a claim, 400 malformed.</param>
/// <param name="Basis">Instrument and article, or <c>DESIGN</c> where the rule is the ledger's own.</param>
/// <param name="Title">What the rule says, in one sentence.</param>
public sealed record Rule(string Code, int Status, string Basis, Words Title)
{
    /// <summary>Refuses by this rule. Arguments reach the caller as members of the problem; never pass personal data.</summary>
    public Refusal Refuse(params IReadOnlyList<(string Name, object? Value)> arguments) => new(this, Title, Basis, arguments);

    /// <summary>Refuses with a sentence that names what was wrong.</summary>
    public Refusal Because(Words detail, params IReadOnlyList<(string Name, object? Value)> arguments) => new(this, detail, Basis, arguments);
}

/// <summary>A decision's no. It changes nothing and is answered as <c>application/problem+json</c> (RFC 9457).</summary>
public sealed record Refusal(Rule Rule, Words Detail, string Basis, IReadOnlyList<(string Name, object? Value)> Arguments)
{
    /// <summary>Replaces the clause, where the policy knows a nearer one than the rule.</summary>
    public Refusal On(string basis) => this with { Basis = basis };

    /// <summary>The clause as the jurisdiction may cite it; null where it is a law that does not hold there.</summary>
    public string? BasisIn(Policy? policy) => policy is { CitesRules: false } && Basis == Rule.Basis && !Basis.StartsWith("DESIGN", StringComparison.Ordinal) ? null : Basis;
}
