using System.Security.Cryptography;
using System.Text;
using Sylvan.Data.Csv;

namespace FacilityLedger.Import;

/// <summary>A file of the register, read whole: a file that is broken anywhere is refused before any of it is taken.</summary>
public sealed class RegisterTable : IDisposable
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private static readonly string[][] Columns =
    [
        ["Site ID", "Center Name", "Permit Holder", "Address", "Borough", "Zip Code", "Phone", "Permit Number", "Permit Expiration Date", "Permit Status", "Age Range", "Maximum Capacity", "Certified to Administer Medication", "Site Type"],
        ["Site ID", "Visit Date", "Visit Type", "Summary"],
        ["Site ID", "Visit Date", "Regulation Summary", "Violation Category", "Code-Sub-Section", "Violation Status"],
    ];

    private readonly RegisterFile file;
    private readonly bool ended;
    private readonly CsvDataReader reader;
    private readonly HashSet<string> endings = new(StringComparer.Ordinal);
    private string? ending;

    /// <exception cref="ImportException">The file is no UTF-8 text, has no header, or lacks a column.</exception>
    public RegisterTable(RegisterFile file)
    {
        this.file = file;
        var bytes = File.ReadAllBytes(file.Path);
        Sha256 = Convert.ToHexStringLower(SHA256.HashData(bytes));
        var text = Decode(bytes);
        ended = text.EndsWith('\n') || text.EndsWith('\r');
        reader = Reading(() => CsvDataReader.Create(new StringReader(text), new CsvDataReaderOptions { CsvStyle = CsvStyle.Standard, MaxBufferSize = 1 << 24 }));
        Row = new(reader, ColumnsOf(reader), file.Name);
    }

    /// <summary>Digest of the file's bytes, in lower-case hexadecimal.</summary>
    public string Sha256 { get; }

    /// <summary>The row that was read last.</summary>
    public RegisterRow Row { get; }

    /// <summary>Its number; the header is row 1, and a row with embedded line breaks is one.</summary>
    public int Number { get; private set; } = 1;

    /// <summary>Goes to the next row that is not empty.</summary>
    /// <exception cref="ImportException">The file is broken: from here on nobody knows where its rows begin.</exception>
    public bool Read()
    {
        while (Reading(reader.Read))
        {
            Number++;
            endings.Add(ending ?? "");
            ending = Row.Fields >= reader.FieldCount ? reader.GetString(reader.FieldCount - 1) : null;
            if (!Row.Empty)
                return true;
        }
        return ended || Number == 1 || !CutOff ? false : throw new ImportException($"{file.Name} ends in the middle of row {Number}: it was not written to its end");
    }

    // Without a line break at its end a file may be whole or not: then it lacks fields, or its last one is only the beginning of what other rows have there.
    private bool CutOff => ending is null || ending.Length > 0 && !endings.Contains(ending) && endings.Any(x => x.StartsWith(ending, StringComparison.Ordinal));

    public void Dispose() => reader.Dispose();

    private string Decode(byte[] bytes)
    {
        try
        {
            return Strict.GetString(bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? bytes.AsSpan(Encoding.UTF8.Preamble.Length) : bytes);
        }
        catch (DecoderFallbackException e)
        {
            throw new ImportException($"{file.Name} is no UTF-8 text (line {bytes.AsSpan(0, Math.Min(e.Index, bytes.Length)).Count((byte)'\n') + 1}); convert it first");
        }
    }

    private Dictionary<string, int> ColumnsOf(CsvDataReader header)
    {
        var names = Enumerable.Range(0, header.FieldCount).Select(header.GetName).ToList();
        var columns = Columns[(int)file.Part].ToDictionary(x => x, x => names.FindIndex(name => RegisterFile.SameName(name, x)), StringComparer.Ordinal);
        var missing = columns.Where(x => x.Value < 0).Select(x => x.Key).ToList();
        return missing.Count == 0 ? columns : throw new ImportException($"{file.Name} lacks the column{(missing.Count > 1 ? "s" : "")} {string.Join(", ", missing)}");
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
        catch (CsvFormatException e)
        {
            throw new ImportException($"{file.Name} is broken at row {e.RowNumber + 1}: {e.Message}");
        }
    }
}
