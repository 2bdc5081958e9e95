using System.Collections;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using FacilityLedger.Facilities;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Wolverine.Http;

namespace FacilityLedger.IntegrationTests;

/// <summary>A command as the server's routes have it.</summary>
/// <param name="Shape">Its path with empty braces for the parameters.</param>
public sealed record CommandRoute(string Shape, Type Body)
{
    public static IReadOnlyList<CommandRoute> All(EndpointDataSource endpoints) =>
    [
        .. endpoints.Endpoints.OfType<RouteEndpoint>().Where(x => x.Metadata.GetMetadata<HttpChain>() is not null && x.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Contains("POST"))
            .Select(x => new CommandRoute(ShapeOf("/" + x.RoutePattern.RawText!.TrimStart('/')), x.Metadata.GetMetadata<HttpChain>()!.RequestType!)).OrderBy(x => x.Shape, StringComparer.Ordinal),
    ];

    public static string ShapeOf(string pattern) => Regex.Replace(pattern, @"\{[^}]+\}", "{}", RegexOptions.None, TimeSpan.FromSeconds(1));
}

/// <summary>Bodies made from the shape of a command alone, so that a new command is tried without a line here.</summary>
public static class AnyBody
{
    /// <summary>A body that fits the type.</summary>
    /// <param name="optional">With the members that may be left out.</param>
    /// <param name="text">The text of a member by its name.</param>
    public static JsonObject Of(Type type, string day, bool optional = false, Func<string, string>? text = null)
    {
        var nullable = new NullabilityInfoContext();
        return new(type.GetConstructors().MaxBy(x => x.GetParameters().Length)!.GetParameters()
            .Where(x => optional || !x.HasDefaultValue && nullable.Create(x).WriteState != NullabilityState.Nullable)
            .Select(x => KeyValuePair.Create(JsonNamingPolicy.CamelCase.ConvertName(x.Name!), Value(x.ParameterType, x.Name!, day, optional, text))));
    }

    private static JsonNode? Value(Type given, string name, string day, bool optional, Func<string, string>? text)
    {
        var type = Nullable.GetUnderlyingType(given) ?? given;
        return type == typeof(string) ? text?.Invoke(name) ?? "x"
            : type == typeof(DateOnly) ? day
            : type == typeof(DateTimeOffset) ? $"{day}T09:00:00+08:00"
            : type == typeof(Yuan) ? "500.00"
            : type == typeof(bool) ? false
            : type == typeof(int) || type == typeof(long) ? 1
            : type == typeof(JsonElement) || type.Name.Contains("Dictionary", StringComparison.Ordinal) ? new JsonObject()
            : type.IsAssignableTo(typeof(IEnumerable)) ? optional ? new JsonArray(Value(type.GetGenericArguments()[0], name, day, optional, text)) : new JsonArray()
            : Of(type, day, optional, text);
    }
}
