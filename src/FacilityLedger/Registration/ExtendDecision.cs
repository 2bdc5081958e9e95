using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;
using Wolverine.Http;

namespace FacilityLedger.Registration;

/// <summary>Enters that the term for the decision was prolonged, which may be done once (市场主体登记管理条例 19).</summary>
public sealed record ExtendDecision(DateOnly OccurredOn);

/// <param name="DecisionDue">The new term, counted from the application on; null where that had passed before the term was prolonged.</param>
public sealed record DecisionExtended(Deadline? DecisionDue, DateOnly OccurredOn) : IFact, IStartsClock
{
    public string Thing => "registration";
    public IEnumerable<Deadline?> Deadlines => [DecisionDue];
}

public static class ExtendDecisionEndpoint
{
    public static readonly Rule Applied = new("applied-first", 422, "县政策 10", new("没有正在办理的登记申请", "No application is with the authority"));
    public static readonly Rule May = new("decision-term-fixed", 422, "市场主体登记管理条例 19", new("该性质的登记期限不能延长", "The term of this nature cannot be prolonged"));
    public static readonly Rule Once = new("decision-extended-once", 422, "市场主体登记管理条例 19", new("登记期限只能延长一次", "The term for the decision is prolonged once"));

    [Gives("registration.extend")]
    [WolverinePost("/api/{jurisdiction}/facilities/{facilityId}/registration/extension")]
    public static Decision Decide(ExtendDecision command, [Decides] Facility facility, Circumstances c)
    {
        if (Guard.Against(c, facility, "registration.extend", command.OccurredOn, "registration") is { } no)
            return no;
        var was = facility.Registration;
        if (was is not { Status: RegistrationStatus.Applied, Application: { } asked })
            return Applied.Refuse(("state", was.Status));
        if (c.Policy.Nature(was.Nature!) is not { ExtensionClock: { } clock } nature)
            return May.Refuse(("nature", was.Nature));
        if (asked.ExtendedOn is { } before)
            return before == command.OccurredOn ? Decision.Nothing : Once.Refuse(("since", before)).On(nature.Source);
        var longer = c.Deadline(RegistrationApplied.Decision, clock, asked.AppliedOn) with { Owner = was.Authority! };
        return Decision.Of(new DecisionExtended(longer.DueOn < command.OccurredOn ? null : longer, command.OccurredOn));
    }
}
