using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;
using FacilityLedger.Inspectors;
using FacilityLedger.Operation;
using FacilityLedger.Web;
using FacilityLedger.Web.Forms;
using static FacilityLedger.Web.Forms.FormField;

namespace FacilityLedger.Incidents;

public static class IncidentForms
{
    /// <summary>Suspends the service because of an incident.</summary>
    public const string Stop = "operation.stop";

    private static readonly string[] TransferClocks = ["abuse-transfer", "incident-transfer", "incident-transfer-day"];
    private const string StopClock = "abuse-suspension";

    public static IReadOnlyList<CommandForm> All { get; } =
    [
        new("incident.report", new("登记事故", "Enter an incident"), "facilities/{id}/incidents", null, x =>
        [
            new("kind", new("类别", "Kind"), FieldKind.Select) { Options = From(x.Policy.IncidentTypes) },
            new("source", new("报告人", "Told by"), FieldKind.Radios) { Options = CodeWords.Tellers },
            new("affected", new("涉及婴幼儿人数", "Children concerned"), FieldKind.Number) { Hint = new("只记人数，不记姓名", "Their number only, never a name") },
            Hour(x, "learntAt", new("得知时间", "Learnt at")) with { Hint = new("报告人得知的时间", "When whoever told it learnt of it") },
            Hour(x, "reportedAt", new("报告时间", "Told at")) with { Hint = new("本部门接到报告的时间", "When your department was told") },
            new("narrative", new("经过", "What happened"), FieldKind.TextArea) { Optional = true, MaxLength = 4000, Hint = new("密封保存", "Kept sealed") },
        ])
        {
            Starts = ["abuse-transfer", "incident-transfer", StopClock], Suits = x => x.Facility is not null && x.Policy.IncidentTypes.Count > 0, Beside = Beside((Guard.Future, "reportedAt")),
        },
        new("incident.transfer", new("移送事故", "Pass the incident on"), "facilities/{id}/incidents/{of}/transfers", "incidents/{of}", x =>
        [
            new("to", new("移送至", "To"), FieldKind.Select) { Options = From(x.Policy.Departments.Where(d => d.Code != x.Officer.Department && d.Territory is null)), Value = Untold(x).FirstOrDefault() },
            Hour(x, "at", new("移送时间", "At")),
            new("number", new("移送文书编号", "Number of the transfer")) { Optional = true, MaxLength = 100 },
        ])
        {
            Answers = TransferClocks, Suits = x => x.Incident is { Status: IncidentStatus.Open }, Beside = Beside((Guard.Future, "at"), (Guard.Backwards, "at")),
        },
        new("operation.suspend", new("因事故责令停止服务", "Stop the service because of an incident"), "facilities/{id}/operation/suspension", "operation", x =>
        [
            Fixed("incident", x.Subject ?? ""),
            Ground([.. CodeWords.Suspensions.Where(o => o.Value is "ordered" or "emergency")]),
            new("basis", new("依据条款", "Article")) { MaxLength = 200, Value = Kind(x)?.Suspension?.Basis, Says = SuspendOperationEndpoint.NamedOfficer },
            .. Inspections.InspectionForms.One(x, "officer", new("执法人员", "Officer"), x.Officer.Account), Day(x, new("自何日起", "From")),
        ])
        {
            Name = Stop, OffersOfficers = true, Answers = [StopClock], SubjectOf = thing => thing.Split('/')[^1],
            Subjects = x => (x.Facility?.Incidents.All.Values ?? []).Where(i => i.Status != IncidentStatus.Unfounded).OrderByDescending(i => i.ReportedAt)
                .Select(i => new FormSubject(i.Id, ThingWords.Of(x.Facility!, IncidentBook.Thing(i.Id), x.Policy), Dates.Table(x.Book.Local(i.ReportedAt)), Done: i.SuspendedOn is not null)),
            Suits = x => x.Facility is { Closed: false } facility && facility.Incidents.All.AtHand.Any(i => i is { Status: IncidentStatus.Open, SuspendedOn: null }),
            Beside = Beside((SuspendOperationEndpoint.OrderHasBasis, "basis"), (OfficerRegister.Certified, "officer")),
        },
        new("incident.close", new("事故办结", "Close the incident"), "facilities/{id}/incidents/{of}/closing", "incidents/{of}", x =>
        [
            new("outcome", new("结论", "Outcome"), FieldKind.Radios) { Options = CodeWords.IncidentOutcomes, Hint = new("未完成的移送和停止服务期限随之终止", "Open terms for passing it on and for stopping the service end") },
            Day(x, new("办结日期", "Closed on")),
        ])
        {
            Suits = x => x.Incident is { Status: IncidentStatus.Open }, Beside = Beside((CloseIncidentEndpoint.Bears, "outcome"), (CloseIncidentEndpoint.Over, "outcome")),
        },
        new("complaint.note", new("登记投诉结论", "Note the outcome of a complaint"), "facilities/{id}/complaints", null, x =>
        [
            new("number", new("投诉编号", "Number of the complaint")) { MaxLength = 100, Hint = new("同一编号再次登记即改变结论；不写投诉人", "The same number again changes the outcome; never who complained") },
            new("channel", new("渠道", "Channel"), FieldKind.Select) { Options = From(x.Policy.ComplaintChannels) },
            new("domain", new("领域", "Domain"), FieldKind.Select) { Options = From(x.Policy.Domains.Where(d => x.Department?.Covers(d.Code) == true)), Says = NoteComplaintEndpoint.InDomain },
            new("outcome", new("结论", "Outcome"), FieldKind.Radios) { Options = CodeWords.ComplaintOutcomes },
            new("receivedOn", new("收到日期", "Received on"), FieldKind.Date), Day(x, new("结论日期", "Outcome of")),
        ])
        {
            Suits = x => x.Facility is not null && x.Policy.ComplaintChannels.Count > 0, Beside = Beside((NoteComplaintEndpoint.Bears, "outcome")),
        },
    ];

    // Bodies that have to hear of it and have not.
    private static IEnumerable<string> Untold(FormScene x) => x.Of is not { } id ? [] : x.Policy.Departments.Select(d => d.Code).Where(d => x.Facility?.Obligations.All.GetValueOrDefault(IncidentBook.Transfer(id, d)) is { Open: true });

    private static Policies.IncidentType? Kind(FormScene x) => x.Subject is { } id && x.Facility?.Incidents.Find(id) is { } incident ? x.Book.On(incident.ReportedOn).IncidentType(incident.Kind) : null;
}
