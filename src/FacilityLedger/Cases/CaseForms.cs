using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;
using FacilityLedger.Inspections;
using FacilityLedger.Inspectors;
using FacilityLedger.Policies;
using FacilityLedger.Violations;
using FacilityLedger.Web;
using FacilityLedger.Web.Forms;
using static FacilityLedger.Web.Forms.FormField;

namespace FacilityLedger.Cases;

public static class CaseForms
{
    public static IReadOnlyList<CommandForm> All { get; } =
    [
        new("case.open", new("立案", "Open a case"), "facilities/{id}/cases", null, x =>
        [
            new("violations[]", new("违法行为", "Violations"), FieldKind.Checkboxes)
            {
                Options = [.. Penalisable(x).Select(v => new Option(v.Id, $"{Dates.Table(v.RecordedOn)} {x.Policy.Violations.NameIn(v.Item)}"))], Values = Penalisable(x) is [var only] ? [only.Id] : [], Says = OpenCaseEndpoint.OnViolations,
            },
            .. InspectionForms.Investigators(x), Day(x, new("立案日期", "Opened on")),
        ])
        {
            Starts = ["case-decision"], OffersOfficers = true, Suits = x => Penalisable(x).Count > 0,
            Beside = Beside((OpenCaseEndpoint.OnViolations, "violations[]"), (OpenCaseEndpoint.Once, "violations[]"), (OpenCaseEndpoint.Limitation, "violations[]"), (OpenInspectionEndpoint.TwoOfficers, "officers[]"), (OfficerRegister.Certified, "officers[]")),
        },
        new("case.evidence", new("先行登记保存证据", "Preserve evidence"), "facilities/{id}/cases/{of}/evidence", "cases/{of}", x =>
        [
            new("count", new("件数", "Number of items"), FieldKind.Number),
            new("description", new("物品清单", "List of the items"), FieldKind.TextArea) { MaxLength = 4000, Hint = new("密封保存", "Kept sealed") }, Day(x, new("保存日期", "Preserved on")),
        ])
        {
            Starts = ["case-evidence"], Suits = x => Mine(x, CaseStatus.Open, CaseStatus.Noticed), Beside = Beside((PreserveEvidenceEndpoint.Counted, "count")),
        },
        new("case.evidence-settle", new("处理保存的证据", "Settle preserved evidence"), "facilities/{id}/cases/{of}/evidence-settlement", "cases/{of}", x =>
        [
            new("evidence", new("哪一批", "Which list"), FieldKind.Radios) { Options = [.. Unsettled(x).Select(p => new Option(p.Id, new Words($"{Dates.InTables(p.On).Zh} {p.Count} 件", $"{p.Count} of {Dates.InTables(p.On).En}")))], Value = Unsettled(x).FirstOrDefault()?.Id },
            new("way", new("处理方式", "What becomes of it"), FieldKind.Radios) { Options = CodeWords.EvidenceWays }, Day(x, new("处理日期", "Decided on")),
        ])
        {
            Answers = ["case-evidence"], Suits = x => x.Case?.Department == x.Officer.Department && Unsettled(x).Any(),
        },
        new("case.recusal-request", new("登记回避申请", "Enter a request for recusal"), "facilities/{id}/cases/{of}/recusal-request", "cases/{of}", x =>
        [
            new("investigator", new("被申请回避的执法人员", "Officer"), FieldKind.Radios) { Options = [.. (x.Case?.Officers ?? []).Select(o => new Option(o.Account, new Words(o.Account, o.Account)))] },
            new("askedBy", new("申请人", "Asked for by"), FieldKind.Radios) { Options = CodeWords.RecusalAskers }, Day(x, new("申请日期", "Asked on")),
        ])
        {
            Suits = x => Mine(x, CaseStatus.Open, CaseStatus.Noticed),
        },
        new("case.recusal", new("决定回避", "Decide on a recusal"), "facilities/{id}/cases/{of}/recusal", "cases/{of}", x =>
        [
            new("investigator", new("执法人员", "Officer"), FieldKind.Radios) { Options = [.. (x.Case?.RecusalsAsked ?? []).Select(o => new Option(o, new Words(o, o)))], Value = x.Case?.RecusalsAsked.FirstOrDefault() },
            YesNo("recused", new("准予回避", "Recused"), null),
            .. InspectionForms.One(x, "replacement", new("接替人员", "Replacement"), null, optional: true, new("回避后不足二人时填写", "Where fewer than two would remain")), Day(x, new("决定日期", "Decided on")),
        ])
        {
            Suits = x => Mine(x, CaseStatus.Open, CaseStatus.Noticed) && !x.Case!.RecusalsAsked.IsEmpty && !x.Case.Investigates(x.Officer.Account),
            OffersOfficers = true, Beside = Beside((OpenInspectionEndpoint.TwoOfficers, "replacement"), (OngoingCase.Recused, "replacement"), (OfficerRegister.Certified, "replacement")),
        },
        new("case.notice", new("事先告知", "Tell the party"), "facilities/{id}/cases/{of}/notice", "cases/{of}", x => [.. Penalties(x), Day(x, new("告知书送达日期", "Told on"))])
        {
            Starts = ["hearing-request"], Suits = x => Mine(x, CaseStatus.Open, CaseStatus.Noticed), Beside = Wrong,
        },
        new("case.statement", new("登记陈述、申辩", "Enter the statement"), "facilities/{id}/cases/{of}/statement", "cases/{of}", x =>
        [
            new("narrative", new("陈述、申辩内容", "What was stated"), FieldKind.TextArea) { MaxLength = 4000, Hint = new("密封保存；不得因申辩加重处罚", "Kept sealed; defending oneself never makes it heavier") },
            Day(x, new("陈述、申辩日期", "Stated on")),
        ])
        {
            Suits = x => Mine(x, CaseStatus.Noticed),
        },
        new("case.hearing-request", new("登记听证申请", "Enter the request for a hearing"), "facilities/{id}/cases/{of}/hearing-request", "cases/{of}", x => [Day(x, new("申请日期", "Asked on"))])
        {
            Answers = ["hearing-request"], Suits = x => Mine(x, CaseStatus.Noticed) && x.Case!.HearingAskedOn is null,
        },
        new("case.hearing", new("登记听证", "Enter the hearing"), "facilities/{id}/cases/{of}/hearing", "cases/{of}", x =>
        [
            new("chair", new("主持人", "Chair"), Others(x).Count > 0 ? FieldKind.Select : FieldKind.Text) { MaxLength = 100, Options = [.. Others(x).Select(a => a.Choice)], Says = HoldHearingEndpoint.Chair },
            new("notifiedOn", new("通知时间、地点的日期", "Party notified on"), FieldKind.Date) { Hint = new("听证七个工作日前", "Seven working days ahead") },
            Day(x, new("听证日期", "Held on")),
        ])
        {
            Suits = x => Mine(x, CaseStatus.Noticed) && x.Case is { HearingAskedOn: not null, HearingHeldOn: null }, OffersOfficers = true, Beside = Beside((HoldHearingEndpoint.Chair, "chair")),
        },
        new("case.review", new("法制审核", "Review legally"), "facilities/{id}/cases/{of}/review", "cases/{of}", x => [Day(x, new("审核日期", "Reviewed on"))])
        {
            Suits = x => Mine(x, CaseStatus.Noticed) && x.Case is { HearingOwed: false, ReviewedOn: null },
        },
        new("case.discuss", new("集体讨论", "Enter the collective discussion"), "facilities/{id}/cases/{of}/discussion", "cases/{of}", x =>
        [
            new("present", new("参加人数", "Number present"), FieldKind.Number) { Says = DiscussCaseEndpoint.Several }, Day(x, new("讨论日期", "Discussed on")),
        ])
        {
            Suits = x => Mine(x, CaseStatus.Noticed) && x.Case is { HearingOwed: false, DiscussedOn: null }, Beside = Beside((DiscussCaseEndpoint.Several, "present")),
        },
        new("case.decide", new("作出处罚决定", "Decide the penalty"), "facilities/{id}/cases/{of}/decision", "cases/{of}", x =>
        [
            .. Penalties(x), new("number", new("决定书编号", "Number of the decision")) { MaxLength = 100, Hint = ViolationForms.Publicity(x) },
            Day(x, new("决定日期", "Decided on")),
        ])
        {
            Answers = ["case-decision"], Starts = ["penalty-service"], Suits = x => Mine(x, CaseStatus.Noticed),
            Beside = Beside((OngoingCase.Amount, First), (OngoingCase.Kinds, First), (PenaltyRange.Within, First), (PenaltyRange.Reached, "penalties[0].kind"), (DecidePenaltyEndpoint.Noticed, First), (Recording.Claimed, "number")),
        },
        new("case.no-penalty", new("不予处罚", "End without a penalty"), "facilities/{id}/cases/{of}/no-penalty", "cases/{of}", x => [Ground(CodeWords.NoPenalties), Day(x, new("决定日期", "Decided on"))])
        {
            Answers = ["case-decision"], Suits = x => Mine(x, CaseStatus.Open, CaseStatus.Noticed),
        },
        new("case.transfer", new("移送案件", "Transfer the case"), "facilities/{id}/cases/{of}/transfer", "cases/{of}", x =>
        [
            Ground(CodeWords.Transfers), new("to", new("移送至", "To"), FieldKind.Select) { Options = From(x.Policy.Departments.Where(d => d.Territory is null && d.Code != x.Officer.Department)), Optional = true, Says = TransferCaseEndpoint.Receiver },
            new("document", new("移送书编号", "Number of the letter")) { MaxLength = 100 }, Day(x, new("移送日期", "Transferred on")),
        ])
        {
            Answers = ["case-decision"], Suits = x => Mine(x, CaseStatus.Open, CaseStatus.Noticed), Beside = Beside((TransferCaseEndpoint.Receiver, "to")),
        },
        new("case.serve", new("送达", "Serve the decision"), "facilities/{id}/cases/{of}/service", "cases/{of}", x => [new("way", new("送达方式", "Way of service"), FieldKind.Radios) { Options = CodeWords.Services }, Day(x, new("送达日期", "Served on"))])
        {
            Answers = ["penalty-service"], Starts = ["penalty-payment"], Suits = x => Mine(x, CaseStatus.Decided),
        },
        new("case.pay", new("登记缴款", "Enter a payment"), "facilities/{id}/cases/{of}/payments", "cases/{of}", x =>
        [
            new("amount", new("金额", "Amount"), FieldKind.Amount) { Value = Outstanding(x) }, new("receipt", new("票据编号", "Number of the receipt")) { MaxLength = 100 }, Day(x, new("缴款日期", "Paid on")),
        ])
        {
            Answers = ["penalty-payment"], Suits = x => Mine(x, CaseStatus.Served) && x.Case!.Payable > 0, Beside = Beside((OngoingCase.Amount, "amount")),
        },
        new("case.instalments", new("准予延期、分期缴纳", "Grant later payment"), "facilities/{id}/cases/{of}/instalments", "cases/{of}", x =>
        [
            new("askedOn", new("当事人申请日期", "Asked for on"), FieldKind.Date),
            .. Enumerable.Range(0, 6).SelectMany(i => new FormField[]
            {
                new($"instalments[{i}].amount", new($"第 {i + 1} 期金额", $"Amount {i + 1}"), FieldKind.Amount) { Value = i == 0 ? Outstanding(x) : null, Optional = i > 0, Says = i == 0 ? GrantInstalmentsEndpoint.AddUp : null },
                new($"instalments[{i}].dueOn", new("缴纳期限", "Due on"), FieldKind.Date) { Optional = i > 0 },
            }),
            Day(x, new("批准日期", "Granted on")),
        ])
        {
            Suits = x => Mine(x, CaseStatus.Served) && x.Case!.Paid < x.Case.Payable, Beside = Beside((GrantInstalmentsEndpoint.AddUp, "instalments[0].amount")),
        },
        new("case.demand", new("催告履行", "Demand performance"), "facilities/{id}/cases/{of}/demand", "cases/{of}", x => [Day(x, new("催告书送达日期", "Demand served on"))])
        {
            Starts = ["enforcement-demand"], Suits = x => Mine(x, CaseStatus.Served) && x.Case!.Paid < x.Case.Payable,
        },
        new("case.court", new("申请法院强制执行", "Ask the court to enforce"), "facilities/{id}/cases/{of}/court-application", "cases/{of}", x => [new("document", new("申请书编号", "Number of the application")) { MaxLength = 100 }, Day(x, new("申请日期", "Applied on"))])
        {
            Answers = ["enforcement-court"], Suits = x => Mine(x, CaseStatus.Served) && x.Case is { DemandedOn: not null } was && (was.AppliedOn is null || was.Ruling == "enforcement-refused"),
        },
        new("case.court-ruling", new("登记法院执行结果", "Enter the court's ruling"), "facilities/{id}/cases/{of}/court-ruling", "cases/{of}", x =>
        [
            new("ruling", new("法院结论", "Ruling"), FieldKind.Radios) { Options = CodeWords.Rulings }, new("document", new("裁定书编号", "Number of the ruling")) { MaxLength = 100 }, Day(x, new("裁定日期", "Ruled on")),
        ])
        {
            Suits = x => Mine(x, CaseStatus.Served) && x.Case is { AppliedOn: not null, Ruling: null or "enforcement-allowed" },
        },
        new("case.challenge", new("登记复议、诉讼", "Enter a challenge"), "facilities/{id}/cases/{of}/challenge", "cases/{of}", x =>
        [
            new("course", new("途径", "Course"), FieldKind.Radios) { Options = CodeWords.Courses, Hint = new("不停止执行；期间不计加处罚款", "The penalty is performed all the same; no surcharge counts meanwhile") },
            Day(x, new("申请、起诉日期", "Filed on")),
        ])
        {
            Suits = x => Mine(x, CaseStatus.Served, CaseStatus.Closed) && x.Case is { Pending: null } was && !was.Challenges.Exists(k => k.Course == "suit"),
        },
        new("case.challenge-outcome", new("登记复议、诉讼结果", "Enter how the challenge ended"), "facilities/{id}/cases/{of}/challenge-outcome", "cases/{of}", x =>
        [
            new("outcome", new("结果", "Outcome"), FieldKind.Radios) { Options = CodeWords.ChallengeOutcomes, Hint = new("撤销的，随即撤回公示、撤销由此产生的诚信分变更", "Of an annulled penalty, what was published is withdrawn and the change of credit reversed with it") },
            new("document", new("决定书、裁判文书编号", "Number of the decision or judgment")) { MaxLength = 100 },
            .. (x.Case?.Penalties ?? []).SelectMany((p, i) => new[]
            {
                new FormField($"penalties[{i}].kind", new("变更后的处罚", "Penalty as changed"), FieldKind.Select) { Options = From(x.Policy.PenaltyKinds.Where(k => k.Code == p.Kind)), Optional = true, Hint = i == 0 ? new("只在变更时填写", "Only where it was changed") : null },
                new FormField($"penalties[{i}].amount", new("变更后的金额", "Amount as changed"), FieldKind.Amount) { Optional = true },
            }),
            Day(x, new("作出日期", "Decided on")),
        ])
        {
            Suits = x => Mine(x, CaseStatus.Served, CaseStatus.Closed) && x.Case!.Pending is not null, Beside = Beside((DecideChallengeEndpoint.Lighter, First)),
        },
        new("case.close", new("结案", "Close the case"), "facilities/{id}/cases/{of}/closing", "cases/{of}", x => [Ground(CodeWords.CaseEnds), Day(x, new("结案日期", "Closed on"))])
        {
            Suits = x => Mine(x, CaseStatus.Served), Beside = Beside((CloseCaseEndpoint.Unpaid, "ground"), (CloseCaseEndpoint.Surcharged, "ground")),
        },
        new("case.bar", new("登记禁止从业人员", "Name the persons barred"), "facilities/{id}/cases/{of}/persons", "cases/{of}", x =>
        [
            .. Enumerable.Range(0, 3).SelectMany(i => new FormField[]
            {
                new($"persons[{i}].name", new("姓名", "Name")) { Optional = i > 0, MaxLength = 100, Says = i == 0 ? BarPersonsEndpoint.Named : null },
                new($"persons[{i}].identity", new("证件号码（密封保存）", "Identity number (kept sealed)")) { Optional = true, MaxLength = 40 },
            }),
            Day(x, new("登记日期", "Entered on")),
        ])
        {
            Suits = x => Mine(x, CaseStatus.Decided, CaseStatus.Served, CaseStatus.Closed) && x.Case!.Barred is null && BarPersonsEndpoint.Bars(x.Policy, x.Case), Beside = Beside((BarPersonsEndpoint.Named, "persons[0].name")),
        },
        new("case.revoke", new("撤销处罚", "Enter that the penalty was annulled"), "facilities/{id}/cases/{of}/revocation", "cases/{of}", x =>
        [
            new("by", new("撤销机关", "Annulled by"), FieldKind.Radios) { Options = CodeWords.Annulments, Hint = new("随即撤回公示、撤销由此产生的诚信分变更", "What was published is withdrawn and the change of credit reversed with it") },
            new("document", new("撤销文书编号", "Number of the document")) { MaxLength = 100 }, Day(x, new("撤销日期", "Annulled on")),
        ])
        {
            Suits = x => Mine(x, CaseStatus.Decided, CaseStatus.Served, CaseStatus.Closed),
        },
    ];

