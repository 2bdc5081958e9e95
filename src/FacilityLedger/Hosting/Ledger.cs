using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;
using Marten;

namespace FacilityLedger.Hosting;

/// <summary>Asks a decision outside of a request: the sweep, the sample county and the import come in here, with the same locks, claims and provenance as HTTP.</summary>
public sealed class Ledger(IDocumentStore store)
{
    /// <summary>Loads and locks the state, decides, records and commits. The state passed is null when the stream does not exist.</summary>
    public async Task<Decision> DecideAsync<T>(string stream, Circumstances c, Func<T?, Decision> decide, CancellationToken cancellation = default) where T : class, IThings
    {
        await using var session = store.LightweightSession(c.Book.Jurisdiction);
        var request = c.NewId("request");
        Provenance.Mark(session, c.Actor, c.Policy.Version, request, request);
        await Locks.HoldAsync(session, [stream]);
        var current = await session.Events.FetchForExclusiveWriting<T>(stream, cancellation);
        var decision = decide(current.Aggregate);
        if (decision.Refusal is null && await Recording.ClaimAsync(session, stream, decision) is { } taken)
            decision = taken;
        if (decision.Refusal is not null || decision.Events.Count == 0)
            return decision;
        Recording.Append(session, current, decision);
        await session.SaveChangesAsync(cancellation);
        return decision;
    }
}
