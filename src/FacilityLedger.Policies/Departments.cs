namespace FacilityLedger.Policies;

/// <summary>A domain of inspection with the list that its officers go through.</summary>
public sealed record InspectionDomain : Coded
{
    /// <summary>It touches the children's safety and health: a plan inspects every institution in it, and draws none (优化营商环境条例 54).</summary>
    public bool FullCoverage { get; init; }
    public IReadOnlyList<ChecklistItem> Checklist { get; init; } = [];
}

/// <summary>One question of a checklist; <see cref="Sourced.Source"/> is what asks it.</summary>
public sealed record ChecklistItem : Coded
{
    /// <summary>The row of the violation catalogue that a "no" points to; null where it is none by itself.</summary>
    public string? Violation { get; init; }
}

/// <summary>Tickets in a draw of institutions with this credit grade (<see cref="Coded.Code"/>); <see cref="Sourced.Source"/> is the law that lets grades weigh.</summary>
public sealed record DrawWeight : Coded
{
    /// <summary>At least 1.</summary>
    public required int Weight { get; init; }
}

/// <summary>A body of annex 2, a town, or another body that acts on facilities.</summary>
public sealed record Department : Coded
{
    /// <summary>What it is there for, as annex 2 has it.</summary>
    public Words? Duty { get; init; }
    /// <summary>Commands it may give, exact or with a trailing <c>*</c>: <c>filing.*</c>.</summary>
    public required IReadOnlyList<Grant> Commands { get; init; }
    /// <summary>Inspection domains in which it may inspect, record violations and penalise.</summary>
    public IReadOnlyList<Grant> Domains { get; init; } = [];
    /// <summary>Kinds of penalty that it may impose, where the violation and the procedure allow them.</summary>
    public IReadOnlyList<Grant> Penalties { get; init; } = [];
    /// <summary>Clause that denies it everything not listed.</summary>
    public required string Denies { get; init; }
    /// <summary>For a town or street: the division to which it is confined.</summary>
    public string? Territory { get; init; }

    /// <summary>What lets the department give the command <paramref name="command"/>, e.g. <c>filing.receipt</c>; null where nothing does.</summary>
    public Grant? Allowing(string command) => Commands.FirstOrDefault(x => x.Allows(command));

    public bool May(string command) => Allowing(command) is not null;

    public bool Covers(string domain) => Domains.Any(x => x.Code == domain);
}

/// <summary>One thing that a department may do (a command, a domain, a kind of penalty), with the clause that lets it.</summary>
public sealed record Grant : Sourced
{
    public required string Code { get; init; }

    internal bool Allows(string command) => Code == command || Code.EndsWith('*') && command.StartsWith(Code[..^1], StringComparison.Ordinal);
}

/// <summary>A town or street, with the days between which its code is valid.</summary>
public sealed record Division : Coded
{
    public DateOnly? ValidFrom { get; init; }
    public DateOnly? ValidUntil { get; init; }
}
