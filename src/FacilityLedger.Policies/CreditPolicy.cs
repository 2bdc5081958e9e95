namespace FacilityLedger.Policies;

public sealed record CreditPolicy : Sourced
{
    public required int Opening { get; init; }
    public required int Lowest { get; init; }
    public required int Highest { get; init; }
    public required IReadOnlyList<CreditGrade> Grades { get; init; }
    public required IReadOnlyList<CreditRule> Rules { get; init; }
    /// <summary>Calendar days after a missed due day before it may count against credit: so long an act that was done in time may still be entered.</summary>
    public required int GraceDays { get; init; }
    /// <summary>The classes of breaches, as they were ordered from a day on; a breach is classed by the regime of its own day.</summary>
    public IReadOnlyList<CreditRegime> Regimes { get; init; } = [];
    /// <summary>What repair does; null where the jurisdiction knows none.</summary>
    public CreditRepair? Repair { get; init; }
    /// <summary>Nationally published methods under which a list of serious breaches is kept; none: nobody is listed (山东省社会信用条例 29).</summary>
    public IReadOnlyList<SeriousBreachMethod> SeriousBreachMethods { get; init; } = [];

    public CreditRegime? RegimeOn(DateOnly day) => Regimes.FirstOrDefault(x => x.From <= day && !(x.Until < day));
}

/// <summary>A grade from its threshold on.</summary>
public sealed record CreditGrade : Coded
{
    public required int From { get; init; }
    /// <summary>What follows from the grade beside the draw weight.</summary>
    public IReadOnlyList<CreditMeasure> Measures { get; init; } = [];
}

/// <summary>Something that follows from a grade; <see cref="Sourced.Source"/> is the law that lets it follow (山东省社会信用条例 27).</summary>
public sealed record CreditMeasure : Coded
{
    /// <summary>It restrains; else it is an incentive.</summary>
    public bool Constraint { get; init; }
}

/// <summary>A change of credit with the kind of cause it needs: <c>penalty</c>, <c>overdue</c>, <c>refusal</c>, <c>commitment</c> (a repair that was withdrawn because its commitment was broken), <c>award</c>, <c>repair</c>.</summary>
public sealed record CreditRule : Coded
{
    public required int Delta { get; init; }
    public required string Cause { get; init; }
    /// <summary>Lowest severity of the violation behind the cause to which it applies.</summary>
    public int FromSeverity { get; init; } = 1;
}

/// <summary>How breaches are classed between two days.</summary>
public sealed record CreditRegime : Coded
{
    public required DateOnly From { get; init; }
    /// <summary>Last day; null as long as it is in force.</summary>
    public DateOnly? Until { get; init; }
    /// <summary>The gravest first; what fits none before it is of the last.</summary>
    public required IReadOnlyList<CreditClass> Classes { get; init; }
}

/// <summary>A class of breaches with the shortest and the longest term of their publication, both counted from the day of the decision.</summary>
public sealed record CreditClass : Coded
{
    /// <summary>Clock before whose end no repair is granted; null where it may be at once.</summary>
    public string? ShortestClock { get; init; }
    /// <summary>Clock at whose end the publication ends by itself.</summary>
    public required string LongestClock { get; init; }
    /// <summary>Penalties of the ordinary procedure that belong to it.</summary>
    public IReadOnlyList<ClassedPenalty> Penalties { get; init; } = [];
    /// <summary>Severity of the violation from which on it belongs to it whatever the penalty, and without one; null where only the penalty decides.</summary>
    public int? FromSeverity { get; init; }
}

/// <summary>A kind of penalty, from an amount on.</summary>
public sealed record ClassedPenalty
{
    public required string Kind { get; init; }
    /// <summary>Lowest amount, as a decimal string; null: any.</summary>
    public string? FromAmount { get; init; }
}

/// <summary>What repair does beyond ending the publication.</summary>
public sealed record CreditRepair : Sourced
{
    /// <summary>Changes of credit whose cause is repaired stop counting.</summary>
    public bool Strikes { get; init; }
    /// <summary>Kinds of penalty that cannot be repaired.</summary>
    public IReadOnlyList<Unrepairable> Excluded { get; init; } = [];

    /// <summary>What keeps a decision from being repaired; null where nothing does.</summary>
    /// <param name="kinds">Those of the penalties that it imposed.</param>
    /// <param name="department">Which made it.</param>
    public Unrepairable? Excludes(IEnumerable<string> kinds, string department) =>
        Excluded.FirstOrDefault(x => kinds.Contains(x.Code) && (x.Departments.Count == 0 || x.Departments.Contains(department)));
}

/// <summary>A kind of penalty (<see cref="Coded.Code"/>) that stays published for its whole term.</summary>
public sealed record Unrepairable : Coded
{
    /// <summary>The only departments of whose penalties that holds; none: all.</summary>
    public IReadOnlyList<string> Departments { get; init; } = [];
}

/// <summary>A nationally published method of keeping a list of serious breaches.</summary>
public sealed record SeriousBreachMethod : Coded
{
    /// <summary>Departments that it empowers.</summary>
    public required IReadOnlyList<string> Departments { get; init; }
}
