using System.Collections.Immutable;
using System.Text.Json.Serialization;
using FacilityLedger.Hosting.Decisions;

namespace FacilityLedger.Import;

/// <summary>What an imported register last reported of the institution.</summary>
/// <param name="Entry">Its line; null when the institution comes from no register.</param>
/// <param name="Delisted">The last snapshot no longer had it.</param>
/// <param name="Since">Day of the snapshot that first had it.</param>
/// <param name="AsOf">Day of the snapshot that last said something new of the line.</param>
public sealed record RegisterState(
    RegisterEntry? Entry, bool Delisted, DateOnly Since, DateOnly AsOf, ImmutableDictionary<string, ReportedVisit> Visits, ImmutableDictionary<string, ReportedViolation> Violations)
{
    public static RegisterState None { get; } = new(null, false, DateOnly.MinValue, DateOnly.MinValue, ImmutableDictionary<string, ReportedVisit>.Empty, ImmutableDictionary<string, ReportedViolation>.Empty);

    /// <summary>Day of the snapshot that last said something new of a visit.</summary>
    [JsonIgnore]
    public DateOnly VisitsAsOf => Visits.Values.Select(x => x.AsOf).DefaultIfEmpty().Max();

    /// <summary>Day of the snapshot that last said something new of a violation.</summary>
    [JsonIgnore]
    public DateOnly ViolationsAsOf => Violations.Values.Select(x => x.AsOf).DefaultIfEmpty().Max();

    public RegisterState Evolve(IFact fact) => fact switch
    {
        FacilityImported e => this with { Entry = e.Entry, Delisted = false, Since = e.OccurredOn, AsOf = e.OccurredOn },
        RegisterEntryChanged e when Entry is not null => this with { Entry = e.Changed.Over(Entry), AsOf = e.OccurredOn },
        FacilityDelisted e => this with { Delisted = true, AsOf = e.OccurredOn },
        FacilityRelisted e => this with { Delisted = false, AsOf = e.OccurredOn },
        VisitReported e => this with { Visits = Visits.SetItem(e.Visit, new(e.Date, e.Type, e.Ordinal, e.Summary, e.OccurredOn)) },
        VisitRestated e when Visits.TryGetValue(e.Visit, out var was) => this with { Visits = Visits.SetItem(e.Visit, was with { Summary = e.Summary, AsOf = e.OccurredOn, TakenBack = false }) },
        ViolationReported e => this with { Violations = Violations.SetItem(e.Violation, new(e.Date, e.Ordinal, e.Summary, e.Category, e.Code, e.ReportedStatus, e.OccurredOn)) },
        ViolationRestated e when Violations.TryGetValue(e.Violation, out var was) => this with
        {
            Violations = Violations.SetItem(e.Violation, was with { Summary = e.Summary, Category = e.Category, ReportedStatus = e.ReportedStatus, AsOf = e.OccurredOn, TakenBack = false }),
        },
        ReportTakenBack e when Visits.TryGetValue(IdOf(e, "visits/"), out var was) => this with { Visits = Visits.SetItem(IdOf(e, "visits/"), was with { TakenBack = true, AsOf = e.OccurredOn }) },
        ReportTakenBack e when Violations.TryGetValue(IdOf(e, "reports/"), out var was) => this with { Violations = Violations.SetItem(IdOf(e, "reports/"), was with { TakenBack = true, AsOf = e.OccurredOn }) },
        _ => this,
    };

    private static string IdOf(ReportTakenBack e, string things) => e.Report.StartsWith(things, StringComparison.Ordinal) ? e.Report[things.Length..] : "";
}

/// <param name="AsOf">Day of the snapshot that last said something new of it.</param>
/// <param name="TakenBack">The register no longer reports it, though it reports others of its time.</param>
public sealed record ReportedVisit(DateOnly Date, string Type, int Ordinal, string Summary, DateOnly AsOf, bool TakenBack = false);

/// <inheritdoc cref="ReportedVisit"/>
public sealed record ReportedViolation(DateOnly Date, int Ordinal, string Summary, string Category, string Code, string? ReportedStatus, DateOnly AsOf, bool TakenBack = false);
