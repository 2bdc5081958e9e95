using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;
using Wolverine.Http;

namespace FacilityLedger.Inspectors;

/// <summary>Enters an officer of the acting department with the enforcement certificate.</summary>
/// <param name="ValidUntil">Last day of the certificate; null where it names none.</param>
/// <param name="OccurredOn">First day of the certificate.</param>
public sealed record CertifyOfficer(string Account, string Certificate, DateOnly OccurredOn, DateOnly? ValidUntil = null);

/// <summary>An officer holds a certificate. Certificate and account stand in one file at a time.</summary>
public sealed record OfficerCertified(string Account, string Department, string Certificate, DateOnly? ValidUntil, DateOnly OccurredOn) : IOfficerFact, IClaims
{
    public string Thing => OfficerFile.Thing;
    public IEnumerable<Claim> Claims => [CertificateClaim(Certificate), AccountClaim(Account)];

    internal static Claim CertificateClaim(string certificate) => new("enforcement-certificate", certificate);

    internal static Claim AccountClaim(string account) => new("officer", account);
}

public static class CertifyOfficerEndpoint
{
    public static readonly Rule Once = new("officer-certified-once", 422, "DESIGN 2", new("该执法人员已登记", "The officer is entered already"));
    public static readonly Rule Term = new("certificate-term", 422, "行政处罚法 42", new("证件的截止日期不早于起始日期", "A certificate does not end before it begins"));

    public static string Key(HttpContext http) => AdmittedCommand.Of(http).NewStream;

    [Gives("inspection.officer")]
    [WolverinePost("/api/{jurisdiction}/officers")]
    public static Decision Decide(CertifyOfficer command, [Decides(FromMethod = nameof(Key))] OfficerFile? officer, Circumstances c)
    {
        if ((Guard.May(c, "inspection.officer") ?? Guard.Day(c, command.OccurredOn)) is { } no)
            return no;
        if (officer is not null)
            return Once.Refuse(("officer", officer.Id));
        if ((Guard.Text("account", command.Account, 100) ?? Guard.Text("certificate", command.Certificate, 100)) is { } malformed)
            return malformed;
        return command.ValidUntil is { } until && (until < command.OccurredOn || until.Year > c.Today.Year + 50)
            ? Term.Refuse(("field", "validUntil"))
            : Decision.Of(new OfficerCertified(command.Account.Trim(), c.Department, command.Certificate.Trim(), command.ValidUntil, command.OccurredOn));
    }
}
