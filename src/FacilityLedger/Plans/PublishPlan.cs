using FacilityLedger.Hosting.Decisions;
using Wolverine.Http;

namespace FacilityLedger.Plans;

/// <summary>Publishes the list of items with their basis and yearly caps.</summary>
public sealed record PublishPlan(DateOnly OccurredOn);

public sealed record PlanPublished(DateOnly OccurredOn) : IPlanFact
{
    public string Thing => "publication";
}

public static class PublishPlanEndpoint
{
    public static readonly Rule Approved = new("plan-approved-first", 422, "国办发〔2024〕54号", new("检查计划尚未审批，不能公布", "The plan is not approved yet"));

    [Gives("inspection.plan-publish")]
    [WolverinePost("/api/{jurisdiction}/plans/{planId}/publication")]
    public static Decision Decide(PublishPlan command, [Decides(FromRoute = "planId")] InspectionPlan plan, Circumstances c)
    {
        if (plan.Against(c, "inspection.plan-publish", command.OccurredOn) is { } no)
            return no;
        return plan.Status switch
        {
            PlanStatus.Published => Decision.Nothing,
            PlanStatus.Approved => Decision.Of(new PlanPublished(command.OccurredOn)),
            _ => Approved.Refuse(("state", plan.Status)),
        };
    }
}
