using System.Text.RegularExpressions;

namespace FacilityLedger.Policies;

/// <summary>Something in a policy that contradicts itself or the law.</summary>
/// <param name="Path">JSON path, e.g. <c>$.violations[3].penaltyBasis</c>.</param>
public sealed record PolicyFault(string Path, string Text)
{
    public override string ToString() => $"{Path}: {Text}";
}

/// <summary>What JSON's shape cannot say: codes are unique, references exist, sums add up, penalties rest on law. Everything that is wrong is reported, not only the first.</summary>
public static partial class PolicyChecks
{
    /// <summary>Clocks that decisions start in every jurisdiction.</summary>
    public static IReadOnlyList<string> NeededClocks { get; } =
        ["filing-receipt", "filing-nonconformity", "filing-supplement", "filing-change", "inspection-result", "rectification", "rectification-verification", "nonconformity-followup"];

    /// <summary>All faults; none: the policy may be adopted.</summary>
    public static IReadOnlyList<PolicyFault> Faults(Policy policy) =>
        [.. Frame(policy), .. CodeChecks.Of(policy), .. PeopleAndTerms(policy), .. FilingChecks.Of(policy), .. OperationChecks.Of(policy), .. PenaltyChecks.Of(policy), .. IncidentChecks.Of(policy), .. ScoreChecks.Of(policy), .. CreditChecks.Of(policy)];

