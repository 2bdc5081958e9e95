using System.Text.Json;
using FacilityLedger.Disclosure;
using FacilityLedger.Facilities;
using FacilityLedger.Hosting;
using FacilityLedger.Hosting.Decisions;

namespace FacilityLedger.Corrections;

/// <summary>A fact that changes what earlier entries count for. With it the whole stream is folded again.</summary>
public interface IAmends : IFact
{
    /// <summary>Version of the first entry of the decision that it changes.</summary>
    long Entry { get; }

    /// <summary>Version of the last event that this decision appended.</summary>
    long Last { get; }
}

/// <summary>A fact inside another: its stored name and its content.</summary>
public sealed record StoredFact(string Type, JsonElement Data)
{
    public static StoredFact Of(IFact fact) => new(EventNames.All[fact.GetType()], JsonSerializer.SerializeToElement(fact, fact.GetType(), LedgerJson.Options));

    public IFact Read() => (IFact)Data.Deserialize(EventNames.TypeOf(Type), LedgerJson.Options)!;
}

/// <summary>A stream as it counts: without what was voided, and with what was corrected in the place of what was wrong.</summary>
public static class Amended
{
    public static IEnumerable<Entry> Of(IEnumerable<Entry> entries)
    {
        var all = entries.ToList();
        if (!all.Exists(x => x.Fact is IAmends))
            return all;
        var voided = all.Select(x => x.Fact).OfType<EntryVoided>().ToList();
        // Corrected twice, the later holds.
        var corrected = all.Select(x => x.Fact).OfType<EntryCorrected>().GroupBy(x => x.Entry).ToDictionary(x => x.Key, x => x.Last());
        // What an amendment withdrew was shown in its place no longer: what was shown before it stands again.
        var withdrawn = all.Select(x => x.Fact).OfType<DisclosureWithdrawn>().Select(x => x.Publication).OfType<long>().ToHashSet();
        return all.Where(x => !voided.Exists(v => v.Covers(x.Version)) && !(x.Fact is DisclosurePublished && withdrawn.Contains(x.Version))).SelectMany(x => Counting(x, corrected.Values.FirstOrDefault(e => e.Covers(x.Version))));
    }

    /// <summary>Whether it changes the event of this version.</summary>
    public static bool Covers(this IAmends amends, long version) => version >= amends.Entry && version <= amends.Last;

    // What was shown was shown: publications stay where they are, and their own corrections follow them.
    private static IEnumerable<Entry> Counting(Entry entry, EntryCorrected? corrected)
    {
        if (corrected is null)
            return [entry];
        var right = entry.Version == corrected.Entry ? corrected.Facts.Select((x, i) => entry with { Fact = x.Read(), Version = Math.Min(corrected.Entry + i, corrected.Last) }) : [];
        return IsShown(entry.Fact) ? right.Append(entry) : right;
    }

    internal static bool IsShown(IFact fact) => fact is DisclosurePublished or DisclosureCorrected or DisclosureEnded or DisclosureResumed or DisclosureWithdrawn;
}
