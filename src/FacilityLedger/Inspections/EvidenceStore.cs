using System.Buffers;
using System.Security.Cryptography;
using FacilityLedger.Hosting.Decisions;

namespace FacilityLedger.Inspections;

/// <summary>A file as its bytes say, whatever it was called.</summary>
/// <param name="Digest">SHA-256 in lower-case hexadecimal: its address.</param>
/// <param name="Type">Media type, sniffed.</param>
public sealed record EvidenceFile(string Digest, long Size, string Type);

/// <summary>Where evidence lies, outside of the streams: by content address, so that the same file twice is one. Another storage is another implementation.</summary>
public interface IEvidenceStore
{
    /// <summary>Largest file that is taken, in bytes.</summary>
    long Largest { get; }

    /// <summary>Whether another file finds room, however large.</summary>
    bool HasRoom { get; }

    /// <summary>Takes what may be evidence, or says why not; what is refused or breaks off leaves nothing behind.</summary>
    /// <param name="department">Who sent it: a digest that stands in another department's event opens nothing.</param>
    Task<(EvidenceFile? File, Refusal? No)> PutAsync(string jurisdiction, string department, Stream bytes, CancellationToken cancellation);

    /// <summary>Whether the department itself has sent the file.</summary>
    bool SentBy(string jurisdiction, string department, string digest);

    /// <summary>Null where there is no such file. Whether it is still the one that was sent, <see cref="EvidenceFiles.IsWholeAsync"/> says.</summary>
    Stream? Open(string jurisdiction, string digest);

    /// <summary>It is about to be entered: from now on it counts as sent just now. False where there is no such file.</summary>
    bool Renew(string jurisdiction, string digest);

    /// <summary>Digests of the files that were sent and renewed last before an instant.</summary>
    IEnumerable<string> SentBefore(string jurisdiction, DateTimeOffset before);

    /// <summary>Removes a file, unless it has been sent or renewed since the instant.</summary>
    bool Drop(string jurisdiction, string digest, DateTimeOffset before);

    /// <summary>Removes what writings left that broke off before an instant.</summary>
    void DropHalves(string jurisdiction, DateTimeOffset before);
}

/// <summary>A folder of the ledger's home, with a folder per jurisdiction, that its own account alone can read. When a file was sent last, its time of writing says.</summary>
/// <param name="daily">Bytes that one department may send on one day (UTC).</param>
public sealed class EvidenceFolder(string root, long largest, long daily, TimeProvider clock) : IEvidenceStore
{
    private const int HalfDigits = 12;
    private const UnixFileMode Own = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly Dictionary<(string Jurisdiction, string Department), (DateOnly Day, long Bytes)> sent = [];

    public long Largest => largest;

    // One that is being written, and the one that comes.
    public bool HasRoom
    {
        get
        {
            var folder = new DirectoryInfo(root);
            while (folder is { Exists: false, Parent: { } parent })
                folder = parent;
            return new DriveInfo(folder.FullName).AvailableFreeSpace / 2 > largest;
        }
    }

    public async Task<(EvidenceFile? File, Refusal? No)> PutAsync(string jurisdiction, string department, Stream bytes, CancellationToken cancellation)
    {
        if (MayStillSend(jurisdiction, department) <= 0)
            return (null, AddEvidenceEndpoint.Quota.Refuse(("field", "digest"), ("daily", daily)));
        try
        {
            return await TakeAsync(jurisdiction, department, bytes, cancellation);
        }
        catch (StorageException)
        {
            return (null, AddEvidenceEndpoint.NoRoom.Refuse(("field", "digest")));
        }
    }

    // Twelve signs that no other writing has, so that two who send the same file do not write into one another.
    private async Task<(EvidenceFile? File, Refusal? No)> TakeAsync(string jurisdiction, string department, Stream bytes, CancellationToken cancellation)
    {
        var half = Path.Combine(Folder(jurisdiction), $"sent.{RandomNumberGenerator.GetHexString(HalfDigits)}");
        try
        {
            var (digest, size, head) = await WriteAsync(half, bytes, cancellation);
            if (AddEvidenceEndpoint.Against(head, size, largest) is { } no)
                return (null, no);
            var path = Path.Combine(Folder(jurisdiction, digest[..2]), digest);
            if (!Counts(jurisdiction, department, File.Exists(path) ? 0 : size))
                return (null, AddEvidenceEndpoint.Quota.Refuse(("field", "digest"), ("daily", daily)));
            // Whole or not at all: what stands under a digest is never half written. It is the same file, unless what stood there was altered.
            Stored(() => File.Move(half, path, overwrite: true));
            Renew(jurisdiction, digest);
            Stored(() => Mark(path, department));
            return (new(digest, size, EvidenceTypes.Of(head)!), null);
        }
        finally
        {
            File.Delete(half);
        }
    }

