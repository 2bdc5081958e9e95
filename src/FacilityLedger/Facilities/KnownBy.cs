using System.Collections.Immutable;
using System.Text.Json.Serialization;
using FacilityLedger.Hosting.Decisions;
using FacilityLedger.Import;
using FacilityLedger.Registration;

namespace FacilityLedger.Facilities;

/// <summary>A name, an address or a number that the institution bears or bore.</summary>
/// <param name="Since">The earliest day of a fact that says so, whenever it was entered.</param>
public sealed record KnownAs(DateOnly Since, string Text);

/// <summary>All that the institution was ever known by, from the earliest day on: who has an old name or an old number in hand finds it by that.</summary>
public sealed record KnownBy(ImmutableList<KnownAs> All)
{
    public static KnownBy None { get; } = new([]);

    public KnownBy Evolve(IFact fact)
    {
        var said = Texts(fact).OfType<string>().Where(x => x.Length > 0 && !All.Exists(known => known.Text == x && known.Since <= fact.OccurredOn)).ToHashSet(StringComparer.Ordinal);
        return said.Count == 0 ? this : new([.. All.Where(x => !said.Contains(x.Text))
            .Concat(said.Select(x => new KnownAs(fact.OccurredOn, x))).OrderBy(x => x.Since).ThenBy(x => x.Text, StringComparer.Ordinal)]);
    }

    private static IEnumerable<string?> Texts(IFact fact) => fact switch
    {
        FacilityFound e => [e.Name, e.Address],
        RegistrationApplied e => [e.Name, e.Address],
        FacilityRegistered e => e.Identifiers.Select(x => x.Value).Concat(new[] { e.Name, e.Address, e.ApprovalNumber }),
        RegistrationChanged e => new[] { e.Name, e.Address },
        FacilityImported e => e.Entry.Identifiers.Select(x => x.Value).Concat(new[] { e.Entry.Name, e.Entry.Operator, e.Entry.Address }),
        RegisterEntryChanged e => new[] { e.Changed.Name, e.Changed.Operator, e.Changed.Address, e.Changed.Permit },
        IClaims e => e.Claims.Where(x => x.Scheme is "receipt" or "decision" or "approval").Select(x => x.Value),
        _ => [],
    };
}

/// <summary>What the lists of the desk find the facility by. Each is a column of its own beside the stored state, so that a list reads no states but those that it shows.</summary>
public sealed partial record Facility
{
    public KnownBy Known { get; init; } = KnownBy.None;

    [JsonIgnore]
    public string Jurisdiction => Id.LastIndexOf('-') is > 0 and var end ? Id[..end] : "";

    /// <summary>Its key, then all that it was ever known by, folded.</summary>
    [JsonIgnore]
    public string SearchText => string.Join(Grams.Between, Known.All.Select(x => Folding.Of(x.Text)).Prepend(Folding.Of(Id)));

    /// <summary>Since when it is known by each of them, as numbers: 20261012.</summary>
    [JsonIgnore]
    public int[] SearchDays => [0, .. Known.All.Select(x => Number(x.Since))];

    [JsonIgnore]
    public int[] SearchGrams => Grams.Of(Jurisdiction, SearchText);

    /// <summary>Its place in the list, by name.</summary>
    [JsonIgnore]
    public string ListedAt => $"{Grams.Prefix(Jurisdiction)}{NameOrder.Of(Registration.Name.Length > 0 ? Registration.Name : Register.Entry?.Name ?? "")}";

    [JsonIgnore]
    public string? ListedTown => Registration.Town;

    /// <summary>The day on which the first of what is open falls due; null where nothing is open.</summary>
    [JsonIgnore]
    public string? ListedDue => Obligations.OpenOnes.Select(x => (DateOnly?)x.Deadline.DueOn).Min() is { } due ? DueBy(Jurisdiction, due) : null;

    internal static string DueBy(string jurisdiction, DateOnly day) => FormattableString.Invariant($"{Grams.Prefix(jurisdiction)}{day:yyyyMMdd}");

    internal static int Number(DateOnly day) => day.Year * 10000 + day.Month * 100 + day.Day;
}
