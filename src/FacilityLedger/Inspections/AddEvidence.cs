using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;
using FacilityLedger.Web.Forms;
using Wolverine.Http;

namespace FacilityLedger.Inspections;

/// <summary>Enters a file as evidence of an inspection. Its bytes were sent before.</summary>
/// <param name="Digest">SHA-256 of the file.</param>
/// <param name="Name">What the officer calls it.</param>
/// <param name="Finding">The finding that it proves; null for the inspection as a whole.</param>
public sealed record AddEvidence(string Digest, string Name, DateOnly OccurredOn, string? Finding = null);

/// <summary>A file is evidence: the event has its digest, so that nobody can put another in its place. Its name is sealed; it is never public.</summary>
/// <param name="Type">Media type, as the bytes say.</param>
public sealed record EvidenceAdded(string Inspection, string Evidence, string Digest, long Size, string Type, Sealed Name, string? Finding, DateOnly OccurredOn) : IFact
{
    public string Thing => InspectionBook.Thing(Inspection);
}

/// <summary>What the store holds under the digest; null where it holds nothing.</summary>
public sealed record HeldEvidence(EvidenceFile? File);

public static class AddEvidenceEndpoint
{
    public static readonly Rule Missing = new("evidence-missing", 422, "行政处罚法 46", new("请先上传文件", "The file has to be sent first"));
    public static readonly Rule Empty = new("evidence-empty", 422, "DESIGN 4", new("文件为空", "The file is empty"));
    public static readonly Rule Large = new("evidence-too-large", 422, "DESIGN 4", new("文件过大", "The file is too large"));
    public static readonly Rule Type = new("evidence-type", 422, "DESIGN 4", new("只接受 PDF、JPEG、PNG、WebP 和 MP4，且内容须与文件名相符", "Only PDF, JPEG, PNG, WebP and MP4 are taken, and the bytes must be what the name says"));
    public static readonly Rule Named = new("evidence-name", 422, "DESIGN 4", new("文件名不能含路径", "A name of a file holds no path"));
    public static readonly Rule Found = new("evidence-of-finding", 422, "DESIGN 4", new("没有这项检查发现", "The inspection has no such finding"));

    public static async Task<HeldEvidence> LoadAsync(AddEvidence command, string jurisdiction, HttpContext http, IEvidenceStore store, CancellationToken cancellation)
    {
        await using var file = command.Digest is null || !store.SentBy(jurisdiction, Deskholder.Of(http).Department, command.Digest) || !store.Renew(jurisdiction, command.Digest) ? null : store.Open(jurisdiction, command.Digest);
        if (file is null)
            return new(null);
        var head = new byte[16];
        var read = await file.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancellation);
        return new(EvidenceTypes.Of(head.AsSpan(0, read)) is { } type ? new(command.Digest!, file.Length, type) : null);
    }

    /// <summary>What may be kept at all; a file that is refused is not stored.</summary>
    public static Refusal? Against(ReadOnlySpan<byte> bytes, long largest) =>
        bytes.Length == 0 ? Empty.Refuse(("field", "digest")) : bytes.Length > largest ? Large.Refuse(("field", "digest"), ("longest", largest)) : EvidenceTypes.Of(bytes) is null ? Type.Refuse(("field", "digest")) : null;

    [Gives("inspection.evidence")]
    [WolverinePost("/api/{jurisdiction}/facilities/{facilityId}/inspections/{inspection}/evidence")]
    public static Decision Decide(AddEvidence command, string inspection, [Decides] Facility facility, HeldEvidence held, Circumstances c)
    {
        if (OngoingInspection.Against(c, facility, "inspection.evidence", inspection, command.OccurredOn) is { } no)
            return no;
        if (held.File is not { } file)
            return Missing.Refuse(("field", "digest"));
        if (Guard.Text("name", command.Name) is { } malformed)
            return malformed;
        if (command.Name.AsSpan().IndexOfAny("/\\:") >= 0 || command.Name.Contains("..", StringComparison.Ordinal))
            return Named.Refuse(("field", "name"));
        if (!EvidenceTypes.Fits(command.Name, file.Type))
            return Type.Refuse(("field", "name"), ("media", file.Type));
        var found = facility.Inspections.All[inspection];
        if (command.Finding is { } finding && !found.Findings.Exists(x => x.Id == finding))
            return Found.Refuse(("field", "finding"));
        if (found.Evidence.Exists(x => x.File.Digest == file.Digest && x.Finding == command.Finding))
            return Decision.Nothing;
        var name = c.Seal("name", command.Name.Trim());
        return Decision.Of(new EvidenceAdded(inspection, c.NewId("evidence"), file.Digest, file.Size, file.Type, name.Sealed, command.Finding, command.OccurredOn)).Keep(name);
    }
}
