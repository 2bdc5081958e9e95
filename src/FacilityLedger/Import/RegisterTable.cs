using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Sylvan.Data.Csv;

namespace FacilityLedger.Import;

/// <summary>A file of the register, read row by row. What makes it uncertain where its rows begin, or which column is which, refuses the whole file.</summary>
public sealed partial class RegisterTable : IDisposable
{
    private const int Block = 1 << 16;
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: true, throwOnInvalidBytes: true);
    private static readonly char[] Delimiters = [',', '\t', ';', '|'];

    private readonly RegisterFile file;
    private readonly CsvDataReader reader;
    private readonly int[] columns;
    private readonly HashSet<string> endings = new(StringComparer.Ordinal);
    private char delimiter;
    private int preface;
    private bool ended;
    private string? ending;

    /// <exception cref="ImportException">The file is no UTF-8 text, has no header, lacks a column or has one twice.</exception>
    public RegisterTable(RegisterFile file)
    {
        this.file = file;
        Sha256 = LookThrough();
        var text = new StreamReader(file.Path, Strict, detectEncodingFromByteOrderMarks: false);
        _ = text.ReadBlock(new char[preface]);
        // No row of a register is a comment, whatever it begins with: a sign that no text may hold begins them.
        var options = new CsvDataReaderOptions { CsvStyle = CsvStyle.Standard, MaxBufferSize = 1 << 24, Comment = '\uFFFF' };
        reader = Reading(() => CsvDataReader.Create(text, options));
        columns = ColumnsOf(reader);
        Number = preface > 0 ? 2 : 1;
    }

    /// <summary>Digest of the file's bytes, in lower-case hexadecimal.</summary>
    public string Sha256 { get; }

    /// <summary>Number of the row that was read last; the header is row 1, and a row with embedded line breaks is one.</summary>
    public int Number { get; private set; }

    /// <summary>The row that was read last.</summary>
    /// <exception cref="FormatException">It cannot be taken.</exception>
    public RegisterRow Row
    {
        get
        {
            if (Fields != reader.FieldCount)
                throw new FormatException($"{Fields} fields instead of {reader.FieldCount}");
            if (BareQuote(reader.GetRawRecordSpan()))
                throw new FormatException("a quotation mark stands in a field that does not begin with one");
            var whole = string.Join('\u001f', Enumerable.Range(0, Fields).Select(reader.GetString));
            var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(whole)));
            var row = new RegisterRow(file, Number, digest, [.. columns.Select(reader.GetString)]);
            row.Check();
            return row;
        }
    }

    /// <summary>The site number of a row that is good for nothing else; null where it has none that is certain. A row with too many fields may be two.</summary>
    public string? Site => columns[0] == 0 && Fields > 1 && Fields < reader.FieldCount || Fields == reader.FieldCount ? RegisterRow.SiteOf(reader.GetString(columns[0])) : null;

    // Spreadsheets leave blank cells behind the last column.
    private int Fields
    {
        get
        {
            var fields = reader.RowFieldCount;
            while (fields > reader.FieldCount && reader.GetFieldSpan(fields - 1).IsWhiteSpace())
                fields--;
            return fields;
        }
    }

    /// <summary>Goes to the next row that is not empty.</summary>
    /// <exception cref="ImportException">The file is broken: from here on nobody knows where its rows begin.</exception>
    public bool Read()
    {
        while (Reading(reader.Read))
        {
            Number++;
            DemandRow();
            if (!ended)
            {
                if (ending is not null)
                    endings.Add(ending);
                ending = Fields >= reader.FieldCount ? reader.GetString(reader.FieldCount - 1) : null;
            }
            if (Fields != 1 || !reader.GetFieldSpan(0).IsWhiteSpace())
                return true;
        }
        return ended || Number == 1 || !CutOff ? false : throw new ImportException($"{file.Name} ends in the middle of row {Number}: it was not written to its end");
    }

    public void Dispose() => reader.Dispose();

    // Without a line break at its end a file may be whole or not: then it lacks fields, or its last one is only the beginning of what other rows have there. Sites are of a few types.
    private bool CutOff => ending switch
    {
        null => true,
        _ when file.Part == RegisterPart.BasicInfo && endings.Count > 0 => !endings.Contains(ending),
        "" => false,
        _ => !endings.Contains(ending) && endings.Any(x => x.StartsWith(ending, StringComparison.Ordinal)),
    };

    // A quotation mark that is not closed swallows the rows after it, up to the next one: then a field holds a line break and, between the row in which it began and the one in which it ended, all the
    // delimiters of a row.
    private void DemandRow()
    {
        for (var i = 0; i < reader.RowFieldCount; i++)
        {
            var text = reader.GetFieldSpan(i);
            if (text.IndexOfAny('\n', '\r') < 0)
                continue;
            if (Fields != reader.FieldCount ? text.Contains(delimiter) : text.Count(delimiter) >= reader.FieldCount - 1 && Rows(text))
                throw new ImportException($"{file.Name} is broken at row {Number}: field {i + 1} runs over several lines and swallows rows; a quotation mark is not closed");
        }
        if (columns[0] < reader.RowFieldCount && RegisterFile.SameName(reader.GetString(columns[0]), RegisterRow.Columns(file.Part)[0]))
            throw new ImportException($"{file.Name} has its header again in row {Number}: two files were put together");
    }

    private bool Rows(ReadOnlySpan<char> text)
    {
        var first = true;
        foreach (var line in text.EnumerateLines())
        {
            var key = line.IndexOf(delimiter) is > 0 and var end ? line[..end].Trim(" \t\"") : [];
            if (!first && (columns[0] != 0 || key.ContainsAnyInRange('0', '9') && RegisterRow.SiteOf(key.ToString()) is not null))
                return true;
            first = false;
        }
        return false;
    }

    private bool BareQuote(ReadOnlySpan<char> record)
    {
        if (!record.Contains('"'))
            return false;
        var (begins, quoted) = (true, false);
        foreach (var sign in record)
        {
            if (sign == '"' && !begins && !quoted)
                return true;
            if (sign == '"')
                quoted = begins || !quoted;
            // Within quotation marks a doubled one closes and opens again.
            begins = !quoted && (sign == delimiter || sign is '\n' or '\r' || sign == '"');
        }
        return false;
    }

    // The digest, whether it is text, where its rows begin and whether the last one has its end: in blocks, so that the size of a file costs no memory.
    private string LookThrough()
    {
        using var stream = File.OpenRead(file.Path);
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var decoder = Strict.GetDecoder();
        var (bytes, chars, line, last, first) = (new byte[Block], new char[Block + 2], 1, '\0', true);
        for (var read = stream.Read(bytes); ; read = stream.Read(bytes))
        {
            sha.AppendData(bytes, 0, read);
            int n;
            try
            {
                n = decoder.GetChars(bytes, 0, read, chars, 0, flush: read == 0);
            }
            catch (DecoderFallbackException e)
            {
                throw new ImportException($"{file.Name} is no UTF-8 text (line {line + bytes.AsSpan(0, Math.Clamp(e.Index, 0, read)).Count((byte)'\n')}); convert it first");
            }
            var text = chars.AsSpan(0, n);
            if (first)
                Begin(text.TrimStart('\uFEFF').ToString());
            (line, last, first) = (line + text.Count('\n'), n > 0 ? text[^1] : last, false);
            if (read == 0)
                break;
        }
        ended = last is '\n' or '\r';
        return Convert.ToHexStringLower(sha.GetHashAndReset());
    }

    private void Begin(string text)
    {
        preface = Preface().Match(text).Length;
        var header = text.AsSpan(preface).TrimStart("\r\n");
        header = header.IndexOfAny('\r', '\n') is >= 0 and var end ? header[..end] : header;
        var counts = new int[Delimiters.Length];
        for (var i = 0; i < counts.Length; i++)
            counts[i] = header.Count(Delimiters[i]);
        delimiter = Delimiters[Array.IndexOf(counts, counts.Max())];
    }

    private int[] ColumnsOf(CsvDataReader header)
    {
        var names = Enumerable.Range(0, header.FieldCount).Select(header.GetName).ToList();
        var wanted = RegisterRow.Columns(file.Part);
        if (wanted.FirstOrDefault(x => names.Count(name => RegisterFile.SameName(name, x)) > 1) is { } twice)
            throw new ImportException($"{file.Name} has the column {twice} twice: which one counts, it does not say");
        string[] missing = [.. wanted.Where(x => !names.Exists(name => RegisterFile.SameName(name, x)))];
        return missing.Length == 0
            ? [.. wanted.Select(x => names.FindIndex(name => RegisterFile.SameName(name, x)))]
            : throw new ImportException($"{file.Name} lacks the column{(missing.Length > 1 ? "s" : "")} {string.Join(", ", missing)}");
    }

    private T Reading<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (CsvMissingHeadersException)
        {
            throw new ImportException($"{file.Name} is empty");
        }
        catch (CsvRecordTooLargeException e)
        {
            throw new ImportException($"{file.Name} is broken at row {e.RowNumber + 1}: a field has no end");
        }
        catch (CsvFormatException e)
        {
            throw new ImportException($"{file.Name} is broken at row {e.RowNumber + 1}: {e.Message}");
        }
    }

    // Spreadsheets write it before the header, for one another.
    [GeneratedRegex("^\"?sep=[,;|\t]\"?(\r\n|\r|\n)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Preface();
}
