using System.Globalization;
using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;
using FacilityLedger.Inspectors;
using FacilityLedger.Plans;
using FacilityLedger.Policies;
using FacilityLedger.Registration;

namespace FacilityLedger.Sample;

/// <summary>A department's inspection plan of a year in the sample county: drafted and approved in January by two people, then published, with one draw in March where something in it is inspected at random.</summary>
internal sealed class SamplePlan : SampleStream<InspectionPlan>
{
    private const int Count = 6;
    private readonly string department;

    public SamplePlan(PolicyBook book, OfficerRegister register, int year, string department, string name, params (string Domain, string Coverage, int YearlyCap)[] items) : base(book, $"plan {department} {year}", register)
    {
        (this.department, Year) = (department, year);
        var (drafted, approved) = (Working(new(year, 1, 3), 2), Working(new(year, 1, 3), 5));
        PublishedOn = Working(approved, 3);
        var all = items.Select(x => new PlanItem(x.Domain, x.Coverage, x.YearlyCap, book.On(drafted).Domain(x.Domain)!.Source)).ToList();
        Enter(drafted, $"{department}-1", (plan, c) => DraftPlanEndpoint.Decide(new(string.Create(CultureInfo.InvariantCulture, $"{year} 年度{name}"), year, all, drafted), plan, c));
        Enter(approved, $"{department}-2", (plan, c) => ApprovePlanEndpoint.Decide(new(approved), plan!, c));
        Enter(PublishedOn, $"{department}-1", (plan, c) => PublishPlanEndpoint.Decide(new(PublishedOn), plan!, c));
    }

    public int Year { get; }
    public DateOnly PublishedOn { get; }

    /// <summary>The draw that was held; null before.</summary>
    public Draw? Held => State!.Draws.Values.SingleOrDefault();

    /// <summary>Draws among the institutions that are registered in the morning of the day. One of the four officers has an interest in the first.</summary>
    public void Draw(IReadOnlyList<SampleLife> lives)
    {
        if (State!.Items.FirstOrDefault(x => x.Coverage == "random") is not { } item)
            return;
        var (frozen, held) = (Working(new(Year, 3, 1), 5), Working(new(Year, 3, 1), 6));
        var open = lives.Select(x => x.Before(frozen)).OfType<Facility>().Where(x => !x.Closed && x.Registration.Status == RegistrationStatus.Registered).ToList();
        var officers = Enumerable.Range(1, 4).Select(n => new DrawPerson(string.Create(CultureInfo.InvariantCulture, $"SAMPLE-{Book.Jurisdiction}-{department}-{n}"), department, n == 3 ? [open[0].Id] : null)).ToList();
        var prepared = Enter(frozen, $"{department}-1", (plan, c) => PrepareDrawEndpoint.Decide(new(item.Domain, Count, officers, frozen), plan!, new([.. open.Select(x => (x.Id, x.Credit.Grade))]), c));
        var draw = (DrawPrepared)prepared.Events[0];
        Enter(held, $"{department}-2", (plan, c) => HoldDrawEndpoint.Decide(new(held), draw.Draw, plan!, new(prepared.Kept.Single()), c));
    }

    protected override InspectionPlan? Replay(IEnumerable<Entry> entries) => InspectionPlan.Replay(entries);

    protected override InspectionPlan? Next(InspectionPlan? before, Entry entry) => InspectionPlan.Next(before, entry);

    private DateOnly Working(DateOnly from, int days) => Book.Calendar.Add(from, days).DueOn;
}
