using FacilityLedger.Hosting.Decisions;
using Wolverine.Http;

namespace FacilityLedger.Plans;

/// <summary>Approves the plan: another officer of the department than the one who drafted it.</summary>
public sealed record ApprovePlan(DateOnly OccurredOn);

/// <param name="ApprovedBy">Account of the officer.</param>
public sealed record PlanApproved(string ApprovedBy, DateOnly OccurredOn) : IPlanFact
{
    public string Thing => "approval";
}

public static class ApprovePlanEndpoint
{
    public static readonly Rule TwoPeople = new("plan-two-people", 422, "国办发〔2024〕54号", new("起草人不得审批自己的检查计划", "Whoever drafted the plan does not approve it"));

    [Gives("inspection.plan-approve")]
    [WolverinePost("/api/{jurisdiction}/plans/{planId}/approval")]
    public static Decision Decide(ApprovePlan command, [Decides(FromRoute = "planId")] InspectionPlan plan, Circumstances c)
    {
        if (plan.Against(c, "inspection.plan-approve", command.OccurredOn) is { } no)
            return no;
        if (plan.Status != PlanStatus.Drafted)
            return Decision.Nothing;
        return plan.DraftedBy == c.Actor.Account ? TwoPeople.Refuse(("field", "occurredOn")) : Decision.Of(new PlanApproved(c.Actor.Account, command.OccurredOn));
    }
}
