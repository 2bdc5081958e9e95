using FacilityLedger.Hosting.Decisions;
using FacilityLedger.Obligations;

namespace FacilityLedger.Operation;

public enum OperationStatus
{
    InService,
    Suspended,
    Terminated,
}

/// <summary>What the institution declares of its operation, and whether it is in service.</summary>
/// <param name="Since">Day of the last suspension, resumption or termination.</param>
public sealed record OperationState(OperationStatus Status, DateOnly? Since, IReadOnlyList<DeclaredClass> Classes, int? Places, int? InclusivePlaces)
{
    public static OperationState None { get; } = new(OperationStatus.InService, null, [], null, null);

    /// <summary>Null before the first declaration.</summary>
    public IReadOnlyList<StaffMember>? Staff { get; init; }

    /// <summary>Null before the first declaration.</summary>
    public IReadOnlyList<Fee>? Fees { get; init; }

    public Occupancy? Occupancy { get; init; }

    /// <summary>Standards that do not hold, by the code of their rule.</summary>
    public IReadOnlyList<Breach> Breaches { get; init; } = [];

    /// <summary>By kind.</summary>
    public IReadOnlyList<Installation> Installations { get; init; } = [];

    /// <summary>How long the certificates of the staff hold.</summary>
    public Validity Certificates { get; init; } = Validity.None;

    /// <summary>Whether a mark of the ledger finds nothing to mark any more: the certificate was renewed on an earlier day, or the service has ended.</summary>
    public bool Ignores(IFact fact) => fact is CertificateExpired e && !Certificates.Awaits(e.Certificate, e.ValidUntil);

    public OperationState Evolve(IFact fact) => (fact is IDeclares { Mended: { Count: > 0 } mended } ? this with { Breaches = [.. Breaches.Where(x => !mended.Contains(x.Rule))] } : this).Next(fact);

    private OperationState Next(IFact fact) => fact switch
    {
        ClassesDeclared e => this with { Classes = e.Classes, Places = e.Places, InclusivePlaces = e.InclusivePlaces },
        StaffDeclared e => this with { Staff = e.Staff, Certificates = Certificates.Restated(e.Expiries) },
        CertificateExpired e => this with { Certificates = Certificates.Recorded(e.Certificate, e.ValidUntil) },
        FeesDeclared e => this with { Fees = e.Items },
        PlacesReported e => this with { Occupancy = new(e.Places, e.Free, e.Taken, e.Inclusive, e.OccurredOn) },
        NonconformityRaised e => this with { Breaches = [.. Breaches.Where(x => x.Rule != e.Rule).Append(new Breach(e.Rule, e.Short, e.OccurredOn)).OrderBy(x => x.Rule, StringComparer.Ordinal)] },
        InstallationReported e => this with { Installations = [.. Installations.Where(x => x.Kind != e.Kind).Append(new Installation(e.Kind, e.Since)).OrderBy(x => x.Kind, StringComparer.Ordinal)] },
        InstallationFiled e => this with { Installations = [.. Installations.Select(x => x.Kind == e.Kind ? x with { FiledOn = e.OccurredOn } : x)] },
        OperationSuspended e => this with { Status = OperationStatus.Suspended, Since = e.OccurredOn },
        OperationResumed e => this with { Status = OperationStatus.InService, Since = e.OccurredOn },
        ServiceTerminated e => this with { Status = OperationStatus.Terminated, Since = e.OccurredOn, Certificates = Validity.None },
        Registration.RegistrationCancelled => this with { Certificates = Validity.None },
        _ => this,
    };
}
