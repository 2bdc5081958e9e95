namespace FacilityLedger.Policies;

/// <summary>Staff, fees and yearly duties refer to what the policy has.</summary>
internal static class OperationChecks
{
    public static IEnumerable<PolicyFault> Of(Policy policy) => [.. Staff(policy), .. Prices(policy), .. Duties(policy), .. Renewals(policy)];

    private static IEnumerable<PolicyFault> Staff(Policy policy)
    {
        foreach (var (role, at) in policy.StaffRoles.At("$.staffRoles"))
        {
            if (role.Duty is not (null or "management" or "care" or "health" or "security"))
                yield return new($"{at}.duty", "is management, care, health or security");
            if (role.Counts is not (null or "head" or "carer" or "health" or "guard"))
                yield return new($"{at}.counts", "is head, carer, health or guard");
            foreach (var fault in role.Certificates.MustBeIn(policy.Certificates, $"{at}.certificates", "certificate"))
                yield return fault;
        }
        foreach (var (step, at) in policy.HealthWorkers.At("$.healthWorkers"))
        {
            if (string.IsNullOrWhiteSpace(step.Source))
                yield return new($"{at}.source", "is empty");
            if (step.FromChildren < 0)
                yield return new($"{at}.fromChildren", "is negative");
        }
        foreach (var (step, n) in policy.HealthWorkers.Zip(policy.HealthWorkers.Skip(1)).Select((x, i) => (x, i + 1)))
        {
            if (step.First.FromChildren >= step.Second.FromChildren)
                yield return new($"$.healthWorkers[{n}].fromChildren", "the numbers must ascend");
        }
    }

    private static IEnumerable<PolicyFault> Prices(Policy policy)
    {
        foreach (var (price, at) in policy.GuidedPrices.At("$.guidedPrices"))
        {
            foreach (var fault in price.Natures.MustBeIn(policy.Natures, $"{at}.natures", "nature").Concat(price.Kinds.MustBeIn(policy.Kinds, $"{at}.kinds", "kind")))
                yield return fault;
            if (price.ClassType is { } type && policy.ClassGroup(type) is null)
                yield return new($"{at}.classType", $"there is no class group {type}");
            if (policy.FeeItems.All(x => x.Code != price.Item))
                yield return new($"{at}.item", $"there is no fee item {price.Item}");
            if (!Yuan.TryParse(price.Most, out _))
                yield return new($"{at}.most", "is no amount such as 1200.00");
        }
    }

    // The sweep is no department, so the renewal cannot fall to whoever acts.
    private static IEnumerable<PolicyFault> Renewals(Policy policy) =>
        policy.Clocks.At("$.clocks").Where(x => x.Item is { Code: LedgerNames.CertificateRenewal, Owner: "acting" })
            .Select(x => new PolicyFault($"{x.Path}.owner", $"{LedgerNames.CertificateRenewal} needs an owner"));

    private static IEnumerable<PolicyFault> Duties(Policy policy)
    {
        foreach (var (nature, at) in policy.Natures.At("$.natures"))
        {
            foreach (var (report, path) in nature.Reports.At($"{at}.reports").Where(x => policy.Clocks.All(c => c.Code != LedgerNames.AnnualReport(x.Item))))
                yield return new(path, $"there is no clock {LedgerNames.AnnualReport(report)}");
        }
        foreach (var (clock, at) in policy.Clocks.At("$.clocks"))
        {
            if (clock.Desk is { } desk && policy.Department(desk) is null)
                yield return new($"{at}.desk", $"there is no department {desk}");
        }
    }
}
