using System.Globalization;
using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;
using FacilityLedger.Registration;

namespace FacilityLedger.Plans;

/// <summary>A published plan inspects this institution within its year: it is in full coverage.</summary>
/// <param name="Plan">Key of the plan.</param>
/// <param name="Terms">A term for each of the plan's full items, owed by the plan's department.</param>
/// <param name="OccurredOn">First day of the year, so that an inspection of the year meets it whenever it was entered.</param>
public sealed record CoverageOwed(string Plan, IReadOnlyList<Deadline> Terms, DateOnly OccurredOn) : IFact, IStartsClock
{
    public string Thing => $"coverage/{Plan}";
    public IEnumerable<Deadline?> Deadlines => Terms;

    public const string Keys = "coverage/";

    /// <summary>Key of the duty to inspect the domain in the year.</summary>
    public static string Key(int year, string domain) => string.Create(CultureInfo.InvariantCulture, $"{Keys}{year:0000}-{domain}");
}

/// <summary>Asked by the sweep of every institution once a day for every plan. Asked twice, it answers once.</summary>
public static class OweCoverage
{
    public const string Clock = "inspection-coverage";

    public static Decision Decide(Facility facility, InspectionPlan plan, Circumstances c)
    {
        if (plan.Status != PlanStatus.Published || facility.Closed || facility.Registration.Status != RegistrationStatus.Registered)
            return Decision.Nothing;
        // Another department's plan may cover the domain already, or it was inspected in the year before the plan was published. Where that inspection was voided since, it is owed after all.
        var terms = plan.Items.Where(x => x.Coverage == "full" && !facility.Obligations.All.ContainsKey(CoverageOwed.Key(plan.Year, x.Domain)) && facility.Inspections.InspectedIn(plan.Year, x.Domain) == 0)
            .Select(x => c.DeadlineIf(CoverageOwed.Key(plan.Year, x.Domain), Clock, new DateOnly(plan.Year - 1, 12, 31))).OfType<Deadline>().Select(x => x with { Owner = plan.Department }).ToList();
        return terms.Count == 0 ? Decision.Nothing : Decision.Of(new CoverageOwed(plan.Id, terms, new(plan.Year, 1, 1)));
    }
}
