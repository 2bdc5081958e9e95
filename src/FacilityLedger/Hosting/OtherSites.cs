using JasperFx;
using JasperFx.CodeGeneration;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Cors.Infrastructure;
using Wolverine.Http;

namespace FacilityLedger.Hosting;

/// <summary>What anybody may read, pages of other sites may read too, without the reader's cookies (CORS).
/// Nothing else is opened to them.</summary>
public sealed class OtherSites : IHttpPolicy
{
    private const string Policy = "other-sites";
    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Head];

    public static void Add(IServiceCollection services) => services.AddCors(options => options.AddPolicy(Policy, policy => policy
        .AllowAnyOrigin().WithMethods(Methods).AllowAnyHeader()
        .WithExposedHeaders("ETag", "Link", "Retry-After", "Content-Language")
        .SetPreflightMaxAge(TimeSpan.FromDays(1))));

    /// <summary>Opens a read.</summary>
    public static void MayRead(IEndpointConventionBuilder endpoint)
    {
        endpoint.RequireCors(Policy);
        // Without it routing sends the browser's question to nobody.
        endpoint.Add(x => x.Metadata.Add(new HttpMethodMetadata([HttpMethods.Get], acceptCorsPreflight: true)));
    }

    public void Apply(IReadOnlyList<HttpChain> chains, GenerationRules rules, IServiceContainer container)
    {
        foreach (var chain in chains.Where(IsPublicRead))
            MayRead(chain.Metadata);
    }

    private static bool IsPublicRead(HttpChain chain) =>
        chain.HttpMethods.All(HttpMethods.IsGet) && chain.Method.Method.IsDefined(typeof(AllowAnonymousAttribute), inherit: false);
}
