using System.Globalization;
using FacilityLedger.Cases;
using FacilityLedger.Corrections;
using FacilityLedger.Credit;
using FacilityLedger.Disclosure;
using FacilityLedger.Facilities;
using FacilityLedger.Filing;
using FacilityLedger.Hosting.Decisions;
using FacilityLedger.Obligations;
using FacilityLedger.Operation;
using FacilityLedger.Plans;
using FacilityLedger.Registration;
using Xunit;

namespace FacilityLedger.Tests.Laws;

/// <summary>What holds of a county over years in which everything falls due. See <see cref="Counties"/>.</summary>
public sealed class CountyLaws
{
    internal static readonly Action<County>[] Laws =
    [
        NothingIsLeftToSweep, EachTermHasOneMark, EachMaterialHasOneMark, DutiesOfYearsGoOn, TheNoticeSettlesTerms, StateIsReplay, NamesAreThoseTaken, EverythingLiesOnADesk, RefusalsKnowNoTerm,
    ];

    [Fact]
    public void after_a_night_no_term_is_open_past_its_end() => Counties.Hold(NothingIsLeftToSweep);

    [Fact]
    public void a_term_is_marked_once_for_each_day_on_which_it_was_due() => Counties.Hold(EachTermHasOneMark);

    [Fact]
    public void an_expired_material_is_marked_once() => Counties.Hold(EachMaterialHasOneMark);

    [Fact]
    public void after_a_yearly_duty_comes_that_of_the_next_year() => Counties.Hold(DutiesOfYearsGoOn);

    [Fact]
    public void a_notice_settles_every_term_whose_days_it_covers() => Counties.Hold(TheNoticeSettlesTerms);

    [Fact]
    public void the_state_is_the_replay_of_the_stream() => Counties.Hold(StateIsReplay);

    [Fact]
    public void a_name_is_held_by_the_one_stream_that_took_it() => Counties.Hold(NamesAreThoseTaken);

    [Fact]
    public void every_open_term_lies_on_the_desk_of_its_department() => Counties.Hold(EverythingLiesOnADesk);

    [Fact]
    public void no_command_is_refused_for_a_term_that_has_passed() => Counties.Hold(RefusalsKnowNoTerm);

    [Fact]
    public void counties_have_everything_in_them()
    {
        foreach (var (what, n) in Counties.Seen.OrderBy(x => x.Value))
            TestContext.Current.TestOutputHelper!.WriteLine($"{n,7} {what}");
        if (Counties.Alone is { } seed)
            TestContext.Current.TestOutputHelper!.WriteLine(County.Of(CountyPlan.Of(seed)).ToString());
        else
            Assert.Empty(new[] { nameof(ObligationFellDue), nameof(DeadlineMoved), nameof(MaterialExpired), nameof(AnnualReportFiled), nameof(EntryVoided), nameof(RegistrationCancelled), nameof(DrawHeld), nameof(CoverageOwed), nameof(CreditChangeStruck), nameof(CreditRepairGranted), nameof(PenaltyRevoked), Counties.TakenName, Counties.Following, Counties.Later }.Except(Counties.Seen.Keys));
    }

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
    private static void EachTermHasOneMark(County county) => Counties.Files(county, life => Assert.All(life.Entries.Select(x => x.Fact).OfType<ObligationFellDue>().GroupBy(x => (x.Obligation, x.DueOn)), marks =>
        Assert.InRange(marks.Count(), 1, life.Entries.SelectMany(x => Started(x.Fact)).Count(x => (x.Key, x.DueOn) == marks.Key))));

    private static IEnumerable<Deadline> Started(IFact fact) => fact switch
    {
        DeadlineMoved moved => [moved.Now],
        EntryCorrected corrected => corrected.Facts.SelectMany(x => Started(x.Read())),
        _ => ((fact as IStartsClock)?.Deadlines ?? []).OfType<Deadline>(),
    };

    private static void EachMaterialHasOneMark(County county) => Counties.Files(county, life =>
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
        Counties.Files(county, life => Assert.All(life.Entries.Select(x => x.Fact).OfType<DeadlineMoved>(), x => Assert.Equal(county.Notice, x.Notice)));
    }

    private static void StateIsReplay(County county) => Counties.Files(county, life => Assert.Equal(CanonicalJson.Of(Facility.Replay(life.Entries)), CanonicalJson.Of(life.Facility)));

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
}
