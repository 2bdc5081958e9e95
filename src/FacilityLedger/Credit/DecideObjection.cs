using System.Text.Json;
using FacilityLedger.Disclosure;
using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;
using Wolverine.Http;

namespace FacilityLedger.Credit;

/// <summary>Enters that the objection is right, and puts it right.</summary>
/// <param name="Remedy"><c>struck</c>: the change counts no longer; <c>withdrawn</c> or <c>corrected</c>: what is shown.</param>
/// <param name="Fields">Where it is corrected, all that is shown from now on.</param>
public sealed record UpholdObjection(string Remedy, DateOnly OccurredOn, IReadOnlyDictionary<string, JsonElement>? Fields = null);

/// <summary>Enters that the objection is not right.</summary>
/// <param name="Ground"><c>accurate</c>, <c>no-evidence</c> or <c>not-credit</c>.</param>
public sealed record RejectObjection(string Ground, DateOnly OccurredOn);

/// <summary>The objection was right; what it objected to is put right by facts beside this one.</summary>
public sealed record ObjectionUpheld(string Objection, string Remedy, DateOnly OccurredOn) : IFact, IMeets
{
    public string Thing => CreditBook.ObjectionThing(Objection);
    public IEnumerable<string> Meets => [ObjectionRaised.Key(Objection)];
}

/// <summary>The objection was not right.</summary>
public sealed record ObjectionRejected(string Objection, string Ground, DateOnly OccurredOn) : IFact, IMeets
{
    public string Thing => CreditBook.ObjectionThing(Objection);
    public IEnumerable<string> Meets => [ObjectionRaised.Key(Objection)];
}

public static class UpholdObjectionEndpoint
{
    public static readonly Rule Unknown = new("objection-unknown", 404, "DESIGN 2", new("没有这项异议", "There is no such objection"));
    public static readonly Rule Of = new("objection-of-others", 403, "山东省社会信用条例 39", new("该异议由作出记录的部门处理", "Who made the entry decides on the objection"));
    public static readonly Rule Decided = new("objection-decided", 422, "山东省社会信用条例 39", new("该异议已有处理结果", "The objection is decided already"));
    public static readonly Rule Remedy = new("objection-remedy", 422, "山东省社会信用条例 39", new("处理方式与所异议的记录不符：计分只能不再计入，公示只能撤回或更正", "The remedy does not go with what it objects to: a change of credit is struck, what is shown is withdrawn or corrected"));

    private static readonly string[] Remedies = ["struck", "withdrawn", "corrected"];

    [Gives("objection.uphold")]
    [WolverinePost("/api/{jurisdiction}/facilities/{facilityId}/objections/{objection}/upholding")]
    public static Decision Decide(UpholdObjection command, string objection, [Decides] Facility facility, Circumstances c)
    {
        if (Against(c, facility, "objection.uphold", objection, command.OccurredOn) is { } no)
            return no;
        if (!Remedies.Contains(command.Remedy))
            return Guard.Code.Refuse(("field", "remedy"), ("known", string.Join(' ', Remedies)));
        var was = facility.CreditBook.Objections[objection];
        if (was.Status == ObjectionStatus.Upheld && was.Outcome == command.Remedy && was.DecidedOn == command.OccurredOn)
            return Decision.Nothing;
        if (was.Status != ObjectionStatus.Raised)
            return Decided.Refuse(("state", was.Status));
        if (RaiseObjectionEndpoint.Of(facility, was.About).By is null)
            return RaiseObjectionEndpoint.Standing.Refuse();
        if (command.Remedy == "struck" != was.About.StartsWith("credit/", StringComparison.Ordinal))
            return Remedy.Refuse(("about", was.About));
        var upheld = Decision.Of(new ObjectionUpheld(objection, command.Remedy, command.OccurredOn));
        var id = was.About.Split('/')[1];
        return command.Remedy == "struck"
            ? Guard.After(facility, "credit", command.OccurredOn) is { } late ? late : upheld.And(CreditChanges.Struck(c, facility, [facility.Credit.Changes[id]], "objection", CreditBook.ObjectionThing(objection), command.OccurredOn))
            : Shown(command, upheld, id, facility, c);
    }

    private static Decision Shown(UpholdObjection command, Decision upheld, string key, Facility facility, Circumstances c)
    {
        var (standing, on) = (facility.Disclosures.Standing[key], facility.NotBefore(key, command.OccurredOn));
        if (command.Remedy == "withdrawn")
            return upheld.And(new DisclosureWithdrawn(key, "objection", on, Withheld: new(standing.Kind, standing.About)));
        if (c.Book.On(standing.From).Disclosure(standing.Kind) is not { } kind)
            return PublishDisclosureEndpoint.Kind.Refuse(("kind", standing.Kind));
        return DisclosedFields.Against(kind, command.Fields ?? new Dictionary<string, JsonElement>(StringComparer.Ordinal)) is { } unfit
            ? unfit
            : upheld.And(new DisclosureCorrected(key, command.Fields!, "objection", standing.Version, on, Words: facility.Disclosures.Corrected(key, command.Fields!)));
    }

    internal static Refusal? Against(Circumstances c, Facility facility, string command, string objection, DateOnly on) =>
        Guard.Against(c, facility, command, on, CreditBook.ObjectionThing(objection), closed: true)
        ?? (facility.CreditBook.Objections.GetValueOrDefault(objection) is not { } was ? Unknown.Refuse() : was.Department != c.Department ? Of.Refuse(("department", was.Department)) : null);
}

public static class RejectObjectionEndpoint
{
    private static readonly string[] Grounds = ["accurate", "no-evidence", "not-credit"];

    [Gives("objection.reject")]
    [WolverinePost("/api/{jurisdiction}/facilities/{facilityId}/objections/{objection}/rejection")]
    public static Decision Decide(RejectObjection command, string objection, [Decides] Facility facility, Circumstances c)
    {
        if (UpholdObjectionEndpoint.Against(c, facility, "objection.reject", objection, command.OccurredOn) is { } no)
            return no;
        if (!Grounds.Contains(command.Ground))
            return Guard.Code.Refuse(("field", "ground"), ("known", string.Join(' ', Grounds)));
        var was = facility.CreditBook.Objections[objection];
        if (was.Status == ObjectionStatus.Rejected && was.Outcome == command.Ground && was.DecidedOn == command.OccurredOn)
            return Decision.Nothing;
        return was.Status == ObjectionStatus.Raised ? Decision.Of(new ObjectionRejected(objection, command.Ground, command.OccurredOn)) : UpholdObjectionEndpoint.Decided.Refuse(("state", was.Status));
    }
}
