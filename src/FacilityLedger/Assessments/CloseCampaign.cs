using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;
using Wolverine.Http;

namespace FacilityLedger.Assessments;

/// <summary>Ends a round: no further assessment is opened in it; those that are open are still frozen.</summary>
public sealed record CloseCampaign(DateOnly OccurredOn);

public sealed record CampaignClosed(DateOnly OccurredOn) : ICampaignFact
{
    public string Thing => "closing";
}

public static class CloseCampaignEndpoint
{
    [Gives("campaign.close")]
    [WolverinePost("/api/{jurisdiction}/campaigns/{campaignId}/closing")]
    public static Decision Decide(CloseCampaign command, [Decides(FromRoute = "campaignId")] AssessmentCampaign campaign, Circumstances c)
    {
        if ((Guard.May(c, "campaign.close") ?? Guard.Day(c, command.OccurredOn)) is { } no)
            return no;
        if (campaign.Status == CampaignStatus.Closed)
            return Decision.Nothing;
        return command.OccurredOn < campaign.OpenedOn
            ? Guard.Backwards.Refuse(("occurredOn", command.OccurredOn), ("last", campaign.OpenedOn))
            : Decision.Of(new CampaignClosed(command.OccurredOn));
    }
}
