using FacilityLedger.Disclosure;
using FacilityLedger.Policies;

namespace FacilityLedger.Assessments;

/// <summary>Points of one dimension.</summary>
public sealed record DimensionPoints(string Code, int Points);

/// <summary>What a standard makes of scores.</summary>
/// <param name="Vetoed">Base-line indicators that were not met, in the standard's order; one is enough for the veto grade.</param>
public sealed record Outcome(int Points, IReadOnlyList<DimensionPoints> Dimensions, IReadOnlyList<string> Vetoed, string Grade);

/// <summary>The standard of an assessment: always that of the day it was opened, whatever policy came after.</summary>
public static class Rubric
{
    public static Standard Of(PolicyBook book, Assessment assessment) => book.On(assessment.OpenedOn).Standard(assessment.Standard)!;

    /// <summary>Veto items first, then the grade from its threshold on.</summary>
    public static Outcome Judge(Standard standard, IReadOnlyDictionary<string, Score> scores)
    {
        var dimensions = standard.Dimensions.Select(x => new DimensionPoints(x.Code, x.Indicators.Sum(i => scores[i.Code].Points))).ToList();
        var vetoed = standard.Indicators.Where(x => x.Veto && scores[x.Code].Passed != true).Select(x => x.Code).ToList();
        var points = dimensions.Sum(x => x.Points);
        return new(points, dimensions, vetoed, vetoed.Count > 0 ? standard.VetoGrade : standard.Grades.Where(x => x.From <= points).MaxBy(x => x.From)?.Grade ?? standard.VetoGrade);
    }

    /// <summary>The address of the snapshot by its content: who has standard, policy, inputs, scores and result can compute it again.</summary>
    public static string Digest(string facility, Assessment assessment, Standard standard, Outcome result, DateOnly frozenOn) => CanonicalJson.Hash(new
    {
        Standard = standard,
        assessment.Policy,
        Inputs = new { Facility = facility, assessment.Campaign, assessment.OpenedOn, FrozenOn = frozenOn, Evidence = assessment.Scores.Values.SelectMany(x => x.Evidence).Distinct().Order() },
        assessment.Scores,
        Result = result,
    });
}
