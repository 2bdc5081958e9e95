namespace FacilityLedger.Policies;

/// <summary>Materials, fields and conditions of a filing.</summary>
internal static class FilingChecks
{
    public static IEnumerable<PolicyFault> Of(Policy policy)
    {
        foreach (var (material, at) in policy.Materials.At("$.materials"))
        {
            if (material.Needed is not ("always" or "meals" or "optional"))
                yield return new($"{at}.needed", "is always, meals or optional");
            if (material.ValidMonths < 1)
                yield return new($"{at}.validMonths", "is at least 1");
            foreach (var fault in material.Issuers.MustBeIn(policy.Departments, $"{at}.issuers", "department"))
                yield return fault;
            // The sweep is no department, so the duty cannot fall to whoever acts.
            if (material.RenewalClock is { } renewal && policy.Clocks.FirstOrDefault(x => x.Code == renewal) is null or { Owner: "acting" })
                yield return new($"{at}.renewalClock", $"{renewal} is no clock with an owner");
            if (material.AskBefore is { } ask && policy.Clocks.FirstOrDefault(x => x.Code == ask) is null or { Owner: "acting" } or { Unit: not ("day" or "month" or "year") })
                yield return new($"{at}.askBefore", $"{ask} is no clock with an owner in days, months or years");
            foreach (var (cause, path) in material.LapsesOn.At($"{at}.lapsesOn").Where(x => !LedgerNames.LapseCauses.Contains(x.Item)))
                yield return new(path, "is address, places or classes");
        }
        foreach (var (field, at) in policy.FilingFields.At("$.filingFields").Where(x => !LedgerNames.FilingFields.Contains(x.Item.Code)))
            yield return new($"{at}.code", $"the form has no field {field.Code}");
        foreach (var (condition, at) in policy.Conditions.At("$.conditions"))
        {
            if (policy.Domains.All(x => x.Code != condition.Domain))
                yield return new($"{at}.domain", $"there is no domain {condition.Domain}");
            if (condition.Check is { } check && !LedgerNames.ConditionChecks.Contains(check))
                yield return new($"{at}.check", $"the ledger has no check {check}");
            if (condition.ClassGroup is { } group && policy.ClassGroup(group) is null)
                yield return new($"{at}.classGroup", $"there is no class group {group}");
            if (policy.Violations.Cast<Coded>().Concat(policy.Materials).Any(x => x.Code == condition.Code))
                yield return new($"{at}.code", $"{condition.Code} is a violation or a material already");
        }
        if (policy.ReceiptPattern is { } pattern && !pattern.Contains("{n}", StringComparison.Ordinal))
            yield return new("$.receiptPattern", "has no {n}");
    }
}
