using FacilityLedger.Cases;
using FacilityLedger.Facilities;
using FacilityLedger.Violations;
using Xunit;

namespace FacilityLedger.Tests.Laws;

/// <summary>What holds of penalty cases, whatever is done to a file.</summary>
public sealed class CaseLaws
{
    internal static readonly Action<Life>[] Laws = [ActsAreFinedOnce, SurchargesStayBelowTheFine, PlansAskForThePenalty, RevokedIsGone, WhatIsOverOwesNothing, ViolationsBearTheirDecisions, NobodyReviewsTheirOwn];

    [Fact]
    public void one_act_is_fined_once() => Lives.HoldOfAFile(ActsAreFinedOnce);

    [Fact]
    public void a_surcharge_grows_and_never_passes_the_fine() => Lives.HoldOfAFile(SurchargesStayBelowTheFine);

    [Fact]
    public void what_is_to_be_paid_in_parts_is_the_penalty() => Lives.HoldOfAFile(PlansAskForThePenalty);

    [Fact]
    public void after_a_revocation_nothing_of_the_decision_is_shown_counts_or_is_owed() => Lives.HoldOfAFile(RevokedIsGone);

    [Fact]
    public void a_case_that_is_over_owes_nothing_but_what_becomes_of_evidence() => Lives.HoldOfAFile(WhatIsOverOwesNothing);

    [Fact]
    public void a_violation_bears_the_decisions_that_stand() => Lives.HoldOfAFile(ViolationsBearTheirDecisions);

    [Fact]
    public void nobody_reviews_or_hears_a_case_that_they_investigate() => Lives.HoldOfAFile(NobodyReviewsTheirOwn);

    private static void ActsAreFinedOnce(Life life) => Assert.All(life.Facility!.Violations.All.Values.GroupBy(x => x.Ground), act =>
        Assert.InRange(act.SelectMany(x => x.Penalties).Where(x => x.Kinds.Any(k => k.Kind == "F")).Select(x => x.Number).Distinct(StringComparer.Ordinal).Count(), 0, 1));

    private static void SurchargesStayBelowTheFine(Life life)
    {
        foreach (var was in life.Facility!.Cases.All.Values.Where(x => x.ServedOn is not null))
        {
            var fine = was.Penalties.Where(x => x.Kind == "F").Sum(x => decimal.Parse(x.Amount!, System.Globalization.CultureInfo.InvariantCulture));
            var added = new[] { 0, 20, 40, 400 }.Select(x => Surcharge.On(was, life.County.Book, was.ServedOn!.Value.AddDays(x)).Value).ToList();
            Assert.Equal(added.Order(), added);
            Assert.All(added, x => Assert.InRange(x, 0, was.Status == CaseStatus.Revoked ? 0 : fine));
            Assert.Equal(0, added[0]);
        }
    }

    private static void PlansAskForThePenalty(Life life)
    {
        foreach (var was in life.Facility!.Cases.All.Values)
            foreach (var plan in was.Plans)
            {
                Assert.Equal(was.Payable, plan.Steps[^1].Total.Value);
                Assert.Equal(plan.Steps.OrderBy(x => x.Until).ThenBy(x => x.Total.Value), plan.Steps);
            }
    }

    private static void RevokedIsGone(Life life)
    {
        var facility = life.Facility!;
        foreach (var was in facility.Cases.All.Values.Where(x => x.Status == CaseStatus.Revoked))
        {
            Assert.DoesNotContain((life.Shown?.Publications.Values ?? []).SelectMany(x => x), x => x.Kind == "penalty" && was.Violations.Any(v => x.About == $"violations/{v}") && x.Fields.TryGetValue("number", out var number) && number.GetString() == was.Number);
            foreach (var violation in was.Violations.Select(facility.Violations.Find).OfType<Violation>())
            {
                Assert.DoesNotContain(violation.Penalties, x => x.Number == was.Number);
                if (violation.Penalty is not null)
                    continue;
                Assert.DoesNotContain(facility.Credit.Changes.Values, x => x.Struck is null && x.Cause == $"violations/{violation.Id}" && County.Policy.Credit.Rules.Any(r => r.Code == x.Rule && r.Cause == "penalty"));
                Assert.DoesNotContain(facility.Obligations.All, x => x.Value.Open && x.Key == $"violations/{violation.Id}/publication");
            }
        }
    }

    private static void WhatIsOverOwesNothing(Life life)
    {
        foreach (var was in life.Facility!.Cases.All.Values.Where(x => x.Over))
            Assert.DoesNotContain(life.Facility.Obligations.All, x => x.Value.Open && x.Key.StartsWith($"cases/{was.Id}/", StringComparison.Ordinal) && !x.Key.StartsWith($"cases/{was.Id}/evidence/", StringComparison.Ordinal));
    }

    private static void ViolationsBearTheirDecisions(Life life)
    {
        foreach (var violation in life.Facility!.Violations.All.Values)
            Assert.Equal(
                life.Facility.Cases.All.Values.Where(x => x.Violations.Contains(violation.Id) && x.Number is not null && x.Status != CaseStatus.Revoked).Select(x => x.Number).Order(StringComparer.Ordinal),
                violation.Penalties.Where(x => x.Procedure == "ordinary").Select(x => x.Number).Order(StringComparer.Ordinal));
    }

    private static void NobodyReviewsTheirOwn(Life life)
    {
        var cases = CaseBook.None;
        foreach (var fact in ByDay.Counting(life.Entries).Select(x => x.Fact))
        {
            if (fact is LegalReviewed reviewed)
                Assert.DoesNotContain(reviewed.Reviewer, Investigators(cases, reviewed.Case));
            if (fact is HearingHeld heard)
                Assert.DoesNotContain(heard.Chair, Investigators(cases, heard.Case));
            cases = cases.Evolve(fact);
        }
    }

    private static IEnumerable<string> Investigators(CaseBook cases, string id) => cases.Find(id) is { } was ? was.Officers.Select(x => x.Account).Concat(was.Recused) : [];
}
