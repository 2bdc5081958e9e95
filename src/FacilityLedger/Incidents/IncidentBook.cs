using System.Collections.Immutable;
using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;
using FacilityLedger.Operation;

namespace FacilityLedger.Incidents;

public enum IncidentStatus
{
    Open,
    Founded,
    Unfounded,
    /// <summary>It lies with the police, the prosecution or a court.</summary>
    TransferredToJustice,
}

/// <summary>That a body was told.</summary>
public sealed record IncidentTransfer(string To, DateTimeOffset At);

/// <summary>Something that happened to children of the institution. It names none of them.</summary>
/// <param name="Source">Who told it: see <see cref="ReportIncident"/>.</param>
/// <param name="ReportDue">By when the institution had to tell; null where others told.</param>
/// <param name="Department">Department that recorded it.</param>
/// <param name="ReportedOn">Day on which it was told.</param>
/// <param name="SuspendedOn">Day from which the service was stopped because of it.</param>
public sealed record Incident(
    string Id, IncidentStatus Status, string Kind, string Domain, string Source, int Affected, DateTimeOffset LearntAt, DateTimeOffset ReportedAt, Deadline? ReportDue, string Department, DateOnly ReportedOn,
    DateOnly? SuspendedOn = null, DateOnly? ClosedOn = null) : ISettles
{
    /// <summary>In the order of entry.</summary>
    public ImmutableList<IncidentTransfer> Transfers { get; init; } = [];

    /// <summary>Whether the institution told it late; null where others told, and where it had to tell at once: how soon that is, an officer judges.</summary>
    public bool? ToldLate => ReportDue is { N: > 0 } due ? ReportedAt > due.DueAt : null;

    bool ISettles.Settled => Status != IncidentStatus.Open;
}

/// <summary>How a complaint ended that was handled outside the ledger, as it was noted last.</summary>
public sealed record ComplaintOutcome(string Id, string Number, string Channel, string Domain, string Outcome, DateOnly ReceivedOn, string Department, DateOnly NotedOn)
{
    /// <summary>Substantiated, wholly or partly: a violation may rest on it.</summary>
    public bool Upheld => Outcome != NoteComplaintEndpoint.Unfounded;
}

/// <summary>All incidents of the institution, and the complaints of which the outcome is known, by id.</summary>
public sealed record IncidentBook(Archive<Incident> All, Archive<ComplaintOutcome> Complaints)
{
    public static IncidentBook None { get; } = new(Archive<Incident>.Empty, Archive<ComplaintOutcome>.Empty);

    public static string Thing(string id) => $"incidents/{id}";

    public static string ComplaintThing(string id) => $"complaints/{id}";

    /// <summary>Key of the duty to tell a department.</summary>
    public static string Transfer(string id, string department) => $"incidents/{id}/transfer-{department}";

    /// <summary>Key of the duty to stop the service.</summary>
    public static string Suspension(string id) => $"incidents/{id}/suspension";

    public Incident? Find(string id) => All.GetValueOrDefault(id);

    public IncidentBook Evolve(IFact fact) => fact switch
    {
        IncidentReported e => this with { All = All.SetItem(e.Incident, new(e.Incident, IncidentStatus.Open, e.Kind, e.Domain, e.Source, e.Affected, e.LearntAt, e.ReportedAt, e.ReportDue, e.Department, e.OccurredOn)) },
        IncidentTransferred e => Change(e.Incident, x => x with { Transfers = x.Transfers.Add(new(e.To, e.At)) }),
        OperationSuspended { Incident: { } id } e => Change(id, x => x with { SuspendedOn = e.OccurredOn }),
        IncidentClosed e => Change(e.Incident, x => x with { Status = CloseIncidentEndpoint.Outcomes[e.Outcome], ClosedOn = e.OccurredOn }),
        ComplaintOutcomeNoted e => this with { Complaints = Complaints.SetItem(e.Complaint, new(e.Complaint, e.Number, e.Channel, e.Domain, e.Outcome, e.ReceivedOn, e.Department, e.OccurredOn)) },
        _ => this,
    };

    // The report may have been voided.
    private IncidentBook Change(string id, Func<Incident, Incident> change) => Find(id) is { } was ? this with { All = All.SetItem(id, change(was)) } : this;
}
