using System.Globalization;
using System.Text.Json;
using FacilityLedger.Assessments;
using FacilityLedger.Buildings;
using FacilityLedger.Cases;
using FacilityLedger.Corrections;
using FacilityLedger.Disclosure;
using FacilityLedger.Facilities;
using FacilityLedger.Filing;
using FacilityLedger.Hosting;
using FacilityLedger.Hosting.Decisions;
using FacilityLedger.Incidents;
using FacilityLedger.Inspections;
using FacilityLedger.Inspectors;
using FacilityLedger.Operation;
using FacilityLedger.Plans;
using FacilityLedger.Registration;
using FacilityLedger.Violations;
using Microsoft.Extensions.DependencyInjection;

namespace FacilityLedger.IntegrationTests.Desk;

/// <summary>Facilities and campaigns in a state, made by the decisions themselves. All days lie in autumn 2026, and today is 24 November.</summary>
public static class DeskStates
{
    private static int made;

    public static DateOnly Day(int day) => new(2026, 11, day);

    /// <summary>A credit code of the right form that no other facility of this process has.</summary>
    public static string NewUscc()
    {
        var organisation = (30_000_000 + Interlocked.Increment(ref made)).ToString(CultureInfo.InvariantCulture);
        var body = $"91370323{organisation}{Uscc.OrgCheckSign(organisation)}";
        return body + Uscc.CheckSign(body);
    }

    private static string NewId() => FacilityId.New(DeskUnderTest.Jurisdiction, Guid.NewGuid().ToString());

    private static Task<Decision> OnAsync(this DeskUnderTest desk, string id, string account, Func<Facility, Circumstances, Decision> decide) => desk.DecideAsync<Facility>(id, account, (x, c) => decide(x!, c));

    public static async Task<string> AFoundPlaceAsync(this DeskUnderTest desk)
    {
        var id = NewId();
        await desk.DecideAsync<Facility>(id, "WJ-1", (x, c) => FindFacilityEndpoint.Decide(new("示例看护点", "370323002", "南麻街道示例路 1 号", Day(1)), x, c));
        return id;
    }

    public static async Task<string> ARegisteredAsync(this DeskUnderTest desk, string? name = null)
    {
        var id = NewId();
        await desk.DecideAsync<Facility>(id, "SP-1", (x, c) => RegisterFacilityEndpoint.Decide(Steps.Registration with { Uscc = NewUscc(), Name = name ?? Steps.Registration.Name }, x, c));
        return id;
    }

    /// <summary>An application that the authority has had since the day before.</summary>
    public static async Task<string> AnApplicationAsync(this DeskUnderTest desk, string nature)
    {
        var id = NewId();
        await desk.DecideAsync<Facility>(id, "SP-1", (x, c) => ReceiveApplicationEndpoint.Decide(new("示例托育", nature, "ORDINARY", "370323001", "示例路 9 号", "SP", "示例甲", Day(23)), x, c));
        return id;
    }

    /// <summary>Of classes that were declared on the 10th, WJ-1 asks that there be fewer places.</summary>
    public static async Task<(string Id, string Correction)> ARequestedCorrectionAsync(this DeskUnderTest desk)
    {
        var id = await desk.ARegisteredAsync();
        var declared = new DeclareClasses([new("INFANT", 9)], 60, 40, Day(10));
        await desk.OnAsync(id, "WJ-1", (x, c) => DeclareClassesEndpoint.Decide(declared, x, c));
        var entries = (await desk.EventsAsync(id)).Select(Facilities.Entry.Of).ToList();
        var request = new RequestCorrection(entries.First(x => x.Fact is ClassesDeclared).Version, "operation/classes", JsonSerializer.SerializeToElement(declared with { Places = 30, InclusivePlaces = 30 }, LedgerJson.Options), "typing-error", Day(20));
        await desk.OnAsync(id, "WJ-1", (x, c) => RequestCorrectionEndpoint.Decide(request, x, new(entries, "WJ-1@370323", new Dictionary<string, string>()), c));
        return (id, (await desk.FacilityAsync(id)).Corrections.All.Keys.Single());
    }

