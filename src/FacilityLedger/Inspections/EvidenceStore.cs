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

    /// <param name="department">Who sent it: a digest that stands in another department's event opens nothing.</param>
    Task PutAsync(string jurisdiction, string department, EvidenceFile file, ReadOnlyMemory<byte> bytes, CancellationToken cancellation);

    /// <summary>Whether the department itself has sent the file.</summary>
    bool SentBy(string jurisdiction, string department, string digest);

    /// <summary>Null where there is no such file.</summary>
    Stream? Open(string jurisdiction, string digest);
}

/// <summary>A folder of the ledger's home, with a folder per jurisdiction.</summary>
public sealed class EvidenceFolder(string root, long largest) : IEvidenceStore
{
    public long Largest => largest;

    public async Task PutAsync(string jurisdiction, string department, EvidenceFile file, ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        var path = PathOf(jurisdiction, file.Digest);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        if (!File.Exists(path))
            await WriteAsync(path, bytes, cancellation);
        await File.WriteAllBytesAsync(SentPath(path, department), [], cancellation);
    }

    private static async Task WriteAsync(string path, ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        var half = $"{path}.{RandomNumberGenerator.GetHexString(12)}";
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
