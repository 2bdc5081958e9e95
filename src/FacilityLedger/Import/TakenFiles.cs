using FacilityLedger.Hosting.Decisions;
using FacilityLedger.Policies;
using Marten;

namespace FacilityLedger.Import;

/// <summary>A file of the register was taken over to its end.</summary>
/// <param name="Sha256">Digest of its bytes, in lower-case hexadecimal.</param>
/// <param name="Day">Day of the snapshot.</param>
public sealed record RegisterFileTaken(RegisterPart Part, string File, string Sha256, int Rows, DateOnly Day);

/// <summary>The files that earlier runs took over to their end, in a stream of their own: without them a snapshot that changed nothing of a site would leave no trace there, and an older one would seem new.</summary>
public sealed class TakenFiles
{
    private readonly HashSet<string> digests = [];
    private readonly Dictionary<RegisterPart, RegisterFileTaken> newest = [];

    public TakenFiles(IEnumerable<RegisterFileTaken> files)
    {
        foreach (var file in files)
        {
            digests.Add(file.Sha256);
            if (file.Day >= Newest(file.Part))
                newest[file.Part] = file;
        }
    }

    public static TakenFiles None { get; } = new([]);

    public static async Task<TakenFiles> OfAsync(IDocumentStore store, PolicyBook book, CancellationToken cancellation)
    {
        await using var session = store.QuerySession(book.Jurisdiction);
        return new((await session.Events.FetchStreamAsync(Key(book), token: cancellation)).Select(x => x.Data).OfType<RegisterFileTaken>());
    }

    /// <summary>Day of the youngest file of a part: an older one changes nothing that it said.</summary>
    public DateOnly Newest(RegisterPart part) => newest.GetValueOrDefault(part)?.Day ?? DateOnly.MinValue;

    /// <summary>Files that come after a younger one was taken over.</summary>
    public IEnumerable<RegisterFileTaken> LateOf(IEnumerable<RegisterFileTaken> files) => files.Where(x => x.Day < Newest(x.Part) && !digests.Contains(x.Sha256));

    /// <summary>Says for ever that the others were taken over.</summary>
    public async Task RecordAsync(IDocumentStore store, PolicyBook book, IEnumerable<RegisterFileTaken> files, Action<IDocumentSession> mark, CancellationToken cancellation)
    {
        RegisterFileTaken[] news = [.. files.Where(x => x.Day >= Newest(x.Part) && !digests.Contains(x.Sha256))];
        if (news.Length == 0)
            return;
        await using var session = store.LightweightSession(book.Jurisdiction);
        mark(session);
        await Locks.HoldAsync(session, [Key(book)]);
        if (await session.Events.FetchStreamStateAsync(Key(book), cancellation) is { } stream)
            session.Events.Append(Key(book), stream.Version + news.Length, news);
        else
            session.Events.StartStream(Key(book), news);
        await session.SaveChangesAsync(cancellation);
    }

    private static string Key(PolicyBook book) => $"register-{book.Jurisdiction}";
}
