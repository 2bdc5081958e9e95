using System.Text.RegularExpressions;

namespace FacilityLedger.Policies;

/// <summary>A penalty rests on a law, a regulation or a rule (行政处罚法 10–16) and is imposed by whom the policy lets.</summary>
internal static partial class PenaltyChecks
{
    public static IEnumerable<PolicyFault> Of(Policy policy) =>
        policy.Violations.At("$.violations").SelectMany(x => Violation(policy, x.Item, x.Path)).Concat(policy.PenaltyKinds.At("$.penaltyKinds").SelectMany(x => Kind(policy, x.Item, x.Path)))
            .Concat(policy.PenaltyPublications.At("$.penaltyPublications").SelectMany(x => Publication(policy, x.Item, x.Path)));

    private static IEnumerable<PolicyFault> Publication(Policy policy, PenaltyPublication row, string at)
    {
        if (policy.Clocks.All(x => x.Code != row.Clock))
            yield return new($"{at}.clock", $"there is no clock {row.Clock}");
        foreach (var fault in row.Departments.MustBeIn(policy.Departments, $"{at}.departments", "department").Concat(row.Spares.MustBeIn(policy.PenaltyKinds, $"{at}.spares", "penalty kind")))
            yield return fault;
        if (row.Withholds && row.Spares.Count == 0 && !row.SparesSummary)
            yield return new($"{at}.withholds", "has no meaning without spares");
    }

    private static IEnumerable<PolicyFault> Violation(Policy policy, ViolationItem item, string at)
    {
        if (policy.Domains.All(x => x.Code != item.Domain))
            yield return new($"{at}.domain", $"there is no domain {item.Domain}");
        else if (!policy.Departments.Any(x => x.Covers(item.Domain) && x.May("inspection.finding")))
            yield return new($"{at}.domain", $"nobody inspects {item.Domain}, so nobody can find it");
        if (item.Severity is < 1 or > 4)
            yield return new($"{at}.severity", "lies between 1 and 4");
        if (item.Days < 0)
            yield return new($"{at}.days", "is negative");
        if (item.BasisKind is not ("law" or "regulation" or "rule"))
            yield return new($"{at}.basisKind", $"{item.BasisKind} sets no penalty: a penalty rests on a law, a regulation or a rule (行政处罚法 10–16)");
        if (string.IsNullOrWhiteSpace(item.PenaltyBasis))
            yield return new($"{at}.penaltyBasis", "is empty");
        else if (NoLaw().IsMatch(item.PenaltyBasis))
            yield return new($"{at}.penaltyBasis", $"{item.PenaltyBasis} cites a normative document or a standard, which set no penalty (行政处罚法 16)");
        if (item.Departments.Count == 0)
            yield return new($"{at}.departments", "nobody may record it");
        foreach (var fault in item.Departments.MustBeIn(policy.Departments, $"{at}.departments", "department"))
            yield return fault;
        foreach (var (code, path) in item.Departments.At($"{at}.departments"))
        {
            if (policy.Department(code) is { } department && !department.May("violation.record"))
                yield return new(path, $"{code} may not give violation.record");
        }
        foreach (var fault in item.Penalties.MustBeIn(policy.PenaltyKinds, $"{at}.penalties", "penalty kind"))
            yield return fault;
        foreach (var (code, path) in item.Penalties.At($"{at}.penalties"))
        {
            if (policy.PenaltyKinds.FirstOrDefault(x => x.Code == code) is { Departments.Count: > 0 } kind && !kind.Departments.Intersect(item.Departments).Any())
                yield return new(path, $"none of the violation's departments may impose {code}");
        }
        foreach (var fault in item.Ladder.At($"{at}.ladder").SelectMany(x => LadderChecks.Of(item, x.Item, x.Path)))
            yield return fault;
        foreach (var (code, path) in item.Penalties.At($"{at}.penalties").Where(x => item.Ladder.Count > 0 && item.Ladder.All(y => y.Kind != x.Item)))
            yield return new(path, $"no rung of the ladder leads to {code}");
    }

    private static IEnumerable<PolicyFault> Kind(Policy policy, PenaltyKind kind, string at)
    {
        if (kind.SummaryLimit is not null && !kind.Summary)
            yield return new($"{at}.summaryLimit", "has no meaning without summary");
        if (kind.SummaryLimit is { } limit && !Yuan.TryParse(limit, out _))
            yield return new($"{at}.summaryLimit", $"{limit} is no amount with two places");
        if (kind.Fine && !kind.Amount)
            yield return new($"{at}.fine", "has no meaning without an amount");
        if (kind.LatePercent is <= 0 or > 100)
            yield return new($"{at}.latePercent", "lies between 0 and 100");
        if (kind.LatePercent is not null && !kind.Amount)
            yield return new($"{at}.latePercent", "has no meaning without an amount");
        foreach (var fault in kind.Departments.MustBeIn(policy.Departments, $"{at}.departments", "department"))
            yield return fault;
    }

    internal static bool CitesNoLaw(string basis) => NoLaw().IsMatch(basis);

    // Document numbers (国办发〔2024〕54号, 25号文), the county's paper, the two norms of 58号文, and the numbers of standards.
    [GeneratedRegex(@"〔|号文|县政策|设置标准|管理规范|\b(GB|WS|DB|JGJ|YY)(/T)?\s*\d", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex NoLaw();
}
