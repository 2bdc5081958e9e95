using System.Collections.Immutable;
using System.Text.Json;
using FacilityLedger.Corrections;
using FacilityLedger.Disclosure;
using FacilityLedger.Facilities;
using FacilityLedger.Hosting;
using FacilityLedger.Hosting.Decisions;
using FacilityLedger.Inspections;
using FacilityLedger.Obligations;
using FacilityLedger.Plans;
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
public sealed class Life(County county, string id)
{
    private static readonly Done Night = new(new("night", _ => null), new("the clock", "", Scene.Sweep, (f, c) => FallDue.Decide(f!, c)));
    private static readonly Done Covered = new(new("coverage", _ => null), new("the clock", "", Scene.Sweep, (_, _) => Decision.Nothing));

    private readonly List<Entry> entries = [];
    private readonly Dictionary<string, string> vault = new(StringComparer.Ordinal);
    private readonly Dictionary<long, Done> acts = [];
    private int number;

    /// <summary>Alone in its county.</summary>
    public Life() : this(new County(new DateTimeOffset(2026, 1, 5, 1, 0, 0, TimeSpan.Zero)) { Plans = PlanLife.OfTheLone }, Lone)
    {
    }

    public static Life Of(IEnumerable<Step> steps)
    {
        var life = new Life();
        foreach (var step in steps)
            life.Take(step);
        return life;
    }

    /// <summary>Id of the institution that is alone.</summary>
    public const string Lone = "370323-LIFE000001";

    public string Id => id;

    public County County => county;

    public IReadOnlyList<InspectionPlan> Plans => county.Published;

    /// <summary>The state after each append, through JSON and back where the county stores it, as the next decision gets it.</summary>
    public Facility? Facility { get; private set; }

    public IReadOnlyList<Entry> Entries => entries;

    /// <summary>What was done, by the version of the first event that it appended.</summary>
    public IReadOnlyDictionary<long, Done> Acts => acts;

    /// <summary>What a correction of this entry needs of the file.</summary>
    /// <param name="right">The command that is right.</param>
    public CorrectedFile File(long entry, object right) => new([.. entries], acts.TryGetValue(entry, out var done) ? done.Given.Actor.Account : "none", vault)
    {
        Beside = right is OpenInspection { Plan: { } plan } ? Plans.FirstOrDefault(x => x.Id == plan) : null,
    };

    /// <summary>The facts of the last append, as they were decided.</summary>
    public IReadOnlyList<Entry> News { get; private set; } = [];

    /// <summary>What was done last.</summary>
    public Done Last => acts[News[0].Version];

    /// <summary>Ids of the claims that it holds.</summary>
    public IEnumerable<string> Held => county.Held.Where(x => x.Value == id).Select(x => x.Key);

    /// <summary>Gives commands until one is accepted and changes something; null when none of twenty did.</summary>
    public Done? Take(Step step)
    {
        county.Now = county.Now.AddDays(step.Wait);
        number = step.Number;
        var scene = new Scene(Facility, county.Today, step, this);
        // What makes no sense here costs no attempt.
        for (var (drawn, attempt) = (0, 0); drawn < 200 && attempt < 20; drawn++)
        {
            var move = scene.One(Moves.Bag);
            if (move.Draw(scene) is not { } given)
                continue;
            attempt++;
            var c = Around(given.Actor, "first");
            var decision = given.Decide(Facility, c);
            if (decision.Refusal is not null)
                county.Refusals?.Add(new(given, decision, given.Decide(Prolonged(Facility), c)));
            if (decision.Refusal is not null || decision.Events.Count == 0 || !county.Claim(id, decision))
                continue;
            var done = new Done(move, given);
            foreach (var kept in decision.Kept)
                vault[kept.Id] = kept.Value;
            Append(decision.Events, done);
            return done;
        }
        return null;
    }

    /// <summary>The same once more by the same officer in the same minute, sent as a new request.</summary>
    public Decision Again(Given given) => given.Decide(Facility, Around(given.Actor, "again"));

