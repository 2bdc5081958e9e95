using FacilityLedger.Cases;
using FacilityLedger.Credit;
using FacilityLedger.Facilities;
using FacilityLedger.Hosting;
using FacilityLedger.Incidents;
using FacilityLedger.Inspections;
using FacilityLedger.Violations;

namespace FacilityLedger.Tests.Laws;

/// <content>Inspections, incidents, violations and cases.</content>
public static partial class Moves
{
    private static Move[] Enforcement() =>
    [
        new("inspection.open", x => x.Facility?.Inspections.All.Count > 2 ? null : x.Give("WJ", new OpenInspection(["CARE", "FIRE"], Inspectors, [new("wj-1", "鲁C-001"), new("xf-1", "鲁C-002")], x.Day, "WJ", Clue: "12345-1", Joint: true), (command, f, c) => OpenInspectionEndpoint.Decide(command, f, null, c)), 4, MakesAnother: true),
        new("inspection.open on a plan", x => PlanMoves.Inspection(x, drawn: false), 4, MakesAnother: true),
        new("inspection.open of a draw", x => PlanMoves.Inspection(x, drawn: true), 6, MakesAnother: true),
        new("incident.report", x => x.Facility?.Incidents.All.Count > 3 ? null : x.Give(x.One("WJ", "GA"), new ReportIncident(x.One("ABUSE", "INJURY"), x.One("institution", "authority", "public"), x.Number(0, 3), x.Hour.AddHours(-x.Number(0, 40)), x.Hour, x.One(null, "示例")), ReportIncidentEndpoint.Decide), 5, MakesAnother: true),
        new("incident.transfer", x => x.Facility is null ? null : x.Give(x.One("WJ", "GA"), new TransferIncident(x.One("GA", "JT", "WJ", "XF"), x.Hour.AddHours(x.Number(-3, 0)), x.One(null, "T-1")), Incident(x), TransferIncidentEndpoint.Decide), 15),
        new("incident.close", x => x.Facility is null ? null : x.Give(x.One("WJ", "GA"), new CloseIncident(x.One("founded", "unfounded", "transferred-to-justice"), x.Day), Incident(x), CloseIncidentEndpoint.Decide), 5),
        new("complaint.note", x => x.Give(x.One(("WJ", "CARE"), ("XF", "FIRE")) is var (by, domain) ? by : "", new NoteComplaint($"{x.Number(1, 4)}", "HOTLINE", domain, x.One("substantiated", "partly", "unfounded"), x.Day.AddDays(-x.Number(0, 5)), x.Day), NoteComplaintEndpoint.Decide), 5),
        new("patrol.report", x => x.Give("T370323001", x.One(new ReportPatrol([], x.Day), new ReportPatrol(["CARE"], x.Day, "示例")), ReportPatrolEndpoint.Decide), 3, MakesAnother: true),
        new("inspection.finding", Finding, 20, MakesAnother: true),
        new("inspection.evidence", x => x.Give("WJ", new AddEvidence(x.One("a1", "b2"), "示例.png", x.Day), Inspection(x), (command, of, f, c) => AddEvidenceEndpoint.Decide(command, of, f, new(new(command.Digest, 100, "image/png")), c)), 4),
        new("inspection.complete", x => Inspected(x, InspectionStatus.Open, (id, by) => x.Give(by, new CompleteInspection(x.One("no-problem", "correction-ordered", "case"), x.Day), id, CompleteInspectionEndpoint.Decide)), 8),
        new("inspection.publish", x => Inspected(x, InspectionStatus.Completed, (id, by) => x.Give(by, new PublishResult(x.Day), id, PublishResultEndpoint.Decide))),

        new("violation.record", Violation, 40),
        new("violation.record of an incident", x => x.Facility is null ? null : x.Give("WJ", new RecordViolation(x.One("CAR-13", "CAR-13", "CAR-01"), new(x.Flag() ? IncidentBook.Thing(Incident(x)) : IncidentBook.ComplaintThing(x.Of(x.Facility.Incidents.Complaints.Keys))), x.Day), RecordViolationEndpoint.Decide), 20),
        new("violation.dismiss", x => x.Give(x.One(Inspectors), new DismissViolation(x.One("not-established", "duplicate"), x.Day), Violated(x), DismissViolationEndpoint.Decide), 5),
        new("rectification.order", x => x.Give(x.One(Inspectors), new OrderRectification(x.Day, x.One(new int?[] { 0, 3, 10, null })), Violated(x), OrderRectificationEndpoint.Decide), 20),
        new("rectification.extend", x => x.Give(x.One(Inspectors), new ExtendRectification(x.Number(1, 30), x.One("supply", "building-work"), x.Day), Violated(x), ExtendRectificationEndpoint.Decide), 20),
        new("rectification.report", x => x.Give(x.One("WJ", "XF", "T370323001"), new ReportRectification(x.Day, x.One(null, "已整改")), Violated(x), ReportRectificationEndpoint.Decide), 50),
        new("rectification.reject", x => x.Give(x.One(Inspectors), new RejectRectification(x.Day, x.One(new int?[] { 0, 5, 20, null })), Violated(x), RejectRectificationEndpoint.Decide), 60),
        new("rectification.verify", x => x.Give(x.One(Inspectors), new VerifyRectification(x.One("verified", "verified", "refused-to-correct"), x.Day), x.Of(x.Facility?.Violations.All.Values.Where(v => v.Status == ViolationStatus.Reported || x.Number(1, 5) == 1).Select(v => v.Id) ?? []), VerifyRectificationEndpoint.Decide), 80),
        new("penalty.summary", x => x.Give(x.One(Inspectors), x.Flag() ? new SummaryPenalty("W", $"P-{x.Number(1, 60)}", x.Day) : new SummaryPenalty("F", $"P-{x.Number(1, 60)}", x.Day, "500.00"), Violated(x), SummaryPenaltyEndpoint.Decide), 30),
        new("penalty.revoke", x => x.Give(x.One(Inspectors), new RevokeSummaryPenalty(x.One("department", "reconsideration"), "撤 1", x.Day), x.Of(x.Facility?.Violations.All.Values.Where(v => v.Penalties.Exists(p => p.Procedure == "summary")).Select(v => v.Id) ?? []), RevokeSummaryPenaltyEndpoint.Decide), 10),
        new("case.open", x => x.Facility?.Violations.All.Count is null or 0 ? null : x.Give(x.One(Inspectors), new OpenCase([Violated(x)], [new("wj-1", "鲁C-001"), new("wj-3", "鲁C-003")], x.Day), OpenCaseEndpoint.Decide), 60, MakesAnother: true),
        new("case.evidence", x => Cased(x, CaseStatus.Open, (id, by) => x.Give(by, new PreserveEvidence(x.Number(1, 5), "示例", x.Day), id, PreserveEvidenceEndpoint.Decide)), 8, MakesAnother: true),
        new("case.evidence-settle", x => x.Facility?.Cases.All.Values.OrderBy(k => k.Id, StringComparer.Ordinal).SelectMany(k => k.Preserved, (k, p) => (k.Id, k.Department, Evidence: p.Id)).ToList() is not { Count: > 0 } all ? null
            : x.One(all) is var (of, by, evidence) ? x.Give(by, new SettleEvidence(evidence, x.One("returned", "appraisal"), x.Day), of, SettleEvidenceEndpoint.Decide) : null, 20),
        new("case.recusal-request", x => Cased(x, CaseStatus.Open, (id, by) => x.Give(by, new AskRecusal(x.One("wj-1", "wj-3"), x.One("party", "officer"), x.Day), id, AskRecusalEndpoint.Decide)), 10),
        new("case.recusal", x => Cased(x, CaseStatus.Open, (id, by) => x.Give(by, x.Flag() ? new DecideRecusal("wj-3", true, x.Day, new("wj-4", "鲁C-004")) : new DecideRecusal(x.One("wj-1", "wj-3"), false, x.Day), id, DecideRecusalEndpoint.Decide)), 40),
        new("case.transfer", x => Cased(x, CaseStatus.Open, (id, by) => x.Give(by, new TransferCase(x.One("jurisdiction", "crime"), "移 1", x.Day, x.One("WJ", "XF", null)), id, TransferCaseEndpoint.Decide)), 2),
        new("case.discuss", x => Cased(x, CaseStatus.Noticed, (id, by) => x.Give(by, new DiscussCase(x.Number(1, 6), x.Day), id, DiscussCaseEndpoint.Decide)), 20),
        new("case.notice", x => Cased(x, CaseStatus.Open, (id, by) => x.Give(by, new NoticePenalty(x.One<IReadOnlyList<CasePenalty>>([new("F", "5000.00")], [new("W")], [new("SS"), new("F", "60000.00")], [new("BAN")]), x.Day), id, NoticePenaltyEndpoint.Decide)), 80),
        new("case.statement", x => Cased(x, CaseStatus.Noticed, (id, by) => x.Give(by, new HearStatement("示例", x.Day), id, HearStatementEndpoint.Decide)), 10, MakesAnother: true),
        new("case.hearing-request", x => Cased(x, CaseStatus.Noticed, (id, by) => x.Give(by, new RequestHearing(x.Day), id, RequestHearingEndpoint.Decide)), 40),
        new("case.hearing", x => Cased(x, CaseStatus.Noticed, (id, by) => x.Give(by, new HoldHearing(x.One("wj-1", "wj-9"), x.Day, x.Day), id, HoldHearingEndpoint.Decide)), 80),
        new("case.review", x => Cased(x, CaseStatus.Noticed, (id, by) => x.Give(by, new ReviewCase(x.Day), id, ReviewCaseEndpoint.Decide)), 30),
        new("case.decide", x => Cased(x, CaseStatus.Noticed, (id, by) => x.Give(by, new DecidePenalty(Told(x), $"P-{x.Number(1, 60)}", x.Day), id, DecidePenaltyEndpoint.Decide)), 120),
        new("case.no-penalty", x => Cased(x, CaseStatus.Noticed, (id, by) => x.Give(by, new EndWithoutPenalty(x.One("minor", "not-proved"), x.Day), id, EndWithoutPenaltyEndpoint.Decide)), 3),
        new("case.serve", x => Cased(x, CaseStatus.Decided, (id, by) => x.Give(by, new ServePenalty(x.One("direct", "post"), x.Day), id, ServePenaltyEndpoint.Decide)), 160),
        new("case.pay", x => Cased(x, CaseStatus.Served, (id, by) => x.Give(by, new PayFine(x.One("2000.00", "5000.00"), $"{x.Number(1, 9)}", x.Day), id, PayFineEndpoint.Decide)), 120),
        new("case.instalments", x => Enforced(x, k => k.Paid < k.Payable, (id, by) => x.Give(by, Instalments(x, id), id, GrantInstalmentsEndpoint.Decide)), 120),
        new("case.demand", x => Enforced(x, _ => true, (id, by) => x.Give(by, new DemandPerformance(x.Day), id, DemandPerformanceEndpoint.Decide)), 150),
        new("case.challenge", x => Cased(x, CaseStatus.Served, (id, by) => x.Give(by, new ChallengePenalty(x.One("reconsideration", "suit"), x.Day), id, ChallengePenaltyEndpoint.Decide)), 60),
        new("case.challenge-outcome", x => Cased(x, CaseStatus.Served, (id, by) => x.Give(by, x.Flag() ? new DecideChallenge("changed", "复 1", x.Day, [new("F", "3000.00")]) : new DecideChallenge(x.One("upheld", "annulled", "dropped"), "复 1", x.Day), id, DecideChallengeEndpoint.Decide)), 120),
        new("case.court", x => Enforced(x, k => k.DemandedOn is not null, (id, by) => x.Give(by, new ApplyToCourt("申 1", x.Day), id, ApplyToCourtEndpoint.Decide)), 400),
        new("case.court-ruling", x => Enforced(x, k => k.AppliedOn is not null, (id, by) => x.Give(by, new EnterRuling(x.One("enforcement-allowed", "enforcement-refused", "enforcement-ended"), "裁 1", x.Day), id, EnterRulingEndpoint.Decide)), 400),
        new("case.close", x => Cased(x, CaseStatus.Served, (id, by) => x.Give(by, new CloseCase(x.One("performed", "enforcement-ended"), x.Day), id, CloseCaseEndpoint.Decide)), 80),
        new("case.bar", x => x.Facility?.Cases.All.Values.Any(k => k.Penalties.Any(p => p.Kind == "BAN")) != true ? null : Cased(x, CaseStatus.Decided, (id, by) => x.Give(by, new BarPersons([new("示例甲", x.One(null, "3703")), .. x.Some(new PersonToBar("示例乙"))], x.Day), id, BarPersonsEndpoint.Decide)), 80),
        new("case.revoke", x => Cased(x, CaseStatus.Served, (id, by) => x.Give(by, new RevokePenalty(x.One("court", "department"), "鲁0323行初1号", x.Day), id, RevokePenaltyEndpoint.Decide)), 25),
    ];

