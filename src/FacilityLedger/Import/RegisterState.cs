using FacilityLedger.Hosting.Decisions;

namespace FacilityLedger.Import;

/// <summary>What an imported register last reported of the institution.</summary>
public sealed record RegisterState
{
    public static RegisterState None { get; } = new();

    public RegisterState Evolve(IFact fact) => this;
}
