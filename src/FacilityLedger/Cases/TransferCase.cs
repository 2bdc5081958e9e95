using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;
using Wolverine.Http;

namespace FacilityLedger.Cases;

/// <summary>Enters that a case is handed to who may decide it.</summary>
/// <param name="Ground"><c>jurisdiction</c>: another department is competent; <c>crime</c>: a crime is suspected.</param>
/// <param name="Document">Number of the letter of transfer.</param>
/// <param name="To">Code of the department; of a suspected crime it may be left out, where the judicial organ is none of the policy.</param>
public sealed record TransferCase(string Ground, string Document, DateOnly OccurredOn, string? To = null);

/// <summary>The case was transferred (行政处罚法 25, 27, 57). Another may be opened on its violations, also when the judicial organ gives it back.</summary>
public sealed record CaseTransferred(string Case, string Ground, string Document, string? To, DateOnly OccurredOn) : IFact, IMeets, IDrops
{
    public const string Crime = "crime";

    public string Thing => CaseBook.Thing(Case);

    /// <summary>The transfer of a crime is one of the four decisions that end a case (行政处罚法 57).</summary>
    public IEnumerable<string> Meets => Ground == Crime ? [CaseBook.Decision(Case)] : [];
    public IEnumerable<string> Drops => CaseBook.Terms(Case);
}

public static class TransferCaseEndpoint
{
    public static readonly Rule Receiver = new("transfer-to-another", 422, "行政处罚法 25", new("管辖移送须指明另一部门", "A case goes to another department, which is named"));
    private static readonly string[] Grounds = ["jurisdiction", CaseTransferred.Crime];

    [Gives("case.transfer")]
    [WolverinePost("/api/{jurisdiction}/facilities/{facilityId}/cases/{id}/transfer")]
    public static Decision Decide(TransferCase command, string id, [Decides] Facility facility, Circumstances c)
    {
        if ((OngoingCase.Against(c, facility, "case.transfer", id, command.OccurredOn) ?? Guard.Text("document", command.Document, 100)) is { } no)
            return no;
        if (!Grounds.Contains(command.Ground))
            return Guard.Code.Refuse(("field", "ground"), ("known", string.Join(' ', Grounds)));
        if (command.To is { } to && Guard.Known("to", to, c.Policy.Departments) is { } unknown)
            return unknown;
        var was = facility.Cases.All[id];
        if (command.To == was.Department || command.To is null && command.Ground != CaseTransferred.Crime)
            return Receiver.Refuse(("field", "to"));
        if (was.Status == CaseStatus.Transferred && was.Ground == command.Ground && was.TransferredTo == command.To)
            return Decision.Nothing;
        return was.Status is CaseStatus.Open or CaseStatus.Noticed
            ? Decision.Of(new CaseTransferred(id, command.Ground, command.Document.Trim(), command.To, command.OccurredOn))
            : OngoingCase.Step.Refuse(("state", was.Status));
    }
}
