using System.Collections.Immutable;
using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;
using FacilityLedger.Obligations;

namespace FacilityLedger.Cases;

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

    /// <summary>Keys of the duties to pay an instalment (from 1), to perform after a demand, to apply to the court.</summary>
    public static string Instalment(string id, int number) => $"{Payment(id)}/{number}";
    public static string Demand(string id) => $"cases/{id}/demand";
    public static string Court(string id) => $"cases/{id}/court";

    /// <summary>Key of the duty to decide what becomes of preserved evidence; it outlasts the case.</summary>
    public static string Evidence(string id, string evidence) => $"cases/{id}/evidence/{evidence}";

    /// <summary>All duties that end with the case.</summary>
    public static IEnumerable<string> Terms(string id) => [Decision(id), Hearing(id), Service(id), Payment(id), Demand(id), Court(id)];

    public Case? Find(string id) => All.GetValueOrDefault(id);

    public CaseBook Evolve(IFact fact) => fact switch
    {
        CaseOpened e => new(All.SetItem(e.Case, new(e.Case, CaseStatus.Open, e.Department, e.Violations, e.Officers, e.OccurredOn, []))),
        PenaltyNoticed e => Change(e.Case, x => x with { Status = CaseStatus.Noticed, Penalties = e.Penalties, NoticedOn = e.OccurredOn, HearingDue = e.HearingDue.DueOn, StatedOn = null, HearingAskedOn = null, HearingHeldOn = null, ReviewedOn = null, DiscussedOn = null }),
        StatementHeard e => Change(e.Case, x => x with { StatedOn = e.OccurredOn }),
        HearingRequested e => Change(e.Case, x => x with { HearingAskedOn = e.OccurredOn }),
        HearingHeld e => Change(e.Case, x => x with { HearingHeldOn = e.OccurredOn, ReviewedOn = null, DiscussedOn = null }),
        LegalReviewed e => Change(e.Case, x => x with { ReviewedOn = e.OccurredOn }),
        CaseDiscussed e => Change(e.Case, x => x with { DiscussedOn = e.OccurredOn }),
        EvidencePreserved e => Change(e.Case, x => x with { Preserved = x.Preserved.Add(new(e.Evidence, e.Count, e.OccurredOn)) }),
        EvidenceSettled e => Change(e.Case, x => x with { Preserved = [.. x.Preserved.Select(p => p.Id == e.Evidence ? p with { Way = e.Way } : p)] }),
        RecusalAsked e => Change(e.Case, x => x with { RecusalsAsked = x.RecusalsAsked.Add(e.Investigator) }),
        RecusalDecided e => Change(e.Case, e.In),
        CaseTransferred e => Change(e.Case, x => x with { Status = CaseStatus.Transferred, Ground = e.Ground, TransferredTo = e.To }),
        PenaltyDecided e => Change(e.Case, x => x with { Status = CaseStatus.Decided, Penalties = e.Penalties, Number = e.Number, DecidedOn = e.OccurredOn }),
        NoPenaltyDecided e => Change(e.Case, x => x with { Status = CaseStatus.NotPenalised, Ground = e.Ground, DecidedOn = e.OccurredOn }),
        PenaltyServed e => Change(e.Case, x => x with { Status = CaseStatus.Served, ServedOn = e.OccurredOn, RecourseUntil = e.RecourseUntil, Plans = e.PaymentDue is { } due ? [new(e.OccurredOn, [new(Yuan.From(x.Payable), due.DueOn)])] : [] }),
        InstalmentsGranted e => Change(e.Case, x => x with { Plans = x.Plans.Add(e.From(x.Paid)) }),
        FinePaid e => Change(e.Case, x => x with { Payments = x.Payments.Add(new(Yuan.Parse(e.Amount), e.Receipt, e.OccurredOn)) }),
        PerformanceDemanded e => Change(e.Case, x => x with { DemandedOn = e.OccurredOn, DemandedUntil = e.Due.DueOn }),
        PenaltyChallenged e => Change(e.Case, x => x with { Challenges = x.Challenges.Add(new(e.Course, e.OccurredOn)) }),
        ChallengeDecided e => Change(e.Case, e.Ending),
        EnforcementApplied e => Change(e.Case, x => x with { AppliedOn = e.OccurredOn, Ruling = null }),
        EnforcementRuled e => Change(e.Case, x => x with { Ruling = e.Ruling }),
        CaseClosed e => Change(e.Case, x => x with { Status = CaseStatus.Closed, Ground = e.Ground, ClosedOn = e.OccurredOn }),
        PersonsBarred e => Change(e.Case, x => x with { Barred = new(e.Count, e.OccurredOn) }),
        PenaltyRevoked e => Change(e.Case, x => x with { Status = CaseStatus.Revoked, Ground = e.By }),
        DeadlineMoved e when e.Obligation.Split('/') is ["cases", var id, "hearing-request"] => Change(id, x => x.HearingDue == e.WasDueOn ? x with { HearingDue = e.Now.DueOn } : x),
        _ => this,
    };

    // The opening may have been voided.
    private CaseBook Change(string id, Func<Case, Case> change) => Find(id) is { } was ? new(All.SetItem(id, change(was))) : this;
}
