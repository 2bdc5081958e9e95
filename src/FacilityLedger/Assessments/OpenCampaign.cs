using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;
using Wolverine.Http;

namespace FacilityLedger.Assessments;

/// <summary>Opens a round of assessments.</summary>
/// <param name="Standard">Code of the policy's standard.</param>
public sealed record OpenCampaign(string Name, string Standard, DateOnly OccurredOn);

public sealed record CampaignOpened(string Name, string Standard, DateOnly OccurredOn) : ICampaignFact
{
    public string Thing => "campaign";
}

public static class OpenCampaignEndpoint
{
    public static readonly Rule Once = new("campaign-opened-once", 422, "DESIGN 5", new("该评估活动已开始", "The campaign is open already"));

    public static string Key(HttpContext http) => AdmittedCommand.Of(http).NewStream;

    [Gives("campaign.open")]
    [WolverinePost("/api/{jurisdiction}/campaigns")]
    public static Decision Decide(OpenCampaign command, [Decides(FromMethod = nameof(Key))] AssessmentCampaign? campaign, Circumstances c)
    {
        if ((Guard.May(c, "campaign.open") ?? Guard.Day(c, command.OccurredOn)) is { } no)
            return no;
        if (campaign is not null)
            return Once.Refuse(("campaign", campaign.Id));
        if ((Guard.Text("name", command.Name) ?? Guard.Known("standard", command.Standard, c.Book.On(command.OccurredOn).Standards)) is { } malformed)
            return malformed;
        return Decision.Of(new CampaignOpened(command.Name.Trim(), command.Standard, command.OccurredOn));
    }
}
