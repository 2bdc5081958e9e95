using System.Collections.Concurrent;

namespace FacilityLedger.Policies;

/// <summary>All versions of a jurisdiction's policy. Immutable.</summary>
public sealed class PolicyBook
{
    private readonly IReadOnlyList<Policy> versions;
    private readonly TimeZoneInfo zone;

    /// <param name="calendar">Null: the days as the program knows them.</param>
    /// <exception cref="ArgumentException">There is no version.</exception>
    public PolicyBook(IEnumerable<Policy> versions, bool sample, WorkingDays? calendar = null)
    {
        this.versions = [.. versions.OrderBy(x => x.EffectiveFrom)];
        if (this.versions.Count == 0)
            throw new ArgumentException("A book needs at least one policy.", nameof(versions));
        zone = TimeZoneInfo.FindSystemTimeZoneById(Latest.TimeZone);
        Calendar = calendar ?? WorkingDays.For(Latest.Calendar);
        Sample = sample;
    }

    public string Jurisdiction => Latest.Jurisdiction;
    public Policy Latest => versions[^1];
    public WorkingDays Calendar { get; }

    /// <summary>Whether the jurisdiction was opened for invented data.</summary>
    public bool Sample { get; }

    /// <summary>The policy in force on a day; before the first version, the first.</summary>
    public Policy On(DateOnly day) => versions.LastOrDefault(x => x.EffectiveFrom <= day) ?? versions[0];

    /// <summary>The local day of an instant.</summary>
    public DateOnly DayOf(DateTimeOffset instant) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, zone).DateTime);

    /// <summary>The local date and time of an instant.</summary>
    public DateTimeOffset Local(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, zone);

    /// <summary>The instant of a local date and time; of an hour that comes twice, the later.</summary>
    public DateTimeOffset At(DateTime local) => new(local, zone.GetUtcOffset(local));

    /// <summary>The instant at which a day ends: local midnight.</summary>
    public DateTimeOffset EndOf(DateOnly day)
    {
        var midnight = day.AddDays(1).ToDateTime(TimeOnly.MinValue);
        while (zone.IsInvalidTime(midnight))
            midnight = midnight.AddMinutes(30);
        return new DateTimeOffset(midnight, zone.GetUtcOffset(midnight)).ToUniversalTime();
    }
}

/// <summary>The books of all jurisdictions that this server knows; filled once, before the first request.</summary>
public sealed class PolicyShelf
{
    private readonly ConcurrentDictionary<string, PolicyBook> books = new(StringComparer.Ordinal);

    public IEnumerable<PolicyBook> All => books.Values.OrderBy(x => x.Jurisdiction, StringComparer.Ordinal);

    public void Put(PolicyBook book) => books[book.Jurisdiction] = book;

    public PolicyBook? Find(string jurisdiction) => books.GetValueOrDefault(jurisdiction);

    /// <exception cref="KeyNotFoundException">The jurisdiction is unknown; requests are checked before.</exception>
    public PolicyBook this[string jurisdiction] => books[jurisdiction];
}
