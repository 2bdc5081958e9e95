using FacilityLedger.Web;
using FacilityLedger.Web.Forms;
using static FacilityLedger.Web.Forms.FormField;

namespace FacilityLedger.Operation;

public static class OperationForms
{
    public static IReadOnlyList<CommandForm> All { get; } =
    [
        new("operation.classes", new("申报班级", "Declare classes"), "facilities/{id}/operation/classes", "operation", x =>
        [
            .. Classes(x),
            new("places", new("托位", "Places"), FieldKind.Number) { Value = x.Facility?.Operation.Places?.ToString(System.Globalization.CultureInfo.InvariantCulture) },
            new("inclusivePlaces", new("其中普惠托位", "Of these, inclusive places"), FieldKind.Number) { Value = x.Facility?.Operation.InclusivePlaces?.ToString(System.Globalization.CultureInfo.InvariantCulture) },
            Day(x),
        ]),
        new("operation.suspend", new("暂停服务", "Suspend the service"), "facilities/{id}/operation/suspension", "operation", x =>
        [
            Ground(Choice("own-decision", "机构自行决定", "Its own decision"), Choice("ordered", "责令", "Ordered"), Choice("emergency", "突发情况", "Emergency")),
            new("basis", new("依据", "Basis")) { Optional = true },
            Day(x),
        ]),
        new("operation.resume", new("恢复服务", "Resume the service"), "facilities/{id}/operation/resumption", "operation", x => [Day(x)]),
        new("operation.terminate", new("终止服务", "End the service"), "facilities/{id}/operation/termination", "operation", x => [Day(x)]),
    ];

    /// <summary>Six rows of classes; those left empty are no class.</summary>
    internal static IEnumerable<FormField> Classes(FormScene scene) => Enumerable.Range(0, 6).SelectMany(i => new FormField[]
    {
        new($"classes[{i}].type", new($"班级 {i + 1}", $"Class {i + 1}"), FieldKind.Select) { Options = From(scene.Policy.ClassGroups), Optional = true },
        new($"classes[{i}].children", new($"班级 {i + 1}：在托人数", $"Class {i + 1}: children"), FieldKind.Number) { Optional = true },
    });
}
