using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;
using Wolverine.Http;

namespace FacilityLedger.Registration;

/// <summary>Enters that registered particulars have changed in the world, so that the institution has to apply for the change.</summary>
/// <param name="What"><c>name</c>, <c>address</c>, <c>representative</c>, <c>scope</c>.</param>
/// <param name="OccurredOn">Day of the change or of the decision on it; for a non-profit, day of its sponsor's consent (民办非企业单位登记管理暂行条例 15).</param>
public sealed record NoteRegistrationChange(IReadOnlyList<string> What, DateOnly OccurredOn);

/// <summary>The registration lags behind: the institution has to apply for the change.</summary>
/// <param name="ApplicationDue">The term; null where the nature has none, or an earlier one runs.</param>
public sealed record RegistrationChangeDue(IReadOnlyList<string> What, Deadline? ApplicationDue, DateOnly OccurredOn) : IFact, IStartsClock
{
    public const string Application = "registration/change";

    public string Thing => "registration";
    public IEnumerable<Deadline?> Deadlines => [ApplicationDue];
}

public static class NoteRegistrationChangeEndpoint
{
    private static readonly string[] Known = ["name", "address", "representative", "scope"];

    [Gives("registration.change-due")]
    [WolverinePost("/api/{jurisdiction}/facilities/{facilityId}/registration/change-due")]
    public static Decision Decide(NoteRegistrationChange command, [Decides] Facility facility, Circumstances c)
    {
        if (Guard.Against(c, facility, "registration.change-due", command.OccurredOn, "registration") is { } no)
            return no;
        var was = facility.Registration;
        if (was.Status != RegistrationStatus.Registered)
            return ChangeRegistrationEndpoint.Registered.Refuse(("state", was.Status));
        if (command.What.Count == 0 || command.What.Any(x => !Known.Contains(x)))
            return Guard.Code.Refuse(("field", "what"), ("known", string.Join(' ', Known)));
        var news = command.What.Distinct(StringComparer.Ordinal).Except(was.ChangesDue, StringComparer.Ordinal).ToList();
        if (news.Count == 0)
            return Decision.Nothing;
        var runs = facility.Obligations.All.GetValueOrDefault(RegistrationChangeDue.Application) is { Open: true };
        return Decision.Of(new RegistrationChangeDue(news, runs ? null : c.DeadlineIf(RegistrationChangeDue.Application, c.Policy.Nature(was.Nature!)?.ChangeClock, command.OccurredOn), command.OccurredOn));
    }
}
