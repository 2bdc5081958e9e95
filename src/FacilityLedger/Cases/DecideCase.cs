using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;
using FacilityLedger.Policies;
using FacilityLedger.Violations;
using Wolverine.Http;

namespace FacilityLedger.Cases;

/// <summary>Enters the decision to penalise.</summary>
/// <param name="Number">Number of the decision.</param>
public sealed record DecidePenalty(IReadOnlyList<CasePenalty> Penalties, string Number, DateOnly OccurredOn);

/// <summary>A penalty was decided in the ordinary procedure: it has to be served and, where the policy says so, made public.</summary>
/// <param name="Department">Who decided it.</param>
/// <param name="PublicationDue">Null where it need not be made public.</param>
public sealed record PenaltyDecided(
    string Case, IReadOnlyList<string> Violations, IReadOnlyList<CasePenalty> Penalties, string Number, string Department, Deadline ServiceDue, Deadline? PublicationDue, DateOnly OccurredOn)
    : IFact, IClaims, IMeets, IDrops, IStartsClock
{
    public string Thing => CaseBook.Thing(Case);
    public IEnumerable<Claim> Claims => [new("decision", Number)];
    public IEnumerable<string> Meets => [CaseBook.Decision(Case)];
    public IEnumerable<string> Drops => [CaseBook.Hearing(Case)];
    public IEnumerable<Deadline?> Deadlines => [ServiceDue, PublicationDue];

    internal Penalty Decided => new(Thing, Number, "ordinary", Department, OccurredOn, Penalties);
}

public static class DecidePenaltyEndpoint
{
    public static readonly Rule Noticed = new("not-beyond-the-notice", 422, "行政处罚法 44、45", new("处罚不得超出事先告知的种类和金额", "A penalty does not go beyond what the party was told, and defending oneself never makes it heavier"));
    public static readonly Rule Hearing = new("hearing-first", 422, "行政处罚法 65", new("当事人在期限内要求听证的，须先听证", "A hearing that was asked for in time comes before the decision"));
    public static readonly Rule Asking = new("hearing-term-first", 422, "行政处罚法 63、64", new("拟作重大处罚的，当事人要求听证的期限届满后才能决定", "A grave penalty is decided only when the party's term for asking for a hearing is over"));
    public static readonly Rule Review = new("review-first", 422, "行政处罚法 58", new("经听证或拟作重大处罚的，须先经法制审核", "After a hearing, and before a grave penalty, the case is reviewed legally"));
    public static readonly Rule Collective = new("collective-first", 422, "行政处罚法 57", new("重大处罚须由负责人集体讨论决定", "The heads of the department decide a grave penalty together"));
    public static readonly Rule FinedOnce = new("fined-once", 422, "行政处罚法 29", new("同一违法行为不得给予两次以上罚款", "The same act is fined once"));

    [Gives("case.decide")]
    [WolverinePost("/api/{jurisdiction}/facilities/{facilityId}/cases/{id}/decision")]
    public static Decision Decide(DecidePenalty command, string id, [Decides] Facility facility, Circumstances c)
    {
        if ((OngoingCase.Against(c, facility, "case.decide", id, command.OccurredOn) ?? Guard.Text("number", command.Number, 100)) is { } no)
            return no;
        var (was, number) = (facility.Cases.All[id], command.Number.Trim());
        if (OngoingCase.Malformed(c, facility, was, command.Penalties) is { } malformed)
            return malformed;
        if (was.Status == CaseStatus.Decided && Folding.Same(was.Number, number) && was.DecidedOn == command.OccurredOn && was.Penalties.SequenceEqual(command.Penalties))
            return Decision.Nothing;
        if (was.Status != CaseStatus.Noticed)
            return OngoingCase.Step.Refuse(("state", was.Status));
        if ((Procedure(command, was, c) ?? Unpenalised(command, was, facility, c)) is { } refused)
            return refused;
        var decided = new PenaltyDecided(id, was.Violations, command.Penalties, number, c.Department, c.Deadline(CaseBook.Service(id), "penalty-service", command.OccurredOn), null, command.OccurredOn);
        return Decision.Of(decided with { PublicationDue = PenaltyPublicity.Due(c, decided.Decided, command.OccurredOn) });
    }

    private static Refusal? Procedure(DecidePenalty command, Case was, Circumstances c)
    {
        var grave = command.Penalties.Any(x => c.Policy.PenaltyKinds.Any(k => k.Code == x.Kind && k.Grave));
        if (command.Penalties.FirstOrDefault(x => was.Penalties.FirstOrDefault(n => n.Kind == x.Kind) is not { } told || x.Serious && !told.Serious || x.Amount is { } amount && Yuan.Parse(amount) > Yuan.Parse(told.Amount!)) is { } beyond)
            return Noticed.Refuse(("kind", beyond.Kind), ("amount", beyond.Amount));
        if (was.HearingOwed)
            return Hearing.Refuse(("asked", was.HearingAskedOn));
        if (grave && was.HearingHeldOn is null && command.OccurredOn <= was.HearingDue)
            return Asking.Refuse(("until", was.HearingDue));
        if ((grave || was.HearingHeldOn is not null) && was.ReviewedOn is null)
            return Review.Refuse();
        return grave && was.DiscussedOn is null ? Collective.Refuse() : null;
    }

    private static Refusal? Unpenalised(DecidePenalty command, Case was, Facility facility, Circumstances c)
    {
        var violations = was.Violations.Select(facility.Violations.Find).OfType<Violation>().ToList();
        if (violations.Find(x => x.Status == ViolationStatus.Dismissed) is { } dismissed)
            return OngoingViolation.Step.Refuse(("state", dismissed.Status));
        if (violations.Find(x => !x.Punishable(c.Book, command.OccurredOn)) is { Penalty: { } penalty })
            return SummaryPenaltyEndpoint.Once.Refuse(("number", penalty.Number));
        return command.Penalties.Any(x => x.IsFine(c.Policy)) ? Fined(facility, violations, c) : null;
    }

    /// <summary>The same act is fined once, also under another item and whichever department decided.</summary>
    internal static Refusal? Fined(Facility facility, IReadOnlyList<Violation> violations, Circumstances c) =>
        facility.Violations.All.Values.Where(x => violations.Any(v => v.Ground == x.Ground)).SelectMany(x => x.Penalties).FirstOrDefault(x => x.Fines(c.Book)) is { } fined
            ? FinedOnce.Refuse(("number", fined.Number), ("departments", fined.Department))
            : null;
}
