using System.Globalization;
using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;
using FacilityLedger.Obligations;
using FacilityLedger.Policies;

namespace FacilityLedger.Operation;

/// <summary>A certificate of the declared staff is no longer valid. A mark of the ledger: with it begins the term for its renewal.</summary>
/// <param name="ValidUntil">Its last day.</param>
/// <param name="RenewalDue">Null where the policy gives no term.</param>
public sealed record CertificateExpired(string Certificate, DateOnly ValidUntil, Deadline? RenewalDue, DateOnly OccurredOn) : IFact, IStartsClock
{
    public string Thing => $"obligations/{Key(Certificate, ValidUntil)}";
    public IEnumerable<Deadline?> Deadlines => [RenewalDue];

    /// <summary>Key of the duty to renew it.</summary>
    public static string Key(string certificate, DateOnly until) => string.Create(CultureInfo.InvariantCulture, $"operation/certificate-{certificate}-{until:yyyyMMdd}");
}

/// <summary>Asked by the sweep with <see cref="FallDue"/>. Asked twice, it answers once.</summary>
public static class CertificateExpiries
{
    /// <summary>The ends to come of the certificates that the roles need: of each person the last one counts. What had ended before the declaration is a breach of the standard, unless it was awaited.</summary>
    public static IReadOnlyList<Expiry> Of(IReadOnlyList<StaffMember> staff, Validity was, Circumstances c, DateOnly on)
    {
        var policy = c.Book.On(on);
        return
        [
            .. staff.SelectMany(x => x.Certificates.Where(k => policy.StaffRole(x.Role)?.Certificates.Contains(k.Code) == true).GroupBy(k => k.Code, StringComparer.Ordinal).Where(k => k.All(h => h.ValidUntil is not null)).Select(k => (k.Key, Until: k.Max(h => h.ValidUntil!.Value))))
                .Distinct().Where(x => x.Until >= on || was.Expiries.Any(e => e.Of == x.Key && e.ValidUntil == x.Until))
                .Select(x => new Expiry(x.Key, x.Until, c.Book.EndOf(x.Until))).OrderBy(x => x.Of, StringComparer.Ordinal).ThenBy(x => x.ValidUntil),
        ];
    }

    public static IEnumerable<IFact> Decide(Facility facility, Circumstances c) => facility.Operation.Certificates.Marks(c, x =>
        new CertificateExpired(x.Of, x.ValidUntil, c.DeadlineIf(CertificateExpired.Key(x.Of, x.ValidUntil), LedgerNames.CertificateRenewal, x.ValidUntil.AddDays(1)), x.ValidUntil.AddDays(1)));
}
