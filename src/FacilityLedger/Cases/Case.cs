using System.Collections.Immutable;
using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;
using FacilityLedger.Inspections;
using FacilityLedger.Policies;

namespace FacilityLedger.Cases;

public enum CaseStatus
{
    /// <summary>Opened; the party has not been told what is proposed.</summary>
    Open,
    /// <summary>The party knows what is proposed and may state its case or ask for a hearing.</summary>
    Noticed,
    Decided,
    /// <summary>The decision has reached the party.</summary>
    Served,
    NotPenalised,
    /// <summary>Handed to another department or to the judicial organs.</summary>
    Transferred,
    Closed,
    /// <summary>The penalty was annulled.</summary>
    Revoked,
}

/// <summary>A penalty as it is proposed or decided.</summary>
/// <param name="Amount">Two places, in the policy's currency; null where the kind has none.</param>
/// <param name="Serious">The department finds the circumstances serious (情节严重): the highest rung of the ladder.</param>
/// <param name="Measure">What the law multiplies, two places: the unlawful gains, or the number of workers; only for a range in multiples.</param>
public sealed record CasePenalty(string Kind, string? Amount = null, bool Serious = false, string? Measure = null)
{
    /// <summary>What is confiscated is no fine (行政处罚法 9、29).</summary>
    internal bool IsFine(Policy policy) => policy.PenaltyKinds.Any(x => x.Code == Kind && x.Fine);

    /// <summary>All that is to be paid by them.</summary>
    internal static decimal Sum(IEnumerable<CasePenalty> penalties) => penalties.Sum(x => x.Amount is { } amount ? Yuan.Parse(amount).Value : 0);
}

/// <summary>A payment, of the whole or of an instalment.</summary>
/// <param name="Receipt">Number of the receipt.</param>
public sealed record Payment(Yuan Amount, string Receipt, DateOnly On);

/// <summary>Until when how much has to be paid: the term of the law at first, then what was granted.</summary>
/// <param name="Since">Day from which it holds.</param>
/// <param name="Steps">In the order of their days.</param>
public sealed record PaymentPlan(DateOnly Since, IReadOnlyList<PaymentStep> Steps);

/// <param name="Total">All that has to be paid by then, what was paid before included.</param>
/// <param name="Until">Last day.</param>
public sealed record PaymentStep(Yuan Total, DateOnly Until);

/// <param name="Way">What became of it; null while that is to be decided.</param>
public sealed record PreservedEvidence(string Id, int Count, DateOnly On, string? Way = null);

/// <summary>A reconsideration or a suit against the decision.</summary>
/// <param name="Course"><c>reconsideration</c> or <c>suit</c>.</param>
/// <param name="Outcome">Null while it is pending.</param>
public sealed record Challenge(string Course, DateOnly FiledOn, DateOnly? EndedOn = null, string? Outcome = null);

/// <summary>A penalty case of one department in the ordinary procedure (行政处罚法 54–62).</summary>
/// <param name="Officers">Those who investigate: none of them chairs the hearing or reviews.</param>
/// <param name="Penalties">As proposed, then as decided.</param>
/// <param name="NoticedOn">Day of the last notice; what was heard or reviewed counts from it.</param>
/// <param name="HearingDue">Last day for asking for a hearing.</param>
public sealed record Case(
    string Id, CaseStatus Status, string Department, IReadOnlyList<string> Violations, IReadOnlyList<Officer> Officers, DateOnly OpenedOn, IReadOnlyList<CasePenalty> Penalties,
    DateOnly? NoticedOn = null, DateOnly? HearingDue = null, DateOnly? StatedOn = null, DateOnly? HearingAskedOn = null, DateOnly? HearingHeldOn = null, DateOnly? ReviewedOn = null,
    string? Number = null, DateOnly? DecidedOn = null, DateOnly? ServedOn = null, string? Ground = null) : ISettles
{
    bool ISettles.Settled => Over;

    /// <summary>What was paid, in the order of entry.</summary>
    public ImmutableList<Payment> Payments { get; init; } = [];

    /// <summary>Persons whom the decision bars, once they were named.</summary>
    public PersonsBar? Barred { get; init; }

    /// <summary>Terms for paying: the last holds.</summary>
    public ImmutableList<PaymentPlan> Plans { get; init; } = [];

    /// <summary>Reconsiderations and suits, in the order of filing.</summary>
    public ImmutableList<Challenge> Challenges { get; init; } = [];

    /// <summary>Last day on which the decision may be taken to reconsideration or to court.</summary>
    public DateOnly? RecourseUntil { get; init; }

    /// <summary>The last demand to perform, and the last day that it left for it.</summary>
    public DateOnly? DemandedOn { get; init; }
    public DateOnly? DemandedUntil { get; init; }

    /// <summary>The last application to a court for enforcement, and what became of it.</summary>
    public DateOnly? AppliedOn { get; init; }
    public string? Ruling { get; init; }

    /// <summary>Day of the closing.</summary>
    public DateOnly? ClosedOn { get; init; }

    /// <summary>A reconsideration or suit is under way.</summary>
    public Challenge? Pending => Challenges.LastOrDefault(x => x.EndedOn is null);

    public decimal Paid => Payments.Sum(x => x.Amount.Value);

    /// <summary>What was preserved as evidence, in the order of entry.</summary>
    public ImmutableList<PreservedEvidence> Preserved { get; init; } = [];

    /// <summary>Accounts whose recusal was asked for and is to be decided.</summary>
    public ImmutableList<string> RecusalsAsked { get; init; } = [];

    /// <summary>Accounts that never act in the case again.</summary>
    public ImmutableList<string> Recused { get; init; } = [];

    /// <summary>Day of the collective discussion of what was told last.</summary>
    public DateOnly? DiscussedOn { get; init; }

    /// <summary>Code of the department to which it was transferred.</summary>
    public string? TransferredTo { get; init; }

    public bool Over => Status is CaseStatus.NotPenalised or CaseStatus.Transferred or CaseStatus.Closed or CaseStatus.Revoked;

    /// <summary>It decides about its violations, or did: no other is opened on them.</summary>
    public bool Holds => Status is not (CaseStatus.NotPenalised or CaseStatus.Transferred or CaseStatus.Revoked);

    /// <summary>The fine and what else is to be paid.</summary>
    public decimal Payable => CasePenalty.Sum(Penalties);

    /// <summary>A hearing was asked for in time and has not been held.</summary>
    public bool HearingOwed => HearingAskedOn is { } asked && asked <= HearingDue && HearingHeldOn is null;

    /// <summary>Who was recused has investigated too.</summary>
    internal bool Investigates(string account) => Officers.Any(x => Folding.Same(x.Account, account)) || Recused.Contains(account, Folding.Comparer);
}
