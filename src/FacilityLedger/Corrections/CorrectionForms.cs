using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Nodes;
using FacilityLedger.Assessments;
using FacilityLedger.Buildings;
using FacilityLedger.Cases;
using FacilityLedger.Credit;
using FacilityLedger.Facilities;
using FacilityLedger.Filing;
using FacilityLedger.History;
using FacilityLedger.Hosting;
using FacilityLedger.Hosting.Decisions;
using FacilityLedger.Incidents;
using FacilityLedger.Inspections;
using FacilityLedger.Operation;
using FacilityLedger.Policies;
using FacilityLedger.Registration;
using FacilityLedger.Violations;
using FacilityLedger.Web;
using FacilityLedger.Web.Forms;
using Microsoft.AspNetCore.WebUtilities;
using static FacilityLedger.Web.Forms.FormField;

namespace FacilityLedger.Corrections;

/// <summary>An entry is corrected in the form by which it was made, filled in with what it says.</summary>
public static class CorrectionForms
{
    public const string Request = "correction.request";

    private const string Why = "_ground";
    private const string Explanation = "_explanation";

    /// <summary>The form by which an entry of this kind is made.</summary>
    public static IReadOnlyDictionary<Type, string> Made { get; } = new Dictionary<Type, string>
    {
        [typeof(FacilityFound)] = "registration.found",
        [typeof(FacilityRegistered)] = "registration.register",
        [typeof(RegistrationApplied)] = "registration.apply",
        [typeof(RegistrationChanged)] = "registration.change",
        [typeof(RegistrationApproved)] = "registration.approve",
        [typeof(RegistrationRefused)] = "registration.refuse",
        [typeof(DecisionExtended)] = "registration.extend",
        [typeof(RegistrationChangeDue)] = "registration.change-due",
        [typeof(DormancyDeclared)] = "registration.dormancy",
        [typeof(DormancyEnded)] = "registration.dormancy-end",
        [typeof(LiquidationFinished)] = "registration.liquidation",
        [typeof(RegistrationCancelled)] = "registration.cancel",
        [typeof(PlanningVerified)] = "premises.planning",
        [typeof(ConstructionAccepted)] = "premises.acceptance",
        [typeof(FilingSubmitted)] = "filing.submit",
        [typeof(FilingReceiptIssued)] = "filing.receipt",
        [typeof(FilingSupplementAsked)] = "filing.supplement",
        [typeof(FilingNonconformityNotified)] = "filing.nonconformity",
        [typeof(FilingConditionsMet)] = "filing.conformity",
        [typeof(FilingChanged)] = "filing.change",
        [typeof(ConditionsChecked)] = "filing.check",
        [typeof(MaterialRenewed)] = "filing.material",
        [typeof(FilingClosed)] = "filing.close",
        [typeof(ClassesDeclared)] = "operation.classes",
        [typeof(StaffDeclared)] = "operation.staff",
        [typeof(FeesDeclared)] = "operation.fees",
        [typeof(PlacesReported)] = "operation.places",
        [typeof(AnnualReportFiled)] = "operation.report",
        [typeof(InstallationReported)] = "operation.installation",
        [typeof(InstallationFiled)] = "operation.filing",
        [typeof(OperationSuspended)] = "operation.suspend",
        [typeof(OperationResumed)] = "operation.resume",
        [typeof(ServiceTerminated)] = "operation.terminate",
        [typeof(InspectionOpened)] = "inspection.open",
        [typeof(FindingRecorded)] = "inspection.finding",
        [typeof(InspectionCompleted)] = "inspection.complete",
        [typeof(InspectionResultPublished)] = "inspection.publish",
        [typeof(ViolationRecorded)] = "violation.record",
        [typeof(ViolationDismissed)] = "violation.dismiss",
        [typeof(RectificationOrdered)] = "rectification.order",
        [typeof(RectificationReported)] = "rectification.report",
        [typeof(RectificationRejected)] = "rectification.reject",
        [typeof(RectificationVerified)] = "rectification.verify",
        [typeof(RectificationExtended)] = "rectification.extend",
        [typeof(SummaryPenaltyImposed)] = "penalty.summary",
        [typeof(TerritorialPatrolReported)] = "patrol.report",
        [typeof(CaseOpened)] = "case.open",
        [typeof(PenaltyNoticed)] = "case.notice",
        [typeof(StatementHeard)] = "case.statement",
        [typeof(HearingRequested)] = "case.hearing-request",
        [typeof(HearingHeld)] = "case.hearing",
        [typeof(LegalReviewed)] = "case.review",
        [typeof(PenaltyDecided)] = "case.decide",
        [typeof(NoPenaltyDecided)] = "case.no-penalty",
        [typeof(PenaltyServed)] = "case.serve",
        [typeof(FinePaid)] = "case.pay",
        [typeof(EvidencePreserved)] = "case.evidence",
        [typeof(EvidenceSettled)] = "case.evidence-settle",
        [typeof(RecusalAsked)] = "case.recusal-request",
        [typeof(RecusalDecided)] = "case.recusal",
        [typeof(CaseDiscussed)] = "case.discuss",
        [typeof(CaseTransferred)] = "case.transfer",
        [typeof(InstalmentsGranted)] = "case.instalments",
        [typeof(PerformanceDemanded)] = "case.demand",
        [typeof(EnforcementApplied)] = "case.court",
        [typeof(EnforcementRuled)] = "case.court-ruling",
        [typeof(PenaltyChallenged)] = "case.challenge",
        [typeof(CaseClosed)] = "case.close",
        [typeof(AssessmentOpened)] = "assessment.open",
        [typeof(IndicatorScored)] = "assessment.score",
        [typeof(CreditChanged)] = "credit.change",
        [typeof(IncidentReported)] = "incident.report",
        [typeof(IncidentTransferred)] = "incident.transfer",
        [typeof(IncidentClosed)] = "incident.close",
        [typeof(ComplaintOutcomeNoted)] = "complaint.note",
        [typeof(PersonsBarred)] = "case.bar",
        [typeof(CreditRepairRequested)] = "repair.request",
        [typeof(CreditRepairAccepted)] = "repair.accept",
        [typeof(CreditRepairRefused)] = "repair.refuse",
        [typeof(CreditRepairWithdrawn)] = "repair.withdraw",
        [typeof(ObjectionRaised)] = "objection.raise",
        [typeof(ObjectionExtended)] = "objection.extend",
        [typeof(ObjectionRejected)] = "objection.reject",
        [typeof(CreditChangeProposed)] = "credit.propose",
        [typeof(CreditChangeApproved)] = "credit.approve",
        [typeof(CreditChangeRejected)] = "credit.reject",
        [typeof(AwardRecorded)] = "award.record",
        [typeof(SeriousBreachListed)] = "credit.list",
    }.ToFrozenDictionary();

