namespace FacilityLedger.Policies;

/// <summary>Each code names one entry of its list, and each entry has a name in both languages and a source.</summary>
internal static class CodeChecks
{
    public static IEnumerable<PolicyFault> Of(Policy policy) =>
        Lists(policy).SelectMany(x => Twice(x.Items.Select(y => y.Code), x.Path, ".code").Concat(x.Items.At(x.Path).SelectMany(y => Blank(y.Item, y.Path))))
            .Concat(policy.Departments.At("$.departments").SelectMany(x => Grants(x.Item, x.Path)))
            .Concat(policy.Disclosures.At("$.disclosures").SelectMany(x => Twice(x.Item.Fields, $"{x.Path}.fields")))
            .Concat(Twice(policy.ImportWaives, "$.importWaives"));

    private static IEnumerable<(IEnumerable<Coded> Items, string Path)> Lists(Policy policy) =>
    [
        (policy.Identifiers, "$.identifiers"), (policy.Departments, "$.departments"), (policy.Divisions, "$.divisions"), (policy.Natures, "$.natures"), (policy.Kinds, "$.kinds"),
        (policy.Materials, "$.materials"), (policy.FilingFields, "$.filingFields"), (policy.Conditions, "$.conditions"), (policy.ClassGroups, "$.classGroups"), (policy.Domains, "$.domains"), (policy.DrawWeights, "$.drawWeights"), (policy.Clocks, "$.clocks"), (policy.Violations, "$.violations"),
        (policy.PenaltyKinds, "$.penaltyKinds"), (policy.PenaltyPublications, "$.penaltyPublications"), (policy.IncidentTypes, "$.incidentTypes"), (policy.ComplaintChannels, "$.complaintChannels"), (policy.Credit.Grades, "$.credit.grades"), (policy.Credit.Rules, "$.credit.rules"), (policy.Credit.Regimes, "$.credit.regimes"), (policy.Credit.SeriousBreachMethods, "$.credit.seriousBreachMethods"), (policy.Credit.Repair?.Excluded ?? [], "$.credit.repair.excluded"), (policy.Disclosures, "$.disclosures"), (policy.Standards, "$.standards"),
        (policy.StaffRoles, "$.staffRoles"), (policy.Certificates, "$.certificates"), (policy.FeeItems, "$.feeItems"), (policy.GuidedPrices, "$.guidedPrices"),
        (policy.Contacts, "$.contacts"), (policy.Remedies, "$.remedies"), (policy.Glossary, "$.glossary"),
        .. policy.Credit.Regimes.At("$.credit.regimes").Select(x => ((IEnumerable<Coded>)x.Item.Classes, $"{x.Path}.classes")),
        .. policy.Credit.Grades.At("$.credit.grades").Select(x => ((IEnumerable<Coded>)x.Item.Measures, $"{x.Path}.measures")),
        .. policy.Standards.At("$.standards").Select(x => ((IEnumerable<Coded>)x.Item.Dimensions, $"{x.Path}.dimensions")),
        .. policy.Standards.At("$.standards").SelectMany(x => x.Item.Dimensions.At($"{x.Path}.dimensions")).Select(x => ((IEnumerable<Coded>)x.Item.Indicators, $"{x.Path}.indicators")),
    ];

    private static IEnumerable<PolicyFault> Grants(Department department, string path) =>
        new[] { (department.Commands, $"{path}.commands"), (department.Domains, $"{path}.domains"), (department.Penalties, $"{path}.penalties") }.SelectMany(x =>
            Twice(x.Item1.Select(y => y.Code), x.Item2, ".code").Concat(x.Item1.At(x.Item2).Where(y => string.IsNullOrWhiteSpace(y.Item.Source)).Select(y => new PolicyFault($"{y.Path}.source", "is empty"))));

    private static IEnumerable<PolicyFault> Twice(IEnumerable<string> codes, string path, string member = "")
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        return codes.At(path).Where(x => !seen.Add(x.Item)).Select(x => new PolicyFault(x.Path + member, $"{x.Item} is there twice"));
    }

    private static IEnumerable<PolicyFault> Blank(Coded entry, string path) =>
        new[] { (entry.Code, "code"), (entry.Name.Zh, "name.zh"), (entry.Name.En, "name.en"), (entry.Source, "source") }
            .Where(x => string.IsNullOrWhiteSpace(x.Item1))
            .Select(x => new PolicyFault($"{path}.{x.Item2}", "is empty"));
}
