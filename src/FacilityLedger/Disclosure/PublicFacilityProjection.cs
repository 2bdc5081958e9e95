using FacilityLedger.Facilities;
using JasperFx.Events;
using JasperFx.Events.Aggregation;
using JasperFx.Events.Daemon;
using JasperFx.Events.Projections;
using Marten;
using Marten.Events.Aggregation;

namespace FacilityLedger.Disclosure;

/// <summary>Keeps the public view, behind the commits. It is given nothing but disclosure events.</summary>
public sealed partial class PublicFacilityProjection : SingleStreamProjection<PublicFacility, string>
{
    public PublicFacilityProjection()
    {
        Name = "PublicFacility";
        IncludeType<DisclosurePublished>();
        IncludeType<DisclosureCorrected>();
        IncludeType<DisclosureWithdrawn>();
        IncludeType<DisclosureEnded>();
        IncludeType<DisclosureResumed>();
        // A rebuild writes each facility once instead of once a page, however its events lie between others.
        Options.RebuildFlushThreshold = 100_000;
    }

    public override ValueTask<(PublicFacility?, ActionType)> DetermineActionAsync(IQuerySession session, PublicFacility? snapshot, string identity, IIdentitySetter<PublicFacility, string> identitySetter, IReadOnlyList<IEvent> events, CancellationToken cancellation)
    {
        var view = events.Select(Entry.Of).Aggregate(snapshot, PublicFacility.Next);
        var action = view is not null ? ActionType.Store : snapshot is null ? ActionType.Nothing : ActionType.Delete;
        return new((view ?? (action == ActionType.Delete ? snapshot : null), action));
    }
}
