using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;
using Wolverine.Http;

namespace FacilityLedger.Credit;

/// <summary>Enters that other units have to help with an objection: the longer term holds.</summary>
public sealed record ExtendObjection(DateOnly OccurredOn);

/// <summary>The longer term holds for deciding the objection; it still counts from the day on which it was raised. Entered when the shorter one was over, it says that this was not the term.</summary>
public sealed record ObjectionExtended(string Objection, Deadline DecisionDue, DateOnly OccurredOn) : IFact, IStartsClock
{
    public string Thing => CreditBook.ObjectionThing(Objection);
    public IEnumerable<Deadline?> Deadlines => [DecisionDue];
}

public static class ExtendObjectionEndpoint
{
    internal const string Clock = "credit-objection-extended";

    public static readonly Rule Once = new("objection-prolonged-once", 422, "山东省社会信用条例 39", new("需协助的期限只有一个，不能再次延长", "The term is prolonged once; there is none longer"));

    [Gives("objection.extend")]
    [WolverinePost("/api/{jurisdiction}/facilities/{facilityId}/objections/{objection}/extension")]
    public static Decision Decide(ExtendObjection command, string objection, [Decides] Facility facility, Circumstances c)
    {
        if (UpholdObjectionEndpoint.Against(c, facility, "objection.extend", objection, command.OccurredOn) is { } no)
            return no;
        var was = facility.CreditBook.Objections[objection];
        if (was.Status != ObjectionStatus.Raised)
            return UpholdObjectionEndpoint.Decided.Refuse(("state", was.Status));
        if (was.ProlongedOn is { } on)
            return on == command.OccurredOn ? Decision.Nothing : Once.Refuse(("on", on));
        return RequestRepairEndpoint.Due(c, ObjectionRaised.Key(objection), Clock, was.Department, was.RaisedOn) is { } due ? Decision.Of(new ObjectionExtended(objection, due, command.OccurredOn)) : Once.Refuse(("clock", Clock));
    }
}
