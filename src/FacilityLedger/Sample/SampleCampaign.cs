using FacilityLedger.Assessments;
using FacilityLedger.Facilities;
using FacilityLedger.Policies;

namespace FacilityLedger.Sample;

/// <summary>A round of assessments of the sample county.</summary>
internal sealed class SampleCampaign : SampleStream<AssessmentCampaign>
{
    private const string Evaluator = "WJ-evaluator";

    private const string Standard = "WST-821-2023";
    private readonly int year;

    public SampleCampaign(PolicyBook book, int year) : base(book, $"campaign {year}")
    {
        this.year = year;
        var day = book.Calendar.Add(new(year, 2, 28), 1).DueOn;
        Enter(day, "WJ-1", (campaign, c) => OpenCampaignEndpoint.Decide(new($"{year} 年度托育机构质量评估", Standard, day), campaign, c));
    }

    public void Closed(DateOnly on) => Enter(on, "WJ-1", (campaign, c) => CloseCampaignEndpoint.Decide(new(on), campaign!, c));

    /// <summary>Assesses an institution by the whole standard and freezes the result.</summary>
    /// <param name="quality">Share of the points that it reaches, 0 to 1.</param>
    /// <param name="failed">A base-line indicator that is not met.</param>
    public void Assess(SampleLife life, DateOnly from, double quality, string? failed = null)
    {
        var (opened, frozen) = (life.After(from, 0), life.After(from, 12));
        Open(life, opened);
        foreach (var indicator in Indicators(opened))
            Score(life, life.After(opened, 5), indicator, quality, failed);
        life.On(frozen, Evaluator, (facility, c) => FreezeAssessmentEndpoint.Decide(new(frozen), Id, facility, c));
    }

    /// <summary>Begins an assessment of which a part is scored.</summary>
    public void Begin(SampleLife life, DateOnly from, double quality, int scored)
    {
        Open(life, from);
        foreach (var indicator in Indicators(from).Take(scored))
            Score(life, life.After(from, 2), indicator, quality, null);
    }

    protected override AssessmentCampaign? Replay(IEnumerable<Entry> entries) => AssessmentCampaign.Replay(entries);

    protected override AssessmentCampaign? Next(AssessmentCampaign? before, Entry entry) => AssessmentCampaign.Next(before, entry);

    private IEnumerable<Indicator> Indicators(DateOnly day) => Book.On(day).Standard(Standard)!.Indicators;

    private void Open(SampleLife life, DateOnly on) => life.On(on, Evaluator, (facility, c) => OpenAssessmentEndpoint.Decide(new(Id, Standard, on), facility, State, c));

    private void Score(SampleLife life, DateOnly on, Indicator indicator, double quality, string? failed)
    {
        // Institutions are good at different things, and the same each time.
        var share = Math.Clamp(quality + ((life.Number * 7 + indicator.Code.Length * 5 + year) % 9 - 4) * 0.015, 0, 1);
        var passed = indicator.Code != failed;
        life.On(on, Evaluator, (facility, c) => ScoreIndicatorEndpoint.Decide(
            new(indicator.Code, passed ? (int)Math.Round(indicator.Points * share) : 0, on, indicator.Veto ? passed : null, [facility.VersionOf("filing")]), Id, facility, c));
    }
}