    private static string Inspection(Scene x) => x.Of(x.Facility?.Inspections.All.Keys ?? []);

    private static string Incident(Scene x) => x.Of(x.Facility?.Incidents.All.Keys ?? []);

    private static string Violated(Scene x) => x.Of(x.Facility?.Violations.All.Keys ?? []);

    // Mostly of an inspection that is so far, by one of its departments.
    private static Given? Inspected(Scene x, InspectionStatus status, Func<string, string, Given?> give)
    {
        var all = x.Facility?.Inspections.All.Values.OrderBy(i => i.Id, StringComparer.Ordinal).ToList() ?? [];
        var fit = all.FindAll(i => i.Status == status);
        return all.Count == 0 ? null : x.One(fit.Count > 0 && x.Number(1, 4) > 1 ? fit : all) is var one ? give(one.Id, x.One(one.Departments)) : null;
    }

    // Mostly of a case that is so far, else of any: each step in the wrong order is tried too.
    private static Given? Cased(Scene x, CaseStatus status, Func<string, string, Given?> give)
    {
        var all = x.Facility?.Cases.All.Values.OrderBy(k => k.Id, StringComparer.Ordinal).ToList() ?? [];
        var fit = all.FindAll(k => k.Status == status);
        return all.Count == 0 ? null : x.One(fit.Count > 0 && x.Number(1, 5) > 1 ? fit : all) is var one ? give(one.Id, x.Number(1, 9) > 1 ? one.Department : x.One(Inspectors)) : null;
    }

