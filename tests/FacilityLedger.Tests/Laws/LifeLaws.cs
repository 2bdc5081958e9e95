using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using FacilityLedger.Corrections;
using FacilityLedger.Disclosure;
using FacilityLedger.Facilities;
using FacilityLedger.Hosting;
using Xunit;

namespace FacilityLedger.Tests.Laws;

/// <summary>What holds of every facility, whatever is done to it. Of a life that breaks a law the fewest steps that still break it are printed, beside the seed.</summary>
public sealed class LifeLaws
{
    // The same lives in every build, so that one that breaks a law is the change's doing. LEDGER_LIVES: so many others, for hunting. LEDGER_LIFE: this one alone.
    private static readonly IReadOnlyList<uint> Seeds =
        Variable("LEDGER_LIFE") is { } alone ? [alone]
        : Variable("LEDGER_LIVES") is { } lives ? [.. From((uint)Random.Shared.Next()).Take((int)lives)]
        : [.. From(1).Take(120)];

    [Fact]
    public void the_state_is_the_replay_of_the_stream() => Hold((life, _) =>
        Assert.Equal(CanonicalJson.Of(Facility.Replay(life.Entries)), CanonicalJson.Of(life.Facility)));

    /// <summary>But for marks of the sweep: a later term may end earlier.</summary>
    [Fact]
    public void per_thing_the_day_never_decreases() => Hold((life, _) => Assert.All(ByDay.Counting(life.Entries).Where(x => x.Fact is not IAmends).GroupBy(x => x.Fact.Thing).Where(x => !ByDay.IsMark(x.Key)), thing =>
        Assert.Equal(thing.Select(x => x.Fact.OccurredOn).Order(), thing.Select(x => x.Fact.OccurredOn))));

    [Fact]
    public void correcting_an_entry_to_what_it_says_changes_nothing() => Hold((life, done) =>
    {
        if (life.Acts[life.News[0].Version].Given is { Path: { } path } given)
        {
            var (entry, c) = (life.News[0].Version, life.Around(given.Actor, "the same"));
            Assert.Empty(RequestCorrectionEndpoint.Decide(new(entry, path, JsonSerializer.SerializeToElement(given.Command, given.Command.GetType(), LedgerJson.Options), "other", c.Today), life.Facility!, life.File(entry), c).Events);
        }
    });

    /// <summary>When the sweep has come by: until then a term that was begun late lacks its mark.</summary>
    [Fact]
    public void folding_by_day_equals_folding_in_the_order_of_entry() => Hold((life, _) =>
    {
        var (due, late) = (life.FallingDue().ToList(), ByDay.EndsLate(ByDay.Counting(life.Entries)));
        Assert.Equal(ByDay.Comparable(due.Aggregate(life.Facility, Facility.Next), late), ByDay.Comparable(ByDay.Fold(ByDay.Counting(life.Entries).Concat(due)), late));
    });

    [Fact]
    public void what_is_shown_from_a_later_day_is_not_hidden_by_an_earlier() => Hold((life, _) =>
        Assert.All(life.Shown?.Publications.Values ?? [], x => Assert.Equal(x.Select(p => p.From).Order(), x.Select(p => p.From))));

    [Fact]
    public void what_stands_disclosed_for_decisions_is_what_the_public_is_shown() => Hold((life, _) => Assert.Equal(
        life.Shown?.Publications.Where(x => x.Value[^1].EndedOn is null).Select(x => $"{x.Key} {x.Value[^1].Version} {Disclosures.Hash(x.Value[^1].Fields)}").Order(StringComparer.Ordinal) ?? Enumerable.Empty<string>(),
        life.Facility!.Disclosures.Standing.Select(x => $"{x.Key} {x.Value.Version} {x.Value.Hash}").Order(StringComparer.Ordinal)));

    [Fact]
    public void a_command_given_again_at_once_changes_nothing() => Hold((life, done) =>
    {
        if (!done.Move.MakesAnother)
            Assert.Empty(life.Again(done.Given).Events);
    });

    [Fact]
    public void a_fact_is_the_same_after_storing() => Hold((life, _) =>
        Assert.All(life.News, x => Assert.Equal(CanonicalJson.Of<object>(x.Fact), CanonicalJson.Of<object>(Life.Stored(x.Fact)))));

    [Fact]
    public void the_names_held_are_those_that_the_stream_took() => Hold((life, _) => Assert.Equal(life.NamesByTheStream().Order(StringComparer.Ordinal), life.Held.Order(StringComparer.Ordinal)));

    [Fact]
    public void lives_have_every_command_in_them()
    {
        var given = new ConcurrentDictionary<string, int>(StringComparer.Ordinal);
        Hold((life, x) => given.AddOrUpdate(x.Move.Name, 1, (_, n) => n + 1), [.. From(1).Take(600)]);
        foreach (var (name, n) in given.OrderBy(x => x.Value))
            TestContext.Current.TestOutputHelper!.WriteLine($"{n,6} {name}");
        Assert.Empty(Moves.All.Select(x => x.Name).Except(given.Keys));
    }

    private static void Hold(Action<Life, Done> law, IReadOnlyList<uint>? seeds = null) => Parallel.ForEach(seeds ?? Seeds, seed =>
    {
        var steps = Drawn(seed);
        if (Broken(law, steps) is { } broken)
        {
            var fewest = Fewest(steps, x => Broken(law, x) is not null);
            Assert.Fail($"LEDGER_LIFE={seed}\n{Broken(law, fewest) ?? broken}\n{Life.Of(fewest)}");
        }
    });

    private static Step[] Drawn(uint seed)
    {
        var x = new Scene(null, DateOnly.MinValue, new Step(0, 0, 0, seed));
        return [.. Enumerable.Range(0, x.Number(10, 60)).Select(n => new Step(n, Math.Max(0, x.Number(-3, 6)), Math.Max(0, x.Number(-15, 20)), (uint)x.Number(0, int.MaxValue - 1)))];
    }

    private static uint? Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? uint.Parse(value, CultureInfo.InvariantCulture) : null;

    private static IEnumerable<uint> From(uint first)
    {
        for (var seed = first; ; seed++)
            yield return seed;
    }

    private static string? Broken(Action<Life, Done> law, IEnumerable<Step> steps)
    {
        var life = new Life();
        try
        {
            foreach (var step in steps)
                if (life.Take(step) is { } done)
                    law(life, done);
            return null;
        }
        catch (Exception e)
        {
            return e.Message;
        }
    }

    /// <summary>Leaves out what may be left out.</summary>
    private static Step[] Fewest(Step[] steps, Func<Step[], bool> breaks)
    {
        for (var before = 0; before != steps.Length;)
        {
            before = steps.Length;
            for (var i = steps.Length - 1; i >= 0; i--)
                if (steps.Where((_, n) => n != i).ToArray() is var fewer && breaks(fewer))
                    steps = fewer;
        }
        return steps;
    }
}
