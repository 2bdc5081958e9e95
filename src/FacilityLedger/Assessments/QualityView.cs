using System.Collections.Immutable;
using FacilityLedger.Facilities;

namespace FacilityLedger.Assessments;

/// <summary>The frozen results of an institution, the latest last, for comparing campaigns.</summary>
public sealed record QualityView(string Id, ImmutableList<QualityResult> Results)
{
    public static QualityView? Next(QualityView? before, Entry entry) => entry.Fact is AssessmentFrozen e
        ? (before ?? new QualityView(entry.Stream, [])) is var view
            ? view with { Results = view.Results.Add(new(e.Campaign, e.Standard, e.Grade, e.Points, e.Dimensions, e.Vetoed, e.Snapshot, e.OccurredOn, e.ValidUntil)) }
            : null
        : before;
}

/// <param name="Snapshot">Digest of the frozen snapshot.</param>
public sealed record QualityResult(
    string Campaign, string Standard, string Grade, int Points, IReadOnlyList<DimensionPoints> Dimensions, IReadOnlyList<string> Vetoed, string Snapshot, DateOnly FrozenOn, DateOnly ValidUntil);

/// <summary>Keeps the quality view; a frozen result is never voided, so the fold only grows.</summary>
public sealed partial class QualityProjection : FoldOfStream<QualityView>
{
    public QualityProjection() : base(x => x == typeof(AssessmentFrozen)) => Name = "Quality";

    protected override QualityView? Replay(IEnumerable<Entry> entries) => entries.Aggregate((QualityView?)null, Next);

    protected override QualityView? Next(QualityView? before, Entry entry) => QualityView.Next(before, entry);
}
