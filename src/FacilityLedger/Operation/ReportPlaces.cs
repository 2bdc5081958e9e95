using FacilityLedger.Disclosure;
using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;
using FacilityLedger.Registration;
using Wolverine.Http;

namespace FacilityLedger.Operation;

/// <summary>Enters how many places are taken and how many are free.</summary>
/// <param name="Inclusive">Inclusive places among them.</param>
public sealed record ReportPlaces(int Places, int Free, int Taken, int Inclusive, DateOnly OccurredOn);

/// <summary>Places as they are from this day on: what parents look for.</summary>
/// <param name="Inclusive">Inclusive places among them.</param>
public sealed record PlacesReported(int Places, int Free, int Taken, int Inclusive, IReadOnlyList<string> Mended, DateOnly OccurredOn) : IDeclares, IMeets
{
    public string Thing => "operation";
    public IEnumerable<string> Meets => this.FollowUps();
}

/// <summary>Places as last reported.</summary>
public sealed record Occupancy(int Places, int Free, int Taken, int Inclusive, DateOnly On);

public static class ReportPlacesEndpoint
{
    /// <summary>Refuses nothing, see <see cref="Standards"/>.</summary>
    public static readonly Rule OverCapacity = new("places-exceeded", 422, "管理规范（收托不得超过核定，待核验）", new("收托人数超过托位数", "More children are taken than there are places"));

    [Gives("operation.places")]
    [WolverinePost("/api/{jurisdiction}/facilities/{facilityId}/operation/places")]
    public static Decision Decide(ReportPlaces command, [Decides] Facility facility, Circumstances c)
    {
        if (Guard.Against(c, facility, "operation.places", command.OccurredOn, "operation") is { } no)
            return no;
        if (!facility.EstablishedOn(command.OccurredOn))
            return ChangeRegistrationEndpoint.Registered.Refuse(("state", facility.Registration.Status), ("registeredOn", facility.Registration.RegisteredOn));
        if (Capacity.Unfit(command.Places, command.Inclusive) is { } unfit)
            return unfit;
        if (command.Free < 0 || command.Taken is < 0 or > Capacity.Most || command.Free > Math.Max(0, command.Places - command.Taken))
            return Capacity.Plausible.Refuse(("free", command.Free), ("taken", command.Taken));
        var now = facility.Operation with { Occupancy = new(command.Places, command.Free, command.Taken, command.Inclusive, command.OccurredOn) };
        if (facility.Operation.Occupancy == now.Occupancy)
            return Decision.Nothing;
        var (mended, raised) = Standards.After(now, facility, c, command.OccurredOn);
        return Decision.Of(new PlacesReported(command.Places, command.Free, command.Taken, command.Inclusive, mended, command.OccurredOn))
            .And(raised)
            .And(Disclosing.Auto(c, facility, "places", "operation", command.OccurredOn, new() { ["places"] = command.Places, ["free"] = command.Free, ["taken"] = command.Taken, ["inclusivePlaces"] = command.Inclusive }));
    }

    /// <summary>More children than places; the filed number counts where one is filed.</summary>
    internal static Nonconformity Over(OperationState now, Facility facility) => new(OverCapacity, OverCapacity.Basis,
        now.Occupancy is { } x && (facility.Filing is { Open: true, Form: { } form } ? form.Places : x.Places) is var places && x.Taken > places ? [Shortfall.Count("places", x.Taken, places)] : []);
}
