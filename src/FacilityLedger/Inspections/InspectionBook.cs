using System.Collections.Immutable;
using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;

namespace FacilityLedger.Inspections;

public enum InspectionStatus
{
    Open,
    Completed,
    /// <summary>Its result stands published.</summary>
    Published,
}

/// <summary>What the officers found, without the narrative.</summary>
/// <param name="Item">Code of the violation catalogue, where the finding fits one.</param>
public sealed record Finding(string Id, string Domain, string? Item, int Severity, DateOnly FoundOn);

/// <summary>One inspection on the spot.</summary>
public sealed record Inspection(
    string Id, InspectionStatus Status, IReadOnlyList<string> Domains, IReadOnlyList<string> Departments, string? Lead, DateOnly OpenedOn,
    ImmutableList<Finding> Findings, string? Result = null, DateOnly? CompletedOn = null, DateOnly? PublishedOn = null) : ISettles
{
    bool ISettles.Settled => Status == InspectionStatus.Published;
}

/// <summary>All inspections of the institution, by id.</summary>
public sealed record InspectionBook(Archive<Inspection> All)
{
    public static InspectionBook None { get; } = new(Archive<Inspection>.Empty);

    public static string Thing(string id) => $"inspections/{id}";

    public Inspection? Find(string id) => All.GetValueOrDefault(id);

    public InspectionBook Evolve(IFact fact) => fact switch
    {
        InspectionOpened e => new(All.SetItem(e.Inspection, new(e.Inspection, InspectionStatus.Open, e.Domains, e.Departments, e.Lead, e.OccurredOn, []))),
        FindingRecorded e => Change(e.Inspection, x => x with { Findings = x.Findings.Add(new(e.Finding, e.Domain, e.Item, e.Severity, e.OccurredOn)) }),
        InspectionCompleted e => Change(e.Inspection, x => x with { Status = InspectionStatus.Completed, Result = e.Result, CompletedOn = e.OccurredOn }),
        InspectionResultPublished e => Change(e.Inspection, x => x with { Status = InspectionStatus.Published, PublishedOn = e.OccurredOn }),
        _ => this,
    };

    // The opening may have been voided.
    private InspectionBook Change(string id, Func<Inspection, Inspection> change) => Find(id) is { } was ? new(All.SetItem(id, change(was))) : this;
}
