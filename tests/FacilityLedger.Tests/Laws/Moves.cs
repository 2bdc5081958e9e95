using System.Text.Json;
using FacilityLedger.Assessments;
using FacilityLedger.Buildings;
using FacilityLedger.Cases;
using FacilityLedger.Corrections;
using FacilityLedger.Credit;
using FacilityLedger.Disclosure;
using FacilityLedger.Facilities;
using FacilityLedger.Filing;
using FacilityLedger.Hosting;
using FacilityLedger.Incidents;
using FacilityLedger.Inspections;
using FacilityLedger.Obligations;
using FacilityLedger.Operation;
using FacilityLedger.Plans;
using FacilityLedger.Registration;
using FacilityLedger.Violations;

namespace FacilityLedger.Tests.Laws;

/// <summary>One kind of step. A further command is a further line of <see cref="Moves"/>.</summary>
/// <param name="Draw">The command in this scene; null where it makes no sense to give it.</param>
/// <param name="Weight">How often it is tried beside the others.</param>
/// <param name="MakesAnother">Given again, it rightly makes another thing: only its Idempotency-Key tells a retry from a second one.</param>
public sealed record Move(string Name, Func<Scene, Given?> Draw, int Weight = 10, bool MakesAnother = false);

/// <summary>Every command of a facility, with choices that are mostly possible.</summary>
public static class Moves
{
    private const string Round = "370323-ROUND00001";
    private static readonly AssessmentCampaign Campaign = new(Round, "一轮", "TEST-100", new DateOnly(2026, 1, 1));
    private const string Planned = "370323-PLAN000001";
    private static readonly string[] Inspectors = ["WJ", "XF"];

