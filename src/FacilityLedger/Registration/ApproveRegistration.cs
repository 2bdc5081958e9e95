using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;
using Wolverine.Http;

namespace FacilityLedger.Registration;

/// <summary>Enters that the department that approves institutions of this nature has approved (县政策 附件2).</summary>
/// <param name="Number">Number of the document of approval.</param>
public sealed record ApproveRegistration(string Number, DateOnly OccurredOn);

/// <param name="Authority">Department that approved.</param>
public sealed record RegistrationApproved(string Number, string Authority, DateOnly OccurredOn) : IFact, IClaims
{
    public string Thing => "registration";
    public IEnumerable<Claim> Claims => [ApprovalClaim(Number)];

    public static Claim ApprovalClaim(string number) => new("approval", number);
}

public static class ApproveRegistrationEndpoint
{
    public static readonly Rule Approves = new("approves-nature", 403, "县政策 附件2", new("登记由审批该性质机构的部门决定", "The authority that approves institutions of this nature decides"));
    public static readonly Rule Once = new("approved-once", 422, "县政策 附件2", new("登记申请已经审批", "The application is approved already"));

    [Gives("registration.approve")]
    [WolverinePost("/api/{jurisdiction}/facilities/{facilityId}/registration/approval")]
    public static Decision Decide(ApproveRegistration command, [Decides] Facility facility, Circumstances c)
    {
        if ((Guard.Against(c, facility, "registration.approve", command.OccurredOn, "registration") ?? Guard.Text("number", command.Number, 100)) is { } no)
            return no;
        var was = facility.Registration;
        if (was is not { Status: RegistrationStatus.Applied, Application: { } asked })
            return ExtendDecisionEndpoint.Applied.Refuse(("state", was.Status));
        if (c.Policy.Nature(was.Nature!)?.ApprovedBy != c.Department)
            return Approves.Refuse(("department", c.Department), ("nature", was.Nature));
        if (asked.Approval is { } before)
            return Folding.Same(before, command.Number) ? Decision.Nothing : Once.Refuse(("number", before));
        return Decision.Of(new RegistrationApproved(command.Number.Trim(), c.Department, command.OccurredOn));
    }
}