    public static IReadOnlyList<CommandForm> All { get; } =
    [
        new("correction.void", new("作废记录", "Void an entry"), "facilities/{id}/voidings", null, x =>
        [
            new("entry", new("作废哪一条", "Which entry"), FieldKind.Radios) { Options = [.. Last(x)], Read = Whole, Says = VoidEntryEndpoint.Last },
            Ground(CodeWords.Voidings),
            new("explanation", new("说明", "Explanation"), FieldKind.TextArea) { Optional = true, MaxLength = 2000, Hint = new("密封保存", "Kept sealed") },
            Day(x, new("作废日期", "Voided on")),
        ])
        {
            Suits = x => Last(x).Any(),
        },
        new(Request, new("申请更正记录", "Ask for a correction"), "facilities/{id}/corrections", null, _ => [])
        {
            Subjects = x => Links(x).OrderByDescending(l => l.Key).Select(l => (Link: l, Entry: x.Entries.First(e => e.Version == l.Key))).Select(l => new FormSubject(Text((int)l.Entry.Version)!, Named(x, l.Entry), $"{DeskWords.NumberOf(l.Entry.Version)} · {Dates.Table(l.Entry.Fact.OccurredOn)}") { Href = l.Link.Value }),
            Repeats = true,
        },
        new("correction.approve", new("同意更正", "Agree to the correction"), "facilities/{id}/corrections/{of}/approval", "corrections/{of}", x => [Day(x, new("决定日期", "Decided on"))])
        {
            Answers = ["correction-decision"],
            Suits = Decides,
        },
        new("correction.reject", new("不予更正", "Reject the correction"), "facilities/{id}/corrections/{of}/rejection", "corrections/{of}", x =>
        [
            new("reasons", new("理由", "Reasons"), FieldKind.TextArea) { MaxLength = 2000, Hint = new("密封保存", "Kept sealed") },
            Day(x, new("决定日期", "Decided on")),
        ])
        {
            Suits = Decides,
        },
    ];

