using System.Text.Json;
using FacilityLedger.Disclosure;
using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;

namespace FacilityLedger.Corrections;

/// <summary>What the public must see otherwise once an entry is corrected: what it showed itself, and what later publications took over from it.</summary>
internal static class ShownAgain
{
    public const string Ground = "entry-corrected";

    /// <param name="right">What the right command decides.</param>
    public static IEnumerable<IFact> Of(Facility facility, IReadOnlyList<Entry> entries, CorrectionRequested asked, IReadOnlyList<IFact> right, DateOnly on)
    {
        // Of an entry that was corrected before, with what that correction showed.
        var before = entries.Where(x => x.Fact is EntryCorrected e && e.Entry == asked.Entry).SelectMany(x => CorrectedFile.ActOf(entries, x.Version));
        var wrong = entries.Where(x => x.Version >= asked.Entry && x.Version <= asked.Last).Concat(before).ToList();
        var published = wrong.Where(x => x.Fact is DisclosurePublished).ToDictionary(x => ((DisclosurePublished)x.Fact).Disclosure, x => x.Version, StringComparer.Ordinal);
        // What is right was decided on the file of then: an officer's word of later days holds here too.
        var now = right.OfType<DisclosurePublished>().Where(x => !facility.Disclosures.Withheld.ContainsKey(x.Disclosure))
            .Select(x => x with { Fields = facility.Disclosures.Shown(x.Disclosure, x.Fields) }).ToDictionary(x => x.Disclosure, StringComparer.Ordinal);
        foreach (var (key, version) in published)
            if (now.TryGetValue(key, out var publication))
            {
                foreach (var correction in Corrected(facility, Standing(entries, key), version, publication, on))
                    yield return correction;
            }
            else if (Standing(entries, key).ContainsKey(version))
                yield return new DisclosureWithdrawn(key, Ground, facility.NotBefore(key, on), version);
        // Under a key that a later entry shows by now, the later one says what stands.
        foreach (var publication in now.Values.Where(x => !published.ContainsKey(x.Disclosure) && !entries.Any(e => e.Version > asked.Last && e.Fact is DisclosurePublished later && later.Disclosure == x.Disclosure)))
            yield return publication with { OccurredOn = facility.NotBefore(publication.Disclosure, on), Duty = null };

        var (ended, ends) = (wrong.Select(x => x.Fact).OfType<DisclosureEnded>().Select(x => x.Disclosure).ToList(), right.OfType<DisclosureEnded>().ToList());
        foreach (var key in ended.Where(x => ends.TrueForAll(e => e.Disclosure != x) && facility.Disclosures.Ends.TryGetValue(x, out var at) && at >= asked.Entry && at <= asked.Last))
            yield return new DisclosureResumed(key, facility.NotBefore(key, on));
        foreach (var end in ends.Where(x => !ended.Contains(x.Disclosure) && facility.Disclosures.Standing.ContainsKey(x.Disclosure)))
            yield return end with { OccurredOn = facility.NotBefore(end.Disclosure, on) };
    }

    /// <summary>Adds the status, where the institution has another one by what is right and no publication of the correction says so.</summary>
    public static Decision Status(Decision decision, Facility after, Facility facility, Circumstances c, DateOnly on) =>
        after.PublicStatus == facility.PublicStatus || decision.Events.Any(x => x is DisclosureCorrected { Disclosure: "status" } or DisclosurePublished { Disclosure: "status" }) ? decision
        : after.PublicStatus is FacilityStatus.Listed or FacilityStatus.Delisted ? decision.And(after.Ended(on, "status"))
        : decision.And(Disclosing.Auto(c, after, "status", "status", on, new() { ["status"] = after.PublicStatus, ["since"] = on }));

