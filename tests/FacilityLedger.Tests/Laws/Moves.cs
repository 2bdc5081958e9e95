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
public static partial class Moves
{
    private const string Round = "370323-ROUND00001";
    private static readonly AssessmentCampaign Campaign = new(Round, "一轮", "TEST-100", new DateOnly(2026, 1, 1));
    private static readonly string[] Inspectors = ["WJ", "XF"];

    public static IReadOnlyList<Move> All { get; } = [.. Papers(), .. Enforcement(), .. AroundCredit(), .. Publicity()];

    /// <summary>Each as often as it weighs.</summary>
    public static IReadOnlyList<Move> Bag { get; } = [.. All.SelectMany(x => Enumerable.Repeat(x, x.Weight))];

    /// <summary>Registration, premises, filing and operation.</summary>
    private static Move[] Papers() =>
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
    ];

    /// <summary>Disclosure, assessment, corrections and what the clock does.</summary>
    private static Move[] Publicity() =>
    [
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
        new("coverage", x => x.Facility is not null && x.Plans.Where(p => p.Year == x.Today.Year).ToList() is { Count: > 0 } plans && x.One(plans) is var plan ? new Given("the clock", "", Scene.Sweep, (f, c) => OweCoverage.Decide(f!, plan, c)) : null, 4),
        new("sweep", x => x.Facility is null ? null : new Given("the clock", "", Scene.Sweep, (f, c) => FallDue.Decide(f!, c))),
    ];

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

    private static string Shown(Scene x) => x.Of(x.Facility?.Disclosures.Standing.Keys ?? []);

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
        var other = x.Flag() ? move.Draw(new Scene(x.Life!.File(entry, given.Command).Before(entry), x.Day, new Step(0, 0, x.Number(0, 10), (uint)x.Number(0, 1_000_000)), x.Life)) : null;
        var command = (other?.Command.GetType() == given.Command.GetType() ? other : given).Command;
        return x.Give(given.Actor.Department, new RequestCorrection(entry, given.Path!, JsonSerializer.SerializeToElement(command, command.GetType(), LedgerJson.Options), x.One("typing-error", "objection"), x.Day, x.One(null, "看错了")),
            (request, facility, c) => RequestCorrectionEndpoint.Decide(request, facility, x.Life!.File(request.Entry, command), c));
    }

    private static string Asked(Scene x) => x.Of(x.Facility?.Corrections.All.Keys ?? []);

    private static Dictionary<string, JsonElement> Fields(string field, string value) => new(StringComparer.Ordinal) { [field] = JsonSerializer.SerializeToElement(value) };
}
