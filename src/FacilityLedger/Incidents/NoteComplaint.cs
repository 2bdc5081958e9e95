using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;
using FacilityLedger.Policies;
using Wolverine.Http;

namespace FacilityLedger.Incidents;

/// <summary>Enters how a complaint about the institution ended that is handled outside the ledger.</summary>
/// <param name="Number">Its number there; with the channel it names the complaint.</param>
/// <param name="Channel">Code of the policy's channels.</param>
/// <param name="Outcome"><c>substantiated</c>, <c>partly</c> or <c>unfounded</c>.</param>
/// <param name="OccurredOn">Day of the outcome.</param>
public sealed record NoteComplaint(string Number, string Channel, string Domain, string Outcome, DateOnly ReceivedOn, DateOnly OccurredOn);

/// <summary>The outcome of a complaint was noted; noted again it is another.</summary>
public sealed record ComplaintOutcomeNoted(string Complaint, string Number, string Channel, string Domain, string Outcome, DateOnly ReceivedOn, string Department, DateOnly OccurredOn) : IFact
{
    public string Thing => IncidentBook.ComplaintThing(Complaint);
}

public static class NoteComplaintEndpoint
{
    public const string Unfounded = "unfounded";

    public static readonly Rule Received = new("complaint-received-first", 422, "DESIGN 4", new("收到日期不能晚于办结日期", "A complaint is received before it ends"));
    public static readonly Rule InDomain = new("complaint-in-its-domain", 403, "附件2", new("投诉须属于本部门检查的领域", "A complaint lies in a domain that the department inspects"));
    public static readonly Rule Bears = new("complaint-bears-violation", 422, "行政处罚法 40", new("已据此投诉认定违法行为，不能改变结论", "A violation rests on the complaint, so its outcome stays"));

    private static readonly string[] Outcomes = ["substantiated", "partly", Unfounded];

    [Gives("complaint.note")]
    [WolverinePost("/api/{jurisdiction}/facilities/{facilityId}/complaints")]
    public static Decision Decide(NoteComplaint command, [Decides] Facility facility, Circumstances c)
    {
        if ((Guard.Against(c, facility, "complaint.note", command.OccurredOn, closed: true) ?? Guard.Text("number", command.Number, 100)
            ?? Guard.Known("channel", command.Channel, c.Policy.ComplaintChannels) ?? Guard.Known("domain", command.Domain, c.Policy.Domains)) is { } no)
            return no;
        if (!Outcomes.Contains(command.Outcome))
            return Guard.Code.Refuse(("field", "outcome"), ("known", string.Join(' ', Outcomes)));
        if (!c.Policy.Department(c.Department)!.Covers(command.Domain))
            return InDomain.Refuse(("field", "domain"));
        if (command.ReceivedOn > command.OccurredOn)
            return Received.Refuse(("field", "receivedOn"));
        if (Guard.Day(c, command.ReceivedOn) is { } absurd)
            return absurd;
        var number = command.Number.Trim();
        var was = facility.Incidents.Complaints.Values.FirstOrDefault(x => Folding.Same(x.Number, number) && x.Channel == command.Channel);
        if (was is not null && (was.Outcome, was.Domain, was.ReceivedOn) == (command.Outcome, command.Domain, command.ReceivedOn))
            return Decision.Nothing;
        if (was is not null && Again(facility, was, command.OccurredOn) is { } refused)
            return refused;
        return Decision.Of(new ComplaintOutcomeNoted(was?.Id ?? c.NewId("complaint"), number, command.Channel, command.Domain, command.Outcome, command.ReceivedOn, c.Department, command.OccurredOn));
    }

    private static Refusal? Again(Facility facility, ComplaintOutcome was, DateOnly on) =>
        Guard.After(facility, IncidentBook.ComplaintThing(was.Id), on) ?? (facility.Violations.RestingOn(IncidentBook.ComplaintThing(was.Id)) is { } violation ? Bears.Refuse(("violation", violation.Id)) : null);
}
