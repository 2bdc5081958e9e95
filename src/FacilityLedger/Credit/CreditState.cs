using System.Collections.Immutable;
using FacilityLedger.Hosting.Decisions;

namespace FacilityLedger.Credit;

/// <summary>One change of credit with its cause.</summary>
public sealed record CreditEntry(string Rule, string Cause, int Delta, DateOnly ChangedOn);

/// <summary>Credit score and grade with its causes.</summary>
/// <param name="Score">Null as long as nothing changed it: then the policy's opening score holds.</param>
public sealed record CreditState(int? Score, string? Grade, ImmutableList<CreditEntry> Changes)
{
    public static CreditState None { get; } = new(null, null, []);

    public CreditState Evolve(IFact fact) => fact switch
    {
        CreditChanged e => new(Math.Clamp((Score ?? e.Opening) + e.Delta, e.Lowest, e.Highest), e.Grade, Changes.Add(new(e.Rule, e.Cause, e.Delta, e.OccurredOn))),
        CreditGradeChanged e => this with { Grade = e.To },
        _ => this,
    };
}
