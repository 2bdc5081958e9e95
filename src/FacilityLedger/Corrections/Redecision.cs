using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using FacilityLedger.Facilities;
using FacilityLedger.Hosting;
using FacilityLedger.Hosting.Decisions;
using Marten;
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

    /// <summary>What the decision reads beside the file: another stream's state. Null where it reads nothing.</summary>
    public static async Task<object?> BesideAsync(string path, JsonElement body, IDocumentSession session, CancellationToken cancellation)
    {
        foreach (var (decide, _) in Fitting(path))
            if (decide.DeclaringType!.GetMethod("LoadAsync") is { } load && load.GetParameters() is [var first, { ParameterType: var second }, { ParameterType: var third }] && second == typeof(IDocumentSession) && third == typeof(CancellationToken))
                return await Loaded((Task)load.Invoke(null, BindingFlags.DoNotWrapExceptions, null, [Command(body, first.ParameterType), session, cancellation], null)!);
        return null;
    }

    /// <summary>What the command decides on the state that it found then; null where no command has this path, or it needs what only its own request has.</summary>
    /// <param name="beside">See <see cref="BesideAsync"/>.</param>
    /// <exception cref="JsonException">The body is not that of the command.</exception>
    public static Decision? Decide(string path, JsonElement body, Facility? before, object? beside, Circumstances c)
    {
        foreach (var (decide, values) in Fitting(path))
        {
            var arguments = decide.GetParameters().Select(x => Argument(x, body, before, beside, c, values)).ToList();
            if (arguments.TrueForAll(x => x.Known))
                return (Decision)decide.Invoke(null, BindingFlags.DoNotWrapExceptions, null, [.. arguments.Select(x => x.Value)], null)!;
        }
        return null;
    }

    private static IEnumerable<(MethodInfo Decide, RouteValueDictionary Values)> Fitting(string path)
    {
        foreach (var (matcher, decide) in All)
        {
            var values = new RouteValueDictionary();
            if (matcher.TryMatch($"/{path.Trim('/')}", values))
                yield return (decide, values);
        }
    }

    private static (bool Known, object? Value) Argument(ParameterInfo parameter, JsonElement body, Facility? before, object? beside, Circumstances c, RouteValueDictionary values) => parameter switch
    {
        { ParameterType: var type } when type == typeof(Facility) => (before is not null || MayLack(parameter), before),
        { ParameterType: var type } when type == typeof(Circumstances) => (true, c),
        { ParameterType: var type } when type == typeof(string) => (values.TryGetValue(parameter.Name!, out var value), value),
        { Position: 0 } => (true, Command(body, parameter.ParameterType)),
        _ => (beside?.GetType() == parameter.ParameterType || beside is null && MayLack(parameter), beside),
    };

    private static bool MayLack(ParameterInfo parameter) => new NullabilityInfoContext().Create(parameter).ReadState == NullabilityState.Nullable;

    private static object Command(JsonElement body, Type type) => body.Deserialize(type, LedgerJson.Commands) ?? throw new JsonException();

    private static async Task<object?> Loaded(Task load)
    {
        await load;
        return load.GetType().GetProperty("Result")!.GetValue(load);
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
