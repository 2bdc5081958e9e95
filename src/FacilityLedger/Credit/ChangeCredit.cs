using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;
using FacilityLedger.Policies;
using FacilityLedger.Violations;
using Wolverine.Http;

namespace FacilityLedger.Credit;

/// <summary>Applies a credit rule of the policy.</summary>
/// <param name="Cause">The thing that caused it, as its path: <c>violations/K3…</c>, <c>awards/K3…</c>, <c>repairs/K3…</c>.</param>
public sealed record ChangeCredit(string Rule, string Cause, DateOnly OccurredOn);

/// <summary>Credit changed. The scale is that of the policy in force, so that the fold needs no policy.</summary>
/// <param name="Change">Its id.</param>
/// <param name="Rule">Code of the policy's rule, or <see cref="ByHand"/>.</param>
/// <param name="Cause">The thing that caused it, as its path.</param>
/// <param name="Delta">Points.</param>
/// <param name="Department">Who entered it.</param>
/// <param name="Term">How long it counts; null as long as its cause stands.</param>
public sealed record CreditChanged(string Change, string Rule, string Cause, int Delta, CreditScale Scale, string Department, DateOnly OccurredOn, CreditTerm? Term = null) : IFact
{
    /// <summary>The rule of a change that two officers made by hand.</summary>
    public const string ByHand = "by-hand";

    public string Thing => "credit";
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
    public static readonly Rule Summary = new("summary-counts-nothing", 422, "山东省社会信用条例 13", new("简易程序处罚不计入信用", "A penalty of the summary procedure counts nothing"));
    public static readonly Rule Remedied = new("minor-remedied-counts-nothing", 422, "山东省社会信用条例 13", new("轻微且已改正的违法行为不计入信用", "A minor breach that was remedied counts nothing"));
    public static readonly Rule Grace = new("credit-grace", 422, "县政策 13", new("逾期后的宽限期未满，暂不影响信用", "The days of grace after the due day are not over"));
    public static readonly Rule Once = new("credit-cause-once", 422, "县政策 13", new("同一事由按同一规则只计一次", "Each cause counts once under each rule"));
    public static readonly Rule Over = new("credit-term-over", 422, "山东省社会信用条例 38", new("该失信信息的最长期限已满，不再计入", "The longest term of this breach is over: it counts no more"));
    public static readonly Rule Repaired = new("credit-cause-repaired", 422, "令第36号 3", new("已完成信用修复的事由不再计入", "What was repaired counts no more"));

    [Gives("credit.change")]
    [WolverinePost("/api/{jurisdiction}/facilities/{facilityId}/credit/changes")]
    public static Decision Decide(ChangeCredit command, [Decides] Facility facility, Circumstances c)
    {
        if (Guard.Against(c, facility, "credit.change", command.OccurredOn, "credit") is { } no)
            return no;
        var policy = c.Book.On(command.OccurredOn).Credit;
        if (Guard.Known("rule", command.Rule, policy.Rules) is { } malformed)
            return malformed;
        var rule = policy.Rules.First(x => x.Code == command.Rule);
        if (facility.Credit.CausedBy(command.Cause).Any(x => x.Rule == rule.Code))
            return Once.Refuse(("creditRule", rule.Code), ("cause", command.Cause));
        if (Unfit(rule, command, facility, c.Book) is { } unfit)
            return unfit;
        var term = CreditLapse.Of(c.Book, rule, Breach(command, facility), command.OccurredOn);
        return Decision.Of().And(CreditChanges.With(c, facility, command.OccurredOn, new CreditChanged(c.NewId("change"), rule.Code, command.Cause, rule.Delta, CreditScale.Of(policy), c.Department, command.OccurredOn, term)));
    }

    /// <summary>Changes that were founded before and no longer are. What never was is not for whoever amends an entry to judge.</summary>
    internal static IReadOnlyList<CreditEntry> NoLongerFounded(Facility before, Facility after, Circumstances c) => [.. Unfounded(after, c).Except(Unfounded(before, c))];

