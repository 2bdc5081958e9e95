using System.Text.Json;
using FacilityLedger.Cases;
using FacilityLedger.Credit;
using FacilityLedger.Disclosure;
using FacilityLedger.Facilities;
using FacilityLedger.Policies;
using FacilityLedger.Violations;
using Xunit;

namespace FacilityLedger.Tests.Laws;

/// <summary>What holds of credit, whatever is done to a file.</summary>
public sealed class CreditLaws
{
    internal static readonly Action<Life>[] Laws =
    [
        ScoreIsWhatCounts, CausesCountOnce, TwoPeopleChangeByHand, GradeChangesLeadToTheGrade, ShownIsWhatCounts, StruckIsShownForNoDay, RepairedIsGone, PublicationsEnd, DelistedIsNotShown, SettledOwesNothing,
    ];

    private static readonly CreditPolicy Policy = County.Policy.Credit;

    [Fact]
    public void the_score_is_the_fold_of_what_counts_within_its_bounds_and_the_grade_its_threshold() => Lives.HoldOfAFile(ScoreIsWhatCounts);

    [Fact]
    public void each_cause_counts_once_under_each_rule() => Lives.HoldOfAFile(CausesCountOnce);

    [Fact]
    public void nobody_agrees_to_the_change_that_they_proposed() => Lives.HoldOfAFile(TwoPeopleChangeByHand);

    [Fact]
    public void the_last_change_of_grade_leads_to_the_grade() => Lives.HoldOfAFile(GradeChangesLeadToTheGrade);

    [Fact]
    public void the_public_sees_the_score_the_grade_and_the_changes_that_count() => Lives.HoldOfAFile(ShownIsWhatCounts);

    [Fact]
    public void what_was_struck_is_shown_for_no_day() => Lives.HoldOfAFile(StruckIsShownForNoDay);

    [Fact]
    public void of_a_repaired_breach_nothing_counts_and_no_penalty_is_shown() => Lives.HoldOfAFile(RepairedIsGone);

    [Fact]
    public void no_penalty_is_shown_beyond_its_longest_term() => Lives.HoldOfAFile(PublicationsEnd);

    [Fact]
    public void what_was_taken_from_a_list_of_serious_breaches_is_not_shown() => Lives.HoldOfAFile(DelistedIsNotShown);

    [Fact]
    public void nothing_more_is_owed_for_a_repair_an_objection_or_a_proposal_that_is_decided() => Lives.HoldOfAFile(SettledOwesNothing);

    private static void ScoreIsWhatCounts(Life life)
    {
        var score = Math.Clamp(Policy.Opening + Counting(life).Sum(x => x.Delta), Policy.Lowest, Policy.Highest);
        Assert.Equal((score, GradeOf(score)), (life.Facility!.Credit.Score ?? Policy.Opening, life.Facility.Credit.Grade ?? GradeOf(Policy.Opening)));
    }

    private static void CausesCountOnce(Life life) => Assert.All(Counting(life).GroupBy(x => (x.Rule, x.Cause)), x => Assert.Single(x));

    private static void TwoPeopleChangeByHand(Life life)
    {
        var facts = life.Entries.Select(x => x.Fact).ToList();
        foreach (var (approved, version) in life.Entries.Where(x => x.Fact is CreditChangeApproved).Select(x => ((CreditChangeApproved)x.Fact, x.Version)))
            Assert.NotEqual(facts.OfType<CreditChangeProposed>().Single(x => x.Proposal == approved.Proposal).EnteredBy, life.Acts[version].Given.Actor.Account);
        Assert.All(Counting(life).Where(x => x.Rule == "by-hand"), x => Assert.Contains(facts, f => f is CreditChangeApproved a && a.Change == x.Change));
    }

    private static void GradeChangesLeadToTheGrade(Life life) => Assert.Equal(
        life.Facility!.Credit.Grade ?? GradeOf(Policy.Opening),
        ByDay.Counting(life.Entries).Select(x => x.Fact).OfType<CreditGradeChanged>().LastOrDefault()?.To ?? GradeOf(Policy.Opening));

    /// <remarks>Unless an officer corrected what is shown by hand.</remarks>
    private static void ShownIsWhatCounts(Life life)
    {
        if (!life.Facility!.Disclosures.Standing.ContainsKey("credit") || life.Entries.Any(x => x.Fact is DisclosureCorrected { Disclosure: "credit", Ground: not "entry-corrected" }))
            return;
        var shown = life.Shown!.Publications["credit"][^1].Fields;
        Assert.Equal((life.Facility.Credit.Score, life.Facility.Credit.Grade), (shown["score"].GetInt32(), shown["grade"].GetString()));
        Assert.Equal(Counting(life).Select(Line).Order(StringComparer.Ordinal), Lines(shown).Order(StringComparer.Ordinal));
    }

