using FacilityLedger.Cases;
using FacilityLedger.Disclosure;
using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;
using Wolverine.Http;

namespace FacilityLedger.Violations;

/// <summary>Enters that a penalty imposed on the spot was annulled.</summary>
/// <param name="By"><c>department</c> (withdrew it itself), <c>reconsideration</c> or <c>court</c>.</param>
/// <param name="Document">Number of the decision or judgment that annulled it.</param>
public sealed record RevokeSummaryPenalty(string By, string Document, DateOnly OccurredOn);

/// <summary>A penalty imposed on the spot was annulled: its duty of publication ends, and the violation may be penalised anew.</summary>
/// <param name="Number">Number of the decision that is gone.</param>
public sealed record SummaryPenaltyRevoked(string Violation, string Number, string By, string Document, DateOnly OccurredOn) : IFact, IDrops
{
    public string Thing => ViolationBook.Thing(Violation);
    public IEnumerable<string> Drops => [PenaltyPublicity.Key(Thing), PenaltyPublicity.AgainKey(Violation)];
}

public static class RevokeSummaryPenaltyEndpoint
{
    public static readonly Rule Imposed = new("summary-penalty-stands", 422, "行政处罚法 75", new("撤销的须是现行有效的简易程序处罚", "What is annulled is a summary penalty that stands"));
    public static readonly Rule Of = new("summary-penalty-of-others", 403, "行政处罚法 75", new("由作出处罚的部门登记撤销", "Whoever imposed the penalty enters that it was annulled"));

    [Gives("penalty.revoke")]
    [WolverinePost("/api/{jurisdiction}/facilities/{facilityId}/violations/{violation}/revocation")]
    public static Decision Decide(RevokeSummaryPenalty command, string violation, [Decides] Facility facility, Circumstances c)
    {
        if ((OngoingViolation.Against(c, facility, "penalty.revoke", violation, command.OccurredOn) ?? Guard.Text("document", command.Document, 100)) is { } no)
            return no;
        if (!RevokePenaltyEndpoint.Bodies.Contains(command.By))
            return Guard.Code.Refuse(("field", "by"), ("known", string.Join(' ', RevokePenaltyEndpoint.Bodies)));
        var (was, thing, document) = (facility.Violations.All[violation], ViolationBook.Thing(violation), command.Document.Trim());
        if (was.Penalties.Find(x => x.Of == thing) is not { } penalty)
            return was.Annulled == new Annulment(command.By, document) ? Decision.Nothing : Imposed.Refuse(("penalties", was.Penalties.Count));
        return penalty.Department == c.Department
            ? Decision.Of(new SummaryPenaltyRevoked(violation, penalty.Number, command.By, document, command.OccurredOn)).And(RevokePenaltyEndpoint.Hidden(facility, thing, command.OccurredOn))
            : Of.Refuse(("department", penalty.Department));
    }
}
