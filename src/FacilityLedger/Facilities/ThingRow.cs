using FacilityLedger.Assessments;
using FacilityLedger.Cases;
using FacilityLedger.Corrections;
using FacilityLedger.Credit;
using FacilityLedger.Disclosure;
using FacilityLedger.History;
using FacilityLedger.Incidents;
using FacilityLedger.Inspections;
using FacilityLedger.Obligations;
using FacilityLedger.Policies;
using FacilityLedger.Violations;
using FacilityLedger.Web;
using FacilityLedger.Web.Forms;

namespace FacilityLedger.Facilities;

/// <summary>A thing of the file as the record page shows it.</summary>
/// <param name="Id">Its id in its collection.</param>
/// <param name="Lines">What is known of it, each a line of its own.</param>
public sealed record ThingRow(string Id, DateOnly On, Words Name, Term State, IReadOnlyList<string> Lines)
{
    /// <summary>What an inspection found.</summary>
    public IReadOnlyList<Finding> Findings { get; init; } = [];

    /// <summary>Its files, where the officer's department takes part.</summary>
    public IReadOnlyList<Evidence> Evidence { get; init; } = [];

    /// <summary>Papers of a case that the officer may print.</summary>
    public IReadOnlyList<NavLink> Papers { get; init; } = [];

    /// <summary>One thing of the file; null where it has no such row.</summary>
    public static ThingRow? Find(FormScene scene, string collection, string id) => (collection switch
    {
        "incidents" => Incidents(scene),
        "complaints" => Complaints(scene),
        "inspections" => Inspections(scene),
        "violations" => Violations(scene),
        "cases" => Cases(scene),
        "repairs" => Repairs(scene),
        "objections" => Objections(scene),
        "proposals" => Proposals(scene),
        "awards" => Awards(scene),
        "serious-breaches" => SeriousBreaches(scene),
        "corrections" => Corrections(scene),
        _ => [],
    }).FirstOrDefault(x => x.Id == id);

    public static IEnumerable<ThingRow> Inspections(FormScene scene) => scene.Facility!.Inspections.All.Values.Select(x => new ThingRow(
        x.Id, x.OpenedOn, ThingWords.Of(scene.Facility, InspectionBook.Thing(x.Id), scene.Policy), States.TermOf(x.Status),
        [Line(Names(scene.Policy.Domains, x.Domains), Names(scene.Policy.Departments, x.Departments)), x.Result is { } result ? $"{PublicWords.Outcome(result)} {Day(x.CompletedOn)}" : "", Said(x.PublishedOn, "公布", "published")])
    {
        Findings = x.Findings,
        Evidence = x.Departments.Contains(scene.Officer.Department) ? x.Evidence : [],
    });

    public static IEnumerable<ThingRow> Patrols(FormScene scene) => scene.Facility!.Inspections.Patrols.Values.Select(x => new ThingRow(
        x.Id, x.On, scene.Policy.NameOf(x.Department), x.Domains.Count == 0 ? States.NothingSeen : States.Clue, [Names(scene.Policy.Domains, x.Domains), $"patrols/{x.Id}"]));

    public static IEnumerable<ThingRow> Incidents(FormScene scene) => scene.Facility!.Incidents.All.Values.Select(x => new ThingRow(
        x.Id, x.ReportedOn, ThingWords.Of(scene.Facility, IncidentBook.Thing(x.Id), scene.Policy), States.TermOf(x.Status),
        [
            .. scene.Facility.Obligations.OpenOnes.Where(o => o.Deadline.Key.StartsWith($"{IncidentBook.Thing(x.Id)}/", StringComparison.Ordinal)).Select(o => Owed(scene, o)),
            Line(new Words($"涉及婴幼儿 {x.Affected} 人", $"{Terms.Count(x.Affected, "child", "children")} concerned").ToString(), $"{new Words("报告人：", "told by: ")}{CodeWords.Of(x.Source)}", scene.Policy.NameOf(x.Department).ToString()),
            Line(Said(scene, x.LearntAt, "得知", "learnt"), Said(scene, x.ReportedAt, "报告", "told"), x.ReportDue is { } due ? Said(scene, due.DueAt, "应于此前报告", "was to be told by") : "", x.ToldLate == true ? new Words("迟报", "told late").ToString() : ""),
            Line([.. x.Transfers.Select(t => $"{new Words("移送", "passed on to")} {scene.Policy.NameOf(t.To)} {Dates.Table(scene.Book.Local(t.At))}")]),
            Line(Said(x.SuspendedOn, "责令停止服务", "service stopped"), Said(x.ClosedOn, "办结", "closed")),
        ]));

