using FacilityLedger.Hosting.Decisions;

namespace FacilityLedger.Operation;

/// <summary>Classes, places and whether the institution is in service.</summary>
public sealed record OperationState
{
    public static OperationState None { get; } = new();

    public OperationState Evolve(IFact fact) => this;
}
