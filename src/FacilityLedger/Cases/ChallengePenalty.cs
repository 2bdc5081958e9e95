using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;
using FacilityLedger.Violations;
using Wolverine.Http;

namespace FacilityLedger.Cases;

/// <summary>Enters that the party asked for reconsideration or sued. The penalty is performed all the same (行政处罚法 73).</summary>
/// <param name="Course"><c>reconsideration</c> (行政复议) or <c>suit</c> (行政诉讼).</param>
public sealed record ChallengePenalty(string Course, DateOnly OccurredOn);

/// <summary>The decision was challenged; while that is pending no surcharge counts and the court is not asked to enforce.</summary>
/// <param name="LastDay">Last day of the party's term; a challenge after it is late, and whoever decides it may say so.</param>
public sealed record PenaltyChallenged(string Case, string Course, DateOnly LastDay, DateOnly OccurredOn) : IFact, IDrops
{
    public string Thing => CaseBook.Thing(Case);
    public IEnumerable<string> Drops => [CaseBook.Court(Case)];
}

/// <summary>Enters how a reconsideration or a suit ended.</summary>
/// <param name="Outcome"><c>upheld</c>, <c>changed</c>, <c>annulled</c>, or <c>dropped</c> where it was withdrawn or not taken up.</param>
/// <param name="Document">Number of the decision or judgment.</param>
/// <param name="Penalties">What the penalty is now; only where it was changed.</param>
public sealed record DecideChallenge(string Outcome, string Document, DateOnly OccurredOn, IReadOnlyList<CasePenalty>? Penalties = null);

/// <summary>A challenge ended. What was changed is made public anew; what was annulled is undone by the facts beside this one.</summary>
/// <param name="Number">Number of the decision that was challenged.</param>
/// <param name="RecourseUntil">Last day on which the party may still go to court.</param>
/// <param name="CourtDue">The department's term for asking the court to enforce; null where nothing remains to be paid.</param>
/// <param name="PublicationDue">The term for making public what was changed; null where nothing was, or it need not be.</param>
/// <param name="Settled">What remains of the penalty was paid already: the terms for paying end.</param>
public sealed record ChallengeDecided(
    string Case, string Course, string Outcome, string Document, IReadOnlyList<string> Violations, string Number, IReadOnlyList<CasePenalty>? Penalties, DateOnly RecourseUntil, Deadline? CourtDue, Deadline? PublicationDue, bool Settled, DateOnly OccurredOn)
    : IFact, IDrops, IStartsClock
{
    public string Thing => CaseBook.Thing(Case);
    public IEnumerable<string> Drops => [.. Settled ? [CaseBook.Payment(Case), CaseBook.Demand(Case)] : Array.Empty<string>(), .. Penalties is null ? [] : new[] { PenaltyPublicity.Key(Thing) }];
    public IEnumerable<Deadline?> Deadlines => [CourtDue, PublicationDue];

    internal Case Ending(Case x) => x with
    {
        Challenges = [.. x.Challenges.Select(k => k.EndedOn is null ? k with { EndedOn = OccurredOn, Outcome = Outcome } : k)],
        RecourseUntil = RecourseUntil,
        Penalties = Penalties ?? x.Penalties,
        Plans = Penalties is null ? x.Plans : [.. x.Plans.Select(p => p with { Steps = [.. p.Steps.Select(s => s with { Total = Least(s.Total, Penalties) })] })],
    };

    // Nobody owes by any day more than what remains of the penalty.
    private static Yuan Least(Yuan total, IReadOnlyList<CasePenalty> penalties) => Yuan.From(Math.Min(total.Value, CasePenalty.Sum(penalties)));
}

public static class ChallengePenaltyEndpoint
{
    private static readonly string[] Courses = ["reconsideration", "suit"];