    public static IReadOnlyList<Move> All { get; } =
    [
        new("found", x => x.Facility is not null ? null : x.Begin("WJ", new FindFacility("某处", x.One("370323001", "370323002"), "某路 1 号", x.Day, x.One("patrol", "complaint", null)), FindFacilityEndpoint.Decide)),
        new("register", x => x.Begin("SP", Registration(x), RegisterFacilityEndpoint.Decide)),
        new("registration.change", x => x.Give("SP", new ChangeRegistration(x.Day, x.One("禾屿", "槐屿", null), x.One("370323001", "370323002", null), x.One("路 1 号", "路 2 号", null)), ChangeRegistrationEndpoint.Decide), 5),
        // A sealed value cannot be compared with the one before.
        new("registration.change of the representative", x => x.Give("SP", new ChangeRegistration(x.Day, LegalRepresentative: x.One("示例甲", "示例乙")), ChangeRegistrationEndpoint.Decide), 3, MakesAnother: true),
        new("registration.apply", x => x.Begin("SP", new ReceiveApplication("禾屿", x.One("FORPROFIT", "PUBLIC", "NONPROFIT"), "ORDINARY", "370323001", "路 1 号", "SP", "示例甲", x.Day, "WJ"), ReceiveApplicationEndpoint.Decide), 6),
        new("registration.extend", x => x.Give("SP", new ExtendDecision(x.Day), ExtendDecisionEndpoint.Decide), 20),
        new("registration.approve", x => x.Give("BB", new ApproveRegistration($"A-{x.Number(1, 60)}", x.Day), ApproveRegistrationEndpoint.Decide), 20),
        new("registration.refuse", x => x.Give("SP", new RefuseRegistration(["conditions"], "示例", x.Day), RefuseRegistrationEndpoint.Decide), 5),
        new("registration.change-due", x => x.Give(x.One("WJ", "T370323001"), new NoteRegistrationChange(x.One<IReadOnlyList<string>>(["name"], ["address", "representative"], ["address"]), x.Day), NoteRegistrationChangeEndpoint.Decide), 3),
        new("registration.dormancy", x => x.Give("SP", new DeclareDormancy(x.Day.AddDays(x.Number(1, 60)), x.Day), DeclareDormancyEndpoint.Decide), 3),
        new("registration.dormancy-end", x => x.Give("SP", new EndDormancy(x.Day), EndDormancyEndpoint.Decide), 10),
        new("registration.liquidation", x => x.Give("SP", new FinishLiquidation(x.Day), FinishLiquidationEndpoint.Decide), 2),
        new("premises.planning", x => x.Give("ZR", new VerifyPlanning(x.One("passed", "failed"), $"N-{x.Number(1, 3)}", x.Day), VerifyPlanningEndpoint.Decide), 1),
        new("premises.acceptance", x => x.Give("ZJ", new AcceptConstruction(x.One("fire-acceptance", "completion", "completion-filing"), x.One("passed", "failed"), $"N-{x.Number(1, 3)}", x.Day), AcceptConstructionEndpoint.Decide), 2),
        new("registration.cancel", x => x.Give("SP", new CancelRegistration(x.One("application", "revoked", "expired"), x.Day), CancelRegistrationEndpoint.Decide), 1),

        new("filing.submit", x => x.Give("WJ", Filing(x), SubmitFilingEndpoint.Decide)),
        new("filing.supplement", x => x.Give("WJ", new AskSupplement(x.Some("FM1", "FM2", "FM6"), x.Day, x.Some("commitment")), AskSupplementEndpoint.Decide)),
        new("filing.receipt", x => x.Give(x.One("WJ", "WJ", "JT"), new IssueReceipt($"R-{x.Number(1, 60)}", x.Day, x.One<DateOnly?>(null, x.Day)), IssueReceiptEndpoint.Decide), 20),
        new("filing.receipt", x => x.Give("WJ", new IssueReceipt($"R-{x.Number(1, 60)}", x.Day), IssueReceiptEndpoint.Decide), 20),
        new("filing.nonconformity", x => x.Give("WJ", new NotifyNonconformity([.. x.Some("CAR-01", "FM2", "S17"), .. x.Flag() ? x.Facility?.Filing.Unmet ?? [] : []], x.Day), NotifyNonconformityEndpoint.Decide)),
        new("filing.check", x => x.Give("WJ", new CheckConditions([.. x.Some("S12", "S17").Select(k => new CheckedCondition(k, x.Number(1, 3) > 1))], x.Day), CheckConditionsEndpoint.Decide)),
        new("filing.conformity", x => x.Give("WJ", new ConfirmConditions(x.Day), ConfirmConditionsEndpoint.Decide)),
        new("filing.change", x => x.Give("WJ", new ChangeFiling(x.Day, Places: x.One(new int?[] { 60, 80, null }), Materials: x.One<IReadOnlyList<FiledMaterial>?>(null, [Dated(x, "FM6")], [Dated(x, "FM2"), new("FM7")]), MealsProvided: x.One<bool?>(null, null, true, false)), ChangeFilingEndpoint.Decide)),
        new("filing.material", x => x.Give("WJ", Renewal(x), RenewMaterialEndpoint.Decide), 20),
        new("filing.close", x => x.Give("WJ", new CloseFiling(x.One("application", "ex-officio"), x.Day, x.One<Placement?>(new(12, ["transferred"]), new(0, ["none-enrolled"]))), CloseFilingEndpoint.Decide), 2),

        new("operation.classes", x => x.Give("WJ", new DeclareClasses([new("INFANT", x.Number(8, 12)), new("MIXED", 12, 15)], x.One(60, 80), 40, x.Day), DeclareClassesEndpoint.Decide), 4),
        new("operation.staff", x => x.Give("WJ", new DeclareStaff(Staff(x), x.Day), DeclareStaffEndpoint.Decide), 4),
        // A name is sealed anew: it cannot be compared with the one before.
        new("operation.staff with names", x => x.Give("WJ", new DeclareStaff([.. Staff(x).Select((s, i) => s with { Name = $"示例{i}" })], x.Day), DeclareStaffEndpoint.Decide), 2, MakesAnother: true),
        new("operation.fees", x => x.Give("WJ", new DeclareFees([new("full-day", "CARE", Yuan.From(x.One(1100m, 1300m)), "month", "SENIOR"), new("full-day", "MEALS", Yuan.From(300m), "month")], x.Day), DeclareFeesEndpoint.Decide), 4),
        new("operation.places", x => x.Give("WJ", x.One(new ReportPlaces(60, 10, 50, 40, x.Day), new ReportPlaces(60, 0, 70, 40, x.Day)), ReportPlacesEndpoint.Decide), 4),
        new("operation.report", x => x.Give("WJ", new FileAnnualReport(x.Number(x.Day.Year - 1, x.Day.Year), x.One("care", "enterprise"), x.Day), FileAnnualReportEndpoint.Decide), 6),
        new("operation.installation", x => x.Give("WJ", new ReportInstallation(x.One("video", "guards", "fire-facilities", "fire-check"), x.Day.AddDays(-x.Number(0, 400)), x.Day), ReportInstallationEndpoint.Decide), 4),
        new("operation.installation filed", x => x.Give("WJ", new FileInstallation(x.One("video", "guards"), x.Day), FileInstallationEndpoint.Decide), 8),
        new("operation.suspend", x => x.Give("WJ", new SuspendOperation(x.One("own-decision", "emergency"), x.Day), SuspendOperationEndpoint.Decide), 2),
        new("operation.suspend to a day", x => x.Give("WJ", new SuspendOperation("own-decision", x.Day, ExpectedUntil: x.Day.AddDays(x.Number(0, 30))), SuspendOperationEndpoint.Decide), 2),
        new("operation.suspend because of an incident", x => x.Facility is null ? null : x.Give("WJ", new SuspendOperation(x.One("ordered", "emergency"), x.Day, "人口与计划生育法 41", Incident: Incident(x), Officer: new("wj-1", "鲁C-001")), SuspendOperationEndpoint.Decide), 10),
        new("operation.resume", x => x.Give("WJ", new ResumeOperation(x.Day), ResumeOperationEndpoint.Decide), 6),
        new("operation.terminate", x => x.Give("WJ", new TerminateService(x.One(new Placement(0, ["none-enrolled"]), new Placement(9, ["transferred", "returned-home"])), x.Day), TerminateServiceEndpoint.Decide), 1),

        new("inspection.open", x => x.Facility?.Inspections.All.Count > 2 ? null : x.Give("WJ", new OpenInspection(["CARE", "FIRE"], Inspectors, [new("wj-1", "鲁C-001"), new("xf-1", "鲁C-002")], x.Day, "WJ", Clue: "12345-1", Joint: true), (command, f, c) => OpenInspectionEndpoint.Decide(command, f, null, c)), 4, MakesAnother: true),
        new("inspection.open on a plan", x => x.Facility?.Inspections.All.Count > 3 ? null : x.Give("WJ", new OpenInspection(["CARE"], ["WJ"], [new("wj-1", "鲁C-001"), new("wj-2", "鲁C-003")], x.Day, Plan: Planned, Follows: x.One(null, Inspection(x))), (command, f, c) => OpenInspectionEndpoint.Decide(command, f, Plan(x.Day.Year), c)), 4, MakesAnother: true),
        new("incident.report", x => x.Facility?.Incidents.All.Count > 3 ? null : x.Give(x.One("WJ", "GA"), new ReportIncident(x.One("ABUSE", "INJURY"), x.One("institution", "authority", "public"), x.Number(0, 3), x.Hour.AddHours(-x.Number(0, 40)), x.Hour, x.One(null, "示例")), ReportIncidentEndpoint.Decide), 5, MakesAnother: true),
        new("incident.transfer", x => x.Facility is null ? null : x.Give(x.One("WJ", "GA"), new TransferIncident(x.One("GA", "JT", "WJ", "XF"), x.Hour.AddHours(x.Number(-3, 0)), x.One(null, "T-1")), Incident(x), TransferIncidentEndpoint.Decide), 15),
        new("incident.close", x => x.Facility is null ? null : x.Give(x.One("WJ", "GA"), new CloseIncident(x.One("founded", "unfounded", "transferred-to-justice"), x.Day), Incident(x), CloseIncidentEndpoint.Decide), 5),
        new("complaint.note", x => x.Give(x.One(("WJ", "CARE"), ("XF", "FIRE")) is var (by, domain) ? by : "", new NoteComplaint($"{x.Number(1, 4)}", "HOTLINE", domain, x.One("substantiated", "partly", "unfounded"), x.Day.AddDays(-x.Number(0, 5)), x.Day), NoteComplaintEndpoint.Decide), 5),
        new("patrol.report", x => x.Give("T370323001", x.One(new ReportPatrol([], x.Day), new ReportPatrol(["CARE"], x.Day, "示例")), ReportPatrolEndpoint.Decide), 3, MakesAnother: true),
        new("inspection.finding", Finding, MakesAnother: true),
        new("inspection.evidence", x => x.Give("WJ", new AddEvidence(x.One("a1", "b2"), "示例.png", x.Day), Inspection(x), (command, of, f, c) => AddEvidenceEndpoint.Decide(command, of, f, new(new(command.Digest, 100, "image/png")), c)), 4),
        new("inspection.complete", x => x.Give("WJ", new CompleteInspection(x.One("no-problem", "correction-ordered", "case"), x.Day), Inspection(x), CompleteInspectionEndpoint.Decide)),
        new("inspection.publish", x => x.Give("WJ", new PublishResult(x.Day), Inspection(x), PublishResultEndpoint.Decide)),

        new("violation.record", Violation, 20),
        new("violation.record of an incident", x => x.Facility is null ? null : x.Give("WJ", new RecordViolation(x.One("CAR-13", "CAR-13", "CAR-01"), new(x.Flag() ? IncidentBook.Thing(Incident(x)) : IncidentBook.ComplaintThing(x.Of(x.Facility.Incidents.Complaints.Keys))), x.Day), RecordViolationEndpoint.Decide), 20),
        new("violation.dismiss", x => x.Give(x.One(Inspectors), new DismissViolation(x.One("not-established", "duplicate"), x.Day), Violated(x), DismissViolationEndpoint.Decide), 5),
        new("rectification.order", x => x.Give(x.One(Inspectors), new OrderRectification(x.Day, x.One(new int?[] { 0, 3, 10, null })), Violated(x), OrderRectificationEndpoint.Decide), 20),
        new("rectification.extend", x => x.Give(x.One(Inspectors), new ExtendRectification(x.Number(1, 30), x.One("supply", "building-work"), x.Day), Violated(x), ExtendRectificationEndpoint.Decide), 20),
        new("rectification.report", x => x.Give(x.One("WJ", "XF", "T370323001"), new ReportRectification(x.Day, x.One(null, "已整改")), Violated(x), ReportRectificationEndpoint.Decide), 50),
        new("rectification.reject", x => x.Give(x.One(Inspectors), new RejectRectification(x.Day, x.One(new int?[] { 0, 5, 20, null })), Violated(x), RejectRectificationEndpoint.Decide), 60),
        new("rectification.verify", x => x.Give(x.One(Inspectors), new VerifyRectification(x.One("verified", "verified", "refused-to-correct"), x.Day), x.Of(x.Facility?.Violations.All.Values.Where(v => v.Status == ViolationStatus.Reported || x.Number(1, 5) == 1).Select(v => v.Id) ?? []), VerifyRectificationEndpoint.Decide), 80),
        new("penalty.summary", x => x.Give(x.One(Inspectors), x.Flag() ? new SummaryPenalty("W", $"P-{x.Number(1, 60)}", x.Day) : new SummaryPenalty("F", $"P-{x.Number(1, 60)}", x.Day, "500.00"), Violated(x), SummaryPenaltyEndpoint.Decide), 30),
        new("case.open", x => x.Facility?.Violations.All.Count is null or 0 ? null : x.Give(x.One(Inspectors), new OpenCase([Violated(x)], [new("wj-1", "鲁C-001"), new("wj-3", "鲁C-003")], x.Day), OpenCaseEndpoint.Decide), 30, MakesAnother: true),
        new("case.evidence", x => Cased(x, CaseStatus.Open, (id, by) => x.Give(by, new PreserveEvidence(x.Number(1, 5), "示例", x.Day), id, PreserveEvidenceEndpoint.Decide)), 8, MakesAnother: true),
        new("case.evidence-settle", x => x.Facility?.Cases.All.Values.OrderBy(k => k.Id, StringComparer.Ordinal).SelectMany(k => k.Preserved, (k, p) => (k.Id, k.Department, Evidence: p.Id)).ToList() is not { Count: > 0 } all ? null
            : x.One(all) is var (of, by, evidence) ? x.Give(by, new SettleEvidence(evidence, x.One("returned", "appraisal"), x.Day), of, SettleEvidenceEndpoint.Decide) : null, 20),
        new("case.recusal-request", x => Cased(x, CaseStatus.Open, (id, by) => x.Give(by, new AskRecusal(x.One("wj-1", "wj-3"), x.One("party", "officer"), x.Day), id, AskRecusalEndpoint.Decide)), 10),
        new("case.recusal", x => Cased(x, CaseStatus.Open, (id, by) => x.Give(by, x.Flag() ? new DecideRecusal("wj-3", true, x.Day, new("wj-4", "鲁C-004")) : new DecideRecusal(x.One("wj-1", "wj-3"), false, x.Day), id, DecideRecusalEndpoint.Decide)), 40),
        new("case.transfer", x => Cased(x, CaseStatus.Open, (id, by) => x.Give(by, new TransferCase(x.One("jurisdiction", "crime"), "移 1", x.Day, x.One("WJ", "XF", null)), id, TransferCaseEndpoint.Decide)), 2),
        new("case.discuss", x => Cased(x, CaseStatus.Noticed, (id, by) => x.Give(by, new DiscussCase(x.Number(1, 6), x.Day), id, DiscussCaseEndpoint.Decide)), 20),
        new("case.notice", x => Cased(x, CaseStatus.Open, (id, by) => x.Give(by, new NoticePenalty(x.One<IReadOnlyList<CasePenalty>>([new("F", "5000.00")], [new("W")], [new("SS"), new("F", "60000.00")], [new("BAN")]), x.Day), id, NoticePenaltyEndpoint.Decide)), 40),
        new("case.statement", x => Cased(x, CaseStatus.Noticed, (id, by) => x.Give(by, new HearStatement("示例", x.Day), id, HearStatementEndpoint.Decide)), 10, MakesAnother: true),
        new("case.hearing-request", x => Cased(x, CaseStatus.Noticed, (id, by) => x.Give(by, new RequestHearing(x.Day), id, RequestHearingEndpoint.Decide)), 40),
        new("case.hearing", x => Cased(x, CaseStatus.Noticed, (id, by) => x.Give(by, new HoldHearing(x.One("wj-1", "wj-9"), x.Day, x.Day), id, HoldHearingEndpoint.Decide)), 80),
        new("case.review", x => Cased(x, CaseStatus.Noticed, (id, by) => x.Give(by, new ReviewCase(x.Day), id, ReviewCaseEndpoint.Decide)), 30),
        new("case.decide", x => Cased(x, CaseStatus.Noticed, (id, by) => x.Give(by, new DecidePenalty(Told(x), $"P-{x.Number(1, 60)}", x.Day), id, DecidePenaltyEndpoint.Decide)), 60),
        new("case.no-penalty", x => Cased(x, CaseStatus.Noticed, (id, by) => x.Give(by, new EndWithoutPenalty(x.One("minor", "not-proved"), x.Day), id, EndWithoutPenaltyEndpoint.Decide)), 3),
        new("case.serve", x => Cased(x, CaseStatus.Decided, (id, by) => x.Give(by, new ServePenalty(x.One("direct", "post"), x.Day), id, ServePenaltyEndpoint.Decide)), 200),
        new("case.pay", x => Cased(x, CaseStatus.Served, (id, by) => x.Give(by, new PayFine(x.One("2000.00", "5000.00"), $"{x.Number(1, 9)}", x.Day), id, PayFineEndpoint.Decide)), 60),
        new("case.instalments", x => Enforced(x, k => k.Payable > k.Paid, (id, by) => x.Give(by, Instalments(x, id), id, GrantInstalmentsEndpoint.Decide)), 150),
        new("case.demand", x => Enforced(x, _ => true, (id, by) => x.Give(by, new DemandPerformance(x.Day), id, DemandPerformanceEndpoint.Decide)), 150),
        new("case.challenge", x => Enforced(x, _ => true, (id, by) => x.Give(by, new ChallengePenalty(x.One("reconsideration", "suit"), x.Day), id, ChallengePenaltyEndpoint.Decide)), 60),
        new("case.challenge-outcome", x => Enforced(x, k => k.Pending is not null, (id, by) => x.Give(by, x.Flag() ? new DecideChallenge("changed", "复 1", x.Day, [new("F", "3000.00")]) : new DecideChallenge(x.One("upheld", "annulled", "dropped"), "复 1", x.Day), id, DecideChallengeEndpoint.Decide)), 300),
        new("case.court", x => Enforced(x, k => k.DemandedOn is not null, (id, by) => x.Give(by, new ApplyToCourt("申 1", x.Day), id, ApplyToCourtEndpoint.Decide)), 400),
        new("case.court-ruling", x => Enforced(x, k => k.AppliedOn is not null, (id, by) => x.Give(by, new EnterRuling(x.One("enforcement-allowed", "enforcement-refused", "enforcement-ended"), "裁 1", x.Day), id, EnterRulingEndpoint.Decide)), 400),
        new("case.close", x => Cased(x, CaseStatus.Served, (id, by) => x.Give(by, new CloseCase(x.One("performed", "enforcement-ended"), x.Day), id, CloseCaseEndpoint.Decide)), 80),
        new("case.bar", x => x.Facility?.Cases.All.Values.Any(k => k.Penalties.Any(p => p.Kind == "BAN")) != true ? null : Cased(x, CaseStatus.Decided, (id, by) => x.Give(by, new BarPersons([new("示例甲", x.One(null, "3703")), .. x.Some(new PersonToBar("示例乙"))], x.Day), id, BarPersonsEndpoint.Decide)), 80),
        new("case.revoke", x => Cased(x, CaseStatus.Served, (id, by) => x.Give(by, new RevokePenalty(x.One("court", "department"), "鲁0323行初1号", x.Day), id, RevokePenaltyEndpoint.Decide)), 15),
        new("credit.change", x => x.Give("WJ", new ChangeCredit(x.One("CR-01", "CR-02"), $"violations/{Violated(x)}", x.Day), ChangeCreditEndpoint.Decide), 60),

        new("credit.change of an award", x => x.Facility?.CreditBook.Awards.Count is null or 0 ? null : x.Give("WJ", new ChangeCredit("CR-10", $"awards/{x.Of(x.Facility?.CreditBook.Awards.Keys ?? [])}", x.Day), ChangeCreditEndpoint.Decide), 20),
        new("credit.propose", x => x.Facility?.CreditBook.Proposals.Count > 0 ? null : x.Give("WJ", new ProposeCreditChange(x.One(-20, -3, 4), "县政策 13", "示例", x.Day), ProposeCreditChangeEndpoint.Decide), 4, MakesAnother: true),
        new("credit.approve", x => x.Give("WJ", new ApproveCreditChange(x.Day), x.Of(x.Facility?.CreditBook.Proposals.Keys ?? []), ApproveCreditChangeEndpoint.Decide), 20),
        new("credit.reject", x => x.Give("WJ", new RejectCreditChange("示例", x.Day), x.Of(x.Facility?.CreditBook.Proposals.Keys ?? []), RejectCreditChangeEndpoint.Decide), 4),
        new("repair.request", x => Repairable(x) is { } of ? x.Give(x.One(Inspectors), new RequestRepair(of, "已整改", x.Day, x.Number(1, 4) > 1 ? "承诺" : null), RequestRepairEndpoint.Decide) : null, 300),
        new("repair.accept", x => Repaired(x, RepairStatus.Requested, (id, by) => x.Give(by, new AcceptRepair(x.Day), id, AcceptRepairEndpoint.Decide)), 200),
        new("repair.grant", x => Repaired(x, RepairStatus.Accepted, (id, by) => x.Give(by, new GrantRepair(x.Day), id, GrantRepairEndpoint.Decide)), 200),
        new("repair.withdraw", x => Repaired(x, RepairStatus.Granted, (id, by) => x.Give(by, new WithdrawRepair(x.One("commitment-broken", "false-materials"), "示例", x.Day), id, WithdrawRepairEndpoint.Decide)), 40),
        new("credit.change of a broken commitment", x => x.Of(x.Facility?.CreditBook.Repairs.Values.Where(r => r.Ground == WithdrawRepairEndpoint.Broken).Select(r => r.Id) ?? []) is var of && of == "none" ? null : x.Give("WJ", new ChangeCredit("CR-07", $"repairs/{of}", x.Day), ChangeCreditEndpoint.Decide), 300),
        new("repair.refuse", x => Repaired(x, RepairStatus.Requested, (id, by) => x.Give(by, new RefuseRepair(x.One("duties", "commitment"), x.Day), id, RefuseRepairEndpoint.Decide)), 40),
        new("objection.raise", x => x.Facility?.CreditBook.Objections.Count > 1 ? null : x.Give("WJ", new RaiseObjection(x.Flag() ? $"credit/{x.Of(x.Facility?.Credit.Changes.Keys ?? [])}" : $"disclosures/{Shown(x)}", "示例", x.Day, x.Flag()), RaiseObjectionEndpoint.Decide), 6),
        new("objection.extend", x => Objected(x, (id, by) => x.Give(by, new ExtendObjection(x.Day), id, ExtendObjectionEndpoint.Decide)), 20),
        new("objection.uphold", x => Objected(x, (id, by) => x.Give(by, new UpholdObjection(x.One("struck", "withdrawn", "corrected"), x.Day, x.One(null, Fields(x.One("grade", "name", "status", "number", "state"), x.One("甲", "乙")))), id, UpholdObjectionEndpoint.Decide)), 15),
        new("objection.reject", x => Objected(x, (id, by) => x.Give(by, new RejectObjection(x.One("accurate", "no-evidence"), x.Day), id, RejectObjectionEndpoint.Decide)), 4),
        new("award.record", x => x.Facility?.CreditBook.Awards.Count > 1 ? null : x.Give("WJ", new RecordAward(x.One("county", "city"), $"奖 {x.Number(1, 9)}", "示例", x.Day), RecordAwardEndpoint.Decide), 5),
        new("award.withdraw", x => x.Give("WJ", new WithdrawAward("撤 1", x.Day), x.Of(x.Facility?.CreditBook.Awards.Keys ?? []), WithdrawAwardEndpoint.Decide), 5),
        new("credit.list", x => x.Give("WJ", new ListSeriousBreach("TEST-LIST", Violated(x), "列 1", x.Day), ListSeriousBreachEndpoint.Decide), 4),
        new("credit.delist", x => x.Give("WJ", new DelistSeriousBreach(x.One("expired", "annulled"), x.Day), x.Of(x.Facility?.CreditBook.SeriousBreaches.Keys ?? []), DelistSeriousBreachEndpoint.Decide), 6),

        new("disclosure.publish", Publication, 2),
        new("disclosure.correct", Correction, 2),
        new("disclosure.withdraw", x => x.Give("WJ", new WithdrawDisclosure(x.One("annulled", "repaired", "not-disclosable"), x.Day), Shown(x), WithdrawDisclosureEndpoint.Decide), 1),

        new("assessment.open", x => x.Give("WJ", new OpenAssessment(Round, "TEST-100", x.Day), (command, f, c) => OpenAssessmentEndpoint.Decide(command, f, Campaign, c)), 40),
        new("assessment.score", Score, 60),
        new("assessment.freeze", x => x.Give("WJ", new FreezeAssessment(x.Day), Round, FreezeAssessmentEndpoint.Decide), 150),

        new("void", Voiding, 3),
        new("correction.request", Corrected, 20, MakesAnother: true),
        new("correction.approve", x => x.Facility is { } f && Asked(x) is { } id ? x.Give(f.Corrections.Find(id)?.Department ?? "WJ", new ApproveCorrection(x.Day), id, (command, of, facility, c) => ApproveCorrectionEndpoint.Decide(command, of, facility, x.Life!.Entries, c)) : null, 20),
        new("correction.reject", x => x.Facility is { } f && Asked(x) is { } id ? x.Give(f.Corrections.Find(id)?.Department ?? "WJ", new RejectCorrection("属实", x.Day), id, RejectCorrectionEndpoint.Decide) : null, 3),
        new("coverage", x => x.Facility is null ? null : new Given("the clock", "", Scene.Sweep, (f, c) => OweCoverage.Decide(f!, Plan(c.Today.Year), c)), 4),
        new("sweep", x => x.Facility is null ? null : new Given("the clock", "", Scene.Sweep, (f, c) => FallDue.Decide(f!, c))),
    ];

