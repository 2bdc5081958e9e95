using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using FacilityLedger.Disclosure;
using FacilityLedger.Facilities;
using FacilityLedger.Hosting;
using FacilityLedger.Plans;
using FacilityLedger.Registration;
using Xunit;

namespace FacilityLedger.Tests.Laws;

/// <summary>What holds of inspection plans and their draws. What rests on them in a file is in <see cref="VisitLaws"/>.</summary>
public sealed class PlanLaws
{
    internal static readonly Action<County>[] Laws = [PlanIsReplay, AgainChangesNothing, TwoPeopleMakeAPlan, NothingBeforeThePublication, DrawsAreRecomputed, DrawsAreRedrawnByAnotherHand, OfficersHaveNoInterest, LibrariesAreThoseOfTheDay, EverybodyIsCovered];

    [Fact]
    public void the_plan_is_the_replay_of_its_stream() => Counties.Hold(PlanIsReplay);

    [Fact]
    public void a_command_given_again_at_once_changes_nothing() => Counties.Hold(AgainChangesNothing);

    [Fact]
    public void nobody_drafts_and_approves_the_same_plan() => Counties.Hold(TwoPeopleMakeAPlan);

    [Fact]
    public void nothing_is_drawn_before_the_plan_is_public_and_days_go_on() => Counties.Hold(NothingBeforeThePublication);

    [Fact]
    public void a_held_draw_is_recomputed_from_its_published_file() => Counties.Hold(DrawsAreRecomputed);

    [Fact]
    public void a_program_written_from_the_page_about_the_draw_draws_the_same() => Counties.Hold(DrawsAreRedrawnByAnotherHand);

    [Fact]
    public void two_certified_officers_of_the_domain_without_an_interest_go_to_each() => Counties.Hold(OfficersHaveNoInterest);

    [Fact]
    public void the_frozen_institutions_are_those_that_were_open_with_the_tickets_of_their_grade() => Counties.Hold(LibrariesAreThoseOfTheDay);

    [Fact]
    public void whoever_is_registered_is_inspected_in_the_year_or_owed_it() => Counties.Hold(EverybodyIsCovered);

    private static void PlanIsReplay(County county) => Each(county, x => Assert.Equal(CanonicalJson.Of(InspectionPlan.Replay(x.Entries)), CanonicalJson.Of(x.Plan)));

    private static void AgainChangesNothing(County county) => Each(county, x => Assert.Empty(x.Again?.Events ?? []));

    private static void TwoPeopleMakeAPlan(County county) => Each(county, x =>
        Assert.DoesNotContain(x.Entries.Select(e => e.Fact).OfType<PlanApproved>(), e => x.Entries.Select(d => d.Fact).OfType<PlanDrafted>().Any(d => d.DraftedBy == e.ApprovedBy)));

    private static void NothingBeforeThePublication(County county) => Each(county, x =>
    {
        var facts = x.Entries.Select(e => e.Fact).ToList();
        Assert.Equal(facts.Select(e => e.OccurredOn).Order(), facts.Select(e => e.OccurredOn));
        Assert.DoesNotContain(facts.TakeWhile(e => e is not PlanPublished), e => e is DrawPrepared or DrawHeld);
        Assert.All(facts.OfType<DrawPrepared>(), e => Assert.False(County.Policy.Domain(e.Domain)!.FullCoverage));
    });

    private static void DrawsAreRecomputed(County county) => Held(county, file => Assert.Empty(JsonSerializer.Deserialize<PublishedDraw>(file.GetRawText(), LedgerJson.Options)!.Differences()));

    private static void DrawsAreRedrawnByAnotherHand(County county) => Held(county, file =>
    {
        Assert.Equal(file.GetProperty("result").EnumerateArray().Select(x => $"{x.GetProperty("object")} {string.Join(' ', x.GetProperty("officers").EnumerateArray())}"), AnotherHand.Draws(file));
        Assert.Equal(file.GetProperty("objectsHash").GetString(), AnotherHand.Hash(file.GetProperty("objects")));
        Assert.Equal(file.GetProperty("officersHash").GetString(), AnotherHand.Hash(file.GetProperty("officers")));
        Assert.Equal(file.GetProperty("commitment").GetString(), Convert.ToHexStringLower(SHA256.HashData([.. file.GetProperty("salt").GetBytesFromBase64(), .. Encoding.UTF8.GetBytes(file.GetProperty("seed").GetString()!)])));
    });

    private static void OfficersHaveNoInterest(County county) => Draws(county, (_, draw) =>
    {
        var result = draw.Held!.Result;
        Assert.Equal(Math.Min(draw.Prepared.Count, draw.Prepared.Objects.Count), result.Select(x => x.Object).Distinct(StringComparer.Ordinal).Count());
        Assert.All(result, x =>
        {
            Assert.Equal(2, x.Officers.Distinct(StringComparer.Ordinal).Count());
            Assert.All(x.Officers, o => Assert.Contains(draw.Prepared.Officers, p => p.Certificate == o && p.Domains.Contains(draw.Prepared.Domain) && !p.Recused.Contains(x.Object)));
        });
    });

    private static void LibrariesAreThoseOfTheDay(County county) => Draws(county, (plan, draw) => Assert.Equal(
        plan.Found[draw.Prepared.Draw].All.Select(x => $"{x.Id} {(x.Grade == "B" ? 3 : 1)}").Order(StringComparer.Ordinal),
        draw.Prepared.Objects.Select(x => $"{x.Id} {x.Weight}")));

    private static void EverybodyIsCovered(County county)
    {
        foreach (var facility in county.Facilities.Where(x => county.Reckoning || county.Touched.Contains(x)).Select(x => x.Facility).OfType<Facility>().Where(x => x is { Closed: false, Registration.Status: RegistrationStatus.Registered }))
            foreach (var plan in county.Published.Where(x => x.Year == county.Today.Year))
                Assert.DoesNotContain(plan.Items, x => x.Coverage == "full" && !facility.Obligations.All.ContainsKey($"coverage/{plan.Year}-{x.Domain}") && !facility.Inspections.All.Values.Any(i => i.CompletedOn?.Year == plan.Year && i.Domains.Contains(x.Domain)));
    }

    private static void Held(County county, Action<JsonElement> law) => Draws(county, (plan, draw) => law(JsonSerializer.SerializeToElement(draw.Published(plan.Id), LedgerJson.Options)));

    private static void Draws(County county, Action<PlanLife, Draw> law) => Each(county, plan =>
    {
        foreach (var draw in plan.Plan!.Draws.Values.Where(x => x.Held is not null))
            law(plan, draw);
    });

    // A stream to which nothing was appended is as it was.
    private static void Each(County county, Action<PlanLife> law)
    {
        foreach (var plan in county.Planned)
            law(plan);
    }
}
