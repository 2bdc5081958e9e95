using FacilityLedger.Hosting;
using FacilityLedger.Policies;
using Marten;

namespace FacilityLedger.Adoption;

/// <summary>A jurisdiction's ledger was opened, for real or for invented data; that never changes.</summary>
public sealed record JurisdictionOpened(string Jurisdiction, bool Sample);

/// <summary>A version of the policy is in force from a day on. The whole text is kept, so that an old event can be read under its own policy.</summary>
public sealed record PolicyAdopted(string Version, DateOnly EffectiveFrom, string Sha256, string Text);

/// <summary>A notice of working days was taken into the calendar; later terms are counted by it.</summary>
public sealed record HolidayNoticeAdopted(HolidayNotice Notice);

/// <summary>Every open term was counted anew after so many notices.</summary>
public sealed record HolidayNoticesApplied(int Notices);

/// <summary>The policy stream of a jurisdiction.</summary>
public static class PolicyStream
{
    /// <summary>Adopts a loaded policy that the stream does not hold yet and answers the whole book.</summary>
    /// <param name="notices">Those of its calendar; null: the ones that the program knows.</param>
    /// <param name="write">False: the book is as it would be, and nothing is adopted.</param>
    /// <exception cref="PolicyException">The same version was adopted with another text, or the same notice with other days.</exception>
    public static async Task<PolicyBook> AdoptAsync(IDocumentStore store, LoadedPolicy loaded, bool sample, IReadOnlyList<HolidayNotice>? notices = null, bool write = true, CancellationToken cancellation = default)
    {
        var (policy, key) = (loaded.Policy, Key(loaded.Policy.Jurisdiction));
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
        var noticed = events.Select(x => x.Data).OfType<HolidayNoticeAdopted>().Select(x => x.Notice).ToList();
        foreach (var notice in notices ?? HolidayNotice.Of(policy.Calendar))
            if (noticed.Find(x => x.Is(notice.Number)) is not { } before)
            {
                noticed.Add(notice);
                news.Add(new HolidayNoticeAdopted(notice));
            }
            else if (!before.Same(notice))
                throw new PolicyException($"{policy.Jurisdiction}: {notice.Number} was adopted with other days; what changes them is a notice of its own");
        // Before the first policy nothing can have been counted.
        if (adopted.Count == 0)
            news.Add(new HolidayNoticesApplied(noticed.Count));
        if (write && news.Count > 0)
        {
            if (events.Count == 0)
                session.Events.StartStream(key, news);
            else
                session.Events.Append(key, events.Count + news.Count, news);
            await session.SaveChangesAsync(cancellation);
        }
        var earlier = adopted.Where(x => x.Version != policy.Version).Select(x => PolicyFile.Reread(x.Text, $"adopted {x.Version}").Policy);
        return new PolicyBook([.. earlier, policy], opened.Sample, WorkingDays.Of(noticed));
    }

    /// <summary>Whether a notice was adopted since open terms were last counted.</summary>
    public static async Task<bool> HasNewNoticesAsync(IQuerySession session, string jurisdiction, CancellationToken cancellation)
    {
        var events = (await session.Events.FetchStreamAsync(Key(jurisdiction), token: cancellation)).Select(x => x.Data).ToList();
        return events.OfType<HolidayNoticeAdopted>().Count() > (events.OfType<HolidayNoticesApplied>().LastOrDefault()?.Notices ?? 0);
    }

    /// <summary>Records that all terms were counted anew.</summary>
    public static async Task AppliedAsync(IDocumentSession session, string jurisdiction, CancellationToken cancellation)
    {
        session.SetHeader("department", "none");
        var notices = (await session.Events.FetchStreamAsync(Key(jurisdiction), token: cancellation)).Count(x => x.Data is HolidayNoticeAdopted);
        session.Events.Append(Key(jurisdiction), new HolidayNoticesApplied(notices));
        await session.SaveChangesAsync(cancellation);
    }

    private static string Key(string jurisdiction) => $"policy-{jurisdiction}";
}
