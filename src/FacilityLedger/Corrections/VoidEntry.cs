using FacilityLedger.Hosting.Decisions;

namespace FacilityLedger.Corrections;

/// <summary>An entry was made in error and counts for nothing. It stays in the stream, and the timeline shows both.</summary>
/// <param name="Entry">Version of the voided event.</param>
/// <param name="Of">The thing that the voided event concerns.</param>
/// <param name="Ground">Why: <c>typing-error</c>, <c>wrong-facility</c>, <c>duplicate</c>, <c>other</c>.</param>
public sealed record EntryVoided(long Entry, string Of, string Ground, Sealed? Explanation, DateOnly OccurredOn) : IFact
{
    public string Thing => Of;
}
