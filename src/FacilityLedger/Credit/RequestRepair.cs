using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;
using FacilityLedger.Violations;
using Wolverine.Http;

namespace FacilityLedger.Credit;

/// <summary>Enters that the institution asks for the repair of its credit after a breach.</summary>
/// <param name="Violation">Id of the violation.</param>
/// <param name="Done">What was done to put it right; sealed.</param>
/// <param name="Commitment">Its public commitment (信用承诺书), word for word; sealed. Without it the repair is not granted.</param>
public sealed record RequestRepair(string Violation, string Done, DateOnly OccurredOn, string? Commitment = null);

/// <summary>Repair was asked for; who found the breach decides (谁认定、谁修复).</summary>
/// <param name="Department">Who found the breach.</param>
public sealed record CreditRepairRequested(string Repair, string Violation, string Department, Sealed Done, Sealed? Commitment, Deadline? AcceptanceDue, DateOnly OccurredOn) : IFact, IStartsClock
{
    public string Thing => CreditBook.RepairThing(Repair);
    public IEnumerable<Deadline?> Deadlines => [AcceptanceDue];

    /// <summary>Keys of the duties to accept it and to decide on it.</summary>
    internal static string Acceptance(string repair) => $"{CreditBook.RepairThing(repair)}/acceptance";
    internal static string Decision(string repair) => $"{CreditBook.RepairThing(repair)}/decision";
}

public static class RequestRepairEndpoint
{
    public static readonly Rule OfNothing = new("repair-of-nothing", 422, "令第36号 2", new("没有这项违法行为，或者它没有处罚，也没有计入信用，无需修复", "There is no such violation, or it was neither penalised nor counted: there is nothing to repair"));
    public static readonly Rule Pending = new("repair-pending", 422, "令第36号", new("该违法行为的修复申请正在办理", "A repair of this violation is being dealt with"));

    [Gives("repair.request")]
    [WolverinePost("/api/{jurisdiction}/facilities/{facilityId}/repairs")]
    public static Decision Decide(RequestRepair command, [Decides] Facility facility, Circumstances c)
    {
        if ((Guard.Against(c, facility, "repair.request", command.OccurredOn, closed: true) ?? Guard.Text("done", command.Done, 4000, lines: true) ?? Guard.Text("commitment", command.Commitment, 4000, optional: true, lines: true)) is { } no)
            return no;
        if (facility.Violations.Find(command.Violation) is not { } violation)
            return OfNothing.Refuse();
        if (Guard.After(facility, ViolationBook.Thing(violation.Id), command.OccurredOn) is { } backwards)
            return backwards;
        if (!Repairable(facility, violation))
            return OfNothing.Refuse(("violation", violation.Id));
        if (facility.CreditBook.Repairs.AtHand.FirstOrDefault(x => x.Pending && x.Violation == violation.Id) is { } pending)
            return Pending.Refuse(("repair", pending.Id));
        var (id, by) = (c.NewId("repair"), Finder(violation));
        var (done, commitment) = (c.Seal("done", command.Done), c.SealIf("commitment", command.Commitment));
        return Decision.Of(new CreditRepairRequested(id, violation.Id, by, done.Sealed, commitment?.Sealed, Due(c, CreditRepairRequested.Acceptance(id), "credit-repair-acceptance", by, command.OccurredOn), command.OccurredOn)).Keep(done, commitment);
    }

    /// <summary>It was penalised or counts, and was not repaired yet.</summary>
    internal static bool Repairable(Facility facility, Violation violation) =>
        violation.Status != ViolationStatus.Dismissed && !facility.CreditBook.Repaired(violation) && (violation.Penalty is not null || facility.Credit.CausedBy(ViolationBook.Thing(violation.Id)).Count > 0);

    internal static Deadline? Due(Circumstances c, string key, string clock, string owner, DateOnly from) => c.DeadlineIf(key, clock, from) is { } due ? due with { Owner = owner } : null;

    // Who decided the last penalty, else who deals with the violation.
    private static string Finder(Violation violation) => violation.Penalty?.Department ?? violation.Department;
}
