using FacilityLedger.Facilities;
using FacilityLedger.History;
using FacilityLedger.Hosting;
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
            new("entry", new("作废哪一条", "Which entry"), FieldKind.Radios) { Options = [.. Last(x)], Read = Whole, Says = VoidEntryEndpoint.Last },
            Ground(CodeWords.Voidings),
            new("explanation", new("说明", "Explanation"), FieldKind.TextArea) { Optional = true, MaxLength = 2000, Hint = new("密封保存", "Kept sealed") },
            Day(x, new("作废日期", "Voided on")),
        ])
        {
            Suits = x => Last(x).Any(),
        },
    ];

    // The last entry of each thing that the officer's own department made; what the ledger wrote by itself is nobody's.
    private static IEnumerable<Option> Last(FormScene x) => x.Facility is not { } facility ? [] : x.Entries
        .Where(e => e.Version > 1 && facility.Touched.TryGetValue(e.Fact.Thing, out var touch) && touch.Entry == e.Version && touch.Department == x.Officer.Department
            && e.Fact is not EntryVoided && facility.Assessments.Of(e.Fact.Thing) is not { Frozen: true } && !e.Fact.Thing.StartsWith("disclosures/", StringComparison.Ordinal) && !e.Fact.Thing.StartsWith("obligations/", StringComparison.Ordinal))
        .OrderByDescending(e => e.Version)
        .Select(e => new Option(Text((int)e.Version)!, $"{DeskWords.NumberOf(e.Version)} · {Dates.Table(e.Fact.OccurredOn)} · {EventWords.Of(EventNames.All[e.Fact.GetType()])} · {ThingWords.Of(facility, e.Fact.Thing, x.Policy)}"));
}
