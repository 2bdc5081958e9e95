using FacilityLedger.Disclosure;
using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;
using Wolverine.Http;

namespace FacilityLedger.Inspections;

/// <summary>Publishes the result of a completed inspection.</summary>
public sealed record PublishResult(DateOnly OccurredOn);

/// <summary>The result was published: catalogue items, never a narrative.</summary>
public sealed record InspectionResultPublished(string Inspection, DateOnly OccurredOn) : IFact, IMeets
{
    public string Thing => InspectionBook.Thing(Inspection);
    public IEnumerable<string> Meets => [InspectionCompleted.Key(Inspection)];
}

public static class PublishResultEndpoint
{
    public static readonly Rule Completed = new("completed-first", 422, "优化营商环境条例 54", new("检查尚未结束，没有结果可公布", "The inspection has no result yet"));

    [Gives("inspection.publish")]
    [WolverinePost("/api/{jurisdiction}/facilities/{facilityId}/inspections/{inspection}/result")]
    public static Decision Decide(PublishResult command, string inspection, [Decides] Facility facility, Circumstances c)
    {
        if (OngoingInspection.Against(c, facility, "inspection.publish", inspection, command.OccurredOn) is { } no)
            return no;
        var found = facility.Inspections.All[inspection];
        if (found.Status == InspectionStatus.Published)
            return Decision.Nothing;
        if (found.Status != InspectionStatus.Completed)
            return Completed.Refuse(("state", found.Status));
        return Decision.Of(new InspectionResultPublished(inspection, command.OccurredOn))
            .And(Disclosing.Make(c, facility, "inspection", InspectionBook.Thing(inspection), command.OccurredOn, InspectionDisclosure.Of(found), byOfficer: true));
    }
}