    private const string First = "penalties[0].amount";

    private static IReadOnlyDictionary<string, string> Wrong => Beside((OngoingCase.Amount, First), (OngoingCase.Kinds, First), (PenaltyRange.Within, First), (PenaltyRange.Reached, "penalties[0].kind"));

    private static string? Outstanding(FormScene x) => x.Case is { } was && was.Paid < was.Payable ? Yuan.From(was.Payable - was.Paid).ToString() : null;

    // Of the department and not in the case; none where the ledger knows no certificates.
    private static IReadOnlyList<CertifiedOfficer> Others(FormScene x) => [.. x.Certified.Where(a => a.Department == x.Officer.Department && x.Case?.Investigates(a.Account) != true)];

    private static IEnumerable<PreservedEvidence> Unsettled(FormScene x) => x.Case?.Preserved.Where(p => p.Way is null) ?? [];

    private static bool Mine(FormScene x, params CaseStatus[] statuses) => x.Case is { } was && was.Department == x.Officer.Department && statuses.Contains(was.Status);

    private static IReadOnlyList<Violation> Penalisable(FormScene x) => [.. (x.Facility?.Violations.All.Values ?? []).Where(v => v.Status != ViolationStatus.Dismissed && v.Punishable(x.Book, x.Today)
        && x.Book.On(v.RecordedOn).Violation(v.Item)?.Departments.Contains(x.Officer.Department) == true
        && x.Facility!.Cases.All.Values.All(k => !k.Holds || !k.Violations.Contains(v.Id))).OrderByDescending(v => v.RecordedOn)];

