using System.Globalization;
using System.Text.Json;
using FacilityLedger.Facilities;
using FacilityLedger.Hosting;
using FacilityLedger.Hosting.Decisions;
using FacilityLedger.Plans;
using FacilityLedger.Registration;

namespace FacilityLedger.Tests.Laws;

/// <summary>A command about a plan with who gives it and how it is decided.</summary>
public sealed record PlanGiven(string Name, object Command, Actor Actor, Func<InspectionPlan?, Circumstances, Decision> Decide, bool MakesAnother = false);

/// <summary>The inspection plan of a department for a year that is given one command after the other, as the ledger would: decided on the state as stored, appended, folded.</summary>
public sealed class PlanLife(County county, string department, int year)
{
    private readonly List<Entry> entries = [];
    private readonly Dictionary<string, VaultEntry> vault = new(StringComparer.Ordinal);
    private int number;

    /// <summary>Plans of the years around that of the institution which is alone: it is drawn in each.</summary>
    public static IReadOnlyList<PlanLife> OfTheLone { get; } = [.. Enumerable.Range(2025, 3).Select(DrawnFor)];

    public string Id { get; } = string.Create(CultureInfo.InvariantCulture, $"370323-PLAN{year}{department}");

    public string Department => department;

    public int Year => year;

    /// <summary>The state after each append, through JSON and back.</summary>
    public InspectionPlan? Plan { get; private set; }

    public IReadOnlyList<Entry> Entries => entries;

    /// <summary>The institutions of each draw as they stood when its libraries were frozen.</summary>
    public Dictionary<string, OpenInstitutions> Found { get; } = new(StringComparer.Ordinal);

    /// <summary>What the last command answered when it was given again at once; null where it rightly makes another thing.</summary>
    public Decision? Again { get; private set; }

    /// <summary>Those that may be drawn now, as the database would find them.</summary>
    public OpenInstitutions Institutions => new([.. county.Facilities.Select(x => x.Facility).OfType<Facility>().Where(x => !x.Closed && x.Registration.Status == RegistrationStatus.Registered).Select(x => (x.Id, x.Credit.Grade))]);

    /// <summary>What the vault keeps of the seed of a draw.</summary>
    public KeptSeed Seed(string draw) => new(Plan?.Draws.GetValueOrDefault(draw) is { } known ? vault.GetValueOrDefault(known.Prepared.Seed.Id) : null);

    /// <summary>Gives commands until one is accepted and changes something.</summary>
    public void Take(Step step)
    {
        number = step.Number;
        var scene = new Scene(null, county.Today, step);
        for (var attempt = 0; attempt < 8; attempt++)
            if (PlanMoves.Draw(scene, this) is { } given && Give(given, Institutions))
                return;
    }

    /// <summary>Whether it was accepted and changed something.</summary>
    private bool Give(PlanGiven given, OpenInstitutions found)
    {
        var decision = given.Decide(Plan, county.Around(given.Actor, number, $"{Id} first"));
        if (decision.Events.Count == 0)
            return false;
        foreach (var kept in decision.Kept)
            vault[kept.Id] = kept;
        var news = decision.Events.Select((x, i) => new Entry(Id, entries.Count + i + 1, x, department, $"request {entries.Count}")).ToList();
        entries.AddRange(news.Select(x => x with { Fact = Life.Stored(x.Fact) }));
        Plan = Life.Stored(news.Aggregate(Plan, InspectionPlan.Next));
        foreach (var prepared in decision.Events.OfType<DrawPrepared>())
            Found[prepared.Draw] = found;
        Again = given.MakesAnother ? null : given.Decide(Plan, county.Around(given.Actor, number, $"{Id} again"));
        county.Planned.Add(this);
        county.Tell(Id, given.Name, given.Actor, JsonSerializer.Serialize(given.Command, LedgerJson.Options), news);
        return true;
    }

    private static PlanLife DrawnFor(int year)
    {
        var day = new DateOnly(year, 1, 2);
        var life = new PlanLife(new County(new DateTimeOffset(day, new TimeOnly(1, 0), TimeSpan.Zero)), "WJ", year);
        var found = new OpenInstitutions([(Life.Lone, null)]);
        foreach (var given in new PlanGiven[]
        {
            PlanMoves.Draft(life, "wj-1", [new("CARE", "full", 2, "示例"), new("HEALTH", "random", 1, "示例")], day),
            PlanMoves.Approve(life, "wj-2", day),
            PlanMoves.Publish(life, "wj-1", day),
            PlanMoves.Prepare(life, "wj-1", new("HEALTH", 1, [new("WJ-1", "WJ"), new("WJ-2", "WJ")], day), found),
        })
            life.Give(given, found);
        life.Give(PlanMoves.Hold(life, "wj-2", life.Plan!.Draws.Keys.Single(), day), found);
        return life;
    }
}
