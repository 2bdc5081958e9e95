using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;
using Wolverine.Http;

namespace FacilityLedger.Filing;

/// <summary>Enters which conditions of the setting standards the authority has looked at, and whether they are met.</summary>
public sealed record CheckConditions(IReadOnlyList<CheckedCondition> Results, DateOnly OccurredOn);

/// <param name="Code">Of the policy's conditions.</param>
public sealed record CheckedCondition(string Code, bool Met);

/// <summary>One condition and its result.</summary>
/// <param name="Rule">Code of the rule by which the ledger worked it out from the form; null where an officer looked.</param>
public sealed record ConditionResult(string Code, bool Met, string? Rule = null);

/// <summary>Conditions were checked one by one. What was not looked at keeps its earlier result.</summary>
public sealed record ConditionsChecked(IReadOnlyList<ConditionResult> Results, string Authority, DateOnly OccurredOn) : IFact
{
    public string Thing => "filing";
}

public static class CheckConditionsEndpoint
{
    public static readonly Rule Named = new("checked-conditions", 422, "25号文 9", new("须逐项列明核对结果，每项一次", "The conditions that were checked must be named, each once"));

    [Gives("filing.check")]
    [WolverinePost("/api/{jurisdiction}/facilities/{facilityId}/filing/conditions")]
    public static Decision Decide(CheckConditions command, [Decides] Facility facility, Circumstances c)
    {
        if (StandingFiling.Against(c, facility, "filing.check", command.OccurredOn) is { } no)
            return no;
        var filing = facility.Filing;
        var policy = c.Book.On(command.OccurredOn);
        if (command.Results.Any(x => x is null) || command.Results.DistinctBy(x => x.Code, StringComparer.Ordinal).Count() != command.Results.Count)
            return Named.Refuse(("field", "results"));
        if (command.Results.Select(x => Guard.Known("results", x.Code, policy.Conditions)).FirstOrDefault(x => x is not null) is { } unknown)
            return unknown;
        var computed = ComputedConditions.Of(filing.Form!, facility.Registration.Kind, filing.ReceivedOn!.Value, policy).ToList();
        ConditionResult[] results = [.. computed.Concat(command.Results.Where(x => computed.TrueForAll(k => k.Code != x.Code)).Select(x => new ConditionResult(x.Code, x.Met))).OrderBy(x => x.Code, StringComparer.Ordinal)];
        if (results.Length == 0)
            return Named.Refuse(("field", "results"));
        // What was checked on older facts is recorded again, though the result is the same.
        return results.All(x => filing.Checked.Contains(x) && (filing.ChangedOn > command.OccurredOn || !filing.ToCheckAgain.Contains(x.Code))) ? Decision.Nothing : Decision.Of(new ConditionsChecked(results, c.Department, command.OccurredOn));
    }
}
