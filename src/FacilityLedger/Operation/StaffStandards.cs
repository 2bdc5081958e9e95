using FacilityLedger.Hosting.Decisions;
using FacilityLedger.Policies;

namespace FacilityLedger.Operation;

/// <summary>What is asked of the staff of an institution. Roles, certificates and thresholds are the policy's; a policy without roles asks for nothing.</summary>
public static class StaffStandards
{
    public static readonly Rule KindMissing = new("staff-kind-missing", 422, "设置标准 18", new("缺少应当配备的一类工作人员", "A kind of staff is missing that every institution needs"));
    public static readonly Rule HeadMissing = new("head-missing", 422, "设置标准 18", new("没有负责人", "There is no head"));
    public static readonly Rule HealthWorkerMissing = new("health-worker-missing", 422, "托儿所幼儿园卫生保健管理办法 12", new("卫生保健人员不足", "There is no health worker as the number of children needs one"));
    public static readonly Rule CarersTooFew = new("carers-too-few", 422, "设置标准 20", new("保育人员少于照护比的要求", "There are fewer carers than the ratio asks for"));
    public static readonly Rule CertificateMissing = new("certificate-missing", 422, "设置标准 18", new("工作人员缺少有效的证书", "Staff lack a certificate that is valid"));
    public static readonly Rule GuardMissing = new("guard-missing", 422, "设置标准 22（待核验）", new("没有保安人员", "There is no security guard"));
    public static readonly Rule HealthCheckMissing = new("health-check-missing", 422, "托儿所幼儿园卫生保健管理办法 14", new("工作人员没有一年内的健康检查", "Staff have no health check within the year"));
    public static readonly Rule RecordQueryMissing = new("record-query-missing", 422, "未成年人保护法 62", new("工作人员没有一年内的违法犯罪记录查询", "The records of staff were not queried within the year"));

    public const string HealthClock = "staff-health";
    public const string QueryClock = "staff-query";
    private const string Everyone = "staff";

    public static IEnumerable<Nonconformity> Of(IReadOnlyList<StaffMember> staff, IReadOnlyList<DeclaredClass> classes, string? kind, Circumstances c, DateOnly on)
    {
        var policy = c.Book.On(on);
        if (policy.StaffRoles.Count == 0)
            return [];
        int Counted(string whom, bool fullTime = false) => staff.Count(x => policy.StaffRole(x.Role)?.Counts == whom && (x.FullTime || !fullTime));
        // A policy without such a role does not ask for one.
        IEnumerable<Shortfall> AtLeast(int needs, string whom, bool fullTime = false) =>
            policy.StaffRoles.FirstOrDefault(x => x.Counts == whom) is { } role && Counted(whom, fullTime) is var has && has < needs ? [Shortfall.Count(role.Code, has, needs)] : [];
        var health = policy.HealthWorkers.LastOrDefault(x => x.FromChildren <= classes.Sum(k => k.Children));
        return
        [
            new(KindMissing, KindMissing.Basis, [.. policy.StaffRoles.Select(x => x.Duty).OfType<string>().Distinct(StringComparer.Ordinal).Where(x => !staff.Any(m => policy.StaffRole(m.Role)?.Duty == x)).Select(x => Shortfall.Count(x, 0, 1))]),
            new(HeadMissing, HeadMissing.Basis, [.. AtLeast(1, "head")]),
            new(HealthWorkerMissing, health?.Source ?? HealthWorkerMissing.Basis, [.. health is null ? [] : AtLeast(1, "health", health.FullTime)]),
            new(CarersTooFew, CarersTooFew.Basis, [.. AtLeast(classes.Sum(x => Carers(x, kind, policy)), "carer")]),
            new(GuardMissing, GuardMissing.Basis, [.. AtLeast(1, "guard")]),
            new(CertificateMissing, CertificateMissing.Basis, [.. policy.Certificates.Select(x => Held(x.Code, staff, policy, on)).Where(x => x.Has != x.Needs)]),
            new(HealthCheckMissing, HealthCheckMissing.Basis, [.. Within(HealthClock, staff, x => x.HealthCheckedOn, c, on)]),
            new(RecordQueryMissing, RecordQueryMissing.Basis, [.. Within(QueryClock, staff, x => x.RecordQueriedOn, c, on)]),
        ];
    }

    /// <summary>The end of a yearly duty that runs from the oldest day of the staff; one that has lapsed already is a breach and runs no more.</summary>
    public static Deadline? Due(string clock, IEnumerable<DateOnly?> days, Circumstances c, DateOnly on) =>
        days.OfType<DateOnly>().Order().Select(x => c.DeadlineIf($"operation/{clock}", clock, x)).FirstOrDefault(x => x?.DueOn >= on);

    private static IEnumerable<Shortfall> Within(string clock, IReadOnlyList<StaffMember> staff, Func<StaffMember, DateOnly?> day, Circumstances c, DateOnly on) =>
        staff.Count(x => Due(clock, [day(x)], c, on) is not null) is var has && has < staff.Count && c.Book.On(on).Clocks.Any(x => x.Code == clock) ? [Shortfall.Count(Everyone, has, staff.Count)] : [];

    // Carers for each class by itself: ⌈children / ratio⌉.
    private static int Carers(DeclaredClass one, string? kind, Policy policy) =>
        policy.ClassGroupOf(kind, one.Type) is { ChildrenPerCarer: var ratio } ? (one.Children + ratio - 1) / ratio : 0;

    private static Shortfall Held(string certificate, IReadOnlyList<StaffMember> staff, Policy policy, DateOnly on)
    {
        var need = staff.Where(x => policy.StaffRole(x.Role)?.Certificates.Contains(certificate) == true).ToList();
        return Shortfall.Count(certificate, need.Count(x => x.Certificates.Any(k => k.Code == certificate && (k.ValidUntil is not { } until || until >= on))), need.Count);
    }
}
