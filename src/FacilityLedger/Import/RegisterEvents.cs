using FacilityLedger.Hosting.Decisions;

namespace FacilityLedger.Import;

/// <summary>Where a fact of an imported register was read.</summary>
/// <param name="File">Name of the file.</param>
/// <param name="Row">SHA-256 over the row's fields, in lower-case hexadecimal.</param>
public sealed record SourceRow(string File, string Row);

/// <summary>A register was taken over: the institution stands in it on this day, as far as the ledger knows for the first time.</summary>
public sealed record FacilityImported(RegisterEntry Entry, SourceRow Imported, DateOnly OccurredOn) : IFact
{
    public string Thing => "register";
}

/// <summary>A later snapshot has other particulars; the day on which they really changed is not known, the snapshot's day is.</summary>
public sealed record RegisterEntryChanged(RegisterChange Changed, SourceRow Imported, DateOnly OccurredOn) : IFact
{
    public string Thing => "register";
}

/// <summary>A later snapshot no longer has the institution. Why, it does not say.</summary>
public sealed record FacilityDelisted(string File, DateOnly OccurredOn) : IFact
{
    public string Thing => "register";
}

public sealed record FacilityRelisted(SourceRow Imported, DateOnly OccurredOn) : IFact
{
    public string Thing => "register";
}

/// <summary>The register reports a visit. It is no inspection of this ledger: nobody here opened or completed it.</summary>
/// <param name="Date">Day of the visit, as reported; the register showed it by <see cref="OccurredOn"/>.</param>
/// <param name="Ordinal">1, 2, … where several visits of one type are reported on one day.</param>
/// <param name="Summary">The register's text as it is.</param>
public sealed record VisitReported(string Visit, DateOnly Date, string Type, int Ordinal, string Summary, SourceRow Imported, DateOnly OccurredOn) : IFact
{
    public string Thing => $"visits/{Visit}";
}

/// <summary>A later snapshot rewrote what it says of a visit.</summary>
public sealed record VisitRestated(string Visit, string Summary, SourceRow Imported, DateOnly OccurredOn) : IFact
{
    public string Thing => $"visits/{Visit}";
}

/// <summary>The register reports a violation.</summary>
/// <param name="ReportedStatus">What the register says of it that day (<c>CORRECTED</c>): not a verification by an officer.</param>
public sealed record ViolationReported(string Violation, DateOnly Date, int Ordinal, string Summary, string Category, string Code, string? ReportedStatus, SourceRow Imported, DateOnly OccurredOn) : IFact
{
    public string Thing => $"reports/{Violation}";
}

/// <summary>A later snapshot rewrote what it says of a violation; these are all its words now.</summary>
public sealed record ViolationRestated(string Violation, string Summary, string Category, string? ReportedStatus, SourceRow Imported, DateOnly OccurredOn) : IFact
{
    public string Thing => $"reports/{Violation}";
}

/// <summary>A later snapshot that speaks of the site's days from then on no longer has a visit or a violation that it reported.</summary>
/// <param name="Report">The thing: <c>visits/…</c> or <c>reports/…</c>.</param>
public sealed record ReportTakenBack(string Report, string File, DateOnly OccurredOn) : IFact
{
    public string Thing => Report;
}
