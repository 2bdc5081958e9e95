using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;
using Wolverine.Http;

namespace FacilityLedger.Cases;

/// <summary>Enters that the party asks for a hearing.</summary>
public sealed record RequestHearing(DateOnly OccurredOn);

/// <summary>The party asked for a hearing. Asked within its term, the hearing comes before the decision.</summary>
public sealed record HearingRequested(string Case, DateOnly OccurredOn) : IFact, IMeets
{
    public string Thing => CaseBook.Thing(Case);
    public IEnumerable<string> Meets => [CaseBook.Hearing(Case)];
}

/// <summary>Enters that a hearing was held.</summary>
/// <param name="Chair">Account of who presided.</param>
/// <param name="NotifiedOn">Day on which the party was told of time and place.</param>
public sealed record HoldHearing(string Chair, DateOnly NotifiedOn, DateOnly OccurredOn);

/// <summary>A hearing was held.</summary>
/// <param name="NoticeUntil">Last day of the term of notice; a hearing before it came too early (行政处罚法 64).</param>
public sealed record HearingHeld(string Case, string Chair, DateOnly NotifiedOn, DateOnly NoticeUntil, DateOnly OccurredOn) : IFact
{
    public string Thing => CaseBook.Thing(Case);
}

public static class RequestHearingEndpoint
{
    [Gives("case.hearing-request")]
    [WolverinePost("/api/{jurisdiction}/facilities/{facilityId}/cases/{id}/hearing-request")]
    public static Decision Decide(RequestHearing command, string id, [Decides] Facility facility, Circumstances c)
    {
        if (OngoingCase.Against(c, facility, "case.hearing-request", id, command.OccurredOn) is { } no)
            return no;
        var was = facility.Cases.All[id];
        if (was.HearingAskedOn == command.OccurredOn)
            return Decision.Nothing;
        return was is { Status: CaseStatus.Noticed, HearingAskedOn: null } ? Decision.Of(new HearingRequested(id, command.OccurredOn)) : OngoingCase.Step.Refuse(("state", was.Status));
    }
}

public static class HoldHearingEndpoint
{
    public static readonly Rule Chair = new("hearing-chair", 422, "行政处罚法 64", new("听证由非本案调查人员主持", "Someone who does not investigate the case chairs the hearing"));

    [Gives("case.hearing")]
    [WolverinePost("/api/{jurisdiction}/facilities/{facilityId}/cases/{id}/hearing")]
    public static Decision Decide(HoldHearing command, string id, [Decides] Facility facility, Circumstances c)
    {
        if ((OngoingCase.Against(c, facility, "case.hearing", id, command.OccurredOn) ?? Guard.Text("chair", command.Chair, 100)) is { } no)
            return no;
        var was = facility.Cases.All[id];
        if (was.HearingHeldOn == command.OccurredOn)
            return Decision.Nothing;
        if (was is not { Status: CaseStatus.Noticed, HearingAskedOn: { } asked, HearingHeldOn: null })
            return OngoingCase.Step.Refuse(("state", was.Status));
        if (command.NotifiedOn < asked || command.NotifiedOn > command.OccurredOn)
            return Guard.Absurd.Refuse(("notifiedOn", command.NotifiedOn));
        return was.Investigates(command.Chair)
            ? Chair.Refuse(("chair", command.Chair))
            : Decision.Of(new HearingHeld(id, command.Chair, command.NotifiedOn, c.Deadline("", "hearing-notice", command.NotifiedOn).DueOn, command.OccurredOn));
    }
}