    public static IEnumerable<ThingRow> Complaints(FormScene scene) => scene.Facility!.Incidents.Complaints.Values.Select(x => new ThingRow(
        x.Id, x.NotedOn, ThingWords.Of(scene.Facility, IncidentBook.ComplaintThing(x.Id), scene.Policy), States.TermOf(x),
        [Line(scene.Policy.ComplaintChannels.NameIn(x.Channel).ToString(), scene.Policy.Domains.NameIn(x.Domain).ToString(), scene.Policy.NameOf(x.Department).ToString()), Line(Said(x.ReceivedOn, "收到", "received"), Said(x.NotedOn, "结论", "outcome"))]));

    public static IEnumerable<ThingRow> Violations(FormScene scene) => scene.Facility!.Violations.All.Values.Select(x => new ThingRow(
        x.Id, x.RecordedOn, scene.Policy.Violations.NameIn(x.Item), States.TermOf(x.Status),
        [
            $"{x.Item} · {Terms.Severity(x.Severity).Words} · {scene.Policy.NameOf(x.Department)} {Day(x.RecordedOn)}",
            Line(Said(x.DueOn, "整改期限", "rectification due"), Said(x.ReportedOn, "报告", "reported"), Said(x.RejectedOn, "退回", "rejected"), Said(x.VerifiedOn, "核验", "verified"), x.Missed.Count > 0 ? DeskWords.Missed(x.Missed.Count).ToString() : ""),
            .. x.Penalties.Select(p => Line([.. p.Kinds.Select(k => Decided(scene, k)), p.Number, Day(p.DecidedOn)])),
        ]));

    public static IEnumerable<ThingRow> Cases(FormScene scene) => scene.Facility!.Cases.All.Values.Select(x => new ThingRow(
        x.Id, x.OpenedOn, ThingWords.Of(scene.Facility, CaseBook.Thing(x.Id), scene.Policy), States.TermOf(x.Status),
        [
            Line(scene.Policy.NameOf(x.Department).ToString(), ThingWords.All(x.Violations.Select(v => ThingWords.Of(scene.Facility, ViolationBook.Thing(v), scene.Policy))).ToString()),
            Line(Said(x.NoticedOn, "告知", "told"), Said(x.StatedOn, "陈述申辩", "stated"), Said(x.HearingAskedOn, "要求听证", "hearing asked for"), Said(x.HearingHeldOn, "听证", "heard"), Said(x.ReviewedOn, "审核", "reviewed"), Said(x.DecidedOn, "决定", "decided"), Said(x.ServedOn, "送达", "served")),
            Line([.. x.Penalties.Select(p => Decided(scene, p)), x.Number ?? "", x.ServedOn is null || x.Payable == 0 ? "" : $"{new Words("已缴", "Paid")} {Money.Show(x.Paid, scene.Policy.Currency)}"]),
            Line(Said(x.DiscussedOn, "集体讨论", "discussed together"), x.TransferredTo is { } to ? $"{new Words("移送", "To")} {scene.Policy.NameOf(to)}" : "",
                string.Join(" · ", x.Preserved.Select(p => $"{new Words("保存证据", "Evidence preserved")} {p.Count} {Day(p.On)} {(p.Way is { } way ? CodeWords.Of(way) : "")}")),
                x.RecusalsAsked.IsEmpty ? "" : $"{new Words("申请回避", "Recusal asked for")} {string.Join(DeskWords.Comma, x.RecusalsAsked)}", x.Recused.IsEmpty ? "" : $"{new Words("已回避", "Recused")} {string.Join(DeskWords.Comma, x.Recused)}"),
            AfterService(scene, x),
            x.Barred is { } barred ? Line(new Words($"禁止从业 {barred.Count} 人", $"{Terms.Count(barred.Count, "person")} barred").ToString(), Day(barred.On)) : "",
        ])
    {
        Papers = [.. CasePaper.Of(x, scene).Select(paper => new NavLink(CasePaper.Href(scene, x.Id, paper), CasePaper.Names[paper]))],
    });

