using FacilityLedger.Facilities;

namespace FacilityLedger.Filing;

/// <summary>Words of a filing that several pages use.</summary>
public static class FilingWords
{
    public static Words Met { get; } = new("符合", "met");
    public static Words NotMet { get; } = new("不符合", "not met");
}
