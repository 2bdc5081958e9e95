using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;
using FacilityLedger.Obligations;
using FacilityLedger.Policies;
using FacilityLedger.Registration;
using FacilityLedger.Web;
using FacilityLedger.Web.Forms;
using static FacilityLedger.Web.Forms.FormField;

namespace FacilityLedger.Operation;

public static class OperationForms
{
    private const int Rows = 6;
    private const int OpenRows = 3;
    private const int StaffRows = 8;
    private const int CertificateRows = 2;

    public static IReadOnlyList<CommandForm> All { get; } =
    [
        new("operation.classes", new("申报班级", "Declare classes"), "facilities/{id}/operation/classes", "operation", x =>
        [
            .. Classes(x, x.Facility is { Operation.Classes: { Count: > 0 } declared } ? declared : x.Facility?.Filing.Form?.Classes ?? []),
            new("places", new("托位", "Places"), FieldKind.Number) { Value = Text(x.Facility?.Operation.Places ?? x.Facility?.Filing.Form?.Places), Line = "places" },
            new("inclusivePlaces", new("其中普惠托位", "Of these, inclusive places"), FieldKind.Number) { Value = Text(x.Facility?.Operation.InclusivePlaces ?? x.Facility?.Filing.Form?.InclusivePlaces), Line = "places" },
            Day(x, Declared),
        ])
        {
            Answers = [FollowUp(Standards.ClassTooLarge), FollowUp(StaffStandards.CarersTooFew)], Suits = InService,
        },
        new("operation.staff", new("申报工作人员", "Declare the staff"), "facilities/{id}/operation/staff", "operation", x => [.. Staff(x), Day(x, Declared)])
        {
            Answers =
            [
                StaffStandards.HealthClock, StaffStandards.QueryClock, LedgerNames.CertificateRenewal,
                .. new[] { StaffStandards.KindMissing, StaffStandards.HeadMissing, StaffStandards.HealthWorkerMissing, StaffStandards.CarersTooFew, StaffStandards.CertificateMissing, StaffStandards.GuardMissing, StaffStandards.HealthCheckMissing, StaffStandards.RecordQueryMissing }.Select(FollowUp),
            ],
            Suits = x => InService(x) && x.Policy.StaffRoles.Count > 0,
        },
        new("operation.fees", new("申报收费", "Declare the fees"), "facilities/{id}/operation/fees", "operation", x => [.. Fees(x), Day(x, Declared)])
        {
            Answers = [FollowUp(DeclareFeesEndpoint.OverGuidedPrice)], Suits = x => InService(x) && x.Policy.FeeItems.Count > 0,
        },
        new("operation.places", new("报送托位情况", "Report the places"), "facilities/{id}/operation/places", "operation", x =>
        [
            new("places", new("托位", "Places"), FieldKind.Number) { Value = Text(x.Facility?.Operation.Occupancy?.Places ?? x.Facility?.Operation.Places ?? x.Facility?.Filing.Form?.Places), Line = "places" },
            new("inclusive", new("其中普惠托位", "Of these, inclusive places"), FieldKind.Number) { Value = Text(x.Facility?.Operation.Occupancy?.Inclusive ?? x.Facility?.Operation.InclusivePlaces ?? x.Facility?.Filing.Form?.InclusivePlaces), Line = "places" },
            new("taken", new("在托人数", "Children"), FieldKind.Number) { Value = Text(x.Facility?.Operation.Occupancy?.Taken), Line = "taken" },
            new("free", new("空余托位", "Free places"), FieldKind.Number) { Value = Text(x.Facility?.Operation.Occupancy?.Free), Line = "taken", Hint = new("不超过托位与在托人数之差", "At most the places less the children") },
            Day(x, new("报送日期", "Reported on")),
        ])
        {
            Answers = [FollowUp(ReportPlacesEndpoint.OverCapacity)], Suits = InService, Beside = Beside((Capacity.Plausible, "free")),
        },
        new("operation.report", new("登记年度报告", "Enter a yearly report"), "facilities/{id}/operation/reports", "operation", x =>
        [
            new("kind", new("报告", "Report"), FieldKind.Radios) { Options = [.. CodeWords.Reports.Where(r => Owed(x).Any(d => d.Clock == LedgerNames.AnnualReport(r.Value)))], Value = Owed(x).Select(d => CodeWords.Reports.FirstOrDefault(r => LedgerNames.AnnualReport(r.Value) == d.Clock)?.Value).FirstOrDefault() },
            new("year", new("年度", "Year"), FieldKind.Number) { Value = Owed(x).Select(d => d.Key[^4..]).FirstOrDefault(), Says = FileAnnualReportEndpoint.Owed },
            Day(x, new("报送日期", "Handed in on")),
        ])
        {
            Answers = [.. CodeWords.Reports.Select(r => LedgerNames.AnnualReport(r.Value))], Suits = x => Owed(x).Any(), Beside = Beside((FileAnnualReportEndpoint.Owed, "year"), (FileAnnualReportEndpoint.Once, "year")),
        },
        new("operation.installation", new("登记安防、消防设施", "Enter a safety installation"), "facilities/{id}/operation/installations", "operation", x =>
        [
            new("kind", new("设施", "Installation"), FieldKind.Radios) { Options = CodeWords.Installations },
            new("since", new("投入使用、检测或检查日期", "In use since, or tested or checked on"), FieldKind.Date),
            Day(x, new("登记日期", "Entered on")),
        ])
        {
            Answers = [ReportInstallationEndpoint.Clocks["fire-facilities"], ReportInstallationEndpoint.Clocks["fire-check"]], Starts = [.. ReportInstallationEndpoint.Clocks.Values], Suits = InService, Beside = Beside((Guard.Backwards, "since")),
        },
        new("operation.installation", new("登记安防设施备案", "Enter the filing of an installation"), "facilities/{id}/operation/installations/filing", "operation", x =>
        [
            new("kind", new("设施", "Installation"), FieldKind.Radios) { Options = [.. CodeWords.Installations.Where(i => FileInstallationEndpoint.Kinds.Contains(i.Value))], Value = Unfiled(x).FirstOrDefault()?.Kind },
            Day(x, new("备案日期", "Filed on")),
        ])
        {
            Name = "operation.filing", Answers = [.. FileInstallationEndpoint.Kinds.Select(k => ReportInstallationEndpoint.Clocks[k])], Suits = x => InService(x) && Unfiled(x).Any(),
        },
        new("operation.suspend", new("暂停服务", "Suspend the service"), "facilities/{id}/operation/suspension", "operation", x =>
        [
            Ground(CodeWords.Suspensions),
            new("expectedUntil", new("预计暂停至", "Expected until"), FieldKind.Date) { Optional = true, Says = SuspendOperationEndpoint.EndFits },
            new("basis", new("依据", "Basis")) { Optional = true, MaxLength = 200, Says = SuspendOperationEndpoint.OrderHasBasis },
            Day(x, new("自何日起", "From")),
        ])
        {
            Suits = x => InService(x) && x.Facility!.Operation.Status == OperationStatus.InService, Beside = Beside((SuspendOperationEndpoint.OrderHasBasis, "basis"), (SuspendOperationEndpoint.EndFits, "expectedUntil")),
        },
        new("operation.resume", new("恢复服务", "Resume the service"), "facilities/{id}/operation/resumption", "operation", x => [Day(x, new("自何日起", "From"))])
        {
            Answers = [SuspendOperationEndpoint.Clock], Suits = x => x.Facility is { Closed: false, Operation.Status: OperationStatus.Suspended },
        },
        new("operation.terminate", new("终止服务", "End the service"), "facilities/{id}/operation/termination", "operation", x =>
        [
            Day(x, new("终止日期", "Ended on")),
            new("placement.children", new("终止时在托人数", "Children at the end"), FieldKind.Number) { Value = Text(x.Facility?.Operation.Occupancy?.Taken) },
            new("placement.arrangements[]", new("婴幼儿安置方式", "How the children are placed"), FieldKind.Checkboxes) { Options = CodeWords.Arrangements, Says = Placement.Placed },
        ])
        {
            Answers = [SuspendOperationEndpoint.Clock], Suits = InService, Beside = Beside((Placement.Placed, "placement.arrangements")),
        },
    ];

