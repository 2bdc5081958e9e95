using System.Net;
using FacilityLedger.Assessments;
using FacilityLedger.Corrections;
using FacilityLedger.Disclosure;
using FacilityLedger.Facilities;
using FacilityLedger.Hosting;
using FacilityLedger.Hosting.Decisions;
using FacilityLedger.Policies;
using FacilityLedger.Registration;
using Marten.Events;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace FacilityLedger.IntegrationTests;

public sealed class AssessmentTests
{
    private const string Round = "370323-ROUND00001";
    private static readonly DateOnly Day = new(2026, 11, 20);
    private static readonly PolicyBook Book = new([PolicyFile.Read(Path.Combine(AppContext.BaseDirectory, "policies", "370323.json")).Policy], sample: false);
    private static readonly Circumstances Wj = new(new Actor("wj-1", "WJ", ["officer", "evaluator"]), Book, LedgerUnderTest.Start, new byte[32]);
    private static readonly AssessmentCampaign Campaign = new(Round, "一轮", "TEST-100", new DateOnly(2026, 11, 1));
    private static readonly AssessmentOpened Opened = new(Round, "TEST-100", "test-1", Day);
    private static readonly FreezeAssessment Freeze = new(Day);

    [Theory]
    [InlineData(40, 20, 40, true, 100, "A")]
    [InlineData(40, 20, 30, true, 90, "A")]
    [InlineData(40, 20, 29, true, 89, "B")]
    [InlineData(0, 20, 40, true, 60, "C")]
    [InlineData(0, 0, 0, true, 0, "D")]
    [InlineData(40, 20, 40, false, 100, "D")]
    public void the_grade_follows_from_the_points_unless_a_base_line_failed(int licence, int premises, int care, bool passed, int points, string grade)
    {
        var facility = Scored(licence, premises, care, passed);
        var decision = FreezeAssessmentEndpoint.Decide(Freeze, Round, facility, Wj);

        var frozen = Assert.IsType<AssessmentFrozen>(decision.Events[0]);
        Assert.Equal((points, grade), (frozen.Points, frozen.Grade));
        Assert.Equal([new("QA-COND", licence + premises), new("QA-CARE", care)], frozen.Dimensions);
        Assert.Equal(passed ? [] : ["1.1"], frozen.Vetoed);
        var shown = Assert.IsType<DisclosurePublished>(decision.Events[1]);
        Assert.Equal(($"assessment-{Round}", grade), (shown.Disclosure, shown.Fields["grade"].GetString()));
        Assert.Equal(frozen.Snapshot, shown.Fields["snapshot"].GetString());
    }

    [Fact]
    public void the_snapshot_is_addressed_by_its_content()
    {
        static string Digest(Facility x) => FreezeAssessmentEndpoint.Decide(Freeze, Round, x, Wj).Events.OfType<AssessmentFrozen>().Single().Snapshot;
        Assert.Matches("^[0-9a-f]{64}$", Digest(Scored(40, 20, 40)));
        Assert.Equal(Digest(Scored(40, 20, 40)), Digest(Scored(40, 20, 40)));
        Assert.NotEqual(Digest(Scored(40, 20, 40)), Digest(Scored(40, 20, 39)));
        Assert.NotEqual(Digest(Scored(40, 20, 40)), Digest(After(Scored(40, 20, 40), new IndicatorScored(Round, "2.1", 40, null, [1], Day))));
    }

    [Fact]
    public void frozen_means_frozen()
    {
        var frozen = After(Scored(40, 20, 40), [.. FreezeAssessmentEndpoint.Decide(Freeze, Round, Scored(40, 20, 40), Wj).Events]);
        Refused("assessment-frozen", FreezeAssessmentEndpoint.Decide(Freeze, Round, frozen, Wj));
        Refused("assessment-frozen", ScoreIndicatorEndpoint.Decide(new("1.2", 1, Day), Round, frozen, Wj));
        Refused("void-not-frozen", VoidEntryEndpoint.Decide(new(frozen.Touched[Opened.Thing].Entry, "other", Day), frozen, [], Wj));
        Refused("assessment-once-a-campaign", OpenAssessmentEndpoint.Decide(new(Round, "TEST-100", Day), frozen, Campaign, Wj));
    }

    [Fact]
    public void a_freeze_needs_every_score()
    {
        Refused("assessment-open", FreezeAssessmentEndpoint.Decide(Freeze, Round, Registered(), Wj));
        var one = After(Registered(), Opened, new IndicatorScored(Round, "1.2", 20, null, [], Day));
        var refusal = FreezeAssessmentEndpoint.Decide(Freeze, Round, one, Wj).Refusal!;
        Assert.Equal(("assessment-complete", "1.1 2.1"), (refusal.Rule.Code, refusal.Arguments[0].Value));
        Refused("department-may-not", FreezeAssessmentEndpoint.Decide(Freeze, Round, one, Wj with { Actor = new("sp-1", "SP", []) }));
        Refused("not-before-the-last", FreezeAssessmentEndpoint.Decide(new(Day.AddDays(-1)), Round, one, Wj));
    }