    private static IEnumerable<PolicyFault> Frame(Policy policy)
    {
        if (!Slug().IsMatch(policy.Jurisdiction))
            yield return new("$.jurisdiction", "a slug has lower-case letters, digits and hyphens");
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(policy.TimeZone, out var zone) || !zone.HasIanaId)
            yield return new("$.timeZone", $"there is no IANA time zone {policy.TimeZone}");
        if (!WorkingDays.Knows(policy.Calendar))
            yield return new("$.calendar", $"there is no calendar {policy.Calendar}");
        if (!Currency().IsMatch(policy.Currency))
            yield return new("$.currency", "an ISO 4217 code has three capital letters");
        if (policy.AccessRegime is not ("filing" or "licence"))
            yield return new("$.accessRegime", "is filing or licence");
        if (string.IsNullOrWhiteSpace(policy.Version))
            yield return new("$.version", "is empty");
    }

    private static IEnumerable<PolicyFault> PeopleAndTerms(Policy policy)
    {
        foreach (var (department, at) in policy.Departments.At("$.departments"))
        {
            foreach (var (command, path) in department.Commands.At($"{at}.commands"))
            {
                if (!Command().IsMatch(command.Code))
                    yield return new($"{path}.code", $"{command.Code} is no command: area.act or area.*");
            }
            foreach (var fault in department.Domains.Select(x => x.Code).MustBeIn(policy.Domains, $"{at}.domains", "domain").Concat(department.Penalties.Select(x => x.Code).MustBeIn(policy.PenaltyKinds, $"{at}.penalties", "penalty kind")))
                yield return fault;
            if (department.Territory is { } territory && policy.Divisions.All(x => x.Code != territory))
                yield return new($"{at}.territory", $"there is no division {territory}");
        }
        foreach (var fault in policy.Natures.At("$.natures").SelectMany(x => x.Item.Authorities.MustBeIn(policy.Departments, $"{x.Path}.authorities", "department")))
            yield return fault;
        foreach (var (nature, at) in policy.Natures.At("$.natures"))
        {
            foreach (var (member, code) in nature.Clocks.Where(x => policy.Clocks.All(y => y.Code != x.Code)))
                yield return new($"{at}.{member}", $"there is no clock {code}");
            if (nature.ExtensionClock is not null && nature.DecisionClock is null)
                yield return new($"{at}.extensionClock", "has no meaning without decisionClock");
            if (nature.ApprovedBy is { } by && policy.Department(by)?.May("registration.approve") != true)
                yield return new($"{at}.approvedBy", $"{by} is no department that may give registration.approve");
        }
        foreach (var (kind, at) in policy.Kinds.At("$.kinds"))
        {
            if (kind.MaxChildren < 1)
                yield return new($"{at}.maxChildren", "is at least 1");
            if (kind.FilingAuthorities.Count == 0)
                yield return new($"{at}.filingAuthorities", "nobody gives a receipt");
            foreach (var fault in kind.FilingAuthorities.MustBeIn(policy.Departments, $"{at}.filingAuthorities", "department"))
                yield return fault;
            foreach (var (code, path) in kind.FilingAuthorities.At($"{at}.filingAuthorities"))
            {
                if (policy.Department(code) is { } department && !department.May("filing.receipt"))
                    yield return new(path, $"{code} may not give filing.receipt");
            }
        }
        foreach (var (division, at) in policy.Divisions.At("$.divisions"))
        {
            if (division.ValidFrom > division.ValidUntil)
                yield return new($"{at}.validUntil", "lies before validFrom");
        }
        foreach (var (kind, at) in policy.Kinds.At("$.kinds"))
        {
            if (kind.ClassGroup is { } own && policy.ClassGroup(own) is null)
                yield return new($"{at}.classGroup", $"there is no class group {own}");
        }
        foreach (var (group, at) in policy.ClassGroups.At("$.classGroups"))
        {
            if (group.FromMonths < 0 || group.UntilMonths <= group.FromMonths)
                yield return new($"{at}.untilMonths", "the ages must ascend from 0");
            if (group.MaxChildren < 1 || group.ChildrenPerCarer < 1)
                yield return new($"{at}.maxChildren", "a class has children and carers");
        }
        foreach (var (clock, at) in policy.Clocks.At("$.clocks"))
        {
            if (clock.N < 0)
                yield return new($"{at}.n", "is negative");
            if (clock.Unit is not ("workday" or "day" or "month" or "year" or "hour"))
                yield return new($"{at}.unit", "is workday, day, month, year or hour");
            if (clock.Unit is "day" or "month" or "year" != clock.WhenDayOff is not null)
                yield return new($"{at}.whenDayOff", "is said of every term in days, months or years, and of no other");
            if (clock.WhenDayOff is { } off && string.IsNullOrWhiteSpace(off.Source))
                yield return new($"{at}.whenDayOff.source", "is empty");
            if (clock.WhenDayOff is { Ends: not (WhenDayOff.NextWorkingDay or WhenDayOff.Stays) })
                yield return new($"{at}.whenDayOff.ends", $"is {WhenDayOff.NextWorkingDay} or {WhenDayOff.Stays}");
            if (clock.Owner is not ("institution" or "acting") && policy.Department(clock.Owner) is null)
                yield return new($"{at}.owner", $"{clock.Owner} is no department, and neither institution nor acting");
        }
        foreach (var (contact, at) in policy.Contacts.At("$.contacts"))
        {
            if (!Phone().IsMatch(contact.Phone))
                yield return new($"{at}.phone", "has digits and hyphens");
        }
        foreach (var fault in policy.Remedies.Select(x => x.Code).MustBeIn(policy.Clocks, "$.remedies", "clock"))
            yield return fault;
        foreach (var (entry, at) in policy.Glossary.At("$.glossary"))
        {
            if (entry.Tone is not (null or "ok" or "warn" or "bad" or "info"))
                yield return new($"{at}.tone", "is ok, warn, bad or info");
        }
        foreach (var (item, path) in policy.Domains.At("$.domains").SelectMany(x => x.Item.Checklist.At($"{x.Path}.checklist")))
        {
            if (item.Violation is { } violation && policy.Violation(violation) is null)
                yield return new($"{path}.violation", $"there is no violation {violation}");
        }
        foreach (var (weight, at) in policy.DrawWeights.At("$.drawWeights"))
        {
            if (weight.Weight is < 1 or > 1000)
                yield return new($"{at}.weight", "lies between 1 and 1000");
            if (policy.Credit.Grades.All(x => x.Code != weight.Code))
                yield return new($"{at}.code", $"there is no grade {weight.Code}");
        }
        foreach (var missing in NeededClocks.Where(x => policy.Clocks.All(y => y.Code != x)))
            yield return new("$.clocks", $"{missing} is missing");
        foreach (var (kind, at) in policy.Disclosures.At("$.disclosures"))
        {
            if (kind.Clock is { } clock && policy.Clocks.All(x => x.Code != clock))
                yield return new($"{at}.clock", $"there is no clock {clock}");
            if (kind.Months < 1)
                yield return new($"{at}.months", "is at least 1");
        }
    }

    /// <summary>The items with their JSON paths.</summary>
    internal static IEnumerable<(T Item, string Path)> At<T>(this IEnumerable<T> items, string path) => items.Select((x, i) => (x, $"{path}[{i}]"));

    internal static IEnumerable<PolicyFault> MustBeIn(this IEnumerable<string> codes, IEnumerable<Coded> known, string path, string what) =>
        codes.At(path).Where(x => known.All(y => y.Code != x.Item)).Select(x => new PolicyFault(x.Path, $"there is no {what} {x.Item}"));

    [GeneratedRegex("^[a-z0-9][a-z0-9-]*$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Slug();

    [GeneratedRegex("^[A-Z]{3}$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Currency();

    [GeneratedRegex(@"^[a-z-]+\.([a-z-]+|\*)$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Command();

    [GeneratedRegex("^[0-9]+(-[0-9]+)*$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Phone();
}
