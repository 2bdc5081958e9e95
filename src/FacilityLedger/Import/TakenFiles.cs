using FacilityLedger.Hosting.Decisions;
using FacilityLedger.Policies;
using JasperFx.Events;
using Marten;

namespace FacilityLedger.Import;

/// <summary>A file of the register was taken over to its end.</summary>
/// <param name="Sha256">Digest of its bytes, in lower-case hexadecimal.</param>
/// <param name="Day">Day of the snapshot.</param>
public sealed record RegisterFileTaken(RegisterPart Part, string File, string Sha256, int Rows, DateOnly Day);

/// <summary>The files that earlier runs took over to their end, in a stream of their own: without them a snapshot that changed nothing of a site would leave no trace there, and an older one would seem new.</summary>
public sealed class TakenFiles
{
    // A later snapshot may be the same to the byte: what counts is the file of a day.
    private readonly HashSet<(RegisterPart, DateOnly, string)> known = [];
    private readonly Dictionary<RegisterPart, DateOnly> newest = [];
    private readonly List<RegisterFileTaken> all = [];

    public TakenFiles(IEnumerable<RegisterFileTaken> files)
    {
        foreach (var file in files)
        {
            known.Add(Key(file));
            all.Add(file);
            if (file.Day >= Newest(file.Part))
                newest[file.Part] = file.Day;
        }
    }

    public static TakenFiles None { get; } = new([]);

    public static async Task<TakenFiles> OfAsync(IDocumentStore store, PolicyBook book, CancellationToken cancellation)
    {
        await using var session = store.QuerySession(book.Jurisdiction);
        return Of(await session.Events.FetchStreamAsync(Key(book), token: cancellation));
    }

    public IReadOnlyList<RegisterFileTaken> All => all;

    /// <summary>Day of the youngest file of a part: an older one changes nothing that it said.</summary>
    public DateOnly Newest(RegisterPart part) => newest.GetValueOrDefault(part);

    /// <summary>Files that come after a younger one was taken over.</summary>
    public IEnumerable<RegisterFileTaken> LateOf(IEnumerable<RegisterFileTaken> files) => files.Where(x => x.Day < Newest(x.Part) && !known.Contains(Key(x)));

    /// <summary>
    /// Files of reports that lack too many of the rows of the one before, whether this run has that or an earlier one had: a second run must
    /// say the same.
    /// </summary>
    public IReadOnlySet<string> ShrunkOf(IReadOnlyList<RegisterFileTaken> files, RegisterLimits limits)
    {
        return files.Where(Doubtful).Select(x => x.File).ToHashSet(StringComparer.Ordinal);

        bool Doubtful(RegisterFileTaken file) =>
            file.Part != RegisterPart.BasicInfo
            && all.Concat(files).Where(x => x.Part == file.Part && x.Day < file.Day).MaxBy(x => x.Day) is { } before
            && limits.Doubt(before.Rows - file.Rows, before.Rows);
    }

    /// <summary>Says for ever that these files were taken over, but for late ones and those of which it is said already.</summary>
    public static async Task RecordAsync(IDocumentStore store, PolicyBook book, IEnumerable<RegisterFileTaken> files, Action<IDocumentSession> mark, CancellationToken cancellation)
    {
        await using var session = store.LightweightSession(book.Jurisdiction);
        mark(session);
        await Locks.HoldAsync(session, [Key(book)]);
        var events = await session.Events.FetchStreamAsync(Key(book), token: cancellation);
        var taken = Of(events);
        RegisterFileTaken[] news = [.. files.Where(x => x.Day >= taken.Newest(x.Part) && !taken.known.Contains(Key(x)))];
        if (news.Length == 0)
            return;
        if (events.Count == 0)
            session.Events.StartStream(Key(book), news);
        else
            session.Events.Append(Key(book), events.Count + news.Length, news);
        await session.SaveChangesAsync(cancellation);
    }

    private static TakenFiles Of(IEnumerable<IEvent> events) => new(events.Select(x => x.Data).OfType<RegisterFileTaken>());

    private static (RegisterPart, DateOnly, string) Key(RegisterFileTaken file) => (file.Part, file.Day, file.Sha256);

    private static string Key(PolicyBook book) => $"register-{book.Jurisdiction}";
}