    // What is owed beside the penalty itself, and where the decision and its enforcement stand.
    private static string AfterService(FormScene scene, Case x) => Line(
        Surcharge.On(x, scene.Book, scene.Today) is { Value: > 0 } surcharge ? $"{new Words("加处罚款", "Surcharge")} {Money.Show(surcharge.Value, scene.Policy.Currency)}" : "",
        x.Plans.Count > 1 ? $"{new Words("分期", "Instalments")} {string.Join(DeskWords.Comma, x.Plans[^1].Steps.Select(s => Day(s.Until)))}" : "",
        Said(x.DemandedOn, "催告", "performance demanded"), Said(x.AppliedOn, "申请强制执行", "court asked to enforce"), x.Ruling is { } ruling ? CodeWords.Of(ruling) ?? ruling : "",
        string.Join(" · ", x.Challenges.Select(k => $"{CodeWords.Of(k.Course)} {Day(k.FiledOn)}{(k.Outcome is { } outcome ? $" {CodeWords.Of(outcome)} {Day(k.EndedOn)}" : "")}")));

    public static IEnumerable<ThingRow> Assessments(FormScene scene) => scene.Facility!.Assessments.All.Values.Select(x => new ThingRow(
        x.Campaign, x.OpenedOn, Named(scene.Campaigns, x.Campaign) ?? scene.Policy.Standards.NameIn(x.Standard), x.Frozen ? States.Frozen : States.Scoring,
        [scene.Policy.Standards.NameIn(x.Standard).ToString(), DeskWords.Scored(x.Scores.Count, Rubric.Of(scene.Book, x).Indicators.Count()).ToString(), x.Snapshot is { } digest ? $"SHA-256 {digest[..16]}…" : ""]));

    public static IEnumerable<ThingRow> Disclosures(FormScene scene) => scene.Facility!.Disclosures.Standing.Select(x => new ThingRow(
        x.Key, x.Value.From, ThingWords.Of(scene.Facility, $"disclosures/{x.Key}", scene.Policy), States.Shown,
        [Line(DeskWords.Since(Day(x.Value.From)).ToString(), x.Value.Until is { } until ? DeskWords.Until(Day(until)).ToString() : "")]));

    public static IEnumerable<ThingRow> Corrections(FormScene scene) => scene.Facility!.Corrections.All.Values.Select(x => new ThingRow(
        x.Id, x.RequestedOn, ThingWords.Of(scene.Facility, CorrectionBook.Thing(x.Id), scene.Policy), States.TermOf(x.Status),
        [
            Line(DeskWords.NumberOf(x.Entry).ToString(), CodeWords.Of(x.Ground) ?? x.Ground, scene.Policy.NameOf(x.Department).ToString()), Line(Said(x.RequestedOn, "申请", "asked for"), Said(x.DecidedOn, "决定", "decided")),
            .. x.Status == CorrectionStatus.Requested ? Asked(scene, x) : [],
        ]));

    // What somebody else is to decide on: what the entry says, and what it shall say.
    private static IEnumerable<string> Asked(FormScene scene, Correction x)
    {
        if (scene.Entries.Select(e => e.Fact).OfType<CorrectionRequested>().FirstOrDefault(e => e.Correction == x.Id) is not { } asked || new CorrectedFile([.. scene.Entries], "", new Dictionary<string, string>()).Counting(x.Entry) is not [var wrong, ..])
            return [];
        var said = StoredFact.Of(wrong);
        return asked.Facts is [var right, ..] ? EventDetails.Differences(said.Data, right.Data, scene.Policy).Select(d => $"{d.Label}{(Words.IsEnglish ? ": " : "：")}{d.Then} → {d.Now}")
            : [$"{EventWords.Of(said.Type)} → {CodeWords.Of("struck")}"];
    }

    private static string Owed(FormScene scene, Obligation x) => Line(
        $"{scene.Policy.Clocks.NameIn(x.Deadline.Clock)}{(x.Deadline.Key.Split("/transfer-") is [_, var to] ? $" {scene.Policy.NameOf(to)}" : "")}", DeskWords.Due(DeskWords.End(x.Deadline, scene.Book)).ToString(), x.Status == ObligationStatus.Overdue ? DeskWords.Overdue.ToString() : "");

    private static string Decided(FormScene scene, CasePenalty x) =>
        x.Amount is { } amount ? $"{scene.Policy.PenaltyKinds.NameIn(x.Kind)} {Money.Show(amount, scene.Policy.Currency)}" : scene.Policy.PenaltyKinds.NameIn(x.Kind).ToString();

