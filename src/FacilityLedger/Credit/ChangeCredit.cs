using FacilityLedger.Disclosure;
using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;
using FacilityLedger.Policies;
using FacilityLedger.Violations;
using Wolverine.Http;

namespace FacilityLedger.Credit;

/// <summary>Applies a credit rule of the policy.</summary>
/// <param name="Cause">The thing that caused it, as its path: <c>violations/K3…</c>.</param>
public sealed record ChangeCredit(string Rule, string Cause, DateOnly OccurredOn);

/// <summary>Credit changed by a rule. The bounds are those of the policy in force, so that the fold needs no policy.</summary>
/// <param name="Facility">Key of the stream; with rule and cause it makes the claim.</param>
/// <param name="Grade">Grade of the new score.</param>
public sealed record CreditChanged(string Facility, string Rule, string Cause, int Delta, int Opening, int Lowest, int Highest, string Grade, DateOnly OccurredOn) : IFact, IClaims
{
    public string Thing => "credit";
    public IEnumerable<Claim> Claims => [new("credit-cause", $"{Facility}/{Rule}/{Cause}")];
}

/// <summary>The score passed a threshold.</summary>
public sealed record CreditGradeChanged(string From, string To, DateOnly OccurredOn) : IFact
{
    public string Thing => "credit";
}

public static class ChangeCreditEndpoint
{
    public static readonly Rule Fits = new("credit-cause-fits", 422, "县政策 13", new("事由不存在或不符合该信用规则", "There is no such cause, or the rule needs another"));
    public static readonly Rule Severe = new("credit-severity", 422, "县政策 13", new("违法行为未达到该规则的严重程度", "The violation is not severe enough for the rule"));
    public static readonly Rule Summary = new("summary-counts-nothing", 422, "令第36号", new("简易程序处罚不计入信用", "A penalty of the summary procedure counts nothing"));
    public static readonly Rule Remedied = new("minor-remedied-counts-nothing", 422, "令第36号", new("轻微且已改正的违法行为不计入信用", "A minor breach that was remedied counts nothing"));
    public static readonly Rule Grace = new("credit-grace", 422, "县政策 13", new("逾期后的宽限期未满，暂不影响信用", "The days of grace after the due day are not over"));
    public static readonly Rule Once = new("credit-cause-once", 422, "县政策 13", new("同一事由按同一规则只计一次", "Each cause counts once under each rule"));

    [WolverinePost("/api/{jurisdiction}/facilities/{facilityId}/credit/changes")]
    public static Decision Decide(ChangeCredit command, [Decides] Facility facility, Circumstances c)
    {
        if (Guard.Against(c, facility, "credit.change", command.OccurredOn, "credit") is { } no)
            return no;
        var policy = c.Book.On(command.OccurredOn).Credit;
        if (Guard.Known("rule", command.Rule, policy.Rules) is { } malformed)
            return malformed;
        var rule = policy.Rules.First(x => x.Code == command.Rule);
        if (facility.Credit.Changes.Any(x => x.Rule == rule.Code && x.Cause == command.Cause))
            return Once.Refuse(("rule", rule.Code), ("cause", command.Cause));
        if (Unfit(rule, command, facility, policy.GraceDays) is { } unfit)
            return unfit;

        var before = facility.Credit.Grade ?? Grade(policy, facility.Credit.Score ?? policy.Opening);
        var score = Math.Clamp((facility.Credit.Score ?? policy.Opening) + rule.Delta, policy.Lowest, policy.Highest);
        var grade = Grade(policy, score);
        return Decision.Of(new CreditChanged(facility.Id, rule.Code, command.Cause, rule.Delta, policy.Opening, policy.Lowest, policy.Highest, grade, command.OccurredOn))
            .And(grade == before ? null : new CreditGradeChanged(before, grade, command.OccurredOn))
            .And(Disclosing.Auto(c, facility, "credit", "credit", command.OccurredOn, new() { ["grade"] = grade, ["score"] = score }));
    }

    /// <summary>Takes changes back whose cause has gone; each is a change of its own with the cause that took it away.</summary>
    internal static IEnumerable<IFact?> Reversed(Circumstances c, Facility facility, IReadOnlyList<CreditEntry> entries, string cause, DateOnly on)
    {
        var (policy, credit) = (c.Book.On(on).Credit, facility.Credit);
        foreach (var entry in entries)
        {
            var score = Math.Clamp((credit.Score ?? policy.Opening) - entry.Delta, policy.Lowest, policy.Highest);
            var back = new CreditChanged(facility.Id, entry.Rule, $"{cause}/{entry.Cause}", -entry.Delta, policy.Opening, policy.Lowest, policy.Highest, Grade(policy, score), on);
            yield return back;
            if (credit.Grade is { } before && before != back.Grade)
                yield return new CreditGradeChanged(before, back.Grade, on);
            credit = credit.Evolve(back);
        }
        if (entries.Count > 0)
            yield return Disclosing.Auto(c, facility, "credit", "credit", on, new() { ["grade"] = credit.Grade, ["score"] = credit.Score });
    }

    private static string Grade(CreditPolicy policy, int score) => policy.Grades.OrderByDescending(x => x.From).FirstOrDefault(x => score >= x.From)?.Code ?? policy.Grades.MinBy(x => x.From)!.Code;

    // Awards and repairs are caused by things that the ledger does not hold yet: no cause fits them.
    private static Refusal? Unfit(CreditRule rule, ChangeCredit command, Facility facility, int graceDays)
    {
        if (command.Cause.Split('/') is not ["violations", var id] || facility.Violations.Find(id) is not { } violation || !Causes(rule.Cause, violation))
            return Fits.Refuse(("rule", rule.Code), ("needs", rule.Cause));
        if (rule.Cause == "penalty" && violation.Penalty is { Procedure: "summary" } penalty)
            return Summary.Refuse(("number", penalty.Number));
        if (violation is { Severity: 1, Status: ViolationStatus.Verified })
            return Remedied.Refuse(("violation", id));
        if (rule.Cause == "overdue" && violation.Missed.Min().AddDays(graceDays) is var until && command.OccurredOn <= until)
            return Grace.Refuse(("until", until));
        return violation.Severity < rule.FromSeverity ? Severe.Refuse(("severity", violation.Severity), ("from", rule.FromSeverity)) : null;
    }

    private static bool Causes(string cause, Violation violation) => violation.Status != ViolationStatus.Dismissed && cause switch
    {
        "penalty" => violation.Penalty is not null,
        "overdue" => violation.Missed.Count > 0,
        "refusal" => violation.Status == ViolationStatus.RefusedToCorrect,
        _ => false,
    };
}