    /// <summary>Each as often as it weighs.</summary>
    public static IReadOnlyList<Move> Bag { get; } = [.. All.SelectMany(x => Enumerable.Repeat(x, x.Weight))];

    private static InspectionPlan Plan(int year) => new(Planned, "计划", year, "WJ", "wj-1", [new("CARE", "full", 2, "示例")], new DateOnly(year, 1, 1)) { Status = PlanStatus.Published };

    private static string Inspection(Scene x) => x.Of(x.Facility?.Inspections.All.Keys ?? []);

    private static string Incident(Scene x) => x.Of(x.Facility?.Incidents.All.Keys ?? []);

    private static string Violated(Scene x) => x.Of(x.Facility?.Violations.All.Keys ?? []);

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

    private static Given? Repaired(Scene x, RepairStatus status, Func<string, string, Given?> give)
    {
        var all = x.Facility?.CreditBook.Repairs.Values.OrderBy(r => r.Id, StringComparer.Ordinal).ToList() ?? [];
        var fit = all.FindAll(r => r.Status == status);
        var from = fit.Count > 0 || x.Number(1, 20) > 1 ? fit : all;
        return from.Count > 0 && x.One(from) is var one ? give(one.Id, one.Department) : null;
    }

    private static Given? Objected(Scene x, Func<string, string, Given?> give) => x.Facility?.CreditBook.Objections.Values.OrderBy(o => o.Id, StringComparer.Ordinal).ToList() is { Count: > 0 } all && x.One(all) is var one ? give(one.Id, one.Department) : null;

