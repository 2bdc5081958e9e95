using System.Globalization;

namespace FacilityLedger.Policies;

/// <summary>What a policy must fulfil beyond its shape. Each fault begins with its path in the file.</summary>
public static class PolicyChecks
{
    // A normative document or a standard can never be the basis of a penalty alone (行政处罚法 10-16).
    private static readonly string[] Bases = ["law", "regulation", "rule"];
    private static readonly string[] Units = ["hour", "workday", "day", "month", "year"];
    private static readonly string[] Causes = ["penalty", "overdue", "refusal", "award", "repair"];
    private static readonly string[] Needs = ["always", "meals", "optional"];

    public static IEnumerable<string> Of(Policy p) => Unique(p).Concat(Entries(p)).Concat(Standards(p)).Concat(Credit(p));

    private static IEnumerable<string> Unique(Policy p)
    {
        (string Path, IEnumerable<Coded> Entries)[] lists = [("departments", p.Departments), ("divisions", p.Divisions), ("natures", p.Natures), ("kinds", p.Kinds), ("materials", p.Materials), ("classGroups", p.ClassGroups),
            ("domains", p.Domains), ("clocks", p.Clocks), ("violations", p.Violations), ("penaltyKinds", p.PenaltyKinds), ("disclosures", p.Disclosures), ("standards", p.Standards), ("identifiers", p.Identifiers)];
        foreach (var (path, entries) in lists)
        foreach (var (code, index) in entries.Select((x, i) => (x.Code, i)))
            if (entries.Take(index).Any(x => x.Code == code))
                yield return $"$.{path}[{index}].code: {code} stands there twice";
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(p.TimeZone, out _))
            yield return $"$.timeZone: {p.TimeZone} is no IANA time zone";
        if (p.AccessRegime is not ("filing" or "licence"))
            yield return $"$.accessRegime: {p.AccessRegime} is neither filing nor licence";
        if (p.Calendar is not (null or "cn"))
            yield return $"$.calendar: there is no calendar {p.Calendar}";
    }

    private static IEnumerable<string> Entries(Policy p)
    {
        var departments = p.Departments.Select(x => x.Code).ToHashSet(StringComparer.Ordinal);
        var domains = p.Domains.Select(x => x.Code).ToHashSet(StringComparer.Ordinal);
        foreach (var (x, i) in p.Departments.Select((x, i) => (x, i)))
        {
            foreach (var domain in x.Domains.Where(d => !domains.Contains(d)))
                yield return $"$.departments[{i}].domains: {domain} is no domain";
            if (x.Territory is { } territory && p.Divisions.All(d => d.Code != territory))
                yield return $"$.departments[{i}].territory: {territory} is no division";
        }
        foreach (var (x, i) in p.Natures.Select((x, i) => (x, i)))
        foreach (var authority in x.Authorities.Where(a => !departments.Contains(a)))
            yield return $"$.natures[{i}].authorities: {authority} is no department";
        foreach (var (x, i) in p.Materials.Select((x, i) => (x, i)).Where(m => !Needs.Contains(m.x.Needed)))
            yield return $"$.materials[{i}].needed: {x.Needed}";
        foreach (var (x, i) in p.Clocks.Select((x, i) => (x, i)))
        {
            if (!Units.Contains(x.Unit) || x.N < 0)
                yield return $"$.clocks[{i}]: {x.N} {x.Unit} is no term";
            if (x.Owner is not ("institution" or "acting") && !departments.Contains(x.Owner))
                yield return $"$.clocks[{i}].owner: {x.Owner} is no department";
        }
        foreach (var (x, i) in p.Violations.Select((x, i) => (x, i)))
        {
            if (!Bases.Contains(x.BasisKind))
                yield return $"$.violations[{i}].basisKind: {x.BasisKind} cannot be the basis of a penalty (行政处罚法 10-16)";
            if (!domains.Contains(x.Domain))
                yield return $"$.violations[{i}].domain: {x.Domain} is no domain";
            if (x.Severity is < 1 or > 4)
                yield return $"$.violations[{i}].severity: {x.Severity} lies outside 1 to 4";
            foreach (var department in x.Departments.Where(d => !departments.Contains(d)))
                yield return $"$.violations[{i}].departments: {department} is no department";
            foreach (var kind in x.Penalties.Where(k => p.PenaltyKinds.All(y => y.Code != k)))
                yield return $"$.violations[{i}].penalties: {kind} is no penalty kind";
        }
        foreach (var (x, i) in p.PenaltyKinds.Select((x, i) => (x, i)).Where(k => k.x.SummaryLimit is { } limit && !IsAmount(limit)))
            yield return $"$.penaltyKinds[{i}].summaryLimit: {x.SummaryLimit} is no amount with two places";
    }

    private static IEnumerable<string> Standards(Policy p)
    {
        foreach (var (standard, i) in p.Standards.Select((x, i) => (x, i)))
        {
            foreach (var (dimension, j) in standard.Dimensions.Select((x, j) => (x, j)).Where(d => d.x.Points != d.x.Indicators.Sum(y => y.Points)))
                yield return $"$.standards[{i}].dimensions[{j}].points: {dimension.Points}, but its indicators add up to {dimension.Indicators.Sum(y => y.Points)}";
            if (standard.Grades.Count == 0 || standard.Grades[^1].From != 0 || standard.Grades.Zip(standard.Grades.Skip(1)).Any(x => x.First.From <= x.Second.From))
                yield return $"$.standards[{i}].grades: from the highest down to one from 0";
            if (standard.Grades.All(x => x.Grade != standard.VetoGrade))
                yield return $"$.standards[{i}].vetoGrade: {standard.VetoGrade} is no grade";
        }
    }

    private static IEnumerable<string> Credit(Policy p)
    {
        var credit = p.Credit;
        if (credit.Lowest > credit.Opening || credit.Opening > credit.Highest)
            yield return "$.credit.opening: lies outside lowest to highest";
        if (credit.Grades.Zip(credit.Grades.Skip(1)).Any(x => x.First.From <= x.Second.From))
            yield return "$.credit.grades: from the highest down";
        foreach (var (x, i) in credit.Rules.Select((x, i) => (x, i)).Where(r => !Causes.Contains(r.x.Cause)))
            yield return $"$.credit.rules[{i}].cause: {x.Cause}";
    }

    private static bool IsAmount(string text) =>
        text.Length > 3 && text[^3] == '.' && decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _);
}
