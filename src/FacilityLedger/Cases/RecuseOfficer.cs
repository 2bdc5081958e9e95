using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;
using FacilityLedger.Inspections;
using FacilityLedger.Inspectors;
using Wolverine.Http;

namespace FacilityLedger.Cases;

/// <summary>Enters that an officer of the case is to withdraw from it. Until it is decided the investigation goes on (行政处罚法 43).</summary>
/// <param name="Investigator">Account of the officer.</param>
/// <param name="AskedBy"><c>party</c> or <c>officer</c> (who withdraws of his or her own accord).</param>
public sealed record AskRecusal(string Investigator, string AskedBy, DateOnly OccurredOn);

/// <summary>The recusal of an officer was asked for.</summary>
public sealed record RecusalAsked(string Case, string Investigator, string AskedBy, DateOnly OccurredOn) : IFact
{
    public string Thing => CaseBook.Thing(Case);
}

/// <summary>Enters what the head of the department decided on a recusal; who enters it decided.</summary>
/// <param name="Replacement">Who investigates in the officer's place; needed where fewer than two would remain.</param>
public sealed record DecideRecusal(string Investigator, bool Recused, DateOnly OccurredOn, Officer? Replacement = null) : INamesOfficers;

/// <summary>A recusal was granted or refused. Who was recused never acts in the case again.</summary>
/// <param name="DecidedBy">Account.</param>
public sealed record RecusalDecided(string Case, string Investigator, bool Recused, Officer? Replacement, string DecidedBy, DateOnly OccurredOn) : IFact
{
    public string Thing => CaseBook.Thing(Case);

    internal Case In(Case x) => x with
    {
        RecusalsAsked = x.RecusalsAsked.Remove(Investigator),
        Recused = Recused ? x.Recused.Add(Investigator) : x.Recused,
        Officers = Recused ? Remaining(x, Investigator, Replacement) : x.Officers,
    };

    internal static IReadOnlyList<Officer> Remaining(Case x, string investigator, Officer? replacement) => [.. x.Officers.Where(o => o.Account != investigator), .. replacement is null ? Array.Empty<Officer>() : [replacement]];
}

public static class AskRecusalEndpoint
{
    public static readonly Rule Investigator = new("recusal-of-investigator", 422, "行政处罚法 43", new("只能申请本案执法人员回避", "Who is to withdraw must be an officer of the case"));
    private static readonly string[] Askers = ["party", "officer"];

    [Gives("case.recusal-request")]
    [WolverinePost("/api/{jurisdiction}/facilities/{facilityId}/cases/{id}/recusal-request")]
    public static Decision Decide(AskRecusal command, string id, [Decides] Facility facility, Circumstances c)
    {
        if (OngoingCase.Against(c, facility, "case.recusal-request", id, command.OccurredOn) is { } no)
            return no;
        if (!Askers.Contains(command.AskedBy))
            return Guard.Code.Refuse(("field", "askedBy"), ("known", string.Join(' ', Askers)));
        var was = facility.Cases.All[id];
        if (was.Status is not (CaseStatus.Open or CaseStatus.Noticed))
            return OngoingCase.Step.Refuse(("state", was.Status));
        if (was.Officers.All(x => x.Account != command.Investigator))
            return Investigator.Refuse(("known", string.Join(' ', was.Officers.Select(x => x.Account))));
        return was.RecusalsAsked.Contains(command.Investigator) ? Decision.Nothing : Decision.Of(new RecusalAsked(id, command.Investigator, command.AskedBy, command.OccurredOn));
    }
}

public static class DecideRecusalEndpoint
{
    public static readonly Rule Head = new("recusal-by-head", 422, "行政处罚法 43", new("回避由行政机关负责人决定，本案执法人员不能决定", "The head of the department decides on a recusal, no officer of the case"));

    [Gives("case.recusal")]
    [WolverinePost("/api/{jurisdiction}/facilities/{facilityId}/cases/{id}/recusal")]
    public static Decision Decide(DecideRecusal command, string id, [Decides] Facility facility, Circumstances c)
    {
        if (OngoingCase.Against(c, facility, "case.recusal", id, command.OccurredOn) is { } no)
            return no;
        var was = facility.Cases.All[id];
        if (command.Recused && was.Recused.Contains(command.Investigator))
            return Decision.Nothing;
        if (was.Status is not (CaseStatus.Open or CaseStatus.Noticed) || !was.RecusalsAsked.Contains(command.Investigator))
            return OngoingCase.Step.Refuse(("state", was.Status), ("asked", string.Join(' ', was.RecusalsAsked)));
        if (was.Investigates(c.Actor.Account))
            return Head.Refuse();
        if (command.Replacement is { } other && (!command.Recused || was.Recused.Contains(other.Account, Folding.Comparer)))
            return OngoingCase.Recused.Refuse(("account", other.Account));
        return command.Recused && (OpenInspectionEndpoint.Officers(RecusalDecided.Remaining(was, command.Investigator, command.Replacement)) ?? c.Officers.Against(command.Replacement is { } one ? [one] : [], [was.Department], command.OccurredOn)) is { } few
            ? few
            : Decision.Of(new RecusalDecided(id, command.Investigator, command.Recused, command.Replacement, c.Actor.Account, command.OccurredOn));
    }
}
