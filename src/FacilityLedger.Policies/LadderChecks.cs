using System.Globalization;

namespace FacilityLedger.Policies;

/// <summary>A rung leads to a kind that the violation has, and its range can be met.</summary>
internal static class LadderChecks
{
    private static readonly string[] Measured = ["gains", "turnover", "goods", "contract", "cost", "income", "advertising", "funds", "workers"];

    public static IEnumerable<PolicyFault> Of(ViolationItem item, PenaltyStep step, string at)
    {
        if (!item.Penalties.Contains(step.Kind))
            yield return new($"{at}.kind", $"{step.Kind} is no penalty of this violation");
        if (step.When is not ("base" or "refused" or "serious"))
            yield return new($"{at}.when", "is base, refused or serious");
        foreach (var (member, amount) in new[] { ("lowest", step.Lowest), ("highest", step.Highest) })
        {
            if (amount is not null && !Yuan.TryParse(amount, out _))
                yield return new($"{at}.{member}", $"{amount} is no amount with two places");
        }
        if (Yuan.TryParse(step.Lowest, out var lowest) && Yuan.TryParse(step.Highest, out var highest) && lowest > highest)
            yield return new($"{at}.highest", "lies below lowest");
        foreach (var (code, path) in step.Departments.At($"{at}.departments").Where(x => !item.Departments.Contains(x.Item)))
            yield return new(path, $"{code} is no department of this violation");
        foreach (var fault in step.Times is { } times ? Times(step, times, at) : [])
            yield return fault;
    }

    private static IEnumerable<PolicyFault> Times(PenaltyStep step, PenaltyTimes times, string at)
    {
        if (step.Lowest is not null || step.Highest is not null)
            yield return new($"{at}.times", "stands beside fixed amounts; they are two rungs");
        if (!Measured.Contains(times.Of))
            yield return new($"{at}.times.of", $"is one of {string.Join(", ", Measured)}");
        if (!Multiple(times.Highest, out var highest) || highest == 0)
            yield return new($"{at}.times.highest", $"{times.Highest} is no multiple");
        if (times.Lowest is { } smallest && (!Multiple(smallest, out var lowest) || lowest > highest))
            yield return new($"{at}.times.lowest", $"{smallest} is no multiple up to {times.Highest}");
    }

    private static bool Multiple(string text, out decimal value) => decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out value);
}
