using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.CompilerServices;
using FacilityLedger.Corrections;
using FacilityLedger.Disclosure;
using FacilityLedger.Facilities;
using FacilityLedger.Filing;
using FacilityLedger.Hosting.Decisions;
using FacilityLedger.Obligations;
using FacilityLedger.Operation;
using FacilityLedger.Registration;
using Xunit;

namespace FacilityLedger.Tests.Laws;

/// <summary>What holds of a county over years in which everything falls due. Each county is lived once and every law looks at it; one that breaks a law is printed by its seed, with the fewest commands that still break it.</summary>
public sealed class CountyLaws
{
    // LEDGER_COUNTIES: more, for hunting. LEDGER_COUNTY: this one alone, with its story.
    private static readonly uint? Alone = Environment.GetEnvironmentVariable("LEDGER_COUNTY") is { Length: > 0 } seed ? uint.Parse(seed, CultureInfo.InvariantCulture) : null;
    private static readonly int Counties = int.Parse(Environment.GetEnvironmentVariable("LEDGER_COUNTIES") ?? "12", CultureInfo.InvariantCulture);

    private static readonly Action<County>[] Laws =
    [
        NothingIsLeftToSweep, EachTermHasOneMark, EachMaterialHasOneMark, DutiesOfYearsGoOn, TheNoticeSettlesTerms, StateIsReplay, NamesAreThoseTaken, EverythingLiesOnADesk, RefusalsKnowNoTerm,
    ];

    // Of each law the first county that breaks it; and how often everything happened.
    private static readonly Lazy<(IReadOnlyDictionary<string, CountyPlan> Broken, IReadOnlyDictionary<string, int> Seen)> Lived = new(Live);

    [Fact]
    public void after_a_night_no_term_is_open_past_its_end() => Hold(NothingIsLeftToSweep);

    [Fact]
    public void a_term_is_marked_once_for_each_day_on_which_it_was_due() => Hold(EachTermHasOneMark);

    [Fact]
    public void an_expired_material_is_marked_once() => Hold(EachMaterialHasOneMark);

    [Fact]
    public void after_a_yearly_duty_comes_that_of_the_next_year() => Hold(DutiesOfYearsGoOn);

    [Fact]
    public void a_notice_settles_every_term_whose_days_it_covers() => Hold(TheNoticeSettlesTerms);

    [Fact]
    public void the_state_is_the_replay_of_the_stream() => Hold(StateIsReplay);

    [Fact]
    public void a_name_is_held_by_the_one_stream_that_took_it() => Hold(NamesAreThoseTaken);

    [Fact]
    public void every_open_term_lies_on_the_desk_of_its_department() => Hold(EverythingLiesOnADesk);

    [Fact]
    public void no_command_is_refused_for_a_term_that_has_passed() => Hold(RefusalsKnowNoTerm);

    [Fact]
    public void counties_have_everything_in_them()
    {
        foreach (var (what, n) in Lived.Value.Seen.OrderBy(x => x.Value))
            TestContext.Current.TestOutputHelper!.WriteLine($"{n,7} {what}");
        if (Alone is { } seed)
            TestContext.Current.TestOutputHelper!.WriteLine(County.Of(CountyPlan.Of(seed)).ToString());
        else
            Assert.Empty(new[] { nameof(ObligationFellDue), nameof(DeadlineMoved), nameof(MaterialExpired), nameof(AnnualReportFiled), nameof(EntryVoided), nameof(RegistrationCancelled), TakenName, Following, Later }.Except(Lived.Value.Seen.Keys));
    }

    private const string TakenName = "a name that another had";
    private const string Following = "a duty of a year after the first";
    private const string Later = "a term that a notice moved";

    private static void NothingIsLeftToSweep(County county)
    {
        foreach (var facility in county.Facilities.Select(x => x.Facility).OfType<Facility>())
        {
            Assert.DoesNotContain(facility.Obligations.All.Values, x => x.Status == ObligationStatus.Open && x.Deadline.DueAt <= county.Now);
            Assert.False(facility.NextDue <= county.Now, facility.Id);
        }
        foreach (var life in county.Touched)
            Assert.Empty(life.FallingDue().Select(x => x.Fact));
    }

