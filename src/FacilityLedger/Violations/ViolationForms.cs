using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;
using FacilityLedger.Incidents;
using FacilityLedger.Inspections;
using FacilityLedger.Policies;
using FacilityLedger.Web;
using FacilityLedger.Web.Forms;
using static FacilityLedger.Web.Forms.FormField;

namespace FacilityLedger.Violations;

public static class ViolationForms
{
    public static IReadOnlyList<CommandForm> All { get; } =
    [
        new("violation.record", new("记录违法行为", "Record a violation"), "facilities/{id}/violations", null, Qualified)
        {
            Subjects = x => [.. Others(x).Where(o => x.Facility!.Violations.RestingOn(o.Thing) is null).Select(o => new FormSubject(o.Thing, o.Name, Dates.Table(o.On))), .. OfFindings(x)],
        },
        new("rectification.order", new("责令改正", "Order rectification"), "facilities/{id}/violations/{of}/rectification", "violations/{of}", x => [Days(x), Day(x, new("责令日期", "Ordered on"))])
        {
            Suits = x => Mine(x) && x.Violation is { Status: ViolationStatus.Recorded },
        },
        new("rectification.extend", new("延长整改期限", "Prolong the term"), "facilities/{id}/violations/{of}/extension", "violations/{of}", x =>
        [
            new("days", new("期限（日，自延长之日起）", "Days from the extension on"), FieldKind.Number) { Says = ExtendRectificationEndpoint.Longer },
            Ground(CodeWords.Extensions), Day(x, new("延长日期", "Prolonged on")),
        ])
        {
            Suits = x => Mine(x) && x.Violation is { Status: ViolationStatus.Ordered }, Beside = Beside((ExtendRectificationEndpoint.Longer, "days")),
        },
        new("rectification.report", new("登记整改报告", "Enter the report"), "facilities/{id}/violations/{of}/report", "violations/{of}", x =>
        [
            new("narrative", new("整改说明", "What was done"), FieldKind.TextArea) { Optional = true, MaxLength = 4000, Hint = new("密封保存", "Kept sealed") },
            Day(x, new("报告日期", "Reported on")),
        ])
        {
            Answers = ["rectification"], Starts = ["rectification-verification"],
            Suits = x => x.Violation is { Status: ViolationStatus.Ordered or ViolationStatus.Overdue } && (x.Department?.Territory is not { } town || town == x.Facility!.Registration.Town),
        },
        new("rectification.verify", new("核验整改", "Verify the rectification"), "facilities/{id}/violations/{of}/verification", "violations/{of}", x =>
        [
            new("outcome", new("核验结论", "Outcome"), FieldKind.Radios) { Options = CodeWords.Outcomes, Says = VerifyRectificationEndpoint.Another },
            Day(x, new("核验日期", "Verified on")),
        ])
        {
            Answers = ["rectification-verification"], Suits = x => Mine(x) && x.Violation is { Status: ViolationStatus.Reported or ViolationStatus.Overdue },
        },
        new("rectification.reject", new("退回整改报告", "Reject the report"), "facilities/{id}/violations/{of}/rejection", "violations/{of}", x => [Days(x), Day(x, new("退回日期", "Rejected on"))])
        {
            Answers = ["rectification-verification"], Suits = x => Mine(x) && x.Violation is { Status: ViolationStatus.Reported },
        },
        new("penalty.summary", new("简易程序处罚", "Summary penalty"), "facilities/{id}/violations/{of}/penalty", "violations/{of}", x =>
        [
            new("kind", new("处罚种类", "Kind"), FieldKind.Radios) { Options = From(Summary(x)), Value = Summary(x) is [var only] ? only.Code : null, Hint = Item(x) is { } item ? new(item.PenaltyBasis, item.PenaltyBasis) : null },
            new("amount", new("金额", "Amount"), FieldKind.Amount) { Optional = true, Hint = Limits(x) },
            new("number", new("决定书编号", "Number of the decision")) { MaxLength = 100, Hint = Publicity(x) },
            Day(x, new("处罚日期", "Decided on")),
        ])
        {
            Suits = x => Mine(x) && x.Violation is { Penalty: null, Status: not ViolationStatus.Dismissed } && Summary(x).Count > 0,
            Beside = Beside((SummaryPenaltyEndpoint.Amount, "amount"), (SummaryPenaltyEndpoint.Limit, "amount"), (PenaltyRange.Within, "amount"), (PenaltyRange.Reached, "kind"), (Recording.Claimed, "number")),
        },
        new("penalty.revoke", new("撤销简易程序处罚", "Enter that the summary penalty was annulled"), "facilities/{id}/violations/{of}/revocation", "violations/{of}", x =>
        [
            new("by", new("撤销机关", "Annulled by"), FieldKind.Radios) { Options = CodeWords.Annulments, Hint = new("随即撤回公示", "What was published is withdrawn with it") },
            new("document", new("撤销文书编号", "Number of the document")) { MaxLength = 100 }, Day(x, new("撤销日期", "Annulled on")),
        ])
        {
            Suits = x => x.Violation is { } was && was.Penalties.Exists(p => p.Procedure == "summary" && p.Department == x.Officer.Department),
        },
        new("violation.dismiss", new("不予认定", "Dismiss the violation"), "facilities/{id}/violations/{of}/dismissal", "violations/{of}", x => [Ground(CodeWords.Dismissals), Day(x, new("决定日期", "Decided on"))])
        {
            Suits = x => Mine(x) && x.Violation is { Penalty: null, Status: not ViolationStatus.Dismissed },
        },
    ];

