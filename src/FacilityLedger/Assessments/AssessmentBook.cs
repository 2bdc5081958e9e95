using FacilityLedger.Hosting.Decisions;

namespace FacilityLedger.Assessments;

/// <summary>Assessments of the institution, by campaign.</summary>
public sealed record AssessmentBook
{
    public static AssessmentBook None { get; } = new();

    public AssessmentBook Evolve(IFact fact) => this;
}
