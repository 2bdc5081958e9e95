using FacilityLedger.Web;
using FacilityLedger.Web.Forms;
using static FacilityLedger.Web.Forms.FormField;

namespace FacilityLedger.Corrections;

public static class CorrectionForms
{
    public static IReadOnlyList<CommandForm> All { get; } =
    [
        new("correction.void", new("作废记录", "Void an entry"), "facilities/{id}/voidings", null, x =>
        [
            new("entry", new("记录编号（见事件）", "Number of the entry (see events)"), FieldKind.Number),
            Ground(Choice("typing-error", "录入错误", "Typing error"), Choice("wrong-facility", "机构错误", "Wrong institution"), Choice("duplicate", "重复录入", "Duplicate"), Choice("other", "其他", "Other")),
            new("explanation", new("说明（密封保存）", "Explanation (kept sealed)"), FieldKind.TextArea) { Optional = true },
            Day(x),
        ]),
    ];
}