    private static string Shown(Scene x) => x.Of(x.Facility?.Disclosures.Standing.Keys ?? []);

    /// <summary>Some are who they were, some are new; checks may have lapsed.</summary>
    private static IReadOnlyList<StaffEntry> Staff(Scene x)
    {
        var known = x.Facility?.Operation.Staff ?? [];
        StaffEntry One(string role, int n) => new(role, x.Flag() ? [new("CARE_TRAINING", x.One<DateOnly?>(null, x.Day.AddDays(x.Number(-20, 200))))] : [], x.Flag(), x.One<DateOnly?>(null, x.Day.AddDays(-x.Number(0, 500))), x.Day.AddDays(-x.Number(0, 400)), Id: x.Flag() ? known.ElementAtOrDefault(n)?.Id : null);
        return [One("HEAD", 0), One("CARER", 1), .. x.Some("CARER", "HEALTH", "GUARD", "COOK").Select((role, i) => One(role, i + 2))];
    }

    private static RegisterFacility Registration(Scene x) => new("禾屿", x.One("91370323YY000001XU", "91370323YY000001XU", "91370323YY000001XW"), x.One("FORPROFIT", "FORPROFIT", "PUBLIC"), x.One("ORDINARY", "ORDINARY", "KG_CLASS"), "370323001", "路 1 号", "SP", "示例甲", "托育服务", x.Day, x.Number(1, 5),
        UsccConfirmation: "证 1", Former: x.One(null, "370323-FORMER0001"), ApprovalNumber: $"A-{x.Number(1, 60)}");

