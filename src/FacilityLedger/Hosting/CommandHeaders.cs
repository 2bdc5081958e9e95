using FacilityLedger.Hosting.Decisions;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Wolverine.Http;

namespace FacilityLedger.Hosting;

/// <summary>Describes the headers that every command has, see <c>docs/api.md</c>.</summary>
public sealed class CommandHeaders : IOpenApiOperationTransformer
{
    private static readonly (string Name, string Says)[] Headers =
    [
        ("Idempotency-Key", "1 to 200 visible characters; a retry with the same key and body gets the first answer again"),
        ("If-Match", "The version of the addressed thing; needed where it exists"),
        (EnteredFor.OnBehalfOfHeader, "A department, or `institution`: for whom the command is entered, where that is another than who acts"),
        (EnteredFor.SubmittedByHeader, $"Who handed it in: {string.Join(", ", EnteredFor.Submitters.Keys)}"),
        (EnteredFor.DocumentNumberHeader, "Number of the paper from which it is entered, percent-encoded where it is not ASCII"),
    ];

    public Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        if (context.Description.ActionDescriptor.EndpointMetadata.OfType<HttpChain>().FirstOrDefault() is { } chain && DecisionPolicy.Decides(chain))
            foreach (var (name, says) in Headers)
                (operation.Parameters ??= []).Add(new OpenApiParameter { Name = name, In = ParameterLocation.Header, Description = says, Schema = new OpenApiSchema { Type = JsonSchemaType.String } });
        return Task.CompletedTask;
    }
}
