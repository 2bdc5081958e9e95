using FacilityLedger.Disclosure;
using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;
using Wolverine.Http;

namespace FacilityLedger.Filing;

/// <summary>Enters that the authority has checked the conditions and finds them met, at first or on following up.</summary>
public sealed record ConfirmConditions(DateOnly OccurredOn);

/// <summary>The conditions are met: no notice is owed any more, and one that stands ends.</summary>
public sealed record FilingConditionsMet(string Authority, DateOnly OccurredOn) : IFact, IMeets
{
    public string Thing => "filing";
    public IEnumerable<string> Meets => ["filing/nonconformity", NotifyNonconformityEndpoint.FollowUp];
}

public static class ConfirmConditionsEndpoint
{
    public static readonly Rule Unmet = new("condition-not-met", 422, "25号文 9", new("经核对仍有不符合的条件，请先核对更新", "A condition was checked and is not met: check it again first"));

    [Gives("filing.nonconformity")]
    [WolverinePost("/api/{jurisdiction}/facilities/{facilityId}/filing/conformity")]
    public static Decision Decide(ConfirmConditions command, [Decides] Facility facility, Circumstances c)
    {
        if (StandingFiling.Against(c, facility, "filing.nonconformity", command.OccurredOn) is { } no)
            return no;
        var filing = facility.Filing;
        if (filing.Unmet.Any())
            return Unmet.Refuse(("conditions", string.Join(' ', filing.Unmet)));
        var met = new FilingConditionsMet(c.Department, command.OccurredOn);
        if (filing.Conditions.Count == 0 && !met.Meets.Any(x => facility.Obligations.All.GetValueOrDefault(x) is { Open: true }))
            return Decision.Nothing;
        return Decision.Of(met).And(facility.Ended(command.OccurredOn, "nonconformity")).Showing(facility, c, command.OccurredOn);
    }
}
