using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;
using Wolverine.Http;

namespace FacilityLedger.Inspectors;

/// <summary>Enters that the officer has the certificate no longer.</summary>
/// <param name="Ground">One of <see cref="EndCertificateEndpoint.Grounds"/>.</param>
/// <param name="OccurredOn">First day without it.</param>
public sealed record EndCertificate(string Ground, DateOnly OccurredOn);

/// <summary>The certificate ended. Number and account are free again; what the officer did with it stands.</summary>
public sealed record CertificateEnded(string Ground, DateOnly OccurredOn) : IOfficerFact
{
    public string Thing => OfficerFile.Thing;
}

public static class EndCertificateEndpoint
{
    public static readonly IReadOnlyList<string> Grounds = ["left", "moved", "revoked", "entered-wrongly"];

    [Gives("inspection.officer-end")]
    [WolverinePost("/api/{jurisdiction}/officers/{officerId}/certificate/end")]
    public static Decision Decide(EndCertificate command, [Decides(FromRoute = "officerId")] OfficerFile officer, Circumstances c)
    {
        if (officer.Against(c, "inspection.officer-end", command.OccurredOn) is { } no)
            return no;
        if (!Grounds.Contains(command.Ground, StringComparer.Ordinal))
            return Guard.Code.Refuse(("field", "ground"), ("known", string.Join(' ', Grounds)));
        return officer.EndedOn is not null
            ? Decision.Nothing
            : Decision.Of(new CertificateEnded(command.Ground, command.OccurredOn)).Release(OfficerCertified.CertificateClaim(officer.Certificate), OfficerCertified.AccountClaim(officer.Account));
    }
}
