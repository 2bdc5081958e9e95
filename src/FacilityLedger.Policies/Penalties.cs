namespace FacilityLedger.Policies;

/// <summary>A row of the violation catalogue.</summary>
public sealed record ViolationItem : Coded
{
    public required string Domain { get; init; }
    /// <summary>1 minor, 2 general, 3 serious, 4 grave.</summary>
    public required int Severity { get; init; }
    /// <summary>Departments that may record it, order its rectification and penalise it.</summary>
    public required IReadOnlyList<string> Departments { get; init; }
    /// <summary>The law or regulation on which a penalty rests; never a normative document or a standard alone (行政处罚法 10–16).</summary>
    public required string PenaltyBasis { get; init; }
    /// <summary><c>law</c>, <c>regulation</c> or <c>rule</c>.</summary>
    public required string BasisKind { get; init; }
    /// <summary>Penalty kinds that the department may impose, see <see cref="Policy.PenaltyKinds"/>.</summary>
    public required IReadOnlyList<string> Penalties { get; init; }
    /// <summary>When each kind is reached and within which range; none where the catalogue knows no ranges.</summary>
    public IReadOnlyList<PenaltyStep> Ladder { get; init; } = [];
    /// <summary>Usual days for correction; 0 means at once.</summary>
    public int? Days { get; init; }
}

/// <summary>A rung of a violation's ladder: a kind of penalty, when it is reached, and its range.</summary>
public sealed record PenaltyStep
{
    public required string Kind { get; init; }
    /// <summary><c>base</c>; <c>refused</c>: only after a verified refusal to correct; <c>serious</c>: only where the circumstances are serious (情节严重).</summary>
    public string When { get; init; } = "base";
    /// <summary>Lowest amount, as a decimal string; null where the law sets none.</summary>
    public string? Lowest { get; init; }
    /// <summary>Highest amount, as a decimal string; null where the law sets none.</summary>
    public string? Highest { get; init; }
    /// <summary>The range as multiples of something measured; then it has no fixed amounts.</summary>
    public PenaltyTimes? Times { get; init; }
    /// <summary>The only departments of the violation that may impose it; none: all of them.</summary>
    public IReadOnlyList<string> Departments { get; init; } = [];
}

/// <summary>A range in multiples: three to five times the unlawful gains.</summary>
public sealed record PenaltyTimes
{
    /// <summary>Smallest multiple, a decimal string; null where the law sets none.</summary>
    public string? Lowest { get; init; }
    /// <summary>Largest multiple, a decimal string: <c>0.04</c> is four per cent.</summary>
    public required string Highest { get; init; }
    /// <summary>What is measured: <c>gains</c>, <c>turnover</c>, <c>goods</c>, <c>contract</c>, <c>cost</c>, <c>income</c>, <c>advertising</c>, <c>funds</c> in the policy's currency, or <c>workers</c> as their number.</summary>
    public required string Of { get; init; }
}

/// <summary>Which decisions have to be made public, and by when.</summary>
public sealed record PenaltyPublication : Coded
{
    /// <summary>Clock from the decision on.</summary>
    public required string Clock { get; init; }
    /// <summary>The only departments for whose decisions it holds; none: all.</summary>
    public IReadOnlyList<string> Departments { get; init; } = [];
    /// <summary>First day of the decisions for which it holds; null: any.</summary>
    public DateOnly? From { get; init; }
    /// <summary>A decision of nothing but these kinds need not be made public.</summary>
    public IReadOnlyList<string> Spares { get; init; } = [];
    /// <summary>Nor need one of the summary procedure.</summary>
    public bool SparesSummary { get; init; }
    /// <summary>What need not be made public may not be.</summary>
    public bool Withholds { get; init; }
}

public sealed record PenaltyKind : Coded
{
    /// <summary>Whether the summary procedure may impose it.</summary>
    public bool Summary { get; init; }
    /// <summary>Largest amount in the summary procedure, as a decimal string.</summary>
    public string? SummaryLimit { get; init; }
    /// <summary>Whether it has an amount.</summary>
    public bool Amount { get; init; }
    /// <summary>A fine: the same act is fined once, whatever else is imposed (行政处罚法 29).</summary>
    public bool Fine { get; init; }
    /// <summary>Per cent of what is in arrears that each day of delay adds, never more than the amount itself (行政处罚法 72); null where delay adds nothing.</summary>
    public decimal? LatePercent { get; init; }
    /// <summary>A grave one: legally reviewed and decided collectively (行政处罚法 57、58、63).</summary>
    public bool Grave { get; init; }
    /// <summary>It falls on the persons who are responsible, who are named after the decision (人口与计划生育法 41).</summary>
    public bool Persons { get; init; }
    /// <summary>The only departments that may impose it, as detention is the police's alone (行政处罚法 18); empty: any that the violation names.</summary>
    public IReadOnlyList<string> Departments { get; init; } = [];
}
