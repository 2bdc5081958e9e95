using System.Security.Cryptography;

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

    /// <param name="department">Who sent it: a digest that stands in another department's event opens nothing.</param>
    Task PutAsync(string jurisdiction, string department, EvidenceFile file, ReadOnlyMemory<byte> bytes, CancellationToken cancellation);

    /// <summary>Whether the department itself has sent the file.</summary>
    bool SentBy(string jurisdiction, string department, string digest);

    /// <summary>Null where there is no such file.</summary>
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

/// <summary>A folder of the ledger's home, with a folder per jurisdiction. When a file was sent last, its time of writing says.</summary>
public sealed class EvidenceFolder(string root, long largest, TimeProvider clock) : IEvidenceStore
{
    private const int HalfDigits = 12;

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

    public async Task PutAsync(string jurisdiction, string department, EvidenceFile file, ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        var path = PathOf(jurisdiction, file.Digest);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        if (!Renew(jurisdiction, file.Digest))
        {
            await WriteAsync(path, bytes, cancellation);
            Renew(jurisdiction, file.Digest);
        }
        await File.WriteAllBytesAsync(SentPath(path, department), [], cancellation);
    }

    private static async Task WriteAsync(string path, ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        var half = $"{path}.{RandomNumberGenerator.GetHexString(HalfDigits)}";
        try
        {
            await using (var stream = new FileStream(half, FileMode.CreateNew))
            {
                await stream.WriteAsync(bytes, cancellation);
                stream.Flush(flushToDisk: true);
            }
            // Whole or not at all: what stands under a digest is never half written.
            File.Move(half, path, overwrite: true);
        }
        finally
        {
            File.Delete(half);
        }
    }

    public bool SentBy(string jurisdiction, string department, string digest) => IsDigest(digest) && File.Exists(SentPath(PathOf(jurisdiction, digest), department));

    public Stream? Open(string jurisdiction, string digest) => IsDigest(digest) && File.Exists(PathOf(jurisdiction, digest)) ? File.OpenRead(PathOf(jurisdiction, digest)) : null;

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
}

/// <summary>The five kinds of file that may be evidence, told by their first bytes. An archive is none of them.</summary>
public static class EvidenceTypes
{
    private static readonly Dictionary<string, string[]> Endings = new(StringComparer.Ordinal)
    {
        ["application/pdf"] = ["pdf"],
        ["image/jpeg"] = ["jpg", "jpeg"],
        ["image/png"] = ["png"],
        ["image/webp"] = ["webp"],
        ["video/mp4"] = ["mp4", "m4v"],
    };

    /// <summary>What a file chooser offers.</summary>
    public static string Accept { get; } = string.Join(',', Endings.Keys);

    public static string EndingOf(string type) => Endings[type][0];

    /// <summary>Null for anything else.</summary>
    public static string? Of(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith("%PDF-"u8) ? "application/pdf"
        : bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) ? "image/jpeg"
        : bytes.StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) ? "image/png"
        : bytes.Length >= 12 && bytes.StartsWith("RIFF"u8) && bytes[8..].StartsWith("WEBP"u8) ? "image/webp"
        : bytes.Length >= 12 && bytes[4..].StartsWith("ftyp"u8) ? "video/mp4"
        : null;

    /// <summary>Whether the name ends as files of the type do; one without an ending does.</summary>
    public static bool Fits(string name, string type) => Path.GetExtension(name) is not { Length: > 1 } ending || Endings[type].Contains(ending[1..].ToLowerInvariant());
}