    private static SubmitFiling Filing(Scene x)
    {
        IReadOnlyList<FiledMaterial> always = [new("FM1"), new("FM2")];
        return new(["full-day"], x.One(60, 60, 80), 40, new Premises("owned"), x.Flag(), [.. always, .. x.One<FiledMaterial[]>([], [Dated(x, "FM6")])], x.Day, [new("INFANT", 8)], x.One(null, new Setting(CommittedOn: x.Day)));
    }

    // Some hold for a few days only, so that they expire while the life goes on; some have ended already.
    private static FiledMaterial Dated(Scene x, string code) => new(code, x.Day.AddDays(x.Number(-5, 40)), IssuedOn: x.Day.AddDays(-x.Number(5, 10)));

    private static RenewMaterial Renewal(Scene x) => new(x.One("FM2", "FM6"), x.Day.AddDays(-x.Number(0, 10)), x.Day, x.One<DateOnly?>(null, x.Day.AddDays(x.Number(0, 40))));

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

    private static Given? Publication(Scene x)
    {
        var (kind, about, field) = x.One(("violation", $"violations/{Violated(x)}", "state"), ("inspection", $"inspections/{Inspection(x)}", "result"), ("penalty", x.Of(x.Facility?.Violations.All.Values.SelectMany(v => v.Penalties).Select(p => p.Of) ?? []), "number"));
        return x.Give(x.One("WJ", "WJ", "XF"), new PublishDisclosure(kind, about, Fields(field, x.One("甲", "乙")), x.Day), PublishDisclosureEndpoint.Decide);
    }

