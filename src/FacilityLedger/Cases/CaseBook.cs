using System.Collections.Immutable;
using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;
using FacilityLedger.Inspections;
using FacilityLedger.Obligations;

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
    Closed,
    /// <summary>The penalty was annulled.</summary>
    Revoked,
}

/// <summary>A penalty as it is proposed or decided.</summary>
/// <param name="Amount">Two places, in the policy's currency; null where the kind has none.</param>
/// <param name="Serious">The department finds the circumstances serious (情节严重): the highest rung of the ladder.</param>
/// <param name="Measure">What the law multiplies, two places: the unlawful gains, or the number of workers; only for a range in multiples.</param>
public sealed record CasePenalty(string Kind, string? Amount = null, bool Serious = false, string? Measure = null);

/// <summary>A payment, of the whole or of an instalment.</summary>
/// <param name="Receipt">Number of the receipt.</param>
public sealed record Payment(Yuan Amount, string Receipt);

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

    public decimal Paid => Payments.Sum(x => x.Amount.Value);

    public bool Over => Status is CaseStatus.NotPenalised or CaseStatus.Closed or CaseStatus.Revoked;

    /// <summary>The fine and what else is to be paid.</summary>
    public decimal Payable => Penalties.Sum(x => x.Amount is { } amount ? Yuan.Parse(amount).Value : 0);

    /// <summary>A hearing was asked for in time and has not been held.</summary>
    public bool HearingOwed => HearingAskedOn is { } asked && asked <= HearingDue && HearingHeldOn is null;

    internal bool Investigates(string account) => Officers.Any(x => x.Account == account);
}

/// <summary>All penalty cases of the institution, by id.</summary>
public sealed record CaseBook(Archive<Case> All)
{
    public static CaseBook None { get; } = new(Archive<Case>.Empty);

    public static string Thing(string id) => $"cases/{id}";

    /// <summary>Keys of the duties to decide, to ask for a hearing, to serve, to pay.</summary>
    public static string Decision(string id) => $"cases/{id}/decision";
    public static string Hearing(string id) => $"cases/{id}/hearing-request";
    public static string Service(string id) => $"cases/{id}/service";
    public static string Payment(string id) => $"cases/{id}/payment";

    public Case? Find(string id) => All.GetValueOrDefault(id);

    public CaseBook Evolve(IFact fact) => fact switch
    {
        CaseOpened e => new(All.SetItem(e.Case, new(e.Case, CaseStatus.Open, e.Department, e.Violations, e.Officers, e.OccurredOn, []))),
        PenaltyNoticed e => Change(e.Case, x => x with { Status = CaseStatus.Noticed, Penalties = e.Penalties, NoticedOn = e.OccurredOn, HearingDue = e.HearingDue.DueOn, StatedOn = null, HearingAskedOn = null, HearingHeldOn = null, ReviewedOn = null }),
        StatementHeard e => Change(e.Case, x => x with { StatedOn = e.OccurredOn }),
        HearingRequested e => Change(e.Case, x => x with { HearingAskedOn = e.OccurredOn }),
        HearingHeld e => Change(e.Case, x => x with { HearingHeldOn = e.OccurredOn, ReviewedOn = null }),
        LegalReviewed e => Change(e.Case, x => x with { ReviewedOn = e.OccurredOn }),
        PenaltyDecided e => Change(e.Case, x => x with { Status = CaseStatus.Decided, Penalties = e.Penalties, Number = e.Number, DecidedOn = e.OccurredOn }),
        NoPenaltyDecided e => Change(e.Case, x => x with { Status = CaseStatus.NotPenalised, Ground = e.Ground, DecidedOn = e.OccurredOn }),
        PenaltyServed e => Change(e.Case, x => x with { Status = CaseStatus.Served, ServedOn = e.OccurredOn }),
        FinePaid e => Change(e.Case, x => x with { Payments = x.Payments.Add(new(Yuan.Parse(e.Amount), e.Receipt)) }),
        PersonsBarred e => Change(e.Case, x => x with { Barred = new(e.Count, e.OccurredOn) }),
        CaseClosed e => Change(e.Case, x => x with { Status = CaseStatus.Closed, Ground = e.Ground }),
        PenaltyRevoked e => Change(e.Case, x => x with { Status = CaseStatus.Revoked, Ground = e.By }),
        DeadlineMoved e when e.Obligation.Split('/') is ["cases", var id, "hearing-request"] => Change(id, x => x.HearingDue == e.WasDueOn ? x with { HearingDue = e.Now.DueOn } : x),
        _ => this,
    };

    // The opening may have been voided.
    private CaseBook Change(string id, Func<Case, Case> change) => Find(id) is { } was ? new(All.SetItem(id, change(was))) : this;
}