    // So few cases get this far that these steps are tried only where they may make sense, and then often.
    private static Given? Enforced(Scene x, Func<Case, bool> fit, Func<string, string, Given?> give) =>
        x.Facility?.Cases.All.Values.Where(k => k.Status == CaseStatus.Served && fit(k)).OrderBy(k => k.Id, StringComparer.Ordinal).ToList() is { Count: > 0 } all && x.One(all) is var one ? give(one.Id, one.Department) : null;

    private static IReadOnlyList<CasePenalty> Told(Scene x) => x.Facility?.Cases.All.Values.FirstOrDefault(k => k.Status == CaseStatus.Noticed)?.Penalties ?? [new("W")];

    private static GrantInstalments Instalments(Scene x, string id)
    {
        var owed = x.Facility?.Cases.Find(id) is { } was && was.Payable > was.Paid ? was.Payable - was.Paid : 1000m;
        return new(x.Flag() ? [new(Yuan.From(owed).ToString(), x.Day.AddDays(20))] : [new("1000.00", x.Day.AddDays(10)), new(Yuan.From(Math.Max(owed - 1000, 0)).ToString(), x.Day.AddDays(25))], x.Day, x.Day);
    }

    // Mostly what may be granted.
    private static string? Repairable(Scene x) => x.Number(1, 100) == 1 ? Violated(x) : x.Of(x.Facility?.Violations.All.Values.Where(v => v.Status == ViolationStatus.Verified && (v.Penalty is not null || x.Facility!.Credit.Changes.Values.Any(k => k.Cause == $"violations/{v.Id}"))).Select(v => v.Id) ?? []) is var of && of == "none" ? null : of;

    private static Given? Finding(Scene x)
    {
        var (by, domain, item) = x.One(("WJ", "CARE", "CAR-01"), ("WJ", "CARE", "FIL-07"), ("XF", "FIRE", "FIR-01"));
        return x.Give(by, new RecordFinding(domain, x.Number(1, 4), "示例", x.Day, x.One(item, null)), Inspection(x), RecordFindingEndpoint.Decide);
    }

    private static Given? Violation(Scene x)
    {
        var found = x.Facility?.Inspections.All.Values.OrderBy(i => i.Id, StringComparer.Ordinal).SelectMany(i => i.Findings, (i, f) => (i.Id, Finding: f)).ToList() ?? [];
        if (found.Count == 0)
            return null;
        var (inspection, finding) = x.One(found);
        var (by, item) = finding.Domain == "FIRE" ? ("XF", "FIR-01") : ("WJ", x.One("CAR-01", "FIL-07"));
        return x.Give(by, new RecordViolation(item, new(InspectionBook.Thing(inspection), finding.Id), x.Day, x.One(null, (DateOnly?)finding.FoundOn.AddDays(-x.Number(0, 1200)))), RecordViolationEndpoint.Decide);
    }
}