    private static void StruckIsShownForNoDay(Life life)
    {
        var counting = Counting(life).Select(Line).ToHashSet(StringComparer.Ordinal);
        foreach (var publication in life.Shown?.Publications.GetValueOrDefault("credit") ?? [])
            Assert.Subset(counting, Lines(publication.Fields).ToHashSet(StringComparer.Ordinal));
    }

    /// <remarks>A penalty that was decided after the repair is another, and a decision on several acts is shown until each is repaired.</remarks>
    private static void RepairedIsGone(Life life)
    {
        var granted = life.Facility!.CreditBook.Repairs.Values.Where(x => x.Status == RepairStatus.Granted).ToLookup(x => x.Violation, StringComparer.Ordinal);
        var repaired = life.Facility.Violations.All.Values.Where(x => granted[x.Id].Any(r => x.Penalties.TrueForAll(p => p.DecidedOn <= r.DecidedOn))).ToHashSet();
        Assert.All(repaired, x => Assert.DoesNotContain(Counting(life), c => c.Cause == $"violations/{x.Id}"));
        Assert.All(Decisions(life).Where(x => x.Acts.TrueForAll(repaired.Contains)), x => Assert.DoesNotContain($"penalty-{x.Penalty.Of.Split('/')[1]}", life.Shown?.Publications.Keys ?? []));
    }

    private static void PublicationsEnd(Life life)
    {
        foreach (var publication in (life.Shown?.Publications.Values ?? []).SelectMany(x => x).Where(x => x.Kind == "penalty"))
        {
            var (penalty, acts) = Assert.Single(Decisions(life), x => x.Penalty.Of == publication.About);
            Assert.InRange(publication.Until!.Value, penalty.DecidedOn, penalty.DecidedOn.AddMonths(penalty.Procedure == "summary" ? 3 : 36));
            Assert.InRange(publication.Until.Value, penalty.DecidedOn, acts.Max(x => x.EndedOn ?? x.VerifiedOn ?? x.RecordedOn).AddYears(5));
        }
        var today = life.County.Today;
        Assert.DoesNotContain(life.Shown?.AsOf(today, today)?.History ?? [], x => x.Until < today);
    }

    private static void DelistedIsNotShown(Life life) =>
        Assert.All(life.Facility!.CreditBook.SeriousBreaches.Values.Where(x => x.DelistedOn is not null), x => Assert.DoesNotContain($"serious-breach-{x.Id}", life.Shown?.Publications.Keys ?? []));

    private static void SettledOwesNothing(Life life)
    {
        var (book, open) = (life.Facility!.CreditBook, life.Facility.Obligations.All.Where(x => x.Value.Open).Select(x => x.Key).ToHashSet(StringComparer.Ordinal));
        Assert.DoesNotContain(open, x => x.Split('/') switch
        {
            ["repairs", var id, ..] => book.Repairs[id].Status is RepairStatus.Granted or RepairStatus.Refused,
            ["objections", var id, ..] => book.Objections[id].Status != ObjectionStatus.Raised,
            ["proposals", var id, ..] => book.Proposals[id].Status != ProposalStatus.Proposed,
            _ => false,
        });
    }

    private static IEnumerable<(Penalty Penalty, List<Violation> Acts)> Decisions(Life life) =>
        life.Facility!.Violations.All.Values.SelectMany(x => x.Penalties, (act, penalty) => (penalty, act)).GroupBy(x => x.penalty.Of, StringComparer.Ordinal).Select(x => (x.First().penalty, x.Select(y => y.act).ToList()));

    // Changes that were made and not struck, by the stream alone.
    private static IReadOnlyList<CreditChanged> Counting(Life life)
    {
        var counting = new Dictionary<string, CreditChanged>(StringComparer.Ordinal);
        foreach (var fact in ByDay.Counting(life.Entries).Select(x => x.Fact))
            if (fact is CreditChanged made)
                counting[made.Change] = made;
            else if (fact is CreditChangeStruck struck)
                counting.Remove(struck.Change);
        return [.. counting.Values];
    }

    private static string GradeOf(int score) => Policy.Grades.Where(x => x.From <= score).MaxBy(x => x.From)!.Code;

    private static string Line(CreditChanged x) => $"{x.OccurredOn:yyyy-MM-dd} {x.Rule} {x.Cause} {x.Delta}";

    private static IEnumerable<string> Lines(IReadOnlyDictionary<string, JsonElement> shown) => shown.TryGetValue("changes", out var changes)
        ? changes.EnumerateArray().Select(x => $"{x.GetProperty("date")} {x.GetProperty("rule")} {x.GetProperty("cause")} {x.GetProperty("points")}")
        : [];
}
