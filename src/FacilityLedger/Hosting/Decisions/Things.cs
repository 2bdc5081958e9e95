using System.Globalization;
using FacilityLedger.Facilities;
using Microsoft.AspNetCore.Routing;

namespace FacilityLedger.Hosting.Decisions;

/// <summary>The thing is its URL below the stream: <c>…/facilities/{id}/violations/{violation}/verification</c> addresses <c>violations/K3…</c>.</summary>
public static class Things
{
    /// <summary>The addressed thing; null for the stream itself. A path that only names a collection (<c>…/inspections</c>) addresses a thing that does not exist yet.</summary>
    public static string? Addressed(HttpContext http)
    {
        var pattern = (http.GetEndpoint() as RouteEndpoint)?.RoutePattern.PathSegments ?? [];
        // api / {jurisdiction} / facilities / {facilityId} / thing / {id}
        if (pattern.Count < 5)
            return null;
        var literal = pattern[4].Parts[0] is Microsoft.AspNetCore.Routing.Patterns.RoutePatternLiteralPart l ? l.Content : "";
        return pattern.Count > 5 && pattern[5].Parts[0] is Microsoft.AspNetCore.Routing.Patterns.RoutePatternParameterPart p
            ? $"{literal}/{http.GetRouteValue(p.Name)}"
            : literal;
    }

    /// <summary>The thing that a POST to a collection made; null where it made none.</summary>
    public static string? Made(string? collection, Decision decision) =>
        collection?.Contains('/') == false ? decision.Events.Select(x => x.Thing).FirstOrDefault(x => x.StartsWith(collection + "/", StringComparison.Ordinal)) : null;

    public static string ETag(long version) => string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");
}
