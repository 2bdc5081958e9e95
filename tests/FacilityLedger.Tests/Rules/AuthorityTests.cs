using System.Globalization;
using System.Text;
using FacilityLedger.Hosting.Decisions;
using FacilityLedger.Policies;
using FacilityLedger.Web.Forms;
using Xunit;

namespace FacilityLedger.Tests.Rules;

/// <summary><c>docs/authority.md</c>: who may give which command in the county, and by which clause. The matrix over HTTP is tested cell by cell beside it.</summary>
public sealed class AuthorityTests
{
    /// <summary>Generated from the policy and the commands; after a change run the tests with LEDGER_ACCEPT set to write it anew.</summary>
    [Fact]
    public void the_matrix_of_authority_is_up_to_date() =>
        GeneratedPage.Assert("authority.md", Page(PolicyFile.Load(Path.Combine(AppContext.BaseDirectory, "policy", "370323.json"))));

    private static string Page(Policy policy)
    {
        var page = new StringBuilder().Append(CultureInfo.InvariantCulture, $"""
            # Who may do what

            Generated from `policy/{policy.Jurisdiction}.json` ({policy.Name.Zh}, version {policy.Version}) and the commands of the code. A cell names the clause, by its number below, that lets the department (columns) give the command (rows), `✓`, or that denies it, `–`. A cell marked `?` rests on a clause that nobody has read yet. Beside the department the account needs the role of the row: an officer acts, an evaluator evaluates, an auditor reads, an administrator administers; an account may have several roles, and none implies another. What a department may do is bounded further by its inspection domains, its kinds of penalty and its territory.


            """);
        var clauses = new List<string>();
        var departments = policy.Departments.Where(x => x.Territory is null).Concat(policy.Departments.Where(x => x.Territory is not null).Take(1)).ToList();
        var towns = policy.Departments.Count(x => x.Territory is not null);
        page.Append("| command | | role | ").AppendJoin(" | ", departments.Select(x => x.Territory is null ? x.Code : "T…")).Append(" |\n|---|---|---|").Append(string.Concat(Enumerable.Repeat("---|", departments.Count))).Append('\n');
        foreach (var form in CommandForms.All.DistinctBy(x => x.Command, StringComparer.Ordinal))
            page.Append(CultureInfo.InvariantCulture, $"| `{form.Command}` | {form.Title.Zh} {form.Title.En} | {CommandRoles.Of(form.Command)} | ").AppendJoin(" | ", departments.Select(x => Cell(x, form.Command))).Append(" |\n");

        page.Append("\n## Departments\n\n| code | department | duty | domains | penalties | everything else is denied by |\n|---|---|---|---|---|---|\n");
        foreach (var x in departments)
            page.Append(CultureInfo.InvariantCulture, $"| {(x.Territory is null ? x.Code : "T…")} | {(x.Territory is null ? $"{x.Name.Zh} {x.Name.En}" : $"各镇人民政府、街道办事处 the {towns} towns and streets, each in its own territory")} | {x.Duty?.Zh} {x.Duty?.En} | {Granted(x.Domains)} | {Granted(x.Penalties)} | {x.Denies} |\n");

        page.Append("\n## Clauses\n\n");
        foreach (var (clause, i) in clauses.Select((x, i) => (x, i + 1)))
            page.Append(CultureInfo.InvariantCulture, $"{i}. {clause}\n");
        return page.ToString();

        string Cell(Department department, string command) => department.Allowing(command) is { } grant ? $"✓{Number(grant.Source)}{(grant.Verified ? "" : "?")}" : $"–{Number(department.Denies)}";

        int Number(string clause)
        {
            if (!clauses.Contains(clause))
                clauses.Add(clause);
            return clauses.IndexOf(clause) + 1;
        }
    }

    private static string Granted(IReadOnlyList<Grant> grants) => string.Join("; ", grants.Select(x => $"{x.Code} ({x.Source}{(x.Verified ? "" : "?")})"));
}
