using System.Globalization;
using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;
using FacilityLedger.Policies;

namespace FacilityLedger.Violations;

/// <summary>A penalty stays on the ladder that the catalogue gives its violation.</summary>
public static class PenaltyRange
{
    public static readonly Rule Reached = new("penalty-not-reached", 422, "行政处罚法 5", new("此种处罚须在查明拒不改正或情节严重后适用，或不由本部门作出", "This penalty is reached only after a verified refusal or in serious circumstances, or not by this department"));
    public static readonly Rule Within = new("penalty-out-of-range", 422, "行政处罚法 34", new("金额不在法定幅度内", "The amount lies outside the range that the law sets"));

    /// <summary>The refusal, or null; a violation without a ladder has no range to leave.</summary>
    /// <param name="amount">Well formed, or null where the kind has none.</param>
    /// <param name="refused">A refusal to correct was verified.</param>
    /// <param name="serious">The department finds the circumstances serious (情节严重).</param>
    /// <param name="measure">What the law multiplies, as a decimal: the gains, or the number of workers; without it only fixed ranges are met.</param>
    public static Refusal? Against(ViolationItem item, string kind, string? amount, string department, bool refused, bool serious = false, decimal? measure = null)
    {
        if (item.Ladder.Count == 0)
            return null;
        var rungs = item.Ladder.Where(x => x.Kind == kind && (x.Departments.Count == 0 || x.Departments.Contains(department)) && (x.When switch { "refused" => refused, "serious" => serious, _ => true })).ToList();
        if (rungs.Count == 0)
            return Reached.Refuse(("kind", kind)).On(item.PenaltyBasis);
        return amount is null || rungs.Exists(x => Spans(x, Yuan.Parse(amount).Value, measure)) ? null : Within.Refuse(("amount", amount), ("known", string.Join(' ', rungs.Select(Told)))).On(item.PenaltyBasis);
    }

    private static bool Spans(PenaltyStep step, decimal amount, decimal? measure) => step.Times is { } times
        ? measure is { } of && amount >= (times.Lowest is { } least ? Number(least) : 0) * of && amount <= Number(times.Highest) * of
        : (step.Lowest is not { } lowest || amount >= Number(lowest)) && (step.Highest is not { } highest || amount <= Number(highest));

    private static string Told(PenaltyStep step) => step.Times is { } times ? $"{times.Lowest}–{times.Highest}×{times.Of}" : $"{step.Lowest}–{step.Highest}";

    private static decimal Number(string text) => decimal.Parse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);
}