    // What is refused by its first bytes or its size is not read to its end.
    private async Task<(string Digest, long Size, byte[] Head)> WriteAsync(string half, Stream bytes, CancellationToken cancellation)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = ArrayPool<byte>.Shared.Rent(81920);
        try
        {
            await using var file = Stored(() => new FileStream(half, New()));
            var read = await bytes.ReadAtLeastAsync(buffer, EvidenceTypes.Head, throwOnEndOfStream: false, cancellation);
            var head = buffer.AsSpan(0, Math.Min(read, EvidenceTypes.Head)).ToArray();
            long size = read;
            for (; read > 0 && AddEvidenceEndpoint.Against(head, size, largest) is null; size += read)
            {
                hash.AppendData(buffer, 0, read);
                await StoredAsync(() => file.WriteAsync(buffer.AsMemory(0, read), cancellation));
                read = await bytes.ReadAsync(buffer, cancellation);
            }
            Stored(() => file.Flush(flushToDisk: true));
            return (Convert.ToHexStringLower(hash.GetHashAndReset()), size, head);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    public bool SentBy(string jurisdiction, string department, string digest) => IsDigest(digest) && File.Exists(SentPath(PathOf(jurisdiction, digest), department));

    public Stream? Open(string jurisdiction, string digest)
    {
        try
        {
            return IsDigest(digest) ? File.OpenRead(PathOf(jurisdiction, digest)) : null;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException or UnauthorizedAccessException)
        {
            // It leads nowhere, or to what is another's.
            return null;
        }
    }

    public bool Renew(string jurisdiction, string digest)
    {
        try
        {
            if (!IsDigest(digest))
                return false;
            File.SetLastWriteTimeUtc(PathOf(jurisdiction, digest), clock.GetUtcNow().UtcDateTime);
            return true;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return false;
        }
    }

    public IEnumerable<string> SentBefore(string jurisdiction, DateTimeOffset before) => Directory.Exists(Path.Combine(root, jurisdiction))
        ? Directory.EnumerateFiles(Path.Combine(root, jurisdiction), "*", SearchOption.AllDirectories).Where(x => IsDigest(Path.GetFileName(x)) && File.GetLastWriteTimeUtc(x) < before.UtcDateTime).Select(x => Path.GetFileName(x)!)
        : [];

    public bool Drop(string jurisdiction, string digest, DateTimeOffset before)
    {
        var (path, aside) = (PathOf(jurisdiction, digest), $"{PathOf(jurisdiction, digest)}.{RandomNumberGenerator.GetHexString(HalfDigits)}");
        try
        {
            // Set aside it can be renewed no more, and whoever sends it again writes it anew: so its time is looked at where nobody else finds it.
            File.Move(path, aside);
            if (File.GetLastWriteTimeUtc(aside) >= before.UtcDateTime)
            {
                File.Move(aside, path, overwrite: true);
                return false;
            }
            foreach (var mark in Directory.EnumerateFiles(Path.GetDirectoryName(path)!, $"{digest}.*.sent").Where(_ => !File.Exists(path)))
                File.Delete(mark);
            File.Delete(aside);
            return true;
        }
        catch (FileNotFoundException)
        {
            return false;
        }
    }

    public void DropHalves(string jurisdiction, DateTimeOffset before)
    {
        if (!Directory.Exists(Path.Combine(root, jurisdiction)))
            return;
        foreach (var half in Directory.EnumerateFiles(Path.Combine(root, jurisdiction), "*", SearchOption.AllDirectories).Where(x => Path.GetExtension(x).Length == HalfDigits + 1 && File.GetLastWriteTimeUtc(x) < before.UtcDateTime))
            File.Delete(half);
    }

    internal static bool IsDigest(string text) => text.Length == 64 && text.All(char.IsAsciiHexDigitLower);

    private static string SentPath(string path, string department) => $"{path}.{department}.sent";

    private string PathOf(string jurisdiction, string digest) => Path.Combine(root, jurisdiction, digest[..2], digest);

    private long MayStillSend(string jurisdiction, string department)
    {
        lock (sent)
            return daily - Sent(jurisdiction, department);
    }

    // However small it is, a file takes a block of the disk.
    private bool Counts(string jurisdiction, string department, long size)
    {
        const long Block = 4096;
        var takes = size == 0 ? 0 : Math.Max(size, Block);
        lock (sent)
        {
            var before = Sent(jurisdiction, department);
            if (before + takes > daily)
                return false;
            sent[(jurisdiction, department)] = (Today, before + takes);
            return true;
        }
    }

    private DateOnly Today => DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);

    private long Sent(string jurisdiction, string department) =>
        sent.TryGetValue((jurisdiction, department), out var before) && before.Day == Today ? before.Bytes : OnDisk(jurisdiction, department);

    // A restart forgives nothing: the marks of today say what has come in.
    private long OnDisk(string jurisdiction, string department) => Directory.Exists(Path.Combine(root, jurisdiction))
        ? Directory.EnumerateFiles(Path.Combine(root, jurisdiction), $"*.{department}.sent", SearchOption.AllDirectories)
            .Where(x => DateOnly.FromDateTime(File.GetLastWriteTimeUtc(x)) == Today).Sum(x => new FileInfo(x[..^$".{department}.sent".Length]) is { Exists: true } file ? file.Length : 0)
        : 0;

    private void Mark(string path, string department)
    {
        new FileStream(SentPath(path, department), New(FileMode.Create)).Dispose();
        File.SetLastWriteTimeUtc(SentPath(path, department), clock.GetUtcNow().UtcDateTime);
    }

    private string Folder(string jurisdiction, string? part = null) => Stored(() =>
    {
        foreach (var folder in (string[])[root, Path.Combine(root, jurisdiction), Path.Combine(root, jurisdiction, part ?? "")])
            if (OperatingSystem.IsWindows())
                Directory.CreateDirectory(folder);
            else
                Directory.CreateDirectory(folder, Own | UnixFileMode.UserExecute);
        return Path.Combine(root, jurisdiction, part ?? "");
    });

    private static FileStreamOptions New(FileMode mode = FileMode.CreateNew)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = Own;
        return options;
    }

    // A full disk is told from a caller who went away: both are an IOException.
    private static T Stored<T>(Func<T> write)
    {
        try
        {
            return write();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StorageException(e);
        }
    }

    private static void Stored(Action write) => Stored(() =>
    {
        write();
        return true;
    });

    private static async Task StoredAsync(Func<ValueTask> write)
    {
        try
        {
            await write();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StorageException(e);
        }
    }

    private sealed class StorageException(Exception inner) : Exception(inner.Message, inner);
}
