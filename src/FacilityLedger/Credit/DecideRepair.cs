using FacilityLedger.Cases;
using FacilityLedger.Disclosure;
using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;
using FacilityLedger.Violations;
using Wolverine.Http;

namespace FacilityLedger.Credit;

/// <summary>Enters that the request is complete.</summary>
public sealed record AcceptRepair(DateOnly OccurredOn);

/// <summary>Grants the repair.</summary>
public sealed record GrantRepair(DateOnly OccurredOn);

/// <summary>Refuses the repair, also at once.</summary>
/// <param name="Ground"><c>shortest-term</c>, <c>not-corrected</c>, <c>duties</c>, <c>commitment</c>, <c>excluded</c> or <c>false-materials</c>.</param>
public sealed record RefuseRepair(string Ground, DateOnly OccurredOn);

/// <summary>The request was accepted.</summary>
public sealed record CreditRepairAccepted(string Repair, Deadline? DecisionDue, DateOnly OccurredOn) : IFact, IMeets, IStartsClock
{
    public string Thing => CreditBook.RepairThing(Repair);
    public IEnumerable<string> Meets => [CreditRepairRequested.Acceptance(Repair)];
    public IEnumerable<Deadline?> Deadlines => [DecisionDue];
}

/// <summary>The breach is repaired: what was published of it ends, its change of credit counts no longer, and what followed from the grade goes with it; each by a fact of its own beside this one.</summary>
public sealed record CreditRepairGranted(string Repair, string Violation, DateOnly OccurredOn) : IFact, IMeets
{
    public string Thing => CreditBook.RepairThing(Repair);
    public IEnumerable<string> Meets => [CreditRepairRequested.Decision(Repair)];
}

/// <summary>The repair was refused; it may be asked for again.</summary>
public sealed record CreditRepairRefused(string Repair, string Ground, DateOnly OccurredOn) : IFact, IMeets
{
    public string Thing => CreditBook.RepairThing(Repair);
    public IEnumerable<string> Meets => [CreditRepairRequested.Acceptance(Repair), CreditRepairRequested.Decision(Repair)];
}

public static class AcceptRepairEndpoint
{
    public static readonly Rule Unknown = new("repair-unknown", 404, "DESIGN 2", new("没有这项修复申请", "There is no such request for repair"));
    public static readonly Rule Of = new("repair-of-others", 403, "令第36号（谁认定、谁修复）", new("该修复由认定部门办理", "Who found the breach deals with its repair"));
    public static readonly Rule Step = new("repair-step", 422, "令第36号", new("当前状态下不能办理此步骤", "Its state does not allow this step"));

    [Gives("repair.accept")]
    [WolverinePost("/api/{jurisdiction}/facilities/{facilityId}/repairs/{repair}/acceptance")]
    public static Decision Decide(AcceptRepair command, string repair, [Decides] Facility facility, Circumstances c)
    {
        if (Against(c, facility, "repair.accept", repair, command.OccurredOn) is { } no)
            return no;
        var was = facility.CreditBook.Repairs[repair];
        if (was.Status == RepairStatus.Accepted && was.AcceptedOn == command.OccurredOn)
            return Decision.Nothing;
        return was.Status == RepairStatus.Requested
            ? Decision.Of(new CreditRepairAccepted(repair, RequestRepairEndpoint.Due(c, CreditRepairRequested.Decision(repair), "credit-repair-decision", was.Department, command.OccurredOn), command.OccurredOn))
            : Step.Refuse(("state", was.Status));
    }

    internal static Refusal? Against(Circumstances c, Facility facility, string command, string repair, DateOnly on) =>
        Guard.Against(c, facility, command, on, CreditBook.RepairThing(repair), closed: true)
        ?? (facility.CreditBook.Repairs.GetValueOrDefault(repair) is not { } was ? Unknown.Refuse() : was.Department != c.Department ? Of.Refuse(("department", was.Department)) : null);
}

public static class GrantRepairEndpoint
{
    public static readonly Rule Term = new("repair-term", 422, "令第36号", new("最短公示期未满，不予修复", "The shortest term of publication is not over"));
    public static readonly Rule Corrected = new("repair-not-corrected", 422, "令第36号", new("违法行为尚未核验改正，不予修复", "The breach is not verified as put right"));
    public static readonly Rule Duties = new("repair-duties", 422, "令第36号", new("处罚确定的义务尚未履行完毕，不予修复", "What the penalty demands is not done in full"));
    public static readonly Rule Committed = new("repair-commitment", 422, "令第36号", new("未作出公开信用承诺，不予修复", "Nothing is repaired without a public commitment"));
    public static readonly Rule Excluded = new("repair-excluded", 422, "令第36号 2", new("该类处罚依法不予信用修复", "A penalty of this kind cannot be repaired"));