    /// <summary>What the sweep would mark now.</summary>
    public IEnumerable<Entry> FallingDue() => Facility is { } facility
        ? FallDue.Decide(facility, Around(Scene.Sweep, "sweep")).Events.Select((x, i) => new Entry(id, facility.Version + i + 1, x, Scene.Sweep.Department))
        : [];

    /// <summary>The sweep comes by.</summary>
    public void BeSwept()
    {
        if (FallingDue().Select(x => x.Fact).ToList() is { Count: > 0 } marks)
            Append(marks, Night);
    }

    /// <summary>The sweep asks whether the plan inspects this institution.</summary>
    public void BeCovered(InspectionPlan plan)
    {
        if (Facility is { } facility && OweCoverage.Decide(facility, plan, Around(Scene.Sweep, plan.Id)).Events is { Count: > 0 } owed)
            Append(owed, Covered);
    }

    /// <summary>The state goes through JSON and back.</summary>
    public void Store() => Facility = Stored(Facility);

    /// <summary>The names that the counting facts of the stream took and did not give up.</summary>
    public IEnumerable<string> NamesByTheStream() => ByDay.Counting(entries).Select(x => x.Fact).Aggregate(Enumerable.Empty<string>(), (names, fact) => fact switch
    {
        IAmends => names,
        IClaims claims => names.Union(claims.Claims.Select(x => x.Id)),
        RegistrationCancelled => names.Where(x => !x.StartsWith("uscc:", StringComparison.Ordinal)),
        _ => names,
    });

    /// <summary>The public view of it.</summary>
    public PublicFacility? Shown => Entries.Where(x => x.Fact is DisclosurePublished or DisclosureCorrected or DisclosureWithdrawn or DisclosureEnded or DisclosureResumed).Aggregate((PublicFacility?)null, PublicFacility.Next);

    /// <summary>What was done, line by line.</summary>
    public override string ToString() => county.ToString();

    internal Circumstances Around(Actor actor, string request) => county.Around(actor, number, request);

    private void Append(IReadOnlyList<IFact> facts, Done done)
    {
        var news = facts.Select((x, i) => new Entry(id, entries.Count + i + 1, x, done.Given.Actor.Department, $"request {entries.Count}")).ToList();
        // As FoldOfStream does: a voiding or a correction folds the whole stream again, all else goes on from the state.
        var next = news.Exists(x => x.Fact is IAmends) ? Facility.Replay([.. entries, .. news]) : news.Aggregate(Facility, Facility.Next);
        acts[entries.Count + 1] = done;
        News = news;
        entries.AddRange(news.Select(x => x with { Fact = Stored(x.Fact) }));
        Facility = county.StoresEach ? Stored(next) : next;
        county.Touch(this);
        county.Tell(id, done.Move.Name, done.Given.Actor, $"{done.Given.Target} {JsonSerializer.Serialize(done.Given.Command, LedgerJson.Options)}", news);
    }

    /// <summary>The same institution, of which no term has passed.</summary>
    private static Facility? Prolonged(Facility? facility) => facility is null ? null : facility with
    {
        Obligations = new(Archive<Obligation>.Of(facility.Obligations.All.Select(x => KeyValuePair.Create(x.Key, x.Value with
        {
            Status = x.Value.Status == ObligationStatus.Overdue ? ObligationStatus.Open : x.Value.Status,
            Deadline = x.Value.Deadline with { DueOn = x.Value.Deadline.DueOn.AddYears(10), DueAt = x.Value.Deadline.DueAt.AddYears(10) },
        })))),
    };

    /// <summary>Through JSON and back.</summary>
    internal static T Stored<T>(T value) => value is null ? value : (T)JsonSerializer.Deserialize(JsonSerializer.Serialize(value, value.GetType(), LedgerJson.Options), value.GetType(), LedgerJson.Options)!;
}
