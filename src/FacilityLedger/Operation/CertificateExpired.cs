using System.Globalization;
using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;
using FacilityLedger.Obligations;
using FacilityLedger.Policies;

namespace FacilityLedger.Operation;

/// <summary>The end of the validity of a certificate that a role needs.</summary>
/// <param name="Certificate">A certificate of the policy.</param>
/// <param name="At">The instant at which its last day ends.</param>
public sealed record CertificateExpiry(string Certificate, DateOnly ValidUntil, DateTimeOffset At)
{
    /// <summary>Key of the duty to renew it.</summary>
    public string Key => string.Create(CultureInfo.InvariantCulture, $"operation/certificate-{Certificate}-{ValidUntil:yyyyMMdd}");
}

/// <summary>A certificate of the declared staff is no longer valid. A mark of the ledger: with it begins the term for its renewal.</summary>
/// <param name="ValidUntil">Its last day.</param>
/// <param name="RenewalDue">Null where the policy gives no term.</param>
public sealed record CertificateExpired(string Certificate, DateOnly ValidUntil, Deadline? RenewalDue, DateOnly OccurredOn) : IFact, IStartsClock
{
    public string Thing => $"obligations/{new CertificateExpiry(Certificate, ValidUntil, default).Key}";
    public IEnumerable<Deadline?> Deadlines => [RenewalDue];
}

/// <summary>How long the certificates of the declared staff hold.</summary>
/// <param name="Expired">Those of <paramref name="Expiries"/> that the ledger has recorded.</param>
public sealed record CertificateState(IReadOnlyList<CertificateExpiry> Expiries, IReadOnlyList<CertificateExpiry> Expired)
{
    public static CertificateState None { get; } = new([], []);

    /// <summary>Ends of validity that are still to be recorded.</summary>
    public IEnumerable<CertificateExpiry> Pending => Expiries.Except(Expired);

    /// <summary>The next of them.</summary>
    public DateTimeOffset? NextExpiry => Pending.Select(x => (DateTimeOffset?)x.At).Min();

    public bool Awaits(CertificateExpired fact) => Pending.Any(x => x.Certificate == fact.Certificate && x.ValidUntil == fact.ValidUntil);

    /// <summary>The staff was declared anew.</summary>
    public CertificateState Restated(IReadOnlyList<CertificateExpiry> expiries) => new(expiries, [.. Expired.Where(expiries.Contains)]);

    public CertificateState Evolve(CertificateExpired e) =>
        Awaits(e) ? this with { Expired = [.. Expired.Append(Pending.First(x => x.Certificate == e.Certificate && x.ValidUntil == e.ValidUntil)).OrderBy(x => x.Key, StringComparer.Ordinal)] } : this;
}

/// <summary>Asked by the sweep with <see cref="FallDue"/>. Asked twice, it answers once: what was entered long after its end has missed the term for its renewal too.</summary>
public static class CertificateExpiries
{
    internal const string Clock = "certificate-renewal";

    /// <summary>The ends to come of the certificates that the roles need: of each person the last one counts. What had ended before the declaration is a breach of the standard, unless it was awaited.</summary>
    public static IReadOnlyList<CertificateExpiry> Of(IReadOnlyList<StaffMember> staff, CertificateState was, Circumstances c, DateOnly on)
    {
        var policy = c.Book.On(on);
        return
        [
            .. staff.SelectMany(x => x.Certificates.Where(k => policy.StaffRole(x.Role)?.Certificates.Contains(k.Code) == true).GroupBy(k => k.Code, StringComparer.Ordinal).Where(k => k.All(h => h.ValidUntil is not null)).Select(k => (k.Key, Until: k.Max(h => h.ValidUntil!.Value))))
                .Distinct().Where(x => x.Until >= on || was.Expiries.Any(e => e.Certificate == x.Key && e.ValidUntil == x.Until))
                .Select(x => new CertificateExpiry(x.Key, x.Until, c.Book.EndOf(x.Until))).OrderBy(x => x.Key, StringComparer.Ordinal),
        ];
    }

    public static IEnumerable<IFact> Decide(Facility facility, Circumstances c)
    {
        foreach (var x in facility.Operation.Certificates.Pending.Where(x => x.At <= c.Now).OrderBy(x => x.At).ThenBy(x => x.Certificate, StringComparer.Ordinal))
        {
            var expired = new CertificateExpired(x.Certificate, x.ValidUntil, c.DeadlineIf(x.Key, Clock, x.ValidUntil.AddDays(1)), x.ValidUntil.AddDays(1));
            yield return expired;
            if (expired.RenewalDue is { } due && due.DueAt <= c.Now)
                yield return new ObligationFellDue(due.Key, due.Clock, due.DueOn, due.DueOn.AddDays(1));
        }
    }

    /// <summary>The sweep is no department, so the renewal cannot fall to whoever acts.</summary>
    internal static IEnumerable<PolicyFault> Faults(Policy policy) =>
        policy.Clocks.At("$.clocks").Where(x => x.Item is { Code: Clock, Owner: "acting" }).Select(x => new PolicyFault($"{x.Path}.owner", $"{Clock} needs an owner"));
}
