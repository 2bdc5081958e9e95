using System.Collections.Immutable;
using System.Text.Json;
using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;

namespace FacilityLedger.Disclosure;

/// <summary>Something is shown to the public from a day on. The public view is built from these events and from nothing else.</summary>
/// <param name="Disclosure">Key in the stream: the kind, or the kind and an id; a later publication under the same key replaces it from its own day on.</param>
/// <param name="Kind">Kind of the policy, which lists the fields that may be shown.</param>
/// <param name="About">The thing of the facility whose fact is shown.</param>
/// <param name="Basis">Instrument and article on which it is shown.</param>
/// <param name="From">First day shown as valid.</param>
/// <param name="Until">Last day on which it may be shown at all; null as long as the fact stands.</param>
/// <param name="Duty">Key of the obligation to publish that is met by it, if one is open.</param>
public sealed record DisclosurePublished(
    string Disclosure, string Kind, string About, IReadOnlyDictionary<string, JsonElement> Fields, string Basis, DateOnly From, DateOnly? Until, DateOnly OccurredOn, string? Duty = null) : IFact, IMeets
{
    public string Thing => $"disclosures/{Disclosure}";
    public IEnumerable<string> Meets => Duty is null ? [] : [Duty];
}

/// <summary>What was shown was wrong: these fields replace it, from its first day on.</summary>
/// <param name="Publication">Version of the publication that is corrected: should that be voided, an earlier one is not touched.</param>
/// <param name="From">Its first day, where that was wrong too.</param>
/// <param name="Words">Where an officer corrected it: all fields, by name, of which his word now stands in place of the fact's.</param>
public sealed record DisclosureCorrected(
    string Disclosure, IReadOnlyDictionary<string, JsonElement> Fields, string Ground, long Publication, DateOnly OccurredOn, DateOnly? From = null,
    IReadOnlyDictionary<string, OfficersWord>? Words = null) : IFact
{
    public string Thing => $"disclosures/{Disclosure}";
}

/// <summary>It may no longer be shown, for any day.</summary>
/// <param name="Ground">Code of the ground: <c>annulled</c>, <c>voided</c>, <c>repaired</c>, <c>not-disclosable</c>.</param>
/// <param name="Publication">Version of the one publication that is withdrawn, so that the one before it stands again; null withdraws all under the key.</param>
/// <param name="Withheld">Where an officer withdrew it: nothing under the key is published by itself until an officer publishes it again.</param>
public sealed record DisclosureWithdrawn(string Disclosure, string Ground, DateOnly OccurredOn, long? Publication = null, Withheld? Withheld = null) : IFact
{
    public string Thing => $"disclosures/{Disclosure}";
}

/// <summary>The fact no longer holds from this day on; earlier days still show it.</summary>
public sealed record DisclosureEnded(string Disclosure, DateOnly OccurredOn) : IFact
{
    public string Thing => $"disclosures/{Disclosure}";
}

/// <summary>The end was recorded in error: what was shown last stands as if it had not ended.</summary>
public sealed record DisclosureResumed(string Disclosure, DateOnly OccurredOn) : IFact
{
    public string Thing => $"disclosures/{Disclosure}";
}

/// <summary>What stands disclosed of a facility, for the decisions: by key, its kind, what it is about and since when.</summary>
/// <param name="Published">Versions of the publications under each key that were not withdrawn, those replaced or ended among them.</param>
/// <param name="Ends">Versions of the ends, by key.</param>
public sealed record Disclosures(Archive<Standing> Standing, Archive<ImmutableList<long>> Published, ImmutableDictionary<string, long> Ends)
{
    /// <summary>What an officer took away, by key.</summary>
    public ImmutableDictionary<string, Withheld> Withheld { get; init; } = ImmutableDictionary<string, Withheld>.Empty;

    /// <summary>The fields of which an officer's word stands in place of the fact's, by key and field.</summary>
    public ImmutableDictionary<string, IReadOnlyDictionary<string, OfficersWord>> Words { get; init; } =
        ImmutableDictionary<string, IReadOnlyDictionary<string, OfficersWord>>.Empty;

    public static Disclosures None { get; } = new(Archive<Standing>.Empty, Archive<ImmutableList<long>>.Empty, ImmutableDictionary<string, long>.Empty);

    /// <summary>Keys of what stands disclosed about a thing.</summary>
    public IEnumerable<string> About(string thing) => Standing.Where(x => x.Value.About == thing).Select(x => x.Key).Order(StringComparer.Ordinal);