    // A member that later publications took over is followed as far as they did, and of a list the lines that they took over.
    private static IEnumerable<DisclosureCorrected> Corrected(Facility facility, SortedDictionary<long, DisclosurePublished> standing, long version, DisclosurePublished right, DateOnly on)
    {
        if (!standing.TryGetValue(version, out var wrong))
            yield break;
        var differing = wrong.Fields.Keys.Union(right.Fields.Keys).Where(x => !Same(wrong.Fields, right.Fields, x)).ToHashSet(StringComparer.Ordinal);
        foreach (var (at, shown) in standing.Where(x => x.Key >= version))
        {
            var followed = differing.Select(x => (Member: x, Value: Followed(shown.Fields, wrong.Fields, right.Fields, x))).Where(x => x.Value is not null).ToDictionary(x => x.Member, x => x.Value!.Value, StringComparer.Ordinal);
            differing.IntersectWith(followed.Keys);
            // What a later entry shows from its own day on stays.
            var first = standing.Where(x => x.Key > version).Select(x => x.Value.From).Append(right.From).Min();
            var moved = at == version && first != wrong.From ? first : (DateOnly?)null;
            if (differing.Count == 0 && moved is null)
                yield break;
            var fields = shown.Fields.Where(x => !differing.Contains(x.Key)).Concat(followed.Where(x => x.Value.ValueKind != JsonValueKind.Undefined)).ToDictionary(StringComparer.Ordinal);
            yield return new DisclosureCorrected(right.Disclosure, fields, Ground, at, facility.NotBefore(right.Disclosure, on), moved);
        }
    }

    // What a publication that shows the wrong member shall show; null where it shows one of its own.
    private static JsonElement? Followed(IReadOnlyDictionary<string, JsonElement> shown, IReadOnlyDictionary<string, JsonElement> wrong, IReadOnlyDictionary<string, JsonElement> right, string member)
    {
        if (Same(shown, wrong, member))
            return right.GetValueOrDefault(member);
        if (Lines(shown, member) is not { } lines || Lines(wrong, member) is not { } before || Lines(right, member) is not { } after)
            return null;
        var gone = before.FindAll(x => !Has(after, x));
        if (gone.Count == 0 || !gone.TrueForAll(x => Has(lines, x)))
            return null;
        var at = lines.FindIndex(x => Has(gone, x));
        lines.RemoveAll(x => Has(gone, x));
        lines.InsertRange(at, after.Where(x => !Has(before, x)));
        return JsonSerializer.SerializeToElement(lines);
    }

    private static List<JsonElement>? Lines(IReadOnlyDictionary<string, JsonElement> fields, string member) => fields.TryGetValue(member, out var x) && x.ValueKind == JsonValueKind.Array ? [.. x.EnumerateArray()] : null;

    private static bool Has(List<JsonElement> lines, JsonElement line) => lines.Exists(x => JsonElement.DeepEquals(x, line));

    // Each publication under the key as it is shown now, by its version.
    public static SortedDictionary<long, DisclosurePublished> Standing(IEnumerable<Entry> entries, string key)
    {
        var standing = new SortedDictionary<long, DisclosurePublished>();
        foreach (var entry in entries)
            switch (entry.Fact)
            {
                case DisclosurePublished e when e.Disclosure == key:
                    standing[entry.Version] = e;
                    break;
                case DisclosureCorrected e when e.Disclosure == key && standing.TryGetValue(e.Publication, out var was):
                    standing[e.Publication] = was with { Fields = e.Fields, From = e.From ?? was.From };
                    break;
                case DisclosureWithdrawn e when e.Disclosure == key:
                    foreach (var version in standing.Keys.Where(x => e.Publication is null || x == e.Publication).ToList())
                        standing.Remove(version);
                    break;
            }
        return standing;
    }

    private static bool Same(IReadOnlyDictionary<string, JsonElement> one, IReadOnlyDictionary<string, JsonElement> other, string member) =>
        one.TryGetValue(member, out var x) == other.TryGetValue(member, out var y) && (x.ValueKind == JsonValueKind.Undefined ? y.ValueKind == JsonValueKind.Undefined : y.ValueKind != JsonValueKind.Undefined && JsonElement.DeepEquals(x, y));
}
