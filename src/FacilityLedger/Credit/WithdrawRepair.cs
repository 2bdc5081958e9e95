using FacilityLedger.Disclosure;
using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;
using FacilityLedger.Violations;
using Wolverine.Http;

namespace FacilityLedger.Credit;

/// <summary>Enters that a repair does not stand, because the public commitment on which it rests was broken or was false from the beginning.</summary>
/// <param name="Ground"><c>commitment-broken</c> or <c>false-materials</c>.</param>
/// <param name="Reasons">In words; sealed.</param>
public sealed record WithdrawRepair(string Ground, string Reasons, DateOnly OccurredOn);

/// <summary>The repair was withdrawn: what it struck counts again by facts beside this one, and what it took from public view is to be published again as long as its term runs.</summary>
/// <param name="Restored">Changes of credit that count again.</param>
/// <param name="PublicationDue">The term for publishing the last penalty again; null where nothing need be.</param>
public sealed record CreditRepairWithdrawn(string Repair, string Violation, string Ground, Sealed Reasons, IReadOnlyList<RestoredChange> Restored, Deadline? PublicationDue, DateOnly OccurredOn) : IFact, IStartsClock
{
    public string Thing => CreditBook.RepairThing(Repair);
    public IEnumerable<Deadline?> Deadlines => [PublicationDue];
}

/// <param name="Id">Id of the change that counts now.</param>
/// <param name="Of">Id of the one that the repair struck.</param>
public sealed record RestoredChange(string Id, string Of);

public static class WithdrawRepairEndpoint
{
    public const string Broken = "commitment-broken";

    private static readonly string[] Grounds = [Broken, "false-materials"];

    [Gives("repair.withdraw")]
    [WolverinePost("/api/{jurisdiction}/facilities/{facilityId}/repairs/{repair}/withdrawal")]
    public static Decision Decide(WithdrawRepair command, string repair, [Decides] Facility facility, Circumstances c)
    {
        if ((AcceptRepairEndpoint.Against(c, facility, "repair.withdraw", repair, command.OccurredOn) ?? Guard.Text("reasons", command.Reasons, 2000, lines: true)) is { } no)
            return no;
        if (!Grounds.Contains(command.Ground))
            return Guard.Code.Refuse(("field", "ground"), ("known", string.Join(' ', Grounds)));
        var was = facility.CreditBook.Repairs[repair];
        if (was.Status == RepairStatus.Withdrawn && was.Ground == command.Ground && was.WithdrawnOn == command.OccurredOn)
            return Decision.Nothing;
        if (was.Status != RepairStatus.Granted)
            return AcceptRepairEndpoint.Step.Refuse(("state", was.Status));
        var (thing, on) = (CreditBook.RepairThing(repair), command.OccurredOn);
        var unrepaired = facility with { CreditBook = facility.CreditBook.Evolve(new CreditRepairWithdrawn(repair, was.Violation, command.Ground, default!, [], null, on)) };
        // What has lost its cause since then does not come back.
        var struck = facility.Credit.Changes.Values.Where(x => x.Struck is { Ground: "repaired" } strike && strike.DueTo == thing && !(x.Term?.Until < on) && ChangeCreditEndpoint.Founded(x, unrepaired, c.Book)).OrderBy(x => x.ChangedOn).ThenBy(x => x.Id, StringComparer.Ordinal).ToList();
        var raised = facility.Credit.CausedBy(thing);
        if (struck.Count + raised.Count > 0 && Guard.After(facility, "credit", on) is { } late)
            return late;
        var reasons = c.Seal("reasons", command.Reasons);
        var withdrawn = new CreditRepairWithdrawn(repair, was.Violation, command.Ground, reasons.Sealed, [.. struck.Select((x, i) => new RestoredChange(c.NewId($"restored {i}"), x.Id))], Republication(c, facility, was.Violation, on), on);
        return Decision.Of(withdrawn)
            .And(CreditChanges.With(c, facility, on,
            [
                .. raised.Select(x => new CreditChangeStruck(x.Id, x.Rule, x.Cause, "annulled", thing, on)),
                .. struck.Zip(withdrawn.Restored, (x, again) => new CreditChanged(again.Id, x.Rule, x.Cause, x.Delta, facility.Credit.Scale!, x.Department, on, x.Term)),
            ]))
            .Keep(reasons);
    }

    // Of the last decision; what is past its longest term stays out of view.
    private static Deadline? Republication(Circumstances c, Facility facility, string id, DateOnly on) =>
        facility.Violations.Find(id) is { Penalty: { } penalty } && BreachTerm.Of(c.Book, facility.Violations.Decided(penalty.Of)!) is var term && !(term?.Longest < on) && PenaltyPublicity.Due(c, penalty, on) is { } due
            ? due with { Key = PenaltyPublicity.AgainKey(id), Owner = penalty.Department }
            : null;
}
