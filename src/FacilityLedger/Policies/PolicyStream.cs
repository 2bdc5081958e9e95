using FacilityLedger.Hosting;
using Marten;

namespace FacilityLedger.Policies;

/// <summary>A jurisdiction's ledger was opened, for real or for invented data; that never changes.</summary>
public sealed record JurisdictionOpened(string Jurisdiction, bool Sample);

/// <summary>A version of the policy is in force from a day on. The whole text is kept, so that an old event can be read under its own policy.</summary>
public sealed record PolicyAdopted(string Version, DateOnly EffectiveFrom, string Sha256, string Text);

/// <summary>The policy stream of a jurisdiction.</summary>
public static class PolicyStream
{
    /// <summary>Adopts a loaded policy that the stream does not hold yet and answers the whole book.</summary>
    /// <exception cref="PolicyException">The same version was adopted with another text, or a sample would be served as real.</exception>
    public static async Task<PolicyBook> AdoptAsync(IDocumentStore store, LoadedPolicy loaded, bool sample, CancellationToken cancellation = default)
    {
        var (policy, key) = (loaded.Policy, $"policy-{loaded.Policy.Jurisdiction}");
        await using var session = store.LightweightSession(policy.Jurisdiction);
        session.LastModifiedBy = "policy";
        session.SetHeader("department", "none");
        await Hosting.Decisions.Locks.HoldAsync(session, [key]);
        var events = await session.Events.FetchStreamAsync(key, token: cancellation);
        var opened = events.Select(x => x.Data).OfType<JurisdictionOpened>().FirstOrDefault();
        var adopted = events.Select(x => x.Data).OfType<PolicyAdopted>().ToList();
        if (adopted.FirstOrDefault(x => x.Version == policy.Version) is { } same && same.Sha256 != loaded.Sha256)
            throw new PolicyException($"{policy.Jurisdiction}: version {policy.Version} was adopted with another text; give the changed policy a new version and its first day in force");
        var news = new List<object>();
        if (opened is null)
            news.Add(opened = new JurisdictionOpened(policy.Jurisdiction, sample));
        if (adopted.All(x => x.Version != policy.Version))
            news.Add(new PolicyAdopted(policy.Version, policy.EffectiveFrom, loaded.Sha256, loaded.Text));
        if (news.Count > 0)
        {
            if (events.Count == 0)
                session.Events.StartStream(key, news);
            else
                session.Events.Append(key, events.Count + news.Count, news);
            await session.SaveChangesAsync(cancellation);
        }
        var earlier = adopted.Where(x => x.Version != policy.Version).Select(x => PolicyFile.Reread(x.Text, $"adopted {x.Version}").Policy);
        return new PolicyBook([.. earlier, policy], opened.Sample);
    }
}