    public static IEnumerable<ThingRow> Repairs(FormScene scene) => scene.Facility!.CreditBook.Repairs.Values.Select(x => new ThingRow(
        x.Id, x.RequestedOn, ThingWords.Of(scene.Facility, CreditBook.RepairThing(x.Id), scene.Policy), States.TermOf(x.Status),
        [
            Line(scene.Policy.NameOf(x.Department).ToString(), x.Committed ? "" : new Words("未附信用承诺", "without a commitment").ToString(), scene.Facility.Violations.Find(x.Violation) is { } v && BreachTerm.Of(scene.Book, v) is { } term ? $"{term.Class.Name}{(term.Shortest is { } until ? $" {new Words("最短公示至", "shortest term until")} {Day(until)}" : "")}" : ""),
            Line(Said(x.RequestedOn, "申请", "asked for"), Said(x.AcceptedOn, "受理", "accepted"), Said(x.DecidedOn, "决定", "decided"), Said(x.WithdrawnOn, "撤销", "withdrawn"), x.Ground is { } ground ? CodeWords.Of(ground) ?? ground : ""),
        ]));

    public static IEnumerable<ThingRow> Objections(FormScene scene) => scene.Facility!.CreditBook.Objections.Values.Select(x => new ThingRow(
        x.Id, x.RaisedOn, ThingWords.Of(scene.Facility, CreditBook.ObjectionThing(x.Id), scene.Policy), States.TermOf(x.Status),
        [Line(scene.Policy.NameOf(x.Department).ToString(), Said(x.RaisedOn, "提出", "raised"), x.ProlongedOn > x.RaisedOn ? Said(x.ProlongedOn, "延长", "prolonged") : "", Said(x.DecidedOn, "决定", "decided"), x.Outcome is { } outcome ? CodeWords.Of(outcome) ?? outcome : "")]));

    public static IEnumerable<ThingRow> Proposals(FormScene scene) => scene.Facility!.CreditBook.Proposals.Values.Select(x => new ThingRow(
        x.Id, x.ProposedOn, ThingWords.Of(scene.Facility, CreditBook.ProposalThing(x.Id), scene.Policy), States.TermOf(x.Status), [Line(Numbers.Change(x.Points), x.Basis), Line(x.ProposedBy, Said(x.ProposedOn, "提出", "proposed"), Said(x.DecidedOn, "决定", "decided"))]));

    public static IEnumerable<ThingRow> Awards(FormScene scene) => scene.Facility!.CreditBook.Awards.Values.Select(x => new ThingRow(
        x.Id, x.On, ThingWords.Of(scene.Facility, CreditBook.AwardThing(x.Id), scene.Policy), x.WithdrawnOn is null ? States.Granted : States.TakenBack, [Line(CodeWords.Of(x.Level) ?? x.Level, x.Document, scene.Policy.NameOf(x.Department).ToString(), Said(x.WithdrawnOn, "撤销", "taken back"))]));

    public static IEnumerable<ThingRow> SeriousBreaches(FormScene scene) => scene.Facility!.CreditBook.SeriousBreaches.Values.Select(x => new ThingRow(
        x.Id, x.ListedOn, ThingWords.Of(scene.Facility, CreditBook.SeriousBreachThing(x.Id), scene.Policy), x.DelistedOn is null ? States.Listed : States.Delisted,
        [Line(x.Document, scene.Policy.NameOf(x.Department).ToString(), ThingWords.Of(scene.Facility, ViolationBook.Thing(x.Violation), scene.Policy).ToString()), Line(Said(x.ListedOn, "列入", "listed"), Said(x.DelistedOn, "移出", "taken off"), x.Ground is { } ground ? CodeWords.Of(ground) ?? ground : "")]));

    private static string Names(IEnumerable<Coded> entries, IEnumerable<string> codes) => ThingWords.All(codes.Select(x => entries.NameIn(x))).ToString();

    private static Words? Named(IEnumerable<AssessmentCampaign> campaigns, string id) => campaigns.FirstOrDefault(x => x.Id == id) is { } x ? new(x.Name, x.Name) : null;

    private static string Line(params IEnumerable<string> parts) => string.Join(" · ", parts.Where(x => x.Length > 0));

    private static string Said(DateOnly? day, string zh, string en) => day is null ? "" : $"{new Words(zh, en)} {Day(day)}";

    private static string Said(FormScene scene, DateTimeOffset at, string zh, string en) => $"{new Words(zh, en)} {Dates.Table(scene.Book.Local(at))}";

    private static string Day(DateOnly? day) => day is { } x ? Dates.Table(x) : "";
}
