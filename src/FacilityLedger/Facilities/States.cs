using FacilityLedger.Cases;
using FacilityLedger.Corrections;
using FacilityLedger.Credit;
using FacilityLedger.Incidents;
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
    public static Term PlanDrafted { get; } = new(new("待审批", "To be approved"), "clock", Tone.Info);
    public static Term PlanApproved { get; } = new(new("待公布", "To be published"), "clock", Tone.Warn);
    public static Term PlanPublished { get; } = new(new("已公布", "Published"), "ok", Tone.Ok);
    public static Term Clue { get; } = new(new("有线索", "A clue"), "dot", Tone.Warn);
    public static Term NothingSeen { get; } = new(new("无异常", "Nothing seen"), "ok", Tone.Ok);
    public static Term Shown { get; } = new(new("公示中", "Shown"), "info", Tone.Plain);

    public static Term Granted { get; } = new(new("有效", "Stands"), "ok", Tone.Ok);
    public static Term TakenBack { get; } = new(new("已撤销", "Taken back"), "off", Tone.Plain);
    public static Term Listed { get; } = new(new("列入中", "Listed"), "bad", Tone.Bad);
    public static Term Delisted { get; } = new(new("已移出", "Taken from the list"), "off", Tone.Plain);

    public static Term TermOf(RepairStatus status) => status switch
    {
        RepairStatus.Requested => new(new("待受理", "To be accepted"), "clock", Tone.Warn),
        RepairStatus.Accepted => new(new("待决定", "To be decided"), "clock", Tone.Warn),
        RepairStatus.Granted => new(new("已修复", "Repaired"), "ok", Tone.Ok),
        RepairStatus.Withdrawn => new(new("修复已撤销", "Withdrawn"), "tri", Tone.Bad),
        _ => new(new("不予修复", "Refused"), "off", Tone.Plain),
    };

    public static Term TermOf(ObjectionStatus status) => status switch
    {
        ObjectionStatus.Raised => new(new("待处理", "To be decided"), "clock", Tone.Warn),
        ObjectionStatus.Upheld => new(new("异议成立", "Upheld"), "ok", Tone.Ok),
        _ => new(new("异议不成立", "Rejected"), "off", Tone.Plain),
    };

    public static Term TermOf(ProposalStatus status) => status switch
    {
        ProposalStatus.Proposed => new(new("待决定", "To be decided"), "clock", Tone.Warn),
        ProposalStatus.Approved => new(new("已同意", "Agreed to"), "ok", Tone.Ok),
        _ => new(new("不同意", "Rejected"), "off", Tone.Plain),
    };

    public static Term TermOf(InspectionStatus status) => status switch
    {
        InspectionStatus.Open => new(new("进行中", "Under way"), "clock", Tone.Info),
        InspectionStatus.Completed => new(new("待公布", "To be published"), "clock", Tone.Warn),
        _ => new(new("已公布", "Published"), "ok", Tone.Ok),
    };

    public static Term TermOf(IncidentStatus status) => status switch
    {
        IncidentStatus.Open => new(new("处置中", "Being dealt with"), "clock", Tone.Warn),
        IncidentStatus.Founded => new(new("属实", "Founded"), "dot", Tone.Bad),
        IncidentStatus.Unfounded => new(new("不属实", "Unfounded"), "off", Tone.Plain),
        _ => new(new("已移送司法机关", "With the police or a court"), "info", Tone.Info),
    };

    public static Term TermOf(ComplaintOutcome complaint) => complaint.Outcome switch
    {
        "substantiated" => new(new("属实", "Substantiated"), "dot", Tone.Warn),
        "partly" => new(new("部分属实", "Partly substantiated"), "dot", Tone.Warn),
        _ => new(new("不属实", "Unfounded"), "off", Tone.Plain),
    };

    public static Term TermOf(CorrectionStatus status) => status switch
    {
        CorrectionStatus.Requested => new(new("待决定", "To be decided"), "clock", Tone.Warn),
        CorrectionStatus.Made => new(new("已更正", "Corrected"), "ok", Tone.Ok),
        _ => new(new("不予更正", "Rejected"), "off", Tone.Plain),
    };

    public static Term TermOf(CaseStatus status) => status switch
    {
        CaseStatus.Open => new(new("调查中", "Under investigation"), "clock", Tone.Info),
        CaseStatus.Noticed => new(new("已告知", "Party told"), "clock", Tone.Info),
        CaseStatus.Decided => new(new("待送达", "To be served"), "clock", Tone.Warn),
        CaseStatus.Served => new(new("执行中", "Being performed"), "clock", Tone.Warn),
        CaseStatus.Revoked => new(new("已撤销", "Annulled"), "off", Tone.Plain),
        CaseStatus.Transferred => new(new("已移送", "Transferred"), "off", Tone.Plain),
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
