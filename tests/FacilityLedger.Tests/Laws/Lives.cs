using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.CompilerServices;
using Xunit;

namespace FacilityLedger.Tests.Laws;

/// <summary>Lives that are lived once, while every law looks at them after each command. Of one that breaks a law the fewest steps that still break it are printed, beside the seed.</summary>
internal static class Lives
{
    /// <summary>Laws that hold of every file after each command, and in a county after each night.</summary>
    public static readonly IReadOnlyList<Action<Life>> OfAFile = [.. CreditLaws.Laws, .. CaseLaws.Laws, .. VisitLaws.Laws];

    // The same lives in every build, so that one that breaks a law is the change's doing. LEDGER_LIVES: so many others, for hunting. LEDGER_LIFE: this one alone.
    private static readonly IReadOnlyList<uint> Seeds =
        Variable("LEDGER_LIFE") is { } alone ? [alone]
        : Variable("LEDGER_LIVES") is { } lives ? [.. From((uint)Random.Shared.Next()).Take((int)lives)]
        : [.. From(1).Take(120)];

    // Of each law the first life that breaks it.
    private static readonly Lazy<IReadOnlyDictionary<string, uint>> Broken = new(() => Live([.. LifeLaws.Laws, .. OfAFile]));

    public static void Hold(Action<Life> law, [CallerMemberName] string name = "")
    {
        if (!Broken.Value.TryGetValue(law.Method.Name, out var seed))
            return;
        var fewest = Fewest(Drawn(seed), x => BrokenBy(x, [law]).Count > 0);
        Assert.Fail($"{name}: LEDGER_LIFE={seed}\n{BrokenBy(fewest, [law])[law.Method.Name]}\n{Life.Of(fewest)}");
    }

    /// <summary>The law holds in a county too.</summary>
    public static void HoldOfAFile(Action<Life> law, [CallerMemberName] string name = "")
    {
        Hold(law, name);
        Counties.HoldOfFiles(law, name);
    }

    /// <summary>How often each command was given in so many lives.</summary>
    public static IReadOnlyDictionary<string, int> Given(int lives)
    {
        var given = new ConcurrentDictionary<string, int>(StringComparer.Ordinal);
        Parallel.ForEach(From(1).Take(lives), seed => BrokenBy(Drawn(seed), [life => given.AddOrUpdate(life.Last.Move.Name, 1, (_, n) => n + 1)]));
        return given;
    }

    private static ConcurrentDictionary<string, uint> Live(IReadOnlyList<Action<Life>> laws)
    {
        var broken = new ConcurrentDictionary<string, uint>(StringComparer.Ordinal);
        Parallel.ForEach(Seeds, seed =>
        {
            foreach (var law in BrokenBy(Drawn(seed), laws).Keys)
                broken.AddOrUpdate(law, seed, (_, before) => Math.Min(before, seed));
        });
        return broken;
    }

    /// <summary>The laws that these steps break, with what they say.</summary>
    private static Dictionary<string, string> BrokenBy(IEnumerable<Step> steps, IReadOnlyList<Action<Life>> laws)
    {
        var (life, broken) = (new Life(), new Dictionary<string, string>(StringComparer.Ordinal));
        foreach (var step in steps)
        {
            Done? done = null;
            if (Thrown(() => done = life.Take(step)) is { } thrown)
            {
                // What throws breaks every law that is asked.
                foreach (var law in laws)
                    broken.TryAdd(law.Method.Name, thrown.ToString());
                break;
            }
            foreach (var law in laws.Where(x => done is not null && !broken.ContainsKey(x.Method.Name)))
                if (Thrown(() => law(life)) is { } e)
                    broken.Add(law.Method.Name, e.Message);
        }
        return broken;
    }

    private static Exception? Thrown(Action act)
    {
        try
        {
            act();
            return null;
        }
        catch (Exception e)
        {
            return e;
        }
    }

    private static Step[] Drawn(uint seed)
    {
        var x = new Scene(null, DateOnly.MinValue, new Step(0, 0, 0, seed));
        return [.. Enumerable.Range(0, x.Number(10, 60)).Select(n => new Step(n, Math.Max(0, x.Number(-3, 6)), Math.Max(0, x.Number(-15, 20)), (uint)x.Number(0, int.MaxValue - 1)))];
    }

    private static uint? Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? uint.Parse(value, CultureInfo.InvariantCulture) : null;

    private static IEnumerable<uint> From(uint first)
    {
        for (var seed = first; ; seed++)
            yield return seed;
    }

    /// <summary>Leaves out what may be left out.</summary>
    private static Step[] Fewest(Step[] steps, Func<Step[], bool> breaks)
    {
        for (var before = 0; before != steps.Length;)
        {
            before = steps.Length;
            for (var i = steps.Length - 1; i >= 0; i--)
                if (steps.Where((_, n) => n != i).ToArray() is var fewer && breaks(fewer))
                    steps = fewer;
        }
        return steps;
    }
}
