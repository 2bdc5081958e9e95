using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.CompilerServices;
using FacilityLedger.Obligations;
using Xunit;

namespace FacilityLedger.Tests.Laws;

/// <summary>Counties that are lived once, while every law looks at them after each night. One that breaks a law is printed by its seed, with the fewest commands that still break it.</summary>
internal static class Counties
{
    public const string TakenName = "a name that another had";
    public const string Following = "a duty of a year after the first";
    public const string Later = "a term that a notice moved";

    // LEDGER_COUNTIES: more, for hunting. LEDGER_COUNTY: this one alone, with its story.
    public static readonly uint? Alone = Environment.GetEnvironmentVariable("LEDGER_COUNTY") is { Length: > 0 } seed ? uint.Parse(seed, CultureInfo.InvariantCulture) : null;
    private static readonly int Number = int.Parse(Environment.GetEnvironmentVariable("LEDGER_COUNTIES") ?? "12", CultureInfo.InvariantCulture);

    private static readonly IReadOnlyDictionary<string, Action<County>> Laws = new[] { CountyLaws.Laws, PlanLaws.Laws }.SelectMany(x => x).ToDictionary(x => x.Method.Name, StringComparer.Ordinal)
        .Concat(Lives.OfAFile.ToDictionary(x => x.Method.Name, Of, StringComparer.Ordinal)).ToDictionary(StringComparer.Ordinal);

    // Of each law the first county that breaks it; and how often everything happened.
    private static readonly Lazy<(IReadOnlyDictionary<string, CountyPlan> Broken, IReadOnlyDictionary<string, int> Seen)> Lived = new(Live);

    /// <summary>How often everything happened.</summary>
    public static IReadOnlyDictionary<string, int> Seen => Lived.Value.Seen;

    public static void Hold(Action<County> law, [CallerMemberName] string name = "") => Hold(law.Method.Name, law, name);

    /// <summary>The law holds of every file of a county.</summary>
    public static void HoldOfFiles(Action<Life> law, string name) => Hold(law.Method.Name, Of(law), name);

    /// <summary>Looks at whole files, on some nights.</summary>
    public static void Files(County county, Action<Life> law)
    {
        foreach (var life in county.Changed.Where(_ => county.Reckoning))
            law(life);
    }

    private static Action<County> Of(Action<Life> law) => county =>
    {
        foreach (var life in county.Touched)
            law(life);
    };

    private static void Hold(string law, Action<County> holds, string name)
    {
        if (!Lived.Value.Broken.TryGetValue(law, out var plan))
            return;
        Dictionary<string, Action<County>> one = new(StringComparer.Ordinal) { [law] = holds };
        var fewest = Fewest(plan, x => Broken(one, x, _ => { }).Count > 0);
        var told = "";
        var (message, days) = Broken(one, fewest, county => told = county.ToString())[law];
        Assert.Fail($"{name}: LEDGER_COUNTY={plan.Seed}, day {days} from {plan.From:yyyy-MM-dd}, notice on {fewest.NoticeOn:yyyy-MM-dd}\n{message}\n{told}");
    }

    private static (IReadOnlyDictionary<string, CountyPlan> Broken, IReadOnlyDictionary<string, int> Seen) Live()
    {
        var (broken, seen) = (new ConcurrentDictionary<string, CountyPlan>(StringComparer.Ordinal), new ConcurrentDictionary<string, int>(StringComparer.Ordinal));
        void Saw(string what, int n)
        {
            if (n > 0)
                seen.AddOrUpdate(what, n, (_, before) => before + n);
        }
        var seeds = Alone is { } seed ? [seed] : Enumerable.Range(1, Number).Select(x => (uint)x);
        Parallel.ForEach(seeds, x =>
        {
            var plan = CountyPlan.Of(x);
            foreach (var (law, (_, days)) in Broken(Laws, plan, Count))
                broken.AddOrUpdate(law, _ => plan with { Days = days }, (_, before) => before.Seed < x ? before : plan with { Days = days });
        });
        return (broken, seen);

        void Count(County county)
        {
            foreach (var kind in county.Facilities.SelectMany(x => x.Entries).Concat(county.Plans.SelectMany(x => x.Entries)).GroupBy(x => x.Fact.GetType().Name))
                Saw(kind.Key, kind.Count());
            Saw(TakenName, county.Taken);
            Saw(Following, county.Facilities.SelectMany(x => x.Entries).Count(x => x.Fact is ObligationFellDue { Next: not null }));
            Saw(Later, county.Facilities.SelectMany(x => x.Entries).Count(x => x.Fact is DeadlineMoved moved && moved.Now.DueOn != moved.WasDueOn));
        }
    }

    /// <summary>The laws that break, with what they say and the days until then.</summary>
    private static Dictionary<string, (string Message, int Days)> Broken(IReadOnlyDictionary<string, Action<County>> laws, CountyPlan plan, Action<County> end)
    {
        var (broken, days) = (new Dictionary<string, (string, int)>(StringComparer.Ordinal), 0);
        County? seen = null;
        try
        {
            seen = County.Of(plan, county =>
            {
                (seen, days) = (county, days + 1);
                foreach (var (name, law) in laws.Where(x => !broken.ContainsKey(x.Key)))
                {
                    try
                    {
                        law(county);
                    }
                    catch (Xunit.Sdk.XunitException e)
                    {
                        broken.Add(name, (e.Message, days));
                    }
                }
            });
        }
        catch (Exception e) when (e is not Xunit.Sdk.XunitException)
        {
            // What throws breaks every law that is asked.
            foreach (var law in laws.Keys)
                broken.TryAdd(law, (e.ToString(), days + 1));
        }
        if (seen is not null)
            end(seen);
        return broken;
    }

    /// <summary>Leaves out what may be left out: whole streams, then many commands at once, then one after the other, and the notice.</summary>
    private static CountyPlan Fewest(CountyPlan plan, Func<CountyPlan, bool> breaks)
    {
        plan = plan with { Commands = [.. plan.Commands.Where(x => x.Day < plan.Days)] };
        bool Without(Func<Command, int, bool> which)
        {
            var fewer = plan with { Commands = [.. plan.Commands.Where((x, i) => !which(x, i))] };
            if (fewer.Commands.Count == plan.Commands.Count || !breaks(fewer))
                return false;
            plan = fewer;
            return true;
        }
        for (var stream = 0; stream < plan.Facilities + plan.Plans.Count; stream++)
            Without((x, _) => x.Stream == stream);
        for (var part = Math.Max(1, plan.Commands.Count / 2); part > 0; part /= 2)
            for (var again = true; again;)
            {
                again = false;
                for (var first = plan.Commands.Count - part; first > -part; first -= part)
                    again |= Without((_, i) => i >= first && i < first + part) && part == 1;
            }
        var last = plan.Commands.Count == 0 ? 1 : plan.Commands[^1].Day + 1;
        return new[] { plan with { NoticeOn = null, Days = last }, plan with { NoticeOn = null }, plan with { Days = last } }.FirstOrDefault(breaks) ?? plan;
    }
}
