namespace FacilityLedger.Policies;

/// <summary>Names by which a policy says where something applies that the ledger computes by itself; a policy with another name is refused.</summary>
public static class LedgerNames
{
    /// <summary>Cause for which a material lapses (<see cref="Material.LapsesOn"/>): the institution has moved.</summary>
    public const string Address = "address";

    /// <summary>Another cause: it has more or fewer places.</summary>
    public const string Places = "places";

    /// <summary>Another cause: its classes are others.</summary>
    public const string Classes = "classes";

    /// <summary>Clock of the renewal of a certificate that has run out.</summary>
    public const string CertificateRenewal = "certificate-renewal";

    public static IReadOnlyCollection<string> LapseCauses { get; } = [Address, Places, Classes];

    /// <summary>Fields of the filing form that a policy may demand (<see cref="Policy.FilingFields"/>).</summary>
    public static IReadOnlyCollection<string> FilingFields { get; } =
        ["areas", "floor", "head", "contact", "staff", "classes", "opening", "medical-institution", "commitment"];

    /// <summary>Checks by which a condition of the filing follows from the form (<see cref="Condition.Check"/>).</summary>
    public static IReadOnlyCollection<string> ConditionChecks { get; } = ["lease", "class-size", "carers", "head", "guard"];

    /// <summary>Clock of the yearly report of a kind.</summary>
    public static string AnnualReport(string kind) => $"annual-report-{kind}";
}
