using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;
using FacilityLedger.Obligations;
using FacilityLedger.Policies;
using FacilityLedger.Registration;
using Wolverine.Http;

namespace FacilityLedger.Operation;

/// <summary>A certificate that a member of staff holds.</summary>
/// <param name="Code">A certificate of the policy.</param>
/// <param name="ValidUntil">Last day of its validity, where it has one.</param>
public sealed record HeldCertificate(string Code, DateOnly? ValidUntil = null);

/// <summary>A member of staff as it is entered.</summary>
/// <param name="Role">Role of the policy.</param>
/// <param name="Id">Who was in the last declaration: the name that was sealed then need not be given again.</param>
/// <param name="Name">Goes into the vault.</param>
/// <param name="HealthCheckedOn">Day of the last health check.</param>
/// <param name="RecordQueriedOn">Day of the last query of criminal records.</param>
public sealed record StaffEntry(
    string Role, IReadOnlyList<HeldCertificate>? Certificates = null, bool FullTime = true, DateOnly? HealthCheckedOn = null, DateOnly? RecordQueriedOn = null, string? Name = null, string? Id = null);

/// <summary>Enters the staff of the institution, all of them.</summary>
public sealed record DeclareStaff(IReadOnlyList<StaffEntry> Staff, DateOnly OccurredOn);

/// <summary>A member of staff; no name in clear.</summary>
/// <param name="Id">Unique in the stream; the same person keeps it where the next declaration says who is who.</param>
public sealed record StaffMember(string Id, string Role, Sealed? Name, IReadOnlyList<HeldCertificate> Certificates, bool FullTime, DateOnly? HealthCheckedOn, DateOnly? RecordQueriedOn);

/// <summary>The staff as it is from this day on.</summary>
/// <param name="Expiries">Ends to come of the certificates that its roles need.</param>
/// <param name="Renewed">Ends that are awaited no more.</param>
/// <param name="HealthDue">End of the year that began with the oldest health check; null while that term runs already, and where nobody was checked within the year.</param>
/// <param name="QueryDue">The same of the query of records.</param>
public sealed record StaffDeclared(IReadOnlyList<StaffMember> Staff, IReadOnlyList<string> Mended, IReadOnlyList<Expiry> Expiries, IReadOnlyList<Expiry> Renewed, Deadline? HealthDue, Deadline? QueryDue, DateOnly OccurredOn) : IDeclares, IMeets, IStartsClock
{
    public string Thing => "operation";
    public IEnumerable<string> Meets => [.. this.FollowUps(), .. Renewed.Select(x => CertificateExpired.Key(x.Of, x.ValidUntil))];
    public IEnumerable<Deadline?> Deadlines => [HealthDue, QueryDue];
}

public static class DeclareStaffEndpoint
{
    public static readonly Rule Plausible = new("staff-implausible", 422, "DESIGN 4", new("人员名单为空、过长，或日期晚于申报日期", "The list of staff is empty or too long, or a day in it lies after the declaration"));

    private const int Most = 500;

    [Gives("operation.staff")]
    [WolverinePost("/api/{jurisdiction}/facilities/{facilityId}/operation/staff")]
    public static Decision Decide(DeclareStaff command, [Decides] Facility facility, Circumstances c)
    {
        if (Guard.Against(c, facility, "operation.staff", command.OccurredOn, "operation") is { } no)
            return no;
        if (!facility.EstablishedOn(command.OccurredOn))
            return ChangeRegistrationEndpoint.Registered.Refuse(("state", facility.Registration.Status), ("registeredOn", facility.Registration.RegisteredOn));
        if (Unfit(command, facility, c.Book.On(command.OccurredOn)) is { } unfit)
            return unfit;
        var was = facility.Operation;
        var names = command.Staff.Select((x, i) => c.SealIf($"staff {i}", x.Name)).ToList();
        List<StaffMember> staff = [.. command.Staff.Select((x, i) => Member(x, names[i]?.Sealed, was.Staff?.FirstOrDefault(m => m.Id == x.Id), c.NewId($"staff {i}")))];
        if (was.Staff is not null && names.TrueForAll(x => x is null) && was.Staff.Select(x => x with { Id = "" }).Same(staff.Select(x => x with { Id = "" })))
            return Decision.Nothing;
        var (mended, raised) = Standards.After(was with { Staff = staff }, facility, c, command.OccurredOn);
        var expiries = CertificateExpiries.Of(staff, was.Certificates, c, command.OccurredOn);
        return Decision.Of(new StaffDeclared(staff, mended, expiries, [.. was.Certificates.Expiries.Except(expiries)], Due(StaffStandards.HealthClock, x => x.HealthCheckedOn), Due(StaffStandards.QueryClock, x => x.RecordQueriedOn), command.OccurredOn)).And(raised).Keep(names);

        Deadline? Due(string clock, Func<StaffMember, DateOnly?> day) => StaffStandards.Due(clock, staff.Select(day), c, command.OccurredOn) is { } due
            && facility.Obligations.All.GetValueOrDefault(due.Key) is var runs && (runs is not { Open: true } || runs.Deadline != due) ? due : null;
    }

    private static StaffMember Member(StaffEntry x, Sealed? name, StaffMember? before, string id) =>
        new(before?.Id ?? id, x.Role, name ?? before?.Name, [.. x.Certificates ?? []], x.FullTime, x.HealthCheckedOn, x.RecordQueriedOn);

    private static Refusal? Unfit(DeclareStaff command, Facility facility, Policy policy)
    {
        var staff = command.Staff;
        if (staff.Count is 0 or > Most || staff.Any(x => x is null || x.Certificates?.Any(k => k is null) == true || x.Certificates?.Count > Most) || staff.Select(x => x.Id).OfType<string>().GroupBy(x => x, StringComparer.Ordinal).Any(x => x.Count() > 1))
            return Plausible.Refuse(("field", "staff"));
        if (staff.Any(x => x.HealthCheckedOn > command.OccurredOn || x.RecordQueriedOn > command.OccurredOn))
            return Plausible.Refuse(("field", "staff"), ("occurredOn", command.OccurredOn));
        if (staff.Any(x => x.Id is { } id && facility.Operation.Staff?.Any(m => m.Id == id) != true))
            return Guard.Code.Refuse(("field", "staff.id"));
        return staff.Select(x => Guard.Known("staff", x.Role, policy.StaffRoles) ?? Guard.Text("name", x.Name, optional: true)
            ?? (x.Certificates ?? []).Select(k => Guard.Known("certificates", k.Code, policy.Certificates)).FirstOrDefault(k => k is not null)).FirstOrDefault(x => x is not null);
    }
}
