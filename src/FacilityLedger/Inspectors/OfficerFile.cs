using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;

namespace FacilityLedger.Inspectors;

/// <summary>A fact of an officer's stream, which is no facility's.</summary>
public interface IOfficerFact : IForeignFact;

/// <summary>An officer with an enforcement certificate (执法证), as the department's register has it. No name: the account stands for the person.</summary>
/// <param name="Account">As the issuer of sign-ins names it.</param>
/// <param name="CertifiedOn">First day of the certificate.</param>
/// <param name="ValidUntil">Its last day; null where it names none.</param>
public sealed record OfficerFile(string Id, string Account, string Department, string Certificate, DateOnly CertifiedOn, DateOnly? ValidUntil) : IThings
{
    /// <summary>The one thing of the stream.</summary>
    public const string Thing = "certificate";

    public long Version { get; init; }
    public DateOnly LastOn { get; init; }

    /// <summary>From this day on the officer has it no longer; null while it stands.</summary>
    public DateOnly? EndedOn { get; init; }

    /// <summary>Whether the officer could show it on the day.</summary>
    public bool ValidOn(DateOnly day) => CertifiedOn <= day && (ValidUntil is null || day <= ValidUntil) && (EndedOn is null || day < EndedOn);

    public static OfficerFile? Replay(IEnumerable<Entry> entries) => entries.Aggregate((OfficerFile?)null, Next);

    public static OfficerFile? Next(OfficerFile? before, Entry entry) =>
        (entry.Fact, before) switch
        {
            (OfficerCertified e, _) => new(entry.Stream, e.Account, e.Department, e.Certificate, e.OccurredOn, e.ValidUntil),
            (CertificateRenewed e, { } x) => x with { ValidUntil = e.ValidUntil },
            (CertificateEnded e, { } x) => x with { EndedOn = e.OccurredOn },
            _ => before,
        } is { } file ? file with { Version = entry.Version, LastOn = entry.Fact.OccurredOn } : null;

    /// <inheritdoc/>
    public long VersionOf(string? thing) => thing is null or Thing ? Version : 0;

    /// <summary>What every command about a standing certificate asks first.</summary>
    internal Refusal? Against(Circumstances c, string command, DateOnly day) =>
        Guard.May(c, command) ?? Guard.Day(c, day)
        ?? (Department == c.Department ? null : OfOthers.Refuse(("department", c.Department), ("officer", Department)))
        ?? (day < LastOn ? Guard.Backwards.Refuse(("occurredOn", day), ("last", LastOn)) : null);

    public static readonly Rule OfOthers = new("officer-of-others", 403, "行政处罚法 42", new("该执法人员属于其他部门", "The officer is another department's"));
}

/// <summary>Keeps the file beside its stream.</summary>
public sealed partial class OfficerProjection : FoldOfStream<OfficerFile>
{
    public OfficerProjection() : base(x => x.IsAssignableTo(typeof(IOfficerFact))) => Name = "Officer";

    protected override OfficerFile? Replay(IEnumerable<Entry> entries) => OfficerFile.Replay(entries);

    protected override OfficerFile? Next(OfficerFile? before, Entry entry) => OfficerFile.Next(before, entry);
}
