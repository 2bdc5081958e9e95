using System.Collections.Immutable;
using FacilityLedger.Cases;
using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;
using FacilityLedger.Obligations;
using FacilityLedger.Policies;

namespace FacilityLedger.Violations;

public enum ViolationStatus
{
    /// <summary>Recorded; no rectification ordered.</summary>
    Recorded,
    Ordered,
    /// <summary>Ordered, and the term passed without a report.</summary>
    Overdue,
    /// <summary>Reported as rectified; to be verified.</summary>
    Reported,
    Verified,
    RefusedToCorrect,
    Dismissed,
}

/// <summary>A decision that penalises.</summary>
/// <param name="Of">The thing by which it was decided, as its path: the case, or the violation that was penalised on the spot.</param>
/// <param name="Procedure"><c>summary</c>: imposed on the spot; such a penalty never counts against credit. <c>ordinary</c>: decided in a case.</param>
/// <param name="Kinds">All that was decided, each kind once.</param>
/// <param name="ChangedOn">Day on which a reconsideration or a court changed it.</param>
public sealed record Penalty(string Of, string Number, string Procedure, string Department, DateOnly DecidedOn, IReadOnlyList<CasePenalty> Kinds, DateOnly? ChangedOn = null)
{
    /// <summary>A fine is in it.</summary>
    internal bool Fines(PolicyBook book) => Kinds.Any(x => x.IsFine(book.On(DecidedOn)));

    /// <summary>What keeps it from being repaired; null where nothing does.</summary>
    internal Unrepairable? ExcludedBy(CreditRepair policy) => policy.Excludes(Kinds.Select(x => x.Kind), Department);

    internal bool Says(Penalty other) => Folding.Same(Number, other.Number) && (Of, Procedure, Department, DecidedOn) == (other.Of, other.Procedure, other.Department, other.DecidedOn) && Kinds.SequenceEqual(other.Kinds);
}

/// <summary>What annulled a penalty.</summary>
/// <param name="By"><c>department</c>, <c>reconsideration</c> or <c>court</c>.</param>
public sealed record Annulment(string By, string Document);

/// <summary>A decision that stands, with the violations that it penalises.</summary>
public sealed record PenalisedActs(Penalty Penalty, IReadOnlyList<Violation> Violations);

/// <summary>One violation with its rectification.</summary>
/// <param name="Department">Department that recorded it, later that ordered its rectification: it verifies.</param>
/// <param name="DueOn">Last day of the running term.</param>
/// <param name="Missed">Last days of terms that passed without a report.</param>
/// <param name="ReportedBy">Account that entered the report.</param>
/// <param name="EndedOn">Last day of the act; null where it went on when it was discovered.</param>
public sealed record Violation(
    string Id, ViolationStatus Status, string Item, int Severity, ViolationGround Ground, string Department, DateOnly RecordedOn,
    ImmutableList<DateOnly> Missed, DateOnly? DueOn = null, DateOnly? ReportedOn = null, string? ReportedBy = null, DateOnly? RejectedOn = null, DateOnly? VerifiedOn = null, DateOnly? ExtendedOn = null, DateOnly? EndedOn = null) : ISettles
{
    bool ISettles.Settled => Status is ViolationStatus.Verified or ViolationStatus.Dismissed;

    /// <summary>Decisions that stand, in their order: a warning, and later a fine.</summary>
    public ImmutableList<Penalty> Penalties { get; init; } = [];

    /// <summary>How the last penalty imposed on the spot was annulled; null where none was.</summary>
    public Annulment? Annulled { get; init; }

    /// <summary>The last of them.</summary>
    public Penalty? Penalty => Penalties.IsEmpty ? null : Penalties[^1];

    /// <summary>A fine has not yet been decided; after a warning without a fine only once the refusal to correct was verified, for that is the next step of the ladder (人口与计划生育法 41).</summary>
    public bool Punishable(PolicyBook book, DateOnly day) => Penalty is null || !Penalties.Exists(x => x.Fines(book)) && Status == ViolationStatus.RefusedToCorrect && VerifiedOn <= day;

    /// <summary>A report on that day is late; reported in time, the mark of the running term goes, whenever the ledger learnt of it.</summary>
    internal Violation Report(RectificationReported e) => this with
    {
        Status = ViolationStatus.Reported,
        ReportedOn = e.OccurredOn,
        ReportedBy = e.EnteredBy,
        Missed = DueOn is not { } due ? Missed : e.OccurredOn <= due ? Missed.Remove(due) : Missed.Contains(due) ? Missed : Missed.Add(due),
    };

    /// <summary>A later last day takes the mark of the running term away.</summary>
    internal Violation Move(DateOnly was, DateOnly now) => DueOn != was ? this : this with
    {
        DueOn = now,
        Status = Status == ViolationStatus.Overdue && now > was ? ViolationStatus.Ordered : Status,
        Missed = now > was ? Missed.Remove(was) : Missed,
    };

    /// <summary>A mark of an earlier term means nothing to the one that runs.</summary>
    internal Violation FellDue(DateOnly due) => Status != ViolationStatus.Ordered || DueOn != due ? this : this with
    {
        Status = ViolationStatus.Overdue,
        Missed = Missed.Contains(due) ? Missed : Missed.Add(due),
    };
}

