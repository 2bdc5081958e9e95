using FacilityLedger.Facilities;
using FacilityLedger.Registration;
using FacilityLedger.Web;
using FacilityLedger.Web.Forms;
using static FacilityLedger.Web.Forms.FormField;

namespace FacilityLedger.Operation;

public static class OperationForms
{
    private const int Rows = 6;

    public static IReadOnlyList<CommandForm> All { get; } =
    [
        new("operation.classes", new("申报班级", "Declare classes"), "facilities/{id}/operation/classes", "operation", x =>
        [
            .. Classes(x, x.Facility is { Operation.Classes: { Count: > 0 } declared } ? declared : x.Facility?.Filing.Form?.Classes ?? []),
            new("places", new("托位", "Places"), FieldKind.Number) { Value = Text(x.Facility?.Operation.Places ?? x.Facility?.Filing.Form?.Places), Line = "places" },
            new("inclusivePlaces", new("其中普惠托位", "Of these, inclusive places"), FieldKind.Number) { Value = Text(x.Facility?.Operation.InclusivePlaces ?? x.Facility?.Filing.Form?.InclusivePlaces), Line = "places" },
            Day(x),
        ])
        {
            Answers = ["nonconformity-followup"], Suits = InService,
        },
        new("operation.suspend", new("暂停服务", "Suspend the service"), "facilities/{id}/operation/suspension", "operation", x =>
        [
            Ground(CodeWords.Suspensions),
            new("basis", new("依据", "Basis")) { Optional = true, MaxLength = 200, Hint = By(SuspendOperationEndpoint.OrderHasBasis) },
            Day(x, new("自何日起", "From")),
        ])
        {
            Suits = x => InService(x) && x.Facility!.Operation.Status == OperationStatus.InService, Beside = Beside((SuspendOperationEndpoint.OrderHasBasis, "basis")),
        },
        new("operation.resume", new("恢复服务", "Resume the service"), "facilities/{id}/operation/resumption", "operation", x => [Day(x, new("自何日起", "From"))])
        {
            Suits = x => x.Facility is { Closed: false, Operation.Status: OperationStatus.Suspended },
        },
        new("operation.terminate", new("终止服务", "End the service"), "facilities/{id}/operation/termination", "operation", x => [Day(x, new("终止日期", "Ended on"))]) { Suits = InService },
    ];

    /// <summary>Rows of classes with some to spare; those left empty are no class.</summary>
    internal static IEnumerable<FormField> Classes(FormScene scene, IReadOnlyList<DeclaredClass> standing) => Enumerable.Range(0, Math.Max(Rows, standing.Count + 2)).SelectMany(i => new FormField[]
    {
        new($"classes[{i}].type", new($"班级 {i + 1}", $"Class {i + 1}"), FieldKind.Select) { Group = Legend(scene), Options = From(scene.Policy.ClassGroups), Value = standing.ElementAtOrDefault(i)?.Type },
        new($"classes[{i}].children", new("在托人数", "Children"), FieldKind.Number) { Group = Legend(scene), Value = Text(standing.ElementAtOrDefault(i)?.Children) },
        new($"classes[{i}].capacity", new("核定（选填）", "Meant for (optional)"), FieldKind.Number) { Group = Legend(scene), Optional = true, Value = Text(standing.ElementAtOrDefault(i)?.Capacity) },
    });

    private static Words Legend(FormScene scene) => new(
        $"班级（{string.Join("，", scene.Policy.ClassGroups.Select(x => $"{x.Name.Zh}不超过 {x.MaxChildren} 人"))}）",
        $"Classes ({string.Join(", ", scene.Policy.ClassGroups.Select(x => $"{x.Name.En} at most {x.MaxChildren}"))})");

    private static bool InService(FormScene x) => x.Facility is { Closed: false, Registration.Status: RegistrationStatus.Registered };
}