    // A service that was stopped because of an incident has a form of its own.
    private static string? MadeBy(IFact fact) => fact is OperationSuspended { Incident: not null } ? IncidentForms.Stop : Made.GetValueOrDefault(fact.GetType());

    /// <summary>Addresses of the forms in which entries are corrected, by the version of the first event of each decision that the officer's department may correct.</summary>
    public static IReadOnlyDictionary<long, string> Links(FormScene x)
    {
        if (x.Facility is not { } facility || Guard.May(x.Policy, x.Officer.Actor, Request) is not null)
            return new Dictionary<long, string>();
        var counting = Amended.Of(x.Entries).Select(e => e.Version).ToHashSet();
        var links = new Dictionary<long, string>();
        string? request = null;
        foreach (var e in x.Entries)
        {
            var first = e.Request is null || e.Request != request;
            request = e.Request;
            if (first && e.Department == x.Officer.Department && counting.Contains(e.Version) && MadeBy(e.Fact) is { } name && CommandForms.Find(name) is { } form
                && facility.Assessments.Of(e.Fact.Thing) is not { Frozen: true } && !facility.Corrections.All.AtHand.Any(c => c.Status == CorrectionStatus.Requested && c.Entry == e.Version))
                links[e.Version] = QueryHelpers.AddQueryString(form.Href(x.Book.Jurisdiction, facility.Id, form.Of is null ? null : e.Fact.Thing.Split('/')[1]), "correct", Text((int)e.Version)!);
        }
        return links;
    }

    /// <summary>The fields of the form as the officer found them then, filled in with what the entry says, and why it is wrong.</summary>
    public static IReadOnlyList<FormField> Fields(CommandForm form, FormScene scene, long entry)
    {
        var wrong = scene.Entries.First(x => x.Version == entry).Fact;
        var counting = new CorrectedFile([.. scene.Entries], "", new Dictionary<string, string>()).Counting(entry) is [var first, ..] ? first : wrong;
        var said = JsonSerializer.SerializeToNode(counting, counting.GetType(), LedgerJson.Options)!.AsObject();
        var then = scene with { Facility = Before(scene, entry), Events = [.. scene.Events.Where(x => x.Version < entry)] };
        List<FormField> fields = [.. form.Fields(then)];
        return
        [
            .. fields.Select(x => Filled(x, fields, said, scene.Book)),
            new(Why, new("更正事由", "Ground of the correction"), FieldKind.Radios) { Options = CodeWords.EntryCorrections, Group = new("更正", "Correction") },
            new(Explanation, new("更正说明", "Explanation of the correction"), FieldKind.TextArea) { Optional = true, MaxLength = 2000, Hint = new("密封保存", "Kept sealed"), Group = new("更正", "Correction") },
        ];
    }

    /// <summary>The request, from what was typed.</summary>
    public static JsonObject Body(FormDesk desk, long entry, IFormCollection typed)
    {
        var path = Before(desk.Scene, entry) is null && desk.Form.PathOfNew is { } beginning ? beginning : desk.Form.PathFor(desk.Scene.Id, desk.Scene.Of);
        var request = new JsonObject
        {
            ["entry"] = entry,
            ["path"] = path.StartsWith($"{CommandForm.Facilities}/{desk.Scene.Id}/", StringComparison.Ordinal) ? path[(CommandForm.Facilities.Length + desk.Scene.Id!.Length + 2)..] : path,
            ["command"] = FormBody.Of([.. desk.Fields.Where(x => x.Name is not (Why or Explanation))], typed),
            ["ground"] = typed[Why].ToString(),
            ["occurredOn"] = Dates.Iso(desk.Scene.Today),
        };
        if (!string.IsNullOrWhiteSpace(typed[Explanation]))
            request["explanation"] = typed[Explanation].ToString().ReplaceLineEndings("\n");
        return request;
    }

    private static Facility? Before(FormScene scene, long entry) => new CorrectedFile([.. scene.Entries], "", new Dictionary<string, string>()).Before(entry);

