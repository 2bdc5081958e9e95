using FacilityLedger.Facilities;
using JasperFx.Events;
using Marten;

namespace FacilityLedger.Hosting.Decisions;

/// <summary>A document per claimed name.</summary>
/// <param name="Holder">Key of the stream that holds it.</param>
public sealed record ClaimedName(string Id, string Holder);

/// <summary>How a decision becomes part of a stream: claims, then events with their vault entries, in the caller's transaction. HTTP, sweep, sample and import all come through here.</summary>
public static class Recording
{
    public static readonly Rule Claimed = new("claim-taken", 409, "DESIGN 2", new("该编号或代码已被占用", "This code or number is already taken"));

    /// <summary>Takes and frees names under locks held until the commit; a name held by another stream refuses the decision.</summary>
    public static async Task<Refusal?> ClaimAsync(IDocumentSession session, string stream, Decision decision)
    {
        if (!decision.Claims.Any() && decision.Releases.Count == 0)
            return null;
        await Locks.HoldAsync(session, decision.Claims.Concat(decision.Releases).Select(x => x.Id));
        foreach (var claim in decision.Claims.Where(x => !decision.Releases.Contains(x)))
            if (await session.LoadAsync<ClaimedName>(claim.Id) is { } held)
                return Claimed.Because(new($"{claim.Scheme} {claim.Value} 已被占用", $"{claim.Scheme} {claim.Value} is already taken"), ("claim", $"{claim.Scheme}:{claim.Value}"), ("holder", held.Holder));
        foreach (var claim in decision.Releases.Distinct())
            session.Delete<ClaimedName>(claim.Id);
        foreach (var claim in decision.Claims.Distinct())
            session.Insert(new ClaimedName(claim.Id, stream));
        return null;
    }

    public static void Append<T>(IDocumentSession session, IEventStream<T> stream, Decision decision) where T : class
    {
        stream.AppendMany(decision.Events);
        foreach (var entry in decision.Kept)
            session.Insert(entry);
    }

    /// <summary>The version of a thing once the decision is recorded: of its last event, else what it was.</summary>
    public static long VersionAfter<T>(IEventStream<T> stream, Decision decision, string? thing) where T : class, IThings
    {
        var start = stream.StartingVersion ?? 0;
        for (var i = decision.Events.Count - 1; i >= 0; i--)
            if (thing is null || decision.Events[i].Thing == thing)
                return start + i + 1;
        return stream.Aggregate?.VersionOf(thing) ?? 0;
    }
}