    private static Given? Correction(Scene x)
    {
        var shown = Shown(x);
        var field = x.Facility?.Disclosures.Standing.GetValueOrDefault(shown)?.Kind switch { "registration" => "name", "inspection" => "result", "violation" => "state", "credit" => "score", _ => "status" };
        return x.Give("WJ", new CorrectDisclosure(Fields(field, x.One("甲", "乙")), x.One("typing-error", "fact-corrected", "objection"), x.Day), shown, CorrectDisclosureEndpoint.Decide);
    }

    private static Given? Score(Scene x)
    {
        var (indicator, most, veto) = x.One(("1.1", 40, true), ("1.2", 20, false), ("2.1", 40, false));
        return x.Give("WJ", new ScoreIndicator(indicator, x.One(most, most / 2), x.Day, veto ? x.Flag() : null, x.One<long[]?>(null, [1])), Round, ScoreIndicatorEndpoint.Decide);
    }

    /// <summary>Mostly the last entry of a thing by the department that made it; now and then any entry.</summary>
    private static Given? Voiding(Scene x)
    {
        var last = x.Facility?.Touched.Where(t => t.Key.Split('/')[0] is not ("disclosures" or "obligations") && t.Value.Entry > 1).OrderBy(t => t.Key, StringComparer.Ordinal).Select(t => t.Value).ToList() ?? [];
        if (last.Count == 0)
            return null;
        var touch = x.One(last);
        return x.Give(touch.Department, new VoidEntry(x.Number(1, 8) == 1 ? x.Number(1, 60) : touch.Entry, x.One("typing-error", "duplicate"), x.Day, x.One(null, "看错了")), (command, facility, c) => VoidEntryEndpoint.Decide(command, facility, x.Life!.Entries, c));
    }