    public static async Task<string> ADormantAsync(this DeskUnderTest desk)
    {
        var id = await desk.ARegisteredAsync();
        await desk.OnAsync(id, "SP-1", (x, c) => DeclareDormancyEndpoint.Decide(new(Day(10).AddYears(1), Day(10)), x, c));
        return id;
    }

    /// <summary>A building whose completion was accepted and has to be filed.</summary>
    public static async Task<string> AnAcceptedBuildingAsync(this DeskUnderTest desk)
    {
        var id = await desk.ARegisteredAsync();
        await desk.OnAsync(id, "ZJ-1", (x, c) => AcceptConstructionEndpoint.Decide(new("completion", "passed", "竣 1", Day(20)), x, c));
        return id;
    }

    public static async Task<string> AReceivedFilingAsync(this DeskUnderTest desk)
    {
        var id = await desk.ARegisteredAsync();
        await desk.OnAsync(id, "WJ-1", (x, c) => SubmitFilingEndpoint.Decide(FilingSteps.Filing with { OccurredOn = Day(18) }, x, c));
        return id;
    }

    public static async Task<string> AFiledAsync(this DeskUnderTest desk)
    {
        var id = await desk.AReceivedFilingAsync();
        await desk.OnAsync(id, "WJ-1", (x, c) => IssueReceiptEndpoint.Decide(new($"R-{NewUscc()}", Day(19)), x, c));
        return id;
    }

    public static async Task<string> ASuspendedAsync(this DeskUnderTest desk)
    {
        var id = await desk.ARegisteredAsync();
        await desk.OnAsync(id, "WJ-1", (x, c) => SuspendOperationEndpoint.Decide(new("own-decision", Day(10)), x, c));
        return id;
    }

    public static async Task<string> WithVideoAsync(this DeskUnderTest desk)
    {
        var id = await desk.ARegisteredAsync();
        await desk.OnAsync(id, "WJ-1", (x, c) => ReportInstallationEndpoint.Decide(new("video", Day(10), Day(10)), x, c));
        return id;
    }

    /// <summary>An open inspection with one finding of the catalogue.</summary>
    public static async Task<(string Id, string Inspection, string Finding)> AnInspectionAsync(this DeskUnderTest desk)
    {
        var id = await desk.ARegisteredAsync();
        await desk.OnAsync(id, "WJ-1", (x, c) => OpenInspectionEndpoint.Decide(EnforcementSteps.Care, x, null, c));
        await desk.Host.Services.GetRequiredService<IEvidenceStore>().PutAsync(DeskUnderTest.Jurisdiction, "WJ", new MemoryStream(EvidenceTests.Photo), default);
        await desk.OnAsync(id, "WJ-1", (x, c) => RecordFindingEndpoint.Decide(new("CARE", 2, "示例：乳儿班收托 14 人", Day(2), "CAR-01"), x.Inspections.All.Keys.Single(), x, c));
        var inspection = (await desk.FacilityAsync(id)).Inspections.All.Values.Single();
        return (id, inspection.Id, inspection.Findings[0].Id);
    }

    public static async Task<(string Id, string Inspection)> ACompletedInspectionAsync(this DeskUnderTest desk)
    {
        var (id, inspection, _) = await desk.AnInspectionAsync();
        await desk.OnAsync(id, "WJ-1", (x, c) => CompleteInspectionEndpoint.Decide(new("correction-ordered", Day(3)), inspection, x, c));
        return (id, inspection);
    }

    public static async Task<(string Id, string Violation)> AViolationAsync(this DeskUnderTest desk)
    {
        var (id, inspection, finding) = await desk.AnInspectionAsync();
        await desk.OnAsync(id, "WJ-1", (x, c) => RecordViolationEndpoint.Decide(new("CAR-01", new($"inspections/{inspection}", finding), Day(3)), x, c));
        return (id, (await desk.FacilityAsync(id)).Violations.All.Keys.Single());
    }