    [Gives("case.challenge")]
    [WolverinePost("/api/{jurisdiction}/facilities/{facilityId}/cases/{id}/challenge")]
    public static Decision Decide(ChallengePenalty command, string id, [Decides] Facility facility, Circumstances c)
    {
        if (OngoingCase.Against(c, facility, "case.challenge", id, command.OccurredOn) is { } no)
            return no;
        if (!Courses.Contains(command.Course))
            return Guard.Code.Refuse(("field", "course"), ("known", string.Join(' ', Courses)));
        var was = facility.Cases.All[id];
        if (was.Pending is { } pending)
            return pending == new Challenge(command.Course, command.OccurredOn) ? Decision.Nothing : OngoingCase.Step.Refuse(("pending", pending.Course));
        // What the party asked and lost, or let drop, it may not ask again; a suit may follow a reconsideration.
        if (was.Status is not (CaseStatus.Served or CaseStatus.Closed) || was.Challenges.Exists(x => x.Course == command.Course || x.Course == "suit"))
            return OngoingCase.Step.Refuse(("state", was.Status));
        var last = command.Course == "reconsideration" ? c.Deadline("", "penalty-reconsideration", was.ServedOn!.Value) : was.Challenges.Count == 0 ? c.Deadline("", "penalty-suit", was.ServedOn!.Value) : c.Deadline("", "reconsideration-suit", was.Challenges[^1].EndedOn!.Value);
        return Decision.Of(new PenaltyChallenged(id, command.Course, last.DueOn, command.OccurredOn));
    }
}

public static class DecideChallengeEndpoint
{
    public static readonly Rule Lighter = new("challenge-never-heavier", 422, "行政复议法 63；行政诉讼法 77", new("变更后的处罚须列明，种类不得增加、金额不得提高，并与原处罚不同", "A changed penalty is stated, has no further kind and no higher amount, and differs from the first"));
    private static readonly string[] Outcomes = ["upheld", "changed", "annulled", "dropped"];

    [Gives("case.challenge-outcome")]
    [WolverinePost("/api/{jurisdiction}/facilities/{facilityId}/cases/{id}/challenge-outcome")]
    public static Decision Decide(DecideChallenge command, string id, [Decides] Facility facility, Circumstances c)
    {
        if ((OngoingCase.Against(c, facility, "case.challenge-outcome", id, command.OccurredOn) ?? Guard.Text("document", command.Document, 100)) is { } no)
            return no;
        if (!Outcomes.Contains(command.Outcome))
            return Guard.Code.Refuse(("field", "outcome"), ("known", string.Join(' ', Outcomes)));
        var was = facility.Cases.All[id];
        if (was.Challenges.LastOrDefault() is { EndedOn: { } ended, Outcome: var outcome } && (ended, outcome) == (command.OccurredOn, command.Outcome) && (command.Penalties ?? was.Penalties).SequenceEqual(was.Penalties))
            return Decision.Nothing;
        // Of a decision that is gone already nothing is left to change or to annul.
        if (was.Pending is not { } pending || was.Status == CaseStatus.Revoked && command.Outcome is "changed" or "annulled")
            return OngoingCase.Step.Refuse(("state", was.Status));
        var changed = command.Outcome == "changed" ? command.Penalties ?? [] : null;
        if (changed is null ? command.Penalties is { Count: > 0 } : !Lessens(changed, was.Penalties))
            return Lighter.Refuse(("field", "penalties"));
        var recourse = pending.Course == "reconsideration" && command.Outcome != "annulled" ? c.Deadline("", "reconsideration-suit", command.OccurredOn).DueOn : command.OccurredOn;
        var owing = was.Status == CaseStatus.Served && command.Outcome != "annulled" && was.Paid < CasePenalty.Sum(changed ?? was.Penalties);
        var decided = new ChallengeDecided(id, pending.Course, command.Outcome, command.Document.Trim(), was.Violations, was.Number!, changed, recourse, owing ? c.Deadline(CaseBook.Court(id), "enforcement-court", recourse) : null,
            changed is not null && facility.Violations.Decided(CaseBook.Thing(id)) is { Penalty: var penalty } ? PenaltyPublicity.Due(c, penalty with { Kinds = changed }, command.OccurredOn) : null, !owing, command.OccurredOn);
        return command.Outcome == "annulled"
            ? RevokePenaltyEndpoint.Annul(c, facility, was, pending.Course == "suit" ? "court" : "reconsideration", decided.Document, command.OccurredOn, [decided])
            : Decision.Of(decided).And(changed is null ? null : RevokePenaltyEndpoint.Hidden(facility, CaseBook.Thing(id), command.OccurredOn));
    }

    private static bool Lessens(IReadOnlyList<CasePenalty> now, IReadOnlyList<CasePenalty> before) =>
        now.Count > 0 && !now.SequenceEqual(before) && now.DistinctBy(x => x?.Kind, StringComparer.Ordinal).Count() == now.Count
        && now.All(x => before.FirstOrDefault(b => b.Kind == x?.Kind) is { } was && x!.Amount is null == was.Amount is null && (x.Amount is null || Yuan.TryParse(x.Amount, out var amount) && amount.Value > 0 && amount <= Yuan.Parse(was.Amount!)));
}
