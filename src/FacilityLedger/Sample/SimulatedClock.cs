namespace FacilityLedger.Sample;

/// <summary>The clock of the years before today: it stands until it is set.</summary>
internal sealed class SimulatedClock : TimeProvider
{
    public DateTimeOffset Now { get; set; }

    public override DateTimeOffset GetUtcNow() => Now;
}
