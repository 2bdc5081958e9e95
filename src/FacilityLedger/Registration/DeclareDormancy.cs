using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;
using Wolverine.Http;

namespace FacilityLedger.Registration;

/// <summary>Enters that the institution has declared its dormancy (歇业) to the registration authority, or prolonged it.</summary>
/// <param name="Until">Its last day.</param>
/// <param name="OccurredOn">Its first day, or the day on which it was prolonged.</param>
public sealed record DeclareDormancy(DateOnly Until, DateOnly OccurredOn);

/// <summary>The institution is dormant. By its last day it is in service again, or its registration is cancelled.</summary>
/// <param name="EndDue">The term with which it ends.</param>
public sealed record DormancyDeclared(DateOnly Until, Deadline EndDue, DateOnly OccurredOn) : IFact, IStartsClock
{
    public const string End = "registration/dormancy";

    public string Thing => "registration";
    public IEnumerable<Deadline?> Deadlines => [EndDue];
}

public static class DeclareDormancyEndpoint
{
    public static readonly Rule May = new("dormancy-of-nature", 422, "市场主体登记管理条例 30", new("该性质的机构没有歇业制度", "An institution of this nature cannot be dormant"));
    public static readonly Rule Term = new("dormancy-term", 422, "市场主体登记管理条例 30", new("歇业自开始之日起不超过最长期限，且止于开始之后", "A dormancy ends after it begins and is no longer than the law allows"));

    [Gives("registration.dormancy")]
    [WolverinePost("/api/{jurisdiction}/facilities/{facilityId}/registration/dormancy")]
    public static Decision Decide(DeclareDormancy command, [Decides] Facility facility, Circumstances c)
    {
        if (Guard.Against(c, facility, "registration.dormancy", command.OccurredOn, "registration") is { } no)
            return no;
        var was = facility.Registration;
        if (was.Status != RegistrationStatus.Registered)
            return ChangeRegistrationEndpoint.Registered.Refuse(("state", was.Status));
        if (c.Policy.Nature(was.Nature!) is not { DormancyClock: { } clock })
            return May.Refuse(("nature", was.Nature));
        var longest = c.Deadline(DormancyDeclared.End, clock, was.Dormancy?.Since ?? command.OccurredOn);
        if (command.Until <= command.OccurredOn || command.Until > longest.DueOn)
            return Term.Refuse(("field", "until"), ("latest", longest.DueOn)).On(c.Book.On(command.OccurredOn).Clock(clock).Source);
        if (was.Dormancy?.Until == command.Until)
            return Decision.Nothing;
        return Decision.Of(new DormancyDeclared(command.Until, longest with { N = command.Until.DayNumber - longest.From.DayNumber, Unit = "day", DueOn = command.Until, DueAt = c.Book.EndOf(command.Until), Provisional = false }, command.OccurredOn)).Showing(facility, c, command.OccurredOn);
    }
}
