using FacilityLedger.Hosting.Decisions;

namespace FacilityLedger.Credit;

/// <summary>Credit score and grade with its causes.</summary>
public sealed record CreditState
{
    public static CreditState None { get; } = new();

    public CreditState Evolve(IFact fact) => this;
}