    /// <remarks>A term that is given anew for the same day, as after a voiding, is another term.</remarks>
    private static void EachTermHasOneMark(County county) => Files(county, life => Assert.All(life.Entries.Select(x => x.Fact).OfType<ObligationFellDue>().GroupBy(x => (x.Obligation, x.DueOn)), marks =>
        Assert.InRange(marks.Count(), 1, life.Entries.SelectMany(x => Started(x.Fact)).Count(x => (x.Key, x.DueOn) == marks.Key))));

    private static IEnumerable<Deadline> Started(IFact fact) => fact switch
    {
        DeadlineMoved moved => [moved.Now],
        EntryCorrected corrected => corrected.Facts.SelectMany(x => Started(x.Read())),
        _ => ((fact as IStartsClock)?.Deadlines ?? []).OfType<Deadline>(),
    };

    private static void EachMaterialHasOneMark(County county) => Files(county, life =>
        Assert.All(ByDay.Counting(life.Entries.ToList()).Select(x => x.Fact).OfType<MaterialExpired>().GroupBy(x => (x.Material, x.ValidUntil)), x => Assert.Single(x)));

    private static void DutiesOfYearsGoOn(County county)
    {
        foreach (var facility in county.Touched.Select(x => x.Facility!).Where(x => x.Registration.Status == RegistrationStatus.Registered))
            foreach (var duty in facility.Obligations.All.Values.Where(x => x.Deadline.Key.StartsWith(YearlyDuty.Reports, StringComparison.Ordinal) && x.Status is ObligationStatus.Overdue or ObligationStatus.Met or ObligationStatus.MetLate))
            {
                var (kind, year) = (duty.Deadline.Key[YearlyDuty.Reports.Length..^5], int.Parse(duty.Deadline.Key.AsSpan()[^4..], CultureInfo.InvariantCulture));
                if (kind != YearlyDuty.Care || facility.Operation.Status != OperationStatus.Terminated)
                    Assert.Contains(YearlyDuty.Key(kind, year + 1), facility.Obligations.All.Keys);
            }
    }

    private static void TheNoticeSettlesTerms(County county)
    {
        if (county.Notice is null)
            return;
        foreach (var facility in county.Facilities.Select(x => x.Facility).OfType<Facility>())
        {
            Assert.DoesNotContain(facility.Obligations.All.Values, x => x.Open && x.Deadline is { Unit: "workday", Provisional: true, DueOn.Year: <= 2027 });
            Assert.All(facility.Obligations.All.Values.Where(x => x.MovedFrom is not null), x => Assert.Equal(county.Notice, x.Notice));
        }
        Files(county, life => Assert.All(life.Entries.Select(x => x.Fact).OfType<DeadlineMoved>(), x => Assert.Equal(county.Notice, x.Notice)));
    }

    private static void StateIsReplay(County county) => Files(county, life => Assert.Equal(CanonicalJson.Of(Facility.Replay(life.Entries)), CanonicalJson.Of(life.Facility)));

    private static void NamesAreThoseTaken(County county)
    {
        if (county.Reckoning)
            Assert.Equal(
                county.Facilities.SelectMany(x => x.NamesByTheStream(), (x, name) => $"{name} {x.Id}").Order(StringComparer.Ordinal),
                county.Held.Select(x => $"{x.Key} {x.Value}").Order(StringComparer.Ordinal));
    }

    /// <remarks>A duty of the institution for which the policy names no department lies on some desk at least.</remarks>
    private static void EverythingLiesOnADesk(County county)
    {
        var policy = county.Book.On(county.Today);
        foreach (var facility in county.Touched.Select(x => x.Facility!))
        {
            var (open, agenda) = (facility.Obligations.All.Values.Where(x => x.Open).Select(x => x.Deadline).ToList(), facility.Agenda);
            Assert.Equal(open.Select(x => x.Key).Order(StringComparer.Ordinal), agenda.Select(x => x.Obligation.Deadline.Key).Order(StringComparer.Ordinal));
            foreach (var department in policy.Departments)
            {
                bool Shown(AgendaItem x) => x.Desks.Contains(department.Code) || department.Territory is { } own && x.Desks.Contains(own);
                Assert.Equal(
                    open.Where(x => x.Owner == department.Code || x.Owner == DayBook.Institution && x.Desk == department.Code).Select(x => x.Key).Order(StringComparer.Ordinal),
                    agenda.Where(x => Shown(x) && x.Obligation.Deadline is not { Owner: DayBook.Institution, Desk: null }).Select(x => x.Obligation.Deadline.Key).Order(StringComparer.Ordinal));
            }
            if (agenda.FirstOrDefault(x => !policy.Departments.Any(d => x.Desks.Contains(d.Code))) is { } lost)
                Assert.Fail($"{facility.Id}: {lost.Obligation.Deadline.Key} lies with [{string.Join(' ', lost.Desks)}] and on no desk of a department");
        }
    }

