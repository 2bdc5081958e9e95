using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using FacilityLedger.Corrections;
using FacilityLedger.Disclosure;
using FacilityLedger.Facilities;
using FacilityLedger.Hosting;
using FacilityLedger.Hosting.Decisions;
using FacilityLedger.Obligations;
using FacilityLedger.Policies;
using FacilityLedger.Registration;
using Entry = FacilityLedger.Facilities.Entry;

namespace FacilityLedger.Tests.Laws;

/// <summary>What is drawn for one step of a life; all else follows from the state.</summary>
/// <param name="Number">Its place in the life as it was drawn: ids follow from it, so that they stay when others are left out.</param>
/// <param name="Wait">Days that pass before it.</param>
/// <param name="Late">Days by which it is entered late.</param>
/// <param name="Choice">Seed of the choice of the command and within it.</param>
public sealed record Step(int Number, int Wait, int Late, uint Choice);

/// <summary>A command that was accepted and changed something.</summary>
public sealed record Done(Move Move, Given Given);

/// <summary>A facility that is given one command after the other, as the ledger would: decided on the state as stored, claimed, appended, folded.</summary>
public sealed class Life
{
    public const string Id = "370323-LIFE000001";

    private static readonly PolicyBook Book = new([PolicyFile.Load(Path.Combine(AppContext.BaseDirectory, "policies", "370323.json"))], sample: false);
    private readonly List<Entry> entries = [];
    private readonly HashSet<string> held = new(StringComparer.Ordinal);
    private readonly List<(DateOnly Day, Done Done, int First)> told = [];
    private DateTimeOffset now = new(2026, 1, 5, 1, 0, 0, TimeSpan.Zero);
    private int number;

    public static Life Of(IEnumerable<Step> steps)
    {
        var life = new Life();
        foreach (var step in steps)
            life.Take(step);
        return life;
    }

    /// <summary>The state after each append, through JSON and back, as the next decision gets it.</summary>
    public Facility? Facility { get; private set; }

    public IReadOnlyList<Entry> Entries => entries;

    /// <summary>The facts of the last append, as they were decided.</summary>
    public IReadOnlyList<Entry> News { get; private set; } = [];

    /// <summary>Ids of the claims that are taken, as <see cref="Recording"/> keeps them.</summary>
    public IReadOnlySet<string> Held => held;

    public DateOnly Today => Book.DayOf(now);

    /// <summary>Gives commands until one is accepted and changes something; null when none of twenty did.</summary>
    public Done? Take(Step step)
    {
        now = now.AddDays(step.Wait);
        number = step.Number;
        var scene = new Scene(Facility, Today, step);
        for (var attempt = 0; attempt < 20; attempt++)
        {
            var move = scene.One(Moves.Bag);
            if (move.Draw(scene) is not { } given)
                continue;
            var decision = given.Decide(Facility, Around(given.Actor, "first"));
            if (decision.Refusal is not null || decision.Events.Count == 0 || !Claim(decision))
                continue;
            var done = new Done(move, given);
            told.Add((Today, done, entries.Count));
            Append(decision.Events, given.Actor.Department);
            return done;
        }
        return null;
    }

    /// <summary>The same once more by the same officer in the same minute, sent as a new request.</summary>
    public Decision Again(Given given) => given.Decide(Facility, Around(given.Actor, "again"));

    /// <summary>What the sweep would mark now.</summary>
    public IEnumerable<Entry> FallingDue() => Facility is { } facility
        ? FallDue.Decide(facility, Around(Scene.Sweep, "sweep")).Events.Select((x, i) => new Entry(Id, facility.Version + i + 1, x, Scene.Sweep.Department))
        : [];

    /// <summary>The names that the counting facts of the stream took and did not give up.</summary>
    public IEnumerable<string> NamesByTheStream() => ByDay.Counting(entries).Select(x => x.Fact).Aggregate(Enumerable.Empty<string>(), (names, fact) => fact switch
    {
        IClaims claims => names.Union(claims.Claims.Select(x => x.Id)),
        RegistrationCancelled => names.Where(x => !x.StartsWith("uscc:", StringComparison.Ordinal)),
        _ => names,
    });

    /// <summary>The public view of it.</summary>
    public PublicFacility? Shown => Entries.Where(x => x.Fact is DisclosurePublished or DisclosureCorrected or DisclosureWithdrawn or DisclosureEnded or DisclosureResumed).Aggregate((PublicFacility?)null, PublicFacility.Next);

    /// <summary>What was done, line by line.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var ((day, done, first), until) in told.Zip(told.Select(x => x.First).Skip(1).Append(entries.Count)))
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{day:yyyy-MM-dd} {done.Given.Actor.Account} {done.Move.Name} {done.Given.Target} {JsonSerializer.Serialize(done.Given.Command, LedgerJson.Options)}");
            foreach (var x in entries[first..until])
                text.AppendLine(CultureInfo.InvariantCulture, $"  {x.Version} {EventNames.All[x.Fact.GetType()]} of {x.Fact.Thing} on {x.Fact.OccurredOn:yyyy-MM-dd}");
        }
        return text.ToString();
    }

    private Circumstances Around(Actor actor, string request) =>
        new(actor, Book, now, SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{number} {request}"))));

    private bool Claim(Decision decision)
    {
        if (decision.Claims.Any(x => held.Contains(x.Id) && !decision.Releases.Contains(x)))
            return false;
        held.ExceptWith(decision.Releases.Select(x => x.Id));
        held.UnionWith(decision.Claims.Select(x => x.Id));
        return true;
    }

    private void Append(IReadOnlyList<IFact> facts, string department)
    {
        var news = facts.Select((x, i) => new Entry(Id, entries.Count + i + 1, x, department, $"request {entries.Count}")).ToList();
        // As FoldOfStream does: a voiding folds the whole stream again, all else goes on from the state.
        var next = news.Exists(x => x.Fact is EntryVoided) ? Facility.Replay([.. entries, .. news]) : news.Aggregate(Facility, Facility.Next);
        News = news;
        entries.AddRange(news.Select(x => x with { Fact = Stored(x.Fact) }));
        Facility = Stored(next);
    }

    /// <summary>Through JSON and back.</summary>
    internal static T Stored<T>(T value) => (T)JsonSerializer.Deserialize(JsonSerializer.Serialize(value, value!.GetType(), LedgerJson.Options), value.GetType(), LedgerJson.Options)!;
}
