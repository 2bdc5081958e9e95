using FacilityLedger.Disclosure;
using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;
using Wolverine.Http;

namespace FacilityLedger.Credit;

/// <summary>Enters an objection to a change of credit or to what is shown.</summary>
/// <param name="About"><c>credit/K3…</c>: the id of a change; <c>disclosures/…</c>: the key of what is shown.</param>
/// <param name="Statement">What is objected; sealed.</param>
/// <param name="OthersHelp">Other units have to help: the longer term.</param>
public sealed record RaiseObjection(string About, string Statement, DateOnly OccurredOn, bool OthersHelp = false);

/// <summary>The institution objected.</summary>
/// <param name="Department">Who entered or showed what it objects to, and so decides; who received it, where the ledger showed it by itself.</param>
public sealed record ObjectionRaised(string Objection, string About, string Department, Sealed Statement, Deadline? DecisionDue, DateOnly OccurredOn) : IFact, IStartsClock
{
    public string Thing => CreditBook.ObjectionThing(Objection);
    public IEnumerable<Deadline?> Deadlines => [DecisionDue];

    /// <summary>Key of the duty to decide.</summary>
    internal static string Key(string objection) => $"{CreditBook.ObjectionThing(objection)}/decision";
}

public static class RaiseObjectionEndpoint
{
    public static readonly Rule Standing = new("objection-to-nothing", 422, "山东省社会信用条例 39", new("所异议的记录不存在、已不计入或已不公示", "What it objects to does not exist, counts no more or is shown no more"));
    public static readonly Rule Pending = new("objection-pending", 422, "山东省社会信用条例 39", new("对该记录的异议正在处理", "An objection to this is being dealt with"));

    [Gives("objection.raise")]
    [WolverinePost("/api/{jurisdiction}/facilities/{facilityId}/objections")]
    public static Decision Decide(RaiseObjection command, [Decides] Facility facility, Circumstances c)
    {
        if ((Guard.Against(c, facility, "objection.raise", command.OccurredOn, closed: true) ?? Guard.Text("statement", command.Statement, 4000, lines: true)) is { } no)
            return no;
        if (Of(facility, command.About) is not ({ } shownBy, var since))
            return Standing.Refuse();
        var by = shownBy == "none" ? c.Department : shownBy;
        if (command.OccurredOn < since)
            return Guard.Backwards.Refuse(("occurredOn", command.OccurredOn), ("last", since));
        if (facility.CreditBook.Objections.AtHand.FirstOrDefault(x => x.Status == ObjectionStatus.Raised && x.About == command.About) is { } pending)
            return Pending.Refuse(("objection", pending.Id));
        var (id, statement) = (c.NewId("objection"), c.Seal("statement", command.Statement));
        return Decision.Of(new ObjectionRaised(id, command.About, by, statement.Sealed, RequestRepairEndpoint.Due(c, ObjectionRaised.Key(id), command.OthersHelp ? ExtendObjectionEndpoint.Clock : "credit-objection", by, command.OccurredOn), command.OccurredOn)).Keep(statement);
    }

    /// <summary>Who entered what stands under the path, and since when it stands.</summary>
    internal static (string? By, DateOnly Since) Of(Facility facility, string about) => about.Split('/') switch
    {
        ["credit", var id] when facility.Credit.Changes.GetValueOrDefault(id) is { Struck: null } change => (change.Department, change.ChangedOn),
        ["disclosures", var key] when facility.Disclosures.Standing.ContainsKey(key) => (facility.Touched[about].Department, facility.Touched[about].OccurredOn),
        _ => (null, default),
    };
}