    // Changes that still count though their cause, as it is known now, no longer bears the rule.
    private static IReadOnlyList<CreditEntry> Unfounded(Facility facility, Circumstances c) => [.. facility.Credit.Counting.Where(x => !Founded(x, facility, c.Book))];

    /// <summary>Its cause, as it is known now, bears the rule.</summary>
    internal static bool Founded(CreditEntry x, Facility facility, PolicyBook book) =>
        book.On(x.ChangedOn).Credit.Rules.FirstOrDefault(r => r.Code == x.Rule) is not { } rule || Unfit(rule, new(x.Rule, x.Cause, x.ChangedOn), facility, book) is null;

    private static Violation? Breach(ChangeCredit command, Facility facility) => command.Cause.Split('/') is ["violations", var id] ? facility.Violations.Find(id) : null;

    private static Refusal? Unfit(CreditRule rule, ChangeCredit command, Facility facility, PolicyBook book) => command.Cause.Split('/') switch
    {
        ["violations", _] when Breach(command, facility) is { } violation && Causes(rule.Cause, violation) => Unfit(rule, violation, command, facility, book),
        ["awards", var id] when rule.Cause == "award" && facility.CreditBook.Awards.GetValueOrDefault(id) is { WithdrawnOn: null } award => Before(command, award.On),
        ["repairs", var id] when rule.Cause == "repair" && facility.CreditBook.Repairs.GetValueOrDefault(id) is { Status: RepairStatus.Granted, DecidedOn: { } granted } => Before(command, granted),
        ["repairs", var id] when rule.Cause == "commitment" && facility.CreditBook.Repairs.GetValueOrDefault(id) is { Status: RepairStatus.Withdrawn, Ground: WithdrawRepairEndpoint.Broken, WithdrawnOn: { } broken } => Before(command, broken),
        _ => Fits.Refuse(("creditRule", rule.Code), ("needs", rule.Cause)),
    };

    private static Refusal? Before(ChangeCredit command, DateOnly cause) => command.OccurredOn < cause ? Guard.Backwards.Refuse(("occurredOn", command.OccurredOn), ("last", cause)) : null;

    private static Refusal? Unfit(CreditRule rule, Violation violation, ChangeCredit command, Facility facility, PolicyBook book)
    {
        if (facility.CreditBook.Repaired(violation))
            return Repaired.Refuse(("violation", violation.Id));
        if (rule.Cause == "penalty" && violation.Penalties.All(x => x.Procedure == "summary"))
            return Summary.Refuse(("number", violation.Penalty!.Number));
        if (Since(rule.Cause, violation) is { } since && Before(command, since) is { } early)
            return early;
        if (violation is { Severity: 1, Status: ViolationStatus.Verified })
            return Remedied.Refuse(("violation", violation.Id));
        if (rule.Cause == "overdue" && violation.Missed.Min().AddDays(book.On(command.OccurredOn).Credit.GraceDays) is var until && command.OccurredOn <= until)
            return Grace.Refuse(("until", until));
        if (CreditLapse.Of(book, rule, violation, command.OccurredOn) is { } term && command.OccurredOn > term.Until)
            return Over.Refuse(("until", term.Until));
        return violation.Severity < rule.FromSeverity ? Severe.Refuse(("severity", violation.Severity), ("from", rule.FromSeverity)) : null;
    }

    // What is overdue counts after the days of grace.
    private static DateOnly? Since(string cause, Violation violation) => cause switch
    {
        "penalty" => violation.Penalties.Find(x => x.Procedure != "summary")!.DecidedOn,
        "refusal" => violation.VerifiedOn,
        _ => null,
    };

    private static bool Causes(string cause, Violation violation) => violation.Status != ViolationStatus.Dismissed && cause switch
    {
        "penalty" => violation.Penalty is not null,
        "overdue" => violation.Missed.Count > 0,
        "refusal" => violation.Status == ViolationStatus.RefusedToCorrect,
        _ => false,
    };
}
