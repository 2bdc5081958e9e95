using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;

namespace FacilityLedger.Hosting;

/// <summary>Bytes that are the same for everybody while the server runs: compressed once, sent as the caller can read them.</summary>
public sealed class Precompressed
{
    private readonly byte[] plain;
    private readonly string type;
    private readonly IReadOnlyList<(string Encoding, byte[] Bytes)> packed;
    private readonly EntityTagHeaderValue tag;

    public Precompressed(byte[] plain, string type, CompressionLevel level)
    {
        (this.plain, this.type) = (plain, type);
        Digest = Convert.ToHexStringLower(SHA256.HashData(plain))[..12];
        tag = new($"\"{Digest}\"", isWeak: true);
        packed = [("br", Pack(plain, x => new BrotliStream(x, level))), ("gzip", Pack(plain, x => new GZipStream(x, level)))];
    }

    /// <summary>Twelve signs that change with the bytes.</summary>
    public string Digest { get; }

    /// <summary>In full, or 304.</summary>
    public IResult Answer(HttpContext http)
    {
        http.Response.Headers.Vary = HeaderNames.AcceptEncoding;
        if (Conditional.NotModified(http, tag))
            return Results.StatusCode(StatusCodes.Status304NotModified);
        var read = http.Request.GetTypedHeaders().AcceptEncoding.Where(x => x.Quality is not 0).Select(x => x.Value.ToString()).ToList();
        foreach (var (encoding, bytes) in packed.Where(x => read.Contains(x.Encoding, StringComparer.OrdinalIgnoreCase)))
        {
            http.Response.Headers.ContentEncoding = encoding;
            return Results.Bytes(bytes, type);
        }
        return Results.Bytes(plain, type);
    }

    private static byte[] Pack(byte[] plain, Func<Stream, Stream> packer)
    {
        using var target = new MemoryStream();
        using (var stream = packer(target))
            stream.Write(plain);
        return target.ToArray();
    }
}