    [Gives("repair.grant")]
    [WolverinePost("/api/{jurisdiction}/facilities/{facilityId}/repairs/{repair}/grant")]
    public static Decision Decide(GrantRepair command, string repair, [Decides] Facility facility, Circumstances c)
    {
        if (AcceptRepairEndpoint.Against(c, facility, "repair.grant", repair, command.OccurredOn) is { } no)
            return no;
        var was = facility.CreditBook.Repairs[repair];
        if (was.Status == RepairStatus.Granted && was.DecidedOn == command.OccurredOn)
            return Decision.Nothing;
        if (was.Status != RepairStatus.Accepted)
            return AcceptRepairEndpoint.Step.Refuse(("state", was.Status));
        if (facility.Violations.Find(was.Violation) is not { } violation || !RequestRepairEndpoint.Repairable(facility, violation))
            return RequestRepairEndpoint.OfNothing.Refuse(("violation", was.Violation));
        if (Missing(c, facility, was, violation, command.OccurredOn) is { } missing)
            return missing;
        var thing = ViolationBook.Thing(violation.Id);
        IReadOnlyList<CreditEntry> struck = c.Book.On(command.OccurredOn).Credit.Repair is { Strikes: true } ? facility.Credit.CausedBy(thing) : [];
        if (struck.Count > 0 && Guard.After(facility, "credit", command.OccurredOn) is { } late)
            return late;
        return Decision.Of(new CreditRepairGranted(repair, violation.Id, command.OccurredOn))
            .And(Repaired(facility, violation).Select(x => new DisclosureWithdrawn(x, "repaired", facility.NotBefore(x, command.OccurredOn))))
            .And(CreditChanges.Struck(c, facility, struck, "repaired", CreditBook.RepairThing(repair), command.OccurredOn));
    }

    // A decision on several acts is shown until each of them is repaired.
    private static IEnumerable<string> Repaired(Facility facility, Violation violation) => facility.Violations.Decisions
        .Where(x => x.Violations.Contains(violation) && x.Violations.All(v => v == violation || facility.CreditBook.Repaired(v))).Select(x => Disclosing.Key(ViolationDisclosure.Penalty, x.Penalty.Of)).Where(facility.Disclosures.Standing.ContainsKey);

    // The conditions of the grant, as the file shows them.
    private static Refusal? Missing(Circumstances c, Facility facility, Repair repair, Violation violation, DateOnly on)
    {
        if (c.Book.On(on).Credit.Repair is { } policy && violation.Penalties.Select(x => x.ExcludedBy(policy)).FirstOrDefault(x => x is not null) is { } excluded)
            return Excluded.Refuse(("kind", excluded.Code)).On(excluded.Source);
        if (BreachTerm.All(c.Book, violation).Max(x => x.Shortest) is { } until && on <= until)
            return Term.Refuse(("until", until));
        if (violation.Status != ViolationStatus.Verified || violation.VerifiedOn > on)
            return Corrected.Refuse(("state", violation.Status));
        if (facility.Cases.All.Values.FirstOrDefault(x => x.Violations.Contains(violation.Id) && x.Number is not null && x.Status != CaseStatus.Revoked && x.Paid < Due(x)) is { } unpaid)
            return Duties.Refuse(("number", unpaid.Number), ("paid", unpaid.Paid), ("payable", Due(unpaid)));
        return repair.Committed ? null : Committed.Refuse();

        // What was added for paying late is due too, until the case was closed: then it was paid or waived.
        decimal Due(Case x) => x.Payable + (x.Status == CaseStatus.Served ? Surcharge.On(x, c.Book, on).Value : 0);
    }
}

public static class RefuseRepairEndpoint
{
    private static readonly string[] Grounds = ["shortest-term", "not-corrected", "duties", "commitment", "excluded", "false-materials"];

    [Gives("repair.refuse")]
    [WolverinePost("/api/{jurisdiction}/facilities/{facilityId}/repairs/{repair}/refusal")]
    public static Decision Decide(RefuseRepair command, string repair, [Decides] Facility facility, Circumstances c)
    {
        if (AcceptRepairEndpoint.Against(c, facility, "repair.refuse", repair, command.OccurredOn) is { } no)
            return no;
        if (!Grounds.Contains(command.Ground))
            return Guard.Code.Refuse(("field", "ground"), ("known", string.Join(' ', Grounds)));
        var was = facility.CreditBook.Repairs[repair];
        if (was.Status == RepairStatus.Refused && was.Ground == command.Ground && was.DecidedOn == command.OccurredOn)
            return Decision.Nothing;
        return was.Pending ? Decision.Of(new CreditRepairRefused(repair, command.Ground, command.OccurredOn)) : AcceptRepairEndpoint.Step.Refuse(("state", was.Status));
    }
}
