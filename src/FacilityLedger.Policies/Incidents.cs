namespace FacilityLedger.Policies;

/// <summary>A kind of incident: who has to hear of it and by when; <see cref="Sourced.Source"/> is what says so.</summary>
public sealed record IncidentType : Coded
{
    /// <summary>Inspection domain in which a violation may rest on it.</summary>
    public required string Domain { get; init; }
    /// <summary>Clock in hours within which the institution reports it, from when it learns of it; 0 hours: at once.</summary>
    public required string ReportClock { get; init; }
    /// <summary>Departments to which whoever records it passes it on; itself excepted.</summary>
    public IReadOnlyList<string> TransferTo { get; init; } = [];
    /// <summary>Departments that hear of it too where the institution is of certain kinds.</summary>
    public IReadOnlyList<IncidentAddressee> AlsoTo { get; init; } = [];
    /// <summary>Clock in hours of each transfer, from the report on.</summary>
    public string? TransferClock { get; init; }
    /// <summary>The service is to be stopped by a named officer; null where nothing demands it.</summary>
    public IncidentSuspension? Suspension { get; init; }

    /// <summary>All who have to hear of it where the institution is of a kind.</summary>
    public IEnumerable<string> Hears(string? kind) => TransferTo.Concat(AlsoTo.Where(x => kind is not null && x.Kinds.Contains(kind)).Select(x => x.Department)).Distinct(StringComparer.Ordinal);
}

/// <summary>A department that hears of an incident in institutions of some kinds.</summary>
public sealed record IncidentAddressee
{
    public required string Department { get; init; }
    public required IReadOnlyList<string> Kinds { get; init; }
}

/// <summary>That the service is to be stopped.</summary>
public sealed record IncidentSuspension
{
    /// <summary>Clock in hours, from the report on.</summary>
    public required string Clock { get; init; }
    /// <summary>Instrument and article under which it is ordered.</summary>
    public required string Basis { get; init; }
}
