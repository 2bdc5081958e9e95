using System.Collections.Immutable;
using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;
using FacilityLedger.Plans;

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
/// <param name="CheckItem">Code of the checklist's item that was answered with no.</param>
public sealed record Finding(string Id, string Domain, string? Item, int Severity, DateOnly FoundOn, string? CheckItem = null);

/// <summary>A file that proves the inspection, or a finding of it.</summary>
public sealed record Evidence(string Id, EvidenceFile File, string? Finding, DateOnly AddedOn);

/// <summary>A patrol of the town in its territory: clues and no power.</summary>
/// <param name="Domains">Domains to which its clues belong.</param>
public sealed record Patrol(string Id, string Department, IReadOnlyList<string> Domains, DateOnly On);

/// <summary>One inspection on the spot.</summary>
public sealed record Inspection(
    string Id, InspectionStatus Status, IReadOnlyList<string> Domains, IReadOnlyList<string> Departments, string? Lead, DateOnly OpenedOn,
    ImmutableList<Finding> Findings, string? Result = null, DateOnly? CompletedOn = null, DateOnly? PublishedOn = null, string? Plan = null, string? Follows = null) : ISettles
{
    public ImmutableList<Evidence> Evidence { get; init; } = [];

    bool ISettles.Settled => Status == InspectionStatus.Published;
}

/// <summary>All inspections of the institution, by id.</summary>
public sealed record InspectionBook(Archive<Inspection> All)
{
    public static InspectionBook None { get; } = new(Archive<Inspection>.Empty);

    public Archive<Patrol> Patrols { get; init; } = Archive<Patrol>.Empty;

    /// <summary>Inspections under a plan by year and domain: the caps count them.</summary>
    public ImmutableDictionary<string, int> Planned { get; init; } = ImmutableDictionary<string, int>.Empty;

    /// <summary>Completed inspections by year and domain.</summary>
    public ImmutableDictionary<string, int> Inspected { get; init; } = ImmutableDictionary<string, int>.Empty;

    public int InspectedIn(int year, string domain) => Inspected.GetValueOrDefault(Counted(year, domain));

    public int PlannedIn(int year, string domain) => Planned.GetValueOrDefault(Counted(year, domain));

    public static string Thing(string id) => $"inspections/{id}";

    public Inspection? Find(string id) => All.GetValueOrDefault(id);

    public InspectionBook Evolve(IFact fact) => fact switch
    {
        InspectionOpened e => this with
        {
            All = All.SetItem(e.Inspection, new(e.Inspection, InspectionStatus.Open, e.Domains, e.Departments, e.Lead, e.OccurredOn, [], Plan: e.Plan, Follows: e.Follows)),
            Planned = e.Plan is null ? Planned : e.Domains.Aggregate(Planned, (all, x) => all.SetItem(Counted(e.OccurredOn.Year, x), PlannedIn(e.OccurredOn.Year, x) + 1)),
        },
        TerritorialPatrolReported e => this with { Patrols = Patrols.SetItem(e.Patrol, new(e.Patrol, e.Department, e.Domains, e.OccurredOn)) },
        FindingRecorded e => Change(e.Inspection, x => x with { Findings = x.Findings.Add(new(e.Finding, e.Domain, e.Item, e.Severity, e.OccurredOn, e.CheckItem)) }),
        EvidenceAdded e => Change(e.Inspection, x => x with { Evidence = x.Evidence.Add(new(e.Evidence, new(e.Digest, e.Size, e.Type), e.Finding, e.OccurredOn)) }),
        InspectionCompleted e => Change(e.Inspection, x => x with { Status = InspectionStatus.Completed, Result = e.Result, CompletedOn = e.OccurredOn }) with
        {
            Inspected = e.Domains.Aggregate(Inspected, (all, x) => all.SetItem(Counted(e.OccurredOn.Year, x), InspectedIn(e.OccurredOn.Year, x) + 1)),
        },
        InspectionResultPublished e => Change(e.Inspection, x => x with { Status = InspectionStatus.Published, PublishedOn = e.OccurredOn }),
        _ => this,
    };

    // The opening may have been voided.
    private InspectionBook Change(string id, Func<Inspection, Inspection> change) => Find(id) is { } was ? this with { All = All.SetItem(id, change(was)) } : this;

    private static string Counted(int year, string domain) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{year} {domain}");
}
