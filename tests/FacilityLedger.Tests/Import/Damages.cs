using System.Text;
using System.Text.RegularExpressions;
using FacilityLedger.Import;

namespace FacilityLedger.Tests.Import;

internal enum Damage
{
    CutOff, RepeatLine, OtherCase, HeaderAgain, SwapColumns, InsertQuote, OpenQuote, DropDelimiter, OtherDelimiter, JoinLines, BreakLine,
    ImpossibleDay, OtherEncoding, ForeignByte, ByteOrderMark, Crlf, SomeCrlf,
}

/// <summary>What happens to files on their way, once in a file, at some place of it.</summary>
internal static partial class Damages
{
    private static readonly string[] Impossible = ["02/30/2014", "00/00/0000", "01/01/1900", "12/31/9999", "2014-13-01", "31.07.2014"];

    /// <summary>Those after which a file still says what it said.</summary>
    public static bool Harmless(this Damage damage) =>
        damage is Damage.SwapColumns or Damage.ByteOrderMark or Damage.Crlf or Damage.SomeCrlf;

    /// <summary>Those which leave no file that could be read.</summary>
    public static bool Fatal(this Damage damage) => damage is Damage.HeaderAgain or Damage.OtherEncoding or Damage.ForeignByte;

    public static string Text(IEnumerable<string> lines) => string.Concat(lines.Select(x => $"{x}\n"));

    public static byte[] Done(string header, string[] rows, Damage damage, int place)
    {
        var text = Text([header, .. rows]);
        var row = place % rows.Length;
        var at = Math.Max(place % text.Length, header.Length + 1);
        return damage switch
        {
            // Of a listing of one row without a line break nobody knows whether it is whole.
            Damage.CutOff => Bytes(text[..Math.Max(at, text.IndexOf('\n', header.Length + 1) + 2)]),
            Damage.RepeatLine => Lines([header, .. rows[..row], rows[row], .. rows[row..]]),
            Damage.OtherCase => Lines([header, .. rows, rows[row].Replace("DC", "dc", StringComparison.Ordinal)]),
            Damage.HeaderAgain => Lines([header, .. rows[..row], header, .. rows[row..]]),
            Damage.SwapColumns => Lines([Swapped(header), .. rows.Select(Swapped)]),
            Damage.InsertQuote => Bytes(text.Insert(at, "\"")),
            Damage.OpenQuote => Bytes(text.IndexOf(',', at) is >= 0 and var field ? text.Insert(field + 1, "\"") : text),
            Damage.DropDelimiter => Bytes(Without(text, at, ',')),
            Damage.OtherDelimiter => Lines([header, .. rows[..row], rows[row].Replace(',', ';'), .. rows[(row + 1)..]]),
            Damage.JoinLines => Bytes(Without(text, at, '\n')),
            Damage.BreakLine => Bytes(text.Insert(at, "\n")),
            Damage.ImpossibleDay =>
                Lines([header, .. rows[..row], WithDay(rows[row], Impossible[place % Impossible.Length]), .. rows[(row + 1)..]]),
            Damage.OtherEncoding => Encoding.Unicode.GetBytes($"\uFEFF{text}"),
            Damage.ForeignByte => [.. Bytes(text[..at]), 0xE9, .. Bytes(text[at..])],
            Damage.ByteOrderMark => Bytes($"\uFEFF{text}"),
            Damage.Crlf => Bytes(text.Replace("\n", "\r\n", StringComparison.Ordinal)),
            _ => Lines([header, .. rows.Select((x, i) => i % 2 == place % 2 ? $"{x}\r" : x)]),
        };
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static byte[] Lines(IEnumerable<string> lines) => Bytes(Text(lines));

    private static string WithDay(string row, string day) =>
        string.Join(',', row.Split(',').Select(x => DateTime.TryParseExact(x, "MM/dd/yyyy", null, default, out _) ? day : x));

    private static string Swapped(string row)
    {
        var fields = Delimiter().Split(row);
        return string.Join(',', [.. fields[..^2], fields[^1], fields[^2]]);
    }

    private static string Without(string text, int from, char sign) =>
        text.IndexOf(sign, from) is >= 0 and var at ? text.Remove(at, 1) : text;

    // One behind which all quotation marks have their other.
    [GeneratedRegex("""
        ,(?=([^"]*"[^"]*")*[^"]*$)
        """, RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Delimiter();
}

/// <summary>A folder with the files of a feed, which goes when it was read.</summary>
internal sealed class FedFolder : IDisposable
{
    private readonly string path = Directory.CreateTempSubdirectory("register-").FullName;

    public FedFolder(params IEnumerable<(string Name, byte[] Content)> files)
    {
        foreach (var (name, content) in files)
            File.WriteAllBytes(Path.Combine(path, name), content);
    }

    public RegisterFolder Read() => RegisterFolder.Read(path);

    public void Dispose() => Directory.Delete(path, recursive: true);
}
