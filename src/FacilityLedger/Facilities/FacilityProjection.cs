using FacilityLedger.Corrections;
using FacilityLedger.Hosting.Decisions;
using JasperFx.Events;
using JasperFx.Events.Aggregation;
using JasperFx.Events.Daemon;
using JasperFx.Events.Projections;
using Marten;
using Marten.Events.Aggregation;

namespace FacilityLedger.Facilities;

/// <summary>Keeps the inline snapshot equal to <see cref="Facility.Replay"/>.</summary>
public sealed partial class FacilityProjection : FoldOfStream<Facility>
{
    public FacilityProjection() => Name = "Facility";

    protected override Facility? Replay(IEnumerable<Entry> entries) => Facility.Replay(entries);

    protected override Facility Next(Facility? before, Entry entry) => Facility.Next(before, entry);
}

/// <summary>A single-stream view that is a fold of its stream's facts. Where an entry is voided or corrected, the whole stream is folded again as it counts.</summary>
public abstract class FoldOfStream<T> : SingleStreamProjection<T, string> where T : class
{
    /// <param name="concerns">Which facts it folds; all of a facility's where none is given.</param>
    protected FoldOfStream(Func<Type, bool>? concerns = null)
    {
        concerns ??= x => x.IsAssignableTo(typeof(IFact)) && !x.IsAssignableTo(typeof(IForeignFact));
        foreach (var type in Hosting.EventNames.All.Keys.Where(concerns))
            IncludeType(type);
    }

    protected abstract T? Replay(IEnumerable<Entry> entries);

    protected abstract T? Next(T? before, Entry entry);

    public override async ValueTask<(T?, ActionType)> DetermineActionAsync(IQuerySession session, T? snapshot, string identity, IIdentitySetter<T, string> identitySetter, IReadOnlyList<IEvent> events, CancellationToken cancellation)
    {
        if (events.Any(x => x.Data is IAmends))
        {
            // The events of this very append are not stored yet, and an async page may lie behind the end of the stream.
            var earlier = events[0].Version == 1 ? [] : await session.Events.FetchStreamAsync(identity, events[0].Version - 1, token: cancellation);
            snapshot = Replay(earlier.Concat(events).Where(x => x.Data is IFact).Select(Entry.Of));
        }
        else
        {
            foreach (var e in events.Where(x => x.Data is IFact))
                snapshot = Next(snapshot, Entry.Of(e));
        }
        return (snapshot, snapshot is null ? ActionType.Nothing : ActionType.Store);
    }
}
