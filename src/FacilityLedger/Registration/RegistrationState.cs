using FacilityLedger.Hosting.Decisions;

namespace FacilityLedger.Registration;

/// <summary>A public number of the institution, e.g. scheme <c>uscc</c>; written <c>scheme:value</c>.</summary>
public sealed record Identifier(string Scheme, string Value)
{
    public override string ToString() => $"{Scheme}:{Value}";
}

public enum RegistrationStatus
{
    /// <summary>Neither found nor registered; an application may have been refused.</summary>
    None,
    /// <summary>Found operating without registration.</summary>
    Found,
    /// <summary>An application is with the registration authority.</summary>
    Applied,
    Registered,
    Cancelled,
}

/// <summary>The last application for registration.</summary>
/// <param name="Sponsor">Professional supervisory unit (业务主管单位).</param>
/// <param name="ExtendedOn">Day on which the decision was prolonged.</param>
/// <param name="Approval">Number of the approval by the department that approves its nature.</param>
public sealed record Application(DateOnly AppliedOn, string? Sponsor, DateOnly? ExtendedOn = null, string? Approval = null);

/// <summary>Dormancy (歇业) that the institution has declared.</summary>
/// <param name="Since">Its first day, also where it was prolonged.</param>
/// <param name="Until">Its last day as declared.</param>
public sealed record Dormancy(DateOnly Since, DateOnly Until);

/// <summary>What the registration authority has entered; before that, what was applied for or found on the spot.</summary>
public sealed record RegistrationState(
    RegistrationStatus Status, IReadOnlyList<Identifier> Identifiers, string Name, string? Nature, string? Kind, string? Town, string Address,
    string? Authority, DateOnly? RegisteredOn, int Site, Sealed? LegalRepresentative)
{
    public static RegistrationState None { get; } = new(RegistrationStatus.None, [], "", null, null, null, "", null, null, 1, null);

    /// <summary>Day on which it was found operating without registration.</summary>
    public DateOnly? FoundOn { get; init; }

    public Application? Application { get; init; }

    /// <summary>Professional supervisory unit (业务主管单位), as it was registered last.</summary>
    public string? Sponsor { get; init; }

    public string? Scope { get; init; }

    public Sealed? Phone { get; init; }

    /// <summary>Key of the institution before it.</summary>
    public string? Former { get; init; }

    /// <summary>Number of the document by which its registration was approved.</summary>
    public string? Approval { get; init; }

    /// <summary>First two signs of the credit code, where they do not go with the nature.</summary>
    public string? UnusualPrefix { get; init; }

    /// <summary>Certificate on which an officer saw a code whose check sign is wrong.</summary>
    public string? UsccCertificate { get; init; }

    /// <summary>Particulars that have changed in the world and not in the registration yet.</summary>
    public IReadOnlyList<string> ChangesDue { get; init; } = [];

    /// <summary>Day on which its liquidation was finished.</summary>
    public DateOnly? LiquidatedOn { get; init; }

    /// <summary>Null while it is not dormant.</summary>
    public Dormancy? Dormancy { get; init; }

    /// <summary>What it is without the application: a refusal leaves it so.</summary>
    public RegistrationStatus Unregistered => FoundOn is null ? RegistrationStatus.None : RegistrationStatus.Found;

    public RegistrationState Evolve(IFact fact) => fact switch
    {
        FacilityFound e => None with { Status = RegistrationStatus.Found, Name = e.Name, Town = e.Town, Address = e.Address, FoundOn = e.OccurredOn },
        RegistrationApplied e => this with
        {
            Status = RegistrationStatus.Applied,
            Name = e.Name,
            Nature = e.Nature,
            Kind = e.Kind,
            Town = e.Town,
            Address = e.Address,
            Authority = e.Authority,
            LegalRepresentative = e.LegalRepresentative,
            Application = new(e.OccurredOn, e.Sponsor),
        },
        DecisionExtended e when Application is { } asked => this with { Application = asked with { ExtendedOn = e.OccurredOn } },
        RegistrationApproved e when Application is { } asked => this with { Application = asked with { Approval = e.Number } },
        RegistrationRefused => this with { Status = Unregistered },
        FacilityRegistered e => new(RegistrationStatus.Registered, e.Identifiers, e.Name, e.Nature, e.Kind, e.Town, e.Address, e.Authority, e.OccurredOn, e.Site, e.LegalRepresentative)
        {
            FoundOn = FoundOn,
            Application = Application,
            Sponsor = e.Sponsor ?? (Status == RegistrationStatus.Applied ? Application?.Sponsor : null),
            Scope = e.Scope,
            Phone = e.Phone,
            Former = e.Former,
            UnusualPrefix = e.UnusualPrefix,
            Approval = e.ApprovalNumber ?? Application?.Approval,
        },
        UsccExceptionConfirmed e => this with { UsccCertificate = e.Certificate },
        RegistrationChangeDue e => this with { ChangesDue = [.. ChangesDue.Union(e.What, StringComparer.Ordinal)] },
        RegistrationChanged e => this with
        {
            Name = e.Name ?? Name,
            Kind = e.Kind ?? Kind,
            Town = e.Town ?? Town,
            Address = e.Address ?? Address,
            Authority = e.Authority ?? Authority,
            LegalRepresentative = e.LegalRepresentative ?? LegalRepresentative,
            Sponsor = e.Sponsor ?? Sponsor,
            Scope = e.Scope ?? Scope,
            Phone = e.Phone ?? Phone,
            ChangesDue = [.. ChangesDue.Except(e.What, StringComparer.Ordinal)],
        },
        DormancyDeclared e => this with { Dormancy = new(Dormancy?.Since ?? e.OccurredOn, e.Until) },
        DormancyEnded => this with { Dormancy = null },
        LiquidationFinished e => this with { LiquidatedOn = e.OccurredOn },
        RegistrationCancelled => this with { Status = RegistrationStatus.Cancelled, Dormancy = null, ChangesDue = [] },
        _ => this,
    };

    public string? Uscc => Identifiers.FirstOrDefault(x => x.Scheme == "uscc")?.Value;
}
