using System.Collections.Concurrent;
using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;
using FacilityLedger.Policies;
using JasperFx;
using Marten;
using Marten.Exceptions;

namespace FacilityLedger.Import;

/// <summary>What a run did.</summary>
/// <param name="Facilities">Institutions that came into being.</param>
/// <param name="Unchanged">Rows that added nothing.</param>
public sealed record ImportOutcome(int Rows, int Facilities, int Events, int Unchanged, int Rejected, double Seconds);

/// <summary>Writes the facts of many sites. A site's facts of all snapshots lie in one transaction with its state, so a run that was killed is simply run again.</summary>
public sealed class ImportRun(IDocumentStore store, PolicyBook book, bool dry)
{
    private const int Batch = 500;
    private const int Sessions = 3;
    private static readonly Actor Import = new("import", "none", ["system"]);
    private readonly string request = $"import-{Guid.NewGuid():N}"[..20];
    private readonly ConcurrentBag<SourceRow> waiting = [];
    private TakenFiles taken = TakenFiles.None;
    private int facilities;
    private int events;
    private int news;

    /// <summary>Files that came after a younger one had been taken over.</summary>
    public IReadOnlyList<RegisterFileTaken> Late { get; private set; } = [];

    /// <param name="progress">Told how many sites are done, of how many.</param>
    /// <exception cref="ImportException">A snapshot is of a day that has not come.</exception>
    public async Task<ImportOutcome> RunAsync(RegisterFolder folder, Action<int, int> progress, CancellationToken cancellation)
    {
        var started = TimeProvider.System.GetTimestamp();
        if (folder.Files[^1] is var last && last.Day > book.DayOf(TimeProvider.System.GetUtcNow()))
            throw new ImportException($"{last.File} is of a day that has not come");
        taken = await TakenFiles.OfAsync(store, book, cancellation);
        Late = [.. taken.LateOf(folder.Files)];
        var sites = await SitesAsync(folder, cancellation);
        var snapshots = folder.BySite();
        var done = 0;
        await Parallel.ForEachAsync(sites.Chunk(Batch), new ParallelOptions { MaxDegreeOfParallelism = Sessions, CancellationToken = cancellation }, async (batch, stop) =>
        {
            await WriteAgainAsync(batch, snapshots, stop);
            progress(Interlocked.Add(ref done, batch.Length), sites.Length);
        });
        foreach (var row in waiting)
            folder.Rejects.Add(new(row.File, folder.RowNumbers[row], "its site is in no listing"));
        if (!dry)
            await TakenFiles.RecordAsync(store, book, folder.Files, Mark, cancellation);
        return new(folder.Rows, facilities, events, folder.Rows - news - folder.Rejects.Count, folder.Rejects.Count, Math.Round(TimeProvider.System.GetElapsedTime(started).TotalSeconds, 2));
    }

    // A listing also says of every known site that it does not name: it is gone.
    private async Task<string[]> SitesAsync(RegisterFolder folder, CancellationToken cancellation)
    {
        await using var session = store.QuerySession(book.Jurisdiction);
        var prefix = FacilityId.Imported(book.Jurisdiction, "");
        var known = folder.Lists ? (await session.Query<Facility>().Select(x => x.Id).ToListAsync(cancellation)).Where(x => x.StartsWith(prefix, StringComparison.Ordinal)).Select(x => x[prefix.Length..]) : [];
        return [.. folder.Sites.Union(known, StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    // An officer may have written to one of the streams meanwhile: then the batch is decided anew.
    private async Task WriteAgainAsync(string[] batch, Func<string, IEnumerable<Snapshot>> snapshots, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await WriteAsync(batch, snapshots, cancellation);
                return;
            }
            catch (Exception e) when (attempt < 4 && e is ConcurrencyException or ExistingStreamIdCollisionException)
            {
                await Task.Delay(100 * attempt, cancellation);
            }
        }
    }

    private async Task WriteAsync(string[] batch, Func<string, IEnumerable<Snapshot>> snapshots, CancellationToken cancellation)
    {
        var c = new Circumstances(Import, book, TimeProvider.System.GetUtcNow(), new byte[32]);
        await using var session = store.LightweightSession(book.Jurisdiction);
        Mark(session);
        var states = (await session.LoadManyAsync<Facility>(cancellation, batch.Select(x => FacilityId.Imported(book.Jurisdiction, x)))).ToDictionary(x => x.Id, StringComparer.Ordinal);
        var (made, all, rows, rest) = (0, 0, 0, new List<SourceRow>());
        foreach (var site in batch)
        {
            var stream = FacilityId.Imported(book.Jurisdiction, site);
            var state = states.GetValueOrDefault(stream);
            var (facts, left) = ImportSnapshot.Decide(stream, state, snapshots(site), taken, c);
            rest.AddRange(left);
            if (facts.Count == 0)
                continue;
            if (state is null)
                session.Events.StartStream<Facility>(stream, facts);
            else
                session.Events.Append(stream, state.Version + facts.Count, facts);
            (made, all, rows) = (made + (state is null ? 1 : 0), all + facts.Count, rows + facts.Select(SourceOf).OfType<SourceRow>().Distinct(ReferenceEqualityComparer.Instance).Count());
        }
        if (!dry && all > 0)
            await session.SaveChangesAsync(cancellation);
        Interlocked.Add(ref facilities, made);
        Interlocked.Add(ref events, all);
        Interlocked.Add(ref news, rows);
        rest.ForEach(waiting.Add);
    }

    private void Mark(IDocumentSession session)
    {
        Provenance.Mark(session, Import, book.On(book.DayOf(TimeProvider.System.GetUtcNow())).Version, request, request);
        session.SetHeader("provenance", "imported");
    }

    private static SourceRow? SourceOf(IFact fact) => fact switch
    {
        FacilityImported e => e.Imported,
        RegisterEntryChanged e => e.Imported,
        FacilityRelisted e => e.Imported,
        VisitReported e => e.Imported,
        VisitRestated e => e.Imported,
        ViolationReported e => e.Imported,
        ViolationRestated e => e.Imported,
        _ => null,
    };
}
