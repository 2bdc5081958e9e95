using FacilityLedger.Cases;
using FacilityLedger.Inspections;
using FacilityLedger.Violations;
using FacilityLedger.Web;

namespace FacilityLedger.Facilities;

/// <summary>States of a file's things: words, shape, tone.</summary>
public static class States
{
    public static Term Scoring { get; } = new(new("评分中", "Being scored"), "clock", Tone.Info);
    public static Term Ended { get; } = new(new("已结束", "Closed"), "off", Tone.Plain);
    public static Term Frozen { get; } = new(new("已确定", "Frozen"), "ok", Tone.Ok);
    public static Term Shown { get; } = new(new("公示中", "Shown"), "info", Tone.Plain);

    public static Term TermOf(InspectionStatus status) => status switch
    {
        InspectionStatus.Open => new(new("进行中", "Under way"), "clock", Tone.Info),
        InspectionStatus.Completed => new(new("待公布", "To be published"), "clock", Tone.Warn),
        _ => new(new("已公布", "Published"), "ok", Tone.Ok),
    };

    public static Term TermOf(CaseStatus status) => status switch
    {
        CaseStatus.Open => new(new("调查中", "Under investigation"), "clock", Tone.Info),
        CaseStatus.Noticed => new(new("已告知", "Party told"), "clock", Tone.Info),
        CaseStatus.Decided => new(new("待送达", "To be served"), "clock", Tone.Warn),
        CaseStatus.Served => new(new("执行中", "Being performed"), "clock", Tone.Warn),
        CaseStatus.Revoked => new(new("已撤销", "Annulled"), "off", Tone.Plain),
        CaseStatus.NotPenalised => new(new("不予处罚", "No penalty"), "off", Tone.Plain),
        _ => new(new("已结案", "Closed"), "ok", Tone.Ok),
    };

    public static Term TermOf(ViolationStatus status) => status switch
    {
        ViolationStatus.Recorded => new(new("已记录", "Recorded"), "dot", Tone.Plain),
        ViolationStatus.Ordered => Terms.Violation("open"),
        ViolationStatus.Overdue => Terms.Violation("overdue"),
        ViolationStatus.Reported => new(new("待核验", "To be verified"), "clock", Tone.Info),
        ViolationStatus.Verified => Terms.Violation("put-right"),
        ViolationStatus.RefusedToCorrect => Terms.Violation("refused"),
        _ => Terms.Violation("dismissed"),
    };
}
