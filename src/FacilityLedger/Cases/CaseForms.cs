using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;
using FacilityLedger.Inspections;
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
            Starts = ["case-decision"], Suits = x => Penalisable(x).Count > 0,
            Beside = Beside((OpenCaseEndpoint.OnViolations, "violations[]"), (OpenCaseEndpoint.Once, "violations[]"), (OpenCaseEndpoint.Limitation, "violations[]"), (OpenInspectionEndpoint.TwoOfficers, "officers[]")),
        },
        new("case.notice", new("事先告知", "Tell the party"), "facilities/{id}/cases/{of}/notice", "cases/{of}", x => [.. Penalties(x), Day(x, new("告知书送达日期", "Told on"))])
        {
            Starts = ["hearing-request"], Suits = x => Mine(x, CaseStatus.Open, CaseStatus.Noticed), Beside = Wrong,
        },
        new("case.statement", new("登记陈述、申辩", "Enter the statement"), "facilities/{id}/cases/{of}/statement", "cases/{of}", x =>
        [
            new("narrative", new("陈述、申辩内容", "What was stated"), FieldKind.TextArea) { MaxLength = 4000, Hint = new("密封保存；不得因申辩加重处罚", "Kept sealed; defending oneself never makes it heavier") },
            Day(x),
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
            new("chair", new("主持人账号", "Account of the chair")) { MaxLength = 100, Says = HoldHearingEndpoint.Chair },
            new("notifiedOn", new("通知时间、地点的日期", "Party notified on"), FieldKind.Date) { Hint = new("听证七个工作日前", "Seven working days ahead") },
            Day(x, new("听证日期", "Held on")),
        ])
        {
            Suits = x => Mine(x, CaseStatus.Noticed) && x.Case is { HearingAskedOn: not null, HearingHeldOn: null }, Beside = Beside((HoldHearingEndpoint.Chair, "chair")),
        },
        new("case.review", new("法制审核", "Review legally"), "facilities/{id}/cases/{of}/review", "cases/{of}", x => [Day(x, new("审核日期", "Reviewed on"))])
        {
            Suits = x => Mine(x, CaseStatus.Noticed) && x.Case is { HearingOwed: false, ReviewedOn: null },
        },
        new("case.decide", new("作出处罚决定", "Decide the penalty"), "facilities/{id}/cases/{of}/decision", "cases/{of}", x =>
        [
            .. Penalties(x), new("number", new("决定书编号", "Number of the decision")) { MaxLength = 100 },
            new("collectiveOn", new("集体讨论日期", "Discussed together on"), FieldKind.Date) { Optional = true, Says = DecidePenaltyEndpoint.Collective },
            Day(x, new("决定日期", "Decided on")),
        ])
        {
            Answers = ["case-decision"], Starts = ["penalty-service", "penalty-publication"], Suits = x => Mine(x, CaseStatus.Noticed),
            Beside = Beside((OngoingCase.Amount, First), (OngoingCase.Kinds, First), (PenaltyRange.Within, First), (PenaltyRange.Reached, "penalties[0].kind"), (DecidePenaltyEndpoint.Noticed, First), (DecidePenaltyEndpoint.Collective, "collectiveOn"), (Recording.Claimed, "number")),
        },
        new("case.no-penalty", new("不予处罚", "End without a penalty"), "facilities/{id}/cases/{of}/no-penalty", "cases/{of}", x => [Ground(CodeWords.NoPenalties), Day(x, new("决定日期", "Decided on"))])
        {
            Answers = ["case-decision"], Suits = x => Mine(x, CaseStatus.Open, CaseStatus.Noticed),
        },
        new("case.serve", new("送达", "Serve the decision"), "facilities/{id}/cases/{of}/service", "cases/{of}", x => [new("way", new("送达方式", "Way of service"), FieldKind.Radios) { Options = CodeWords.Services }, Day(x, new("送达日期", "Served on"))])
        {
            Answers = ["penalty-service"], Starts = ["penalty-payment"], Suits = x => Mine(x, CaseStatus.Decided),
        },
        new("case.pay", new("登记缴款", "Enter a payment"), "facilities/{id}/cases/{of}/payments", "cases/{of}", x =>
        [
            new("amount", new("金额", "Amount"), FieldKind.Amount), new("receipt", new("票据编号", "Number of the receipt")) { MaxLength = 100 }, Day(x, new("缴款日期", "Paid on")),
        ])
        {
            Answers = ["penalty-payment"], Suits = x => Mine(x, CaseStatus.Served) && x.Case!.Payable > 0, Beside = Beside((OngoingCase.Amount, "amount")),
        },
        new("case.close", new("结案", "Close the case"), "facilities/{id}/cases/{of}/closing", "cases/{of}", x => [Ground(CodeWords.CaseEnds), Day(x, new("结案日期", "Closed on"))])
        {
            Suits = x => Mine(x, CaseStatus.Served), Beside = Beside((CloseCaseEndpoint.Unpaid, "ground")),
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

    private static bool Mine(FormScene x, params CaseStatus[] statuses) => x.Case is { } was && was.Department == x.Officer.Department && statuses.Contains(was.Status);

    private static IReadOnlyList<Violation> Penalisable(FormScene x) => [.. (x.Facility?.Violations.All.Values ?? []).Where(v => v.Status != ViolationStatus.Dismissed && v.Punishable(x.Today)
        && x.Book.On(v.RecordedOn).Violation(v.Item)?.Departments.Contains(x.Officer.Department) == true
        && x.Facility!.Cases.All.Values.All(k => k.Status is CaseStatus.NotPenalised or CaseStatus.Revoked || !k.Violations.Contains(v.Id))).OrderByDescending(v => v.RecordedOn)];

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
