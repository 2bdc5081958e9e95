using FacilityLedger.Facilities;
using FacilityLedger.Policies;
using FacilityLedger.Violations;
using FacilityLedger.Web;
using FacilityLedger.Web.Forms;
using static FacilityLedger.Web.Forms.FormField;

namespace FacilityLedger.Credit;

public static class CreditForms
{
    public static IReadOnlyList<CommandForm> All { get; } =
    [
        new("credit.change", new("变更诚信分", "Change credit"), "facilities/{id}/credit/changes", "credit", x =>
        [
            new("rule", new("规则", "Rule"), FieldKind.Select) { Options = [.. x.Policy.Credit.Rules.Select(r => new Option(r.Code, $"{r.Name} {Numbers.Change(r.Delta)}"))], Says = ChangeCreditEndpoint.Once },
            new("cause", new("事由", "Cause"), FieldKind.Select)
            {
                Options = [.. Causes(x).Select(v => new Option(ViolationBook.Thing(v.Id), $"{Dates.Table(v.RecordedOn)} {x.Policy.Violations.NameIn(v.Item)} · {States.TermOf(v.Status).Words}"))],
            },
            Day(x),
        ])
        {
            Suits = x => x.Facility is { Closed: false } && Causes(x).Any(),
            Beside = Beside((ChangeCreditEndpoint.Fits, "cause"), (ChangeCreditEndpoint.Severe, "cause"), (ChangeCreditEndpoint.Summary, "cause"), (ChangeCreditEndpoint.Remedied, "cause"), (ChangeCreditEndpoint.Once, "cause")),
        },
    ];

    private static IEnumerable<Violation> Causes(FormScene x) => (x.Facility?.Violations.All.Values ?? []).Where(v => v.Status != ViolationStatus.Dismissed).OrderByDescending(v => v.RecordedOn);
}