/// <summary>All violations of the institution with their rectification, by id.</summary>
public sealed record ViolationBook(Archive<Violation> All)
{
    public static ViolationBook None { get; } = new(Archive<Violation>.Empty);

    public static string Thing(string id) => $"violations/{id}";

    /// <summary>Key of the duty to rectify.</summary>
    public static string Rectification(string id) => $"violations/{id}/rectification";

    /// <summary>Key of the duty to verify a report.</summary>
    public static string Verification(string id) => $"violations/{id}/verification";

    public Violation? Find(string id) => All.GetValueOrDefault(id);

    /// <summary>A violation that stands on this thing: an incident, a complaint.</summary>
    internal Violation? RestingOn(string thing) => All.Values.FirstOrDefault(x => x.Ground.Thing == thing && x.Status != ViolationStatus.Dismissed);

    /// <summary>Decisions that stand, each once.</summary>
    internal IEnumerable<PenalisedActs> Decisions => All.Values.OrderBy(x => x.Id, StringComparer.Ordinal).SelectMany(x => x.Penalties, (x, penalty) => (Violation: x, Penalty: penalty))
        .GroupBy(x => x.Penalty.Of, StringComparer.Ordinal).Select(x => new PenalisedActs(x.First().Penalty, [.. x.Select(p => p.Violation)]));

    /// <summary>The decision of a thing; null where none stands.</summary>
    /// <param name="of">See <see cref="Penalty.Of"/>.</param>
    public PenalisedActs? Decided(string of) => Decisions.FirstOrDefault(x => x.Penalty.Of == of);

    public ViolationBook Evolve(IFact fact) => fact switch
    {
        ViolationRecorded e => new(All.SetItem(e.Violation, new(e.Violation, ViolationStatus.Recorded, e.Item, e.Severity, e.Ground, e.Department, e.OccurredOn, [], EndedOn: e.EndedOn))),
        RectificationOrdered e => Change(e.Violation, x => x with { Status = ViolationStatus.Ordered, Department = e.Department, DueOn = e.Due.DueOn }),
        RectificationExtended e => Change(e.Violation, x => x with { DueOn = e.Due.DueOn, ExtendedOn = e.OccurredOn }),
        RectificationReported e => Change(e.Violation, x => x.Report(e)),
        RectificationRejected e => Change(e.Violation, x => x with { Status = ViolationStatus.Ordered, DueOn = e.Due.DueOn, ReportedOn = null, ReportedBy = null, RejectedOn = e.OccurredOn }),
        RectificationVerified e => Change(e.Violation, x => x with { Status = e.Refused ? ViolationStatus.RefusedToCorrect : ViolationStatus.Verified, VerifiedOn = e.OccurredOn }),
        ViolationDismissed e => Change(e.Violation, x => x with { Status = ViolationStatus.Dismissed, Missed = x.Missed.RemoveAll(due => due >= e.OccurredOn) }),
        SummaryPenaltyImposed e => Change(e.Violation, x => x with { Penalties = x.Penalties.Add(e.Decided) }),
        SummaryPenaltyRevoked e => Change(e.Violation, x => x with { Penalties = x.Penalties.RemoveAll(p => p.Of == e.Thing), Annulled = new(e.By, e.Document) }),
        PenaltyDecided e => e.Violations.Aggregate(this, (all, id) => all.Change(id, x => x with { Penalties = x.Penalties.Add(e.Decided) })),
        ChallengeDecided { Penalties: { } changed } e => e.Violations.Aggregate(this, (all, id) => all.Change(id, x => x with { Penalties = [.. x.Penalties.Select(p => p.Number == e.Number ? p with { Kinds = changed, ChangedOn = e.OccurredOn } : p)] })),
        PenaltyRevoked e => e.Violations.Aggregate(this, (all, id) => all.Change(id, x => x with { Penalties = x.Penalties.RemoveAll(p => p.Number == e.Number) })),
        DeadlineMoved e when e.Obligation.Split('/') is ["violations", var id, "rectification"] => Change(id, x => x.Move(e.WasDueOn, e.Now.DueOn)),
        ObligationFellDue e when e.Obligation.Split('/') is ["violations", var id, "rectification"] => Change(id, x => x.FellDue(e.DueOn)),
        _ => this,
    };

    // The recording may have been voided.
    private ViolationBook Change(string id, Func<Violation, Violation> change) => Find(id) is { } was ? new(All.SetItem(id, change(was))) : this;
}
