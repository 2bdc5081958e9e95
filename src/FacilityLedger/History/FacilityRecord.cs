using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using FacilityLedger.Facilities;
using FacilityLedger.Hosting;
using FacilityLedger.Hosting.Decisions;
using Marten;
using Microsoft.AspNetCore.Authorization;
using Wolverine.Http;

namespace FacilityLedger.History;

/// <summary>The state of one institution for staff: everything but what is sealed, with the version of each thing.</summary>
public static class FacilityRecordEndpoint
{
    public static readonly Rule Unknown = new("facility-unknown", 404, "DESIGN 2", new("台账中没有该机构", "The ledger does not hold this institution"));

    private static readonly JsonSerializerOptions Unsealed = WithoutSealed();

    [Authorize]
    [WolverineGet("/api/{jurisdiction}/facilities/{facilityId}")]
    public static async Task<IResult> GetAsync(string facilityId, HttpContext http, IQuerySession session, CancellationToken cancellation)
    {
        if (await session.LoadAsync<Facility>(facilityId, cancellation) is not { } facility)
            return Problems.Of(Unknown.Refuse(), http);
        return Conditional.NotModified(http, new(Things.ETag(facility.Version)), vary: null)
            ? Results.StatusCode(StatusCodes.Status304NotModified)
            : Results.Json(Of(facility), LedgerJson.Options);
    }

    /// <summary>The record as JSON; <c>etags</c> has what a command on the thing needs as If-Match.</summary>
    public static JsonObject Of(Facility facility)
    {
        var record = (JsonObject)JsonSerializer.SerializeToNode(facility, Unsealed)!;
        record["etags"] = new JsonObject(facility.Touched.OrderBy(x => x.Key, StringComparer.Ordinal).Select(x => KeyValuePair.Create(x.Key, (JsonNode?)Things.ETag(x.Value.Version))));
        return record;
    }

    private static JsonSerializerOptions WithoutSealed()
    {
        var options = LedgerJson.WrittenOut(LedgerJson.Apply(new JsonSerializerOptions()));
        options.TypeInfoResolver = options.TypeInfoResolver!.WithAddedModifier(type =>
        {
            foreach (var property in type.Properties.Where(x => x.PropertyType == typeof(Sealed) || x.PropertyType.IsAssignableTo(typeof(IEnumerable<Sealed>))).ToList())
                type.Properties.Remove(property);
        });
        return options;
    }
}
