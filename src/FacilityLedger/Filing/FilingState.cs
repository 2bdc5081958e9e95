using FacilityLedger.Hosting.Decisions;

namespace FacilityLedger.Filing;

/// <summary>The filing (备案) of the institution.</summary>
public sealed record FilingState
{
    public static FilingState None { get; } = new();

    public FilingState Evolve(IFact fact) => this;
}
