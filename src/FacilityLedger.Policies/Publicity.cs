namespace FacilityLedger.Policies;

/// <summary>A kind of thing that may be disclosed: the allow-list of its fields, its basis and its term.</summary>
public sealed record DisclosureKind : Coded
{
    public required IReadOnlyList<string> Fields { get; init; }
    /// <summary>Published with its fact, without an officer's act.</summary>
    public bool Auto { get; init; }
    /// <summary>Longest term in months; null means as long as the fact stands.</summary>
    public int? Months { get; init; }
    /// <summary>Clock within which an officer publishes it, where it is not published with its fact.</summary>
    public string? Clock { get; init; }
}

/// <summary>A body or a hotline that the public may call.</summary>
public sealed record Contact : Coded
{
    /// <summary>As it is dialled there: <c>12345</c>, <c>0533-0000000</c>.</summary>
    public required string Phone { get; init; }
}

/// <summary>What a register writes (<see cref="Coded.Code"/>), as people read it.</summary>
public sealed record GlossaryEntry : Coded
{
    /// <summary>How it is meant where it is a status: <c>ok</c>, <c>warn</c>, <c>bad</c> or <c>info</c>; null for a plain word.</summary>
    public string? Tone { get; init; }
}
