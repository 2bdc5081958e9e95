namespace FacilityLedger.Policies;

/// <summary>A grade restrains nobody without a law, classes have terms, and repair and lists name what exists.</summary>
internal static class CreditChecks
{
    public static IEnumerable<PolicyFault> Of(Policy policy) =>
        policy.Credit.Regimes.At("$.credit.regimes").SelectMany(x => Regime(policy, x.Item, x.Path)).Concat(Overlaps(policy.Credit.Regimes)).Concat(Measures(policy)).Concat(Others(policy));

    private static IEnumerable<PolicyFault> Regime(Policy policy, CreditRegime regime, string at)
    {
        if (regime.Until < regime.From)
            yield return new($"{at}.until", "lies before from");
        if (regime.Classes.Count == 0)
            yield return new($"{at}.classes", "a breach has no class");
        foreach (var (of, path) in regime.Classes.At($"{at}.classes"))
        {
            foreach (var (clock, member) in new[] { (of.ShortestClock, "shortestClock"), (of.LongestClock, "longestClock") })
            {
                if (clock is not null && policy.Clocks.All(x => x.Code != clock))
                    yield return new($"{path}.{member}", $"there is no clock {clock}");
            }
            if (of.FromSeverity is < 1 or > 4)
                yield return new($"{path}.fromSeverity", "lies between 1 and 4");
            foreach (var (penalty, where) in of.Penalties.At($"{path}.penalties"))
            {
                if (policy.PenaltyKinds.All(x => x.Code != penalty.Kind))
                    yield return new($"{where}.kind", $"there is no penalty kind {penalty.Kind}");
                if (penalty.FromAmount is { } amount && !Yuan.TryParse(amount, out _))
                    yield return new($"{where}.fromAmount", $"{amount} is no amount with two places");
            }
        }
    }

    private static IEnumerable<PolicyFault> Overlaps(IReadOnlyList<CreditRegime> regimes) => regimes.At("$.credit.regimes")
        .Where(x => regimes.Any(y => y != x.Item && y.From <= x.Item.From && !(y.Until < x.Item.From))).Select(x => new PolicyFault($"{x.Path}.from", "two regimes hold on one day"));

    private static IEnumerable<PolicyFault> Measures(Policy policy) => policy.Credit.Grades.At("$.credit.grades").SelectMany(x => x.Item.Measures.At($"{x.Path}.measures"))
        .Where(x => x.Item.Constraint && (string.IsNullOrWhiteSpace(x.Item.Source) || PenaltyChecks.CitesNoLaw(x.Item.Source)))
        .Select(x => new PolicyFault($"{x.Path}.source", "a constraint rests on a law, a regulation or a national rule (山东省社会信用条例 27)"));

    private static IEnumerable<PolicyFault> Others(Policy policy)
    {
        foreach (var (kind, at) in (policy.Credit.Repair?.Excluded ?? []).At("$.credit.repair.excluded"))
        {
            if (policy.PenaltyKinds.All(x => x.Code != kind.Code))
                yield return new($"{at}.code", $"there is no penalty kind {kind.Code}");
            foreach (var fault in kind.Departments.MustBeIn(policy.Departments, $"{at}.departments", "department"))
                yield return fault;
        }
        if (policy.Credit.Repair is { Source: var source } && string.IsNullOrWhiteSpace(source))
            yield return new("$.credit.repair.source", "is empty");
        foreach (var (method, at) in policy.Credit.SeriousBreachMethods.At("$.credit.seriousBreachMethods"))
        {
            if (method.Departments.Count == 0)
                yield return new($"{at}.departments", "it empowers nobody");
            foreach (var fault in method.Departments.MustBeIn(policy.Departments, $"{at}.departments", "department"))
                yield return fault;
        }
    }
}
