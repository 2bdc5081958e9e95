using FacilityLedger.Inspections;
using FacilityLedger.Violations;

namespace FacilityLedger.Facilities;

/// <summary>States of a file's things in words.</summary>
public static class States
{
    public static Words Of(InspectionStatus status) => status switch
    {
        InspectionStatus.Open => new("进行中", "Under way"),
        InspectionStatus.Completed => new("已结束，待公布", "Completed, to be published"),
        _ => new("已公布", "Published"),
    };

    public static Words Of(ViolationStatus status) => status switch
    {
        ViolationStatus.Recorded => new("已记录", "Recorded"),
        ViolationStatus.Ordered => new("整改中", "Rectification ordered"),
        ViolationStatus.Overdue => new("逾期未改", "Past its deadline"),
        ViolationStatus.Reported => new("待核验", "To be verified"),
        ViolationStatus.Verified => new("已整改", "Put right"),
        ViolationStatus.RefusedToCorrect => new("拒不改正", "Refused to correct"),
        _ => new("不成立", "Dismissed"),
    };
}
