using System.Net;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using FacilityLedger.Assessments;
using FacilityLedger.Filing;
using FacilityLedger.Hosting;
using FacilityLedger.Operation;
using FacilityLedger.Policies;
using FacilityLedger.Registration;
using FacilityLedger.Web.Forms;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Wolverine.Http;
using Xunit;

namespace FacilityLedger.IntegrationTests;

/// <summary>Every cell of <c>docs/authority.md</c> over HTTP, under the policy that ships: each department gives each command on a day that no calendar has. Whoever may give it hears of the day; whoever may not, of the clause that denies it; and nothing is appended. That an allowed command works, the tests of the forms show.</summary>
public sealed class AuthorityMatrixTests
{
    private static readonly Policy County = PolicyFile.Load(Path.Combine(AppContext.BaseDirectory, "policy", "370323.json"));

    [Fact]
    public async Task every_department_may_give_what_the_policy_lets_it_and_nothing_else()
    {
        await using var ledger = await LedgerUnderTest.StartAsync(Path.Combine(AppContext.BaseDirectory, "policy"));
        var (facility, things) = await AFileAsync(ledger);
        var before = (await ledger.FacilityAsync(facility)).Version;
        var endpoints = ledger.Host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().Where(x => x.Metadata.GetMetadata<HttpChain>() is not null).ToLookup(x => Shape("/" + x.RoutePattern.RawText!.TrimStart('/')));

        var wrong = new List<string>();
        foreach (var department in County.Departments)
            foreach (var form in CommandForms.All)
            {
                var path = form.PathFor(form.OfExisting ? form.Room == CommandForm.Campaigns ? things["campaigns"] : facility : null, form.Of is { } of ? things[of] : null);
                var pattern = Shape($"/api/{{jurisdiction}}/{(form.OfExisting ? form.Path : form.PathOfNew)}");
                var endpoint = endpoints[pattern].Single(x => x.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Contains("POST"));
                var version = form.ThingFor(form.Of is { } kind ? things[kind] : null) is { } thing && form.Room == CommandForm.Facilities ? (await ledger.FacilityAsync(facility)).VersionOf(thing) : form.Room == CommandForm.Campaigns ? 1 : (long?)null;
                using var answer = await ledger.As($"{department.Code}-1").SendAsync(HttpMethod.Post, $"/api/370323/{path}", Body(endpoint.Metadata.GetMetadata<HttpChain>()!.RequestType!), version is 0 ? null : version);
                var problem = await answer.Content.ReadAsStringAsync();
                var said = JsonDocument.Parse(problem).RootElement is { } x && x.TryGetProperty("rule", out var rule) ? $"{(int)answer.StatusCode} {rule.GetString()}" : $"{(int)answer.StatusCode}";
                var due = Due(department, form, County);
                if (said != due || (department.May(form.Command) ? false : !problem.Contains(JsonSerializer.Serialize(department.Denies, LedgerJson.Options), StringComparison.Ordinal)))
                    wrong.Add($"{department.Code} {form.Name}: {said}, not {due}");
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

    /// <summary>A facility with one of every thing; answers its key and the things by their collection.</summary>
    private static async Task<(string Facility, Dictionary<string, string> Things)> AFileAsync(LedgerUnderTest ledger)
    {
        var (facility, violation) = await ledger.AnOpenViolationAsync();
        await ledger.As("wj-1").DoAsync(EnforcementSteps.Path(facility, "filing"), FilingSteps.Filing with { OccurredOn = EnforcementSteps.Day(18), Materials = [.. County.Materials.Select(x => new FiledMaterial(x.Code))] });
        await ledger.As("wj-1").DoAsync(EnforcementSteps.Path(facility, "filing/receipt"), new IssueReceipt("R-1", EnforcementSteps.Day(19)), await ledger.VersionAsync(facility, "filing"));
        await ledger.As("wj-1").DoAsync(EnforcementSteps.Path(facility, "operation/classes"), new DeclareClasses([new("INFANT", 8)], 60, 40, EnforcementSteps.Day(20)));
        var campaign = await ledger.As("wj-1").DoAsync("/api/370323/campaigns", new OpenCampaign("一轮", "WST-821-2023", EnforcementSteps.Day(20)));
        await ledger.As("wj-1").DoAsync(EnforcementSteps.Path(facility, "assessments"), new OpenAssessment(campaign, "WST-821-2023", EnforcementSteps.Day(21)));
        var file = await ledger.FacilityAsync(facility);
        return (facility, new(StringComparer.Ordinal)
        {
            ["inspections"] = file.Inspections.All.Keys.Single(), ["violations"] = violation.Split('/')[1], ["disclosures"] = "registration", ["assessments"] = campaign, ["campaigns"] = campaign,
        });
    }

    // A body that fits the command, with nothing in it that counts but the day.
    private static JsonObject Body(Type type)
    {
        var nullable = new NullabilityInfoContext();
        var constructor = type.GetConstructors().MaxBy(x => x.GetParameters().Length)!;
        return new(constructor.GetParameters().Where(x => !x.HasDefaultValue && nullable.Create(x).WriteState != NullabilityState.Nullable)
            .Select(x => KeyValuePair.Create(JsonNamingPolicy.CamelCase.ConvertName(x.Name!), Value(x.ParameterType))));
    }

    private static JsonNode? Value(Type type) =>
        type == typeof(string) ? "x" : type == typeof(DateOnly) ? "1800-01-01" : type == typeof(bool) ? false : type == typeof(int) || type == typeof(long) ? 1
        : type.Name.Contains("Dictionary", StringComparison.Ordinal) ? new JsonObject()
        : type.IsAssignableTo(typeof(System.Collections.IEnumerable)) ? new JsonArray() : Body(type);

    // The file lies in 历山街道: the other towns are told so.
    private static string Due(Department department, CommandForm form, Policy policy) =>
        !department.May(form.Command) ? "403 department-may-not"
        : department.Territory is { } own && own != Steps.Registration.Town && form.OfExisting ? "403 outside-territory"
        : "422 date-absurd";

    private static string Shape(string pattern) => System.Text.RegularExpressions.Regex.Replace(pattern, @"\{[^}]+\}", "{}", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1));
}
