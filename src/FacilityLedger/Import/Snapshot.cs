namespace FacilityLedger.Import;

/// <summary>What the snapshots of one day say of one site. A part that no file of that day covers is null.</summary>
/// <param name="Listing">File of the listing of that day, if there is one: a site that it lacks is delisted.</param>
/// <param name="VisitsIn">File of the visits of that day, where it can be believed about what it lacks: from the first day on that it names, it names all visits to the site that the register still reports.</param>
/// <param name="ViolationsIn">The same of violations.</param>
public sealed record Snapshot(
    DateOnly Day, string? Listing, ListedRow? Line, IReadOnlyList<VisitRow> Visits, IReadOnlyList<ViolationRow> Violations, string? VisitsIn = null, string? ViolationsIn = null)
{
    /// <summary>The rows that report, not list.</summary>
    public IEnumerable<(SourceRow Source, int Number)> Reports => Visits.Select(x => (x.Source, x.Number)).Concat(Violations.Select(x => (x.Source, x.Number)));
}

public sealed record ListedRow(RegisterEntry Entry, SourceRow Source);

public sealed record VisitRow(string Site, DateOnly Date, string Type, string Summary, SourceRow Source, int Number = 0);

public sealed record ViolationRow(string Site, DateOnly Date, string Summary, string Category, string Code, string? Status, SourceRow Source, int Number = 0);
