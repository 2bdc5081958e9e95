using FacilityLedger.Assessments;
using FacilityLedger.Buildings;
using FacilityLedger.Cases;
using FacilityLedger.Corrections;
using FacilityLedger.Credit;
using FacilityLedger.Disclosure;
using FacilityLedger.Filing;
using FacilityLedger.Incidents;
using FacilityLedger.Inspections;
using FacilityLedger.Inspectors;
using FacilityLedger.Operation;
using FacilityLedger.Plans;
using FacilityLedger.Registration;
using FacilityLedger.Violations;
using FacilityLedger.Web.Forms;

namespace FacilityLedger.IntegrationTests.Desk;

/// <summary>Where a form stands.</summary>
/// <param name="Id">Key of the facility or campaign; null for a new one.</param>
/// <param name="Of">Id of the thing.</param>
public sealed record FormPlace(string? Id, string? Of = null, string? Subject = null);

/// <summary>How a form is filled in well and badly; fields that are not named here are left as the page offers them.</summary>
/// <param name="Event">What the good one records.</param>
/// <param name="WrongField">Id of the field beside which the bad one is refused.</param>
public sealed record FormCase(
    Type Event, Func<DeskUnderTest, Task<FormPlace>> PlaceAsync, (string Name, string[] Typed)[] Good, (string Name, string[] Typed)[] Wrong, string WrongField, string Officer = "WJ-1")
{
    private static readonly (string, string[])[] Tomorrow = [("occurredOn", ["2026-11-25"])];

    /// <summary>By the name of the form. A form without a line here fails its test.</summary>
    public static IReadOnlyDictionary<string, FormCase> All { get; } = new Dictionary<string, FormCase>(StringComparer.Ordinal)
    {
        ["registration.register"] = new(typeof(FacilityRegistered), async x => new(await x.AFoundPlaceAsync()),
            [("uscc", [DeskStates.NewUscc()]), ("nature", ["FORPROFIT"]), ("kind", ["ORDINARY"]), ("legalRepresentative", ["示例甲"]), ("scope", ["3岁以下婴幼儿托育服务"]), ("occurredOn", ["2026-11-20"])],
            [("uscc", [DeskStates.NewUscc()]), ("nature", ["FORPROFIT"]), ("kind", ["ORDINARY"]), ("legalRepresentative", ["示例甲"]), ("scope", ["餐饮服务"])], "scope", "SP-1"),
        ["registration.found"] = new(typeof(FacilityFound), _ => New(), [("name", ["示例看护点"]), ("town", ["370323001"]), ("address", ["示例路 3 号"]), ("source", ["patrol"])], [("name", ["示例看护点"]), ("town", ["370323001"])], "address"),
        ["registration.change"] = new(typeof(RegistrationChanged), async x => new(await x.ARegisteredAsync()), [("name", ["新名称"])], [("name", ["新名称"]), .. Tomorrow], "occurredOn", "SP-1"),
        ["registration.apply"] = new(typeof(RegistrationApplied), async x => new(await x.AFoundPlaceAsync()),
            [("nature", ["NONPROFIT"]), ("kind", ["ORDINARY"]), ("sponsor", ["WJ"]), ("legalRepresentative", ["示例甲"]), ("occurredOn", ["2026-11-20"])], [("nature", ["NONPROFIT"]), ("kind", ["ORDINARY"]), ("legalRepresentative", ["示例甲"])], "sponsor", "SP-1"),
        ["registration.approve"] = new(typeof(RegistrationApproved), async x => new(await x.AnApplicationAsync("PUBLIC")), [("number", [$"源编 {DeskStates.NewUscc()}"])], [], "number", "BB-1"),
        ["registration.refuse"] = new(typeof(RegistrationRefused), async x => new(await x.AnApplicationAsync("FORPROFIT")), [("grounds[]", ["conditions"]), ("reasons", ["场所不符合条件"])], [("reasons", ["没有写事由"])], "grounds[]", "SP-1"),
        ["registration.extend"] = new(typeof(DecisionExtended), async x => new(await x.AnApplicationAsync("FORPROFIT")), [], Tomorrow, "occurredOn", "SP-1"),
        ["registration.change-due"] = new(typeof(RegistrationChangeDue), async x => new(await x.ARegisteredAsync()), [("what[]", ["name", "address"])], [("what[]", [])], "what[]"),
        ["registration.dormancy"] = new(typeof(DormancyDeclared), async x => new(await x.ARegisteredAsync()), [("until", ["2027-11-23"])], [("until", ["2030-11-23"])], "until", "SP-1"),
        ["registration.dormancy-end"] = new(typeof(DormancyEnded), async x => new(await x.ADormantAsync()), [], Tomorrow, "occurredOn", "SP-1"),
        ["registration.liquidation"] = new(typeof(LiquidationFinished), async x => new(await x.ARegisteredAsync()), [], Tomorrow, "occurredOn", "SP-1"),
        ["premises.planning"] = new(typeof(PlanningVerified), async x => new(await x.AnAcceptedBuildingAsync()), [("result", ["failed"]), ("number", ["规核 1"])], [("result", ["passed"])], "number", "ZR-1"),
        ["premises.acceptance"] = new(typeof(ConstructionAccepted), async x => new(await x.AnAcceptedBuildingAsync()), [("kind", ["completion-filing"]), ("result", ["passed"]), ("number", ["备 1"])], [("kind", ["completion-filing"]), ("number", ["备 1"])], "result", "ZJ-1"),
        ["registration.cancel"] = new(typeof(RegistrationCancelled), async x => new(await x.ARegisteredAsync()), [("ground", ["application"])], [], "ground", "SP-1"),

        ["filing.submit"] = new(typeof(FilingSubmitted), async x => new(await x.ARegisteredAsync()),
            [("serviceForms[]", ["full-day"]), ("places", ["60"]), ("inclusivePlaces", ["40"]), ("premises.tenure", ["leased"]), ("premises.leaseEnd", ["2031-06-30"]), ("mealsProvided", ["true"]), ("classes[0].type", ["INFANT"]), ("classes[0].children", ["9"]),
                ("materials[0].code", ["FM1"]), ("materials[2].code", ["FM6"]), ("materials[2].validUntil", ["2030-01-31"]), ("materials[2].issuer", ["SC"]), ("setting.areas.indoor", ["320.5"]), ("setting.staff.carers", ["9"]), ("setting.head.name", ["示例乙"]), ("setting.head.college", ["true"]), ("setting.contact.name", ["示例丙"])],
            [("serviceForms[]", ["full-day"]), ("places", ["60"]), ("inclusivePlaces", ["40"]), ("premises.tenure", ["leased"]), ("mealsProvided", ["false"])], "premises.leaseEnd"),
        ["filing.receipt"] = new(typeof(FilingReceiptIssued), async x => new(await x.AReceivedFilingAsync()), [("number", ["370323-2026-7001"])], [("number", [""])], "number"),
        ["filing.supplement"] = new(typeof(FilingSupplementAsked), async x => new(await x.AReceivedFilingAsync()), [("materials[]", ["FM2"])], [("materials[]", [])], "materials[]"),
        ["filing.nonconformity"] = new(typeof(FilingNonconformityNotified), async x => new(await x.AFiledAsync()), [("conditions[]", ["CAR-01", "FM2"])], [("conditions[]", [])], "conditions[]"),
        ["filing.conformity"] = new(typeof(FilingConditionsMet), async x => new(await x.AFiledAsync()), [], Tomorrow, "occurredOn"),
        ["filing.change"] = new(typeof(FilingChanged), async x => new(await x.AFiledAsync()), [("places", ["55"])], [("places", ["很多"])], "places"),
        ["filing.check"] = new(typeof(ConditionsChecked), async x => new(await x.AFiledAsync()), [("results[0].met", ["true"]), ("results[1].met", ["false"])], Tomorrow, "occurredOn"),
        ["filing.material"] = new(typeof(MaterialRenewed), async x => new(await x.AFiledAsync()), [("code", ["FM6"]), ("issuedOn", ["2026-11-20"]), ("issuer", ["SC"]), ("number", ["JY-2"])], [("code", ["FM6"]), ("issuedOn", ["2026-11-20"]), ("validUntil", ["2040-01-01"])], "validUntil"),
        ["filing.close"] = new(typeof(FilingClosed), async x => new(await x.AFiledAsync()), [("ground", ["application"]), ("placement.arrangements[]", ["transferred"]), ("placement.children", ["12"])], [("ground", ["application"])], "placement.arrangements[]"),

        ["operation.classes"] = new(typeof(ClassesDeclared), async x => new(await x.ARegisteredAsync()),
            [("classes[0].type", ["INFANT"]), ("classes[0].children", ["9"]), ("classes[1].type", ["JUNIOR"]), ("classes[1].children", ["14"]), ("classes[1].capacity", ["15"]), ("places", ["60"]), ("inclusivePlaces", ["0"])],
            [("classes[2].children", ["9"]), ("places", ["60"]), ("inclusivePlaces", ["0"])], "classes[2].type"),
        ["operation.staff"] = new(typeof(StaffDeclared), async x => new(await x.ARegisteredAsync()),
            [("staff[0].role", ["HEAD"]), ("staff[0].name", ["示例甲"]), ("staff[0].healthCheckedOn", ["2026-03-01"]), ("staff[0].certificates[0].code", ["HEAD_TRAINING"]), ("staff[0].certificates[0].validUntil", ["2027-03-01"]), ("staff[1].role", ["CARER"])],
            [("staff[0].role", ["HEAD"]), ("staff[0].healthCheckedOn", ["2026-12-01"])], "staff[0].role"),
        ["operation.fees"] = new(typeof(FeesDeclared), async x => new(await x.ARegisteredAsync()),
            [("items[0].item", ["CARE"]), ("items[0].serviceForm", ["full-day"]), ("items[0].classType", ["SENIOR"]), ("items[0].amount", ["1,100"]), ("items[0].period", ["month"])],
            [("items[0].item", ["CARE"]), ("items[0].serviceForm", ["full-day"]), ("items[0].amount", ["一千"]), ("items[0].period", ["month"])], "items[0].amount"),
        ["operation.places"] = new(typeof(PlacesReported), async x => new(await x.ARegisteredAsync()), [("places", ["60"]), ("inclusive", ["0"]), ("taken", ["50"]), ("free", ["10"])], [("places", ["60"]), ("inclusive", ["0"]), ("taken", ["50"]), ("free", ["11"])], "free"),
        ["operation.report"] = new(typeof(AnnualReportFiled), async x => new(await x.AFiledAsync()), [("kind", ["care"]), ("year", ["2026"])], [("kind", ["care"]), ("year", ["2025"])], "year"),
        ["operation.installation"] = new(typeof(InstallationReported), async x => new(await x.ARegisteredAsync()), [("kind", ["video"]), ("since", ["2026-11-20"])], [("kind", ["video"])], "since"),
        ["operation.filing"] = new(typeof(InstallationFiled), async x => new(await x.WithVideoAsync()), [("kind", ["video"])], [("kind", ["video"]), .. Tomorrow], "occurredOn"),
        ["operation.suspend"] = new(typeof(OperationSuspended), async x => new(await x.ARegisteredAsync()), [("ground", ["own-decision"]), ("expectedUntil", ["2027-02-28"])], [("ground", ["ordered"])], "basis"),
        ["operation.resume"] = new(typeof(OperationResumed), async x => new(await x.ASuspendedAsync()), [], Tomorrow, "occurredOn"),
        ["operation.terminate"] = new(typeof(ServiceTerminated), async x => new(await x.ARegisteredAsync()), [("placement.children", ["31"]), ("placement.arrangements[]", ["transferred", "returned-home"])], [("placement.children", ["31"]), ("placement.arrangements[]", [])], "placement.arrangements[]"),

        ["inspection.officer"] = new(typeof(OfficerCertified), _ => New(), [("account", [DeskStates.NewUscc()]), ("certificate", [DeskStates.NewUscc()]), ("validUntil", ["2030-11-19"]), ("occurredOn", ["2025-11-20"])], [("account", ["XF-9@370323"]), ("certificate", ["鲁C-9"]), ("validUntil", ["2020-11-19"])], "validUntil", "XF-1"),
        ["inspection.officer-renew"] = new(typeof(CertificateRenewed), async x => new(await x.AnOfficerAsync()), [("validUntil", ["2031-11-19"])], [("validUntil", ["2020-11-19"])], "validUntil", "XF-1"),
        ["inspection.officer-end"] = new(typeof(CertificateEnded), async x => new(await x.AnOfficerAsync()), [("ground", ["left"])], [("ground", ["left"]), .. Tomorrow], "occurredOn", "XF-1"),
        ["inspection.plan"] = new(typeof(PlanDrafted), _ => New(), [("items[0].coverage", ["full"]), ("items[0].yearlyCap", ["2"]), ("items[0].basis", ["人口与计划生育法 28"])], [("items[0].coverage", ["random"]), ("items[0].yearlyCap", ["2"]), ("items[0].basis", ["人口与计划生育法 28"])], "items[0].coverage"),
        ["inspection.plan-approve"] = new(typeof(PlanApproved), async x => new(await x.APlanAsync(PlanStatus.Drafted)), [], Tomorrow, "occurredOn", "WJ-2"),
        ["inspection.plan-publish"] = new(typeof(PlanPublished), async x => new(await x.APlanAsync(PlanStatus.Approved)), [], Tomorrow, "occurredOn"),
        ["inspection.draw"] = new(typeof(DrawPrepared), async x => new(await x.APlanAsync(PlanStatus.Published)), [("domain", ["HEALTH"]), ("count", ["1"])], [("domain", ["HEALTH"]), ("count", ["0"])], "count"),
        ["inspection.draw-hold"] = new(typeof(DrawHeld), async x => await x.ADrawAsync() is var (id, draw) ? new(id, draw) : null!, [], Tomorrow, "occurredOn"),
        ["patrol.report"] = new(typeof(TerritorialPatrolReported), async x => new(await x.ARegisteredAsync()), [("domains[]", ["CARE"]), ("narrative", ["示例：门口堆物"])], [("domains[]", ["CARE"])], "narrative", "T370323001-1"),

        ["inspection.open"] = new(typeof(InspectionOpened), async x => new(await x.ARegisteredAsync(), Subject: "own"),
            [("domains[]", ["CARE"]), ("officers[]", ["WJ-1@370323", "WJ-2@370323"]), ("clue", ["12345-2026-11"])], [("domains[]", ["CARE"]), ("officers[]", ["WJ-2@370323"]), ("clue", ["12345"])], "officers[]"),
        ["inspection.finding"] = new(typeof(FindingRecorded), async x => await x.AnInspectionAsync() is var (id, inspection, _) ? new(id, inspection) : null!,
            [("domain", ["CARE"]), ("item", ["FIL-07"]), ("severity", ["1"]), ("narrative", ["收费公示缺项"])], [("domain", ["CARE"]), ("severity", ["1"])], "narrative"),
        ["inspection.evidence"] = new(typeof(EvidenceAdded), async x => await x.AnInspectionAsync() is var (id, inspection, _) ? new(id, inspection) : null!, [("digest", [EvidenceTests.PhotoDigest]), ("name", ["门口.png"])], [("digest", [EvidenceTests.PhotoDigest]), ("name", ["../门口.png"])], "name"),
        ["inspection.complete"] = new(typeof(InspectionCompleted), async x => await x.AnInspectionAsync() is var (id, inspection, _) ? new(id, inspection) : null!, [("result", ["no-problem"])], [], "result"),
        ["inspection.publish"] = new(typeof(InspectionResultPublished), async x => await x.ACompletedInspectionAsync() is var (id, inspection) ? new(id, inspection) : null!, [], Tomorrow, "occurredOn"),

        ["incident.report"] = new(typeof(IncidentReported), async x => new(await x.ARegisteredAsync()), [("kind", ["ABUSE"]), ("source", ["public"]), ("affected", ["1"]), ("learntAt", ["2026-11-23T08:30"]), ("reportedAt", ["2026-11-23T09:05"])],
            [("kind", ["ABUSE"]), ("source", ["public"]), ("affected", ["1"]), ("learntAt", ["2026-11-23T09:30"]), ("reportedAt", ["2026-11-23T09:05"])], "learntAt"),
        ["incident.transfer"] = new(typeof(IncidentTransferred), async x => await x.AnIncidentAsync() is var (id, of) ? new(id, of) : null!, [("at", ["2026-11-20T10:40"])], [("at", ["2026-11-25T10:40"])], "at"),
        ["incident.close"] = new(typeof(IncidentClosed), async x => await x.AnIncidentAsync() is var (id, of) ? new(id, of) : null!, [("outcome", ["founded"])], [], "outcome"),
        [IncidentForms.Stop] = new(typeof(OperationSuspended), async x => await x.AnIncidentAsync() is var (id, of) ? new(id, Subject: of) : null!, [("ground", ["ordered"]), ("officer", ["WJ-1@370323"])], [("ground", ["ordered"]), ("basis", [""])], "basis"),
        ["complaint.note"] = new(typeof(ComplaintOutcomeNoted), async x => new(await x.ARegisteredAsync()), [("number", ["12345-1"]), ("channel", ["HOTLINE"]), ("domain", ["CARE"]), ("outcome", ["partly"]), ("receivedOn", ["2026-11-10"])],
            [("number", ["12345-1"]), ("channel", ["HOTLINE"]), ("domain", ["CARE"]), ("outcome", ["partly"]), ("receivedOn", ["2026-11-25"])], "receivedOn"),
        ["violation.record"] = new(typeof(ViolationRecorded), async x => await x.AnInspectionAsync() is var (id, _, finding) ? new(id, Subject: finding) : null!, [], [("item", [""])], "item"),
        ["rectification.order"] = new(typeof(RectificationOrdered), async x => await x.AViolationAsync() is var (id, violation) ? new(id, violation) : null!, [("days", ["10"])], [("days", ["999"])], "days"),
        ["rectification.extend"] = new(typeof(RectificationExtended), async x => await x.AnOrderedAsync() is var (id, violation) ? new(id, violation) : null!, [("days", ["20"]), ("ground", ["supply"])], [("days", ["1"]), ("ground", ["supply"])], "days"),
        ["rectification.report"] = new(typeof(RectificationReported), async x => await x.AnOrderedAsync() is var (id, violation) ? new(id, violation) : null!, [("narrative", ["已分班"])], [("narrative", ["已分班"]), .. Tomorrow], "occurredOn"),
        ["rectification.verify"] = new(typeof(RectificationVerified), async x => await x.AReportedAsync() is var (id, violation) ? new(id, violation) : null!, [("outcome", ["verified"])], [], "outcome", "WJ-2"),
        ["rectification.reject"] = new(typeof(RectificationRejected), async x => await x.AReportedAsync() is var (id, violation) ? new(id, violation) : null!, [], [("days", ["-1"])], "days"),
        ["penalty.summary"] = new(typeof(SummaryPenaltyImposed), async x => await x.AViolationAsync() is var (id, violation) ? new(id, violation) : null!,
            [("kind", ["F"]), ("amount", ["1,500"]), ("number", ["沂卫罚〔2026〕7 号"])], [("kind", ["F"]), ("amount", ["5000"]), ("number", ["沂卫罚〔2026〕8 号"])], "amount"),
        ["penalty.revoke"] = new(typeof(SummaryPenaltyRevoked), async x => await x.AFinedAsync() is var (id, violation) ? new(id, violation) : null!, [("by", ["reconsideration"]), ("document", ["复 1"])], [("by", ["reconsideration"]), ("document", [""])], "document"),
        ["violation.dismiss"] = new(typeof(ViolationDismissed), async x => await x.AViolationAsync() is var (id, violation) ? new(id, violation) : null!, [("ground", ["not-established"])], [], "ground"),

        ["case.open"] = new(typeof(CaseOpened), async x => await x.AViolationAsync() is var (id, _) ? new(id) : null!, [("officers[]", ["WJ-1@370323", "WJ-2@370323"])], [("officers[]", ["WJ-2@370323"])], "officers[]"),
        ["case.evidence"] = new(typeof(EvidencePreserved), async x => await x.ACaseAsync("open") is var (id, of) ? new(id, of) : null!, [("count", ["3"]), ("description", ["登记册三本"])], [("count", ["0"]), ("description", ["登记册三本"])], "count"),
        ["case.evidence-settle"] = new(typeof(EvidenceSettled), async x => await x.ACaseAsync("preserved") is var (id, of) ? new(id, of) : null!, [("way", ["returned"])], [], "way"),
        ["case.recusal-request"] = new(typeof(RecusalAsked), async x => await x.ACaseAsync("open") is var (id, of) ? new(id, of) : null!, [("investigator", ["wj-1"]), ("askedBy", ["party"])], [("askedBy", ["party"])], "investigator"),
        ["case.recusal"] = new(typeof(RecusalDecided), async x => await x.ACaseAsync("recusal") is var (id, of) ? new(id, of) : null!, [("recused", ["true"]), ("replacement", ["*"])], [("recused", ["true"])], "replacement"),
        ["case.discuss"] = new(typeof(CaseDiscussed), async x => await x.ACaseAsync("noticed") is var (id, of) ? new(id, of) : null!, [("present", ["5"])], [("present", ["1"])], "present"),
        ["case.transfer"] = new(typeof(CaseTransferred), async x => await x.ACaseAsync("open") is var (id, of) ? new(id, of) : null!, [("ground", ["jurisdiction"]), ("to", ["XF"]), ("document", ["源卫移〔2026〕1号"])], [("ground", ["jurisdiction"]), ("document", ["源卫移〔2026〕1号"])], "to"),
        ["case.notice"] = new(typeof(PenaltyNoticed), async x => await x.ACaseAsync("open") is var (id, of) ? new(id, of) : null!, [("penalties[0].kind", ["F"]), ("penalties[0].amount", ["5,000"])], [("penalties[0].kind", ["F"])], "penalties[0].amount"),
        ["case.statement"] = new(typeof(StatementHeard), async x => await x.ACaseAsync("noticed") is var (id, of) ? new(id, of) : null!, [("narrative", ["没有及时备案"])], [("narrative", [""])], "narrative"),
        ["case.hearing-request"] = new(typeof(HearingRequested), async x => await x.ACaseAsync("noticed") is var (id, of) ? new(id, of) : null!, [("occurredOn", ["2026-11-09"])], Tomorrow, "occurredOn"),
        ["case.hearing"] = new(typeof(HearingHeld), async x => await x.ACaseAsync("asked") is var (id, of) ? new(id, of) : null!, [("chair", ["*"]), ("notifiedOn", ["2026-11-10"])], [("notifiedOn", ["2026-11-10"])], "chair"),
        ["case.review"] = new(typeof(LegalReviewed), async x => await x.ACaseAsync("noticed") is var (id, of) ? new(id, of) : null!, [], Tomorrow, "occurredOn"),
        ["case.decide"] = new(typeof(PenaltyDecided), async x => await x.ACaseAsync("noticed") is var (id, of) ? new(id, of) : null!, [("number", [$"沂卫罚 {DeskStates.NewUscc()}"])], [("penalties[0].amount", ["9000"]), ("number", ["沂卫罚 99"])], "penalties[0].amount"),
        ["case.no-penalty"] = new(typeof(NoPenaltyDecided), async x => await x.ACaseAsync("noticed") is var (id, of) ? new(id, of) : null!, [("ground", ["first-slight"])], [], "ground"),
        ["case.serve"] = new(typeof(PenaltyServed), async x => await x.ACaseAsync("decided") is var (id, of) ? new(id, of) : null!, [("way", ["direct"])], [], "way"),
        ["case.pay"] = new(typeof(FinePaid), async x => await x.ACaseAsync("served") is var (id, of) ? new(id, of) : null!, [("amount", ["2,000"]), ("receipt", ["鲁财 1"])], [("amount", ["0"]), ("receipt", ["鲁财 2"])], "amount"),
        ["case.bar"] = new(typeof(PersonsBarred), async x => await x.ABarAsync() is var (id, of) ? new(id, of) : null!, [("persons[0].name", ["示例甲"]), ("persons[1].name", ["示例乙"])], [("persons[0].identity", ["370323"])], "persons[0].name"),
        ["case.revoke"] = new(typeof(PenaltyRevoked), async x => await x.ACaseAsync("served") is var (id, of) ? new(id, of) : null!, [("by", ["court"]), ("document", ["鲁0323行初1号"])], [("by", ["court"])], "document"),
        ["case.instalments"] = new(typeof(InstalmentsGranted), async x => await x.ACaseAsync("served") is var (id, of) ? new(id, of) : null!,
            [("askedOn", ["2026-11-20"]), ("instalments[0].amount", ["3,000"]), ("instalments[0].dueOn", ["2026-12-20"]), ("instalments[1].amount", ["2,000"]), ("instalments[1].dueOn", ["2027-01-20"])],
            [("askedOn", ["2026-11-20"]), ("instalments[0].amount", ["3,000"]), ("instalments[0].dueOn", ["2026-12-20"])], "instalments[0].amount"),
        ["case.demand"] = new(typeof(PerformanceDemanded), async x => await x.ACaseAsync("served") is var (id, of) ? new(id, of) : null!, [], Tomorrow, "occurredOn"),
        ["case.court"] = new(typeof(EnforcementApplied), async x => await x.ACaseAsync("demanded") is var (id, of) ? new(id, of) : null!, [("document", ["源卫申〔2026〕1号"])], [], "document"),
        ["case.court-ruling"] = new(typeof(EnforcementRuled), async x => await x.ACaseAsync("applied") is var (id, of) ? new(id, of) : null!, [("ruling", ["enforcement-allowed"]), ("document", ["鲁0323行审1号"])], [("ruling", ["enforcement-allowed"])], "document"),
        ["case.challenge"] = new(typeof(PenaltyChallenged), async x => await x.ACaseAsync("served") is var (id, of) ? new(id, of) : null!, [("course", ["suit"])], [], "course"),
        ["case.challenge-outcome"] = new(typeof(ChallengeDecided), async x => await x.ACaseAsync("challenged") is var (id, of) ? new(id, of) : null!,
            [("outcome", ["changed"]), ("document", ["鲁0323行初1号"]), ("penalties[0].kind", ["F"]), ("penalties[0].amount", ["3,000"])], [("outcome", ["changed"]), ("document", ["鲁0323行初1号"])], "penalties[0].amount"),
        ["case.close"] = new(typeof(CaseClosed), async x => await x.ACaseAsync("served") is var (id, of) ? new(id, of) : null!, [("ground", ["enforcement-ended"])], [("ground", ["performed"])], "ground"),

        ["credit.change"] = new(typeof(CreditChanged), async x => await x.AReportedAsync() is var (id, _) ? new(id) : null!, [("rule", ["CR-01"]), ("cause", ["*"])], [("rule", ["CR-11"]), ("cause", ["*"])], "cause"),

        ["credit.propose"] = new(typeof(CreditChangeProposed), async x => new(await x.ARegisteredAsync()), [("points", ["-10"]), ("basis", ["县政策 13"]), ("reason", ["多次投诉属实"])], [("points", ["0"]), ("basis", ["县政策 13"]), ("reason", ["多次投诉属实"])], "points"),
        ["credit.approve"] = new(typeof(CreditChangeApproved), async x => await x.AProposalAsync() is var (id, of) ? new(id, of) : null!, [], Tomorrow, "occurredOn", "WJ-2"),
        ["credit.reject"] = new(typeof(CreditChangeRejected), async x => await x.AProposalAsync() is var (id, of) ? new(id, of) : null!, [("reasons", ["依据不足"])], [("reasons", [""])], "reasons", "WJ-2"),
        ["repair.request"] = new(typeof(CreditRepairRequested), async x => await x.AWarnedAsync() is var (id, _) ? new(id) : null!, [("violation", ["*"]), ("done", ["已分班"]), ("commitment", ["不再超员"])], [("violation", ["*"]), ("done", [""])], "done"),
        ["repair.accept"] = new(typeof(CreditRepairAccepted), async x => await x.ARepairAsync() is var (id, of) ? new(id, of) : null!, [], Tomorrow, "occurredOn"),
        ["repair.grant"] = new(typeof(CreditRepairGranted), async x => await x.ARepairAsync(accepted: true) is var (id, of) ? new(id, of) : null!, [], Tomorrow, "occurredOn"),
        ["repair.withdraw"] = new(typeof(CreditRepairWithdrawn), async x => await x.ARepairAsync(accepted: true, granted: true) is var (id, of) ? new(id, of) : null!, [("ground", ["commitment-broken"]), ("reasons", ["又超员"])], [("ground", ["commitment-broken"]), ("reasons", [""])], "reasons"),
        ["repair.refuse"] = new(typeof(CreditRepairRefused), async x => await x.ARepairAsync() is var (id, of) ? new(id, of) : null!, [("ground", ["duties"])], [], "ground"),
        ["objection.raise"] = new(typeof(ObjectionRaised), async x => await x.AProposalAsync(approved: true) is var (id, _) ? new(id, Subject: $"credit/{(await x.FacilityAsync(id)).Credit.Changes.Keys.Single()}") : null!, [("statement", ["并无投诉"])], [("statement", [""])], "statement"),
        ["objection.extend"] = new(typeof(ObjectionExtended), async x => await x.AnObjectionAsync() is var (id, of) ? new(id, of) : null!, [], Tomorrow, "occurredOn"),
        ["objection.uphold"] = new(typeof(ObjectionUpheld), async x => await x.AnObjectionAsync() is var (id, of) ? new(id, of) : null!, [("remedy", ["struck"])], [("remedy", ["struck"]), .. Tomorrow], "occurredOn"),
        ["objection.reject"] = new(typeof(ObjectionRejected), async x => await x.AnObjectionAsync() is var (id, of) ? new(id, of) : null!, [("ground", ["accurate"])], [], "ground"),
        ["award.record"] = new(typeof(AwardRecorded), async x => new(await x.ARegisteredAsync()), [("level", ["county"]), ("document", ["奖 1"]), ("title", ["示范托育机构"])], [("level", ["county"]), ("title", ["示范托育机构"])], "document"),
        ["award.withdraw"] = new(typeof(AwardWithdrawn), async x => await x.AnAwardAsync() is var (id, of) ? new(id, of) : null!, [("document", ["撤 1"])], [("document", [""])], "document"),
        ["credit.list"] = new(typeof(SeriousBreachListed), async x => await x.AViolationAsync() is var (id, _) ? new(id) : null!, [("violation", ["*"]), ("document", ["列 1"])], [("violation", ["*"]), ("document", [""])], "document"),
        ["credit.delist"] = new(typeof(SeriousBreachDelisted), async x => await x.AListedAsync() is var (id, of) ? new(id, of) : null!, [("ground", ["expired"])], [], "ground"),

        ["disclosure.publish"] = new(typeof(DisclosurePublished), async x => await x.AFinedAsync() is var (id, violation) ? new(id, Subject: $"penalty~violations/{violation}") : null!, [], [("occurredOn", ["2026-11-19"])], "occurredOn"),
        ["disclosure.correct"] = new(typeof(DisclosureCorrected), async x => new(await x.AFiledAsync(), "filing"), [("fields.receiptNumber", ["370323-2026-9001"]), ("ground", ["typing-error"])], [("fields.receiptNumber", ["370323-2026-9001"])], "ground"),
        ["disclosure.withdraw"] = new(typeof(DisclosureWithdrawn), async x => new(await x.AFiledAsync(), "filing"), [("ground", ["annulled"])], [], "ground"),

        ["campaign.open"] = new(typeof(CampaignOpened), _ => New(), [("name", ["2026 年质量评估"])], [], "name"),
        ["campaign.close"] = new(typeof(CampaignClosed), async x => new(await x.ACampaignAsync()), [], Tomorrow, "occurredOn"),
        ["assessment.open"] = new(typeof(AssessmentOpened), async x => new(await x.AFiledAsync(), Subject: await x.ACampaignAsync()), [], Tomorrow, "occurredOn", "evaluator"),
        ["assessment.score"] = new(typeof(IndicatorScored), async x => await x.AnAssessmentAsync() is var (id, campaign) ? new(id, campaign, "1.1") : null!, [("points", ["35"]), ("passed", ["true"]), ("evidence[]", ["1"])], [("points", ["41"]), ("passed", ["true"])], "points", "evaluator"),
        ["assessment.freeze"] = new(typeof(AssessmentFrozen), async x => await x.AScoredAsync() is var (id, campaign) ? new(id, campaign) : null!, [], Tomorrow, "occurredOn", "evaluator"),

        ["correction.approve"] = new(typeof(EntryCorrected), async x => await x.ARequestedCorrectionAsync() is var (id, correction) ? new(id, correction) : null!, [], Tomorrow, "occurredOn", "WJ-2"),
        ["correction.reject"] = new(typeof(CorrectionRejected), async x => await x.ARequestedCorrectionAsync() is var (id, correction) ? new(id, correction) : null!, [("reasons", ["与申报材料一致"])], [], "reasons", "WJ-2"),
        ["correction.void"] = new(typeof(EntryVoided), async x => new(await x.AReceivedFilingAsync()), [("entry", ["4"]), ("ground", ["typing-error"]), ("explanation", ["录错了机构"])], [("ground", ["other"])], "entry"),
    };

    private static Task<FormPlace> New() => Task.FromResult(new FormPlace(null));
}
