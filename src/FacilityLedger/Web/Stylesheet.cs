using System.IO.Compression;
using System.Text;
using FacilityLedger.Hosting;

namespace FacilityLedger.Web;

/// <summary>The one stylesheet, inside the assembly so that it is the same in development, in tests and published. Its address holds its digest, so it may be kept for ever.</summary>
public static class Stylesheet
{
    private static readonly Precompressed Sheet = new(Read(), "text/css; charset=utf-8", CompressionLevel.SmallestSize);

    /// <summary>Address of this version.</summary>
    public static string Href { get; } = $"/ledger.css?v={Sheet.Digest}";

    /// <summary>The mark 册 as the icon of the page.</summary>
    public const string Mark = "data:image/svg+xml,%3Csvg xmlns=%22http://www.w3.org/2000/svg%22 viewBox=%220 0 40 40%22%3E%3Crect width=%2240%22 height=%2240%22 rx=%225%22 fill=%22%230a565c%22/%3E"
        + "%3Cpath d=%22M9 32V9h8v23M23 32V9h8v23M4 20h32%22 fill=%22none%22 stroke=%22%23fff%22 stroke-width=%223%22/%3E%3C/svg%3E";

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/ledger.css", Answer).AllowAnonymous().DisableRateLimiting().ExcludeFromDescription();

    private static IResult Answer(HttpContext http)
    {
        http.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        return Sheet.Answer(http);
    }

    private static byte[] Read()
    {
        using var stream = typeof(Stylesheet).Assembly.GetManifestResourceStream("ledger.css") ?? throw new InvalidOperationException("ledger.css is not embedded.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return Encoding.UTF8.GetBytes(reader.ReadToEnd());
    }
}
