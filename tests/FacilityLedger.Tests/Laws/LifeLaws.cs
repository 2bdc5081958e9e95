using System.Text.Json;
using FacilityLedger.Corrections;
using FacilityLedger.Disclosure;
using FacilityLedger.Facilities;
using FacilityLedger.Hosting;
using FacilityLedger.Inspections;
using Xunit;

namespace FacilityLedger.Tests.Laws;

/// <summary>What holds of every facility, whatever is done to it. See <see cref="Lives"/>.</summary>
public sealed class LifeLaws
{
    internal static readonly Action<Life>[] Laws =
    [
        StateIsReplay, DaysNeverDecrease, CorrectingToTheSame, ByDayIsByEntry, LaterIsNotHidden, StandingIsShown, WithdrawnStaysAway, AgainChangesNothing, StoredIsTheSame, NamesAreThoseTaken,
    ];

    [Fact]
    public void the_state_is_the_replay_of_the_stream() => Lives.Hold(StateIsReplay);

    [Fact]
    public void per_thing_the_day_never_decreases() => Lives.Hold(DaysNeverDecrease);

    [Fact]
    public void correcting_an_entry_to_what_it_says_changes_nothing() => Lives.Hold(CorrectingToTheSame);

    [Fact]
    public void folding_by_day_equals_folding_in_the_order_of_entry() => Lives.Hold(ByDayIsByEntry);

    [Fact]
    public void what_is_shown_from_a_later_day_is_not_hidden_by_an_earlier() => Lives.Hold(LaterIsNotHidden);

    [Fact]
    public void what_stands_disclosed_for_decisions_is_what_the_public_is_shown() => Lives.Hold(StandingIsShown);

    [Fact]
    public void what_an_officer_withdrew_is_shown_again_by_an_officer_alone() => Lives.Hold(WithdrawnStaysAway);

    [Fact]
    public void a_command_given_again_at_once_changes_nothing() => Lives.Hold(AgainChangesNothing);

    [Fact]
    public void a_fact_is_the_same_after_storing() => Lives.Hold(StoredIsTheSame);

    [Fact]
    public void the_names_held_are_those_that_the_stream_took() => Lives.Hold(NamesAreThoseTaken);

    [Fact]
    public void lives_have_every_command_in_them()
    {
        var given = Lives.Given(600);
        foreach (var (name, n) in given.OrderBy(x => x.Value))
            TestContext.Current.TestOutputHelper!.WriteLine($"{n,6} {name}");
        Assert.Empty(Moves.All.Select(x => x.Name).Except(given.Keys));
    }

    private static void StateIsReplay(Life life) => Assert.Equal(CanonicalJson.Of(Facility.Replay(life.Entries)), CanonicalJson.Of(life.Facility));

    /// <remarks>But for marks of the sweep: a later term may end earlier.</remarks>
    private static void DaysNeverDecrease(Life life) => Assert.All(ByDay.Counting(life.Entries).Where(x => x.Fact is not IAmends).GroupBy(x => x.Fact.Thing).Where(x => !ByDay.IsMark(x.Key)), thing =>
        Assert.Equal(thing.Select(x => x.Fact.OccurredOn).Order(), thing.Select(x => x.Fact.OccurredOn)));

    private static void CorrectingToTheSame(Life life)
    {
        if (life.Last.Given is not { Path: { } path } given)
            return;
        var (entry, c) = (life.News[0].Version, life.Around(given.Actor, "the same"));
        Assert.Empty(RequestCorrectionEndpoint.Decide(new(entry, path, JsonSerializer.SerializeToElement(given.Command, given.Command.GetType(), LedgerJson.Options), "other", c.Today), life.Facility!, life.File(entry, given.Command), c).Events);
    }

    /// <remarks>When the sweep has come by: until then a term that was begun late lacks its mark.</remarks>
    private static void ByDayIsByEntry(Life life)
    {
        var (due, late) = (life.FallingDue().ToList(), ByDay.EndsLate(ByDay.Counting(life.Entries)));
        Assert.Equal(ByDay.Comparable(due.Aggregate(life.Facility, Facility.Next), late), ByDay.Comparable(ByDay.Fold(ByDay.Counting(life.Entries).Concat(due)), late));
    }

    private static void LaterIsNotHidden(Life life) => Assert.All(life.Shown?.Publications.Values ?? [], x => Assert.Equal(x.Select(p => p.From).Order(), x.Select(p => p.From)));

    private static void StandingIsShown(Life life) => Assert.Equal(
        life.Shown?.Publications.Where(x => x.Value[^1].EndedOn is null).Select(x => $"{x.Key} {x.Value[^1].Version} {Disclosures.Hash(x.Value[^1].Fields)}").Order(StringComparer.Ordinal) ?? Enumerable.Empty<string>(),
        life.Facility!.Disclosures.Standing.Select(x => $"{x.Key} {x.Value.Version} {x.Value.Hash}").Order(StringComparer.Ordinal));

    private static void WithdrawnStaysAway(Life life)
    {
        // A voiding of what withdrew it is an officer's word too.
        if (life.Last.Given.Command is PublishDisclosure or PublishResult or VoidEntry)
            return;
        Assert.All(life.News.Where(x => x.Fact is DisclosurePublished), x =>
            Assert.False(life.Entries.LastOrDefault(e => e.Version < x.Version && e.Fact.Thing == x.Fact.Thing).Fact is DisclosureWithdrawn { Withheld: not null }));
    }

    private static void AgainChangesNothing(Life life)
    {
        if (!life.Last.Move.MakesAnother)
            Assert.Empty(life.Again(life.Last.Given).Events);
    }

    private static void StoredIsTheSame(Life life) => Assert.All(life.News, x => Assert.Equal(CanonicalJson.Of<object>(x.Fact), CanonicalJson.Of<object>(Life.Stored(x.Fact))));

    private static void NamesAreThoseTaken(Life life) => Assert.Equal(life.NamesByTheStream().Order(StringComparer.Ordinal), life.Held.Order(StringComparer.Ordinal));
}
