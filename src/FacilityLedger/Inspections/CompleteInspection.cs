using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;
using FacilityLedger.Plans;
using Wolverine.Http;

namespace FacilityLedger.Inspections;

/// <summary>Enters how an inspection ended.</summary>
/// <param name="Result"><c>no-problem</c>, <c>correction-ordered</c> or <c>case</c>.</param>
public sealed record CompleteInspection(string Result, DateOnly OccurredOn);

/// <summary>The inspection ended; its result has to be published.</summary>
/// <param name="Domains">Domains that were inspected.</param>
/// <param name="ResultDue">The term for publishing the result.</param>
public sealed record InspectionCompleted(string Inspection, string Result, IReadOnlyList<string> Domains, Deadline ResultDue, DateOnly OccurredOn) : IFact, IStartsClock, IMeets
{
    public string Thing => InspectionBook.Thing(Inspection);
    public IEnumerable<Deadline?> Deadlines => [ResultDue];
    public IEnumerable<string> Meets => Domains.Select(x => CoverageOwed.Key(OccurredOn.Year, x));

    /// <summary>Key of the duty to publish the result.</summary>
    public static string Key(string inspection) => $"{InspectionBook.Thing(inspection)}/result";
}

public static class CompleteInspectionEndpoint
{
    public static readonly Rule Once = new("completed-once", 422, "DESIGN 4", new("检查已经结束，结果不能再改", "The inspection is completed, and its result stands"));
    private static readonly string[] Results = ["no-problem", "correction-ordered", "case"];

    [Gives("inspection.complete")]
    [WolverinePost("/api/{jurisdiction}/facilities/{facilityId}/inspections/{inspection}/completion")]
    public static Decision Decide(CompleteInspection command, string inspection, [Decides] Facility facility, Circumstances c)
    {
        if (OngoingInspection.Against(c, facility, "inspection.complete", inspection, command.OccurredOn) is { } no)
            return no;
        if (!Results.Contains(command.Result))
            return Guard.Code.Refuse(("field", "result"), ("known", string.Join(' ', Results)));
        var found = facility.Inspections.All[inspection];
        if (found.Status != InspectionStatus.Open)
            return found.Result == command.Result && found.CompletedOn == command.OccurredOn ? Decision.Nothing : Once.Refuse(("result", found.Result));
        return Decision.Of(new InspectionCompleted(inspection, command.Result, found.Domains, c.Deadline(InspectionCompleted.Key(inspection), "inspection-result", command.OccurredOn), command.OccurredOn));
    }
}
