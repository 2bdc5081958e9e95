using FacilityLedger.Hosting.Decisions;

namespace FacilityLedger.Violations;

/// <summary>All violations of the institution with their rectification, by id.</summary>
public sealed record ViolationBook
{
    public static ViolationBook None { get; } = new();

    public ViolationBook Evolve(IFact fact) => this;
}
