using System.Collections.Immutable;
using FacilityLedger.Hosting.Decisions;

namespace FacilityLedger.Assessments;

/// <summary>Assessments of the institution, by campaign.</summary>
public sealed record AssessmentBook(ImmutableDictionary<string, Assessment> All)
{
    public static AssessmentBook None { get; } = new(ImmutableDictionary<string, Assessment>.Empty);

    /// <summary>The assessment that a thing names; null when it names another thing.</summary>
    public Assessment? Of(string thing) => thing.StartsWith("assessments/", StringComparison.Ordinal) ? All.GetValueOrDefault(thing["assessments/".Length..]) : null;

    public AssessmentBook Evolve(IFact fact) => fact switch
    {
        AssessmentOpened e => With(new Assessment(e.Campaign, e.Standard, e.Policy, e.OccurredOn, ImmutableSortedDictionary.Create<string, Score>(StringComparer.Ordinal), null)),
        IndicatorScored e when All.GetValueOrDefault(e.Campaign) is { } was => With(was with { Scores = was.Scores.SetItem(e.Indicator, new Score(e.Points, e.Passed, e.Evidence)) }),
        AssessmentFrozen e when All.GetValueOrDefault(e.Campaign) is { } was => With(was with { Snapshot = e.Snapshot }),
        _ => this,
    };

    private AssessmentBook With(Assessment assessment) => new(All.SetItem(assessment.Campaign, assessment));
}

/// <summary>One assessment: its standard as the policy had it on the day it was opened, and the scores so far.</summary>
/// <param name="Policy">Version of the policy whose standard is applied to the end.</param>
/// <param name="Snapshot">Digest of the frozen snapshot; null while it is open.</param>
public sealed record Assessment(string Campaign, string Standard, string Policy, DateOnly OpenedOn, ImmutableSortedDictionary<string, Score> Scores, string? Snapshot)
{
    public bool Frozen => Snapshot is not null;
}

/// <param name="Passed">Of a base-line indicator: whether it was met.</param>
/// <param name="Evidence">Versions of the facility's events on which the score rests.</param>
public sealed record Score(int Points, bool? Passed, IReadOnlyList<long> Evidence);
