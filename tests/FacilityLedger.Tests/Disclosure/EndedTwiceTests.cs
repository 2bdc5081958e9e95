using FacilityLedger.Corrections;
using FacilityLedger.Credit;
using FacilityLedger.Disclosure;
using FacilityLedger.Facilities;
using FacilityLedger.Filing;
using FacilityLedger.Hosting.Decisions;
using FacilityLedger.Operation;
using FacilityLedger.Policies;
using Xunit;
using Entry = FacilityLedger.Facilities.Entry;

namespace FacilityLedger.Tests.Disclosure;

public sealed class EndedTwiceTests
{
    private static readonly PolicyBook Book = new([PolicyFile.Load(Path.Combine(AppContext.BaseDirectory, "policies", "370323.json"))], sample: false);

    [Fact]
    public void what_had_ended_by_itself_does_not_stand_again_when_a_later_end_is_voided()
    {
        DisclosurePublished Shown(int day) => new("nonconformity", "nonconformity", "filing", new Dictionary<string, System.Text.Json.JsonElement>(StringComparer.Ordinal), "test", Day(day), null, Day(day));
        var entries = new List<Entry>();
        void Append(params IReadOnlyList<IFact> facts) => entries.AddRange(facts.Select(x => (Fact: x, Request: $"request {entries.Count}")).Select((x, i) => new Entry("370323-FACILITY01", entries.Count + i + 1, x.Fact, "WJ", x.Request)).ToList());
        void Void(long entry, int day)
        {
            var c = new Circumstances(new Actor("wj-1", "WJ", ["officer", "evaluator"]), Book, new DateTimeOffset(2026, 11, 24, 1, 0, 0, TimeSpan.Zero), new byte[32]);
            var decision = VoidEntryEndpoint.Decide(new(entry, "duplicate", Day(day)), Facility.Replay(entries)!, entries, c);
            Assert.Null(decision.Refusal);
            Append(decision.Events);
        }

        Append(new FilingConditionsMet("WJ", Day(1)));
        Append(Shown(2));
        Append(new DisclosureEnded("nonconformity", Day(3)));
        Append(new FilingConditionsMet("WJ", Day(4)), Shown(4));
        Append(new ServiceTerminated(new Placement(0, ["none-enrolled"]), Day(5)), new DisclosureEnded("nonconformity", Day(5)));
        Void(4, 6);
        Void(6, 7);

        var shown = entries.Where(x => x.Fact.Thing == "disclosures/nonconformity").Aggregate((PublicFacility?)null, PublicFacility.Next)!;
        Assert.Equal(Day(3), shown.Publications["nonconformity"][^1].EndedOn);
        Assert.DoesNotContain("nonconformity", Facility.Replay(entries)!.Disclosures.Standing.Keys);
    }

    [Fact]
    public void what_followed_from_an_entry_is_not_voided_alone()
    {
        Entry[] entries = [new("370323-FACILITY01", 1, new FilingConditionsMet("WJ", Day(1)), "WJ", "1"), new("370323-FACILITY01", 2, new CreditRepairGranted("R1", "V1", Day(2)), "WJ", "2"), new("370323-FACILITY01", 3, new CreditChangeStruck("C1", "CR-01", "violations/V1", "repaired", "repairs/R1", Day(2)), "WJ", "2")];
        var c = new Circumstances(new Actor("wj-1", "WJ", ["officer", "evaluator"]), Book, new DateTimeOffset(2026, 11, 24, 1, 0, 0, TimeSpan.Zero), new byte[32]);
        Decision Void(long entry) => VoidEntryEndpoint.Decide(new(entry, "duplicate", Day(3)), Facility.Replay(entries)!, entries, c);
        Assert.Equal("void-what-it-follows", Void(3).Refusal!.Rule.Code);
        Assert.Equal((2, 3), Void(2).Events[0] is EntryVoided voided ? (voided.Entry, voided.Last) : default);
        entries = [.. entries, new("370323-FACILITY01", 4, new CreditChanged("C2", "CR-01", "violations/V2", -5, new(100, 0, 100, [new("A", 0)]), "WJ", Day(3)), "WJ", "4")];
        Assert.Equal("void-only-the-last", Void(2).Refusal!.Rule.Code);
    }

    private static DateOnly Day(int day) => new(2026, 11, day);
}
