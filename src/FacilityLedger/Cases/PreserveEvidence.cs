using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;
using Wolverine.Http;

namespace FacilityLedger.Cases;

/// <summary>Enters that evidence which may be lost or hard to get later was registered and preserved (先行登记保存).</summary>
/// <param name="Count">Number of items on the list.</param>
/// <param name="Description">What they are and where they lie.</param>
public sealed record PreserveEvidence(int Count, string Description, DateOnly OccurredOn);

/// <summary>Evidence was preserved; what becomes of it is decided within the term (行政处罚法 56).</summary>
/// <param name="Evidence">Id of the list.</param>
public sealed record EvidencePreserved(string Case, string Evidence, int Count, Sealed Description, Deadline Due, DateOnly OccurredOn) : IFact, IStartsClock
{
    public string Thing => CaseBook.Thing(Case);
    public IEnumerable<Deadline?> Deadlines => [Due];
}

/// <summary>Enters what became of preserved evidence.</summary>
/// <param name="Evidence">Id of the list.</param>
/// <param name="Way"><c>returned</c>, <c>seized</c> (under a law), <c>appraisal</c> (sent to experts) or <c>handed-over</c> (to another authority).</param>
public sealed record SettleEvidence(string Evidence, string Way, DateOnly OccurredOn);

/// <summary>It was decided what becomes of preserved evidence.</summary>
public sealed record EvidenceSettled(string Case, string Evidence, string Way, DateOnly OccurredOn) : IFact, IMeets
{
    public string Thing => CaseBook.Thing(Case);
    public IEnumerable<string> Meets => [CaseBook.Evidence(Case, Evidence)];
}

public static class PreserveEvidenceEndpoint
{
    public static readonly Rule Counted = new("evidence-count", 422, "行政处罚法 56", new("保存物品的件数为 1 至 10000", "Between 1 and 10,000 items are preserved"));

    [Gives("case.evidence")]
    [WolverinePost("/api/{jurisdiction}/facilities/{facilityId}/cases/{id}/evidence")]
    public static Decision Decide(PreserveEvidence command, string id, [Decides] Facility facility, Circumstances c)
    {
        if ((OngoingCase.Against(c, facility, "case.evidence", id, command.OccurredOn) ?? Guard.Text("description", command.Description, 4000, lines: true)) is { } no)
            return no;
        if (command.Count is < 1 or > 10_000)
            return Counted.Refuse(("count", command.Count));
        var was = facility.Cases.All[id];
        if (was.Status is not (CaseStatus.Open or CaseStatus.Noticed))
            return OngoingCase.Step.Refuse(("state", was.Status));
        var (evidence, description) = (c.NewId("evidence"), c.Seal("description", command.Description));
        return Decision.Of(new EvidencePreserved(id, evidence, command.Count, description.Sealed, c.Deadline(CaseBook.Evidence(id, evidence), "case-evidence", command.OccurredOn), command.OccurredOn)).Keep(description);
    }
}

public static class SettleEvidenceEndpoint
{
    public static readonly Rule Preserved = new("evidence-not-preserved", 422, "行政处罚法 56", new("本案没有这批先行登记保存的证据", "No such evidence is preserved in this case"));
    private static readonly string[] Ways = ["returned", "seized", "appraisal", "handed-over"];

    /// <remarks>It may be given of a case that is over: what was taken has to go somewhere.</remarks>
    [Gives("case.evidence-settle")]
    [WolverinePost("/api/{jurisdiction}/facilities/{facilityId}/cases/{id}/evidence-settlement")]
    public static Decision Decide(SettleEvidence command, string id, [Decides] Facility facility, Circumstances c)
    {
        if (OngoingCase.Against(c, facility, "case.evidence-settle", id, command.OccurredOn) is { } no)
            return no;
        if (!Ways.Contains(command.Way))
            return Guard.Code.Refuse(("field", "way"), ("known", string.Join(' ', Ways)));
        if (facility.Cases.All[id].Preserved.Find(x => x.Id == command.Evidence) is not { } was)
            return Preserved.Refuse(("field", "evidence"));
        return was.Way is null ? Decision.Of(new EvidenceSettled(id, was.Id, command.Way, command.OccurredOn))
            : was.Way == command.Way ? Decision.Nothing : OngoingCase.Step.Refuse(("way", was.Way));
    }
}
