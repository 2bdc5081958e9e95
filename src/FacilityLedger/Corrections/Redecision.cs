using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using FacilityLedger.Facilities;
using FacilityLedger.Hosting;
using FacilityLedger.Hosting.Decisions;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Template;
using Wolverine.Http;

namespace FacilityLedger.Corrections;

/// <summary>The decisions of the ledger about one institution, by the path of their command: below the institution, or below the jurisdiction where they make one.</summary>
internal static class Redecision
{
    private const string Below = "/api/{jurisdiction}/facilities/{facilityId}/";
    private const string Beginning = "/api/{jurisdiction}/";

    private static readonly IReadOnlyList<(TemplateMatcher Path, MethodInfo Decide)> All =
    [
        .. from type in typeof(Redecision).Assembly.GetTypes()
           from method in type.GetMethods(BindingFlags.Public | BindingFlags.Static)
           let route = method.GetCustomAttribute<WolverinePostAttribute>()?.Template
           where method.ReturnType == typeof(Decision) && route is not null && method.GetParameters().Any(x => x.ParameterType == typeof(Facility))
           select (new TemplateMatcher(TemplateParser.Parse(route[(route.StartsWith(Below, StringComparison.Ordinal) ? Below : Beginning).Length..]), []), method),
    ];

    /// <summary>What the command decides on the state that it found then; null where no command has this path, or it needs more than the file.</summary>
    /// <exception cref="JsonException">The body is not that of the command.</exception>
    public static Decision? Decide(string path, JsonElement body, Facility? before, Circumstances c)
    {
        foreach (var (matcher, decide) in All)
        {
            var values = new RouteValueDictionary();
            if (!matcher.TryMatch($"/{path.Trim('/')}", values))
                continue;
            var arguments = new List<object?>();
            foreach (var parameter in decide.GetParameters())
            {
                if (parameter.Position == 0 && parameter.ParameterType != typeof(Facility))
                    arguments.Add(body.Deserialize(parameter.ParameterType, LedgerJson.Options) ?? throw new JsonException());
                else if (parameter.ParameterType == typeof(Facility) && (before is not null || new NullabilityInfoContext().Create(parameter).ReadState == NullabilityState.Nullable))
                    arguments.Add(before);
                else if (parameter.ParameterType == typeof(Circumstances))
                    arguments.Add(c);
                else if (parameter.ParameterType == typeof(string) && values.TryGetValue(parameter.Name!, out var value))
                    arguments.Add(value);
                else if (parameter.ParameterType != typeof(Facility) && new NullabilityInfoContext().Create(parameter).ReadState == NullabilityState.Nullable)
                    arguments.Add(null); // of another stream: a decision that needs it says so
                else
                    break;
            }
            if (arguments.Count == decide.GetParameters().Length)
                return (Decision)decide.Invoke(null, BindingFlags.DoNotWrapExceptions, null, [.. arguments], null)!;
        }
        return null;
    }

    /// <summary>Ids that the first decision gave, by what it asked them for: the right one gives the same.</summary>
    public static IReadOnlyDictionary<string, string> IdsOf(IFact fact)
    {
        var ids = new Dictionary<string, string>(StringComparer.Ordinal);
        Gather((JsonObject)JsonSerializer.SerializeToNode(fact, fact.GetType(), LedgerJson.Options)!, ids);
        return ids;
    }

    private static void Gather(JsonObject content, Dictionary<string, string> ids)
    {
        foreach (var (name, value) in content)
            if (value is JsonValue text && text.TryGetValue(out string? id))
                ids.TryAdd(name, id);
            else if (value is JsonArray list)
                foreach (var (i, item) in list.Index())
                    if (item is JsonObject { } member && member["id"] is JsonValue of && of.TryGetValue(out string? itemId))
                        ids.TryAdd($"{name} {i}", itemId);
    }
}
