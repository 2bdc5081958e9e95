using System.Globalization;
using System.Text;
using System.Text.Json;
using FacilityLedger.Facilities;
using FacilityLedger.Hosting;
using FacilityLedger.Hosting.Decisions;
using FacilityLedger.Obligations;
using FacilityLedger.Policies;
using Entry = FacilityLedger.Facilities.Entry;

namespace FacilityLedger.Tests.Laws;

/// <summary>A command that was refused.</summary>
/// <param name="Prolonged">What was answered of the same institution if no term of it had passed.</param>
public sealed record Refused(Given Given, Decision Decision, Decision Prolonged);

/// <summary>What facilities share: the clock, the policy with its calendar, the names that are taken, and the story of all that was done.</summary>
public sealed class County(DateTimeOffset begin)
{
    public static readonly Policy Policy = PolicyFile.Load(Path.Combine(AppContext.BaseDirectory, "policies", "370323.json"));

    private readonly Dictionary<string, string> held = new(StringComparer.Ordinal);
    private readonly List<(DateOnly Day, string Id, Done Done, IReadOnlyList<Entry> News)> told = [];

    public PolicyBook Book { get; private set; } = new([Policy], sample: false);

    public DateTimeOffset Now { get; set; } = begin;

    public DateOnly Today => Book.DayOf(Now);

    public IReadOnlyList<Life> Facilities { get; private set; } = [];

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

    /// <summary>A night on which whole files are looked through: the last, that after the notice, and some between.</summary>
    public bool Reckoning { get; private set; }

    /// <summary>Facilities to which something was appended since files were last looked through.</summary>
    public HashSet<Life> Changed { get; } = [];

    /// <summary>Lives the days of a plan: the notice in the morning, the commands, and at midnight the sweep of whoever has something due.</summary>
    /// <param name="night">Looks at the county after each night.</param>
    public static County Of(CountyPlan plan, Action<County>? night = null)
    {
        var county = new County(Morning(plan.From)) { Refusals = [], StoresEach = false };
        county.Facilities = [.. Enumerable.Range(1, plan.Facilities).Select(x => new Life(county, string.Create(CultureInfo.InvariantCulture, $"370323-COUNTY{x:0000}")))];
        var commands = plan.Commands.ToLookup(x => x.Day);
        for (var n = 0; n < plan.Days; n++)
        {
            var day = plan.From.AddDays(n);
            county.Now = Morning(day);
            if (day == plan.NoticeOn)
                county.Adopt(plan.Notice);
            foreach (var command in commands[n])
                county.Facilities[command.Facility].Take(command.Step);
            county.Now = county.Book.EndOf(day);
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

    public void Tell(Life life, Done done)
    {
        Touched.Add(life);
        Changed.Add(life);
        told.Add((Today, life.Id, done, life.News));
    }

    /// <summary>What was done, line by line.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var (day, id, done, news) in told)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{day:yyyy-MM-dd} {id} {done.Given.Actor.Account} {done.Move.Name} {done.Given.Target} {JsonSerializer.Serialize(done.Given.Command, LedgerJson.Options)}");
            foreach (var x in news)
                text.AppendLine(CultureInfo.InvariantCulture, $"  {x.Version} {EventNames.All[x.Fact.GetType()]} of {x.Fact.Thing} on {x.Fact.OccurredOn:yyyy-MM-dd}");
        }
        return text.ToString();
    }

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
