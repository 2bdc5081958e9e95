using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using FacilityLedger.Facilities;
using FacilityLedger.Hosting;
using FacilityLedger.Hosting.Decisions;
using FacilityLedger.Plans;
using FacilityLedger.Policies;
using Entry = FacilityLedger.Facilities.Entry;

namespace FacilityLedger.Tests.Laws;

/// <summary>A command that was refused.</summary>
/// <param name="Prolonged">What was answered of the same institution if no term of it had passed.</param>
public sealed record Refused(Given Given, Decision Decision, Decision Prolonged);

/// <summary>What facilities share: the clock, the policy with its calendar, the inspection plans, the names that are taken, and the story of all that was done.</summary>
public sealed class County(DateTimeOffset begin)
{
    public static readonly Policy Policy = PolicyFile.Load(Path.Combine(AppContext.BaseDirectory, "policies", "370323.json"));

    private readonly Dictionary<string, string> held = new(StringComparer.Ordinal);
    private readonly List<(DateOnly Day, string What, IReadOnlyList<Entry> News)> told = [];

    public PolicyBook Book { get; private set; } = new([Policy], sample: false);

    public DateTimeOffset Now { get; set; } = begin;

    public DateOnly Today => Book.DayOf(Now);

    public IReadOnlyList<Life> Facilities { get; private set; } = [];

    /// <summary>The inspection plans of the departments.</summary>
    public IReadOnlyList<PlanLife> Plans { get; init; } = [];

    /// <summary>Those that are public.</summary>
    public IReadOnlyList<InspectionPlan> Published => [.. Plans.Select(x => x.Plan).OfType<InspectionPlan>().Where(x => x.Status == PlanStatus.Published)];

    /// <summary>The holder of each claim that is taken, as <see cref="Recording"/> keeps them.</summary>
    public IReadOnlyDictionary<string, string> Held => held;

    /// <summary>How often a name was refused because another had it.</summary>
    public int Taken { get; private set; }

    /// <summary>Number of the notice that arrived; null before.</summary>
    public string? Notice { get; private set; }

    /// <summary>What was refused since the last night; null where nobody asks.</summary>
    public List<Refused>? Refusals { get; private init; }

    /// <summary>Whether a state goes through JSON and back after each append; else as often as files are looked through.</summary>
    public bool StoresEach { get; private init; } = true;

    /// <summary>Facilities to which something was appended since the last night.</summary>
    public HashSet<Life> Touched { get; } = [];

    /// <summary>Plans to which something was appended since the last night.</summary>
    public HashSet<PlanLife> Planned { get; } = [];

    /// <summary>A night on which whole files are looked through: the last, that after the notice, and some between.</summary>
    public bool Reckoning { get; private set; }

    /// <summary>Facilities to which something was appended since files were last looked through.</summary>
    public HashSet<Life> Changed { get; } = [];

    /// <summary>Lives the days of a plan: the notice in the morning, the commands, and at midnight the sweep of whoever has something due.</summary>
    /// <param name="night">Looks at the county after each night.</param>
    public static County Of(CountyPlan plan, Action<County>? night = null)
    {
        var plans = new List<PlanLife>();
        var county = new County(Morning(plan.From)) { Refusals = [], StoresEach = false, Plans = plans };
        plans.AddRange(plan.Plans.Select(x => new PlanLife(county, x.Department, x.Year)));
        county.Facilities = [.. Enumerable.Range(1, plan.Facilities).Select(x => new Life(county, string.Create(CultureInfo.InvariantCulture, $"370323-COUNTY{x:0000}")))];
        var commands = plan.Commands.ToLookup(x => x.Day);
        for (var n = 0; n < plan.Days; n++)
        {
            var day = plan.From.AddDays(n);
            county.Now = Morning(day);
            if (day == plan.NoticeOn)
                county.Adopt(plan.Notice);
            foreach (var command in commands[n])
                if (command.Stream < plan.Facilities)
                    county.Facilities[command.Stream].Take(command.Step);
                else
                    county.Plans[command.Stream - plan.Facilities].Take(command.Step);
            county.Now = county.Book.EndOf(day);
            // As the sweep does: whoever is registered by now is in full coverage too.
            foreach (var covering in county.Published.Where(x => x.Year == county.Today.Year))
                foreach (var life in county.Facilities)
                    life.BeCovered(covering);
            foreach (var due in county.Facilities.Where(x => x.Facility?.NextDue <= county.Now))
                due.BeSwept();
            county.Reckoning = n % 180 == 179 || n == plan.Days - 1 || day == plan.NoticeOn;
            if (county.Reckoning)
                foreach (var life in county.Changed)
                    life.Store();
            night?.Invoke(county);
            if (county.Reckoning)
                county.Changed.Clear();
            county.Touched.Clear();
            county.Planned.Clear();
            county.Refusals.Clear();
        }
        return county;
    }

    public bool Claim(string stream, Decision decision)
    {
        if (decision.Claims.Any(x => held.ContainsKey(x.Id) && !decision.Releases.Contains(x)))
        {
            Taken++;
            return false;
        }
        foreach (var claim in decision.Releases)
            held.Remove(claim.Id);
        foreach (var claim in decision.Claims)
            held.Add(claim.Id, stream);
        return true;
    }

    /// <summary>Something was appended to the file.</summary>
    public void Touch(Life life)
    {
        Touched.Add(life);
        Changed.Add(life);
    }

    public void Tell(string id, string what, Actor actor, string said, IReadOnlyList<Entry> news) => told.Add((Today, $"{id} {actor.Account} {what} {said}", news));

    /// <summary>What was done, line by line.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var (day, what, news) in told)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{day:yyyy-MM-dd} {what}");
            foreach (var x in news)
                text.AppendLine(CultureInfo.InvariantCulture, $"  {x.Version} {EventNames.All[x.Fact.GetType()]} of {x.Fact.Thing} on {x.Fact.OccurredOn:yyyy-MM-dd}");
        }
        return text.ToString();
    }

    internal Circumstances Around(Actor actor, int number, string request) =>
        new(actor, Book, Now, SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{number} {request}"))));

    // As the server does when it starts with a notice that it did not know: everybody is asked.
    private void Adopt(HolidayNotice notice)
    {
        Notice = notice.Number;
        Book = new PolicyBook([Policy], sample: false, WorkingDays.Of([.. HolidayNotice.Of(Policy.Calendar), notice]));
        foreach (var life in Facilities)
            life.BeSwept();
    }

    private static DateTimeOffset Morning(DateOnly day) => new(day, new TimeOnly(1, 0), TimeSpan.Zero);
}
