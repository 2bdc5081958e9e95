using System.Net;
using System.Text.Json;
using FacilityLedger.Hosting;
using FacilityLedger.Hosting.Decisions;
using FacilityLedger.Policies;
using FacilityLedger.Registration;
using FacilityLedger.Web.Forms;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace FacilityLedger.IntegrationTests;

/// <summary>Every cell of <c>docs/authority.md</c> over HTTP, under the policy that ships: an account of each role in each department gives each command on a day that no calendar has. Whoever may give it hears of the day; whoever may not, of the clause that denies it, or of the role that it takes; and nothing is appended. That an allowed command works, the tests of the forms show.</summary>
public sealed class AuthorityMatrixTests
{
    private static readonly string[] AllRoles = [Roles.Officer, Roles.Auditor, Roles.Evaluator, Roles.Administrator];
    private static readonly Policy County = PolicyFile.Load(Path.Combine(AppContext.BaseDirectory, "policy", "370323.json"));

    [Fact]
    public async Task every_department_may_give_what_the_policy_lets_it_and_nothing_else()
    {
        await using var ledger = await LedgerUnderTest.StartAsync(Path.Combine(AppContext.BaseDirectory, "policy"));
        var (facility, things) = await ledger.AFileOfEverythingAsync(County);
        var before = (await ledger.FacilityAsync(facility)).Version;
        var bodies = CommandRoute.All(ledger.Host.Services.GetRequiredService<EndpointDataSource>()).ToDictionary(x => x.Shape, x => x.Body, StringComparer.Ordinal);

        var wrong = new List<string>();
        foreach (var department in County.Departments)
            foreach (var form in CommandForms.All)
            {
                var path = form.PathFor(form.OfExisting ? form.Room == CommandForm.Facilities ? facility : things[form.Room] : null, form.Of is { } of ? things[of] : null);
                var shape = CommandRoute.ShapeOf($"/api/{{jurisdiction}}/{(form.OfExisting ? form.Path : form.PathOfNew)}");
                var version = form.ThingFor(form.Of is { } kind ? things[kind] : null) is { } thing && form.Room == CommandForm.Facilities ? (await ledger.FacilityAsync(facility)).VersionOf(thing) : form.Room is CommandForm.Campaigns || form.Room == CommandForm.Officers && form.OfExisting ? 1 : form.Room == CommandForm.Plans && form.Thing is { } part ? await ledger.PlanVersionAsync(things, part.Split('/')[0]) : (long?)null;
                foreach (var role in AllRoles)
                {
                    using var answer = await ledger.As($"{department.Code}-{(role == Roles.Officer ? "1" : role)}").SendAsync(HttpMethod.Post, $"/api/370323/{path}", AnyBody.Of(bodies[shape], "2998-01-01"), version is 0 ? null : version);
                    var problem = await answer.Content.ReadAsStringAsync();
                    var said = JsonDocument.Parse(problem).RootElement is { } x && x.TryGetProperty("rule", out var rule) ? $"{(int)answer.StatusCode} {rule.GetString()}" : $"{(int)answer.StatusCode}";
                    var due = Due(department, role, form, County);
                    if (said != due || (department.May(form.Command) ? false : !problem.Contains(JsonSerializer.Serialize(department.Denies, LedgerJson.Options), StringComparison.Ordinal)))
                        wrong.Add($"{department.Code} {role} {form.Name}: {said}, not {due}");
                }
            }
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.Equal(before, (await ledger.FacilityAsync(facility)).Version);
    }

    [Fact]
    public async Task a_town_finds_places_in_its_own_territory_only()
    {
        await using var ledger = await LedgerUnderTest.StartAsync();
        var found = new FindFacility("示例看护点", "370323002", "示例路 3 号", EnforcementSteps.Day(2));
        await ledger.As("t370323001-1").RefusedAsync("/api/370323/found-places", found, HttpStatusCode.Forbidden, "outside-territory");
        await ledger.As("t370323001-1").DoAsync("/api/370323/found-places", found with { Town = "370323001" });
    }

    // The file lies in 历山街道: the other towns are told so.
    private static string Due(Department department, string role, CommandForm form, Policy policy) =>
        !department.May(form.Command) ? "403 department-may-not"
        : role != CommandRoles.Of(form.Command) ? "403 role-may-not"
        : department.Territory is { } own && own != Steps.Registration.Town && form.OfExisting ? "403 outside-territory"
        : "422 not-in-the-future";
}