    private static Words Declared { get; } = new("申报日期", "Declared on");

    private static readonly Words MoreClasses = new("更多班级", "More classes");

    /// <summary>Rows of classes with some to spare, of which few stand open; those left empty are no class.</summary>
    internal static IEnumerable<FormField> Classes(FormScene scene, IReadOnlyList<DeclaredClass> standing) => Enumerable.Range(0, Math.Max(Rows, standing.Count + 2)).SelectMany(i => new FormField[]
    {
        new($"classes[{i}].type", new($"班级 {i + 1}", $"Class {i + 1}"), FieldKind.Select) { Options = From(Groups(scene, standing.ElementAtOrDefault(i)?.Type)), Value = standing.ElementAtOrDefault(i)?.Type },
        new($"classes[{i}].children", new("在托人数", "Children"), FieldKind.Number) { Value = Text(standing.ElementAtOrDefault(i)?.Children) },
        new($"classes[{i}].capacity", new("核定（选填）", "Meant for (optional)"), FieldKind.Number) { Optional = true, Value = Text(standing.ElementAtOrDefault(i)?.Capacity) },
    }.Select(x => i < Math.Max(OpenRows, standing.Count + 1) ? x with { Group = Legend(scene) } : x with { Group = MoreClasses, Folded = true }));

