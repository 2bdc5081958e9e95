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
public sealed record DisclosureCorrected(string Disclosure, IReadOnlyDictionary<string, JsonElement> Fields, string Ground, long Publication, DateOnly OccurredOn, DateOnly? From = null) : IFact
{
    public string Thing => $"disclosures/{Disclosure}";
}

/// <summary>It may no longer be shown, for any day.</summary>
/// <param name="Ground">Code of the ground: <c>annulled</c>, <c>voided</c>, <c>repaired</c>, <c>not-disclosable</c>.</param>
/// <param name="Publication">Version of the one publication that is withdrawn, so that the one before it stands again; null withdraws all under the key.</param>
public sealed record DisclosureWithdrawn(string Disclosure, string Ground, DateOnly OccurredOn, long? Publication = null) : IFact
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
    public static Disclosures None { get; } = new(Archive<Standing>.Empty, Archive<ImmutableList<long>>.Empty, ImmutableDictionary<string, long>.Empty);

    /// <summary>Keys of what stands disclosed about a thing.</summary>
    public IEnumerable<string> About(string thing) => Standing.Where(x => x.Value.About == thing).Select(x => x.Key).Order(StringComparer.Ordinal);

    public Disclosures Evolve(IFact fact, long version) => fact switch
    {
        DisclosurePublished e => new(Standing.SetItem(e.Disclosure, new Standing(e.Kind, e.About, e.From, e.Until, version, Hash(e.Fields))), Published.SetItem(e.Disclosure, (Published.GetValueOrDefault(e.Disclosure) ?? []).Add(version)), Ends.Remove(e.Disclosure)),
        DisclosureCorrected e when Standing.GetValueOrDefault(e.Disclosure) is { } was && was.Version == e.Publication => this with { Standing = Standing.SetItem(e.Disclosure, was with { Hash = Hash(e.Fields), From = e.From ?? was.From }) },
        // After a voiding the fold has left out the voided publication and the voided end already.
        DisclosureWithdrawn { Publication: { } one } e when Standing.GetValueOrDefault(e.Disclosure)?.Version != one => this,
        DisclosureWithdrawn e => new(Standing.Remove(e.Disclosure), Published.Remove(e.Disclosure), Ends.Remove(e.Disclosure)),
        // What had ended already is not ended again: after a voiding an end may find nothing that stands.
        DisclosureEnded e when Standing.ContainsKey(e.Disclosure) => this with { Standing = Standing.Remove(e.Disclosure), Ends = Ends.SetItem(e.Disclosure, version) },
        _ => this,
    };

    /// <summary>A digest of shown fields, so that the same is not published twice.</summary>
    public static string Hash(IReadOnlyDictionary<string, JsonElement> fields) => CanonicalJson.Hash(fields)[..16];
}

/// <param name="Version">Version of the publication in the stream.</param>
public sealed record Standing(string Kind, string About, DateOnly From, DateOnly? Until, long Version, string Hash);