    /// <summary>An earlier command once more, as it was or as it might have been.</summary>
    private static Given? Corrected(Scene x)
    {
        var acts = x.Life?.Acts.Where(a => a.Value.Given.Path is not null && a.Key <= x.Facility?.Version).OrderBy(a => a.Key).ToList() ?? [];
        if (acts.Count == 0)
            return null;
        var (entry, (move, given)) = x.One(acts);
        var other = x.Flag() ? move.Draw(new Scene(x.Life!.File(entry).Before(entry), x.Day, new Step(0, 0, x.Number(0, 10), (uint)x.Number(0, 1_000_000)), x.Life)) : null;
        var command = (other?.Command.GetType() == given.Command.GetType() ? other : given).Command;
        return x.Give(given.Actor.Department, new RequestCorrection(entry, given.Path!, JsonSerializer.SerializeToElement(command, command.GetType(), LedgerJson.Options), x.One("typing-error", "objection"), x.Day, x.One(null, "看错了")),
            (request, facility, c) => RequestCorrectionEndpoint.Decide(request, facility, x.Life!.File(request.Entry), c));
    }

    private static string Asked(Scene x) => x.Of(x.Facility?.Corrections.All.Keys ?? []);

    private static Dictionary<string, JsonElement> Fields(string field, string value) => new(StringComparer.Ordinal) { [field] = JsonSerializer.SerializeToElement(value) };
}
