using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;

namespace FacilityLedger.Corrections;

public enum CorrectionStatus
{
    /// <summary>Asked for by one officer; another has to decide.</summary>
    Requested,
    Made,
    Rejected,
}

/// <summary>One correction.</summary>
/// <param name="Entry">Version of the first entry of the decision that it corrects.</param>
/// <param name="Of">The thing that the entry concerns.</param>
/// <param name="RequestedBy">Account of the officer who asked for it.</param>
public sealed record Correction(string Id, CorrectionStatus Status, long Entry, string Of, string Ground, string RequestedBy, string Department, DateOnly RequestedOn, DateOnly? DecidedOn = null) : ISettles
{
    bool ISettles.Settled => Status != CorrectionStatus.Requested;
}

/// <summary>All corrections of the file, by id.</summary>
public sealed record CorrectionBook(Archive<Correction> All)
{
    public static CorrectionBook None { get; } = new(Archive<Correction>.Empty);

    public static string Thing(string id) => $"corrections/{id}";

    /// <summary>Key of the duty to decide on a request.</summary>
    public static string DecisionDuty(string id) => $"{Thing(id)}/decision";

    public Correction? Find(string id) => All.GetValueOrDefault(id);

    public CorrectionBook Evolve(IFact fact) => fact switch
    {
        CorrectionRequested e => new(All.SetItem(e.Correction, new(e.Correction, CorrectionStatus.Requested, e.Entry, e.Of, e.Ground, e.EnteredBy, e.Department, e.OccurredOn))),
        EntryCorrected e => Decided(e.Correction, CorrectionStatus.Made, e.OccurredOn),
        CorrectionRejected e => Decided(e.Correction, CorrectionStatus.Rejected, e.OccurredOn),
        _ => this,
    };

    private CorrectionBook Decided(string id, CorrectionStatus status, DateOnly on) => Find(id) is { } was ? new(All.SetItem(id, was with { Status = status, DecidedOn = on })) : this;
}