    /// <summary>What the policy says of making decisions of the officer's department public.</summary>
    internal static Words? Publicity(FormScene x) => PenaltyPublicity.RowOf(x.Policy, x.Officer.Department, x.Today)?.Name;

    private static ViolationItem? Item(FormScene x) => x.Violation is { } violation ? x.Book.On(violation.RecordedOn).Violation(violation.Item) : null;

    private static bool Mine(FormScene x) => Item(x)?.Departments.Contains(x.Officer.Department) == true;

    private static IReadOnlyList<PenaltyKind> Summary(FormScene x) => [.. x.Policy.PenaltyKinds.Where(k => k.Summary && Item(x)?.Penalties.Contains(k.Code) == true)];

    private static Words? Limits(FormScene x) => Summary(x).FirstOrDefault(k => k.SummaryLimit is not null) is { SummaryLimit: { } limit } kind && Money.Show(limit, x.Policy.Currency) is { } amount
        ? new($"只在{kind.Name.Zh}时填写，不超过 {amount.Zh}", $"Only for a {kind.Name.En.ToLowerInvariant()}, at most {amount.En}")
        : new("不填", "Leave it empty");

    // The item's own term stands unless the officer sets another.
    private static FormField Days(FormScene x) => new("days", new("期限（日）", "Days"), FieldKind.Number)
    {
        Optional = true,
        Hint = (Item(x)?.Days ?? x.Policy.Clocks.FirstOrDefault(c => c.Code == "rectification")?.N) is { } days ? new($"不填为 {days} 日", $"{days} days if left empty") : null,
    };

    private static IEnumerable<FormSubject> OfFindings(FormScene x) => Findings(x).Where(f => x.Facility!.Violations.All.Values.All(v => v.Ground.Finding != f.Finding.Id || v.Status == ViolationStatus.Dismissed)).OrderByDescending(f => f.Finding.FoundOn)
        .Select(f => new FormSubject(f.Finding.Id, Named(x, f.Finding), $"{Dates.Table(f.Finding.FoundOn)} · {Terms.Severity(f.Finding.Severity).Words} · {ThingWords.Of(x.Facility!, InspectionBook.Thing(f.Inspection.Id), x.Policy)}"));

    // Incidents and upheld complaints, the latest first.
    private static IEnumerable<(string Thing, Words Name, DateOnly On, string Domain)> Others(FormScene x) => x.Facility is not { Incidents: var book } facility ? [] :
        book.All.Keys.Select(IncidentBook.Thing).Concat(book.Complaints.Keys.Select(IncidentBook.ComplaintThing)).Select(t => (Thing: t, Ground: new ViolationGround(t).In(facility))).Where(t => t.Ground is { } ground && Items(x, ground.Domain).Any())
            .Select(t => (t.Thing, ThingWords.Of(facility, t.Thing, x.Policy), t.Ground!.Value.On, t.Ground.Value.Domain)).OrderByDescending(t => t.On).ThenBy(t => t.Thing, StringComparer.Ordinal);

    private static IEnumerable<(Inspection Inspection, Finding Finding)> Findings(FormScene x) => (x.Facility?.Inspections.All.Values ?? []).SelectMany(i => i.Findings, (i, f) => (i, f)).Where(f => Items(x, f.f.Domain).Any());

    private static IEnumerable<ViolationItem> Items(FormScene x, string domain) => x.Policy.Violations.Where(v => v.Domain == domain && v.Departments.Contains(x.Officer.Department));

    private static Text Named(FormScene x, Finding finding) => finding.Item is { } item ? x.Policy.Violations.NameIn(item) : x.Policy.Domains.NameIn(finding.Domain);

    private static IEnumerable<FormField> Qualified(FormScene x)
    {
        var (inspection, finding) = Findings(x).FirstOrDefault(f => f.Finding.Id == x.Subject);
        var other = Others(x).FirstOrDefault(o => o.Thing == x.Subject);
        var items = (finding?.Domain ?? other.Domain) is { } domain ? Items(x, domain).ToList() : [];
        return
        [
            Fixed("ground.thing", other.Thing ?? InspectionBook.Thing(inspection?.Id ?? "")),
            .. other.Thing is null ? [Fixed("ground.finding", x.Subject ?? "")] : Array.Empty<FormField>(),
            new("item", new("违法事项", "Catalogue item"), FieldKind.Select) { Options = [.. items.Select(v => new Option(v.Code, $"{v.Code} {v.Name}"))], Value = items.Exists(v => v.Code == finding?.Item) ? finding!.Item : null, Says = RecordViolationEndpoint.Grounded },
            new("endedOn", new("行为终了日期（仍在继续的不填）", "Act ended on (blank if it went on)"), FieldKind.Date) { Optional = true },
            Day(x, new("认定日期", "Recorded on")),
        ];
    }
}
