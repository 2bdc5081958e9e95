using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;
using Wolverine.Http;

namespace FacilityLedger.Cases;

/// <summary>Enters that the party received the demand to perform (催告书).</summary>
public sealed record DemandPerformance(DateOnly OccurredOn);

/// <summary>The party was called upon to perform what was decided; only when its term is over may the court be asked (行政强制法 54).</summary>
public sealed record PerformanceDemanded(string Case, Deadline Due, DateOnly OccurredOn) : IFact, IStartsClock
{
    public string Thing => CaseBook.Thing(Case);
    public IEnumerable<Deadline?> Deadlines => [Due];
}

public static class DemandPerformanceEndpoint
{
    [Gives("case.demand")]
    [WolverinePost("/api/{jurisdiction}/facilities/{facilityId}/cases/{id}/demand")]
    public static Decision Decide(DemandPerformance command, string id, [Decides] Facility facility, Circumstances c)
    {
        if (OngoingCase.Against(c, facility, "case.demand", id, command.OccurredOn) is { } no)
            return no;
        var was = facility.Cases.All[id];
        if (was.DemandedOn == command.OccurredOn)
            return Decision.Nothing;
        return was.Status == CaseStatus.Served
            ? Decision.Of(new PerformanceDemanded(id, c.Deadline(CaseBook.Demand(id), "enforcement-demand", command.OccurredOn), command.OccurredOn))
            : OngoingCase.Step.Refuse(("state", was.Status));
    }
}
