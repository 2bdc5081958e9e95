using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;
using Wolverine.Http;

namespace FacilityLedger.Inspectors;

/// <summary>Enters that the certificate was prolonged.</summary>
/// <param name="ValidUntil">Its new last day.</param>
public sealed record RenewCertificate(DateOnly ValidUntil, DateOnly OccurredOn);

public sealed record CertificateRenewed(DateOnly ValidUntil, DateOnly OccurredOn) : IOfficerFact
{
    public string Thing => OfficerFile.Thing;
}

public static class RenewCertificateEndpoint
{
    public static readonly Rule Standing = new("certificate-standing", 422, "行政处罚法 42", new("该证件已注销", "The certificate has ended"));

    [Gives("inspection.officer-renew")]
    [WolverinePost("/api/{jurisdiction}/officers/{officerId}/certificate/renewal")]
    public static Decision Decide(RenewCertificate command, [Decides(FromRoute = "officerId")] OfficerFile officer, Circumstances c)
    {
        if (officer.Against(c, "inspection.officer-renew", command.OccurredOn) is { } no)
            return no;
        if (officer.EndedOn is { } ended)
            return Standing.Refuse(("ended", ended));
        if (command.ValidUntil < command.OccurredOn || command.ValidUntil.Year > c.Today.Year + 50)
            return CertifyOfficerEndpoint.Term.Refuse(("field", "validUntil"));
        return officer.ValidUntil == command.ValidUntil ? Decision.Nothing : Decision.Of(new CertificateRenewed(command.ValidUntil, command.OccurredOn));
    }
}