    // The kinds that the law gives for the violations of the case; what was told stands there at first.
    private static IEnumerable<FormField> Penalties(FormScene x)
    {
        var legal = x.Case?.Violations.Select(v => x.Facility!.Violations.Find(v)).OfType<Violation>().SelectMany(v => x.Book.On(v.RecordedOn).Violation(v.Item)?.Penalties ?? []).ToHashSet(StringComparer.Ordinal) ?? [];
        var ladder = x.Case?.Violations.Select(v => x.Facility!.Violations.Find(v)).OfType<Violation>().SelectMany(v => x.Book.On(v.RecordedOn).Violation(v.Item)?.Ladder ?? []).ToList() ?? [];
        var kinds = x.Policy.PenaltyKinds.Where(k => legal.Contains(k.Code) && (k.Departments.Count == 0 || k.Departments.Contains(x.Officer.Department))).ToList();
        for (var i = 0; i < Math.Min(kinds.Count, 4); i++)
        {
            var told = x.Case!.Penalties.ElementAtOrDefault(i);
            yield return new($"penalties[{i}].kind", new("处罚种类", "Kind"), FieldKind.Select) { Options = From(kinds), Value = told?.Kind, Optional = i > 0 };
            yield return new($"penalties[{i}].amount", new("金额", "Amount"), FieldKind.Amount) { Value = told?.Amount, Optional = true };
            if (ladder.Exists(s => s.When == "serious"))
                yield return new($"penalties[{i}].serious", new("情节严重", "Serious circumstances"), FieldKind.Select) { Options = [Choice("true", "是", "Yes")], Value = told?.Serious == true ? "true" : null, Optional = true, Read = v => v == "true" };
            if (ladder.Exists(s => s.Times is not null))
                yield return new($"penalties[{i}].measure", new("计罚基数", "What is multiplied"), FieldKind.Amount) { Value = told?.Measure, Optional = true, Hint = new("违法所得、货值金额等；按倍数处罚时填写", "The gains, the value of the goods …; for a fine in multiples") };
        }
    }
}
