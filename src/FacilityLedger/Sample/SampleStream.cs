using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using FacilityLedger.Corrections;
using FacilityLedger.Facilities;
using FacilityLedger.Hosting;
using FacilityLedger.Hosting.Decisions;
using FacilityLedger.Inspectors;
using FacilityLedger.Policies;

namespace FacilityLedger.Sample;

/// <summary>One thing that an officer, or the sweep, did in the sample county.</summary>
/// <param name="At">When it was entered, by the simulated clock.</param>
/// <param name="RecordAsync">Records it in the ledger, if that does not hold it yet.</param>
public sealed record SampleAct(DateTimeOffset At, string Stream, Decision Decision, Func<Ledger, CancellationToken, Task<Decision>> RecordAsync);

/// <summary>One stream of the sample county, lived in memory by the real decisions: what they refuse stops the sample, so the sample proves the rules.</summary>
/// <param name="key">Names the stream; with the fixed seed it makes every id and salt.</param>
/// <param name="register">The officers of the county; none where they do not matter.</param>
internal abstract class SampleStream<T>(PolicyBook book, string key, OfficerRegister? register = null) where T : class, IThings
{
    private const string Seed = "sample county";
    private static readonly TimeSpan Opening = TimeSpan.FromHours(9);
    private readonly List<Entry> entries = [];
    private readonly List<SampleAct> acts = [];

    public string Id { get; } = FacilityId.New(book.Jurisdiction, $"{Seed} {key}");
    public PolicyBook Book { get; } = book;
    public IReadOnlyList<SampleAct> Acts => acts;
    public T? State { get; private set; }

    /// <summary>All that was entered, in order.</summary>
    public IReadOnlyList<Entry> Entries => entries;

    protected abstract T? Replay(IEnumerable<Entry> entries);

    protected abstract T? Next(T? before, Entry entry);

    /// <summary>The state in the morning of a day.</summary>
    public T? Before(DateOnly day) => Replay(entries.Take(acts.TakeWhile(x => x.At < Book.EndOf(day.AddDays(-1))).Sum(x => x.Decision.Events.Count)));

    /// <summary>An officer, named by department and number (<c>WJ-1</c>), or its evaluator (<c>WJ-evaluator</c>), enters something on a day, in office hours and after what was entered before.</summary>
    /// <exception cref="SampleException">The decision refuses it.</exception>
    public Decision Enter(DateOnly day, string officer, Func<T?, Circumstances, Decision> decide)
    {
        var opened = Book.EndOf(day.AddDays(-1)) + Opening;
        if (acts.Count > 0 && acts[^1].At >= Book.EndOf(day))
            throw new SampleException($"{key}: {day:yyyy-MM-dd} lies before {Book.DayOf(acts[^1].At):yyyy-MM-dd}");
        var at = acts.Count > 0 && acts[^1].At >= opened ? acts[^1].At.AddMinutes(7) : opened;
        var (department, person) = (officer[..officer.IndexOf('-', StringComparison.Ordinal)], officer[(officer.IndexOf('-', StringComparison.Ordinal) + 1)..]);
        return Enter(at, person == Roles.Evaluator ? new($"{person}@{Book.Jurisdiction}", department, [person]) : new($"{officer}@{Book.Jurisdiction}", department, [Roles.Officer]), decide);
    }

    protected Decision Enter(DateTimeOffset at, Actor actor, Func<T?, Circumstances, Decision> decide)
    {
        var c = new Circumstances(actor, Book, at, HMACSHA256.HashData(Encoding.UTF8.GetBytes(Seed), Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{key} {acts.Count}")))) { Officers = register ?? OfficerRegister.None };
        var (decision, before) = (decide(State, c), State?.Version ?? 0);
        if (decision.Refusal is { } no)
            throw new SampleException($"{key}, {Book.DayOf(at):yyyy-MM-dd}: {no.Rule.Code}, {no.Detail.En} ({string.Join(", ", no.Arguments.Select(x => $"{x.Name} {x.Value}"))})");
        if (decision.Events.Count == 0)
            throw new SampleException($"{key}, {Book.DayOf(at):yyyy-MM-dd}: nothing changes");
        var news = decision.Events.Select((fact, i) => new Entry(Id, before + i + 1, fact, actor.Department, c.NewId("request"))).ToList();
        entries.AddRange(news);
        State = decision.Events.Any(x => x is IAmends) ? Replay(entries) : news.Aggregate(State, Next);
        acts.Add(new SampleAct(at, Id, decision, (ledger, stop) => ledger.DecideAsync<T>(Id, c, now => (now?.Version ?? 0) == before ? decision : Decision.Nothing, stop)));
        return decision;
    }
}

/// <summary>The sample county does something that the rules refuse.</summary>
public sealed class SampleException(string message) : Exception(message);
