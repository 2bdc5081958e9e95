using System.Security.Cryptography;
using FacilityLedger.Facilities;
using FacilityLedger.Hosting;
using FacilityLedger.Hosting.Decisions;
using FacilityLedger.Policies;
using FacilityLedger.Web;
using FacilityLedger.Web.Forms;
using Marten;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.OpenApi;
using Wolverine.Http;

namespace FacilityLedger.Inspections;

/// <summary>The bytes of evidence: sent before the command that enters them, and given to the departments of the inspection alone.</summary>
public static class EvidenceFiles
{
    public static readonly Rule Unknown = new("evidence-unknown", 404, "DESIGN 2", new("没有这份证据", "There is no such evidence"));
    public static readonly Rule Altered = new("evidence-altered", 409, "行政处罚法 46",
        new("保存的文件已丢失或者与登记时不同，不再提供；请联系系统管理员", "The file that is kept is missing or is not the one that was entered, and is not given out; tell the administrator"));

    /// <summary>Takes the bytes of a file and answers its digest. Sent again, it is the same file.</summary>
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPut("/api/{jurisdiction}/evidence", TakeAsync).RequireAuthorization()
        .Produces<EvidenceFile>(StatusCodes.Status201Created).WithSummary("Takes the bytes of a file and answers its digest")
        .AddOpenApiOperationTransformer((operation, _, _) =>
        {
            // Whatever type a caller gives it, the bytes say what it is.
            operation.RequestBody = new OpenApiRequestBody { Required = true, Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal) { ["application/octet-stream"] = new() } };
            return Task.CompletedTask;
        });

    private static async Task<IResult> TakeAsync(string jurisdiction, HttpContext http, IEvidenceStore store, BodyLimits limits, PolicyShelf shelf, TimeProvider clock)
    {
        if (KnownJurisdiction.Against(http, shelf) is { } elsewhere)
            return Problems.Of(elsewhere, http);
        if (Guard.May(shelf[jurisdiction].On(shelf[jurisdiction].DayOf(clock.GetUtcNow())), Actors.Of(http), "inspection.evidence") is { } denied)
            return Problems.Of(denied, http);
        if (http.Request.ContentLength > store.Largest)
            return Problems.Of(AddEvidenceEndpoint.Large.Refuse(("field", "digest"), ("longest", store.Largest)), http);
        using var late = new CancellationTokenSource(limits.FileTime, clock);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(late.Token, http.RequestAborted);
        try
        {
            var (file, no) = await store.PutAsync(jurisdiction, Deskholder.Of(http).Department, http.Request.Body, stop.Token);
            return no is null ? Results.Json(file, LedgerJson.Options, statusCode: StatusCodes.Status201Created) : Problems.Of(no, http);
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested)
        {
            // What is still on its way would be waited for before the next request of the connection.
            http.Response.Headers.Connection = "close";
            return Problems.Of(BodyLimits.Slow.Refuse(("seconds", limits.FileTime.TotalSeconds)), http);
        }
    }

    [Authorize]
    [WolverineGet("/api/{jurisdiction}/facilities/{facilityId}/inspections/{inspection}/evidence/{evidence}")]
    public static async Task<IResult> GetAsync(string jurisdiction, string facilityId, string inspection, string evidence, HttpContext http, IQuerySession session, IEvidenceStore store, CancellationToken cancellation) =>
        await OfAsync(jurisdiction, facilityId, inspection, evidence, http, session, store, cancellation) ?? Problems.Of(Unknown.Refuse(), http);

    /// <summary>The file, for saving and not for showing: a browser must never run what an officer photographed. Null for what is not there and for other departments alike.</summary>
    internal static async Task<IResult?> OfAsync(string jurisdiction, string facilityId, string inspection, string evidence, HttpContext http, IQuerySession session, IEvidenceStore store, CancellationToken cancellation)
    {
        var found = facilityId.Contains('\0', StringComparison.Ordinal) ? null : (await session.LoadAsync<Facility>(facilityId, cancellation))?.Inspections.Find(inspection);
        if (found?.Departments.Contains(Deskholder.Of(http).Department) != true || found.Evidence.Find(x => x.Id == evidence) is not { } held)
            return null;
        http.Response.Headers.CacheControl = "private, no-store";
        var bytes = store.Open(jurisdiction, held.File.Digest);
        if (bytes is null || bytes.Length != held.File.Size || !await IsWholeAsync(bytes, held.File.Digest, cancellation))
        {
            if (bytes is not null)
                await bytes.DisposeAsync();
            http.RequestServices.GetRequiredService<ILogger<EvidenceFolder>>().LogError("Evidence {Digest} of {Jurisdiction} is missing or altered", held.File.Digest, jurisdiction);
            return WhatIsWrong(http);
        }
        http.Response.Headers.XContentTypeOptions = "nosniff";
        http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        return Results.File(bytes, held.File.Type, $"{held.Id}.{EvidenceTypes.EndingOf(held.File.Type)}");
    }

    /// <summary>Whether the bytes have the digest; afterwards they can be read from their beginning.</summary>
    internal static async Task<bool> IsWholeAsync(Stream bytes, string digest, CancellationToken cancellation)
    {
        var whole = Convert.ToHexStringLower(await SHA256.HashDataAsync(bytes, cancellation)) == digest;
        bytes.Position = 0;
        return whole;
    }

    private static IResult WhatIsWrong(HttpContext http) => ProblemAnswers.WantsPage(http.Request)
        ? new RazorComponentResult<ProblemPage>(new { Context = http.RequestServices.GetRequiredService<PageFrame>()(http), Altered.Status, Detail = (Text)Altered.Title }) { StatusCode = Altered.Status }
        : Problems.Of(Altered.Refuse(), http);
}
