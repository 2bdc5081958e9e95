using FacilityLedger.Disclosure;
using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;
using Wolverine.Http;

namespace FacilityLedger.Filing;

/// <summary>Enters that the institution was told which conditions it does not meet.</summary>
/// <param name="Conditions">Codes of the policy's conditions, violations or materials; the notice is published, so no words of one's own.</param>
public sealed record NotifyNonconformity(IReadOnlyList<string> Conditions, DateOnly OccurredOn);

/// <summary>Conditions are not met; the institution and the public were told (告知). No refusal of the filing.</summary>
/// <param name="FollowUp">The term of the follow-up; null while an earlier one runs.</param>
public sealed record FilingNonconformityNotified(IReadOnlyList<string> Conditions, string Authority, Deadline? FollowUp, DateOnly OccurredOn) : IFact, IStartsClock, IMeets
{
    public string Thing => "filing";
    public IEnumerable<Deadline?> Deadlines => [FollowUp];
    public IEnumerable<string> Meets => ["filing/nonconformity"];
}

public static class NotifyNonconformityEndpoint
{
    public const string FollowUp = "filing/nonconformity-followup";
    public static readonly Rule Named = new("nonconformity-names-conditions", 422, "25号文 9", new("须列明不符合的条件", "The conditions that are not met must be named"));

    public static readonly Rule Unnamed = new("notice-names-the-unmet", 422, "25号文 9", new("经核对不符合的条件须全部列入告知", "The notice must name every condition that was checked and is not met"));

    [Gives("filing.nonconformity")]
    [WolverinePost("/api/{jurisdiction}/facilities/{facilityId}/filing/nonconformity")]
    public static Decision Decide(NotifyNonconformity command, [Decides] Facility facility, Circumstances c)
    {
        if (StandingFiling.Against(c, facility, "filing.nonconformity", command.OccurredOn) is { } no)
            return no;
        var filing = facility.Filing;
        if (command.Conditions.Count == 0)
            return Named.Refuse();
        var policy = c.Book.On(command.OccurredOn);
        if (command.Conditions.Select(x => Guard.Known("conditions", x, policy.Notifiable)).FirstOrDefault(x => x is not null) is { } unknown)
            return unknown;
        if (filing.Unmet.Except(command.Conditions, StringComparer.Ordinal).ToList() is { Count: > 0 } unnamed)
            return Unnamed.Refuse(("conditions", string.Join(' ', unnamed)));
        string[] conditions = [.. command.Conditions.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        if (filing.Conditions.SequenceEqual(conditions))
            return Decision.Nothing;
        var followUp = facility.Obligations.All.GetValueOrDefault(FollowUp) is { Open: true } ? null : c.Deadline(FollowUp, "nonconformity-followup", command.OccurredOn);
        return Decision.Of(new FilingNonconformityNotified(conditions, c.Department, followUp, command.OccurredOn))
            .And(Disclosing.Make(c, facility, "nonconformity", "filing", command.OccurredOn, new() { ["date"] = command.OccurredOn, ["conditions"] = conditions }))
            .Showing(facility, c, command.OccurredOn);
    }
}
