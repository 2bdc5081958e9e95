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
    public static readonly Rule Type = new("evidence-type", 422, "DESIGN 4", new("只接受 PDF、JPEG、PNG、WebP、MP4 和 MOV，且内容须与文件名相符", "Only PDF, JPEG, PNG, WebP, MP4 and MOV are taken, and the bytes must be what the name says"));
    public static readonly Rule Quota = new("evidence-quota", 429, "DESIGN 4", new("本部门今天上传的文件已达上限，请明天再传或者联系系统管理员", "The department has sent as much as it may on one day; send the rest tomorrow, or ask the administrator"));
    public static readonly Rule NoRoom = new("evidence-no-room", 503, "DESIGN 4", new("文件暂时无法保存，请稍后再传", "The file cannot be stored just now; send it again after a while"));
    public static readonly Rule Named = new("evidence-name", 422, "DESIGN 4", new("文件名不能含路径", "A name of a file holds no path"));
    public static readonly Rule Found = new("evidence-of-finding", 422, "DESIGN 4", new("没有这项检查发现", "The inspection has no such finding"));

    public static async Task<HeldEvidence> LoadAsync(AddEvidence command, string jurisdiction, HttpContext http, IEvidenceStore store, CancellationToken cancellation)
    {
        await using var file = command.Digest is null || !store.SentBy(jurisdiction, Deskholder.Of(http).Department, command.Digest) || !store.Renew(jurisdiction, command.Digest) ? null : store.Open(jurisdiction, command.Digest);
        // One that was altered meanwhile has to be sent again.
        if (file is null || !await EvidenceFiles.IsWholeAsync(file, command.Digest!, cancellation))
            return new(null);
        var head = new byte[EvidenceTypes.Head];
        var read = await file.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancellation);
        return new(EvidenceTypes.Of(head.AsSpan(0, read)) is { } type ? new(command.Digest!, file.Length, type) : null);
    }

    /// <summary>What may be kept at all; a file that is refused is not stored.</summary>
    /// <param name="head">Its first bytes.</param>
    /// <param name="size">Bytes that it has, as far as they have been read.</param>
    public static Refusal? Against(ReadOnlySpan<byte> head, long size, long largest) =>
        size == 0 ? Empty.Refuse(("field", "digest"))
        : size > largest ? Large.Refuse(("field", "digest"), ("longest", largest))
        : EvidenceTypes.Of(head) is not null ? null
        : EvidenceTypes.IsPhonePhoto(head) ? Type.Because(new("这是手机的 HEIC 或者 AVIF 照片，请另存为 JPEG 后上传", "This is a photo as phones keep it (HEIC, AVIF); save it as JPEG and send that"), ("field", "digest"))
        : Type.Refuse(("field", "digest"));

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