    /// <summary>A plan of the health bureau with care in full and health at random.</summary>
    public static async Task<string> APlanAsync(this DeskUnderTest desk, PlanStatus status)
    {
        var id = NewId();
        await desk.DecideAsync<InspectionPlan>(id, "WJ-1", (x, c) => DraftPlanEndpoint.Decide(new("示例计划", 2026, [new("CARE", "full", 2, "示例"), new("HEALTH", "random", 1, "示例")], Day(1)), x, c));
        if (status != PlanStatus.Drafted)
            await desk.DecideAsync<InspectionPlan>(id, "WJ-2", (x, c) => ApprovePlanEndpoint.Decide(new(Day(1)), x!, c));
        if (status == PlanStatus.Published)
            await desk.DecideAsync<InspectionPlan>(id, "WJ-1", (x, c) => PublishPlanEndpoint.Decide(new(Day(1)), x!, c));
        if (status == PlanStatus.Published)
            await desk.ARegisteredAsync();
        return id;
    }

    /// <summary>An officer of the fire brigade, certified from the 1st on; no other form is filled in for it.</summary>
    public static async Task<string> AnOfficerAsync(this DeskUnderTest desk)
    {
        var id = NewId();
        await desk.DecideAsync<OfficerFile>(id, "XF-1", (x, c) => CertifyOfficerEndpoint.Decide(new(NewUscc(), NewUscc(), Day(1), Day(1).AddYears(4)), x, c));
        return id;
    }

    /// <summary>A draw of one of three institutions, to be held.</summary>
    public static async Task<(string Id, string Draw)> ADrawAsync(this DeskUnderTest desk)
    {
        var id = await desk.APlanAsync(PlanStatus.Published);
        await desk.DecideAsync<InspectionPlan>(id, "WJ-1", (x, c) => PrepareDrawEndpoint.Decide(new("HEALTH", 1, [new("A1", "WJ"), new("A2", "WJ")], Day(2)), x!, new([("370323-A", "A"), ("370323-B", "B"), ("370323-C", null)]), c));
        await using var session = desk.Store.QuerySession(DeskUnderTest.Jurisdiction);
        return (id, (await session.LoadAsync<InspectionPlan>(id, Xunit.TestContext.Current.CancellationToken))!.Draws.Keys.Single());
    }

    /// <summary>A violation whose term of seven days began on the day.</summary>
    public static async Task<(string Id, string Violation)> AnOrderedAsync(this DeskUnderTest desk, int day = 20)
    {
        var (id, violation) = await desk.AViolationAsync();
        await desk.OnAsync(id, "WJ-1", (x, c) => OrderRectificationEndpoint.Decide(new(Day(day)), violation, x, c));
        return (id, violation);
    }

    /// <summary>A violation reported too late by officer 1.</summary>
    public static async Task<(string Id, string Violation)> AReportedAsync(this DeskUnderTest desk)
    {
        var (id, violation) = await desk.AnOrderedAsync(5);
        await desk.OnAsync(id, "WJ-1", (x, c) => ReportRectificationEndpoint.Decide(new(Day(23)), violation, x, c));
        return (id, violation);
    }

    public static async Task<(string Id, string Violation)> AFinedAsync(this DeskUnderTest desk)
    {
        var (id, violation) = await desk.AViolationAsync();
        await desk.OnAsync(id, "WJ-1", (x, c) => SummaryPenaltyEndpoint.Decide(new("F", $"D-{NewUscc()}", Day(20), "500.00"), violation, x, c));
        return (id, violation);
    }

