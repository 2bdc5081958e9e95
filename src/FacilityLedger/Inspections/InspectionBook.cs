using FacilityLedger.Hosting.Decisions;

namespace FacilityLedger.Inspections;

/// <summary>All inspections of the institution, by id.</summary>
public sealed record InspectionBook
{
    public static InspectionBook None { get; } = new();

    public InspectionBook Evolve(IFact fact) => this;
}
