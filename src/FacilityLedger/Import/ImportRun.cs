using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using FacilityLedger.Facilities;
using FacilityLedger.Hosting.Decisions;
using FacilityLedger.Policies;
using JasperFx;
using Marten;
using Marten.Exceptions;

namespace FacilityLedger.Import;

/// <summary>What a run did, or would do.</summary>
/// <param name="Facilities">Institutions that came into being.</param>
/// <param name="Delisted">Times that a listing lacked a site that was listed before.</param>
/// <param name="Relisted">Times that one had it again.</param>
/// <param name="Changed">Lines with other particulars than before.</param>
/// <param name="Reported">Visits and violations that were not known.</param>
/// <param name="Restated">Visits and violations with other words than before, or that are back.</param>
/// <param name="TakenBack">Visits and violations that the register no longer reports though it reports others of their time.</param>
/// <param name="Unchanged">Rows that added nothing.</param>
public sealed record ImportOutcome(
    int Rows, int Facilities, int Delisted, int Relisted, int Changed, int Reported, int Restated, int TakenBack, int Events, int Unchanged, int Rejected, double Seconds)
{
    internal static ImportOutcome None { get; } = new(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    internal ImportOutcome And(IReadOnlyList<IFact> facts) => this with
    {
        Facilities = Facilities + facts.Count(x => x is FacilityImported),
        Delisted = Delisted + facts.Count(x => x is FacilityDelisted),
        Relisted = Relisted + facts.Count(x => x is FacilityRelisted),
        Changed = Changed + facts.Count(x => x is RegisterEntryChanged),
        Reported = Reported + facts.Count(x => x is VisitReported or ViolationReported),
        Restated = Restated + facts.Count(x => x is VisitRestated or ViolationRestated),
        TakenBack = TakenBack + facts.Count(x => x is ReportTakenBack),
        Events = Events + facts.Count,
    };

    internal ImportOutcome And(ImportOutcome other) => this with
    {
        Rows = Rows + other.Rows,
        Facilities = Facilities + other.Facilities,
        Delisted = Delisted + other.Delisted,
        Relisted = Relisted + other.Relisted,
        Changed = Changed + other.Changed,
        Reported = Reported + other.Reported,
        Restated = Restated + other.Restated,
        TakenBack = TakenBack + other.TakenBack,
        Events = Events + other.Events,
    };
}

/// <summary>Writes the facts of many sites. A site's facts of all snapshots lie in one transaction with its state, so a run that was killed is simply run again.</summary>
/// <param name="dry">Decides all and writes nothing.</param>
/// <param name="accepted">So many sites may be delisted in all; null where nobody said.</param>
public sealed class ImportRun(IDocumentStore store, PolicyBook book, TimeProvider clock, bool dry = false, int? accepted = null)
{
    private const int Batch = 500;
    private const int Sessions = 3;
    private static readonly Actor Import = new("import", "none", ["system"]);
    private readonly ConcurrentBag<Reject> waiting = [];
    private readonly Lock counting = new();
    private TakenFiles taken = TakenFiles.None;
    private ImportOutcome outcome = ImportOutcome.None;
    private string request = "import";

    private RegisterLimits Limits => book.Latest.Register ?? RegisterLimits.Usual;

    /// <summary>Files that came after a younger one had been taken over.</summary>
    public IReadOnlyList<RegisterFileTaken> Late { get; private set; } = [];

    /// <summary>Files of reports that have far fewer rows than the one before: what they lack is not taken back.</summary>
    public IReadOnlySet<string> Shrunk { get; private set; } = new HashSet<string>(StringComparer.Ordinal);

    /// <param name="progress">Told how many sites are done, of how many.</param>
    /// <exception cref="ImportException">A snapshot is of a day that has not come, or lacks more sites, names or addresses than can be believed; nothing was written.</exception>
    public async Task<ImportOutcome> RunAsync(RegisterFolder folder, Action<int, int> progress, CancellationToken cancellation)
    {
        var started = clock.GetTimestamp();
        if (folder.Files[^1] is var last && last.Day > book.DayOf(clock.GetUtcNow()))
            throw new ImportException($"{last.File} is of a day that has not come");
        request = RequestOf(folder);
        taken = await TakenFiles.OfAsync(store, book, cancellation);
        Late = [.. taken.LateOf(folder.Files)];
        Shrunk = taken.ShrunkOf(folder.Files, Limits);
        var known = await KnownAsync(folder, cancellation);
        Vanishing.DemandWhole(folder.Listings, Limits);
        Vanishing.Demand(Vanishing.Of(known, folder.Listings, taken.Newest(RegisterPart.BasicInfo)), Limits, accepted);
        // A listing also says of every known site that it does not name: it is gone.
        var parts = folder.Sites.Union(known.Keys, StringComparer.Ordinal).ToLookup(folder.PartOf);
        var (done, all) = (0, parts.Sum(x => x.Count()));
        foreach (var part in parts.OrderBy(x => x.Key))
        {
            var snapshots = folder.BySite(part.Key, Shrunk);
            await Parallel.ForEachAsync(part.Order(StringComparer.Ordinal).Chunk(Batch), new ParallelOptions { MaxDegreeOfParallelism = Sessions, CancellationToken = cancellation }, async (batch, stop) =>
            {
                await WriteAgainAsync(batch, snapshots, stop);
                progress(Interlocked.Add(ref done, batch.Length), all);
            });
        }
        folder.Rejects.AddRange(waiting);
        if (!dry)
            await TakenFiles.RecordAsync(store, book, folder.Files, Mark, cancellation);
        return outcome with
        {
            Rows = folder.Rows,
            Unchanged = folder.Rows - outcome.Rows - folder.Rejects.Count,
            Rejected = folder.Rejects.Count,
            Seconds = Math.Round(clock.GetElapsedTime(started).TotalSeconds, 2),
        };
    }

    // What a run appends is one decision of each site: the same files at the same instant are the same run.
    private string RequestOf(RegisterFolder folder) =>
        $"import-{Base32.Encode(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join(' ', folder.Files.Select(x => x.Sha256).Prepend($"{clock.GetUtcNow():O}")))))}"[..20];

    private async Task<Dictionary<string, KnownSite>> KnownAsync(RegisterFolder folder, CancellationToken cancellation)
    {
        var known = new Dictionary<string, KnownSite>(StringComparer.Ordinal);
        if (folder.Listings.Count == 0)
            return known;
        await using var session = store.QuerySession(book.Jurisdiction);
        var prefix = FacilityId.Imported(book.Jurisdiction, "");
        foreach (var x in await session.Query<Facility>().Where(x => x.Register.AsOf > DateOnly.MinValue).Select(x => new { x.Id, x.Register.Delisted, x.Register.AsOf }).ToListAsync(cancellation))
            known[x.Id[prefix.Length..]] = new(!x.Delisted, x.AsOf);
        return known;
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
        var c = new Circumstances(Import, book, clock.GetUtcNow(), new byte[32]);
        await using var session = store.LightweightSession(book.Jurisdiction);
        Mark(session);
        var states = (await session.LoadManyAsync<Facility>(cancellation, batch.Select(x => FacilityId.Imported(book.Jurisdiction, x)))).ToDictionary(x => x.Id, StringComparer.Ordinal);
        var (sum, rest) = (ImportOutcome.None, new List<Reject>());
        foreach (var site in batch)
        {
            var stream = FacilityId.Imported(book.Jurisdiction, site);
            var state = states.GetValueOrDefault(stream);
            var (facts, left) = ImportSnapshot.Decide(stream, state, snapshots(site), taken, c);
            rest.AddRange(left.Select(x => new Reject(x.Source.File, x.Number, "its site is in no listing")));
            if (facts.Count == 0)
                continue;
            if (state is null)
                session.Events.StartStream<Facility>(stream, facts);
            else
                session.Events.Append(stream, state.Version + facts.Count, facts);
            var rows = facts.Select(SourceOf).OfType<SourceRow>().Distinct(ReferenceEqualityComparer.Instance).Count();
            sum = (sum with { Rows = sum.Rows + rows }).And(facts);
        }
        if (!dry && sum.Events > 0)
            await session.SaveChangesAsync(cancellation);
        lock (counting)
            outcome = outcome.And(sum);
        rest.ForEach(waiting.Add);
    }

    private void Mark(IDocumentSession session)
    {
        Provenance.Mark(session, Import, book.On(book.DayOf(clock.GetUtcNow())).Version, request, request);
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
