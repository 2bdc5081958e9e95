using System.Buffers.Binary;

namespace FacilityLedger.Inspections;

/// <summary>The kinds of file that may be evidence, told by their first bytes: as many of them as it takes to tell them from their kin. An archive is none of them.</summary>
public static class EvidenceTypes
{
    /// <summary>So many bytes are enough to tell.</summary>
    public const int Head = 1024;

    private static readonly Dictionary<string, string[]> Endings = new(StringComparer.Ordinal)
    {
        ["application/pdf"] = ["pdf"],
        ["image/jpeg"] = ["jpg", "jpeg"],
        ["image/png"] = ["png"],
        ["image/webp"] = ["webp"],
        ["video/mp4"] = ["mp4", "m4v"],
        ["video/quicktime"] = ["mov", "qt"],
    };

    // ISO/IEC 14496-12, Annex E, 14496-14, and the names under which cameras and phones write the same.
    private static readonly HashSet<string> Films = new(
        ["isom", "iso2", "iso3", "iso4", "iso5", "iso6", "iso7", "iso8", "iso9", "mp41", "mp42", "avc1", "M4V ", "M4VH", "M4VP", "MSNV", "XAVC"], StringComparer.Ordinal);

    // ISO/IEC 23008-12 and AV1 Image File Format: photos in the box of a film.
    private static readonly HashSet<string> Photos = new(
        [
            "heic", "heix", "heim", "heis", "hevc", "hevx", "hevm", "hevs", "mif1", "mif2", "msf1", "miaf", "avif", "avis", "avci", "avcs", "1pic",
            "j2ki", "j2is", "jpgs", "vvic", "vvis", "evbi", "evmi", "MA1A", "MA1B", "unif", "pred",
        ], StringComparer.Ordinal);

    private static readonly string[] Chunks = ["VP8 ", "VP8L", "VP8X"];

    /// <summary>What a file chooser offers. A phone that is not offered its own kind of photo sends a JPEG.</summary>
    public static string Accept { get; } = string.Join(',', Endings.Keys);

    public static string EndingOf(string type) => Endings[type][0];

    /// <summary>Null for anything else.</summary>
    /// <param name="bytes">The first <see cref="Head"/> of them, or all.</param>
    public static string? Of(ReadOnlySpan<byte> bytes) =>
        bytes.Length >= 8 && bytes.StartsWith("%PDF-"u8) && char.IsAsciiDigit((char)bytes[5]) && bytes[6] == '.' && char.IsAsciiDigit((char)bytes[7]) ? "application/pdf"
        : IsJpeg(bytes) ? "image/jpeg"
        : bytes.Length >= 16 && bytes.StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) && bytes[12..].StartsWith("IHDR"u8) ? "image/png"
        : bytes.Length >= 16 && bytes.StartsWith("RIFF"u8) && bytes[8..].StartsWith("WEBP"u8) && Chunks.Contains(Sign(bytes[12..])) ? "image/webp"
        : Brands(bytes) is not [var major, ..] brands || brands.Exists(Photos.Contains) ? null
        : Films.Contains(major) ? "video/mp4"
        : major == "qt  " ? "video/quicktime"
        : null;

    /// <summary>Whether it is a photo as phones keep it (HEIC, AVIF), which few office machines can open.</summary>
    public static bool IsPhonePhoto(ReadOnlySpan<byte> bytes) => Brands(bytes).Exists(Photos.Contains);

    /// <summary>Whether the name ends as files of the type do; one without an ending does.</summary>
    public static bool Fits(string name, string type) => Path.GetExtension(name) is not { Length: > 1 } ending || Endings[type].Contains(ending[1..].ToLowerInvariant());

    // Behind the start of image comes a marker of the JPEG that everybody reads: JPEG-LS and its kin begin with the same three bytes.
    private static bool IsJpeg(ReadOnlySpan<byte> bytes) =>
        bytes.Length >= 4 && bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) && bytes[3] is >= 0xE0 and <= 0xEF or 0xDB or 0xC0 or 0xC2 or 0xC4 or 0xDD or 0xFE;

    // The first box of an ISO base media file: its size, ftyp, the main brand, a version, the brands with which it is compatible. The main brand comes first.
    private static List<string> Brands(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 16 || !bytes[4..].StartsWith("ftyp"u8) || BinaryPrimitives.ReadUInt32BigEndian(bytes) is not (>= 16 and <= Head and var size) || size % 4 != 0 || size > bytes.Length)
            return [];
        var brands = new List<string> { Sign(bytes[8..]) };
        for (var at = 16; at < size; at += 4)
            brands.Add(Sign(bytes[at..]));
        return brands;
    }

    private static string Sign(ReadOnlySpan<byte> bytes) => System.Text.Encoding.Latin1.GetString(bytes[..4]);
}
