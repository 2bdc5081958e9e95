using System.Reflection;
using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;
using FacilityLedger.Plans;
using Wolverine.Http;

namespace FacilityLedger.Tests.Laws;

/// <summary>A command with who gives it and how it is decided.</summary>
/// <param name="Target">Id of the thing in the path; empty where there is none.</param>
/// <param name="Path">Path of the command below the institution; null where it needs more than the file.</param>
public sealed record Given(object Command, string Target, Actor Actor, Func<Facility?, Circumstances, Decision> Decide, string? Path = null)
{
    /// <summary>How another command of the same kind is decided.</summary>
    public Func<object, Func<Facility?, Circumstances, Decision>>? OfAnother { get; init; }
}

/// <summary>What a move draws its command from: the state, the day on which it happened, and choices that follow from the step's seed.</summary>
public sealed class Scene(Facility? facility, DateOnly today, Step step, Life? life = null)
{
    public static readonly Actor Sweep = new("sweep", "none", ["system"]);

    private ulong state = step.Choice;

    public Facility? Facility => facility;

    /// <summary>The life so far.</summary>
    public Life? Life => life;

    /// <summary>The published plans.</summary>
    public IReadOnlyList<InspectionPlan> Plans => life?.Plans ?? [];

    public DateOnly Today => today;

    /// <summary>The day of the fact, at most today.</summary>
    public DateOnly Day { get; } = today.AddDays(-step.Late);

    /// <summary>An hour of that day, in the morning: at most now.</summary>
    public DateTimeOffset Hour => new(Day.ToDateTime(new TimeOnly(8, 0)), TimeSpan.FromHours(8));

    public T One<T>(params IReadOnlyList<T> of) => of[(int)(Next() % (ulong)of.Count)];

    /// <summary>One of them; <c>none</c> where there are none, which every decision refuses.</summary>
    public string Of(params IEnumerable<string> ids) => ids.Order(StringComparer.Ordinal).ToList() is { Count: > 0 } all ? One(all) : "none";

    public bool Flag() => Next() % 2 == 0;

    public int Number(int from, int to) => from + (int)(Next() % (ulong)(to - from + 1));

    public IReadOnlyList<T> Some<T>(params IReadOnlyList<T> of) => [.. of.Where(_ => Flag())];

    /// <summary>A command of the facility, by either officer of the department.</summary>
    public Given? Give<T>(string department, T command, Func<T, Facility, Circumstances, Decision> decide) where T : notnull =>
        facility is null ? null : new(command, "", Officer(department), (f, c) => decide(command, f!, c), PathOf(decide, "")) { OfAnother = x => (f, c) => decide((T)x, f!, c) };

    /// <summary>A command of one thing of the facility.</summary>
    public Given? Give<T>(string department, T command, string target, Func<T, string, Facility, Circumstances, Decision> decide) where T : notnull =>
        facility is null ? null : new(command, target, Officer(department), (f, c) => decide(command, target, f!, c), PathOf(decide, target)) { OfAnother = x => (f, c) => decide((T)x, target, f!, c) };

    /// <summary>A command that may begin a facility.</summary>
    public Given Begin<T>(string department, T command, Func<T, Facility?, Circumstances, Decision> decide) where T : notnull =>
        new(command, "", Officer(department), (f, c) => decide(command, f, c), PathOf(decide, "")) { OfAnother = x => (f, c) => decide((T)x, f, c) };

    private static string? PathOf(Delegate decide, string target) => decide.Method.GetCustomAttribute<WolverinePostAttribute>()?.Template.Split('/') is not { } route ? null
        : string.Join('/', route.Skip(route is [_, _, _, "facilities", _, ..] ? 5 : 3).Select(x => x.StartsWith('{') ? target : x));

    private Actor Officer(string department) => new($"{department.ToLowerInvariant()}-{Number(1, 2)}", department, ["officer", "evaluator"]);

    // SplitMix64.
    private ulong Next()
    {
        unchecked
        {
            var z = state += 0x9E3779B97F4A7C15;
            z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9;
            z = (z ^ z >> 27) * 0x94D049BB133111EB;
            return z ^ z >> 31;
        }
    }
}
