using System.Runtime.CompilerServices;
using FacilityLedger.Corrections;
using FacilityLedger.Hosting;
using Marten;

namespace FacilityLedger.Inspections;

/// <summary>An event that names a file of evidence.</summary>
/// <param name="Stream">Key of the institution's stream.</param>
/// <param name="Version">Version of the event in it.</param>
/// <param name="Size">Bytes that the file had.</param>
public sealed record EvidenceReference(string Stream, long Version, string Digest, long Size);

/// <summary>All events of a jurisdiction that name a file, those that were voided or corrected among them: what an entry once rested on stays.</summary>
public static class EvidenceReferences
{
    private static readonly string Added = EventNames.All[typeof(EvidenceAdded)];
    private static readonly string[] Names = [Added, EventNames.All[typeof(CorrectionRequested)], EventNames.All[typeof(EntryCorrected)]];

    public static async IAsyncEnumerable<EvidenceReference> OfAsync(IQuerySession session, [EnumeratorCancellation] CancellationToken cancellation)
    {
        foreach (var name in Names)
            await foreach (var e in session.Events.QueryAllRawEvents().Where(x => x.EventTypeName == name).OrderBy(x => x.Sequence).ToAsyncEnumerable(cancellation))
                foreach (var added in In(e.Data))
                    yield return new(e.StreamKey!, e.Version, added.Digest, added.Size);
    }

    private static IEnumerable<EvidenceAdded> In(object fact) => fact switch
    {
        EvidenceAdded e => [e],
        CorrectionRequested e => Facts(e.Facts),
        EntryCorrected e => Facts(e.Facts),
        _ => [],
    };

    private static IEnumerable<EvidenceAdded> Facts(IEnumerable<StoredFact> facts) => facts.Where(x => x.Type == Added).Select(x => x.Read()).OfType<EvidenceAdded>();
}
