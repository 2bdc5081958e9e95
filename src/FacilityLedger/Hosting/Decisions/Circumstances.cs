using System.Security.Cryptography;
using System.Text;
using FacilityLedger.Facilities;
using FacilityLedger.Inspectors;
using FacilityLedger.Policies;

namespace FacilityLedger.Hosting.Decisions;

/// <summary>Who acts. <paramref name="Department"/> is a code of the policy, or <c>none</c>.</summary>
public sealed record Actor(string Account, string Department, IReadOnlyList<string> Roles);

/// <summary>All that a decision may know besides the command and the state: who acts, under which policy, when, and a seed for ids and salts.</summary>
/// <param name="Seed">32 bytes, derived from the Idempotency-Key: a retry makes the same ids.</param>
public sealed record Circumstances(Actor Actor, PolicyBook Book, DateTimeOffset Now, byte[] Seed)
{
    public string Department => Actor.Department;

    /// <summary>The officers' register, for a command that <see cref="INamesOfficers"/>.</summary>
    public OfficerRegister Officers { get; init; } = OfficerRegister.None;

    /// <summary>Ids that are given already, by kind: where a decision is taken again, what it made keeps its name.</summary>
    public IReadOnlyDictionary<string, string> Ids { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Today in the jurisdiction's time zone.</summary>
    public DateOnly Today => Book.DayOf(Now);

    /// <summary>The policy in force today.</summary>
    public Policy Policy => Book.On(Today);

    /// <summary>A new id within the stream, ten base-32 signs.</summary>
    public string NewId(string kind) => Ids.TryGetValue(kind, out var given) ? given : Base32.Encode(HMACSHA256.HashData(Seed, Encoding.UTF8.GetBytes(kind)))[..10];

    /// <summary>Seals a value that may have to be forgotten.</summary>
    public Secret Seal(string name, string value) => Secret.Of(Seed, name, value);

    /// <summary>The same, where there may be none.</summary>
    public Secret? SealIf(string name, string? value) => string.IsNullOrWhiteSpace(value) ? null : Seal(name, value);

    /// <summary>The end of a term of the policy in force on the day it starts.</summary>
    /// <param name="key">See <see cref="Deadline.Key"/>.</param>
    /// <param name="days">Another number of units than the clock's, where an officer sets the term.</param>
    public Deadline Deadline(string key, string clock, DateOnly start, int? days = null)
    {
        var term = Book.On(start).Clock(clock);
        var n = days ?? term.N;
        var (dueOn, provisional) = Book.Calendar.Deadline(start, n, term.Unit, term.Moves);
        return new(key, clock, term.Owner == "acting" ? Department : term.Owner, start, n, term.Unit, dueOn, Book.EndOf(dueOn), provisional, term.Desk, term.Moves);
    }

    /// <summary>The end of a term in hours of the policy in force on the day of its start.</summary>
    public Deadline DeadlineAt(string key, string clock, DateTimeOffset start)
    {
        var (from, term) = (Book.DayOf(start), Book.On(Book.DayOf(start)).Clock(clock));
        var due = Book.Local(start.AddHours(term.N));
        return new(key, clock, term.Owner == "acting" ? Department : term.Owner, from, term.N, term.Unit, Book.DayOf(due), due, Provisional: false, term.Desk);
    }

    /// <summary>The same term as the calendar counts it now.</summary>
    public Deadline Again(Deadline was)
    {
        var (dueOn, provisional) = Book.Calendar.Deadline(was.From, was.N, was.Unit, was.Moves);
        return was with { DueOn = dueOn, DueAt = Book.EndOf(dueOn), Provisional = provisional };
    }

    /// <summary>The same; null where the policy has no such clock.</summary>
    public Deadline? DeadlineIf(string key, string? clock, DateOnly start, int? days = null) =>
        Book.On(start).Clocks.Any(x => x.Code == clock) ? Deadline(key, clock!, start, days) : null;
}