    private static void RefusalsKnowNoTerm(County county)
    {
        foreach (var (given, decision, prolonged) in county.Refusals!)
        {
            // Of a thing that is not there the answer is 404.
            Assert.Contains(decision.Refusal!.Rule.Status, given.Target == "none" ? [403, 404, 409, 422] : new[] { 403, 409, 422 });
            Assert.True(decision is { Events.Count: 0, Kept.Count: 0, Releases.Count: 0 });
            if (decision.Refusal.Rule != prolonged.Refusal?.Rule)
                Assert.Fail($"{given.Command} was refused by {decision.Refusal.Rule.Code}, and had no term passed, by {prolonged.Refusal?.Rule.Code ?? "nothing"}");
        }
    }

    private static void Files(County county, Action<Life> law)
    {
        foreach (var life in county.Changed.Where(_ => county.Reckoning))
            law(life);
    }

    private static void Hold(Action<County> law, [CallerMemberName] string name = "")
    {
        if (!Lived.Value.Broken.TryGetValue(law.Method.Name, out var plan))
            return;
        var fewest = Fewest(plan, x => Broken([law], x, _ => { }).Count > 0);
        var told = "";
        var (message, days) = Broken([law], fewest, county => told = county.ToString())[law.Method.Name];
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
        var seeds = Alone is { } seed ? [seed] : Enumerable.Range(1, Counties).Select(x => (uint)x);
        Parallel.ForEach(seeds, x =>
        {
            var plan = CountyPlan.Of(x);
            foreach (var (law, (_, days)) in Broken(Laws, plan, Count))
                broken.AddOrUpdate(law, _ => plan with { Days = days }, (_, before) => before.Seed < x ? before : plan with { Days = days });
        });
        return (broken, seen);

        void Count(County county)
        {
            foreach (var kind in county.Facilities.SelectMany(x => x.Entries).GroupBy(x => x.Fact.GetType().Name))
                Saw(kind.Key, kind.Count());
            Saw(TakenName, county.Taken);
            Saw(Following, county.Facilities.SelectMany(x => x.Entries).Count(x => x.Fact is ObligationFellDue { Next: not null }));
            Saw(Later, county.Facilities.SelectMany(x => x.Entries).Count(x => x.Fact is DeadlineMoved moved && moved.Now.DueOn != moved.WasDueOn));
        }
    }

    /// <summary>The laws that break, with what they say and the days until then.</summary>
    private static Dictionary<string, (string Message, int Days)> Broken(IReadOnlyList<Action<County>> laws, CountyPlan plan, Action<County> end)
    {
        var (broken, days) = (new Dictionary<string, (string, int)>(StringComparer.Ordinal), 0);
        County? seen = null;
        try
        {
            seen = County.Of(plan, county =>
            {
                (seen, days) = (county, days + 1);
                foreach (var law in laws.Where(x => !broken.ContainsKey(x.Method.Name)))
                {
                    try
                    {
                        law(county);
                    }
                    catch (Xunit.Sdk.XunitException e)
                    {
                        broken.Add(law.Method.Name, (e.Message, days));
                    }
                }
            });
        }
        catch (Exception e) when (e is not Xunit.Sdk.XunitException)
        {
            // What throws breaks every law that is asked.
            foreach (var law in laws)
                broken.TryAdd(law.Method.Name, (e.ToString(), days + 1));
        }
        if (seen is not null)
            end(seen);
        return broken;
    }

    /// <summary>Leaves out what may be left out: whole facilities, then many commands at once, then one after the other, and the notice.</summary>
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
        for (var facility = 0; facility < plan.Facilities; facility++)
            Without((x, _) => x.Facility == facility);
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
