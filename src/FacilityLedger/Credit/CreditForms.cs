using FacilityLedger.Disclosure;
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
            new("cause", new("事由", "Cause"), FieldKind.Radios) { Options = [.. Causes(x)] },
            Day(x, new("变更日期", "Changed on")),
        ])
        {
            Suits = x => x.Facility is { Closed: false } && Causes(x).Any(),
            Beside = Beside((ChangeCreditEndpoint.Fits, "cause"), (ChangeCreditEndpoint.Severe, "cause"), (ChangeCreditEndpoint.Summary, "cause"), (ChangeCreditEndpoint.Remedied, "cause"), (ChangeCreditEndpoint.Once, "cause"), (ChangeCreditEndpoint.Repaired, "cause")),
        },
        new("credit.propose", new("提出人工调整诚信分", "Propose a change of credit"), "facilities/{id}/proposals", null, x =>
        [
            new("points", new("分值（正加负减）", "Points, with a minus to take them"), FieldKind.Text) { MaxLength = 6, Read = Whole, Says = ProposeCreditChangeEndpoint.Points },
            new("basis", new("依据（文件名称、条款或文号）", "Basis: instrument and article, or document number")) { MaxLength = 200 },
            new("reason", new("理由", "Reason"), FieldKind.TextArea) { MaxLength = 2000, Hint = Kept },
            Day(x, new("提出日期", "Proposed on")),
        ])
        {
            Starts = ["credit-proposal"], Suits = x => x.Facility is { Closed: false }, Beside = Beside((ProposeCreditChangeEndpoint.Points, "points")),
        },
        new("credit.approve", new("同意人工调整", "Agree to the change"), "facilities/{id}/proposals/{of}/approval", "proposals/{of}", x => [Day(x, new("决定日期", "Decided on"))])
        {
            Answers = ["credit-proposal"], Suits = Decides,
        },
        new("credit.reject", new("不同意人工调整", "Reject the change"), "facilities/{id}/proposals/{of}/rejection", "proposals/{of}", x =>
        [
            new("reasons", new("理由", "Reasons"), FieldKind.TextArea) { MaxLength = 2000, Hint = Kept },
            Day(x, new("决定日期", "Decided on")),
        ])
        {
            Suits = Decides,
        },
        new("repair.request", new("登记信用修复申请", "Enter a request for repair"), "facilities/{id}/repairs", null, x =>
        [
            new("violation", new("违法行为", "Violation"), FieldKind.Radios) { Options = [.. Repairable(x).Select(v => new Option(v.Id, $"{Dates.Table(v.RecordedOn)} {x.Policy.Violations.NameIn(v.Item)}{Term(x, v)}"))], Value = Repairable(x) is [var only] ? only.Id : null },
            new("done", new("改正和履行情况", "What was done"), FieldKind.TextArea) { MaxLength = 4000, Hint = Kept },
            new("commitment", new("公开信用承诺", "Public commitment"), FieldKind.TextArea) { MaxLength = 4000, Optional = true, Says = GrantRepairEndpoint.Committed },
            Day(x, new("申请日期", "Asked on")),
        ])
        {
            Starts = ["credit-repair-acceptance"], Suits = x => Repairable(x).Count > 0,
        },
        new("repair.accept", new("受理信用修复", "Accept the request"), "facilities/{id}/repairs/{of}/acceptance", "repairs/{of}", x => [Day(x, new("受理日期", "Accepted on"))])
        {
            Answers = ["credit-repair-acceptance"], Starts = ["credit-repair-decision"], Suits = x => Repair(x) is { Status: RepairStatus.Requested } r && r.Department == x.Officer.Department,
        },
        new("repair.grant", new("准予信用修复", "Grant the repair"), "facilities/{id}/repairs/{of}/grant", "repairs/{of}", x =>
        [
            Day(x, new("决定日期", "Decided on")) with { Hint = new("最短公示期已满、违法行为已核验改正、处罚义务履行完毕、已作出公开信用承诺；公示随即终止，计分不再计入", "The shortest term is over, the breach verified as put right, the penalty performed, the commitment made; publication ends at once and the points count no longer") },
        ])
        {
            Answers = ["credit-repair-decision"], Suits = x => Repair(x) is { Status: RepairStatus.Accepted } r && r.Department == x.Officer.Department,
        },
        new("repair.refuse", new("不予信用修复", "Refuse the repair"), "facilities/{id}/repairs/{of}/refusal", "repairs/{of}", x => [Ground(CodeWords.RepairRefusals), Day(x, new("决定日期", "Decided on"))])
        {
            Suits = x => Repair(x) is { Pending: true } r && r.Department == x.Officer.Department,
        },
        new("repair.withdraw", new("撤销信用修复", "Withdraw the repair"), "facilities/{id}/repairs/{of}/withdrawal", "repairs/{of}", x =>
        [
            Ground(CodeWords.RepairWithdrawals),
            new("reasons", new("查明的情况", "What was found"), FieldKind.TextArea) { MaxLength = 2000, Hint = Kept },
            Day(x, new("撤销日期", "Withdrawn on")) with { Hint = new("因修复而不再计入的分值恢复计入，处罚须重新公示至原期限届满", "The points that it struck count again, and the penalty is published again until its term ends") },
        ])
        {
            Suits = x => Repair(x) is { Status: RepairStatus.Granted } r && r.Department == x.Officer.Department,
        },
        new("objection.raise", new("登记异议", "Enter an objection"), "facilities/{id}/objections", null, x =>
        [
            Fixed("about", x.Subject ?? ""),
            new("statement", new("异议内容", "What is objected"), FieldKind.TextArea) { MaxLength = 4000, Hint = Kept },
            YesNo("othersHelp", new("需要其他单位协助核查", "Other units have to help"), value: false) with { Hint = new("需要的期限较长", "Then the term is longer") },
            Day(x, new("提出日期", "Raised on")),
        ])
        {
            Starts = ["credit-objection", "credit-objection-extended"],
            Subjects = x => x.Facility is not { } f ? [] :
            [
                .. f.Credit.Counting.Reverse().Select(e => new FormSubject($"credit/{e.Id}", $"{ThingWords.RuleOf(x.Policy, e.Rule)} {Numbers.Change(e.Delta)}", $"{Dates.Table(e.ChangedOn)} · {ThingWords.Of(f, e.Cause, x.Policy)}", ThingWords.Area("credit"))),
                .. f.Disclosures.Standing.OrderByDescending(d => d.Value.From).ThenBy(d => d.Key, StringComparer.Ordinal).Select(d => new FormSubject($"disclosures/{d.Key}", ThingWords.Of(f, $"disclosures/{d.Key}", x.Policy), Dates.Table(d.Value.From), ThingWords.Area("disclosures"))),
            ],
        },
        new("objection.extend", new("延长异议处理期限", "Prolong the term of the objection"), "facilities/{id}/objections/{of}/extension", "objections/{of}", x => [Day(x, new("延长日期", "Prolonged on")) with { Says = ExtendObjectionEndpoint.Once }])
        {
            Starts = [ExtendObjectionEndpoint.Clock], Suits = x => Objection(x) is { Status: ObjectionStatus.Raised, ProlongedOn: null } o && o.Department == x.Officer.Department,
        },
        new("objection.uphold", new("异议成立", "Uphold the objection"), "facilities/{id}/objections/{of}/upholding", "objections/{of}", x =>
        [
            new("remedy", new("处理方式", "Remedy"), FieldKind.Radios) { Options = Objection(x)?.About.StartsWith("credit/", StringComparison.Ordinal) == true ? CodeWords.Strikings : CodeWords.ShownRemedies, Value = Objection(x)?.About.StartsWith("credit/", StringComparison.Ordinal) == true ? "struck" : null },
            .. Corrected(x),
            Day(x, new("决定日期", "Decided on")),
        ])
        {
            Answers = ["credit-objection", "credit-objection-extended"], Suits = x => Objection(x) is { Status: ObjectionStatus.Raised } o && o.Department == x.Officer.Department, Beside = Beside((UpholdObjectionEndpoint.Remedy, "remedy")),
        },
        new("objection.reject", new("异议不成立", "Reject the objection"), "facilities/{id}/objections/{of}/rejection", "objections/{of}", x => [Ground(CodeWords.ObjectionRejections), Day(x, new("决定日期", "Decided on"))])
        {
            Suits = x => Objection(x) is { Status: ObjectionStatus.Raised } o && o.Department == x.Officer.Department,
        },
        new("award.record", new("登记表彰", "Enter an award"), "facilities/{id}/awards", null, x =>
        [
            new("level", new("级别", "Level"), FieldKind.Radios) { Options = CodeWords.AwardLevels },
            new("document", new("授予文件编号", "Number of the document")) { MaxLength = 100, Says = RecordAwardEndpoint.Once },
            new("title", new("表彰名称", "Award for")) { MaxLength = 200, Hint = Kept },
            Day(x, new("授予日期", "Granted on")),
        ])
        {
            Suits = x => x.Facility is { Closed: false }, Beside = Beside((RecordAwardEndpoint.Once, "document")),
        },
        new("award.withdraw", new("撤销表彰", "Take the award back"), "facilities/{id}/awards/{of}/withdrawal", "awards/{of}", x =>
        [
            new("document", new("撤销文件编号", "Number of the document")) { MaxLength = 100, Hint = new("由此加分的随即不再计入", "What it added counts no longer") },
            Day(x, new("撤销日期", "Taken back on")),
        ])
        {
            Suits = x => x.Of is { } of && x.Facility?.CreditBook.Awards.GetValueOrDefault(of) is { WithdrawnOn: null } a && a.Department == x.Officer.Department,
        },
        new("credit.list", new("列入严重失信主体名单", "List for a serious breach"), "facilities/{id}/serious-breaches", null, x =>
        [
            new("method", new("名单管理办法", "Method"), FieldKind.Select) { Options = From(Methods(x)), Value = Methods(x) is [var only] ? only.Code : null, Says = ListSeriousBreachEndpoint.Method },
            new("violation", new("违法行为", "Violation"), FieldKind.Radios) { Options = [.. Standing(x).Select(v => new Option(v.Id, $"{Dates.Table(v.RecordedOn)} {x.Policy.Violations.NameIn(v.Item)}"))] },
            new("document", new("决定文书编号", "Number of the decision")) { MaxLength = 100 },
            Day(x, new("列入日期", "Listed on")),
        ])
        {
            Suits = x => Methods(x).Count > 0 && Standing(x).Any(), Beside = Beside((ListSeriousBreachEndpoint.Method, "method"), (ListSeriousBreachEndpoint.Listed, "violation")),
        },
        new("credit.delist", new("移出严重失信主体名单", "Take from the list"), "facilities/{id}/serious-breaches/{of}/removal", "serious-breaches/{of}", x => [Ground(CodeWords.Delistings), Day(x, new("移出日期", "Taken off on"))])
        {
            Suits = x => x.Of is { } of && x.Facility?.CreditBook.SeriousBreaches.GetValueOrDefault(of) is { DelistedOn: null } b && b.Department == x.Officer.Department,
        },
    ];

    private static Words Kept { get; } = new("密封保存", "Kept sealed");

    private static Repair? Repair(FormScene x) => x.Of is null ? null : x.Facility?.CreditBook.Repairs.GetValueOrDefault(x.Of);

    private static Objection? Objection(FormScene x) => x.Of is null ? null : x.Facility?.CreditBook.Objections.GetValueOrDefault(x.Of);

    private static bool Decides(FormScene x) => x.Of is { } of && x.Facility?.CreditBook.Proposals.GetValueOrDefault(of) is { Status: ProposalStatus.Proposed } p && p.ProposedBy != x.Officer.Account;

    private static IReadOnlyList<SeriousBreachMethod> Methods(FormScene x) => [.. x.Policy.Credit.SeriousBreachMethods.Where(m => m.Departments.Contains(x.Officer.Department))];

    private static IEnumerable<Violation> Standing(FormScene x) => (x.Facility?.Violations.All.Values ?? []).Where(v => v.Status != ViolationStatus.Dismissed).OrderByDescending(v => v.RecordedOn);

    private static IReadOnlyList<Violation> Repairable(FormScene x) => [.. Standing(x).Where(v => RequestRepairEndpoint.Repairable(x.Facility!, v) && !x.Facility!.CreditBook.Repairs.AtHand.Any(r => r.Pending && r.Violation == v.Id))];

    private static string Term(FormScene x, Violation violation) => BreachTerm.Of(x.Book, violation) is { } term ? $" · {term.Class.Name}{(term.Shortest is { } until ? $" {Dates.Table(until)}" : "")}" : "";

    private static IEnumerable<Option> Causes(FormScene x) => x.Facility is not { } f ? [] :
    [
        .. Standing(x).Select(v => new Option(ViolationBook.Thing(v.Id), $"{Dates.Table(v.RecordedOn)} {x.Policy.Violations.NameIn(v.Item)} · {States.TermOf(v.Status).Words}")),
        .. f.CreditBook.Awards.AtHand.Where(a => a.WithdrawnOn is null).OrderByDescending(a => a.On).Select(a => new Option(CreditBook.AwardThing(a.Id), $"{ThingWords.Of(f, CreditBook.AwardThing(a.Id), x.Policy)} {a.Document}")),
        .. f.CreditBook.Repairs.Values.Where(r => r.Status == RepairStatus.Granted && x.Policy.Credit.Rules.Any(k => k.Cause == "repair") || r is { Status: RepairStatus.Withdrawn, Ground: WithdrawRepairEndpoint.Broken } && x.Policy.Credit.Rules.Any(k => k.Cause == "commitment")).OrderByDescending(r => r.DecidedOn).Select(r => new Option(CreditBook.RepairThing(r.Id), $"{ThingWords.Of(f, CreditBook.RepairThing(r.Id), x.Policy)} {Dates.Table(r.DecidedOn!.Value)}")),
    ];

    // What is shown, to be corrected; it goes with the remedy that corrects.
    private static IEnumerable<FormField> Corrected(FormScene x) =>
        Objection(x)?.About.Split('/') is ["disclosures", var key] && x.Facility!.Disclosures.Standing.GetValueOrDefault(key) is { } standing && x.Book.On(standing.From).Disclosure(standing.Kind) is { } kind
            ? DisclosureFields.Of(x.Policy, kind, DisclosureForms.Shown(x, key)) : [];
}
