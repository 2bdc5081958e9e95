using System.Reflection;
using FacilityLedger.Hosting.Decisions;
using FacilityLedger.Web.Forms;
using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Wolverine.Http;

namespace FacilityLedger.Hosting;

/// <summary>The interface refuses what it would otherwise leave unread: a parameter that the address does not have, one that is given twice,
/// a name for the request that cannot be kept. Pages ignore them: chat programs add their own.</summary>
public sealed class KnownParameters(RequestDelegate next, IApiDescriptionGroupCollectionProvider descriptions)
{
    public static readonly Rule Unknown = new("query-unknown", 400, "DESIGN 4", new("查询参数无法识别", "The address has no such parameter"));
    public static readonly Rule Twice = new("query-repeated", 400, "DESIGN 4", new("查询参数重复", "A parameter is given more than once"));
    public static readonly Rule Correlation = new("correlation-id-malformed", 400, "DESIGN 4",
        new("X-Correlation-ID 须为 1 至 100 个可见 ASCII 字符", "An X-Correlation-ID has 1 to 100 visible ASCII characters"));

    public const string CorrelationHeader = "X-Correlation-ID";

    // Asked at the first request: the endpoints are described when all are mapped.
    private readonly Lazy<Dictionary<object, HashSet<string>>> parameters = new(() => Described(descriptions));

    public Task InvokeAsync(HttpContext http)
    {
        // A form of ours is read where it comes in; its page has parameters of its own.
        var handler = http.Features.Get<PostedForm>() is null ? HandlerOf(http.GetEndpoint()?.Metadata) : null;
        return handler is not null && parameters.Value.TryGetValue(handler, out var names) && Against(http.Request, names) is { } no
            ? Problems.Of(no, http).ExecuteAsync(http)
            : next(http);
    }

    private static Refusal? Against(HttpRequest request, HashSet<string> names)
    {
        if (request.Query.Keys.FirstOrDefault(x => !names.Contains(x)) is { } unknown)
            return Unknown.Refuse(("parameter", Short(unknown)), ("known", names.Order(StringComparer.Ordinal).ToArray()));
        if (request.Query.FirstOrDefault(x => x.Value.Count > 1) is { Key: { } twice })
            return Twice.Refuse(("parameter", twice));
        return request.Headers.TryGetValue(CorrelationHeader, out var given) && !WellFormed(given) ? Correlation.Refuse() : null;
    }

    private static bool WellFormed(IList<string?> given) => given is [{ Length: > 0 and <= 100 } one] && one.All(x => x is > ' ' and < (char)127);

    private static string Short(string name) => name.Length <= 100 ? name : name[..100];

    private static Dictionary<object, HashSet<string>> Described(IApiDescriptionGroupCollectionProvider descriptions)
    {
        var known = new Dictionary<object, HashSet<string>>();
        foreach (var x in descriptions.ApiDescriptionGroups.Items.SelectMany(x => x.Items).Where(IsApi))
            if (HandlerOf(x.ActionDescriptor.EndpointMetadata) is { } handler)
                known[handler] = x.ParameterDescriptions.Where(p => p.Source == BindingSource.Query).Select(p => p.Name)
                    .ToHashSet(StringComparer.OrdinalIgnoreCase);
        return known;
    }

    private static bool IsApi(ApiDescription described) =>
        described.RelativePath?.TrimStart('/').StartsWith("api/", StringComparison.OrdinalIgnoreCase) == true;

    private static object? HandlerOf(IEnumerable<object>? metadata) =>
        metadata?.OfType<HttpChain>().FirstOrDefault() ?? (object?)metadata?.OfType<MethodInfo>().FirstOrDefault();
}
