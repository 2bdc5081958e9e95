using FacilityLedger.Policies;
using FacilityLedger.Violations;
using FacilityLedger.Web;

namespace FacilityLedger.Facilities;

/// <summary>Things of a file in words.</summary>
public static class ThingWords
{
    /// <param name="thing">Its path: <c>filing</c>, <c>violations/K3…</c>; an unknown one is named by its path.</param>
    public static Words Of(Facility facility, string thing, Policy policy) => thing.Split('/') switch
    {
        [var whole] => Area(whole),
        ["inspections", var id] when facility.Inspections.Find(id) is { } x => Dated(x.OpenedOn, new("检查", "Inspection")),
        ["incidents", var id] when facility.Incidents.Find(id) is { } x => Dated(x.ReportedOn, policy.IncidentTypes.NameIn(x.Kind)),
        ["complaints", var id] when facility.Incidents.Complaints.GetValueOrDefault(id) is { } x => new($"投诉 {x.Number}", $"Complaint {x.Number}"),
        ["violations", var id] when facility.Violations.Find(id) is { } x => policy.Violations.NameIn(x.Item),
        ["cases", var id] when facility.Cases.Find(id) is { } x => Dated(x.OpenedOn, new("案件", "Case")),
        ["repairs", var id] when facility.CreditBook.Repairs.GetValueOrDefault(id) is { } x => About(new("信用修复", "Repair"), facility, ViolationBook.Thing(x.Violation), policy),
        ["objections", var id] when facility.CreditBook.Objections.GetValueOrDefault(id) is { } x => About(new("异议", "Objection"), facility, x.About, policy, always: true),
        ["proposals", var id] when facility.CreditBook.Proposals.GetValueOrDefault(id) is { } x => Dated(x.ProposedOn, new("人工调整", "Change by hand")),
        ["awards", var id] when facility.CreditBook.Awards.GetValueOrDefault(id) is { } x => Dated(x.On, new("表彰", "Award")),
        ["serious-breaches", var id] when facility.CreditBook.SeriousBreaches.GetValueOrDefault(id) is { } x => policy.Credit.SeriousBreachMethods.NameIn(x.Method),
        ["credit", var id] when facility.Credit.Changes.GetValueOrDefault(id) is { } x => RuleOf(policy, x.Rule),
        ["assessments", var id] when facility.Assessments.All.GetValueOrDefault(id) is { } x => policy.Standards.NameIn(x.Standard),
        ["disclosures", var key] when facility.Disclosures.Standing.GetValueOrDefault(key) is { } x => About(policy.Disclosures.NameIn(x.Kind), facility, x.About, policy),
        ["corrections", var id] when facility.Corrections.Find(id) is { } x => About(new("更正", "Correction"), facility, x.Of, policy, always: true),
        ["obligations", .. var key] when facility.Obligations.All.GetValueOrDefault(string.Join('/', key)) is { } x => policy.Clocks.NameIn(x.Deadline.Clock),
        _ => new(thing, thing),
    };

    /// <summary>The area of the file to which a thing belongs.</summary>
    public static Words Area(string thing) => thing.Split('/')[0] switch
    {
        "registration" => new("登记", "Registration"),
        "premises" => new("场地", "Premises"),
        "filing" => new("备案", "Filing"),
        "operation" => new("运营", "Operation"),
        "coverage" => new("年度全覆盖检查", "Yearly inspection"),
        "patrols" => new("属地巡查", "Patrols"),
        "inspections" => new("检查", "Inspections"),
        "incidents" => new("事故", "Incidents"),
        "complaints" => new("投诉", "Complaints"),
        "violations" => new("违法与整改", "Violations"),
        "cases" => new("处罚案件", "Penalty cases"),
        "credit" => new("诚信评价", "Credit"),
        "repairs" => new("信用修复", "Repairs"),
        "objections" => new("异议", "Objections"),
        "proposals" => new("人工调整", "Changes by hand"),
        "awards" => new("表彰", "Awards"),
        "serious-breaches" => new("严重失信主体名单", "List of serious breaches"),
        "assessments" => new("质量评估", "Assessments"),
        "disclosures" => new("公示", "Disclosures"),
        "corrections" => new("更正", "Corrections"),
        "obligations" => new("期限", "Terms"),
        var other => new(other, other),
    };

    /// <summary>A rule of credit by its code.</summary>
    public static Words RuleOf(Policy policy, string rule) => rule == Credit.CreditChanged.ByHand ? new("人工调整", "By hand") : policy.Credit.Rules.NameIn(rule);

    public static Words All(IEnumerable<Words> names)
    {
        var all = names.ToList();
        return new(string.Join("、", all.Select(x => x.Zh)), string.Join(", ", all.Select(x => x.En)));
    }

    // What is about the whole file needs no further name.
    private static Words About(Words kind, Facility facility, string about, Policy policy, bool always = false)
    {
        if (!always && !about.Contains('/', StringComparison.Ordinal))
            return kind;
        var (zh, en) = Of(facility, about, policy);
        return new($"{kind.Zh}：{zh}", $"{kind.En}: {en}");
    }

    private static Words Dated(DateOnly day, Words what)
    {
        var (zh, en) = Dates.InTables(day);
        return new($"{zh} {what.Zh}", $"{what.En} of {en}");
    }
}