    // Who was declared before keeps the sealed name: the row knows who it is.
    private static IEnumerable<FormField> Staff(FormScene scene) => Enumerable.Range(0, Math.Max(StaffRows, (scene.Facility?.Operation.Staff?.Count ?? 0) + 3)).SelectMany(i =>
    {
        var was = scene.Facility?.Operation.Staff?.ElementAtOrDefault(i);
        var group = new Words($"人员 {i + 1}", $"Person {i + 1}");
        var row = new List<FormField>();
        if (was is not null)
            row.Add(new($"staff[{i}].id", new("仍在岗", "Still here"), FieldKind.Checkboxes) { Optional = true, Options = [Choice(was.Id, "仍在岗", "Still here")], Values = [was.Id] });
        row.AddRange(
        [
            new($"staff[{i}].role", new("岗位", "Role"), FieldKind.Select) { Options = From(scene.Policy.StaffRoles), Value = was?.Role },
            new($"staff[{i}].name", new("姓名", "Name")) { Optional = true, MaxLength = 200, Hint = was?.Name is null ? new("密封保存", "Kept sealed") : new("已密封保存，不变则留空", "Kept sealed; leave empty if unchanged") },
            new($"staff[{i}].healthCheckedOn", new("健康检查日期", "Health check on"), FieldKind.Date) { Optional = true, Value = Text(was?.HealthCheckedOn) },
            new($"staff[{i}].recordQueriedOn", new("违法犯罪记录查询日期", "Records queried on"), FieldKind.Date) { Optional = true, Value = Text(was?.RecordQueriedOn) },
            YesNo($"staff[{i}].fullTime", new("全职", "Full time"), was?.FullTime) with { Kind = FieldKind.Select, Optional = true },
        ]);
        for (var k = 0; k < Math.Max(CertificateRows, (was?.Certificates.Count ?? 0) + 1); k++)
        {
            var held = was?.Certificates.ElementAtOrDefault(k);
            row.Add(new($"staff[{i}].certificates[{k}].code", new("证书", "Certificate"), FieldKind.Select) { Options = From(scene.Policy.Certificates), Value = held?.Code });
            row.Add(new($"staff[{i}].certificates[{k}].validUntil", new("证书有效期至", "Valid until"), FieldKind.Date) { Optional = true, Value = Text(held?.ValidUntil) });
        }
        return row.Select(x => x with { Group = group, Folded = was is null && i > 0 });
    });

    private static IEnumerable<FormField> Fees(FormScene scene) => Enumerable.Range(0, Math.Max(Rows, (scene.Facility?.Operation.Fees?.Count ?? 0) + 2)).SelectMany(i =>
    {
        var was = scene.Facility?.Operation.Fees?.ElementAtOrDefault(i);
        return new FormField[]
        {
            new($"items[{i}].item", new("收费项目", "Fee"), FieldKind.Select) { Options = From(scene.Policy.FeeItems), Value = was?.Item },
            new($"items[{i}].serviceForm", new("服务形式", "Form of service"), FieldKind.Select) { Options = CodeWords.ServiceForms, Value = was?.ServiceForm },
            new($"items[{i}].classType", new("班型（选填）", "Class (optional)"), FieldKind.Select) { Options = From(Groups(scene, was?.ClassType)), Optional = true, Value = was?.ClassType },
            new($"items[{i}].amount", new("金额", "Amount"), FieldKind.Amount) { Value = was?.Amount.ToString() },
            new($"items[{i}].period", new("计费单位", "Period"), FieldKind.Select) { Options = CodeWords.Periods, Value = was?.Period },
        }.Select(x => x with { Group = new($"收费 {i + 1}", $"Fee {i + 1}"), Folded = was is null && i > 0 });
    });

    private static string FollowUp(Rule rule) => Standards.FollowUp(rule.Code);

    private static IEnumerable<Deadline> Owed(FormScene x) => (x.Facility?.Obligations.OpenOnes ?? []).Select(o => o.Deadline).Where(d => d.Key.StartsWith(YearlyDuty.Reports, StringComparison.Ordinal));

    private static IEnumerable<Installation> Unfiled(FormScene x) => (x.Facility?.Operation.Installations ?? []).Where(i => i.FiledOn is null && FileInstallationEndpoint.Kinds.Contains(i.Kind));

    private static Words Legend(FormScene scene) => new(
        $"班级（{string.Join("，", Groups(scene).Select(x => $"{x.Name.Zh}不超过 {x.MaxChildren} 人"))}）",
        $"Classes ({string.Join(", ", Groups(scene).Select(x => $"{x.Name.En} at most {x.MaxChildren}"))})");

    // What stands stays in the list, though it is no group of this kind.
    private static IEnumerable<Policies.ClassGroup> Groups(FormScene scene, string? standing = null) =>
        scene.Policy.ClassGroups.Where(x => x.Code == standing || scene.Policy.ClassGroupsOf(scene.Facility?.Registration.Kind).Contains(x));

    private static bool InService(FormScene x) => x.Facility is { Closed: false, Registration.Status: RegistrationStatus.Registered };
}
