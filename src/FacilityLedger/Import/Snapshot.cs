namespace FacilityLedger.Import;

/// <summary>What the snapshots of one day say of one site. A part that no file of that day covers is null.</summary>
/// <param name="Listing">File of the listing of that day, if there is one: a site that it lacks is delisted.</param>
public sealed record Snapshot(DateOnly Day, string? Listing, ListedRow? Line, IReadOnlyList<VisitRow> Visits, IReadOnlyList<ViolationRow> Violations)
{
    /// <summary>The rows that report, not list.</summary>
    public IEnumerable<SourceRow> Reports => Visits.Select(x => x.Source).Concat(Violations.Select(x => x.Source));
}

public sealed record ListedRow(RegisterEntry Entry, SourceRow Source);

public sealed record VisitRow(string Site, DateOnly Date, string Type, string Summary, SourceRow Source);

public sealed record ViolationRow(string Site, DateOnly Date, string Summary, string Category, string Code, string? Status, SourceRow Source);