    [Fact]
    public void a_score_has_its_rules()
    {
        var open = After(Registered(), Opened);
        Decision Score(ScoreIndicator command) => ScoreIndicatorEndpoint.Decide(command, Round, open, Wj);
        Refused("assessment-open", ScoreIndicatorEndpoint.Decide(new("1.2", 1, Day), "370323-OTHER", open, Wj));
        Refused("code-unknown", Score(new("9.9", 1, Day)));
        Refused("score-within-indicator", Score(new("1.2", 21, Day)));
        Refused("score-within-indicator", Score(new("1.2", -1, Day)));
        Refused("veto-states-passed", Score(new("1.1", 40, Day)));
        Refused("veto-states-passed", Score(new("1.2", 20, Day, Passed: true)));
        Refused("evidence-existing", Score(new("1.2", 20, Day, Evidence: [open.Version + 1])));
        Assert.Equal([1L, 2L], Assert.IsType<IndicatorScored>(Score(new("1.2", 20, Day, Evidence: [2, 1, 2])).Events.Single()).Evidence);
    }

    [Fact]
    public void an_assessment_is_opened_in_an_open_campaign_by_its_standard_of_a_filed_facility()
    {
        OpenAssessment command = new(Round, "TEST-100", Day);
        Refused("campaign-not-open", OpenAssessmentEndpoint.Decide(command, Registered(), null, Wj));
        Refused("campaign-not-open", OpenAssessmentEndpoint.Decide(command, Registered(), Campaign with { Status = CampaignStatus.Closed }, Wj));
        Refused("campaign-not-open", OpenAssessmentEndpoint.Decide(command, Registered(), Campaign with { OpenedOn = Day.AddDays(1) }, Wj));
        Refused("campaign-standard", OpenAssessmentEndpoint.Decide(command with { Standard = "OTHER" }, Registered(), Campaign, Wj));
        Refused("assessment-filed-only", OpenAssessmentEndpoint.Decide(command, Registered(), Campaign, Wj));
        Refused("campaign-opened-once", OpenCampaignEndpoint.Decide(CampaignTests.Round, Campaign, Wj));
    }

    [Fact]
    public async Task a_frozen_assessment_reaches_the_quality_view()
    {
        await using var ledger = await LedgerUnderTest.StartAsync();
        var wj = ledger.As("wj-1");
        var (campaign, id) = (await wj.DoAsync("/api/370323/campaigns", CampaignTests.Round), await ledger.ARegisteredFacilityAsync());
        var path = $"/api/370323/facilities/{id}/assessments";
        await ledger.As("wj-evaluator").RefusedAsync(path, new OpenAssessment(campaign, "TEST-100", Day), HttpStatusCode.UnprocessableEntity, "assessment-filed-only");
        await ledger.Host.Services.GetRequiredService<Ledger>().DecideAsync<Facility>(id, Wj, _ => Decision.Of(Opened with { Campaign = campaign }));
        await ledger.OnAsync("wj-evaluator", id, $"assessments/{campaign}", "scores", new ScoreIndicator("1.1", 40, Day, true, [1]));
        await ledger.OnAsync("wj-evaluator", id, $"assessments/{campaign}", "scores", new ScoreIndicator("1.2", 20, Day));
        await ledger.OnAsync("wj-evaluator", id, $"assessments/{campaign}", "scores", new ScoreIndicator("2.1", 25, Day));
        await ledger.OnAsync("wj-evaluator", id, $"assessments/{campaign}", "freeze", Freeze);

        var facility = await VoidingTests.EqualsReplayAsync(ledger, id);
        await ledger.Store.WaitForNonStaleProjectionDataAsync(TimeSpan.FromSeconds(20));
        await using var session = ledger.Store.QuerySession("370323");
        var result = (await session.LoadAsync<QualityView>(id))!.Results.Single();
        Assert.Equal((campaign, "B", 85, facility.Assessments.All[campaign].Snapshot), (result.Campaign, result.Grade, result.Points, result.Snapshot));
        Assert.Equal([new("QA-COND", 60), new("QA-CARE", 25)], result.Dimensions);
    }

    private static Facility Registered() => After(null, new FacilityRegistered([new("uscc", "91370323YY000001XU")], 1, "禾屿", "FORPROFIT", "ORDINARY", "370323001", "示例路", "SP", "托育服务", new("id", "hash"), null, null, new DateOnly(2026, 10, 12)));

    private static Facility Scored(int licence, int premises, int care, bool passed = true) => After(Registered(), Opened,
        new IndicatorScored(Round, "1.1", licence, passed, [1], Day), new IndicatorScored(Round, "1.2", premises, null, [], Day), new IndicatorScored(Round, "2.1", care, null, [], Day));

    private static Facility After(Facility? facility, params IReadOnlyList<IFact> facts) =>
        facts.Aggregate(facility, (before, fact) => Facility.Next(before, new Facilities.Entry("370323-FACILITY01", (before?.Version ?? 0) + 1, fact, "WJ")))!;

    private static void Refused(string rule, Decision decision) => Assert.Equal(rule, decision.Refusal?.Rule.Code);
}
