using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;

namespace FacilityLedger.Assessments;

/// <summary>A fact of a campaign's stream, which is no facility's.</summary>
public interface ICampaignFact : IForeignFact;

public enum CampaignStatus
{
    Open,
    Closed,
}

/// <summary>A round of assessments by one standard: the second kind of stream.</summary>
public sealed record AssessmentCampaign(string Id, string Name, string Standard, DateOnly OpenedOn) : IThings
{
    public long Version { get; init; }
    public CampaignStatus Status { get; init; }

    /// <summary>Version of the closing; 0 while the campaign is open.</summary>
    public long Closing { get; init; }

    public static AssessmentCampaign? Replay(IEnumerable<Entry> entries) => entries.Aggregate((AssessmentCampaign?)null, Next);

    public static AssessmentCampaign? Next(AssessmentCampaign? before, Entry entry) => entry.Fact switch
    {
        CampaignOpened e => new(entry.Stream, e.Name, e.Standard, e.OccurredOn) { Version = entry.Version },
        CampaignClosed when before is not null => before with { Version = entry.Version, Status = CampaignStatus.Closed, Closing = entry.Version },
        _ => before,
    };

    /// <inheritdoc/>
    public long VersionOf(string? thing) => thing switch { null => Version, "closing" => Closing, _ => 0 };
}

/// <summary>Keeps the campaign beside its stream.</summary>
public sealed partial class CampaignProjection : FoldOfStream<AssessmentCampaign>
{
    public CampaignProjection() : base(x => x.IsAssignableTo(typeof(ICampaignFact))) => Name = "Campaign";

    protected override AssessmentCampaign? Replay(IEnumerable<Entry> entries) => AssessmentCampaign.Replay(entries);

    protected override AssessmentCampaign? Next(AssessmentCampaign? before, Entry entry) => AssessmentCampaign.Next(before, entry);
}
