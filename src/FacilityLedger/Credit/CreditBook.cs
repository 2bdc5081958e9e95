using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;
using FacilityLedger.Violations;

namespace FacilityLedger.Credit;

public enum RepairStatus
{
    Requested,
    Accepted,
    Granted,
    Refused,
    /// <summary>Granted, and withdrawn because its commitment was broken or its materials false.</summary>
    Withdrawn,
}

/// <summary>A repair that was asked for.</summary>
/// <param name="Department">Who found the breach, and so decides.</param>
/// <param name="Committed">The public commitment was handed in.</param>
public sealed record Repair(string Id, RepairStatus Status, string Violation, string Department, DateOnly RequestedOn, bool Committed, DateOnly? AcceptedOn = null, DateOnly? DecidedOn = null, string? Ground = null, DateOnly? WithdrawnOn = null) : ISettles
{
    internal bool Pending => Status is RepairStatus.Requested or RepairStatus.Accepted;

    bool ISettles.Settled => !Pending;
}

public enum ObjectionStatus
{
    Raised,
    Upheld,
    Rejected,
}

/// <summary>An objection.</summary>
/// <param name="About">What it is about, as its path: <c>credit/K3…</c> a change of credit, <c>disclosures/…</c> what is shown.</param>
/// <param name="Department">Who entered or showed that, and so decides.</param>
/// <param name="ProlongedOn">Day from which the longer term holds, because others have to help.</param>
public sealed record Objection(string Id, ObjectionStatus Status, string About, string Department, DateOnly RaisedOn, DateOnly? DecidedOn = null, string? Outcome = null, DateOnly? ProlongedOn = null) : ISettles
{
    bool ISettles.Settled => Status != ObjectionStatus.Raised;
}

public enum ProposalStatus
{
    Proposed,
    Approved,
    Rejected,
}

/// <summary>A change of credit by hand that one officer proposed.</summary>
public sealed record Proposal(string Id, ProposalStatus Status, int Points, string Basis, string ProposedBy, DateOnly ProposedOn, DateOnly? DecidedOn = null) : ISettles
{
    bool ISettles.Settled => Status != ProposalStatus.Proposed;
}

/// <summary>An award.</summary>
/// <param name="Level"><c>national</c>, <c>provincial</c>, <c>city</c> or <c>county</c>.</param>
/// <param name="Department">Who granted it.</param>
public sealed record Award(string Id, string Level, string Document, string Department, DateOnly On, DateOnly? WithdrawnOn = null) : ISettles
{
    bool ISettles.Settled => WithdrawnOn is not null;
}

/// <summary>An entry of a list of serious breaches.</summary>
/// <param name="Method">Code of the policy's method.</param>
public sealed record SeriousBreach(string Id, string Method, string Violation, string Document, string Department, DateOnly ListedOn, DateOnly? DelistedOn = null, string? Ground = null) : ISettles
{
    bool ISettles.Settled => DelistedOn is not null;
}

/// <summary>All that surrounds credit: repairs, objections, proposals, awards and lists, each by id.</summary>
public sealed record CreditBook(Archive<Repair> Repairs, Archive<Objection> Objections, Archive<Proposal> Proposals, Archive<Award> Awards, Archive<SeriousBreach> SeriousBreaches)
{
    public static CreditBook None { get; } = new(Archive<Repair>.Empty, Archive<Objection>.Empty, Archive<Proposal>.Empty, Archive<Award>.Empty, Archive<SeriousBreach>.Empty);

    public static string RepairThing(string id) => $"repairs/{id}";
    public static string ObjectionThing(string id) => $"objections/{id}";
    public static string ProposalThing(string id) => $"proposals/{id}";
    public static string AwardThing(string id) => $"awards/{id}";
    public static string SeriousBreachThing(string id) => $"serious-breaches/{id}";

    /// <summary>The breach was repaired; a penalty that was decided since is another.</summary>
    internal bool Repaired(Violation violation) => Repairs.Values.Any(x => x.Status == RepairStatus.Granted && x.Violation == violation.Id && !(violation.Penalty?.DecidedOn > x.DecidedOn));

