using System.Text;

namespace FacilityLedger.Policies;

/// <summary>Reads text strictly: a file of another encoding is refused, never taken as garbage.</summary>
public static class TextFile
{
    /// <summary>UTF-8, with or without its mark.</summary>
    public static readonly Encoding Strict = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <exception cref="PolicyException">It is not UTF-8; the message names the file.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static string Read(string path)
    {
        try
        {
            var text = Strict.GetString(File.ReadAllBytes(path));
            return text.StartsWith('\uFEFF') ? text[1..] : text;
        }
        catch (DecoderFallbackException e)
        {
            throw new PolicyException($"{Path.GetFileName(path)}: no UTF-8 at byte {e.Index + 1}; save it as UTF-8 (GBK and UTF-16 are not read)");
        }
    }
}
