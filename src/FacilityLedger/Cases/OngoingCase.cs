using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;
using FacilityLedger.Violations;

namespace FacilityLedger.Cases;

/// <summary>What every command about an existing case asks first.</summary>
public static class OngoingCase
{
    /// <summary>What penalises or dismisses a violation is not entered behind the last step of a case on it.</summary>
    internal static Refusal? NotBehind(Facility facility, string violation, DateOnly day) =>
        facility.Cases.All.Values.Where(x => x.Violations.Contains(violation)).Select(x => Guard.After(facility, CaseBook.Thing(x.Id), day)).FirstOrDefault(x => x is not null);

    public static readonly Rule Unknown = new("case-unknown", 404, "DESIGN 2", new("没有这个案件", "There is no such case"));
    public static readonly Rule Of = new("case-of-others", 403, "行政处罚法 25", new("该案件由其他部门立案办理", "Another department opened this case"));
    public static readonly Rule Recused = new("officer-recused", 403, "行政处罚法 43", new("已决定回避的人员不能再办理本案", "Who was recused does not act in the case again"));
    public static readonly Rule Step = new("case-step", 422, "行政处罚法 54–62", new("案件当前状态下不能办理此步骤", "The state of the case does not allow this step"));
    public static readonly Rule Amount = new("case-amount", 422, "DESIGN 2", new("罚没款金额须为两位小数的正数，其他处罚不填金额", "A fine or confiscation has a positive amount with two places, other penalties have none"));
    public static readonly Rule Kinds = new("case-penalty-kind", 422, "行政处罚法 16、18", new("案件各违法行为均不能适用此种处罚，或本部门不能作出", "No violation of the case has this penalty, or the department may not impose it"));

    public static Refusal? Against(Circumstances c, Facility facility, string command, string id, DateOnly occurredOn)
    {
        if (Guard.Against(c, facility, command, occurredOn, CaseBook.Thing(id), closed: true) is { } no)
            return no;
        return facility.Cases.Find(id) is not { } was ? Unknown.Refuse() : was.Department != c.Department ? Of.Refuse(("department", was.Department)) : was.Recused.Contains(c.Actor.Account, Folding.Comparer) ? Recused.Refuse(("account", c.Actor.Account)) : null;
    }

    /// <summary>Each kind once, within the catalogue and the department's power, with an amount where the kind has one.</summary>
    public static Refusal? Malformed(Circumstances c, Facility facility, Case was, IReadOnlyList<CasePenalty> penalties)
    {
        if (penalties.Count == 0 || penalties.Any(x => x?.Kind is null) || penalties.DistinctBy(x => x.Kind, StringComparer.Ordinal).Count() < penalties.Count)
            return Guard.Code.Refuse(("field", "penalties"), ("known", string.Join(' ', c.Policy.PenaltyKinds.Select(x => x.Code))));
        if (penalties.Select(x => Guard.Known("penalties", x.Kind, c.Policy.PenaltyKinds)).FirstOrDefault(x => x is not null) is { } unknown)
            return unknown;
        var known = Lawful(c, facility, was);
        if (penalties.FirstOrDefault(x => !known.Contains(x.Kind)) is { } beyond)
            return Kinds.Refuse(("kind", beyond.Kind), ("known", string.Join(' ', known)));
        return penalties.FirstOrDefault(x => Amounted(c, x.Kind) ? !Yuan.TryParse(x.Amount, out var amount) || amount.Value == 0 : x.Amount is not null) is { } wrong
            ? Amount.Refuse(("kind", wrong.Kind))
            : penalties.Select(x => OffLadder(c, facility, was, x)).FirstOrDefault(x => x is not null);
    }

    // One violation of the case that carries the penalty suffices.
    private static Refusal? OffLadder(Circumstances c, Facility facility, Case was, CasePenalty penalty)
    {
        Yuan measure = default;
        if (penalty.Measure is { } given && !Yuan.TryParse(given, out measure))
            return Amount.Refuse(("kind", penalty.Kind), ("measure", given));
        var refusals = was.Violations.Select(facility.Violations.Find).OfType<Violation>().Select(x => (Violation: x, Item: OngoingViolation.Item(c, x))).Where(x => x.Item?.Penalties.Contains(penalty.Kind) == true)
            .Select(x => PenaltyRange.Against(x.Item!, penalty.Kind, penalty.Amount, c.Department, x.Violation.Status == ViolationStatus.RefusedToCorrect, penalty.Serious, penalty.Measure is null ? null : measure.Value)).ToList();
        return refusals.Exists(x => x is null) ? null : refusals.FirstOrDefault();
    }

    /// <summary>Kinds that a violation of the case carries and that the department may impose.</summary>
    public static IReadOnlyList<string> Lawful(Circumstances c, Facility facility, Case was) =>
        [.. was.Violations.Select(facility.Violations.Find).OfType<Violation>().SelectMany(x => OngoingViolation.Item(c, x)?.Penalties ?? []).Distinct(StringComparer.Ordinal)
            .Where(x => c.Policy.PenaltyKinds.FirstOrDefault(k => k.Code == x) is { } kind && (kind.Departments.Count == 0 || kind.Departments.Contains(c.Department)))];

    public static bool Amounted(Circumstances c, string kind) => c.Policy.PenaltyKinds.Any(x => x.Code == kind && x.Amount);
}
