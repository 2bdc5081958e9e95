using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;
using Marten;
using Wolverine.Http;

namespace FacilityLedger.Assessments;

/// <summary>Opens the assessment of an institution in a campaign.</summary>
/// <param name="Campaign">Key of the campaign's stream.</param>
/// <param name="Standard">Code of the policy's standard; the campaign's own.</param>
public sealed record OpenAssessment(string Campaign, string Standard, DateOnly OccurredOn);

/// <param name="Policy">Version of the policy whose standard is applied to the end.</param>
public sealed record AssessmentOpened(string Campaign, string Standard, string Policy, DateOnly OccurredOn) : IFact
{
    public string Thing => $"assessments/{Campaign}";
}

public static class OpenAssessmentEndpoint
{
    public static readonly Rule Filed = new("assessment-filed-only", 422, "WS/T 821-2023", new("只评估已备案的机构", "Only a filed institution is assessed"));
    public static readonly Rule Once = new("assessment-once-a-campaign", 422, "DESIGN 5", new("该机构在本次评估中已立项", "The institution has its assessment in this campaign"));
    public static readonly Rule Open = new("campaign-not-open", 422, "DESIGN 5", new("没有正在进行的该评估活动", "No such campaign is open"));
    public static readonly Rule OfCampaign = new("campaign-standard", 422, "DESIGN 5", new("标准与评估活动不一致", "The campaign assesses by another standard"));

    /// <summary>Locks the campaign too, so that it is not closed meanwhile.</summary>
    public static async Task<AssessmentCampaign?> LoadAsync(OpenAssessment command, IDocumentSession session, CancellationToken cancellation) =>
        Guard.Text("campaign", command.Campaign, 60) is null ? (await session.Events.FetchForExclusiveWriting<AssessmentCampaign>(command.Campaign, cancellation)).Aggregate : null;

    [Gives("assessment.open", Roles.Evaluator)]
    [WolverinePost("/api/{jurisdiction}/facilities/{facilityId}/assessments")]
    public static Decision Decide(OpenAssessment command, [Decides] Facility facility, AssessmentCampaign? campaign, Circumstances c)
    {
        if (Guard.Against(c, facility, "assessment.open", command.OccurredOn, $"assessments/{command.Campaign}") is { } no)
            return no;
        if (facility.Assessments.All.ContainsKey(command.Campaign))
            return Once.Refuse(("campaign", command.Campaign));
        if (campaign is not { Status: CampaignStatus.Open } || campaign.Id != command.Campaign || command.OccurredOn < campaign.OpenedOn)
            return Open.Refuse();
        if (command.Standard != campaign.Standard)
            return OfCampaign.Refuse(("standard", command.Standard), ("campaign", campaign.Standard));
        var policy = c.Book.On(command.OccurredOn);
        if (Guard.Known("standard", command.Standard, policy.Standards) is { } unknown)
            return unknown;
        return facility.Status != FacilityStatus.Filed
            ? Filed.Refuse(("state", facility.Status))
            : Decision.Of(new AssessmentOpened(command.Campaign, command.Standard, policy.Version, command.OccurredOn));
    }
}