    /// <summary>Since when a breach that was repaired is so no more; null where no repair of it was withdrawn.</summary>
    internal DateOnly? WithdrawnOn(Violation violation) => Repairs.Values.Where(x => x.Violation == violation.Id).Max(x => x.WithdrawnOn);

    public CreditBook Evolve(IFact fact) => fact switch
    {
        CreditRepairRequested e => this with { Repairs = Repairs.SetItem(e.Repair, new(e.Repair, RepairStatus.Requested, e.Violation, e.Department, e.OccurredOn, e.Commitment is not null)) },
        CreditRepairAccepted e => this with { Repairs = Changed(Repairs, e.Repair, x => x with { Status = RepairStatus.Accepted, AcceptedOn = e.OccurredOn }) },
        CreditRepairGranted e => this with { Repairs = Changed(Repairs, e.Repair, x => x with { Status = RepairStatus.Granted, DecidedOn = e.OccurredOn }) },
        CreditRepairRefused e => this with { Repairs = Changed(Repairs, e.Repair, x => x with { Status = RepairStatus.Refused, DecidedOn = e.OccurredOn, Ground = e.Ground }) },
        CreditRepairWithdrawn e => this with { Repairs = Changed(Repairs, e.Repair, x => x with { Status = RepairStatus.Withdrawn, WithdrawnOn = e.OccurredOn, Ground = e.Ground }) },
        ObjectionRaised e => this with { Objections = Objections.SetItem(e.Objection, new(e.Objection, ObjectionStatus.Raised, e.About, e.Department, e.OccurredOn, ProlongedOn: e.DecisionDue?.Clock == ExtendObjectionEndpoint.Clock ? e.OccurredOn : null)) },
        ObjectionExtended e => this with { Objections = Changed(Objections, e.Objection, x => x with { ProlongedOn = e.OccurredOn }) },
        ObjectionUpheld e => this with { Objections = Changed(Objections, e.Objection, x => x with { Status = ObjectionStatus.Upheld, DecidedOn = e.OccurredOn, Outcome = e.Remedy }) },
        ObjectionRejected e => this with { Objections = Changed(Objections, e.Objection, x => x with { Status = ObjectionStatus.Rejected, DecidedOn = e.OccurredOn, Outcome = e.Ground }) },
        CreditChangeProposed e => this with { Proposals = Proposals.SetItem(e.Proposal, new(e.Proposal, ProposalStatus.Proposed, e.Points, e.Basis, e.EnteredBy, e.OccurredOn)) },
        CreditChangeApproved e => this with { Proposals = Changed(Proposals, e.Proposal, x => x with { Status = ProposalStatus.Approved, DecidedOn = e.OccurredOn }) },
        CreditChangeRejected e => this with { Proposals = Changed(Proposals, e.Proposal, x => x with { Status = ProposalStatus.Rejected, DecidedOn = e.OccurredOn }) },
        AwardRecorded e => this with { Awards = Awards.SetItem(e.Award, new(e.Award, e.Level, e.Document, e.Department, e.OccurredOn)) },
        AwardWithdrawn e => this with { Awards = Changed(Awards, e.Award, x => x with { WithdrawnOn = e.OccurredOn }) },
        SeriousBreachListed e => this with { SeriousBreaches = SeriousBreaches.SetItem(e.Listing, new(e.Listing, e.Method, e.Violation, e.Document, e.Department, e.OccurredOn)) },
        SeriousBreachDelisted e => this with { SeriousBreaches = Changed(SeriousBreaches, e.Listing, x => x with { DelistedOn = e.OccurredOn, Ground = e.Ground }) },
        _ => this,
    };

    // What began it may have been voided.
    private static Archive<T> Changed<T>(Archive<T> all, string id, Func<T, T> change) where T : class => all.GetValueOrDefault(id) is { } was ? all.SetItem(id, change(was)) : all;
}