    /// <summary>A case that got as far as the step names: <c>open</c>, <c>preserved</c> (evidence), <c>recusal</c> (asked for), <c>noticed</c>, <c>asked</c>, <c>decided</c>, <c>served</c>, <c>challenged</c>, <c>demanded</c> or <c>applied</c>.</summary>
    public static async Task<(string Id, string Case)> ACaseAsync(this DeskUnderTest desk, string step = "noticed")
    {
        var (id, violation) = await desk.AViolationAsync();
        await desk.OnAsync(id, "WJ-1", (x, c) => OpenCaseEndpoint.Decide(new([violation], EnforcementSteps.Officers, Day(4)), x, c));
        var of = (await desk.FacilityAsync(id)).Cases.All.Keys.Single();
        var enforced = step is "demanded" or "applied";
        if (step == "preserved")
            await desk.OnAsync(id, "WJ-1", (x, c) => PreserveEvidenceEndpoint.Decide(new(3, "登记册三本", Day(5)), of, x, c));
        if (step == "recusal")
            await desk.OnAsync(id, "WJ-1", (x, c) => AskRecusalEndpoint.Decide(new("wj-1", "party", Day(5)), of, x, c));
        if (step is not ("open" or "preserved" or "recusal"))
            await desk.OnAsync(id, "WJ-1", (x, c) => NoticePenaltyEndpoint.Decide(new([new("F", "5000.00")], Day(enforced ? 4 : 5)), of, x, c));
        if (step == "asked")
            await desk.OnAsync(id, "WJ-1", (x, c) => RequestHearingEndpoint.Decide(new(Day(9)), of, x, c));
        if (step is "decided" or "served" or "challenged" || enforced)
            await desk.OnAsync(id, "WJ-1", (x, c) => DecidePenaltyEndpoint.Decide(new([new("F", "5000.00")], $"D-{NewUscc()}", Day(enforced ? 4 : 16)), of, x, c));
        if (step is "served" or "challenged" || enforced)
            await desk.OnAsync(id, "WJ-1", (x, c) => ServePenaltyEndpoint.Decide(new("direct", Day(enforced ? 4 : 17)), of, x, c));
        if (step == "challenged")
            await desk.OnAsync(id, "WJ-1", (x, c) => ChallengePenaltyEndpoint.Decide(new("suit", Day(20)), of, x, c));
        if (enforced)
            await desk.OnAsync(id, "WJ-1", (x, c) => DemandPerformanceEndpoint.Decide(new(Day(6)), of, x, c));
        if (step == "applied")
            await desk.OnAsync(id, "WJ-1", (x, c) => ApplyToCourtEndpoint.Decide(new("源卫申〔2026〕1号", Day(20)), of, x, c));
        return (id, of);
    }

    /// <summary>Abuse that the public told of on the 20th at ten.</summary>
    public static async Task<(string Id, string Incident)> AnIncidentAsync(this DeskUnderTest desk)
    {
        var id = await desk.ARegisteredAsync();
        await desk.OnAsync(id, "WJ-1", (x, c) => ReportIncidentEndpoint.Decide(new("ABUSE", "public", 1, EnforcementSteps.At(20, 9), EnforcementSteps.At(20, 10)), x, c));
        return (id, (await desk.FacilityAsync(id)).Incidents.All.Keys.Single());
    }

    /// <summary>A case on abuse in which it was decided to bar the persons.</summary>
    public static async Task<(string Id, string Case)> ABarAsync(this DeskUnderTest desk)
    {
        var (id, incident) = await desk.AnIncidentAsync();
        await desk.OnAsync(id, "WJ-1", (x, c) => RecordViolationEndpoint.Decide(new("CAR-13", new(IncidentBook.Thing(incident)), Day(20)), x, c));
        await desk.OnAsync(id, "WJ-1", (x, c) => OpenCaseEndpoint.Decide(new([.. x.Violations.All.Keys], EnforcementSteps.Officers, Day(20)), x, c));
        var of = (await desk.FacilityAsync(id)).Cases.All.Keys.Single();
        await desk.OnAsync(id, "WJ-1", (x, c) => NoticePenaltyEndpoint.Decide(new([new("BAN")], Day(20)), of, x, c));
        await desk.OnAsync(id, "WJ-1", (x, c) => DecidePenaltyEndpoint.Decide(new([new("BAN")], $"D-{NewUscc()}", Day(21)), of, x, c));
        return (id, of);
    }