    private static bool Decides(FormScene x) => x.Of is { } of && x.Facility?.Corrections.Find(of) is { Status: CorrectionStatus.Requested } asked && asked.Department == x.Officer.Department && asked.RequestedBy != x.Officer.Account;

    // What is sealed is not shown, and what the event does not say is left as the form has it.
    private static FormField Filled(FormField field, IReadOnlyList<FormField> fields, JsonObject said, PolicyBook book)
    {
        if (field.Kind == FieldKind.Hidden)
            return field;
        var member = field.List ? field.Name[..^2] : field.Name;
        var found = new[] { said, said["form"] as JsonObject, said["material"] as JsonObject, said["setting"] as JsonObject }.OfType<JsonObject>().Select(x => At(x, member, field, fields)).OfType<JsonNode>().FirstOrDefault();
        return found switch
        {
            JsonArray list when field.List => field with { Values = [.. list.Select(Chosen).OfType<JsonValue>().Select(Said).Where(v => field.Options.Any(o => o.Value == v))] },
            JsonValue value when field.Kind == FieldKind.Hour => field with { Value = Text(book.Local(value.Deserialize<DateTimeOffset>())) },
            JsonValue value when field.Kind == FieldKind.Checkboxes => field with { Values = [Said(value)] },
            JsonValue value => field with { Value = Said(value) },
            JsonObject when Chosen(found) is JsonValue officer => field with { Value = Said(officer) },
            null when field.Row is not null || field.List => field with { Value = null, Values = [] },
            _ => field,
        };
    }

    // An officer is chosen by the account.
    private static JsonNode? Chosen(JsonNode? said) => said is JsonObject officer ? officer["account"] : said;

    private static string Said(JsonValue value) => value.GetValueKind() switch { JsonValueKind.True => "true", JsonValueKind.False => "false", JsonValueKind.String => value.GetValue<string>(), _ => value.ToJsonString() };

    private static JsonNode? At(JsonObject said, string member, FormField field, IReadOnlyList<FormField> fields)
    {
        JsonNode? at = said;
        foreach (var step in member.Split('.'))
        {
            var list = step.IndexOf('[', StringComparison.Ordinal);
            at = (at as JsonObject)?[list < 0 ? step : step[..list]];
            if (list >= 0)
                at = at is JsonArray items ? Item(items, int.Parse(step[(list + 1)..^1], System.Globalization.CultureInfo.InvariantCulture), field, fields) : null;
        }
        return at;
    }

    // A row that stands for a code of its own is the item of that code, whatever its place.
    private static JsonNode? Item(JsonArray items, int place, FormField field, IReadOnlyList<FormField> fields) =>
        fields.FirstOrDefault(x => x.Row == field.Row && x.Options.Count == 1 && x.Kind is FieldKind.Hidden or FieldKind.Checkboxes) is { } own
            ? items.FirstOrDefault(x => x?[own.Name[(own.Name.LastIndexOf('.') + 1)..]]?.ToString() == own.Options[0].Value)
            : items.ElementAtOrDefault(place);

    // The last entry of each thing that the officer's own department made; what the ledger wrote by itself is nobody's.
    private static IEnumerable<Option> Last(FormScene x)
    {
        List<Facilities.Entry> entries = [.. x.Entries];
        return x.Facility is not { } facility ? [] : entries
            .Where(e => e.Version > 1 && facility.Touched.TryGetValue(e.Fact.Thing, out var touch) && touch.Entry == e.Version && touch.Department == x.Officer.Department
                && e.Fact is not IAmends && facility.Assessments.Of(e.Fact.Thing) is not { Frozen: true } && e.Fact.Thing.Split('/')[0] is not ("disclosures" or "obligations" or "corrections")
                && VoidEntryEndpoint.NotWhole(facility, entries, e.Version) is null)
            .OrderByDescending(e => e.Version)
            .Select(e => new Option(Text((int)e.Version)!, Title(x, e)));
    }

    private static string Title(FormScene x, Facilities.Entry e) => $"{DeskWords.NumberOf(e.Version)} · {Dates.Table(e.Fact.OccurredOn)} · {Named(x, e)}";

    private static string Named(FormScene x, Facilities.Entry e) => $"{EventWords.Of(EventNames.All[e.Fact.GetType()])} · {ThingWords.Of(x.Facility!, e.Fact.Thing, x.Policy)}";
}
