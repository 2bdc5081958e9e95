using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;
using Wolverine.Http;

namespace FacilityLedger.Registration;

/// <summary>Enters that the institution is no longer dormant.</summary>
public sealed record EndDormancy(DateOnly OccurredOn);

/// <summary>The dormancy has ended; whether children are taken again is a matter of the service.</summary>
public sealed record DormancyEnded(DateOnly OccurredOn) : IFact, IMeets
{
    public string Thing => "registration";
    public IEnumerable<string> Meets => [DormancyDeclared.End];
}

public static class EndDormancyEndpoint
{
    public static readonly Rule Dormant = new("dormant-first", 422, "市场主体登记管理条例 30", new("机构未处于歇业状态", "The institution is not dormant"));

    [Gives("registration.dormancy-end")]
    [WolverinePost("/api/{jurisdiction}/facilities/{facilityId}/registration/dormancy-end")]
    public static Decision Decide(EndDormancy command, [Decides] Facility facility, Circumstances c)
    {
        if (Guard.Against(c, facility, "registration.dormancy-end", command.OccurredOn, "registration") is { } no)
            return no;
        if (facility.Registration.Dormancy is null)
            return facility.Obligations.All.GetValueOrDefault(DormancyDeclared.End)?.MetOn == command.OccurredOn ? Decision.Nothing : Dormant.Refuse(("state", facility.Status));
        return Decision.Of(new DormancyEnded(command.OccurredOn)).Showing(facility, c, command.OccurredOn);
    }
}
