using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;
using FacilityLedger.Facilities;

namespace FacilityLedger.Hosting.Decisions;

/// <summary>Something that happened. Its shape is stored for ever, under a name of <c>EventNames</c>.</summary>
public interface IFact
{
    /// <summary>The day on which it happened, in the jurisdiction's time zone. Per thing it never decreases.</summary>
    DateOnly OccurredOn { get; }

    /// <summary>The thing of the stream that it concerns, as its path below the stream: <c>filing</c>, <c>violations/K3…</c>.</summary>
    [JsonIgnore]
    string Thing { get; }
}

/// <summary>A fact of a stream that is no facility's.</summary>
public interface IForeignFact : IFact;

/// <summary>A fact that takes names which nobody else in the jurisdiction may hold.</summary>
public interface IClaims
{
    [JsonIgnore]
    IEnumerable<Claim> Claims { get; }
}

/// <summary>A name held by one stream of a jurisdiction: a credit code and site, a receipt number, the cause of a credit change.</summary>
/// <remarks>Two spellings of one name are one claim: the value stays as it was typed and is compared folded.</remarks>
public sealed record Claim(string Scheme, string Value)
{
    // An index takes no longer names.
    private const int Longest = 200;

    [JsonIgnore]
    public string Id => Folding.Of(Value) is { Length: <= Longest } name
        ? $"{Scheme}:{name}"
        : $"{Scheme}:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Folding.Of(Value))))}";

    public bool Equals(Claim? other) => Id == other?.Id;

    public override int GetHashCode() => Id.GetHashCode(StringComparison.Ordinal);
}

/// <summary>A fact that starts terms.</summary>
public interface IStartsClock
{
    [JsonIgnore]
    IEnumerable<Deadline?> Deadlines { get; }
}

/// <summary>A fact by which obligations are met on <see cref="IFact.OccurredOn"/>, those in hours at <see cref="IAtHour.OccurredAt"/> where it has one.</summary>
public interface IMeets
{
    /// <summary>Keys of the obligations, see <see cref="Deadline.Key"/>.</summary>
    [JsonIgnore]
    IEnumerable<string> Meets { get; }
}

/// <summary>A fact whose hour is known: it counts where a term is counted in hours.</summary>
public interface IAtHour
{
    [JsonIgnore]
    DateTimeOffset OccurredAt { get; }
}

/// <summary>A fact after which some obligations no longer make sense (closing, dismissal): they end without being met.</summary>
public interface IDrops
{
    /// <summary>Prefixes of the keys of the obligations that end.</summary>
    [JsonIgnore]
    IEnumerable<string> Drops { get; }
}

/// <summary>A term with its end. The day ends at local midnight of the policy's time zone; a term in hours ends at an instant of its last day.</summary>
/// <param name="Key">Unique in the stream, begins with the thing: <c>violations/K3…/rectification</c>.</param>
/// <param name="Clock">Code of the policy's clock.</param>
/// <param name="Owner">Department code, or <c>institution</c>.</param>
/// <param name="From">Day from which it counts: the next one is day 1.</param>
/// <param name="N">So many units.</param>
/// <param name="Unit">As in the policy's clocks.</param>
/// <param name="DueOn">Last day on which the duty is met in time.</param>
/// <param name="DueAt">The instant at which the duty falls overdue.</param>
/// <param name="Provisional">It hangs on the calendar, and that of its last day is not published yet.</param>
/// <param name="Desk">Department that watches over a duty of the institution, where the policy names one.</param>
/// <param name="Moves">A last day that is off makes the next working day the last; the policy's clock says so.</param>
public sealed record Deadline(
    string Key, string Clock, string Owner, DateOnly From, int N, string Unit, DateOnly DueOn, DateTimeOffset DueAt, bool Provisional, string? Desk = null, bool Moves = false)
{
    /// <summary>It is counted from an instant, in hours.</summary>
    [JsonIgnore]
    public bool InHours => Unit == "hour";

    /// <summary>Its last day follows from the calendar, and with a new notice it is counted again.</summary>
    [JsonIgnore]
    public bool ByCalendar => Unit == "workday" || Moves;
}
