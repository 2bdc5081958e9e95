using FacilityLedger.Facilities;
using FacilityLedger.Web;
using FacilityLedger.Web.Forms;
using static FacilityLedger.Web.Forms.FormField;

namespace FacilityLedger.Buildings;

public static class PremisesForms
{
    public static IReadOnlyList<CommandForm> All { get; } =
    [
        new("premises.planning", new("规划核实", "Verify the planning"), "facilities/{id}/premises/planning", "premises", x =>
        [
            new("result", new("结果", "Result"), FieldKind.Radios) { Options = CodeWords.PremisesResults, Hint = new("未按规划要求建设的，不予核实", "Failed where it is not built as planned") },
            Number, Day(x, new("核实日期", "Verified on")),
        ])
        {
            Suits = Open,
        },
        new("premises.acceptance", new("工程验收与备案", "Acceptance of building work"), "facilities/{id}/premises/acceptance", "premises", x =>
        [
            new("kind", new("种类", "Kind"), FieldKind.Radios) { Options = CodeWords.Acceptances },
            new("result", new("结果", "Result"), FieldKind.Radios) { Options = CodeWords.PremisesResults },
            Number, Day(x, new("验收（备案）日期", "Accepted or filed on")),
        ])
        {
            Answers = ["building-filing"], Starts = ["building-filing"], Suits = Open,
        },
    ];

    private static FormField Number => new("number", new("文书编号", "Number of the document")) { MaxLength = 100 };

    private static bool Open(FormScene x) => x.Facility is { Closed: false };
}
