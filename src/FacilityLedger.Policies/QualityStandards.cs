namespace FacilityLedger.Policies;

/// <summary>An assessment standard: its indicators and its grades.</summary>
public sealed record Standard : Coded
{
    public required IReadOnlyList<Dimension> Dimensions { get; init; }
    public required IReadOnlyList<StandardGrade> Grades { get; init; }
    /// <summary>Grade when a veto item failed.</summary>
    public required string VetoGrade { get; init; }
    public required int ValidMonths { get; init; }

    public IEnumerable<Indicator> Indicators => Dimensions.SelectMany(x => x.Indicators);
    public int Total => Dimensions.Sum(x => x.Points);
}

public sealed record Dimension : Coded
{
    public required int Points { get; init; }
    public required IReadOnlyList<Indicator> Indicators { get; init; }
}

/// <summary>One indicator; the points of a dimension's indicators add up to the dimension's points.</summary>
public sealed record Indicator : Coded
{
    public required int Points { get; init; }
    /// <summary>A base-line indicator: failing it vetoes the grade.</summary>
    public bool Veto { get; init; }
}

public sealed record StandardGrade(string Grade, int From);