    /// <summary>A violation with a warning, put right, whose repair is asked for on the 23rd.</summary>
    public static async Task<(string Id, string Repair)> ARepairAsync(this DeskUnderTest desk, bool accepted = false, bool granted = false)
    {
        var (id, violation) = await desk.AWarnedAsync();
        await desk.OnAsync(id, "WJ-1", (x, c) => Credit.RequestRepairEndpoint.Decide(new(violation, "已分班", Day(23), "不再超员"), x, c));
        var repair = (await desk.FacilityAsync(id)).CreditBook.Repairs.Keys.Single();
        if (accepted)
            await desk.OnAsync(id, "WJ-1", (x, c) => Credit.AcceptRepairEndpoint.Decide(new(Day(23)), repair, x, c));
        if (granted)
            await desk.OnAsync(id, "WJ-1", (x, c) => Credit.GrantRepairEndpoint.Decide(new(Day(23)), repair, x, c));
        return (id, repair);
    }

    /// <summary>A violation with a warning, verified as put right on the 23rd.</summary>
    public static async Task<(string Id, string Violation)> AWarnedAsync(this DeskUnderTest desk)
    {
        var (id, violation) = await desk.AReportedAsync();
        await desk.OnAsync(id, "WJ-2", (x, c) => VerifyRectificationEndpoint.Decide(new("verified", Day(23)), violation, x, c));
        await desk.OnAsync(id, "WJ-1", (x, c) => SummaryPenaltyEndpoint.Decide(new("W", $"W-{NewUscc()}", Day(23)), violation, x, c));
        return (id, violation);
    }

    /// <summary>A change by hand that WJ-1 proposed, approved by WJ-2 or not yet.</summary>
    public static async Task<(string Id, string Proposal)> AProposalAsync(this DeskUnderTest desk, bool approved = false)
    {
        var id = await desk.ARegisteredAsync();
        await desk.OnAsync(id, "WJ-1", (x, c) => Credit.ProposeCreditChangeEndpoint.Decide(new(-20, "县政策 13", "示例", Day(20)), x, c));
        var proposal = (await desk.FacilityAsync(id)).CreditBook.Proposals.Keys.Single();
        if (approved)
            await desk.OnAsync(id, "WJ-2", (x, c) => Credit.ApproveCreditChangeEndpoint.Decide(new(Day(20)), proposal, x, c));
        return (id, proposal);
    }

    /// <summary>An objection to a change of credit.</summary>
    public static async Task<(string Id, string Objection)> AnObjectionAsync(this DeskUnderTest desk)
    {
        var (id, _) = await desk.AProposalAsync(approved: true);
        await desk.OnAsync(id, "WJ-1", (x, c) => Credit.RaiseObjectionEndpoint.Decide(new($"credit/{x.Credit.Changes.Keys.Single()}", "示例", Day(21)), x, c));
        return (id, (await desk.FacilityAsync(id)).CreditBook.Objections.Keys.Single());
    }

    public static async Task<(string Id, string Award)> AnAwardAsync(this DeskUnderTest desk)
    {
        var id = await desk.ARegisteredAsync();
        await desk.OnAsync(id, "WJ-1", (x, c) => Credit.RecordAwardEndpoint.Decide(new("county", "奖 1", "示例", Day(20)), x, c));
        return (id, (await desk.FacilityAsync(id)).CreditBook.Awards.Keys.Single());
    }

    public static async Task<(string Id, string Listing)> AListedAsync(this DeskUnderTest desk)
    {
        var (id, violation) = await desk.AViolationAsync();
        await desk.OnAsync(id, "WJ-1", (x, c) => Credit.ListSeriousBreachEndpoint.Decide(new("TEST-LIST", violation, "列 1", Day(20)), x, c));
        return (id, (await desk.FacilityAsync(id)).CreditBook.SeriousBreaches.Keys.Single());
    }

