using FacilityLedger.Adoption;
using FacilityLedger.Assessments;
using FacilityLedger.Buildings;
using FacilityLedger.Cases;
using FacilityLedger.Corrections;
using FacilityLedger.Credit;
using FacilityLedger.Disclosure;
using FacilityLedger.Filing;
using FacilityLedger.Hosting.Decisions;
using FacilityLedger.Import;
using FacilityLedger.Incidents;
using FacilityLedger.Inspections;
using FacilityLedger.Inspectors;
using FacilityLedger.Obligations;
using FacilityLedger.Operation;
using FacilityLedger.Plans;
using FacilityLedger.Policies;
using FacilityLedger.Registration;
using FacilityLedger.Violations;

namespace FacilityLedger.Hosting;

/// <summary>The names under which events are stored: for ever. A class may be renamed, its line here may not.</summary>
public static class EventNames
{
    private static readonly Lazy<IReadOnlyDictionary<string, Type>> Types = new(() => All!.ToDictionary(x => x.Value, x => x.Key, StringComparer.Ordinal));

    public static IReadOnlyDictionary<Type, string> All { get; } = new Dictionary<Type, string>
    {
        [typeof(JurisdictionOpened)] = "jurisdiction-opened",
        [typeof(PolicyAdopted)] = "policy-adopted",
        [typeof(HolidayNoticeAdopted)] = "holiday-notice-adopted",
        [typeof(HolidayNoticesApplied)] = "holiday-notices-applied",

        [typeof(VaultEntriesMasked)] = "vault-entries-masked",

        [typeof(FacilityFound)] = "facility-found",
        [typeof(FacilityRegistered)] = "facility-registered",
        [typeof(RegistrationChanged)] = "registration-changed",
        [typeof(RegistrationCancelled)] = "registration-cancelled",
        [typeof(RegistrationApplied)] = "registration-applied",
        [typeof(DecisionExtended)] = "decision-extended",
        [typeof(RegistrationApproved)] = "registration-approved",
        [typeof(RegistrationRefused)] = "registration-refused",
        [typeof(UsccExceptionConfirmed)] = "uscc-exception-confirmed",
        [typeof(RegistrationChangeDue)] = "registration-change-due",
        [typeof(LiquidationFinished)] = "liquidation-finished",
        [typeof(DormancyDeclared)] = "dormancy-declared",
        [typeof(DormancyEnded)] = "dormancy-ended",
        [typeof(PlanningVerified)] = "planning-verified",
        [typeof(ConstructionAccepted)] = "construction-accepted",

        [typeof(ObligationFellDue)] = "obligation-fell-due",
        [typeof(DeadlineMoved)] = "deadline-moved",

        [typeof(DisclosurePublished)] = "disclosure-published",
        [typeof(DisclosureCorrected)] = "disclosure-corrected",
        [typeof(DisclosureWithdrawn)] = "disclosure-withdrawn",
        [typeof(DisclosureEnded)] = "disclosure-ended",
        [typeof(DisclosureResumed)] = "disclosure-resumed",

        [typeof(RegisterFileTaken)] = "register-file-taken",
        [typeof(FacilityImported)] = "facility-imported",
        [typeof(RegisterEntryChanged)] = "register-entry-changed",
        [typeof(FacilityDelisted)] = "facility-delisted",
        [typeof(FacilityRelisted)] = "facility-relisted",
        [typeof(VisitReported)] = "visit-reported",
        [typeof(VisitRestated)] = "visit-restated",
        [typeof(ViolationReported)] = "violation-reported",
        [typeof(ViolationRestated)] = "violation-restated",
        [typeof(ReportTakenBack)] = "report-taken-back",

        [typeof(EntryVoided)] = "entry-voided",
        [typeof(CorrectionRequested)] = "correction-requested",
        [typeof(CorrectionRejected)] = "correction-rejected",
        [typeof(EntryCorrected)] = "entry-corrected",

        [typeof(FilingSubmitted)] = "filing-submitted",
        [typeof(FilingSupplementAsked)] = "filing-supplement-asked",
        [typeof(FilingReceiptIssued)] = "filing-receipt-issued",
        [typeof(FilingNonconformityNotified)] = "filing-nonconformity-notified",
        [typeof(FilingConditionsMet)] = "filing-conditions-met",
        [typeof(ConditionsChecked)] = "conditions-checked",
        [typeof(MaterialExpired)] = "material-expired",
        [typeof(MaterialLapsed)] = "material-lapsed",
        [typeof(MaterialRenewed)] = "material-renewed",
        [typeof(FilingChanged)] = "filing-changed",
        [typeof(FilingClosed)] = "filing-closed",

        [typeof(ClassesDeclared)] = "classes-declared",
        [typeof(CertificateExpired)] = "certificate-expired",
        [typeof(StaffDeclared)] = "staff-declared",
        [typeof(FeesDeclared)] = "fees-declared",
        [typeof(PlacesReported)] = "places-reported",
        [typeof(AnnualReportFiled)] = "annual-report-filed",
        [typeof(InstallationReported)] = "installation-reported",
        [typeof(InstallationFiled)] = "installation-filed",
        [typeof(NonconformityRaised)] = "nonconformity-raised",
        [typeof(OperationSuspended)] = "operation-suspended",
        [typeof(OperationResumed)] = "operation-resumed",
        [typeof(ServiceTerminated)] = "service-terminated",
        [typeof(CampaignOpened)] = "campaign-opened",
        [typeof(CampaignClosed)] = "campaign-closed",
        [typeof(AssessmentOpened)] = "assessment-opened",
        [typeof(IndicatorScored)] = "indicator-scored",
        [typeof(AssessmentFrozen)] = "assessment-frozen",
        [typeof(InspectionOpened)] = "inspection-opened",
        [typeof(FindingRecorded)] = "finding-recorded",
        [typeof(InspectionCompleted)] = "inspection-completed",
        [typeof(InspectionResultPublished)] = "inspection-result-published",

        [typeof(EvidenceAdded)] = "evidence-added",
        [typeof(TerritorialPatrolReported)] = "territorial-patrol-reported",
        [typeof(CoverageOwed)] = "coverage-owed",
        [typeof(OfficerCertified)] = "officer-certified",
        [typeof(CertificateRenewed)] = "officer-certificate-renewed",
        [typeof(CertificateEnded)] = "officer-certificate-ended",
        [typeof(PlanDrafted)] = "plan-drafted",
        [typeof(PlanApproved)] = "plan-approved",
        [typeof(PlanPublished)] = "plan-published",
        [typeof(DrawPrepared)] = "draw-prepared",
        [typeof(DrawHeld)] = "draw-held",

        [typeof(IncidentReported)] = "incident-reported",
        [typeof(IncidentTransferred)] = "incident-transferred",
        [typeof(IncidentClosed)] = "incident-closed",
        [typeof(ComplaintOutcomeNoted)] = "complaint-outcome-noted",

        [typeof(ViolationRecorded)] = "violation-recorded",
        [typeof(RectificationOrdered)] = "rectification-ordered",
        [typeof(RectificationExtended)] = "rectification-extended",
        [typeof(RectificationReported)] = "rectification-reported",
        [typeof(RectificationRejected)] = "rectification-rejected",
        [typeof(RectificationVerified)] = "rectification-verified",
        [typeof(ViolationDismissed)] = "violation-dismissed",
        [typeof(SummaryPenaltyImposed)] = "summary-penalty-imposed",
        [typeof(SummaryPenaltyRevoked)] = "summary-penalty-revoked",

        [typeof(CaseOpened)] = "case-opened",
        [typeof(PenaltyNoticed)] = "penalty-noticed",
        [typeof(StatementHeard)] = "statement-heard",
        [typeof(HearingRequested)] = "hearing-requested",
        [typeof(HearingHeld)] = "hearing-held",
        [typeof(LegalReviewed)] = "legal-reviewed",
        [typeof(PenaltyDecided)] = "penalty-decided",
        [typeof(NoPenaltyDecided)] = "no-penalty-decided",
        [typeof(PenaltyServed)] = "penalty-served",
        [typeof(FinePaid)] = "fine-paid",
        [typeof(PenaltyRevoked)] = "penalty-revoked",
        [typeof(EvidencePreserved)] = "evidence-preserved",
        [typeof(EvidenceSettled)] = "evidence-settled",
        [typeof(RecusalAsked)] = "recusal-asked",
        [typeof(RecusalDecided)] = "recusal-decided",
        [typeof(CaseDiscussed)] = "case-discussed",
        [typeof(CaseTransferred)] = "case-transferred",
        [typeof(InstalmentsGranted)] = "instalments-granted",
        [typeof(PerformanceDemanded)] = "performance-demanded",
        [typeof(EnforcementApplied)] = "enforcement-applied",
        [typeof(EnforcementRuled)] = "enforcement-ruled",
        [typeof(PenaltyChallenged)] = "penalty-challenged",
        [typeof(ChallengeDecided)] = "challenge-decided",
        [typeof(PersonsBarred)] = "persons-barred",
        [typeof(CaseClosed)] = "case-closed",

        [typeof(CreditChanged)] = "credit-changed",
        [typeof(CreditGradeChanged)] = "credit-grade-changed",
        [typeof(CreditChangeStruck)] = "credit-change-struck",
        [typeof(CreditRepairRequested)] = "credit-repair-requested",
        [typeof(CreditRepairAccepted)] = "credit-repair-accepted",
        [typeof(CreditRepairGranted)] = "credit-repair-granted",
        [typeof(CreditRepairRefused)] = "credit-repair-refused",
        [typeof(CreditRepairWithdrawn)] = "credit-repair-withdrawn",
        [typeof(ObjectionRaised)] = "objection-raised",
        [typeof(ObjectionExtended)] = "objection-extended",
        [typeof(ObjectionUpheld)] = "objection-upheld",
        [typeof(ObjectionRejected)] = "objection-rejected",
        [typeof(CreditChangeProposed)] = "credit-change-proposed",
        [typeof(CreditChangeApproved)] = "credit-change-approved",
        [typeof(CreditChangeRejected)] = "credit-change-rejected",
        [typeof(AwardRecorded)] = "award-recorded",
        [typeof(AwardWithdrawn)] = "award-withdrawn",
        [typeof(SeriousBreachListed)] = "serious-breach-listed",
        [typeof(SeriousBreachDelisted)] = "serious-breach-delisted",
    };

    /// <exception cref="KeyNotFoundException">No event bears the name.</exception>
    public static Type TypeOf(string name) => Types.Value[name];
}
