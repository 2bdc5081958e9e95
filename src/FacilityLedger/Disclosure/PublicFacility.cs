using System.Collections.Immutable;
using System.Text.Json;
using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;

namespace FacilityLedger.Disclosure;

/// <summary>What the public may see of one institution, by day. Folded from disclosure events only: what was never disclosed cannot leak from here.</summary>
/// <param name="Id">Key of the facility's stream.</param>
public sealed record PublicFacility(string Id)
{
    /// <summary>Version of the last disclosure event.</summary>
    public long Version { get; init; }

    /// <summary>By key, in the order of entry: a later publication replaces the earlier from its own day on.</summary>
    public ImmutableDictionary<string, ImmutableList<Publication>> Publications { get; init; } = ImmutableDictionary<string, ImmutableList<Publication>>.Empty;

    /// <summary>What may be shown today about a day; null where nothing may be.</summary>
    public PublicView? AsOf(DateOnly day, DateOnly today)
    {
        var shown = Publications
            .Select(x => (x.Key, Publication: x.Value.FindLast(p => p.From <= day)))
            .Where(x => x.Publication is { } p && !(p.EndedOn <= day) && !(p.Until < today))
            .OrderBy(x => x.Publication!.Version)
            .ToImmutableSortedDictionary(x => x.Key, x => x.Publication!, StringComparer.Ordinal);
        return shown.Count == 0 ? null : new(Id, day, Version, shown) { History = [.. Publications.Values.SelectMany(x => x).Where(x => x.From <= day && !(x.Until < today)).OrderBy(x => x.From).ThenBy(x => x.Version)] };
    }

    /// <summary>Whether a publication that may still be shown says that it bore this number on the day or before.</summary>
    /// <param name="number">As <see cref="ShownFields.Key"/> spells it.</param>
    public bool Bore(string number, DateOnly day, DateOnly today) => new Registration.Identifier(PublicRegister.IdScheme, Id).Key() == number
        || Publications.Values.SelectMany(x => x).Any(x => x.From <= day && !(x.Until < today) && x.Fields.Identifiers().Any(y => y.Key() == number));

    public static PublicFacility? Next(PublicFacility? before, Entry entry)
    {
        var view = before ?? new PublicFacility(entry.Stream);
        var all = view.Publications;
        all = entry.Fact switch
        {
            DisclosurePublished e => all.SetItem(e.Disclosure, Of(all, e.Disclosure).Add(new(e.Kind, e.About, e.Fields, e.Basis, e.From, e.Until, null, entry.Version))),
            DisclosureCorrected e => all.TryGetValue(e.Disclosure, out var list) && list.FindIndex(x => x.Version == e.Publication) is >= 0 and var at ? all.SetItem(e.Disclosure, list.SetItem(at, list[at] with { Fields = e.Fields, From = e.From ?? list[at].From })) : all,
            DisclosureEnded e => Last(all, e.Disclosure, x => x with { EndedOn = e.OccurredOn }),
            DisclosureResumed e => Last(all, e.Disclosure, x => x with { EndedOn = null }),
            DisclosureWithdrawn { Publication: { } one } e => Without(all, e.Disclosure, one),
            DisclosureWithdrawn e => all.Remove(e.Disclosure),
            _ => all,
        };
        return all.IsEmpty ? null : view with { Version = entry.Version, Publications = all };
    }

    // An end that the withdrawn publication bore is the end of what stood before it, unless that had ended by itself.
    private static ImmutableDictionary<string, ImmutableList<Publication>> Without(ImmutableDictionary<string, ImmutableList<Publication>> all, string key, long version)
    {
        var was = Of(all, key);
        var rest = was.RemoveAll(x => x.Version == version);
        return rest.IsEmpty ? all.Remove(key) : was[^1] is { EndedOn: { } ended } last && last.Version == version ? all.SetItem(key, rest.SetItem(rest.Count - 1, rest[^1] with { EndedOn = rest[^1].EndedOn ?? ended })) : all.SetItem(key, rest);
    }

    private static ImmutableList<Publication> Of(ImmutableDictionary<string, ImmutableList<Publication>> all, string key) => all.GetValueOrDefault(key) ?? [];

    private static ImmutableDictionary<string, ImmutableList<Publication>> Last(ImmutableDictionary<string, ImmutableList<Publication>> all, string key, Func<Publication, Publication> change) =>
        Of(all, key) is { IsEmpty: false } list ? all.SetItem(key, list.SetItem(list.Count - 1, change(list[^1]))) : all;
}

/// <summary>One publication under a key.</summary>
/// <param name="Until">Last day on which it may be shown at all, whatever day is asked about.</param>
/// <param name="EndedOn">First day on which the fact no longer holds.</param>
/// <param name="Version">Version of the publication in the stream.</param>
public sealed record Publication(string Kind, string About, IReadOnlyDictionary<string, JsonElement> Fields, string Basis, DateOnly From, DateOnly? Until, DateOnly? EndedOn, long Version);

/// <summary>What is shown about one day, by key.</summary>
public sealed record PublicView(string Id, DateOnly Day, long Version, ImmutableSortedDictionary<string, Publication> Shown)
{
    public Particulars Particulars { get; } = Particulars.Of(Shown.Values);

    /// <summary>Whether it bears this number on this day; what a register no longer lists bears none.</summary>
    /// <param name="number">As <see cref="ShownFields.Key"/> spells it.</param>
    public bool Bears(string number) => Particulars.Status != FacilityStatus.Delisted && Particulars.Identifiers.Any(x => x.Key() == number);

    /// <summary>Key of the institution before it at the same place.</summary>
    public string? Former => this.Latest("registration")?.Text("former");

    public IEnumerable<KeyValuePair<string, Publication>> Of(params IReadOnlyList<string> kinds) =>
        Shown.Where(x => kinds.Contains(x.Value.Kind)).OrderByDescending(x => x.Value.Text("date") ?? "", StringComparer.Ordinal).ThenBy(x => x.Key, StringComparer.Ordinal);

    /// <summary>All that was shown until then and may still be shown today, also what a later publication replaced or what has ended, oldest first.</summary>
    public IReadOnlyList<Publication> History { get; init; } = [];
}
