namespace FacilityLedger.Policies;

/// <summary>How much of a register may be gone at once before somebody is asked whether the file is whole. Both must be passed.</summary>
public sealed record RegisterLimits : Sourced
{
    /// <remarks>Between the listings of New York City of 2014 0.2 % and 0.8 % of the sites vanished (5 of 2,222 in nine days, 18 of 2,223 in 26), in half a year of Scotland 2.1 %.</remarks>
    public static RegisterLimits Usual { get; } = new() { Percent = 5, Rows = 5, Source = "design" };

    /// <summary>Share of what was there before.</summary>
    public required int Percent { get; init; }
    /// <summary>Number of sites, or of rows of a file of reports.</summary>
    public required int Rows { get; init; }

    /// <summary>Whether so many of so many are too many to be gone.</summary>
    public bool Doubt(int gone, int of) => gone >= Rows && (long)gone * 100 > (long)of * Percent;
}