    public Disclosures Evolve(IFact fact, long version) => fact switch
    {
        DisclosurePublished e => this with
        {
            Standing = Standing.SetItem(e.Disclosure, new Standing(e.Kind, e.About, e.From, e.Until, version, Hash(e.Fields), Digests(e.Fields))),
            Published = Published.SetItem(e.Disclosure, (Published.GetValueOrDefault(e.Disclosure) ?? []).Add(version)),
            Ends = Ends.Remove(e.Disclosure),
            Withheld = Withheld.Remove(e.Disclosure),
            Words = WithWords(e.Disclosure, WordsOn(e.Disclosure).Where(x => x.Value.Of != Digest(e.Fields, x.Key))),
        },
        // The officer's word stands though a voiding has left out the publication that he corrected.
        DisclosureCorrected e => this with
        {
            Standing = Standing.GetValueOrDefault(e.Disclosure) is { } was && was.Version == e.Publication
                ? Standing.SetItem(e.Disclosure, was with { Hash = Hash(e.Fields), From = e.From ?? was.From, Fields = Digests(e.Fields) })
                : Standing,
            Words = e.Words is null ? Words : WithWords(e.Disclosure, e.Words),
        },
        // After a voiding the fold has left out the voided publication and the voided end already.
        DisclosureWithdrawn { Publication: { } one } e when Standing.GetValueOrDefault(e.Disclosure)?.Version != one => this,
        DisclosureWithdrawn e => this with
        {
            Standing = Standing.Remove(e.Disclosure),
            Published = Published.Remove(e.Disclosure),
            Ends = Ends.Remove(e.Disclosure),
            Withheld = e.Withheld is { } withheld ? Withheld.SetItem(e.Disclosure, withheld) : Withheld,
            Words = e.Withheld is null ? Words : Words.Remove(e.Disclosure),
        },
        // What had ended already is not ended again: after a voiding an end may find nothing that stands.
        DisclosureEnded e when Standing.ContainsKey(e.Disclosure) => this with { Standing = Standing.Remove(e.Disclosure), Ends = Ends.SetItem(e.Disclosure, version) },
        _ => this,
    };

    /// <summary>What is shown of a fact under a key: a field that an officer took away stays away; one that he put in another way stays so as
    /// long as the fact says of it what it said then. What the fact says anew is shown, for his word was not about that.</summary>
    public Dictionary<string, JsonElement> Shown(string disclosure, IReadOnlyDictionary<string, JsonElement> fields)
    {
        var shown = fields.ToDictionary(StringComparer.Ordinal);
        foreach (var (field, word) in WordsOn(disclosure))
        {
            if (word.Now is null)
                shown.Remove(field);
            else if (word.Of == Digest(fields, field))
                shown[field] = word.Now.Value;
        }
        return shown;
    }

    /// <summary>All fields of which an officer's word stands in place of the fact's, once he has corrected what stands to these.</summary>
    public IReadOnlyDictionary<string, OfficersWord> Corrected(string disclosure, IReadOnlyDictionary<string, JsonElement> fields)
    {
        var (before, shown) = (WordsOn(disclosure), Standing.GetValueOrDefault(disclosure)?.Fields);
        return fields.Keys.Union(shown?.Keys ?? []).Union(before.Keys)
            .Select(x => (Field: x, Word: new OfficersWord(
                before.TryGetValue(x, out var word) && Digest(word.Now) == DigestOf(shown, x) ? word.Of : DigestOf(shown, x),
                fields.TryGetValue(x, out var now) ? now : null)))
            .Where(x => x.Word.Of != Digest(x.Word.Now)).ToDictionary(x => x.Field, x => x.Word, StringComparer.Ordinal);
    }

    private IReadOnlyDictionary<string, OfficersWord> WordsOn(string disclosure) =>
        Words.GetValueOrDefault(disclosure) ?? ImmutableDictionary<string, OfficersWord>.Empty;

    private ImmutableDictionary<string, IReadOnlyDictionary<string, OfficersWord>> WithWords(
        string disclosure, IEnumerable<KeyValuePair<string, OfficersWord>> words) => words.ToDictionary(StringComparer.Ordinal) is { Count: > 0 } some ? Words.SetItem(disclosure, some) : Words.Remove(disclosure);

    // In the order in which the database gives members back: what is packed must not tell a state that was read from one that was folded.
    private static Dictionary<string, int> Digests(IReadOnlyDictionary<string, JsonElement> fields) =>
        fields.OrderBy(x => x.Key.Length).ThenBy(x => x.Key, StringComparer.Ordinal).ToDictionary(x => x.Key, x => Digest(x.Value)!.Value, StringComparer.Ordinal);

    private static int? DigestOf(IReadOnlyDictionary<string, int>? digests, string field) =>
        digests?.TryGetValue(field, out var digest) == true ? digest : null;

    private static int? Digest(IReadOnlyDictionary<string, JsonElement> fields, string field) =>
        fields.TryGetValue(field, out var value) ? Digest(value) : null;

    // FNV-1a: it tells a value from another of the same field, and guards nothing.
    private static int? Digest(JsonElement? value)
    {
        if (value is not { } some)
            return null;
        var text = some.ValueKind switch
        {
            JsonValueKind.String => some.GetString()!,
            JsonValueKind.Array or JsonValueKind.Object => CanonicalJson.Of(some),
            _ => some.GetRawText(),
        };
        var digest = 2166136261u;
        foreach (var sign in text)
            digest = unchecked((digest ^ sign) * 16777619);
        return unchecked((int)digest);
    }

    /// <summary>A digest of shown fields, so that the same is not published twice.</summary>
    public static string Hash(IReadOnlyDictionary<string, JsonElement> fields) => CanonicalJson.Hash(fields)[..16];
}

/// <param name="Version">Version of the publication in the stream.</param>
/// <param name="Fields">A short digest of each shown field.</param>
public sealed record Standing(
    string Kind, string About, DateOnly From, DateOnly? Until, long Version, string Hash, IReadOnlyDictionary<string, int>? Fields = null);

/// <summary>An officer's word about one shown field.</summary>
/// <param name="Of">Digest of what the fact said when he put it in another way; null where it said nothing.</param>
/// <param name="Now">What is shown instead; null where he took the field away.</param>
public sealed record OfficersWord(int? Of, JsonElement? Now);

/// <summary>What an officer took away; as of a publication.</summary>
public sealed record Withheld(string Kind, string About);
