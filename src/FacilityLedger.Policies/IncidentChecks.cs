namespace FacilityLedger.Policies;

/// <summary>What is owed after an incident can be done by whom it is owed.</summary>
internal static class IncidentChecks
{
    public static IEnumerable<PolicyFault> Of(Policy policy) => policy.IncidentTypes.At("$.incidentTypes").SelectMany(x => Type(policy, x.Item, x.Path)).Concat(Reporters(policy));

    private static IEnumerable<PolicyFault> Type(Policy policy, IncidentType type, string at)
    {
        if (policy.Domain(type.Domain) is null)
            yield return new($"{at}.domain", $"there is no domain {type.Domain}");
        foreach (var (clock, path) in new[] { (type.ReportClock, $"{at}.reportClock"), (type.TransferClock, $"{at}.transferClock"), (type.Suspension?.Clock, $"{at}.suspension.clock") })
        {
            if (clock is not null && policy.Clocks.All(x => x.Code != clock || x.Unit != "hour"))
                yield return new(path, $"there is no clock {clock} in hours");
        }
        foreach (var fault in type.TransferTo.MustBeIn(policy.Departments, $"{at}.transferTo", "department")
            .Concat(type.AlsoTo.At($"{at}.alsoTo").SelectMany(x => new[] { x.Item.Department }.MustBeIn(policy.Departments, $"{x.Path}.department", "department").Concat(x.Item.Kinds.MustBeIn(policy.Kinds, $"{x.Path}.kinds", "kind")))))
            yield return fault;
        if (type.TransferTo.Count + type.AlsoTo.Count > 0 && type.TransferClock is null)
            yield return new($"{at}.transferClock", "is missing: it is transferred");
        if (type.Suspension is { } suspension)
        {
            if (string.IsNullOrWhiteSpace(suspension.Basis))
                yield return new($"{at}.suspension.basis", "is empty");
            if (policy.Clocks.FirstOrDefault(x => x.Code == suspension.Clock) is { } clock && policy.Department(clock.Owner)?.May("operation.suspend") != true)
                yield return new($"{at}.suspension.clock", $"{clock.Owner} is no department that may give operation.suspend");
        }
    }

    // Who records an incident owes its transfers.
    private static IEnumerable<PolicyFault> Reporters(Policy policy) => policy.Departments.At("$.departments").Where(x => x.Item.May("incident.report") && !x.Item.May("incident.transfer"))
        .Select(x => new PolicyFault($"{x.Path}.commands", $"{x.Item.Code} may record an incident and not transfer it"));
}
