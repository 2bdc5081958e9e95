using System.Globalization;
using System.IO.Compression;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace FacilityLedger.Hosting;

/// <summary><c>/openapi/v1.json</c>: built once in the life of a server, when somebody first asks for it.
/// It depends on no caller: neither on his language nor on the name by which he reached the server.</summary>
public sealed class ApiDocument([FromKeyedServices(ApiDocument.Name)] IOpenApiDocumentProvider documents)
{
    private const string Name = "v1";
    private readonly Lazy<Task<Precompressed>> built = new(() => BuildAsync(documents));

    public static void Add(IServiceCollection services)
    {
        services.AddSingleton<ApiDocument>();
        services.AddOpenApi(Name, options => options
            .AddOperationTransformer<CommandHeaders>().AddOperationTransformer<WhoMayAsk>().AddDocumentTransformer<WhoMayAsk>());
    }

    public static void Map(IEndpointRouteBuilder routes)
    {
        var read = routes.MapGet($"/openapi/{Name}.json", async (HttpContext http, ApiDocument document) =>
        {
            http.Response.Headers.CacheControl = "public, max-age=300";
            return (await document.built.Value).Answer(http);
        });
        OtherSites.MayRead(read.AllowAnonymous().ExcludeFromDescription());
    }

    private static async Task<Precompressed> BuildAsync(IOpenApiDocumentProvider documents)
    {
        CultureInfo.CurrentUICulture = CultureInfo.InvariantCulture;
        var document = await documents.GetOpenApiDocumentAsync(CancellationToken.None);
        using var text = new MemoryStream();
        await document.SerializeAsJsonAsync(text, OpenApiSpecVersion.OpenApi3_1);
        return new(text.ToArray(), "application/json; charset=utf-8", CompressionLevel.Optimal);
    }
}

/// <summary>Describes how a program says who it is, and where it has to.</summary>
public sealed class WhoMayAsk(PublicUrl address) : IOpenApiDocumentTransformer, IOpenApiOperationTransformer
{
    private const string Bearer = "bearer";

    public Task TransformAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Servers = [new() { Url = address.Root?.ToString() ?? "/" }];
        document.Components ??= new();
        document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>(StringComparer.Ordinal);
        document.Components.SecuritySchemes[Bearer] = new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = Bearer,
            BearerFormat = "JWT",
            Description = "A token of the OpenID Connect issuer of this installation, with sub, department, jurisdiction and role.",
        };
        return Task.CompletedTask;
    }

    public Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        if (!context.Description.ActionDescriptor.EndpointMetadata.OfType<IAllowAnonymous>().Any())
            operation.Security = [new() { [new OpenApiSecuritySchemeReference(Bearer, context.Document)] = [] }];
        return Task.CompletedTask;
    }
}
