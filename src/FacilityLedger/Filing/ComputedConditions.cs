using FacilityLedger.Hosting.Decisions;
using FacilityLedger.Operation;
using FacilityLedger.Policies;

namespace FacilityLedger.Filing;

/// <summary>Conditions that follow from what the form states: they refuse nothing, and nobody has to look. The policy says which condition each of them is.</summary>
public static class ComputedConditions
{
    public static readonly Rule Lease = new("lease-too-short", 422, "设置标准 11", new("租期短于规定的最短期限", "The lease is shorter than it has to be"));
    public static readonly Rule ClassSize = new("filed-class-too-large", 422, "设置标准 19", new("备案的班级人数超过该班型上限", "A class of the form is larger than its group may be"));
    public static readonly Rule Carers = new("filed-carers-too-few", 422, "设置标准 20", new("备案的保育人员少于各班所需", "The form has fewer carers than its classes need"));
    public static readonly Rule HeadQualified = new("filed-head-unqualified", 422, "设置标准 18", new("备案的负责人不具备学历、经历或培训条件", "The head of the form lacks the degree, the experience or the training"));
    public static readonly Rule Guard = new("filed-guard-missing", 422, "设置标准 22", new("备案的人员中没有保安人员", "The form has no security guard"));

    private const string LeaseClock = "lease";

    private sealed record Stated(FilingForm Form, string? Kind);

    private sealed record Check(Rule Rule, Func<Stated, DateOnly, Policy, string?, bool?> Met);

    private static readonly Dictionary<string, Check> Checks = new(StringComparer.Ordinal)
    {
        ["lease"] = new(Lease, (x, received, policy, _) => x.Form.Premises.Tenure == "owned" ? true
            : x.Form.Premises.LeaseEnd is { } end && policy.Clocks.FirstOrDefault(x => x.Code == LeaseClock) is { } shortest ? end >= After(received, shortest) : null),
        ["class-size"] = new(ClassSize, (stated, _, policy, group) => stated.Form.Classes.Where(x => group is null || x.Type == group).ToList() is { Count: > 0 } classes
            ? classes.TrueForAll(x => policy.ClassGroupOf(stated.Kind, x.Type) is not { } known || x.Largest <= known.MaxChildren) : null),
        ["carers"] = new(Carers, (stated, _, policy, _) => stated.Form.Setting.Staff?.Carers is { } carers && stated.Form.Classes.Count > 0
            ? carers >= stated.Form.Classes.Sum(x => policy.ClassGroupOf(stated.Kind, x.Type) is { } known ? (x.Largest + known.ChildrenPerCarer - 1) / known.ChildrenPerCarer : 0) : null),
        ["head"] = new(HeadQualified, (x, _, _, _) => x.Form.Setting.Head is { College: { } college, Experienced: { } experienced, Trained: { } trained } ? college && experienced && trained : null),
        ["guard"] = new(Guard, (x, _, _, _) => x.Form.Setting.Staff?.Guards is { } guards ? guards > 0 : null),
    };

    /// <summary>Names of the checks that a policy may use.</summary>
    public static IReadOnlyCollection<string> Names => Checks.Keys;

    /// <summary>The results that the form allows; a condition of which it says nothing is left to an officer.</summary>
    /// <param name="kind">Kind of the institution: one with a class group of its own is judged by that.</param>
    /// <param name="received">Day from which the lease must run.</param>
    public static IEnumerable<ConditionResult> Of(FilingForm form, string? kind, DateOnly received, Policy policy)
    {
        foreach (var condition in policy.Conditions)
            if (condition.Check is { } name && Checks.TryGetValue(name, out var check) && check.Met(new(form, kind), received, policy, condition.ClassGroup) is { } met)
                yield return new(condition.Code, met, check.Rule.Code);
    }

    private static DateOnly After(DateOnly day, Clock clock) => clock.Unit switch { "year" => day.AddYears(clock.N), "month" => day.AddMonths(clock.N), _ => day.AddDays(clock.N) };
}
