namespace FacilityLedger.Policies;

/// <summary>Grades descend to the lowest score, and points add up.</summary>
internal static class ScoreChecks
{
    private static readonly string[] Lowering = ["penalty", "overdue", "refusal", "commitment"];
    private static readonly string[] Raising = ["repair", "award"];

    public static IEnumerable<PolicyFault> Of(Policy policy) => Credit(policy.Credit).Concat(policy.Standards.At("$.standards").SelectMany(x => Standard(x.Item, x.Path)));

    private static IEnumerable<PolicyFault> Credit(CreditPolicy credit)
    {
        if (string.IsNullOrWhiteSpace(credit.Source))
            yield return new("$.credit.source", "is empty");
        if (credit.GraceDays < 0)
            yield return new("$.credit.graceDays", "is negative");
        if (credit.Lowest > credit.Opening || credit.Opening > credit.Highest)
            yield return new("$.credit.opening", "lies between lowest and highest");
        foreach (var fault in Grades([.. credit.Grades.Select(x => x.From)], credit.Lowest, credit.Highest, "$.credit.grades"))
            yield return fault;
        foreach (var (rule, at) in credit.Rules.At("$.credit.rules"))
        {
            if (!Lowering.Contains(rule.Cause) && !Raising.Contains(rule.Cause))
                yield return new($"{at}.cause", $"{rule.Cause} is no cause: {string.Join(' ', Lowering.Concat(Raising))}");
            if (Lowering.Contains(rule.Cause) && rule.Delta >= 0 || Raising.Contains(rule.Cause) && rule.Delta <= 0)
                yield return new($"{at}.delta", $"{rule.Delta} does not go with {rule.Cause}");
            if (rule.FromSeverity is < 1 or > 4)
                yield return new($"{at}.fromSeverity", "lies between 1 and 4");
        }
    }

    private static IEnumerable<PolicyFault> Standard(Standard standard, string at)
    {
        foreach (var (dimension, path) in standard.Dimensions.At($"{at}.dimensions"))
        {
            foreach (var (indicator, where) in dimension.Indicators.At($"{path}.indicators"))
            {
                if (indicator.Points < 0)
                    yield return new($"{where}.points", "is negative");
            }
            if (dimension.Indicators.Sum(x => x.Points) is var sum && sum != dimension.Points)
                yield return new($"{path}.points", $"the indicators add up to {sum}, not to {dimension.Points}");
        }
        foreach (var twice in standard.Indicators.GroupBy(x => x.Code).Where(x => x.Count() > 1))
            yield return new($"{at}.dimensions", $"indicator {twice.Key} is there twice");
        foreach (var fault in Grades([.. standard.Grades.Select(x => x.From)], 0, standard.Total, $"{at}.grades"))
            yield return fault;
        if (standard.Grades.Select(x => x.Grade).Distinct(StringComparer.Ordinal).Count() < standard.Grades.Count)
            yield return new($"{at}.grades", "a grade is there twice");
        if (standard.Grades.All(x => x.Grade != standard.VetoGrade))
            yield return new($"{at}.vetoGrade", $"there is no grade {standard.VetoGrade}");
        if (standard.ValidMonths < 1)
            yield return new($"{at}.validMonths", "is at least 1");
    }

    // Best grade first, and every score has a grade.
    private static IEnumerable<PolicyFault> Grades(List<int> from, int lowest, int highest, string at)
    {
        for (var i = 1; i < from.Count; i++)
        {
            if (from[i] >= from[i - 1])
                yield return new($"{at}[{i}].from", $"{from[i]} does not lie below {from[i - 1]}: the best grade comes first");
        }
        if (from.Count == 0 || from[^1] != lowest)
            yield return new(from.Count == 0 ? at : $"{at}[{from.Count - 1}].from", $"the last grade begins at {lowest}");
        if (from.Count > 0 && from[0] > highest)
            yield return new($"{at}[0].from", $"nobody can reach {from[0]}");
    }
}
