using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;
using FacilityLedger.Inspections;
using Marten;

namespace FacilityLedger.Inspectors;

/// <summary>A command that names officers, so that its decision is asked with their register.</summary>
public interface INamesOfficers;

/// <summary>The register of certified officers (执法人员名录库) of a jurisdiction. A department that has entered somebody keeps its register; where one keeps none, what stands on the certificate is taken as it was written down.</summary>
public sealed record OfficerRegister(IReadOnlyList<OfficerFile> All)
{
    public static readonly Rule Certified = new("certified-in-register", 422, "行政处罚法 42", new("执法人员须在参加部门的执法人员名录内，检查（办案）当日证件有效", "An officer stands in the register of a department that takes part, with a certificate valid on the day"));

    public static OfficerRegister None { get; } = new([]);

    public static async Task<OfficerRegister> ReadAsync(IQuerySession session, CancellationToken cancellation) =>
        new([.. (await session.Query<OfficerFile>().ToListAsync(cancellation)).OrderBy(x => x.Department, StringComparer.Ordinal).ThenBy(x => x.Account, StringComparer.Ordinal)]);

    public bool Keeps(string department) => All.Any(x => x.Department == department);

    public IEnumerable<OfficerFile> On(DateOnly day) => All.Where(x => x.ValidOn(day));

    /// <summary>Refuses the first officer who is in no register that is kept.</summary>
    public Refusal? Against(IEnumerable<Officer> officers, IReadOnlyCollection<string> departments, DateOnly day) =>
        officers.FirstOrDefault(x => !Has(x.Certificate, departments, day, x.Account)) is { } stranger ? Stranger(stranger.Certificate) : null;

    internal static Refusal Stranger(string certificate) => Certified.Refuse(("field", "officers"), ("certificate", certificate));

    /// <summary>Whether a certificate may count on the day for one of the departments.</summary>
    /// <param name="account">Whose it has to be; null where only the certificate is known.</param>
    public bool Has(string certificate, IReadOnlyCollection<string> departments, DateOnly day, string? account = null)
    {
        // A number can come back after its end, so that several files may bear it.
        var files = All.Where(x => Folding.Same(x.Certificate, certificate)).ToList();
        return files.Exists(x => departments.Contains(x.Department) && x.ValidOn(day) && (account is null || Folding.Same(x.Account, account))) || files.Count == 0 && departments.Any(x => !Keeps(x));
    }
}
