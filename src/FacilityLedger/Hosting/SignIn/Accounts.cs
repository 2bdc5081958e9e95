using System.Security.Claims;
using FacilityLedger.Facilities;
using FacilityLedger.Policies;

namespace FacilityLedger.Hosting.SignIn;

/// <summary>An account that may sign in. Named after its department and its number, never after a person.</summary>
/// <param name="Department">Code of the policy, or <c>none</c>.</param>
/// <param name="Certificates">Numbers of enforcement certificates; an inspection needs two officers who hold one.</param>
public sealed record Account(string Name, Words DisplayName, string Jurisdiction, string Department, IReadOnlyList<string> Roles, IReadOnlyList<string> Certificates)
{
    public Words DepartmentName { get; init; } = SignInWords.Others;

    /// <summary>The identity that both the token and the cookie carry.</summary>
    public ClaimsIdentity Identity(string scheme) => new(
        [
            new(LedgerClaims.Account, Name),
            new(LedgerClaims.Department, Department),
            new(LedgerClaims.Jurisdiction, Jurisdiction),
            .. Roles.Select(x => new Claim(LedgerClaims.Role, x)),
            .. Certificates.Select(x => new Claim(LedgerClaims.Certificate, x)),
        ], scheme, LedgerClaims.Account, LedgerClaims.Role);
}

/// <summary>The sample accounts of Development, made from the policies that are loaded: two officers for each department that may do something, a third where two investigate and another reviews the case (行政处罚法 58), and one account for each job beside them.</summary>
public sealed class Accounts(Func<IEnumerable<Policy>> policies)
{
    private static readonly string[] Jobs = ["auditor", "evaluator", "administrator"];

    public IEnumerable<Account> All => policies().SelectMany(Of);

    public Account? Find(string name) => All.FirstOrDefault(x => x.Name == name);

    public static IEnumerable<Account> Of(Policy policy) =>
        policy.Departments.Where(x => x.Commands.Count > 0).SelectMany(x => Enumerable.Range(1, x.May("case.review") ? 3 : 2).Select(n => Officer(policy, x, n)))
            .Concat(Jobs.Select(x => Job(policy, x)));

    private static Account Officer(Policy policy, Department department, int n) => new(
        $"{department.Code}-{n}@{policy.Jurisdiction}",
        new($"{department.Name.Zh}经办人{n}", $"{department.Name.En}, officer {n}"),
        policy.Jurisdiction, department.Code, ["officer"],
        department.Domains.Count > 0 ? [$"SAMPLE-{policy.Jurisdiction}-{department.Code}-{n}"] : [])
    {
        DepartmentName = department.Name,
    };

    // An evaluator scores for the department that assesses; the others act for none.
    private static Account Job(Policy policy, string role) => new($"{role}@{policy.Jurisdiction}", Web.Terms.Role(role), policy.Jurisdiction,
        (role == "evaluator" ? policy.Departments.FirstOrDefault(x => x.May("assessment.score"))?.Code : null) ?? "none", [role], []);
}