    public static async Task<string> ACampaignAsync(this DeskUnderTest desk)
    {
        var id = NewId();
        await desk.DecideAsync<AssessmentCampaign>(id, "WJ-1", (x, c) => OpenCampaignEndpoint.Decide(CampaignTests.Round with { Name = $"评估 {id}" }, x, c));
        return id;
    }

    public static async Task<(string Id, string Campaign)> AnAssessmentAsync(this DeskUnderTest desk)
    {
        var (id, campaign) = (await desk.AFiledAsync(), await desk.ACampaignAsync());
        await using var session = desk.Store.QuerySession(DeskUnderTest.Jurisdiction);
        var round = await session.LoadAsync<AssessmentCampaign>(campaign, Xunit.TestContext.Current.CancellationToken);
        await desk.OnAsync(id, "WJ-1", (x, c) => OpenAssessmentEndpoint.Decide(new(campaign, "TEST-100", Day(20)), x, round, c));
        return (id, campaign);
    }

    public static async Task<(string Id, string Campaign)> AScoredAsync(this DeskUnderTest desk)
    {
        var (id, campaign) = await desk.AnAssessmentAsync();
        foreach (var score in new ScoreIndicator[] { new("1.1", 40, Day(20), true), new("1.2", 20, Day(20)), new("2.1", 30, Day(20)) })
            await desk.OnAsync(id, "WJ-1", (x, c) => ScoreIndicatorEndpoint.Decide(score, campaign, x, c));
        return (id, campaign);
    }

    /// <summary>Something that happens to a thing while a form is open: enough to move its version.</summary>
    public static IFact Meanwhile(string thing) => thing.Split('/') switch
    {
        ["registration"] => new RegistrationChanged("改过的名称", null, null, null, null, Day(24)),
        ["premises"] => new PlanningVerified("passed", "规 9", "ZR", Day(24)),
        ["filing"] => new FilingConditionsMet("WJ", Day(24)),
        ["operation"] => new OperationResumed(Day(24)),
        ["credit"] => new Credit.CreditGradeChanged("A", "B", Day(24)),
        ["repairs", var id] => new Credit.CreditRepairRefused(id, "duties", Day(24)),
        ["objections", var id] => new Credit.ObjectionRejected(id, "accurate", Day(24)),
        ["proposals", var id] => new Credit.CreditChangeRejected(id, new Sealed("id", "hash"), Day(24)),
        ["awards", var id] => new Credit.AwardWithdrawn(id, "撤 9", Day(24)),
        ["serious-breaches", var id] => new Credit.SeriousBreachDelisted(id, "expired", Day(24)),
        ["inspections", var id] => new FindingRecorded(id, "F0000000001", "CARE", null, 1, new Sealed("id", "hash"), Day(24)),
        ["incidents", var id] => new IncidentTransferred(id, "XF", null, EnforcementSteps.At(24, 8), "WJ", Day(24)),
        ["violations", var id] => new ViolationDismissed(id, "duplicate", Day(24)),
        ["cases", var id] => new StatementHeard(id, new Sealed("id", "hash"), Day(24)),
        ["assessments", var id] => new IndicatorScored(id, "1.2", 3, null, [], Day(24)),
        ["corrections", var id] => new CorrectionRejected(id, new Sealed("id", "hash"), Day(24)),
        ["disclosures", var key] => new DisclosureCorrected(key, new Dictionary<string, System.Text.Json.JsonElement>(StringComparer.Ordinal) { ["status"] = System.Text.Json.JsonSerializer.SerializeToElement("filed") }, "objection", 0, Day(24)),
        [OfficerFile.Thing] => new CertificateRenewed(Day(24).AddYears(9), Day(24)),
        ["approval"] => new PlanApproved("wj-9", Day(24)),
        ["publication"] => new PlanPublished(Day(24)),
        ["draws", var id] => new DrawHeld(id, "seed", "salt", [], Day(24)),
        ["closing"] => new CampaignClosed(Day(24)),
        _ => throw new ArgumentOutOfRangeException(nameof(thing), thing, "Nothing happens to such a thing."),
    };
}
