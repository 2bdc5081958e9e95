using System.Security.Cryptography;
using FacilityLedger.Facilities;
using FacilityLedger.Hosting;
using FacilityLedger.Hosting.Decisions;
using FacilityLedger.Policies;
using FacilityLedger.Web.Forms;
using Marten;
using Microsoft.AspNetCore.Authorization;
using Wolverine.Http;

namespace FacilityLedger.Inspections;

/// <summary>The bytes of evidence: sent before the command that enters them, and given to the departments of the inspection alone.</summary>
public static class EvidenceFiles
{
    public static readonly Rule Unknown = new("evidence-unknown", 404, "DESIGN 2", new("没有这份证据", "There is no such evidence"));

    /// <summary>Takes the bytes of a file and answers its digest. Sent again, it is the same file.</summary>
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPut("/api/{jurisdiction}/evidence", async (string jurisdiction, HttpContext http, IEvidenceStore store, BodyLimits limits, PolicyShelf shelf, TimeProvider clock) =>
    {
        if (KnownJurisdiction.Against(http, shelf) is { } elsewhere)
            return Problems.Of(elsewhere, http);
        if (Guard.May(shelf[jurisdiction].On(shelf[jurisdiction].DayOf(clock.GetUtcNow())), Actors.Of(http), "inspection.evidence") is { } denied)
            return Problems.Of(denied, http);
        var (body, refused) = await limits.ReadAsync(http, store.Largest, limits.FileTime);
        if (refused is not null)
            return Problems.Of(refused.Rule == BodyLimits.Large ? AddEvidenceEndpoint.Large.Refuse(("field", "digest"), ("longest", store.Largest)) : refused, http);
        var (file, no) = await KeptAsync(store, jurisdiction, Deskholder.Of(http).Department, body, http.RequestAborted);
        return no is null ? Results.Json(file, LedgerJson.Options, statusCode: StatusCodes.Status201Created) : Problems.Of(no, http);
    }).RequireAuthorization().ExcludeFromDescription();

    internal static async Task<(EvidenceFile? File, Refusal? No)> KeptAsync(IEvidenceStore store, string jurisdiction, string department, ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        if (AddEvidenceEndpoint.Against(bytes.Span, store.Largest) is { } no)
            return (null, no);
        var file = new EvidenceFile(Convert.ToHexStringLower(SHA256.HashData(bytes.Span)), bytes.Length, EvidenceTypes.Of(bytes.Span)!);
        await store.PutAsync(jurisdiction, department, file, bytes, cancellation);
        return (file, null);
    }

    [Authorize]
    [WolverineGet("/api/{jurisdiction}/facilities/{facilityId}/inspections/{inspection}/evidence/{evidence}")]
    public static async Task<IResult> GetAsync(string jurisdiction, string facilityId, string inspection, string evidence, HttpContext http, IQuerySession session, IEvidenceStore store, CancellationToken cancellation) =>
        await OfAsync(jurisdiction, facilityId, inspection, evidence, http, session, store, cancellation) ?? Problems.Of(Unknown.Refuse(), http);

    /// <summary>The file, for saving and not for showing: a browser must never run what an officer photographed. Null for what is not there and for other departments alike.</summary>
    internal static async Task<IResult?> OfAsync(string jurisdiction, string facilityId, string inspection, string evidence, HttpContext http, IQuerySession session, IEvidenceStore store, CancellationToken cancellation)
    {
        var found = facilityId.Contains('\0', StringComparison.Ordinal) ? null : (await session.LoadAsync<Facility>(facilityId, cancellation))?.Inspections.Find(inspection);
        if (found?.Departments.Contains(Deskholder.Of(http).Department) != true || found.Evidence.Find(x => x.Id == evidence) is not { } held || store.Open(jurisdiction, held.File.Digest) is not { } bytes)
            return null;
        http.Response.Headers.XContentTypeOptions = "nosniff";
        http.Response.Headers.CacheControl = "private, no-store";
        http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        return Results.File(bytes, held.File.Type, $"{held.Id}.{EvidenceTypes.EndingOf(held.File.Type)}");
    }
}
